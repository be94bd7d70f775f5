"""Servers on loopback that answer with the very bytes a test gives, and remember what they were asked."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import NamedTuple

from presscut.archive.net.answer import Limits
from presscut.archive.net.fetch import Fetcher
from presscut.archive.net.guard import Guard, networks
from presscut.archive.net.manners import Manners, Patience

NOW = datetime(2031, 5, 6, 7, 8, 9, tzinfo=UTC)
PAGE = b"<html><title>The wall</title><p>The harbour wall of Osterby was repaired.</p></html>"
HOME = Guard(networks(["127.0.0.1"]))
TLS_RECORD = b"\x16"  # RFC 8446, 5.1: how a handshake begins
EAGER = Patience(delay=0.0, retries=0)


class Request(NamedTuple):
    """A request as it came: its path, and its headers by their names in small letters."""

    path: str
    headers: dict[str, str]
    raw: bytes


Reply = bytes | Iterable[bytes]
Handler = Callable[[Request], Reply]


def page(content: bytes = PAGE, *headers: str, status: str = "200 OK") -> bytes:
    """A whole answer with its length."""
    lines = [f"HTTP/1.1 {status}", *headers, f"Content-Length: {len(content)}", "", ""]
    return "\r\n".join(lines).encode("latin-1") + content


def redirect(to: str, status: str = "302 Found") -> bytes:
    """An answer that leads elsewhere."""
    return page(b"", f"Location: {to}", status=status)


def not_found(_request: Request) -> Reply:
    """What a server without robots.txt says."""
    return page(b"no", status="404 Not Found")


@dataclass
class Server:
    """A server on a free port. A reply given as several pieces ends with the end of the connection.

    Attributes:
        answers: what is answered by path; other paths are not found.
    """

    answers: dict[str, Handler | Reply] = field(default_factory=dict)
    host: str = "127.0.0.1"
    tls: ssl.SSLContext | None = None
    requests: list[Request] = field(default_factory=list)
    connections: int = 0

    def __post_init__(self) -> None:
        self._socket = socket.create_server((self.host, 0))
        self.port: int = self._socket.getsockname()[1]
        self._open: list[socket.socket] = []
        self._threads = [threading.Thread(target=self._accept, daemon=True)]
        self._threads[0].start()

    @property
    def url(self) -> str:
        """Its address, without a slash at the end."""
        return f"{'https' if self.tls else 'http'}://{self.host}:{self.port}"

    @property
    def paths(self) -> list[str]:
        """What it was asked, without robots.txt."""
        return [request.path for request in self.requests if request.path != "/robots.txt"]

    def close(self) -> None:
        """Stop, and end all connections."""
        for sock in (self._socket, *self._open):
            with contextlib.suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)
            sock.close()
        for thread in self._threads:
            thread.join(2)

    def _accept(self) -> None:
        while True:
            try:
                sock, _ = self._socket.accept()
            except OSError:
                return
            self.connections += 1
            self._open.append(sock)
            self._threads.append(threading.Thread(target=self._talk, args=(sock,), daemon=True))
            self._threads[-1].start()

    def _talk(self, sock: socket.socket) -> None:
        with contextlib.suppress(OSError, ValueError):
            if not self.tls and sock.recv(1, socket.MSG_PEEK) == TLS_RECORD:
                sock.sendall(page(b"speak plainly", status="400 Bad Request"))
                sock.close()
                return
            if self.tls:
                sock = self.tls.wrap_socket(sock, server_side=True)
                self._open.append(sock)
            with sock, sock.makefile("rb") as stream:
                while raw := _head(stream):
                    self.requests.append(_request(raw))
                    if not self._reply(sock, self.requests[-1]):
                        return

    def _reply(self, sock: socket.socket, request: Request) -> bool:
        given = self.answers.get(request.path, not_found)
        reply = given(request) if callable(given) else given
        if isinstance(reply, bytes):
            sock.sendall(reply)
            return True
        for piece in reply:
            sock.sendall(piece)
        return False


def _head(stream: Iterable[bytes]) -> bytes:
    lines = []
    for line in stream:
        lines.append(line)
        if line == b"\r\n":
            return b"".join(lines)
    return b""


def _request(raw: bytes) -> Request:
    first, *lines = raw.decode("latin-1").rstrip("\r\n").split("\r\n")
    pairs = (line.partition(": ") for line in lines)
    return Request(first.split(" ")[1], {name.lower(): value for name, _, value in pairs}, raw)


@dataclass
class Clock:
    """A monotonic clock that moves only when somebody sleeps, and remembers for how long."""

    time: float = 1000.0
    naps: list[float] = field(default_factory=list)

    def __call__(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        """Move on."""
        self.naps.append(seconds)
        self.time += seconds


def manners(patience: Patience = EAGER, clock: Clock | None = None, chance: float = 0.5) -> Manners:
    """Manners whose time and chance are the test's."""
    clock = clock or Clock()
    return Manners(patience, sleep=clock.sleep, random=lambda: chance, monotonic=clock)


@contextlib.contextmanager
def fetcher(
    guard: Guard = HOME,
    *,
    clock: Clock | None = None,
    patience: Patience = EAGER,
    limits: Limits | None = None,
    now: Callable[[], datetime] = lambda: NOW,
    monotonic: Callable[[], float] | None = None,
    **more: object,
) -> Iterator[Fetcher]:
    """A fetcher that may ask 127.0.0.1, waits for nothing and tries once, unless the test says otherwise."""
    clock = clock or Clock()
    with Fetcher(
        guard,
        "presscut/1 (+mailto:desk@news.example)",
        manners(patience, clock),
        now=now,
        monotonic=monotonic or clock,
        limits=limits or Limits(),
        **more,  # type: ignore[arg-type]
    ) as made:
        yield made
