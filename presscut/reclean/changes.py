"""What new rules would change in an article, as values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from presscut.reclean.pieces import Reason

Sign = Literal["=", "-", "+"]


class Passage(NamedTuple):
    """A paragraph that would go, or come.

    Attributes:
        words: its length; in scripts without spaces a character counts as half a word.
        reasons: of a lost one what takes it now, of a won one what had taken it. Empty when the other
            account does not know the piece, because another version reads the page as other pieces.
    """

    text: str
    words: float
    reasons: tuple[Reason, ...]


class Words(NamedTuple):
    """A run of words of an edited paragraph: in both (``=``), in the stored one (``-``), in the new one (``+``)."""

    sign: Sign
    text: str


class Edited(NamedTuple):
    """A paragraph that would read otherwise; several on a side when pieces were parted or joined.

    Attributes:
        runs: the words of both readings in order.
        was: what the old account says of the place and the new one does not.
        now: what the new account says of the place and the old one did not.
    """

    runs: tuple[Words, ...]
    was: tuple[Reason, ...]
    now: tuple[Reason, ...]

    @property
    def before(self) -> str:
        return "".join(run.text for run in self.runs if run.sign != "+")

    @property
    def after(self) -> str:
        return "".join(run.text for run in self.runs if run.sign != "-")


class FieldChange(NamedTuple):
    """A key of the article row, with its JSON value before and after."""

    name: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Changes:
    """All that differs between a stored article and the same page cleaned anew.

    Attributes:
        kept: paragraphs that stay to the letter.
        fields: metadata and flags.
        account: the other keys of the row that differ: ``"ledger"``, ``"links"``, ``"confidence"``, …
        words_before, words_after: the length of the two texts.
        words_lost, words_won: of passages and inside edited paragraphs.
    """

    lost: tuple[Passage, ...] = ()
    won: tuple[Passage, ...] = ()
    edited: tuple[Edited, ...] = ()
    kept: int = 0
    fields: tuple[FieldChange, ...] = ()
    account: tuple[str, ...] = ()
    words_before: int = 0
    words_after: int = 0
    words_lost: int = 0
    words_won: int = 0

    @property
    def seen(self) -> bool:
        """Whether a reader of the article would notice: its text or its metadata changes."""
        return bool(self.lost or self.won or self.edited or self.fields)

    @property
    def none(self) -> bool:
        """Whether the rows are equal but for what made them."""
        return not self.seen and not self.account

    @property
    def emptied(self) -> bool:
        """Whether the whole text would go."""
        return self.words_before > 0 and self.words_after == 0

    def shrinks_below(self, part: float) -> bool:
        """Whether less than this part of the words would stay."""
        return self.words_after < part * self.words_before
