"""The rules of WARC 1.1 for header fields, as one table: for the writer and for whoever checks a file.

Sections are those of "The WARC Format 1.1" (IIPC, 2017). What its community annotations ask readers to
accept (issues 48, 80, 95 of the specification) is accepted here, and said where it is.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

# Section 4: "Eight WARC record types are defined in this International Standard".
TYPES = frozenset({"warcinfo", "response", "resource", "request", "metadata", "revisit", "conversion", "continuation"})
# Section 4: "All 'warcinfo' and 'metadata' records shall not have a payload."
WITH_PAYLOAD = TYPES - {"warcinfo", "metadata"}
# Section 5.7: what arises from a single capture event.
OF_A_CAPTURE = frozenset({"request", "response", "resource", "metadata", "revisit"})
ADDRESSED = TYPES - {"warcinfo", "metadata"}  # section 5.14: these "shall have a WARC-Target-URI"
NOBODY: frozenset[str] = frozenset()

_SCHEME = r"[A-Za-z][A-Za-z0-9+.\-]*:"  # RFC 3986, 3.1
_NO_SPACE = r"[^\s\x00-\x20\x7f<>]+"
_TOKEN = r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+"  # RFC 2616, 2.2
_URI = re.compile(_SCHEME + _NO_SPACE)
_BRACKETED = re.compile(f"<{_SCHEME}{_NO_SPACE}>")
_DIGITS = re.compile(r"[0-9]{1,18}")  # 18: more than any disk holds, and still a number of 64 bits
_REASON = re.compile(_TOKEN)
_MEDIA_TYPE = re.compile(rf'{_TOKEN}/{_TOKEN}(?:\s*;\s*(?:{_TOKEN}=(?:{_TOKEN}|"[^"]*"))?)*')
# W3CDTF: year, month, day, then the time with hours and minutes at least; Z because it is UTC.
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?Z)?)?)?", re.ASCII)
_FIRST = "0001-01-01T00:00:00"  # what stands for the parts that a date leaves out
_USUAL_DIGEST = re.compile(r"sha256:[0-9a-f]{64}|sha1:[A-Z2-7]{32}")
_LABELLED = re.compile(rf"({_TOKEN}):([A-Za-z0-9+/=_\-]+)")
_BASE16 = re.compile(r"[0-9A-Fa-f]+")
_BASE32 = re.compile(r"[A-Z2-7]+")
# RFC 4648, 6: the alphabet of Base32, in that of int(…, 32), which is much faster than base64.b32decode
_TO_DIGITS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "0123456789abcdefghijklmnopqrstuv")
_TEXT = re.compile(r"[^\x00-\x08\x0a-\x1f\x7f]+")


class Algorithm(NamedTuple):
    """A digest that can be checked: its name in hashlib, and its length in bytes."""

    name: str
    size: int


# Labels in lower case and without the hyphen of "sha-256" (issue 80 of the specification).
ALGORITHMS: Mapping[str, Algorithm] = {
    "md5": Algorithm("md5", 16),
    "sha1": Algorithm("sha1", 20),
    "sha224": Algorithm("sha224", 28),
    "sha256": Algorithm("sha256", 32),
    "sha384": Algorithm("sha384", 48),
    "sha512": Algorithm("sha512", 64),
    "sha3-256": Algorithm("sha3_256", 32),
    "sha3-512": Algorithm("sha3_512", 64),
    "blake2s": Algorithm("blake2s", 32),
    "blake2b": Algorithm("blake2b", 64),
}


class Digest(NamedTuple):
    """A labelled digest. `value` is null when the algorithm is not one that can be checked here."""

    algorithm: str
    value: bytes | None


def read_digest(text: str) -> Digest | None:
    """A labelled digest in Base16 or Base32 of any case; null when it is none."""
    found = _LABELLED.fullmatch(text)
    if found is None:
        return None
    label = found[1].lower()
    label = label.replace("sha-", "sha", 1) if label.startswith("sha-") else label
    known = ALGORITHMS.get(label)
    if known is None:
        return Digest(label, None)
    value = _decoded(found[2], known.size)
    return None if value is None else Digest(known.name, value)


def _decoded(text: str, size: int) -> bytes | None:
    """The bytes of a digest. Only MD5 has one length in both encodings, and Base32 then ends in ``=``."""
    if len(text) == 2 * size and not text.endswith("="):
        return bytes.fromhex(text) if _BASE16.fullmatch(text) else None
    bare = text.rstrip("=").upper()
    bits = 5 * len(bare)
    if not 0 <= bits - 8 * size < 5 or _BASE32.fullmatch(bare) is None:
        return None
    return (int(bare.translate(_TO_DIGITS), 32) >> (bits - 8 * size)).to_bytes(size, "big")


def is_digest(text: str) -> object:
    """Section 5.8: a labelled digest. The two forms that nearly all files have are told at a glance."""
    return _USUAL_DIGEST.fullmatch(text) or read_digest(text)


def is_date(text: str) -> bool:
    """Section 5.4: a W3CDTF time in UTC at any granularity, with 1 to 9 digits of a second at most."""
    if _DATE.fullmatch(text) is None:
        return False
    whole = text.partition(".")[0].removesuffix("Z")
    try:
        datetime.fromisoformat(whole + _FIRST[len(whole) :])
    except ValueError:
        return False
    return True


def is_address(text: str) -> bool:
    """Section 5.10: a dotted quad, or an IPv6 address as in RFC 4291."""
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


class Grammar(NamedTuple):
    """What a value looks like: in words, as a test, and the usual form of it.

    The usual form is a pattern of values for which the test holds, as nearly all are that presscut writes. It has no
    white space but single blanks within, so that all values of a header can be told at one glance, a line each.
    """

    words: str
    holds: Callable[[str], object]
    usual: str


_USUAL_URI = r"[A-Za-z][A-Za-z0-9+.\-]*:[!#$%&'()*+,\-./0-9:;=?@A-Z\[\]_a-z~]+"
# A day that is there in every year, so not 29 February: 01 to 28, then 29 and 30, then 31.
_DAY = "(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)"
_USUAL_DATE = rf"(?!0000)[0-9]{{4}}-{_DAY}T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]{{1,9}})?Z"
_USUAL_TYPE = r"[a-z]+/[a-z0-9.+\-]+(?:; [a-z]+=[A-Za-z0-9\-]+)?"

RECORD_ID = Grammar("<scheme:…>, a URI in angle brackets without spaces", _BRACKETED.fullmatch, f"<{_USUAL_URI}>")
URI = Grammar("scheme:…, a URI without spaces", _URI.fullmatch, _USUAL_URI)
DATE = Grammar("a W3CDTF time in UTC such as 2031-05-06T07:08:09Z, to 9 digits of a second", is_date, _USUAL_DATE)
TYPE = Grammar("a word", re.compile(_TOKEN).fullmatch, "[a-z]+")
LENGTH = Grammar("digits", _DIGITS.fullmatch, "[0-9]{1,18}")
MEDIA_TYPE = Grammar("type/subtype, with parameters or without", _MEDIA_TYPE.fullmatch, _USUAL_TYPE)
DIGEST = Grammar(
    "algorithm:value, in Base16 or Base32 of the algorithm's length", is_digest, "sha256:[0-9a-f]{64}|sha1:[A-Z2-7]{32}"
)
ADDRESS = Grammar("a numeric Internet address", is_address, "(?!)")
REASON = Grammar("a word such as length, time, disconnect or unspecified", _REASON.fullmatch, "[a-z]+")
TEXT = Grammar("text without control characters", _TEXT.fullmatch, "[!-~]+")


@dataclass(frozen=True, slots=True)
class Field:
    """A field that the standard defines.

    Attributes:
        section: where the standard speaks of it.
        grammar: what its value looks like.
        allowed: the record types in which it may stand.
        needed: the record types that must have it.
        repeats: whether it may stand more than once.
    """

    name: str
    section: str
    grammar: Grammar
    allowed: frozenset[str]
    needed: frozenset[str] = NOBODY
    repeats: bool = False


TABLE: tuple[Field, ...] = (
    Field("WARC-Record-ID", "5.2", RECORD_ID, TYPES, TYPES),
    Field("Content-Length", "5.3", LENGTH, TYPES, TYPES),
    Field("WARC-Date", "5.4", DATE, TYPES, TYPES),
    Field("WARC-Type", "5.5", TYPE, TYPES, TYPES),
    Field("Content-Type", "5.6", MEDIA_TYPE, TYPES),
    Field("WARC-Concurrent-To", "5.7", RECORD_ID, OF_A_CAPTURE, repeats=True),
    Field("WARC-Block-Digest", "5.8", DIGEST, TYPES),
    Field("WARC-Payload-Digest", "5.9", DIGEST, WITH_PAYLOAD),
    Field("WARC-IP-Address", "5.10", ADDRESS, OF_A_CAPTURE),
    Field("WARC-Refers-To", "5.11", RECORD_ID, frozenset({"metadata", "revisit", "conversion"})),
    Field("WARC-Refers-To-Target-URI", "5.12", URI, frozenset({"revisit"})),
    Field("WARC-Refers-To-Date", "5.13", DATE, frozenset({"revisit"})),
    Field("WARC-Target-URI", "5.14", URI, TYPES - {"warcinfo"}, ADDRESSED),
    Field("WARC-Truncated", "5.15", REASON, TYPES),
    Field("WARC-Warcinfo-ID", "5.16", RECORD_ID, TYPES - {"warcinfo"}),
    Field("WARC-Filename", "5.17", TEXT, frozenset({"warcinfo"})),
    Field("WARC-Profile", "5.18", URI, frozenset({"revisit"}), frozenset({"revisit"})),
    Field("WARC-Identified-Payload-Type", "5.19", MEDIA_TYPE, WITH_PAYLOAD),
    Field("WARC-Segment-Number", "5.20", LENGTH, TYPES, frozenset({"continuation"})),
    Field("WARC-Segment-Origin-ID", "5.21", RECORD_ID, frozenset({"continuation"}), frozenset({"continuation"})),
    Field("WARC-Segment-Total-Length", "5.22", LENGTH, frozenset({"continuation"})),
)
# Section 4: names ignore case. Here they stand as they are written, and in lower case for those who do otherwise.
BY_NAME: Mapping[str, Field] = {name: field for field in TABLE for name in (field.name, field.name.lower())}
NEEDED: Mapping[str, tuple[Field, ...]] = {
    kind: tuple(field for field in TABLE if kind in field.needed) for kind in sorted(TYPES)
}
MANDATORY: tuple[Field, ...] = tuple(field for field in TABLE if field.needed == TYPES)  # of unknown types too


class Breach(NamedTuple):
    """A rule of the table that a header breaks."""

    rule: str
    message: str


def breaches(fields: tuple[tuple[str, str], ...], version: str) -> tuple[Breach, ...]:
    """What of the table a header breaks, in the order of its fields; then what is missing.

    Args:
        fields: names and values, `Content-Length` among them.
        version: ``WARC/1.1``, or ``WARC/1.0``, whose grammar had the angle brackets the other way round:
            there both forms of an id and of an address are accepted, as the annotations ask.
    """
    found: list[Breach] = []
    seen: set[str] = set()
    old = version != "WARC/1.1"
    kind = _type_of(fields)
    known = kind in TYPES
    for name, value in fields:
        field = BY_NAME.get(name) or BY_NAME.get(name.lower())
        if field is None:
            continue  # section 5.1: "shall ignore fields with unrecognized names"
        if field.name in seen and not field.repeats:
            found.append(Breach("repeated-field", f"{field.name} stands twice (section 5.1)"))
        seen.add(field.name)
        if known and kind not in field.allowed:
            found.append(_misplaced(field, kind))
        if not field.grammar.holds(_as_written(field.grammar, value) if old else value):
            found.append(Breach("bad-value", f"{field.name} is not {field.grammar.words} (section {field.section})"))
    found += (
        Breach("missing-field", f"{field.name} is missing (section {field.section})")
        for field in NEEDED.get(kind, MANDATORY)
        if field.name not in seen
    )
    if kind and not known:
        found.append(Breach("unknown-type", f"no record type {kind!r} is defined (section 5.5)"))
    return tuple(found)


def _misplaced(field: Field, kind: str) -> Breach:
    if field.name == "WARC-Payload-Digest":
        message = f"{field.name} has no place in {kind} records, which have no payload (section 5.9)"
        return Breach("payload-digest-without-payload", message)
    return Breach("misplaced-field", f"{field.name} has no place in {kind} records (section {field.section})")


def _type_of(fields: tuple[tuple[str, str], ...]) -> str:
    for name, value in fields:
        if name.lower() == "warc-type":
            return value
    return ""


def _as_written(grammar: Grammar, value: str) -> str:
    """A value of WARC/1.0 with the angle brackets that its grammar has in 1.1."""
    if grammar not in (RECORD_ID, URI):
        return value
    bare = value.removeprefix("<").removesuffix(">")
    return f"<{bare}>" if grammar is RECORD_ID else bare
