"""The header of a record: from its bytes to its fields, strictly (WARC 1.1, section 4)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from presscut.archive.check.findings import Found
from presscut.archive.check.source import Bytes
from presscut.archive.warc.lines import EMPTY_LINE
from presscut.archive.warc.rules import BY_NAME, LENGTH, breaches

START = b"WARC/"
VERSIONS = frozenset({"WARC/1.0", "WARC/1.1"})
FIRST_LOOK = 1 << 12  # bytes in which a header normally ends
LONGEST_HEAD = 1 << 20  # bytes of all header lines of a record; a longer header is damage
LF_ALONE = Found("line-end", "lines end in LF alone (section 4 asks for CR and LF)")
FIELD_NAME = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")  # token, RFC 2616, 2.2


class Head(NamedTuple):
    """A header that was read.

    Attributes:
        fields: names and values in order.
        values: the first value of each field, by its name in lower case.
        size: bytes that it took.
        found: what is wrong with it alone.
    """

    version: str
    fields: tuple[tuple[str, str], ...]
    values: Mapping[str, str]
    size: int
    found: tuple[Found, ...]

    def get(self, name: str) -> str | None:
        """The first value of a field, or null."""
        return self.values.get(name.lower())

    @property
    def id(self) -> str | None:
        """The record id as it stands there."""
        return self.values.get("warc-record-id")

    @property
    def type(self) -> str | None:
        """The record type."""
        return self.values.get("warc-type")

    @property
    def length(self) -> int | None:
        """The length of the block; null when none is given that can be meant."""
        value = self.values.get("content-length", "")
        return int(value) if LENGTH.holds(value) else None


def take_head(text: Bytes) -> Head | None:
    """Take the header that a record starts with; null when there is none, and nothing is taken."""
    look = FIRST_LOOK
    while True:
        seen = bytes(text.ahead(look)[:look])
        end = EMPTY_LINE.search(seen)
        if end is not None or len(seen) < look or look >= LONGEST_HEAD:
            break
        look = min(look * 16, LONGEST_HEAD)
    if end is None or not seen.startswith(START):
        return None
    text.skip(end.end())
    return read_head(seen[: end.end()])


def read_head(raw: bytes) -> Head:
    """The header of these bytes, to the empty line, with all that is wrong with it alone."""
    found: list[Found] = []
    version, *lines = _unfolded(_in_crlf(_decoded(raw, found), found)).removesuffix("\r\n\r\n").split("\r\n")
    if version not in VERSIONS:
        found.append(Found("version", f"the version is {version[:20]!r}"))
    fields: list[tuple[str, str]] = []
    for line in lines:
        name, colon, value = line.partition(":")
        if colon and (name in BY_NAME or FIELD_NAME.fullmatch(name)):
            fields.append((name, value.strip(" \t")))
        else:
            found.append(Found("header-line", f"{line[:60]!r} is no named field (section 4)"))
    pairs = tuple(fields)
    values = {name.lower(): value for name, value in reversed(fields)}
    found += (Found(*breach) for breach in breaches(pairs, version))
    return Head(version, pairs, values, len(raw), tuple(found))


def _decoded(raw: bytes, found: list[Found]) -> str:
    """Section 4: the header is UTF-8."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        found.append(Found("header-line", "the header is not UTF-8 (section 4)"))
        return raw.decode("utf-8", "replace")


def _in_crlf(text: str, found: list[Found]) -> str:
    """Section 4: lines end in CRLF. One that ends in LF alone is a line all the same, to whoever reads it."""
    if text.count("\n") == text.count("\r\n"):
        return text
    found.append(LF_ALONE)
    return re.sub(r"\r?\n", "\r\n", text)


def _unfolded(text: str) -> str:
    """Section 4: a line that starts with a space or tab goes on with the one before."""
    return re.sub(r"\r\n[ \t]+", " ", text) if "\r\n " in text or "\r\n\t" in text else text
