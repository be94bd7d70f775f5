"""Whatever a file or a pipe brings, a check ends, says what it met, and holds little of it."""

from __future__ import annotations

import gzip
import os
import threading
import time
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from presscut.archive.check import gzipped, members
from presscut.archive.check.crossing import Crossing
from presscut.archive.check.files import check_files, events, findings
from presscut.archive.check.findings import Counts, Finding
from presscut.archive.check.source import Source
from presscut.archive.warc.members import MEMBER_HEAD
from tests.archive.check.damages import check, pack, segments, sound_archive, split
from tests.archive.check.test_foreign import BODY, http, record

PATIENCE = 0.2  # seconds: as good as a minute, and a test need not take one
SOON = 5.0  # seconds within which every check here must end
HEAD = (
    "WARC-Type: resource",
    "WARC-Date: 2031-05-06T07:08:09Z",
    "WARC-Target-URI: urn:big",
    "WARC-Record-ID: <urn:1:2>",
)


def rules(found: list[Finding]) -> list[str]:
    return [each.rule for each in found]


@contextmanager
def piped(*pieces: bytes, endless: bool = False) -> Iterator[Source]:
    """A pipe that brings these pieces, the last one again and again when it is endless."""
    out, into = os.pipe()

    def feed() -> None:
        try:
            for piece in pieces:
                os.write(into, piece)
            while endless:
                os.write(into, pieces[-1])
        except BrokenPipeError:
            return
        finally:
            os.close(into)

    thread = threading.Thread(target=feed)
    thread.start()
    with Source(out, patience=PATIENCE) as source:
        yield source
    thread.join()


def through(source: Source) -> list[Finding]:
    with Crossing("reference-outside") as crossing:
        return list(findings("-", events(source), crossing.note, Counts()))


def test_a_pipe_without_a_writer_is_left(tmp_path: Path) -> None:
    """Opening a named pipe waits for its writer for ever; a night job must not."""
    fifo = tmp_path / "crawl.warc.gz"
    os.mkfifo(fifo)
    began = time.monotonic()
    assert rules(list(check_files([str(fifo)], Counts(), patience=PATIENCE))) == ["stalled"]
    assert time.monotonic() - began < SOON


def test_a_pipe_that_falls_silent_is_left() -> None:
    """What came before the silence is checked all the same."""
    out, into = os.pipe()
    os.write(into, gzip.compress(record("1.0", http(BODY), *HEAD))[:60])
    try:
        with Source(out, patience=PATIENCE) as source:
            assert rules(through(source)) == ["stalled"]
    finally:
        os.close(into)


@pytest.mark.parametrize("piece", [bytes(1 << 16), b"WARC/1.1 " * 7000, MEMBER_HEAD * 6000], ids=["0", "text", "magic"])
def test_a_stream_that_never_holds_a_record_is_left(monkeypatch: pytest.MonkeyPatch, piece: bytes) -> None:
    """`cat /dev/zero` has no end, and the check must have one."""
    monkeypatch.setattr(members, "GIVE_UP", 1 << 21)
    monkeypatch.setattr("presscut.archive.check.plain.GIVE_UP", 1 << 21)
    with piped(gzip.compress(record("1.0", http(BODY), *HEAD)), piece, endless=True) as source:
        assert rules(through(source))[-1] == "gave-up"


def test_a_pipe_is_read_like_a_file(tmp_path: Path) -> None:
    """`curl … | presscut archive verify -` sees what the file would show."""
    content = segments(sound_archive(tmp_path / "archive"))[0].read_bytes()
    with piped(content) as source:
        assert rules(through(source)) == []
    with piped(content[:-9]) as source:
        assert rules(through(source))[-1] == "truncated"


