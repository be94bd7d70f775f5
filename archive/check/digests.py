"""Digests of blocks and payloads, made while the block goes by.

The payload of an HTTP message is its entity-body (WARC 1.1, section 5.9): what follows the HTTP headers.
Most writers digest those bytes as they are stored, some without the chunks of the transfer; when the HTTP
headers speak of chunks, either is accepted.
"""

from __future__ import annotations

import hashlib
import re
from typing import Protocol

from presscut.archive.check.findings import Found
from presscut.archive.check.heads import Head
from presscut.archive.warc.rules import Digest, read_digest

LONGEST_HTTP_HEAD = 1 << 20  # bytes of HTTP headers; longer ones are taken for none
LONGEST_CHUNK_LINE = 1 << 12
HTTP_END = re.compile(rb"\r?\n\r?\n")  # servers end lines with LF alone, and captures keep that
CHUNKED = re.compile(rb"^transfer-encoding[ \t]*:[^\r\n]*\bchunked\b", re.IGNORECASE | re.MULTILINE)
HTTP_TYPES = frozenset({"response", "request"})


class Hash(Protocol):
    """What hashlib gives."""

    def update(self, data: bytes | memoryview, /) -> None: ...

    def digest(self) -> bytes: ...


class Taker(Protocol):
    """Something that takes the bytes of a block in turn."""

    def update(self, data: memoryview, /) -> None: ...


class Dechunked:
    """Hashes the data of chunks without their framing (RFC 2616, 3.6.1)."""

    def __init__(self, hashed: Hash) -> None:
        self._hash = hashed
        self._line = b""
        self._left = 0
        self.broken = False

    def update(self, data: memoryview) -> None:
        """Take the next bytes of the body."""
        while data and not self.broken:
            data = self._of_chunk(data) if self._left else self._of_line(data)

    def _of_chunk(self, data: memoryview) -> memoryview:
        piece = data[: self._left]
        self._hash.update(piece)
        self._left -= len(piece)
        return data[len(piece) :]

    def _of_line(self, data: memoryview) -> memoryview:
        look = bytes(data[:LONGEST_CHUNK_LINE])
        line, end, _ = look.partition(b"\n")
        self._line += line
        if end:
            self._open(self._line.strip())
            self._line = b""
        self.broken = self.broken or len(self._line) > LONGEST_CHUNK_LINE
        return data[len(line) + len(end) :]

    def _open(self, line: bytes) -> None:
        """A line between chunks: empty, or the length of the next in hexadecimal. After the last come trailers."""
        size = line.partition(b";")[0].strip()
        if size and (len(size) > 16 or not re.fullmatch(rb"[0-9A-Fa-f]+", size)):
            self.broken = True
        elif size:
            self._left = int(size, 16)
            self.broken = self._left == 0


class Payload:
    """Hashes the payload of an HTTP message."""

    def __init__(self, algorithm: str) -> None:
        self._algorithm = algorithm
        self._head = b""
        self._raw: Hash | None = None
        self._dechunked: Dechunked | None = None
        self._plain: Hash | None = None

    def update(self, data: memoryview) -> None:
        """Take the next bytes of the block."""
        if self._raw is None:
            data = self._find(data)
        if self._raw is not None and data:
            self._raw.update(data)
            if self._dechunked is not None:
                self._dechunked.update(data)

    def _find(self, data: memoryview) -> memoryview:
        """Look for the end of the HTTP headers, which pieces may cut in two."""
        known = len(self._head)
        self._head += bytes(data[: LONGEST_HTTP_HEAD - known])
        end = HTTP_END.search(self._head, max(known - 3, 0))
        if end is None:
            return data[len(data) :]
        self._raw = hashlib.new(self._algorithm, usedforsecurity=False)
        if CHUNKED.search(self._head, 0, end.start()):
            self._plain = hashlib.new(self._algorithm, usedforsecurity=False)
            self._dechunked = Dechunked(self._plain)
        return data[end.end() - known :]

    def digests(self) -> tuple[bytes, ...]:
        """The digests that the payload may be given with; none when the HTTP headers have no end."""
        return tuple(made.digest() for made in (self._raw, self._plain) if made is not None)


class Digests:
    """The digests that a header promises, made anew from the block."""

    def __init__(self, head: Head) -> None:
        self.block = _wanted(head, "WARC-Block-Digest")
        self.payload = _wanted(head, "WARC-Payload-Digest") if _payload_is_here(head) else None
        self._block = _hash(self.block)
        http = head.type in HTTP_TYPES and (head.get("Content-Type") or "").startswith("application/http")
        self._http = Payload(self.payload.algorithm) if http and self.payload and self.payload.value else None
        self._payload = self._whole_payload()
        others = (self._http, None if self._payload is self._block else self._payload)
        self.takers: tuple[Taker, ...] = tuple(each for each in (self._block, *others) if each is not None)

    def _whole_payload(self) -> Hash | None:
        """What hashes a payload that is the whole block: the block's own hash, where the algorithm is the same."""
        if self._http is not None or self.payload is None:
            return None
        if self._block is not None and self.block is not None and self.block.algorithm == self.payload.algorithm:
            return self._block
        return _hash(self.payload)

    def fits(self) -> bool:
        """Whether the block has a digest and it fits."""
        return self._block is not None and self.block is not None and self._block.digest() == self.block.value

    def findings(self) -> tuple[Found, ...]:
        """What does not fit, once the whole block was taken."""
        found = [Found("unknown-digest", f"{digest.algorithm!r} is not checked") for digest in self._unknown()]
        if self._block is not None and not self.fits():
            found.append(Found("block-digest", "the block does not fit its digest (section 5.8)"))
        elif self.payload is not None and self._http is not None and not self._http.digests():
            found.append(Found("http-head", "the HTTP headers have no end, so the payload was not checked"))
        elif self.payload is not None and self.payload.value and self.payload.value not in self._payloads():
            found.append(Found("payload-digest", "the payload does not fit its digest (section 5.9)"))
        return tuple(found)

    def _unknown(self) -> list[Digest]:
        return [digest for digest in (self.block, self.payload) if digest is not None and digest.value is None]

    def _payloads(self) -> tuple[bytes, ...]:
        if self._http is not None:
            return self._http.digests()
        return (self._payload.digest(),) if self._payload is not None else ()


def _wanted(head: Head, name: str) -> Digest | None:
    """The digest that a field gives; null without one, and when it is none: that is said of the field."""
    text = head.get(name)
    return read_digest(text) if text else None


def _payload_is_here(head: Head) -> bool:
    """Section 5.9: a revisit and a segment have the digest of a payload that is not in the block; and
    metadata and warcinfo have no payload."""
    return (
        head.type not in ("revisit", "metadata", "warcinfo", "continuation") and head.get("WARC-Segment-Number") is None
    )


def _hash(digest: Digest | None) -> Hash | None:
    if digest is None or digest.value is None:
        return None
    return hashlib.new(digest.algorithm, usedforsecurity=False)
