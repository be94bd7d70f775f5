"""Metadata out of the text: which blocks around the prose are a field of the article, and its value.

`FIELDS` is a filter like all others. It looks over the page once (`Frame`), finds the article's
opening (title and bylines), and then asks one reader a field, in the order of `READERS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from presscut.cleaner.metadata.authorbox import read_author_box
from presscut.cleaner.metadata.captions import read_captions
from presscut.cleaner.metadata.credits import read_credits
from presscut.cleaner.metadata.dateline_date import read_dateline_date
from presscut.cleaner.metadata.deck import read_deck
from presscut.cleaner.metadata.foot_date import read_foot_date
from presscut.cleaner.metadata.frame import Frame, frame_of
from presscut.cleaner.metadata.head_line import read_head_lines
from presscut.cleaner.metadata.headline import read_title
from presscut.cleaner.metadata.licence import read_licence
from presscut.cleaner.metadata.notes import read_notes
from presscut.cleaner.metadata.opening import Opening, opening_of
from presscut.cleaner.metadata.people import read_people
from presscut.cleaner.metadata.section import read_section
from presscut.cleaner.metadata.site import read_site
from presscut.cleaner.metadata.summary import read_summary
from presscut.cleaner.metadata.tags import read_tags
from presscut.cleaner.model import Draft, Mark

Filter = Callable[[Draft], Iterable[Mark]]
Reader = Callable[[Frame, Opening], Iterable[Mark]]

READERS: tuple[Reader, ...] = (
    read_title,
    read_people,
    read_head_lines,
    read_dateline_date,
    read_foot_date,
    read_site,
    read_deck,
    read_summary,
    read_section,
    read_captions,
    read_notes,
    read_credits,
    read_licence,
    read_author_box,
    read_tags,
)


def read_fields(draft: Draft) -> Iterator[Mark]:
    """The marks of all readers; a block that one reader has claimed whole is not claimed again."""
    frame = frame_of(draft)
    opening = opening_of(frame)
    claimed: dict[int, str] = {}
    for reader in READERS:
        for mark in reader(frame, opening):
            if mark.weight <= 0 or claimed.setdefault(mark.block, mark.rule) == mark.rule:
                yield mark


FIELDS: tuple[Filter, ...] = (read_fields,)
