"""The opening of the article, found once: its title, the bylines that count, its authors."""

from __future__ import annotations

from typing import NamedTuple

from presscut.cleaner.metadata.byline import Reading
from presscut.cleaner.metadata.bylines import counted_bylines
from presscut.cleaner.metadata.frame import Frame
from presscut.cleaner.metadata.lone_names import lone_names
from presscut.cleaner.metadata.page_title import folded
from presscut.cleaner.metadata.signed import signed_below, signed_by_label, signed_inside, signed_letter
from presscut.cleaner.metadata.signed_by_link import signed_by_link
from presscut.cleaner.metadata.title import Title, find_title
from presscut.cleaner.model import Mark


class Opening(NamedTuple):
    """What the readers of the fields around the body build on.

    Attributes:
        title: the title's block, if one was found.
        bylines: what the lines that count say, by block.
        authors: the authors' names as values of the row.
        names: the marks of a line that is nothing but names, when no other line names an author.
    """

    title: Title | None
    bylines: dict[int, Reading]
    authors: tuple[str, ...]
    names: tuple[Mark, ...]

    @property
    def folded_authors(self) -> tuple[str, ...]:
        """The authors' names for comparing."""
        return tuple(folded(name) for name in self.authors)

    def is_taken(self, index: int) -> bool:
        """Whether a block is the title or one of the bylines."""
        return (self.title is not None and index == self.title.index) or index in self.bylines


def opening_of(frame: Frame) -> Opening:
    """Find title, bylines and authors; the markup's authors count as well."""
    title = find_title(frame)
    bylines = counted_bylines(frame, title)
    found = [p.value for i in sorted(bylines) for p in bylines[i].pieces if p.field == "authors"]
    names: tuple[Mark, ...] = ()
    if not found:
        found_names = (
            lone_names(frame, title, bylines),
            signed_below(frame),
            signed_inside(frame),
            signed_letter(frame),
            signed_by_label(frame),
            signed_by_link(frame),
        )
        names = next((marks for marks in map(tuple, found_names) if marks), ())
    found += [mark.value for mark in names if mark.value]
    for key in ("authors", "authors.houses"):
        given = frame.draft.head.get(key, ())
        found += [given] if isinstance(given, str) else list(given)
    return Opening(title, bylines, tuple(dict.fromkeys(found)), names)
