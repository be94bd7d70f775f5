"""The archive as one request sees it: opened for it and closed after it, so that a night's work shows at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from presscut.archive.lookup import Shelf, Version, find, versions
from presscut.archive.recovery import House, open_for_reading
from presscut.archive.state import State
from presscut.archive.state.rows import Entry
from presscut.cleaner.model import Page

RECORD = "<urn:uuid:{}>"


class NotHere(Exception):
    """The archive does not hold what an address names. The message is one line for a person."""


@dataclass(frozen=True, slots=True)
class Room:
    """What can be asked for.

    Attributes:
        root: the archive's directory.
    """

    root: Path
    state: State
    shelf: Shelf

    def entry(self, key: str) -> Entry:
        """The entry of an id, or of its beginning. Raises NotHere, and UsageError when several begin so."""
        found = find(self.state, key)
        if found is None:
            raise NotHere(f"There is no article {key} here.")
        return found

    def captured(self, capture: str) -> str:
        """When a page was captured, ISO 8601; empty when its record is missing."""
        row = self.state.record(capture)
        return row.date if row else ""

    def versions(self, entry: Entry) -> list[Version]:
        """All captures of the page of an article, the oldest first."""
        return versions(self.state, entry.id, entry)

    def page(self, number: str) -> tuple[Page, Entry | None]:
        """The page of a capture, by the UUID of its record, and the article made from it. Raises NotHere, Damaged."""
        record = self.state.record(RECORD.format(number))
        if record is None or record.target is None:
            raise NotHere(f"There is no page {number} here.")
        made = (v.entry for v in versions(self.state, record.target, None) if v.capture == record.id)
        return self.shelf.page(record.id), next(made, None)


@contextmanager
def reading(house: House) -> Iterator[Room]:
    """The archive as it is now. Raises NoArchive, Damaged."""
    house.require()
    state, _ = open_for_reading(house, mend=False)
    try:
        yield Room(house.root, state, Shelf(house.folder, state))
    finally:
        state.close()


def number_of(record: str) -> str:
    """The UUID of a record's id, which stands for it in addresses."""
    return record.removeprefix("<urn:uuid:").removesuffix(">")
