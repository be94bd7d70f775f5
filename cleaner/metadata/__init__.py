"""Metadata out of the text: which blocks around the prose are a field of the article, and its value.

`FIELDS` is a filter like all others; it looks over the page once (`Frame`) and then asks one reader
a field, in the order they are read aloud in `READERS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from presscut.cleaner.metadata.frame import Frame, frame_of
from presscut.cleaner.metadata.people import read_people
from presscut.cleaner.metadata.site import read_site
from presscut.cleaner.metadata.title import Title, find_title, read_title
from presscut.cleaner.model import Draft, Mark

Filter = Callable[[Draft], Iterable[Mark]]
Reader = Callable[[Frame, Title | None], Iterable[Mark]]

READERS: tuple[Reader, ...] = (
    read_title,
    read_people,
    lambda frame, _title: read_site(frame),
)


def read_fields(draft: Draft) -> Iterator[Mark]:
    """The marks of all readers."""
    frame = frame_of(draft)
    title = find_title(frame)
    for reader in READERS:
        yield from reader(frame, title)


FIELDS: tuple[Filter, ...] = (read_fields,)
