"""Group commit: what many adds have written becomes durable together, and then counts.

First the segments, then one transaction of the state that tells of them. The rows of that transaction are entered
while the disk is busy with the segments: only its end has to wait for them.
"""

from __future__ import annotations

from presscut.archive.second_thread import SecondThread
from presscut.archive.state import State
from presscut.archive.warc.segments import Series


def make_durable(state: State, *written: Series, beside: SecondThread) -> None:
    """Make what series have written durable, and then the rows that tell of it.

    System calls, but those of SQLite's own, are made in the same order each time: the syncs, series by series, and
    the end of the transaction after the last of them.

    Args:
        beside: syncs while the rows are entered.

    Raises:
        OSError: a segment could not be synced. The transaction is not ended.
        sqlite3.Error: the transaction could not be entered or ended.
    """

    def sync() -> None:
        for series in written:
            series.sync()

    with beside.during(sync):
        for segment in filter(None, (series.current for series in written)):
            state.put_segment(segment.name, segment.size)
        state.enter()
    state.commit()
