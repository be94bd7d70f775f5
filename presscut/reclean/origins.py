"""By which source of the night job a stored page came: by that source's rules it is cleaned anew."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from presscut.archive.warc.names import producer_key, without_memory

if TYPE_CHECKING:
    from presscut.archive.state.rows import Entry, RecordRow
    from presscut.archive.store import Archive
    from presscut.cleaner.model import Producer


class Origins:
    """Finds the sources of stored pages.

    The account of an article names its source. What has no account, or names a source that is configured no longer,
    is looked up in the queue: another source may have taken the address over.

    Args:
        today: what makes the articles of each configured source now, by its name; ``""`` makes those of none.

    Attributes:
        strangers: the sources that were met in accounts and are not configured.
    """

    def __init__(self, archive: Archive, today: Mapping[str, Producer]) -> None:
        self._archive = archive
        self._today = {name: without_memory(producer_key(maker)) for name, maker in today.items()}
        self._alike = all(maker == self._today[""] for maker in self._today.values())
        self.strangers: set[str] = set()

    def made_today(self, entry: Entry) -> bool:
        """Whether an article, text and all, is what the rules of its source make of its page now. Raises Damaged."""
        maker = without_memory(entry.producer)
        if entry.lost or maker not in self._today.values():
            return False
        return self._alike or maker == self._today[self.of_article(entry)]

    def of_article(self, entry: Entry) -> str:
        """The source of an article; empty for one of no source that is known. Raises Damaged."""
        named = self._archive.brought_by(entry)
        if named is not None and named in self._today:
            return named
        queued = self._queued(entry.url, entry.digest)
        if named and not queued:
            self.strangers.add(named)
        return queued

    def of_capture(self, row: RecordRow) -> str:
        """The source of a page of which nothing tells what was made; empty when none is known."""
        return self._queued(row.target, row.digest or "")

    def _queued(self, url: str | None, digest: str) -> str:
        return next((name for name in self._named(url, digest) if name in self._today), "")

    def _named(self, url: str | None, digest: str) -> Iterator[str]:
        """What the queue says of an address, and of a page that came whole: that is known by its bytes."""
        for key in (url, f"urn:{digest}"):
            item = self._archive.queue.item(key) if key else None
            if item is not None:
                yield item.source
