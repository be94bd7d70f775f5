"""A page inside a letter: MIME mail, and pages as browsers save them in one file (MHTML).

Both are a header and parts between boundaries, coded for transport (RFC 2045 and 2046; RFC 2557 for pages). The part to
read is the HTML, else the text; what its header says of transport and character set is undone before anything else
looks at it. A letter of plain text that is not coded is a text that begins with a header, and stays one.

Hostile letters: at most `MOST_PARTS` parts of a whole are looked at, nested `DEEPEST` times, and headers are read up to
`LONGEST_HEADER` bytes.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from presscut.cleaner.encodings import codec_of
from presscut.cleaner.model import MediaType, Page
from presscut.cleaner.patterns import lazy

if TYPE_CHECKING:
    from email.message import Message

LONGEST_HEADER = 50_000  # bytes; those of letters that went through many hands have 20,000
LONGEST_VALUE = 2_000  # characters of a field that is looked at
MOST_PARTS = 200  # a saved page has one for each picture, behind its HTML
DEEPEST = 8

BEGINS = lazy(rb"\s*(?:From [^\r\n]*\r?\n)?(?=[A-Z][A-Za-z-]{1,40}:[ \t\r\n])")
EMPTY_LINE = lazy(rb"(?:\A|\r?\n)\r?\n")
OF_LETTERS = lazy(rb"^(?:From|Subject|Date|MIME-Version|Snapshot-Content-Location):", re.IGNORECASE | re.MULTILINE)
TYPED = lazy(rb"^Content-Type:\s*(?:multipart|text)/", re.IGNORECASE | re.MULTILINE)
NO_BASE64 = lazy(rb"[^A-Za-z0-9+/]+")
CODINGS = frozenset({"quoted-printable", "base64"})
KINDS: Mapping[str, MediaType] = {"text/html": "html", "application/xhtml+xml": "html", "text/plain": "text"}
FIELDS = ("From", "Subject", "Date", "List-Id", "List-Unsubscribe")
"""What is said of the article (`metadata.front_matter`)."""
LOOKED_AT = 20_000  # bytes
FEWEST = 3  # of both kinds of marks
SOFT_BREAK = lazy(rb"=\r?\n")
CODE = lazy(rb"=[0-9A-F]{2}")
NO_CODE = lazy(rb"=(?![0-9A-F]{2}|\r?\n|\Z)")
LONGEST_LINE = 80  # RFC 2045, 6.7, allows 76 characters; some programs write two more
BROWSERS = "Saved by"
"""The sender of a page that a browser saved."""


@dataclass(frozen=True, slots=True)
class Letter:
    """What a letter holds.

    Attributes:
        page: the part that is read, as a page of its own.
        header: the letter's fields, a line each; none of a page that a browser saved.
        address: where a page that a browser saved came from.
    """

    page: Page
    header: str
    address: str | None


class _Part(NamedTuple):
    """A part that can be read. `whole`: it is all of the letter."""

    kind: MediaType
    coding: str
    charset: str | None
    address: str
    whole: bool
    body: bytes

    def is_coded(self) -> bool:
        """Whether its body is something else than what its bytes say."""
        return self.coding in CODINGS or self.charset not in (None, "utf-8")

    def content(self) -> bytes:
        if self.coding == "quoted-printable":
            return binascii.a2b_qp(self.body)
        if self.coding == "base64":
            digits = NO_BASE64.sub(b"", self.body)
            return binascii.a2b_base64(digits[: len(digits) - (len(digits) % 4 == 1)] + b"==")
        return self.body


def letter_in(page: Page) -> Letter | None:
    """The letter that a page is, by its content; null when it is none, or one of plain text that is not coded."""
    begins = BEGINS.match(page.content, 0, LONGEST_HEADER)
    if begins is None:
        return _without_header(page)
    head, body = _opened(page.content[begins.end() :])
    if not (OF_LETTERS.search(head) and TYPED.search(head)):
        return _without_header(page)
    message = _fields(head)
    parts = list(_parts(message, body, DEEPEST))
    wanted = [part for part in parts if part.kind == page.media_type] or [p for p in parts if p.kind == "html"] or parts
    if not wanted or (wanted[0].whole and wanted[0].kind == "text" and not wanted[0].is_coded()):
        return None
    return _letter(page, message, wanted[0])


def unwrapped(page: Page) -> Page:
    """The page that is read: the part of a letter, or the page itself."""
    letter = letter_in(page)
    return letter.page if letter else page


def _without_header(page: Page) -> Letter | None:
    """A letter that lost its header and is quoted-printable for certain: every "=" is a code or the end of a line."""
    content = page.content
    if len(SOFT_BREAK.findall(content, 0, LOOKED_AT)) < FEWEST or NO_CODE.search(content):
        return None
    if sum(1 for _ in CODE.finditer(content)) < FEWEST or max(map(len, content.splitlines())) > LONGEST_LINE:
        return None
    return Letter(replace(page, content=binascii.a2b_qp(content)), "", None)


def _letter(page: Page, message: Message, part: _Part) -> Letter:
    content_type = "text/html" if part.kind == "html" else "text/plain"
    content_type += f"; charset={part.charset}" if part.charset else ""
    inner = replace(page, content=part.content(), content_type=content_type, media_type=page.media_type or part.kind)
    saved = _value(message, "Snapshot-Content-Location")
    if saved or BROWSERS in _value(message, "From"):
        return Letter(inner, "", (saved or part.address) or None)
    return Letter(inner, "".join(f"{name}: {_value(message, name)}\n" for name in FIELDS if name in message), None)


def _opened(content: bytes) -> tuple[bytes, bytes]:
    """Header and body."""
    end = EMPTY_LINE.search(content, 0, LONGEST_HEADER)
    return (content[: end.start()], content[end.end() :]) if end else (b"", content)


def _fields(head: bytes) -> Message:
    from email.parser import BytesHeaderParser

    return BytesHeaderParser().parsebytes(head)


def _value(message: Message, name: str) -> str:
    return " ".join(str(message.get(name, ""))[:LONGEST_VALUE].split())


def _parts(fields: Message, body: bytes, deepest: int) -> Iterator[_Part]:
    """The parts that can be read, in their order; no attachments."""
    if len(str(fields.get("Content-Type", ""))) > LONGEST_VALUE:
        return  # its parameters take quadratic time
    kind = fields.get_content_type()
    if kind in KINDS and fields.get_content_disposition() != "attachment" and body.strip():
        codec = codec_of(str(fields.get_param("charset", "")))
        charset = None if codec == "cp1252" and body.isascii() else codec
        coding = _value(fields, "Content-Transfer-Encoding").lower()
        yield _Part(KINDS[kind], coding, charset, _value(fields, "Content-Location"), deepest == DEEPEST, body)
    boundary = fields.get_boundary() if kind.startswith("multipart/") else None
    if boundary and deepest:
        for piece in _between(body, boundary.encode("ascii", "replace")):
            head, inner = _opened(piece)
            yield from _parts(_fields(head), inner, deepest - 1)


def _between(body: bytes, boundary: bytes) -> list[bytes]:
    """What stands between the boundaries (RFC 2046, 5.1.1: "preceded by CRLF, followed by optional white space")."""
    mark = re.compile(rb"(?:\A|\r?\n)--" + re.escape(boundary) + rb"(--)?[ \t]*(?:\r?\n|\Z)")
    pieces: list[bytes] = []
    start: int | None = None
    for found in mark.finditer(body):
        if start is not None:
            pieces.append(body[start : found.start()])
        start = found.end()
        if found[1] or len(pieces) == MOST_PARTS:
            return pieces
    return pieces if start is None else [*pieces, body[start:]]
