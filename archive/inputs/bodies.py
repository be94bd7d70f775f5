"""HTTP bodies out of what was sent: chunks joined, codings undone, never more than a limit.

Crawlers often keep the headers of a transfer and store the body without it, so a header is believed
only when the bytes agree.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable, Mapping
from typing import NamedTuple

from presscut.archive.inputs.streams import GZIP, GZIP_MAGIC, ZSTD_MAGIC
from presscut.archive.inputs.zstd import Zstd

# RFC 9112, 7.1: a size in hexadecimal, extensions after a semicolon. 8 digits are 4 GB.
CHUNK_SIZE = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]*)?\r?\n")
CHUNK_END = re.compile(rb"\r?\n")
ZLIB = 15  # wbits: a zlib header and the largest window
AT_ONCE = 1 << 20  # bytes that Brotli and Zstandard may give for one call
RAW = -15  # wbits: deflate without header, which some servers send for "deflate"
# The packages that undo what the standard library of Python 3.13 cannot.
PACKAGES: Mapping[str, str] = {"br": "brotli", "zstd": "zstandard"}
REMEDY = "{} is needed to unpack it: `pip install 'presscut[packed]'`"
ZSTD_STEP = 128  # bytes of Zstandard that are unpacked at once: they give 4 MB at most
STEP = 4096  # bytes of a gzip stream that are given to zlib at once: it copies those behind the end of a member


class Unpacked(NamedTuple):
    """What a body unpacks to. `whole` is false when it breaks off."""

    content: bytes
    whole: bool


class CannotUnpack(Exception):
    """A coding cannot be undone here. `code` is that of a Problem, the message says why."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def body_of(sent: bytes, *, transfer: str, coding: str, limit: int) -> Unpacked:
    """The body that was sent with Transfer-Encoding `transfer` and Content-Encoding `coding`.

    Raises:
        CannotUnpack: a package is missing (``unreadable``), or it has more than `limit` bytes (``too-large``).
    """
    found = dechunked(sent) if "chunked" in transfer.lower() else Unpacked(sent, whole=True)
    # RFC 9110, 8.4: codings are listed "in the order in which they were applied".
    for name in reversed([word.strip().lower().removeprefix("x-") for word in coding.split(",")]):
        if name in DECODERS:
            content, whole = DECODERS[name](found.content, limit)
            found = Unpacked(content, whole and found.whole)
    return found


def dechunked(sent: bytes) -> Unpacked:
    """The chunks joined. What is no chunked body is given back as it is."""
    pieces: list[bytes] = []
    at = 0
    while size := CHUNK_SIZE.match(sent, at):
        length = int(size[1], 16)
        piece = sent[size.end() : size.end() + length]
        pieces.append(piece)
        at = size.end() + length
        if not length or at >= len(sent):
            return Unpacked(b"".join(pieces), whole=not length)
        end = CHUNK_END.match(sent, at)
        if not end:
            break
        at = end.end()
    if at >= len(sent) and pieces:
        return Unpacked(b"".join(pieces), whole=False)
    return Unpacked(sent, whole=True)


def _within(content: bytes, limit: int) -> bytes:
    if len(content) > limit:
        raise CannotUnpack("too-large", f"the page has more than {limit} bytes; it is skipped")
    return content


def _inflated(sent: bytes, wbits: int, limit: int) -> Unpacked | None:
    """What a deflate stream holds as far as it goes; null when it is none."""
    inflate = zlib.decompressobj(wbits)
    content, failed = b"", False
    try:
        content = inflate.decompress(sent, limit + 1)
    except zlib.error:
        failed = True
    if failed and not content:
        return _first_half(sent, wbits, limit)
    return Unpacked(_within(content, limit), inflate.eof)


