"""What a night works with: everything that touches the world outside the archive, passed in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, Protocol

from presscut.archive.queue import Item, Visit
from presscut.archive.sources.source import Source
from presscut.archive.store import Archive
from presscut.cleaner.memory import Memory
from presscut.cleaner.model import Article, MediaType, Page
from presscut.errors import Problem


class Ask(NamedTuple):
    """A page to fetch, and what it said last of whether it changes.

    Attributes:
        etag, last_modified: validators of its last capture, verbatim.
        validators_of: the address that gave them, after redirects.
    """

    item: Item
    source: Source
    etag: str | None = None
    last_modified: str | None = None
    validators_of: str | None = None


class Found(Protocol):
    """An address that a source names; `changed` is when the page changed, as the source says, ISO 8601."""

    @property
    def url(self) -> str: ...

    @property
    def changed(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Means:
    """What a night works with: all that touches the world outside the archive, and the settings.

    Attributes:
        look: what a source names now: addresses, whole pages (folders, WARC files), or what is wrong with it.
        fetch: the redirects on the way to a page and the page itself, last; a 304 is a page without content. Or
            what is wrong with it. Runs in threads.
        taken: the visits that `look` made since it was asked last, to be kept when all they gave has been taken in.
        memory: what these hosts repeat, by what is stored of them; null when nothing is known.
        cleaner: with such a memory, what makes the function that cleans a page of a source, once in each process.
        dead: the problem of a page whose process was killed.
        kind: what a page is, when it came without HTTP headers.
        wishes: the flags of a page that asks not to be archived or mined.
        now: the clock of the wall.
        stopped: whether a signal asked the night to end.
        over: whether no more work may be taken up: because of a signal, or since the time is up.
        skip_wishes: pages that ask so are not stored.
        say: takes a line of what became of a page.
    """

    look: Callable[[Source], Iterable[Found | Page | Problem]]
    fetch: Callable[[Ask], Sequence[Page] | Problem]
    taken: Callable[[], Iterable[Visit]]
    memory: Callable[[Archive, Iterable[str]], Memory | None]
    cleaner: Callable[[Memory | None], Callable[[], Callable[[tuple[str, Page]], Article | Problem]]]
    dead: Callable[[tuple[str, Page]], Problem]
    kind: Callable[[Page], MediaType]
    wishes: Callable[[Page], tuple[str, ...]]
    now: Callable[[], datetime]
    stopped: Callable[[], bool]
    over: Callable[[], bool]
    jobs: int
    workers: int
    skip_wishes: bool
    offline: bool
    say: Callable[[str], None] = lambda _line: None
