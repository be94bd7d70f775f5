"""The index for replay tools: the lines they expect, in the order they need, in little memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from io import BytesIO
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscut.archive.index.cdxj import in_order, write_index
from presscut.archive.state import State
from presscut.archive.state.rows import RecordRow
from presscut.archive.store import Archive
from tests.archive.making import article, page

CAPTURE = RecordRow(
    id="<urn:uuid:1>",
    type="response",
    segment="orig-20310506070809-00001-quay.warc.gz",
    offset=348,
    length=496,
    hash=b"h" * 32,
    target="https://www.courier.example/Ferry?b=2&a=1",
    date="2031-05-06T07:08:09.250000Z",
    digest="sha256:c6b7",
    refers_to=None,
    mime="text/html",
    status=200,
)


def index_of(state: State, folder: Path) -> list[str]:
    """The lines of the index of a state, which is closed after it."""
    stream = BytesIO()
    with closing(state):
        count = write_index(state, stream, folder)
    lines = stream.getvalue().decode("ascii").splitlines()
    assert count == len(lines)
    return lines


def state_with(*rows: RecordRow) -> State:
    state = State(None)
    for row in rows:
        state.put_record(row)
    return state


def _same(then: datetime) -> datetime:
    return then


def many(count: int) -> Iterator[RecordRow]:
    """Captures of addresses in no order."""
    for number in range(count):
        target = f"https://www.courier.example/{number * 7919 % 1_000_003}/a-story-with-a-long-name?b={number}&a=2"
        yield CAPTURE._replace(id=f"<urn:uuid:{number}>", target=target, offset=number)


def test_a_line_is_that_of_cdxj_indexer(tmp_path: Path) -> None:
    """Tools were written against its lines: this one is what cdxj-indexer 1.5.0 printed for such a record."""
    assert index_of(state_with(CAPTURE), tmp_path) == [
        'example,courier)/ferry?a=1&b=2 20310506070809 {"url": "https://www.courier.example/Ferry?b=2&a=1", '
        '"mime": "text/html", "status": "200", "digest": "sha256:c6b7", "length": "496", "offset": "348", '
        '"filename": "orig-20310506070809-00001-quay.warc.gz"}'
    ]


def test_what_is_not_known_is_left_out(tmp_path: Path) -> None:
    """A page without HTTP headers has no status; replay takes a null for one."""
    (line,) = index_of(state_with(CAPTURE._replace(type="resource", status=None, mime=None)), tmp_path)
    assert list(json.loads(line.split(" ", 2)[2])) == ["url", "digest", "length", "offset", "filename"]


def test_records_that_no_replay_can_show_are_left_out(tmp_path: Path) -> None:
    """A metadata record under the page's address would be shown in place of the page."""
    rows = [CAPTURE._replace(type=kind, id=kind) for kind in ("warcinfo", "metadata", "request", "revisit")]
    (line,) = index_of(state_with(*rows), tmp_path)
    assert '"mime": "warc/revisit"' in line


def test_a_page_without_an_address_has_its_digest_for_one(tmp_path: Path) -> None:
    """Pages of a folder are in the archive too, and must not break the index."""
    (line,) = index_of(state_with(CAPTURE._replace(target="urn:sha256:ab12")), tmp_path)
    assert line.startswith("urn:sha256:ab12 20310506070809 {")


def test_texts_stand_under_their_page_the_latest_last(tmp_path: Path) -> None:
    """The address itself replays the page; with ``urn:text:`` before it, what was made of it, version by version."""
    for text, day in (("First words.", 6), ("Last words.", 8), ("Later words.", 7)):
        then = datetime(2031, 5, day, tzinfo=UTC)
        came = replace(page(), content=text.encode(), url="https://news.example/a")
        with Archive(tmp_path / "kept", create=True, now=partial(_same, then)) as archive:
            archive.add(came, article(came, text=text))
    lines = index_of(State(tmp_path / "kept" / "state.db"), tmp_path)
    assert [line.split(" ")[:2] for line in lines] == [
        *(["example,news)/a", f"2031050{day}000000"] for day in (6, 7, 8)),
        *(["urn:text:https://news.example/a", f"2031050{day}000000"] for day in (6, 7, 8)),
    ]
    last = json.loads(lines[-1].split(" ", 2)[2])
    segment = tmp_path / "kept" / "warc" / last["filename"]
    content = segment.read_bytes()[int(last["offset"]) :][: int(last["length"])]
    unpacked = subprocess.run(["gzip", "-dc"], input=content, capture_output=True, check=True).stdout
    assert b"WARC-Type: conversion\r\n" in unpacked
    assert unpacked.endswith(b"\r\n\r\nLast words.\r\n\r\n")


