"""What a repair makes of a file: which pieces stay as they are, which are written anew, which go aside.

Intact members stay byte for byte. Written anew are records that share a member with others, and records
that lack only their end: their bytes are all there. Of a damaged member that many records share, those are
kept whose digest proves them, or that came before the place where the file was cut; of a damaged member
with one record nothing is, for no digest proves a header. What is not kept, and every damaged member, goes
aside whole.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from presscut.archive.check.events import Event, Stretch
from presscut.archive.check.files import Unreadable
from presscut.archive.check.records import Seen

COMPLETE, PROVEN = 1, 2  # what is known of a record, as bits
EACH = 3  # numbers that are kept of a record: where it starts in the member, its size, what is known


class Span(NamedTuple):
    """A piece of a file and what becomes of it.

    Attributes:
        copied: it stays byte for byte.
        kept: start and size in the unpacked member of each record that is written anew, in turn.
        aside: its bytes are set aside.
        why: the rules that were broken.
        healed: what it was before it was damaged; empty when nobody knows.
    """

    offset: int
    length: int
    copied: bool
    kept: array[int]
    aside: bool
    why: tuple[str, ...]
    healed: bytes = b""

    @property
    def anew(self) -> int:
        """How many records are written anew."""
        return len(self.kept) // 2


class Plan(NamedTuple):
    """The spans of a file, which tile it, and what kept it from being read to its end."""

    spans: tuple[Span, ...]
    unread: Unreadable | None

    @property
    def needed(self) -> bool:
        """Whether anything would change."""
        return any(not span.copied for span in self.spans)

    @property
    def empty(self) -> bool:
        """Whether nothing is kept."""
        return not any(span.copied or span.anew or span.healed for span in self.spans)


def plan(walk: Iterable[Event | Unreadable], unfit: Callable[[Seen], str | None] = lambda _: None) -> Plan:
    """What a repair makes of the file that was walked through. `unfit`: why a record cannot stay, however intact."""
    spans: list[Span] = []
    records, broken = array("Q"), []
    for event in walk:
        if isinstance(event, Seen):
            why = unfit(event)
            records.extend((event.inner, event.size, _known(event) if why is None else 0))
            broken += [found.rule for found in event.found] if why is None else [why]
        elif isinstance(event, Stretch):
            _put(spans, _decided(event, records, tuple(broken)))
            records, broken = array("Q"), []
        else:
            return Plan(tuple(spans), event)
    return Plan(tuple(spans), None)


def _known(record: Seen) -> int:
    return COMPLETE * (record.shape != "broken") + PROVEN * record.proven


def _decided(stretch: Stretch, records: array[int], broken: tuple[str, ...]) -> Span:
    if stretch.whole and (not records or records[-1] & COMPLETE):
        return Span(stretch.offset, stretch.length, True, array("Q"), False, ())
    why = tuple(found.rule for found in stretch.found) or broken
    kept = array("Q", _kept(stretch, records, why))
    aside = not stretch.checked or len(kept) // 2 < max(stretch.records, 1)
    return Span(stretch.offset, stretch.length, False, kept, aside, why)


def _kept(stretch: Stretch, records: array[int], why: tuple[str, ...]) -> Iterator[int]:
    """The records of a stretch that are written anew."""
    wanted = COMPLETE
    if not stretch.checked:
        if stretch.records < 2:
            return
        wanted = COMPLETE if "truncated" in why else COMPLETE | PROVEN
    for at in range(0, len(records), EACH):
        inner, size, known = records[at : at + EACH]
        if known & wanted == wanted:
            yield from (inner, size)


def _put(spans: list[Span], span: Span) -> None:
    """Add a span; pieces that stay as they are and follow each other are one."""
    if span.copied and spans and spans[-1].copied:
        last = spans.pop()
        span = last._replace(length=last.length + span.length)
    spans.append(span)
