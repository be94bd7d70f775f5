"""What one request may take, looked after where its bytes come in."""

from __future__ import annotations

import io
import socket
from collections.abc import Callable
from http.client import HTTPResponse
from typing import Any

HEAD_LIMIT = 131_072  # bytes of status line and headers; http.client allows 100 headers of 64 KB
BUFFER = 16_384  # bytes read from a socket at once
SILENCE = 20.0  # seconds without a byte after which a server is given up


class TooLarge(Exception):
    """More bytes came than may. The message says of what."""


class Watch:
    """Looks after one request: the time it has, the bytes it may bring, and the bytes of its head.

    A timeout of a socket begins anew with each byte, so a server that sends one every few seconds would
    hold a connection for ever.

    Attributes:
        head: the bytes from the status line on, with some of the body behind them.
        connected: there is a connection, new or used before, with TLS where it belongs.
        began: bytes of the answer came.

    Args:
        seconds: for all of it.
        most: bytes that the body may have as it is sent.
        monotonic: seconds from any moment on.
    """

    def __init__(self, seconds: float, most: int, monotonic: Callable[[], float]) -> None:
        self.head = bytearray()
        self.connected = False
        self.began = False
        self._in_head = True
        self._most = most
        self._count = 0
        self._seconds = seconds
        self._monotonic = monotonic
        self._end = monotonic() + seconds

    def left(self, longest: float) -> float:
        """Seconds for the next step, `longest` at most.

        Raises:
            TimeoutError: there are none.
        """
        left = self._end - self._monotonic()
        if left <= 0:
            raise TimeoutError(f"the answer was not complete after {self._seconds:g} s")
        return min(left, longest)

    def heard(self, piece: memoryview) -> None:
        """Count bytes that came.

        Raises:
            TooLarge: these are too many.
        """
        self.began = self.began or len(piece) > 0
        self._count += len(piece)
        if self._in_head:
            self.head += piece
        if self._in_head and len(self.head) > HEAD_LIMIT + BUFFER:
            raise TooLarge(f"the headers have more than {HEAD_LIMIT} bytes")
        if self._count > self._most:
            raise TooLarge(f"the page has more than {self._most} bytes")

    def headers_are_read(self) -> None:
        """From now on it is the body that comes."""
        self._in_head = False
        self._most += len(self.head)


class _Watched(io.RawIOBase):
    """A socket's bytes, under a watch."""

    def __init__(self, raw: io.RawIOBase, sock: socket.socket, watch: Watch) -> None:
        self._raw = raw
        self._sock = sock
        self._watch = watch

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        self._sock.settimeout(self._watch.left(SILENCE))
        count = self._raw.readinto(buffer) or 0
        self._watch.heard(memoryview(buffer)[:count])
        return count

    def close(self) -> None:
        self._raw.close()
        super().close()


class Reply(HTTPResponse):
    """An answer read under a watch, after all interim ones (103, Early Hints)."""

    def __init__(self, sock: socket.socket, *, method: str | None = None, watch: Watch) -> None:
        super().__init__(sock, method=method)
        self._watch = watch
        self.fp = io.BufferedReader(_Watched(self.fp.detach(), sock, watch), BUFFER)

    def begin(self) -> None:
        super().begin()
        while self.status // 100 == 1 and self.status != 101:
            self.headers = self.msg = None  # type: ignore[assignment]  # so that http.client begins again
            super().begin()
        self._watch.headers_are_read()
