"""What people ask for, as they write it: words, "phrases", -without, OR, prefix*, title:word, author:name.

No input is a mistake: what is no word is passed over, and nothing of it reaches SQLite but words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from presscut.archive.index.folding import words_of
from presscut.archive.index.search import ANYWHERE

FIELDS = ("title", "author", "tag", "site")  # columns of the index that can be named
NO_FIELD = re.compile(r"(?<!\S)[^\W\d_]+(?=:[^\s/])")  # what looks like a field
QUOTES = str.maketrans("“”„«»", '"""""')
WITHOUT = "-\N{MINUS SIGN}"
PIECE = re.compile(
    rf'(?P<without>[{WITHOUT}])?(?:(?P<field>{"|".join(FIELDS)}):)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))(?P<star>\*)?',
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand one after the other: one word, a phrase, the characters of 北京.

    Attributes:
        field: where they must stand, one of `FIELDS`; empty for anywhere.
        prefix: the last of them may go on.
    """

    words: tuple[str, ...]
    field: str = ""
    prefix: bool = False

    def expression(self) -> str:
        """The term for FTS5. Words hold no quotation marks."""
        where = self.field or "{" + " ".join(ANYWHERE) + "}"
        return f'{where} : "{" ".join(self.words)}"{" *" if self.prefix else ""}'


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for.

    Attributes:
        wanted: one term of each group must be there.
        unwanted: none of these may be.
    """

    wanted: tuple[tuple[Term, ...], ...]
    unwanted: tuple[Term, ...]

    @property
    def holds_words(self) -> bool:
        """Whether anything is looked for."""
        return bool(self.wanted or self.unwanted)

    @property
    def terms(self) -> tuple[Term, ...]:
        """All wanted terms."""
        return tuple(term for group in self.wanted for term in group)

    def wanted_expression(self) -> str:
        """What must be there, for FTS5; empty when nothing must."""
        return " AND ".join(_any_of(group) for group in self.wanted)

    def unwanted_expression(self) -> str:
        """What must not be there, for FTS5; empty when all may."""
        return _any_of(self.unwanted)


def _any_of(terms: tuple[Term, ...]) -> str:
    return f"({' OR '.join(term.expression() for term in terms)})" if terms else ""


def parse(asked: str) -> Query:
    """The query in a text. OR joins the terms on its two sides, all else must be there together."""
    wanted: list[tuple[Term, ...]] = []
    unwanted: list[Term] = []
    joining = False
    for piece in PIECE.finditer(asked.translate(QUOTES)):
        if piece[0] == "OR":
            joining = bool(wanted)
            continue
        term = _term(piece)
        if not term.words:
            continue
        if piece["without"]:
            unwanted.append(term)
        elif joining:
            wanted[-1] = (*wanted[-1], term)
        else:
            wanted.append((term,))
        joining = False
    return Query(tuple(wanted), tuple(unwanted))


def _term(piece: re.Match[str]) -> Term:
    said = piece["phrase"] if piece["word"] is None else piece["word"]
    prefix = bool(piece["star"]) or (piece["word"] or "").endswith("*")
    return Term(words_of(said), field=(piece["field"] or "").lower(), prefix=prefix)


def unknown_field(asked: str) -> str | None:
    """The first word of a query that looks like a field and is none."""
    found = (match[0].lower() for match in NO_FIELD.finditer(asked))
    return next((name for name in found if name not in FIELDS), None)
