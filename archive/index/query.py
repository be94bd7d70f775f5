"""What people ask for, as they write it: words, "phrases", -without, OR, prefix*, title:word.

No input is a mistake: what is no word is passed over, and nothing of it reaches SQLite but words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from presscut.archive.index.folding import words_of

QUOTES = str.maketrans("“”„«»", '"""""')
WITHOUT = "-\N{MINUS SIGN}"
PIECE = re.compile(
    rf'(?P<without>[{WITHOUT}])?(?P<title>title:)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))(?P<star>\*)?',
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand one after the other: one word, a phrase, the characters of 北京.

    Attributes:
        title: they must stand in the title.
        prefix: the last of them may go on.
    """

    words: tuple[str, ...]
    title: bool = False
    prefix: bool = False

    def expression(self) -> str:
        """The term for FTS5. Words hold no quotation marks."""
        return f'{"title : " if self.title else ""}"{" ".join(self.words)}"{" *" if self.prefix else ""}'


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
    return Term(words_of(said), title=bool(piece["title"]), prefix=prefix)
