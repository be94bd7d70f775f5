"""Streams in which one can go back."""

from __future__ import annotations

import io

from hypothesis import given
from hypothesis import strategies as st

from presscut.archive.inputs.streams import Retraced

WHOLE = bytes(range(40)) + b"\n" + bytes(range(100, 140)) + b"\n" + bytes(range(60))


@given(st.lists(st.tuples(st.sampled_from(["read", "line", "back"]), st.integers(0, 60))))
def test_what_was_read_last_is_read_again(steps: list[tuple[str, int]]) -> None:
    """However often and far one goes back, the bytes and the place are those of the stream."""
    stream, at = Retraced(io.BytesIO(WHOLE)), 0
    for step, count in steps:
        if step == "back":
            begins = max(at - count, 0)
            stream.back(WHOLE[begins:at])
            at = begins
            continue
        line_end = WHOLE.find(b"\n", at) + 1 or len(WHOLE)
        end = min(at + count, line_end if step == "line" else len(WHOLE))
        assert (stream.line(count) if step == "line" else stream.read(count)) == WHOLE[at:end]
        at = end
        assert stream.position == at
