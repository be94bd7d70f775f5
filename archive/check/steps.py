"""The steps of a repair, as values: what is done, what is left as it is, what is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

from presscut.archive.check.findings import Finding
from presscut.archive.check.plan import Plan

Kind = Literal["healed", "aside", "anew", "closed", "removed", "state", "index", "kept", "lost", "unread"]
DOING: frozenset[Kind] = frozenset({"healed", "aside", "anew", "closed", "removed", "state", "index"})

# What is wrong with the state when the segments are as they should be: making it again puts it right.
OF_THE_STATE = frozenset(
    """
    state-missing state-broken state-differs state-gap missing-segment unknown-segment changed-record
    missing-record unknown-record moved
    """.split()
)
OF_THE_INDEX = frozenset("index-order index-line index-entry".split())
# What the plan of a file puts right or puts away.
OF_THE_FILE = frozenset(
    """
    garbage zero-tail truncated member-header deflate crc isize bomb one-member no-record length-long
    length-short record-end empty-file
    """.split()
)
LOST = frozenset({"missing-segment", "missing-record"})
# What goes aside and takes no record along, in an archive: a record that is gone is told as missing, by the state.
HARMLESS = frozenset({"duplicate-id", "garbage", "no-record", "unacknowledged", "zero-tail"})
DIFFERENT = frozenset({"changed-record", "unknown-record"})


class Step(NamedTuple):
    """One thing that a repair does, or leaves.

    Attributes:
        kind: ``healed``: a damaged member gets back the bytes it was written with; ``aside``: bytes are set
            aside; ``anew``: records are written anew; ``closed``: a segment that a dead writer left open ends;
            ``removed``: a segment that holds nothing goes; ``state``, ``index``: made again. ``kept``: a fault
            that nothing here can put right; ``lost``: it is not there any more; ``unread``: the file could not
            be read.
        offset: in the file before the repair, in bytes; null for the file as a whole.
        record: the id, as far as it is known.
        loses: a record is not there any more when it is done, or as much as is known of that.
    """

    kind: Kind
    file: str
    offset: int | None
    record: str | None
    message: str
    loses: bool = False


def planned_steps(
    file: str, made: Plan, record_at: Callable[[int], str | None], harmless: frozenset[str] = frozenset()
) -> Iterator[Step]:
    """What a plan does.

    Args:
        record_at: knows which record stood at an offset.
        harmless: rules by which what goes aside is no record that is lost.
    """
    for span in made.spans:
        why = ", ".join(dict.fromkeys(span.why))
        if span.healed:
            message = f"{len(span.healed):,} bytes ({why}), which have the SHA-256 of what was written"
            yield Step("healed", file, span.offset, record_at(span.offset), message)
        if span.aside:
            message = f"{span.length:,} bytes ({why})"
            yield Step("aside", file, span.offset, record_at(span.offset), message, not harmless.issuperset(span.why))
        if span.anew:
            message = f"{span.anew:,} record{'s' if span.anew > 1 else ''} ({why})"
            yield Step("anew", file, span.offset, record_at(span.offset), message)
    if made.unread is not None:
        yield Step("unread", file, made.unread.offset, None, made.unread.found.message)


def left(finding: Finding) -> Step | None:
    """What a repair leaves of what was found; null when it puts it right, or nothing is lost by it."""
    if finding.severity == "warning":
        return None
    said = (finding.file, finding.offset, finding.record, f"{finding.rule}: {finding.message}")
    if finding.rule in LOST:
        return Step("lost", *said, loses=True)
    if finding.rule in DIFFERENT or finding.rule not in OF_THE_STATE | OF_THE_INDEX | OF_THE_FILE:
        return Step("kept", *said)
    return None
