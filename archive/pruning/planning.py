"""What hangs on the pages that go: records that go with them, and records that must be written anew.

No record that stays may point at one that goes. So

- a revisit that pointed at bytes that go points at the first capture that has them still; where only revisits
  are left, the first of them gets the bytes, and the others point at it;
- a revisit for which no bytes are left goes too;
- a text that the article of another capture shares (its page changed, its text did not) points at that capture.

A record written anew keeps its id, its date, its address, and its place among the others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from presscut.archive.pruning.choosing import RECORD_COLUMNS, Kept, pages_at
from presscut.archive.state import State
from presscut.archive.state.rows import CAPTURES, RecordRow
from presscut.archive.state.schema import OF_DIGEST
from presscut.archive.warc.derived import read_lines
from presscut.archive.warc.reading import read_record
from presscut.errors import Damaged

OLDEST_FIRST = "ORDER BY date, segment, offset"
Rows = dict[str, RecordRow]


@dataclass(frozen=True, slots=True)
class Change:
    """How a record is written anew.

    Attributes:
        kind: ``"whole"``: a revisit gets the bytes of `other`; ``"pointed"``: it points at `other`.
    """

    row: RecordRow
    kind: Literal["whole", "pointed"]
    other: RecordRow


@dataclass(frozen=True, slots=True)
class Plan:
    """All that a prune does.

    Attributes:
        pages: what goes, in the order of addresses.
        gone: the records that go, by id.
        changes: the records that are written anew, by id.
        orphans: addresses of pages that stay without an article: theirs was made at an address that goes.
    """

    pages: tuple[Kept, ...]
    gone: Mapping[str, RecordRow]
    changes: Mapping[str, Change]
    orphans: tuple[str, ...]

    @property
    def articles(self) -> int:
        """How many articles go."""
        return sum(len(page.entries) for page in self.pages)

    @property
    def bytes(self) -> int:
        """How many bytes of the segments the records that go take."""
        return sum(row.length for row in self.gone.values())

    @property
    def segments(self) -> tuple[str, ...]:
        """The segments that are written anew."""
        touched = [*self.gone.values(), *(change.row for change in self.changes.values())]
        return tuple(sorted({row.segment for row in touched}))


def plan(state: State, folder: Path, pages: Iterable[Kept]) -> Plan:
    """What a prune of these pages does.

    Raises:
        Damaged: a record that must be read cannot be.
    """
    going = tuple(pages)
    gone: Rows = {row.id: row for page in going for row in page.captures}
    changes: dict[str, Change] = {}
    for row, holder in _revisits(state, dict(gone)):
        if holder is None:
            gone[row.id] = row
        elif holder.id == row.id:
            changes[row.id] = Change(row, "whole", gone[row.refers_to or ""])
        else:
            changes[row.id] = Change(row, "pointed", holder)
    for target in sorted({row.target or "" for row in gone.values()}):
        _derived(state, folder, target, gone, changes)
    return Plan(going, gone, changes, tuple(sorted(set(_orphans(state, going, gone)))))


def _revisits(state: State, gone: Rows) -> Iterator[tuple[RecordRow, RecordRow | None]]:
    """The revisits that stay and pointed at bytes that go, each with the capture that holds these bytes now."""
    query = f"SELECT {RECORD_COLUMNS} FROM records WHERE type = 'revisit' AND refers_to IS NOT NULL {OLDEST_FIRST}"
    lost: dict[str, list[RecordRow]] = defaultdict(list)
    for row in (RecordRow(*columns) for columns in state.db.execute(query)):
        if row.id not in gone and row.refers_to in gone:
            lost[gone[row.refers_to].digest or ""].append(row)
    for digest, rows in lost.items():
        holder = _whole(state, digest, gone) or next((row for row in rows if row.digest == digest), None)
        yield from ((row, holder) for row in rows)


def _whole(state: State, digest: str, gone: Rows) -> RecordRow | None:
    """The first capture that stays and has the bytes of a digest in it."""
    originals = f"{OF_DIGEST} AND type IN ('response', 'resource')"
    query = f"SELECT {RECORD_COLUMNS} FROM records WHERE {originals} {OLDEST_FIRST}"
    rows = (RecordRow(*columns) for columns in state.db.execute(query, (digest,)))
    return next((row for row in rows if row.id not in gone), None)


def _derived(state: State, folder: Path, target: str, gone: Rows, changes: dict[str, Change]) -> None:
    """Find what was made from the captures of an address that go. Notes stay: they are the archive's own words."""
    notes = {note.id for note in state.notes(target)}
    query = f"SELECT {RECORD_COLUMNS} FROM records WHERE target = ? {OLDEST_FIRST}"
    at = [RecordRow(*columns) for columns in state.db.execute(query, (target,))]
    made = [row for row in at if row.type not in CAPTURES and row.id not in notes]
    if all(row.id in gone for row in at if row.type in CAPTURES):
        gone.update((row.id, row) for row in made)
        return
    texts = {row.id: row for row in made if row.type == "conversion"}
    users: dict[str, list[str]] = defaultdict(list)
    for row in made:
        if row.type == "metadata":
            capture = _capture_of(folder, row, texts)
            if capture in gone:
                gone[row.id] = row
            else:
                users[row.refers_to or ""].append(capture)
    captures = [row for row in at if row.type in CAPTURES]
    for text in texts.values():
        if text.refers_to in gone:
            shared = next((row for row in captures if row.id in users[text.id]), None)
            if shared is None:
                gone[text.id] = text
            else:
                changes[text.id] = Change(text, "pointed", shared)


def _capture_of(folder: Path, account: RecordRow, texts: Rows) -> str:
    """The id of the capture that an article was made from, as its metadata record has it."""
    subject = account.refers_to or ""
    try:
        said = read_lines(read_record(folder, account.place, account.id).block)
    except ValueError as error:
        raise Damaged(f"record {account.id}: it is not as this archive writes it ({error})") from None
    text = texts.get(subject)
    return str(said.get("capture") or (text and text.refers_to) or subject)


def _orphans(state: State, pages: Sequence[Kept], gone: Rows) -> Iterator[str]:
    for digest in {page.digest for page in pages if page.entries and page.digest}:
        query = f"SELECT DISTINCT target FROM records WHERE {OF_DIGEST}"
        for (target,) in state.db.execute(query, (digest,)).fetchall():
            for page in pages_at(state, target):
                if page.digest == digest and not page.entries and page.captures[0].id not in gone:
                    yield target
