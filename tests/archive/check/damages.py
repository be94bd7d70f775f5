"""The 27 kinds of damage that an archivist meets, each made from a sound file, as one list."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from presscut.archive.check.files import check_files
from presscut.archive.check.findings import Counts, Finding
from presscut.archive.store import Archive
from presscut.archive.warc.members import MEMBER_HEAD, MEMBER_TAIL, zlib_backend
from tests.archive.making import article, clock, page

HTML = ("HTTP/1.1 200 OK", (("Content-Type", "text/html"),))
TEXTS = ("The harbour wall stood.", "The ferry came late, and the market had to wait for its fish.", "Rain.")


def sound_archive(root: Path) -> Path:
    """An archive with three pages, one of them seen twice: every record type that presscut writes."""
    with Archive(root, create=True, now=clock, host="quay") as archive:
        for number, text in enumerate(TEXTS):
            one = page(f"page-{number}", headers=HTML)
            archive.add(one, article(one, text=text, paragraphs=()))
        again = page("page-0", headers=HTML, fetched="2031-06-01T10:00:00Z")
        archive.add(again, article(again, text=TEXTS[0], paragraphs=()))
    return root


def segments(root: Path) -> list[Path]:
    """The segments of an archive."""
    return sorted((root / "warc").iterdir())


def pack(raw: bytes) -> bytes:
    """One record as a member, as presscut frames it."""
    return MEMBER_HEAD + zlib_backend(raw) + MEMBER_TAIL.pack(zlib.crc32(raw), len(raw) & 0xFFFFFFFF)


def split(content: bytes) -> list[bytes]:
    """The members of a sound file."""
    members = []
    while content:
        inflater = zlib.decompressobj(31)
        inflater.decompress(content)
        rest = inflater.unused_data
        members.append(content[: len(content) - len(rest)])
        content = rest
    return members


def unpack(member: bytes) -> bytes:
    """The record in a member."""
    return zlib.decompress(member, 31)


def field(raw: bytes, name: str) -> str | None:
    """The value of a field of a record."""
    found = re.search(rf"^{name}: (.*)\r$".encode(), raw.partition(b"\r\n\r\n")[0] + b"\r\n", re.MULTILINE)
    return found[1].decode() if found else None


def record_id(member: bytes) -> str | None:
    """The id of the record in a sound member."""
    return field(unpack(member), "WARC-Record-ID")


def without(raw: bytes, name: str) -> bytes:
    """A record without a field."""
    return re.sub(rf"^{name}: .*\r\n".encode(), b"", raw, count=1, flags=re.MULTILINE)


def with_value(raw: bytes, name: str, value: str) -> bytes:
    """A record with another value of a field."""
    return re.sub(rf"^{name}: .*\r$".encode(), f"{name}: {value}\r".encode(), raw, count=1, flags=re.MULTILINE)


def with_line(raw: bytes, line: str) -> bytes:
    """A record with one more header line."""
    return raw.replace(b"\r\n", f"\r\n{line}\r\n".encode(), 1)


def longer(raw: bytes, by: int) -> bytes:
    """A record whose Content-Length is not that of its block."""
    return with_value(raw, "Content-Length", str(int(field(raw, "Content-Length") or "") + by))


def altered(raw: bytes) -> bytes:
    """A record with another letter in its block."""
    return raw[:-6] + bytes([raw[-6] ^ 1]) + raw[-5:]


def digest_of(text: bytes) -> str:
    return "sha256:" + sha256(text).hexdigest()


Edit = Callable[[list[bytes], int], list[bytes]]


def record_edit(change: Callable[[bytes], bytes]) -> Edit:
    """An edit of one record, which is then packed anew without a fault."""

    def edit(members: list[bytes], at: int) -> list[bytes]:
        return [*members[:at], pack(change(unpack(members[at]))), *members[at + 1 :]]

    return edit


def byte_edit(change: Callable[[bytes], bytes]) -> Edit:
    """An edit of the bytes of one member."""
    return lambda members, at: [*members[:at], change(members[at]), *members[at + 1 :]]


def flipped(member: bytes, at: int) -> bytes:
    return member[:at] + bytes([member[at] ^ 0x10]) + member[at + 1 :]


@dataclass(frozen=True, slots=True)
class Damage:
    """A kind of damage.

    Attributes:
        of: the record type it is done to; the last one of it in the file.
        rule: the rule that finds it in a file by itself; null when only the state can know.
        named: whether the record's id can be read.
        names: what else may be found, where zlib decides how a member breaks.
    """

    name: str
    of: str
    edit: Edit
    rule: str | None
    named: bool = True


WRONG = digest_of(b"something else")
DAMAGES: tuple[Damage, ...] = (
    Damage("truncated last member", "metadata", byte_edit(lambda m: m[:-12]), "truncated"),
    Damage("Content-Length too short", "response", record_edit(lambda r: longer(r, -3)), "length-short"),
    Damage("Content-Length too long", "response", record_edit(lambda r: longer(r, 20)), "length-long"),
    Damage(
        "wrong block digest",
        "metadata",
        record_edit(lambda r: with_value(r, "WARC-Block-Digest", WRONG)),
        "block-digest",
    ),
    Damage(
        "wrong payload digest of a response",
        "response",
        record_edit(lambda r: with_value(r, "WARC-Payload-Digest", WRONG)),
        "payload-digest",
    ),
    Damage(
        "wrong payload digest of a conversion",
        "conversion",
        record_edit(lambda r: with_value(r, "WARC-Payload-Digest", WRONG)),
        "payload-digest",
    ),
    Damage(
        "no record id", "metadata", record_edit(lambda r: without(r, "WARC-Record-ID")), "missing-field", named=False
    ),
    Damage("duplicate record id", "metadata", lambda ms, at: [*ms[: at + 1], ms[at], *ms[at + 1 :]], "duplicate-id"),
    Damage("no date", "response", record_edit(lambda r: without(r, "WARC-Date")), "missing-field"),
    Damage(
        "bad date", "metadata", record_edit(lambda r: with_value(r, "WARC-Date", "2031-02-30T00:00:00Z")), "bad-value"
    ),
    Damage("flipped bit in a member", "conversion", byte_edit(lambda m: flipped(m, len(m) // 2)), "crc"),
    Damage("wrong CRC", "conversion", byte_edit(lambda m: flipped(m, len(m) - 6)), "crc"),
    Damage(
        "whole file in one member",
        "warcinfo",
        lambda ms, _: [pack(b"".join(map(unpack, ms)))],
        "one-member",
        named=False,
    ),
    Damage(
        "garbage between members", "response", lambda ms, at: [*ms[:at], b"garbage", *ms[at:]], "garbage", named=False
    ),
    Damage(
        "dangling Refers-To",
        "metadata",
        record_edit(lambda r: with_value(r, "WARC-Refers-To", "<urn:uuid:00000000-0000-5000-8000-000000000000>")),
        "reference-outside",
    ),
    Damage(
        "payload digest on metadata",
        "metadata",
        record_edit(lambda r: with_line(r, f"WARC-Payload-Digest: {WRONG}")),
        "payload-digest-without-payload",
    ),
    Damage(
        "Concurrent-To on conversion",
        "conversion",
        record_edit(lambda r: with_line(r, f"WARC-Concurrent-To: {field(r, 'WARC-Refers-To')}")),
        "misplaced-field",
    ),
    Damage("revisit without profile", "revisit", record_edit(lambda r: without(r, "WARC-Profile")), "missing-field"),
    Damage("zero-filled tail", "metadata", byte_edit(lambda m: m[:-150] + bytes(150)), "zero-tail"),
    Damage("no trailing CRLFCRLF", "metadata", record_edit(lambda r: r[:-4]), "record-end"),
    Damage("last record missing at a member boundary", "metadata", lambda ms, at: [*ms[:at], *ms[at + 1 :]], None),
    Damage(
        "duplicate field",
        "response",
        record_edit(lambda r: with_line(r, f"WARC-Date: {field(r, 'WARC-Date')}")),
        "repeated-field",
    ),
    Damage(
        "conversion without target", "conversion", record_edit(lambda r: without(r, "WARC-Target-URI")), "missing-field"
    ),
    Damage("altered block", "conversion", record_edit(altered), "block-digest"),
    Damage("empty file", "warcinfo", lambda _, __: [], "empty-file", named=False),
    Damage(
        "space in the target URI",
        "response",
        record_edit(lambda r: with_value(r, "WARC-Target-URI", "https://news.example/a page")),
        "bad-value",
    ),
    Damage(
        "unknown record type", "metadata", record_edit(lambda r: with_value(r, "WARC-Type", "remark")), "unknown-type"
    ),
)


def place_of(kind: str, members: list[bytes]) -> int:
    """Which member holds the last record of a type."""
    return max(at for at, member in enumerate(members) if field(unpack(member), "WARC-Type") == kind)


def check(*paths: Path) -> list[Finding]:
    """What is found in files."""
    return list(check_files([str(path) for path in paths], Counts()))
