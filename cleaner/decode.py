"""Bytes to text: byte order mark, header, meta tag, content, in this order.

The order is the HTML standard's (13.2.3.2, determining the character encoding), with one departure:
bytes that are valid UTF-8 with characters beyond ASCII are UTF-8, whatever a single-byte label says;
by chance that all but never happens, and pages that were converted and kept their old label are many.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from presscut.cleaner.encodings import MULTIBYTE, codec_named, codec_of, name_of
from presscut.cleaner.model import MediaType
from presscut.cleaner.patterns import lazy
from presscut.cleaner.sniff import looks_like_utf16
from presscut.errors import Problem

PRESCAN = 8_192  # bytes; the standard asks for 1,024, real pages have the tag later
SAMPLE = 65_536  # bytes that guessing an encoding may cost
BROKEN_UTF8 = 0.05  # share of broken sequences up to which bytes still count as damaged UTF-8

CENTRAL = frozenset({"Polish", "Czech", "Slovak", "Hungarian", "Slovene", "Croatian", "Romanian"})
TURKISH, BALTIC = frozenset({"Turkish"}), frozenset({"Lithuanian", "Latvian", "Estonian"})
LANGUAGES: Mapping[str, frozenset[str]] = {
    "cp1250": CENTRAL, "iso8859-2": CENTRAL, "iso8859-16": CENTRAL, "cp1254": TURKISH, "iso8859-9": TURKISH,
    "iso8859-3": TURKISH, "cp1257": BALTIC, "iso8859-4": BALTIC, "iso8859-13": BALTIC,
}  # fmt: skip
"""Encodings of Latin letters that are believed only of text in their languages: else they are windows-1252 more often
than themselves. French in it was told to be windows-1250."""
WIDER = {
    "euc_jis_2004": "euc-jp", "euc_jisx0213": "euc-jp", "shift_jis_2004": "shift_jis", "shift_jisx0213": "shift_jis",
}  # fmt: skip
"""Encodings that the web does not have, and what is written in those that it has instead."""
LATIN = LANGUAGES.keys() | {"cp1258", "mac-roman", "mac-latin2", *(f"iso8859-{n}" for n in (10, 14, 15))}

CHARSET = lazy(r"charset\s*=\s*[\"']?\s*([^\s\"'/>;]+)", re.IGNORECASE)
META_CHARSET = lazy(rb"<meta[^>]{0,1000}?charset\s*=\s*[\"']?\s*([^\s\"'/>;]+)", re.IGNORECASE)
XML_ENCODING = lazy(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([^\"'>]+)", re.IGNORECASE)
COMMENT = lazy(rb"<!--.*?-->", re.DOTALL)
NOT_ASCII = lazy(rb"[\x80-\xff]+")


class Decoded(NamedTuple):
    """A page as text, without byte order mark and NULs.

    Attributes:
        encoding: the name of the encoding that was used, ``"windows-1252"``.
        problems: ``"bad-bytes"`` when some read U+FFFD now, ``"nul"`` when NULs were left out.
    """

    text: str
    encoding: str
    problems: tuple[Problem, ...] = ()


def decode(content: bytes, *, media_type: MediaType, content_type: str | None, origin: str) -> Decoded:
    """The text of a page. Never raises: what cannot be decoded reads U+FFFD and is told as a problem."""
    content, codec = _marked(content)
    codec = codec or _declared(content, media_type, content_type) or _from_content(content)
    text, problems = _read(content, codec, origin)
    nuls = text.count("\0")
    if nuls:
        text = text.replace("\0", "")
        problems = (*problems, Problem("nul", origin, f"{nuls} NUL characters were left out"))
    return Decoded(text, name_of(codec), problems)


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


def _from_content(content: bytes) -> str:
    """UTF-8 if it is, UTF-16 by its NULs, damaged UTF-8, then what charset-normalizer says."""
    sixteen = looks_like_utf16(content)
    if sixteen:
        return sixteen
    if _valid(content, "utf-8") or _broken_share(content) <= BROKEN_UTF8:
        return "utf-8"
    return _guessed(content) or "cp1252"


def _guessed(content: bytes) -> str | None:
    from charset_normalizer import from_bytes

    first = NOT_ASCII.search(content)
    start = max(0, first.start() - 1000) if first else 0
    guesses = [(_known(guess.encoding), guess.language) for guess in from_bytes(content[start : start + SAMPLE])]
    if not guesses:
        return None
    best, language = guesses[0]
    if best not in LATIN:
        return best
    return next((c for c, of in guesses if c and of == language and language in LANGUAGES.get(c, ())), None)


def _known(guess: str) -> str | None:
    """The codec of an encoding that was guessed."""
    name = WIDER.get(guess, guess)
    return codec_of(name) or codec_named(name)


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
