"""A segment against what the state says of it, member by member.

The state has a SHA-256 of every member as it was written. As long as they come in their order, nothing is
held. At the first that does not fit, the rest of the segment's rows are held by their hash (some 100 MB for
a segment of full size): so what comes after an inserted, lost or altered piece is still told apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from presscut.archive.check.events import Stretch
from presscut.archive.check.findings import Finding
from presscut.archive.check.records import Seen
from presscut.archive.state.rows import RecordRow

MOST_WAITING = 1_000  # stretches that wait for the next one that is known


class Expected:
    """The members that a segment should have, in their order.

    Args:
        file: the segment's name.
        rows: what the state says of it, by offset.
    """

    def __init__(self, file: str, rows: Iterator[RecordRow]) -> None:
        self._file = file
        self._rows = rows
        self._by_hash: dict[bytes, RecordRow] | None = None  # in the order of offsets; null while all is in step
        self._waiting: list[tuple[Stretch, Seen | None]] = []
        self._shift = 0

    def meet(self, stretch: Stretch, record: Seen | None) -> Iterator[Finding]:
        """The next stretch of the file, with the record in it."""
        row = self._known(stretch)
        if row is not None:
            yield from self._lost(row)
            yield from self._placed(stretch, row)
            if record is not None:
                yield from self._compared(record, row)
            yield from self._told(stretch, row.id)
            return
        self._waiting.append((stretch, record))
        if len(self._waiting) >= MOST_WAITING:
            yield from self._paired([])

    def rest(self) -> Iterator[Finding]:
        """What was expected and did not come."""
        left = list(self._rows if self._by_hash is None else self._by_hash.values())
        yield from self._paired(left)

    def _known(self, stretch: Stretch) -> RecordRow | None:
        """The row of a stretch, which is then no longer expected."""
        if self._by_hash is None:
            row = next(self._rows, None)
            if row is not None and row.hash == stretch.hash:
                return row
            rest = chain(() if row is None else (row,), self._rows)
            self._by_hash = {each.hash: each for each in rest}
        return self._by_hash.get(stretch.hash)

    def _lost(self, row: RecordRow) -> Iterator[Finding]:
        """What was expected before a row that came."""
        if self._by_hash is None:
            return
        lost = []
        for key in list(self._by_hash):
            passed = self._by_hash.pop(key)
            if passed is row:
                break
            lost.append(passed)
        yield from self._paired(lost)

    def _paired(self, lost: list[RecordRow]) -> Iterator[Finding]:
        """Rows that did not come, and stretches that no row knows: those at one place are one record that changed."""
        waiting, self._waiting = self._waiting, []
        by_place = {row.offset + self._shift: row for row in lost}
        paired = [(stretch, record, by_place.pop(stretch.offset, None)) for stretch, record in waiting]
        left = iter(by_place.values())
        for stretch, record, row in paired:
            other = next(left, None) if row is None and record is not None else None
            yield from self._changed(stretch, record, row or other)
        for row in left:
            yield Finding("missing-record", self._file, row.offset, row.id, "it was acknowledged and is not there")

    def _changed(self, stretch: Stretch, record: Seen | None, row: RecordRow | None) -> Iterator[Finding]:
        own = record.head.id if record is not None else None
        yield from self._told(stretch, row.id if row is not None else own)
        if stretch.found:
            return
        if row is None:
            yield Finding("unknown-record", self._file, stretch.offset, own, "the state has no record here")
        else:
            there = "it can be read" if own == row.id else f"{own} stands there"
            message = f"the {stretch.length} bytes are not the {row.length} that were written; {there}"
            yield Finding("changed-record", self._file, stretch.offset, row.id, message)

    def _told(self, stretch: Stretch, record: str | None) -> Iterator[Finding]:
        return (Finding(rule, self._file, stretch.offset, record, message) for rule, message in stretch.found)

    def _placed(self, stretch: Stretch, row: RecordRow) -> Iterator[Finding]:
        shift = stretch.offset - row.offset
        if shift != self._shift:
            self._shift = shift
            side = "behind" if shift > 0 else "before"
            where = f"{abs(shift)} bytes {side} its place" if shift else "at its place again"
            message = f"the record stands {where}"
            yield Finding("moved", self._file, stretch.offset, row.id, message)

    def _compared(self, record: Seen, row: RecordRow) -> Iterator[Finding]:
        """The row was made from the header: it must still say what the header says."""
        head = record.head
        said = (
            ("id", row.id, head.id),
            ("type", row.type, head.type),
            ("target", row.target, head.get("WARC-Target-URI")),
            ("date", row.date, head.get("WARC-Date")),
            ("digest", row.digest, head.get("WARC-Payload-Digest")),
            ("refers_to", row.refers_to, head.get("WARC-Refers-To")),
        )
        wrong = [name for name, one, other in said if one != other]
        if wrong:
            message = f"the state has another {' and '.join(wrong)}"
            yield Finding("state-differs", self._file, record.offset, row.id, message)
