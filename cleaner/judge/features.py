"""What the block model looks at: one list of numbers a feature, one number a block.

Every feature can be counted in any language and on any site. Neighbours enter as sums over windows and
sections, computed with prefix sums, so the whole costs a few passes over the blocks. Features come in
families, by what they look at; an explanation adds up the terms of a family. Text and HTML share the
families that say something of both. Where the elements around a block can be looked at, some of what
text has to be guessed from says nothing more and is not counted: its families are text's alone.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from presscut.cleaner.judge.containers import element_columns, prose_columns, tag_columns
from presscut.cleaner.judge.features_head import head_columns
from presscut.cleaner.judge.features_like import like_columns
from presscut.cleaner.judge.features_names import name_columns
from presscut.cleaner.judge.features_near import (
    far_columns,
    neighbour_columns,
    place_columns,
    run_columns,
    section_columns,
    tie_columns,
)
from presscut.cleaner.judge.features_page import page_columns
from presscut.cleaner.judge.features_rules import opener_columns, opening_columns, rule_columns
from presscut.cleaner.judge.features_words import label_columns, repeat_columns, site_columns, vocabulary_columns
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


def columns_by_family(draft: Draft, wanted: Collection[str] | None = None) -> dict[str, Columns]:
    """The features of a draft's blocks, by family and name. The marks given so far are looked at as well.

    Args:
        draft: judged so far.
        wanted: the families to count; all that there are for its media type when None.
    """
    families = HTML_FAMILIES if draft.media_type == "html" else TEXT_FAMILIES
    return {family: columns(draft) for family, columns in families.items() if wanted is None or family in wanted}


def columns(draft: Draft, wanted: Collection[str] | None = None) -> Columns:
    """The same by name alone."""
    return {name: column for family in columns_by_family(draft, wanted).values() for name, column in family.items()}


def shape_columns(draft: Draft) -> Columns:
    """The block by itself."""
    shapes = [b.shape for b in draft.blocks]
    return {
        "words": [s.words for s in shapes],
        "ending": [ENDINGS[s.ending] for s in shapes],
        "sentence length": [s.words / max(s.sentences, 1) for s in shapes],
        "capitals": [s.capitals if s.words > 3 else -1.0 for s in shapes],
        "kind": [KINDS[b.kind] for b in draft.blocks],
    }


def character_columns(draft: Draft) -> Columns:
    """What it is written with: links, digits, marks of speech."""
    blocks = draft.blocks
    shapes = [b.shape for b in blocks]
    return {
        "link share": [s.link_words / s.words if s.words else (1.0 if s.links else 0.0) for s in shapes],
        "sentences": [float(s.sentences) for s in shapes],
        "digits": [s.digits for s in shapes],
        "indent": [float(min(b.hints.indent, 40)) for b in blocks],
        "exclamations": _counts(blocks, EXCLAMATIONS),
        "questions": _counts(blocks, QUESTIONS),
        "quotes": _counts(blocks, QUOTES),
        "commas per word": _commas(blocks),
    }


def _counts(blocks: Sequence[Block], marks: str) -> Column:
    return [float(min(_times(block.text, marks), MOST_MARKS)) for block in blocks]


def _commas(blocks: Sequence[Block]) -> Column:
    return [_times(b.text, COMMAS) / b.shape.words if b.shape.words else -1.0 for b in blocks]


def _times(text: str, marks: str) -> int:
    """How often any of the marks stands in a text; the first of them is ASCII."""
    return text.count(marks[0]) if text.isascii() else sum(map(text.count, marks))


Families = Mapping[str, Callable[[Draft], Columns]]
SHARED: Families = {
    "its shape": shape_columns,
    "the blocks around": neighbour_columns,
    "its place": place_columns,
    "its tie to the prose": tie_columns,
    "its section": section_columns,
    "repeats": repeat_columns,
    "rules around": rule_columns,
    "sections opened": opening_columns,
}
TEXT_FAMILIES: Families = {
    **SHARED,
    "its characters": character_columns,
    "the blocks farther off": far_columns,
    "runs of like blocks": run_columns,
    "repeated labels": label_columns,
    "its words": vocabulary_columns,
    "the site": site_columns,
    "the section it is in": opener_columns,
}
HTML_FAMILIES: Families = {
    **SHARED,
    "its elements' prose": prose_columns,
    "its elements": tag_columns,
    "its own element": element_columns,
    "blocks alike": like_columns,
    "what the head says": head_columns,
    "the page": page_columns,
    "what it is called": name_columns,
}
OF_OTHERS = frozenset({"what it is called"})
"""Families that are read on pages that are no articles alone."""
