"""Connections of urllib3 that resolve a name once, and talk to vetted addresses only.

Import it where it is used: urllib3 takes 90 ms to load. The proxies of the environment play no part: a
connection made here knows none.
"""

from __future__ import annotations

import ipaddress
import queue
import socket
import ssl
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.response import HTTPResponse
from urllib3.util.ssl_ import create_urllib3_context

from presscut.archive.net.guard import Forbidden, Guard
from presscut.archive.net.target import Target
from presscut.archive.net.watch import SILENCE, Reply, Watch

HANDSHAKE = 10.0  # seconds for the name, and for each address to be connected to
IDLE = 32  # connections kept open

Resolve = Callable[[str, int], Sequence[str]]


def system_addresses(host: str, port: int) -> tuple[str, ...]:
    """The addresses of a host, as the system knows them.

    Raises:
        socket.gaierror: it has none.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(info[4][0]) for info in found))


class Connection(HTTPConnection):
    """A connection to a vetted address of a host."""

    def __init__(self, host: str, port: int, *, guard: Guard, resolve: Resolve, **more: Any) -> None:
        super().__init__(host, port, **more)
        self._guard = guard
        self._resolve = resolve
        self._watch: Watch | None = None

    def ask(self, path: str, headers: Mapping[str, str], watch: Watch) -> HTTPResponse:
        """Send a GET and read the head of the answer. The body is still to be read, as it was sent."""
        self._watch = watch
        self.timeout = watch.left(SILENCE)
        self.response_class = partial(Reply, watch=watch)  # type: ignore[assignment]  # called like the class
        if self.is_closed:
            self.connect()
        watch.connected = True
        self.request("GET", path, headers=headers, preload_content=False, decode_content=False)
        return self.getresponse()

    def _new_conn(self) -> socket.socket:
        """A socket to the first address that answers. urllib3 calls this before it speaks TLS.

        Raises:
            Forbidden: no address of the host may be asked.
            OSError: none answers.
        """
        assert self._watch is not None, "ask is the one way in"
        failed: OSError | None = None
        for address in self._vetted(self._watch):
            try:
                return self._connected(address, self._watch.left(HANDSHAKE))
            except OSError as error:
                failed = error
        raise failed or OSError("the host has no address")

    def _vetted(self, watch: Watch) -> list[str]:
        """The addresses of the host that may be asked; of a name with others among them, just these."""
        passed, refused = [], None
        for address in self._addresses(watch):
            try:
                self._guard.vet(address)
                passed.append(address)
            except Forbidden as error:
                refused = error
        if refused and not passed:
            raise refused
        return passed

    def _addresses(self, watch: Watch) -> Sequence[str]:
        try:
            return (str(ipaddress.ip_address(self.host)),)
        except ValueError:
            return _in_time(partial(self._resolve, self._dns_host, self.port), watch.left(HANDSHAKE))

    def _connected(self, address: str, seconds: float) -> socket.socket:
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        sock = socket.socket(family, socket.SOCK_STREAM)
        try:
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            sock.settimeout(seconds)
            sock.connect((address, self.port))
            self._guard.vet(str(sock.getpeername()[0]))
        except BaseException:
            sock.close()
            raise
        return sock


class TLSConnection(Connection, HTTPSConnection):
    """The same, with TLS. The certificate must be the host's."""


def _in_time(resolve: Callable[[], Sequence[str]], seconds: float) -> Sequence[str]:
    """What the name service says. The system's call knows no timeout, so a thread of its own waits for it."""
    answers: queue.SimpleQueue[Sequence[str] | Exception] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answers.put(resolve())
        except Exception as error:
            answers.put(error)

    threading.Thread(target=ask, daemon=True).start()
    try:
        found = answers.get(timeout=seconds)
    except queue.Empty:
        raise TimeoutError(f"the name service did not answer in {seconds:.0f} s") from None
    if isinstance(found, Exception):
        raise found
    return found


def trusting_the_system() -> ssl.SSLContext:
    """TLS 1.2 and later, with the certificates that the system trusts."""
    context = create_urllib3_context(cert_reqs=ssl.CERT_REQUIRED)
    context.load_default_certs()
    return context


class Connections:
    """Connections that can be used again, the most recent ones of all hosts. Threads may share it.

    Args:
        tls: which certificates are trusted; when null those of the system, read with the first https.
    """

    def __init__(self, guard: Guard, resolve: Resolve, tls: ssl.SSLContext | None = None) -> None:
        self._guard = guard
        self._resolve = resolve
        self._tls = tls
        self._idle: OrderedDict[str, Connection] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, target: Target) -> tuple[Connection, bool]:
        """A connection to the target's host, and whether it was used before."""
        with self._lock:
            kept = self._idle.pop(target.origin, None)
        if kept and kept.is_connected:
            return kept, True
        if kept:
            kept.close()
        return self.fresh(target), False

    def fresh(self, target: Target) -> Connection:
        """A new connection, which opens with its first request."""
        if target.scheme == "http":
            return Connection(target.host, target.port, guard=self._guard, resolve=self._resolve)
        with self._lock:
            self._tls = self._tls or trusting_the_system()
        return TLSConnection(target.host, target.port, guard=self._guard, resolve=self._resolve, ssl_context=self._tls)

    def give_back(self, target: Target, connection: Connection) -> None:
        """Keep a connection whose answer was read to its end; one that the server closes is of no use."""
        if connection.is_closed:
            return
        with self._lock:
            surplus = [self._idle.pop(target.origin, None)]
            self._idle[target.origin] = connection
            if len(self._idle) > IDLE:
                surplus.append(self._idle.popitem(last=False)[1])
        for old in surplus:
            if old is not None:
                old.close()

    def close(self) -> None:
        """Close all that are idle."""
        with self._lock:
            idle, self._idle = self._idle, OrderedDict()
        for connection in idle.values():
            connection.close()
