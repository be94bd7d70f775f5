"""Who else worked on the article: "Additional reporting by …; Editing by …" below its last paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator

from presscut.cleaner.metadata.frame import Frame
from presscut.cleaner.metadata.names import find_names
from presscut.cleaner.metadata.opening import Opening
from presscut.cleaner.metadata.page_title import folded
from presscut.cleaner.metadata.places import SURE, noted, whole
from presscut.cleaner.metadata.words import ROLES
from presscut.cleaner.model import Mark
from presscut.cleaner.patterns import lazy

LONGEST = 90.0  # words
LONGEST_CHARS = 1500  # whatever the words
MOST_NAMES = 30
_ROLES = "|".join(re.escape(role) for role in sorted(ROLES, key=lambda w: (-len(w), w)))
WORD = lazy(r"\w+")
FIRST_WORDS = frozenset(re.split(r"\W", role, maxsplit=1)[0] for role in ROLES)
ROLE = lazy(rf"(?<!\w)(?:{_ROLES})(?!\w)\s*[:：]?\s*", re.IGNORECASE)
AT_END = lazy(r"\bcontributed(?:\.?\W{0,4}$| (?:reporting|to this (?:report|article|story)|research)\b)", re.IGNORECASE)
CLAUSE = lazy(r"[;；。]\s*|\.\s+(?=[A-ZÀ-Ý])")
PLACE = lazy(r"\s+(?:in|from|aus|à|en|de|from)\s+(?-i:(?=[A-ZÀ-Ý])).*$", re.IGNORECASE | re.DOTALL)


def read_credits(frame: Frame, opening: Opening) -> Iterator[Mark]:
    """The credit lines and the names in them that are not the authors'."""
    for i in frame.tail:
        block = frame.blocks[i]
        if not 3 <= block.shape.words <= LONGEST or block.shape.chars > LONGEST_CHARS or block.kind == "heading":
            continue
        if not (
            _begins_with_role(block.text.lstrip(" (*_")) or (block.shape.words <= 40 and _ends_in_names(block.text))
        ):
            continue
        names = list(_names(block.text))
        if not names or not frame.ends_here(i):
            continue
        yield whole(i, "credit", "credits", "says who worked on the article", weight=SURE, field="credits")
        for name in names[:MOST_NAMES]:
            if folded(name) not in opening.folded_authors:
                yield noted(i, "credit", "credits", "named in the credits", "contributors", name)


def _begins_with_role(text: str) -> bool:
    first = WORD.match(text)
    return first is not None and first[0].casefold() in FIRST_WORDS and ROLE.match(text) is not None


def _ends_in_names(text: str) -> bool:
    return "contributed" in text.lower() and AT_END.search(text) is not None


def _names(text: str) -> Iterator[str]:
    """The names of all clauses: after a role, or before "contributed to this report"."""
    for clause in CLAUSE.split(text):
        roles = list(ROLE.finditer(clause))
        at_end = AT_END.search(clause)
        if at_end:
            yield from _named(clause[: at_end.start()])
            continue
        ends = [*(role.start() for role in roles[1:]), len(clause)]
        for role, end in zip(roles, ends, strict=False):
            yield from _named(clause[role.end() : end])


def _named(text: str) -> Iterator[str]:
    names, _ = find_names(PLACE.sub("", text).strip(" .,)("), cued=True)
    yield from (name.value for name in names)
