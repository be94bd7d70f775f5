"""WARC/1.1 record headers: what may stand in them, and how they are written and read.

What the standard says of each field is one table (rules.py), for the writer here and for whoever checks
what was written.
Sections are those of "The WARC Format 1.1" (IIPC, 2017).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from presscut.archive.formats.words import encodable
from presscut.archive.warc.rules import BY_NAME, MANDATORY, NEEDED, TEXT, breaches

VERSION = b"WARC/1.1\r\n"
LENGTH = "Content-Length"  # the writer's own: it is counted, and no field of a `Record`
ENCODING = "Presscut-Encoding"  # an extension field: what a user said the page is in
# What presscut writes, which is less than the standard allows (its table is in rules.py): the fields of each
# record type beside those that all have. Extension fields are among them.
_ALL = frozenset(field.name for field in MANDATORY) | {"Content-Type", "WARC-Block-Digest", "WARC-Warcinfo-ID"}
_CAPTURE = _ALL | {"WARC-Target-URI", "WARC-Payload-Digest", "WARC-Identified-Payload-Type", "WARC-Truncated", ENCODING}
FIELDS: Mapping[str, frozenset[str]] = {
    "warcinfo": _ALL - {"WARC-Warcinfo-ID"} | {"WARC-Filename"},
    "response": _CAPTURE,
    "resource": _CAPTURE,
    "revisit": _CAPTURE | {"WARC-Profile", "WARC-Refers-To", "WARC-Refers-To-Target-URI", "WARC-Refers-To-Date"},
    "conversion": _CAPTURE | {"WARC-Refers-To", "WARC-Identified-Content-Language"},
    # A note of the archive itself may speak of what is gone: it refers to nothing, so that is not asked of it.
    "metadata": _ALL | {"WARC-Target-URI", "WARC-Refers-To"},
}
WRITTEN = frozenset(name for names in FIELDS.values() for name in names)  # in this spelling
# What the standard lets stay away, and a reader of this archive needs.
ALSO_NEEDED: Mapping[str, str] = {"conversion": "WARC-Refers-To"}
CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
# Characters of an address or another value that a page gives. FastWARC reads no header of more than 32 KB, nor
# anything after it in the file, and a revisit holds two addresses.
LONGEST_VALUE = 15_000
# What RFC 3986 lets stand in a URI; all else is percent-encoded, so that a target can be no second
# header. Letters beyond ASCII (an IRI) are encoded as well.
NOT_IN_URI = re.compile(r"[^A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+")


class Record(NamedTuple):
    """A WARC record. `fields` are all but Content-Length, in the order in which they are written."""

    fields: tuple[tuple[str, str], ...]
    block: bytes

    def get(self, name: str) -> str | None:
        """The value of a field, or null."""
        for field, value in self.fields:  # nearly all files write the names as the standard does
            if field == name:
                return value
        length, lowered = len(name), name.lower()
        for field, value in self.fields:
            if len(field) == length and field.lower() == lowered:
                return value
        return None

    def getter(self) -> Callable[[str], str | None]:
        """The same as `get`, for who asks for many fields."""
        found = dict(self.fields)
        plain = len(found) == len(self.fields) and WRITTEN.issuperset(found)
        return found.get if plain else self.get

    def require(self, name: str) -> str:
        """The value of a field.

        Raises:
            ValueError: the record has no such field.
        """
        value = self.get(name)
        if value is None:
            raise ValueError(f"record without {name}")
        return value

    def with_field(self, name: str, value: str) -> Record:
        """The record with one more field at the end."""
        return Record((*self.fields, (name, value)), self.block)


def clean_value(value: str) -> str:
    """A text that can stand in a header: no control characters, so no line end, no lone surrogates."""
    if value.isascii() and value.isprintable():
        return value.strip()
    return CONTROLS.sub(" ", encodable(value)).strip()


def clean_uri(uri: str) -> str:
    """An address that can stand in a header: everything RFC 3986 does not allow is percent-encoded."""
    return NOT_IN_URI.sub(lambda m: "".join(f"%{b:02X}" for b in m[0].encode("utf-8")), encodable(uri).strip())


def sha256(content: bytes) -> str:
    """The labelled digest as WARC headers have it: lower-case hexadecimal, as all of sha256 in the wild."""
    return "sha256:" + hashlib.sha256(content).hexdigest()


def record(kind: str, fields: Mapping[str, str | None], block: bytes, digest: str | None = None) -> Record:
    """A record with its block digest, checked against the table of fields.

    Args:
        digest: the block's digest as `sha256` gives it, when it is known.

    Raises:
        ValueError: a field is missing, has no place in a record of that type, or a value that is none.
    """
    rows = {"WARC-Type": kind, **fields, "WARC-Block-Digest": digest or sha256(block)}
    given = {name: value for name, value in rows.items() if value is not None}
    usual = _usual(kind, (*given,))
    if usual is not None and usual.fullmatch("\n".join(given.values())):
        return Record((*given.items(),), block)
    made = Record(tuple((name, clean_value(value)) for name, value in given.items()), block)
    check_fields(made)
    return made


@lru_cache(maxsize=128)
def _usual(kind: str, names: tuple[str, ...]) -> re.Pattern[str] | None:
    """What the values of these fields usually are, a line each; null when a record of this type must not have just
    these fields. What it matches needs no cleaning and breaks no rule."""
    if _tests(kind, names) is None:
        return None
    forms = (BY_NAME[name].grammar.usual if name in BY_NAME else TEXT.usual for name in names)
    return re.compile("\n".join(f"(?:{form})" for form in forms))


def check_fields(made: Record) -> None:
    """See that a record breaks no rule of the standard, and has only the fields that presscut writes.

    Raises:
        ValueError: it does not.
    """
    kind = made.require("WARC-Type")
    tests = _tests(kind, tuple(name for name, _ in made.fields))
    if tests is not None and all(value and holds(value) for holds, (_, value) in zip(tests, made.fields, strict=True)):
        return
    fields = (*made.fields, (LENGTH, str(len(made.block))))
    wrong = [breach.message for breach in breaches(fields, "WARC/1.1")]
    wrong += _beyond_the_profile(kind, made)
    if wrong:
        raise ValueError(f"{kind} record: {'; '.join(wrong)}")


@lru_cache(maxsize=128)
def _tests(kind: str, names: tuple[str, ...]) -> tuple[Callable[[str], object], ...] | None:
    """What the values of these fields must pass; null when a record of this type must not have just these fields.

    It is the same table, asked once for each of the dozen sets of fields that presscut writes.
    """
    given = frozenset(names)
    needed = {field.name for field in NEEDED.get(kind, ())} | {ALSO_NEEDED.get(kind, LENGTH)}
    twice = len(given) < len(names) or LENGTH in given
    if twice or not given <= FIELDS.get(kind, frozenset()) or not needed <= given | {LENGTH}:
        return None
    return tuple(BY_NAME[name].grammar.holds if name in BY_NAME else bool for name in names)


def _beyond_the_profile(kind: str, made: Record) -> Iterator[str]:
    names = frozenset(name for name, _ in made.fields)
    if not names <= FIELDS[kind]:
        yield from (f"{name} is not written" for name in sorted(names - FIELDS[kind]))
    if kind in ALSO_NEEDED and ALSO_NEEDED[kind] not in names:
        yield f"{ALSO_NEEDED[kind]} is missing"
    yield from (f"{name} is empty" for name, value in made.fields if not value)


def head_bytes(made: Record) -> bytes:
    """The header lines with the empty line after them."""
    lines = "".join([f"{name}: {value}\r\n" for name, value in made.fields])
    return VERSION + lines.encode("utf-8") + b"Content-Length: %d\r\n\r\n" % len(made.block)


def parse(raw: bytes) -> Record:
    """The record that one unpacked member holds.

    Raises:
        ValueError: it is no record, is cut off, or there is more than one.
    """
    head, separator, rest = raw.partition(b"\r\n\r\n")
    first, *lines = head.decode("utf-8", "replace").split("\r\n")
    if not separator or not first.startswith("WARC/1."):
        raise ValueError("no WARC record")
    pairs = tuple((name.strip(), value.strip()) for name, _, value in (line.partition(":") for line in lines))
    found = Record(pairs, b"")
    length = found.require("Content-Length")
    if not length.isdecimal() or rest[int(length) :] != b"\r\n\r\n":
        raise ValueError("the record's length is wrong")
    return Record(tuple(pair for pair in pairs if pair[0] != "Content-Length"), rest[: int(length)])
