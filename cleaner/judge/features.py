"""What the block model looks at: one list of numbers a feature, one number a block.

Every feature can be counted in any language and on any site. Neighbours enter as sums over windows and
sections, computed with prefix sums, so the whole costs a few passes over the blocks. Features come in
families, by what they look at; an explanation adds up the terms of a family. Those that only HTML can
give are added when the blocks carry HTML hints.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from presscut.cleaner.judge.containers import name_columns, prose_columns, tag_columns
from presscut.cleaner.judge.features_near import (
    neighbour_columns,
    place_columns,
    run_columns,
    section_columns,
    tie_columns,
)
from presscut.cleaner.judge.features_rules import opener_columns, rule_columns
from presscut.cleaner.judge.features_words import repeat_columns, site_columns, vocabulary_columns
from presscut.cleaner.model import Block, Draft

Column = list[float]
Columns = dict[str, Column]

ENDINGS = {"none": 0.0, "comma": 1.0, "colon": 2.0, "ellipsis": 3.0, "stop": 4.0}
KINDS = {
    "paragraph": 0.0, "heading": 1.0, "item": 2.0, "quote": 3.0, "code": 4.0,
    "row": 5.0, "caption": 6.0, "image": 7.0, "divider": 8.0,
}  # fmt: skip
MOST_MARKS = 4
COMMAS, QUOTES, EXCLAMATIONS, QUESTIONS = ",،，、", '"“”„«»「『', "!！", "?？؟"


def columns_by_family(draft: Draft) -> dict[str, Columns]:
    """All features of a draft's blocks, by family and name. The marks given so far are looked at as well."""
    found = {family: columns(draft) for family, columns in FAMILIES.items()}
    if draft.media_type == "html":
        found |= {family: columns(draft) for family, columns in HTML_FAMILIES.items()}
    return found


def columns(draft: Draft) -> Columns:
    """All features of a draft's blocks, by name."""
    return {name: column for family in columns_by_family(draft).values() for name, column in family.items()}


def shape_columns(draft: Draft) -> Columns:
    """The block by itself."""
    blocks = draft.blocks
    shapes = [b.shape for b in blocks]
    return {
        "words": [s.words for s in shapes],
        "link share": [s.link_words / s.words if s.words else (1.0 if s.links else 0.0) for s in shapes],
        "ending": [ENDINGS[s.ending] for s in shapes],
        "sentence length": [s.words / max(s.sentences, 1) for s in shapes],
        "sentences": [float(s.sentences) for s in shapes],
        "digits": [s.digits for s in shapes],
        "capitals": [s.capitals if s.words > 3 else -1.0 for s in shapes],
        "kind": [KINDS[b.kind] for b in blocks],
        "indent": [float(min(b.hints.indent, 40)) for b in blocks],
        "exclamations": _counts(blocks, EXCLAMATIONS),
        "questions": _counts(blocks, QUESTIONS),
        "quotes": _counts(blocks, QUOTES),
        "commas per word": _commas(blocks),
    }


def _counts(blocks: Sequence[Block], marks: str) -> Column:
    return [float(min(sum(map(b.text.count, marks[: 1 if b.text.isascii() else None])), MOST_MARKS)) for b in blocks]


def _commas(blocks: Sequence[Block]) -> Column:
    found = []
    for block in blocks:
        commas = sum(map(block.text.count, COMMAS[: 1 if block.text.isascii() else None]))
        found.append(commas / block.shape.words if block.shape.words else -1.0)
    return found


FAMILIES: Mapping[str, Callable[[Draft], Columns]] = {
    "its shape": shape_columns,
    "the blocks around": neighbour_columns,
    "its place": place_columns,
    "its tie to the prose": tie_columns,
    "its section": section_columns,
    "runs of like blocks": run_columns,
    "repeats": repeat_columns,
    "its words": vocabulary_columns,
    "the site": site_columns,
    "rules around": rule_columns,
    "sections opened": opener_columns,
}
HTML_FAMILIES: Mapping[str, Callable[[Draft], Columns]] = {
    "its elements' prose": prose_columns,
    "its elements": tag_columns,
    "its elements' names": name_columns,
}
