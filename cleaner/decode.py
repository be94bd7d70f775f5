"""Bytes to text: byte order mark, what the user says, header, meta tag, content, in this order.

The order is the HTML standard's (13.2.3.2, determining the character encoding), with one departure:
bytes that are valid UTF-8 with characters beyond ASCII are UTF-8, whatever a single-byte label says;
by chance that all but never happens, and pages that were converted and kept their old label are many.
What is neither labelled nor UTF-8 is told by its letters (`unlabelled`), and the article says that it was.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from presscut.cleaner.encodings import MULTIBYTE, codec_of, name_of
from presscut.cleaner.mail import unwrapped
from presscut.cleaner.model import MediaType, Page
from presscut.cleaner.mojibake import mended
from presscut.cleaner.patterns import lazy
from presscut.cleaner.sniff import looks_like_utf16
from presscut.errors import Problem

PRESCAN = 8_192  # bytes; the standard asks for 1,024, real pages have the tag later
SAMPLE = 65_536  # bytes that guessing an encoding may cost
BROKEN_UTF8 = 0.05  # share of broken sequences up to which bytes still count as damaged UTF-8

CHARSET = lazy(r"charset\s*=\s*[\"']?\s*([^\s\"'/>;]+)", re.IGNORECASE)
META_CHARSET = lazy(rb"<meta[^>]{0,1000}?charset\s*=\s*[\"']?\s*([^\s\"'/>;]+)", re.IGNORECASE)
XML_ENCODING = lazy(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([^\"'>]+)", re.IGNORECASE)
COMMENT = lazy(rb"<!--.*?-->", re.DOTALL)
LANGUAGE = lazy(
    rb"<html\b[^>]{0,1000}?\s(?:xml:)?lang\s*=\s*[\"']?\s*([a-z]{2,3}(?:[-_][a-z0-9]{2,8}){0,3})"
    rb"|<meta\s[^>]{0,300}?content-language[\"']?\s[^>]{0,100}?content\s*=\s*[\"']?\s*([a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3})",
    re.IGNORECASE,
)
SEVEN_BITS = (b"\x1b$B", b"\x1b$@")  # how Japanese begins in ISO-2022-JP, whose bytes are all ASCII
NOT_ASCII = lazy(rb"[\x80-\xff]+")


class Decoded(NamedTuple):
    """A page as text, without byte order mark and NULs.

    Attributes:
        encoding: the name of the encoding that was used, ``"windows-1252"``.
        problems: ``"encoding-guessed"`` when nothing said the encoding, ``"bad-bytes"`` when some read U+FFFD now,
            ``"mojibake"`` when it had been misread before it was saved, ``"nul"`` when NULs were left out.
    """

    text: str
    encoding: str
    problems: tuple[Problem, ...] = ()


def decode(
    content: bytes, *, media_type: MediaType, content_type: str | None, origin: str, encoding: str | None = None
) -> Decoded:
    """The text of a page. Never raises: what cannot be decoded reads U+FFFD and is told as a problem.

    `encoding` is what the user says; only a byte order mark knows better.
    """
    content, codec = _marked(content)
    codec = codec or codec_of(encoding) or _declared(content, media_type, content_type) or _from_content(content)
    problems: tuple[Problem, ...] = ()
    if codec is None:
        from presscut.cleaner.unlabelled import guessed

        codec = guessed(content, _language(content) if media_type == "html" else None)
        message = f"nothing says its encoding; by its letters it is {name_of(codec)} (--encoding says it)"
        problems = (Problem("encoding-guessed", origin, message),)
    text, damage = _read(content, codec, origin)
    problems = (*problems, *damage)
    if codec == "utf-8" and not encoding and not damage and (before := mended(content, text)) is not None:
        text = before
        problems = (*problems, Problem("mojibake", origin, "its UTF-8 had been read as windows-1252; that was undone"))
    nuls = text.count("\0")
    if nuls:
        text = text.replace("\0", "")
        problems = (*problems, Problem("nul", origin, f"{nuls} NUL characters were left out"))
    return Decoded(text, name_of(codec), problems)


def decode_page(page: Page, media_type: MediaType) -> Decoded:
    """The text of a page that is read as this media type; of a letter that of its part."""
    inner = unwrapped(page)
    return decode(
        inner.content,
        media_type=media_type,
        content_type=inner.content_type,
        origin=inner.origin,
        encoding=inner.encoding,
    )


def _marked(content: bytes) -> tuple[bytes, str | None]:
    """The bytes after a byte order mark, and what it says."""
    for mark, codec in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if content.startswith(mark):
            return content[len(mark) :], codec
    return content, None


def _declared(content: bytes, media_type: MediaType, content_type: str | None) -> str | None:
    """What header or markup says, unless the bytes contradict it."""
    header = CHARSET.search(content_type or "")
    codec = codec_of(header.group(1)) if header else None
    if codec is None and media_type == "html":
        codec = _in_markup(content)
    if codec is None or _contradicted(content, codec):
        return None
    return codec


def _in_markup(content: bytes) -> str | None:
    """The charset of a meta tag or XML declaration, by the standard's prescan (13.2.3.2), step by regex."""
    head = COMMENT.sub(b"", content[:PRESCAN])
    found = META_CHARSET.search(head) or XML_ENCODING.match(head)
    codec = codec_of(found.group(1).decode("ascii", "replace")) if found else None
    # "If charset is UTF-16BE/LE, then set charset to UTF-8": a tag that could be read is no UTF-16.
    return "utf-8" if codec in ("utf-16-le", "utf-16-be") else codec


