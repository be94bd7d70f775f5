"""Authors, dates, site and dateline: the marks of the bylines that count."""

from __future__ import annotations

from collections.abc import Iterator

from presscut.cleaner.metadata.bylines import byline_marks
from presscut.cleaner.metadata.frame import Frame
from presscut.cleaner.metadata.opening import Opening
from presscut.cleaner.model import Mark


def read_people(frame: Frame, opening: Opening) -> Iterator[Mark]:
    """The marks of the counted lines, or of a line that is nothing but names."""
    yield from byline_marks(frame, opening.bylines)
    yield from opening.names
