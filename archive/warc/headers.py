"""WARC/1.1 record headers: what may stand in them, and how they are written and read.

The fields of each record type are one table, for the writer and for whoever checks what was written.
Sections are those of "The WARC Format 1.1" (IIPC, 2017).
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from presscut.archive.formats.words import encodable

VERSION = b"WARC/1.1\r\n"
# Section 5: "WARC-Record-ID, WARC-Date, Content-Length, WARC-Type (mandatory)".
MANDATORY = frozenset({"WARC-Type", "WARC-Record-ID", "WARC-Date", "Content-Length"})
_COMMON = MANDATORY | {"Content-Type", "WARC-Block-Digest", "WARC-Warcinfo-ID"}
_CAPTURE = _COMMON | {"WARC-Target-URI", "WARC-Payload-Digest", "WARC-Identified-Payload-Type"}
FIELDS: Mapping[str, frozenset[str]] = {
    "warcinfo": (_COMMON - {"WARC-Warcinfo-ID"}) | {"WARC-Filename"},
    "response": _CAPTURE | {"WARC-Truncated"},
    "resource": _CAPTURE | {"WARC-Truncated"},
    "revisit": _CAPTURE
    | {"WARC-Profile", "WARC-Refers-To", "WARC-Refers-To-Target-URI", "WARC-Refers-To-Date", "WARC-Truncated"},
    "conversion": _CAPTURE | {"WARC-Refers-To", "WARC-Identified-Content-Language"},
    # No payload, so no payload digest (section 6.6 gives metadata none).
    "metadata": _COMMON | {"WARC-Target-URI", "WARC-Refers-To"},
}
NEEDED: Mapping[str, frozenset[str]] = {
    "warcinfo": MANDATORY,
    "response": MANDATORY | {"WARC-Target-URI"},
    "resource": MANDATORY | {"WARC-Target-URI"},
    "revisit": MANDATORY | {"WARC-Target-URI", "WARC-Profile"},
    "conversion": MANDATORY | {"WARC-Target-URI", "WARC-Refers-To"},
    # A note of the archive itself may speak of what is gone: it refers to nothing.
    "metadata": MANDATORY,
}
CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
# What RFC 3986 lets stand in a URI; all else is percent-encoded, so that a target can be no second
# header. Letters beyond ASCII (an IRI) are encoded as well.
NOT_IN_URI = re.compile(r"[^A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+")


@dataclass(frozen=True, slots=True)
class Record:
    """A WARC record. `fields` are all but Content-Length, in the order in which they are written."""

    fields: tuple[tuple[str, str], ...]
    block: bytes

    def get(self, name: str) -> str | None:
        """The value of a field, or null."""
        lowered = name.lower()
        return next((value for field, value in self.fields if field.lower() == lowered), None)

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
        return replace(self, fields=(*self.fields, (name, value)))


def clean_value(value: str) -> str:
    """A text that can stand in a header: no control characters, so no line end, no lone surrogates."""
    return CONTROLS.sub(" ", encodable(value)).strip()


def clean_uri(uri: str) -> str:
    """An address that can stand in a header: everything RFC 3986 does not allow is percent-encoded."""
    return NOT_IN_URI.sub(lambda m: "".join(f"%{b:02X}" for b in m[0].encode("utf-8")), encodable(uri).strip())


def sha256(content: bytes) -> str:
    """The labelled digest as WARC headers have it: lower-case hexadecimal, as all of sha256 in the wild."""
    return "sha256:" + hashlib.sha256(content).hexdigest()


def record(kind: str, fields: Mapping[str, str | None], block: bytes) -> Record:
    """A record with its block digest, checked against the table of fields.

    Raises:
        ValueError: a field is missing, or has no place in a record of that type.
    """
    rows = {"WARC-Type": kind, **fields, "WARC-Block-Digest": sha256(block)}
    made = Record(tuple((name, clean_value(value)) for name, value in rows.items() if value is not None), block)
    check_fields(made)
    return made


def check_fields(made: Record) -> None:
    """See that a record has the fields its type needs, none twice, and none it may not have.

    Raises:
        ValueError: it does not.
    """
    names = Counter(name for name, _ in made.fields)
    kind = made.require("WARC-Type")
    wrong = [
        *(f"{name} is missing" for name in sorted(NEEDED[kind] - names.keys() - {"Content-Length"})),
        *(f"{name} has no place there" for name in sorted(names.keys() - FIELDS[kind])),
        *(f"{name} stands twice" for name, count in names.items() if count > 1),
        *(f"{name} is empty" for name, value in made.fields if not value),
    ]
    if wrong:
        raise ValueError(f"{kind} record: {'; '.join(wrong)}")


def head_bytes(made: Record) -> bytes:
    """The header lines with the empty line after them."""
    lines = "".join(f"{name}: {value}\r\n" for name, value in made.fields)
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