def _contradicted(content: bytes, codec: str) -> bool:
    """Whether the label cannot be right: UTF-8 under another name, another encoding under UTF-8's."""
    if codec == "utf-8":
        return not _valid(content, codec) and _broken_share(content) > BROKEN_UTF8
    if codec in ("utf-16-le", "utf-16-be"):
        return looks_like_utf16(content) is None and _valid(content, "utf-8")
    if content.isascii() or (codec in MULTIBYTE and _valid(content, codec)):
        return False
    return _valid(content, "utf-8")


def _from_content(content: bytes) -> str | None:
    """UTF-8 if it is, UTF-16 by its NULs, damaged UTF-8; null where the bytes are another encoding's."""
    sixteen = looks_like_utf16(content)
    if sixteen:
        return sixteen
    if any(map(content.__contains__, SEVEN_BITS)) and content.isascii() and _valid(content, "iso2022_jp"):
        return "iso2022_jp"
    return "utf-8" if _valid(content, "utf-8") or _broken_share(content) <= BROKEN_UTF8 else None


def _language(content: bytes) -> str | None:
    """The language that the markup says it is in."""
    found = LANGUAGE.search(COMMENT.sub(b"", content[:PRESCAN]))
    return (found.group(1) or found.group(2)).decode("ascii") if found else None


def _valid(content: bytes, codec: str) -> bool:
    try:
        content.decode(codec)
    except UnicodeError:
        return False
    return True


def _broken_share(content: bytes) -> float:
    """Broken sequences of UTF-8 among the runs of bytes beyond ASCII, in the first `SAMPLE` such bytes."""
    first = NOT_ASCII.search(content)
    if first is None:
        return 0.0
    sample = content[first.start() : first.start() + SAMPLE]
    broken = sample.decode("utf-8", "replace").count("\ufffd") - sample.count(b"\xef\xbf\xbd")
    return broken / max(1, sum(1 for _ in NOT_ASCII.finditer(sample)))


def _read(content: bytes, codec: str, origin: str) -> tuple[str, tuple[Problem, ...]]:
    try:
        return content.decode(codec), ()
    except UnicodeError:
        text = content.decode(codec, "replace")
    message = f"{text.count(chr(0xFFFD))} places could not be decoded as {name_of(codec)} and read U+FFFD"
    return text, (Problem("bad-bytes", origin, message),)
