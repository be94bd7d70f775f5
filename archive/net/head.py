"""The head of an HTTP answer, as received: the status line and the headers in their order."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from presscut.archive.net.answer import Headers

LINE_END = re.compile(rb"\r?\n")
INTERIM = re.compile(rb"HTTP/1\.[0-9] 1(?!01)[0-9][0-9]")  # RFC 9110, 15.2: another head follows; 101 is a last one
FOLDED = b" \t"  # RFC 9112, 5.2: such a line goes on with the header before it
LONGEST_DIGITS = 9  # of seconds: 30 years, so that no number is too large for a float


def read_head(raw: bytes) -> tuple[str, Headers]:
    """Status line and headers of an answer that begins with `raw`; bytes beyond the head do not matter.

    A line that is no header has no place among them and is left out.
    """
    lines = _last(raw)
    end = lines.index(b"") if b"" in lines else len(lines)
    return _text(lines[0]), tuple(_headers(lines[1:end]))


def breaks_off(raw: bytes) -> bool:
    """Whether an answer ends before the empty line that ends its head (RFC 9112, 2.1): it says nothing then."""
    return b"" not in _last(raw)[:-1]


def _last(raw: bytes) -> list[bytes]:
    """The lines of an answer after the heads of interim ones."""
    lines = LINE_END.split(raw)
    while INTERIM.match(lines[0]) and b"" in lines:
        lines = lines[lines.index(b"") + 1 :]
    return lines


def _text(raw: bytes) -> str:
    """RFC 9110, 5.5: headers are ASCII; bytes beyond it are opaque. Latin-1 keeps each."""
    return raw.decode("latin-1").strip(" \t")


def _headers(lines: list[bytes]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for line in lines:
        name, colon, value = line.partition(b":")
        if line[:1] in FOLDED and found:
            found[-1] = (found[-1][0], f"{found[-1][1]} {_text(line)}")
        elif colon and name.strip():
            found.append((_text(name), _text(value)))
    return found


def retry_after(value: str | None, now: datetime) -> float | None:
    """The seconds that a Retry-After asks for, in either of its forms (RFC 9110, 10.2.3); null when it is neither."""
    text = (value or "").strip()
    if text.isascii() and text.isdecimal():
        return float(text[:LONGEST_DIGITS])
    try:
        when = parsedate_to_datetime(text)
    except (ValueError, OverflowError):  # a zone or a year beyond all numbers
        return None
    return max(0.0, ((when if when.tzinfo else when.replace(tzinfo=UTC)) - now).total_seconds())
