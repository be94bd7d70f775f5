"""A web server for this machine alone: it answers GET and HEAD with what it is given, and changes nothing.

A site that somebody visits in the same browser can send requests here too, under any name that it lets point to
this machine (DNS rebinding). So only who asks by the server's own name is answered, and every answer tells the
browser to show it to nobody but the server's own pages.
"""

from __future__ import annotations

import socketserver
import sys
import time
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import MappingProxyType, TracebackType
from typing import NamedTuple, Self
from urllib.parse import parse_qsl, unquote

from presscut.errors import UsageError

HOST = "127.0.0.1"
NAMES = (HOST, "localhost")
PATIENCE = 30  # seconds that a browser may take to say what it wants
BEAT = 0.1  # seconds after which it is seen that the run has to end
MOST_FIELDS = 50  # of a query
GUARDS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-DNS-Prefetch-Control": "off",
}


class Asked(NamedTuple):
    """A request: the path, unescaped, and the fields of the query, of each name the last."""

    path: str
    said: Mapping[str, str] = MappingProxyType({})


class Answer(NamedTuple):
    """What a request is answered with.

    Attributes:
        media_type: the Content-Type header.
        policy: the Content-Security-Policy header; nothing may be loaded or run when not said.
        saved_as: the name under which a browser saves it instead of showing it.
    """

    body: bytes
    media_type: str = "text/html; charset=utf-8"
    status: int = 200
    policy: str = "default-src 'none'; frame-ancestors 'none'"
    saved_as: str | None = None


class Loopback:
    """A server that listens on 127.0.0.1 from when it is made. Use it in a ``with`` block, or call `close`.

    Args:
        answer: called in a thread of its own for each request; what it raises is told, and answered with 500.
        port: 0 takes a free one.
        told: gets a line for each request.

    Raises:
        UsageError: the port cannot be had.
    """

    def __init__(self, answer: Callable[[Asked], Answer], port: int, told: Callable[[str], None]) -> None:
        try:
            self._server = _Server(answer, port, told)
        except OSError as error:
            raise UsageError(f"port {port} cannot be had ({error.strerror}); --port 0 takes a free one") from None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    @property
    def address(self) -> str:
        """Where it is asked."""
        return f"http://{HOST}:{self._server.server_address[1]}/"

    def run(self, between: Callable[[], None] = lambda: None) -> None:
        """Answer until `stop`.

        Args:
            between: called between requests, several times a second; what it raises ends the run.
        """
        self._server.between = between
        self._server.serve_forever(poll_interval=BEAT)

    def stop(self) -> None:
        """End `run`, from another thread."""
        self._server.shutdown()

    def close(self) -> None:
        """Give the port back. Requests that are being answered are given up."""
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    between: Callable[[], None]

    def __init__(self, answer: Callable[[Asked], Answer], port: int, told: Callable[[str], None]) -> None:
        self.answer, self.told = answer, told
        super().__init__((HOST, port), _Handler)
        port = self.server_address[1]
        self.names = {f"{name}:{port}" for name in NAMES} | ({*NAMES} if port == 80 else set())

    def server_bind(self) -> None:
        """Take the port; unlike the class above, ask no name server what this machine is called."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = HOST, self.server_address[1]

    def service_actions(self) -> None:
        """Called between requests, where nothing catches what is raised."""
        self.between()

    def handle_error(self, request: object, client_address: object) -> None:  # noqa: ARG002 socketserver's signature
        """Tell what went wrong around an answer; a browser that went away before it is no matter."""
        error = sys.exc_info()[1]
        if not isinstance(error, OSError):
            self.told(f"unexpected {type(error).__name__}: {error}")


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    timeout = PATIENCE
    server_version, sys_version = "presscut", ""
    error_message_format, error_content_type = "%(code)d %(message)s\n", "text/plain; charset=utf-8"

    def do_GET(self) -> None:
        """Answer with headers and body."""
        answer = self._answer()
        self._send(answer)
        self.wfile.write(answer.body)

    def do_HEAD(self) -> None:
        """Answer with the headers that GET would have."""
        self._send(self._answer())

    def _answer(self) -> Answer:
        if self.headers.get("Host") not in self.server.names:
            return Answer(b"Ask by the address that presscut printed.\n", "text/plain; charset=utf-8", 403)
        begun = time.perf_counter()
        try:
            answer = self.server.answer(_asked(self.path))
        except Exception as error:
            self.server.told(f"{self.path}: unexpected {type(error).__name__}: {error}")
            return Answer(b"Something unexpected happened; -v shows it in the terminal.\n", "text/plain", 500)
        took = 1000 * (time.perf_counter() - begun)
        self.server.told(f"{self.command} {self.path} {answer.status} {len(answer.body)} bytes {took:.0f} ms")
        return answer

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.media_type)
        self.send_header("Content-Length", str(len(answer.body)))
        self.send_header("Content-Security-Policy", answer.policy)
        if answer.saved_as is not None:
            self.send_header("Content-Disposition", f'attachment; filename="{answer.saved_as}"')
        for name, value in GUARDS.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: `told` gets what there is to say."""


def _asked(target: str) -> Asked:
    path, _, query = target.partition("?")
    return Asked(unquote(path, errors="replace"), dict(parse_qsl(query, errors="replace")[:MOST_FIELDS]))