def test_a_bomb_is_not_unpacked_to_its_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A kilobyte can unpack to a megabyte, a disk of it to more than any machine holds."""
    monkeypatch.setattr(gzipped, "BOMB", 1 << 22)
    path = tmp_path / "bomb.warc.gz"
    inner = record("1.1", bytes(1 << 25), *HEAD)
    path.write_bytes(
        gzip.compress(inner) + gzip.compress(record("1.1", b"after", *HEAD[:3], "WARC-Record-ID: <urn:1:3>"))
    )
    found = check(path)
    assert rules(found) == ["bomb"]
    assert found[0].offset == 0


def test_a_huge_record_is_not_held(tmp_path: Path) -> None:
    """A film of two gigabytes is checked in the memory that a page takes."""
    size = 1 << 25
    block = os.urandom(1 << 16) * (size >> 16)
    path = tmp_path / "film.warc.gz"
    path.write_bytes(gzip.compress(record("1.1", block, *HEAD), compresslevel=1))
    del block
    tracemalloc.start()
    try:
        assert check(path) == []
        assert tracemalloc.get_traced_memory()[1] < size / 4
    finally:
        tracemalloc.stop()


def test_a_file_full_of_half_members_is_not_read_over_and_over(tmp_path: Path) -> None:
    """Each false start could cost a reading of all the rest: the rereading is counted."""
    half = gzip.compress(record("1.1", os.urandom(4096), *HEAD))[:-20]
    path = tmp_path / "torn.warc.gz"
    path.write_bytes(half * 500)
    began = time.monotonic()
    assert len(check(path)) >= 1
    assert time.monotonic() - began < SOON


def test_every_intact_member_between_damaged_ones_is_read(tmp_path: Path) -> None:
    """Damage costs the records it hit and no other."""
    whole = split(segments(sound_archive(tmp_path / "archive"))[0].read_bytes())
    torn = [member if at % 2 else member[:30] + b"\xff\xff\xff" + member[33:] for at, member in enumerate(whole)]
    path = tmp_path / "torn.warc.gz"
    path.write_bytes(b"".join(torn))
    counts = Counts()
    found = list(check_files([str(path)], counts))
    places = [sum(map(len, whole[:at])) for at in range(0, len(whole), 2)]
    assert [each.offset for each in found if each.rule in ("deflate", "crc")] == places


HEADERS = {
    "reserved flags": (MEMBER_HEAD[:3] + b"\xe0" + MEMBER_HEAD[4:], "member-header"),
    "another operating system": (MEMBER_HEAD[:9] + b"\x03", None),
    "a time": (MEMBER_HEAD[:4] + b"\x01\x02\x03\x04" + MEMBER_HEAD[8:], None),
    "a name": (MEMBER_HEAD[:3] + b"\x08" + MEMBER_HEAD[4:] + b"page.warc\0", None),
    "an extra field": (MEMBER_HEAD[:3] + b"\x04" + MEMBER_HEAD[4:] + b"\x04\x00sl\x00\x00", None),
    "a wrong checksum of the header": (MEMBER_HEAD[:3] + b"\x02" + MEMBER_HEAD[4:] + b"\x00\x00", "member-header"),
}


@pytest.mark.parametrize("header", HEADERS)
def test_a_gzip_header_may_be_what_rfc_1952_allows(tmp_path: Path, header: str) -> None:
    """Others write times and names; only what the RFC forbids is an error."""
    start, rule = HEADERS[header]
    member = pack(record("1.1", BODY, *HEAD))
    path = tmp_path / "other.warc.gz"
    path.write_bytes(start + member[len(MEMBER_HEAD) :])
    assert rules(check(path)) == ([rule] if rule else [])


def test_our_own_segments_have_one_header_and_no_other(tmp_path: Path) -> None:
    """No checksum covers a gzip header; in a file of ours every byte of it is known."""
    (path, _) = segments(sound_archive(tmp_path / "archive"))
    first, *rest = split(path.read_bytes())
    path.write_bytes(first[:9] + b"\x03" + first[10:] + b"".join(rest))
    assert [each.rule for each in check(path) if each.severity == "error"] == ["member-header"]


def test_a_wrong_length_behind_a_right_checksum_is_told(tmp_path: Path) -> None:
    """RFC 1952: ISIZE is the length of the data modulo 2^32."""
    member = pack(record("1.1", BODY, *HEAD))
    path = tmp_path / "isize.warc.gz"
    path.write_bytes(member[:-4] + b"\x01\x00\x00\x00")
    assert rules(check(path)) == ["isize"]


OTHERS = {
    "empty-file": b"",
    "zstd": b"\x28\xb5\x2f\xfd" + bytes(20),
    "not-warc": b"A letter to the editor, nothing else.\n" * 40,
    "no-record": gzip.compress(b"A letter to the editor, packed.\n" * 40),
    "garbage": b"stray line\r\n\r\n" + record("1.1", BODY, *HEAD),
    "zero-tail": record("1.1", BODY, *HEAD) + bytes(300),
    "truncated": record("1.1", BODY, *HEAD)[:-30],
}


@pytest.mark.parametrize("rule", OTHERS)
def test_a_file_that_is_something_else_is_named_in_one_line(tmp_path: Path, rule: str) -> None:
    """One line says what it is; a thousand that say what it is not help nobody."""
    path = tmp_path / "thing"
    path.write_bytes(OTHERS[rule])
    assert rules(check(path)) == [rule]


def test_arc_files_and_packed_arc_files_are_named(tmp_path: Path) -> None:
    """They are archives, and not of the kind that is checked here."""
    path = tmp_path / "old.arc.gz"
    path.write_bytes(gzip.compress(b"filedesc://old.arc 0.0.0.0 20010101000000 text/plain 9\n1 0 news\n"))
    (found,) = check(path)
    assert (found.rule, found.message) == ("not-warc", "an ARC file")


def test_a_missing_file_and_a_folder_are_findings(tmp_path: Path) -> None:
    """The other files of the list are checked."""
    assert rules(check(tmp_path / "gone.warc.gz", tmp_path)) == ["unreadable", "unreadable"]