def _first_half(sent: bytes, wbits: int, limit: int) -> Unpacked | None:
    """What can be read before the damage: a piece at a time, since zlib gives nothing of a piece that fails."""
    inflate, pieces, size = zlib.decompressobj(wbits), list[bytes](), 0
    for at in range(0, len(sent), 64):
        try:
            pieces.append(inflate.decompress(sent[at : at + 64], limit + 1))
        except zlib.error:
            break
        size += len(pieces[-1])
        if size > limit:
            break
    return Unpacked(_within(b"".join(pieces), limit), whole=False) if size else None


def _gunzipped(sent: bytes, limit: int) -> Unpacked:
    """What a gzip stream holds, all its members (RFC 1952, 2.2: "a series of members")."""
    pieces, size, at, whole = list[bytes](), 0, 0, True
    while whole and size <= limit and sent.startswith(GZIP_MAGIC, at):
        content, whole, at = _member(sent, at, limit - size)
        pieces.append(content)
        size += len(content)
    found = Unpacked(_within(b"".join(pieces), limit), whole)
    return found if at or size else Unpacked(sent, whole)  # it is no gzip at all


def _member(sent: bytes, at: int, limit: int) -> tuple[bytes, bool, int]:
    """What a gzip member holds, whether it is whole, and where the next one starts: a damaged one has none behind it.

    Of one that is too large a byte more is given than the limit has.
    """
    inflate, pieces, size, begins = zlib.decompressobj(GZIP), list[bytes](), 0, at
    try:
        while not inflate.eof and at < len(sent) and size <= limit:
            piece = sent[at : at + STEP]
            pieces.append(inflate.decompress(piece, limit - size + 1))
            size += len(pieces[-1])
            at += len(piece) - len(inflate.unused_data)
    except zlib.error:
        broken = _first_half(sent[begins:], GZIP, limit)
        return broken.content if broken else b"", False, begins
    return b"".join(pieces), inflate.eof, at


def _deflated(sent: bytes, limit: int) -> Unpacked:
    if not sent:  # a body of no bytes, which some servers say is packed, breaks off nowhere
        return Unpacked(sent, whole=True)
    return _inflated(sent, ZLIB, limit) or _inflated(sent, RAW, limit) or Unpacked(sent, whole=True)


def _unbrotlied(sent: bytes, limit: int) -> Unpacked:
    if not sent or sent.lstrip()[:1] == b"<":  # no Brotli stream of a page begins so: it is stored unpacked
        return Unpacked(sent, whole=True)
    try:
        import brotli
    except ImportError:
        raise _missing("br") from None
    decoder, pieces, size, piece, done = brotli.Decompressor(), list[bytes](), 0, sent, False
    try:
        while not done and size <= limit:
            pieces.append(decoder.process(piece, output_buffer_limit=AT_ONCE))
            size += len(pieces[-1])
            done, piece = decoder.is_finished(), b""
            if not pieces[-1] and decoder.can_accept_more_data():
                break
    except brotli.error:
        done = False
    if not size and not done:  # no Brotli at all
        return Unpacked(sent, whole=True)
    return Unpacked(_within(b"".join(pieces), limit), done)


def _unzstded(sent: bytes, limit: int) -> Unpacked:
    if not sent.startswith(ZSTD_MAGIC):
        return Unpacked(sent, whole=True)
    try:
        frames = Zstd(io.BytesIO(sent), ZSTD_STEP)
    except ImportError:
        raise _missing("zstd") from None
    pieces, size, whole = list[bytes](), 0, True
    try:
        while size <= limit and (piece := frames.read(AT_ONCE)):
            pieces.append(piece)
            size += len(piece)
    except EOFError:
        whole = False
    return Unpacked(_within(b"".join(pieces), limit) if size or whole else sent, whole)


def _missing(coding: str) -> CannotUnpack:
    return CannotUnpack("unreadable", f"the page is packed as {coding}; {REMEDY.format(PACKAGES[coding])}")


Decoder = Callable[[bytes, int], Unpacked]
DECODERS: Mapping[str, Decoder] = {"gzip": _gunzipped, "deflate": _deflated, "br": _unbrotlied, "zstd": _unzstded}