def test_sort_agrees_with_the_order(tmp_path: Path) -> None:
    """Replay tools search by halves in the order of bytes; one line out of order hides what is behind it."""
    odd = (
        "http://a.example/ö",
        "http://a.example/a b",
        "http://a.example/~",
        "http://a.example/a!",
        "urn:x:Z",
        "A.example/",
    )
    rows = [CAPTURE._replace(id=url, target=url) for url in odd]
    (tmp_path / "index.cdxj").write_text("\n".join(index_of(state_with(*rows, *many(200)), tmp_path)) + "\n")
    command = ["sort", "-c", str(tmp_path / "index.cdxj")]
    assert subprocess.run(command, env={**os.environ, "LC_ALL": "C"}, check=False).returncode == 0


LINES = st.lists(st.binary(max_size=6).map(lambda raw: raw.replace(b"\n", b"") + b"\n"), max_size=90)


@given(LINES, st.integers(min_value=1, max_value=20))
def test_any_lines_come_out_in_order_however_few_are_held(
    tmp_path_factory: pytest.TempPathFactory, unsorted: list[bytes], held: int
) -> None:
    """Merging runs, and runs of runs, loses no line and doubles none."""
    assert list(in_order(unsorted, tmp_path_factory.getbasetemp(), held=held)) == sorted(unsorted)


def test_a_run_that_ends_early_leaves_no_file(tmp_path: Path) -> None:
    """A full disk or Ctrl-C half-way must not fill the archive with pieces of indexes."""
    ordered = in_order((b"%d\n" % number for number in range(1000)), tmp_path, held=10)
    assert list(islice(ordered, 3)) == [b"0\n", b"1\n", b"10\n"]
    assert list(tmp_path.iterdir()) == []
    ordered.close()  # type: ignore[attr-defined]


def test_memory_holds_a_few_of_many_lines(tmp_path: Path) -> None:
    """Five megabytes of lines are sorted in less than one and a half; the next test has the full size."""
    tracemalloc.start()
    try:
        count = sum(1 for _ in in_order((b"%d %s\n" % (n, b"x" * 1000) for n in range(5000)), tmp_path, held=50))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert count == 5000
    assert peak < 1_500_000


FULL = """
import resource, sys
from pathlib import Path
from presscut.archive.index.cdxj import write_index
from presscut.archive.state import State
from tests.archive.index.test_cdxj import many

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

folder = Path(sys.argv[1])
state = State(folder / "state.db", create=True)
state.begin()
for row in many(200_000):
    state.put_record(row)
state.commit()
before = peak()
with (folder / "index.cdxj").open("wb") as file:
    write_index(state, file, folder)
state.close()
print((peak() - before) // (1 << 20 if sys.platform == "darwin" else 1 << 10))  # macOS tells bytes, Linux kilobytes
"""


@pytest.mark.long
def test_two_hundred_thousand_lines_take_the_memory_of_twenty_thousand(root: Path, tmp_path: Path) -> None:
    """An archive of ten years is indexed on the machine that wrote it: 18 megabytes were measured, 85 were written."""
    ran = subprocess.run(
        [sys.executable, "-c", FULL, str(tmp_path)], cwd=root, capture_output=True, text=True, check=True
    )
    assert int(ran.stdout) < 40
    assert (tmp_path / "index.cdxj").stat().st_size > 50_000_000
