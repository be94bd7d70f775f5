"""One request and its answer, without redirects and retries: what was received, or why nothing was."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from http.client import HTTPException, IncompleteRead, LineTooLong, RemoteDisconnected
from importlib.util import find_spec
from typing import TYPE_CHECKING

from presscut.archive.inputs.bodies import PACKAGES, CannotUnpack, body_of
from presscut.archive.net.answer import Failure, Headers, Limits, values
from presscut.archive.net.guard import Forbidden
from presscut.archive.net.head import breaks_off, read_head
from presscut.archive.net.target import Target
from presscut.archive.net.watch import TooLarge, Watch
from presscut.archive.warc.dates import warc_date

if TYPE_CHECKING:
    from urllib3.response import HTTPResponse

    from presscut.archive.net.connect import Connection, Connections

ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"  # as browsers have it, without pictures
WITH_PAGE = frozenset({200, 203})  # RFC 9110, 15.3: the body is what was asked for
READ_AT_ONCE = 65_536
LONGEST_LINE = 200  # characters of a message
DIGITS = 15  # of a Content-Length: any number of more is as much too large
# An answer that is no page is read to its end if that is near: the connection can be used again then.
WORTH_READING = 65_536
SMALL = 1 << 20  # bytes; a page below it is no bomb, whatever it was packed to
# Beginnings of types that are neither page nor feed nor sitemap; those are sent under any other name.
NO_PAGES = tuple(
    "image/ audio/ video/ font/ model/ application/pdf application/zip application/epub application/msword "
    "application/vnd.ms- application/vnd.openxmlformats- application/wasm".split()
)


@dataclass(frozen=True, slots=True)
class Received:
    """An answer: its status line and headers as they came, the body unpacked; empty unless it is a page."""

    status: int
    line: str
    headers: Headers
    content: bytes
    fetched: str


def accepted_codings() -> str:
    """The value of Accept-Encoding: what can be unpacked here."""
    return ", ".join(("gzip", "deflate", *(coding for coding, package in PACKAGES.items() if find_spec(package))))


class Exchange:
    """Asks one address at a time. Threads may share it."""

    def __init__(
        self,
        connections: Connections,
        agent: str,
        *,
        limits: Limits,
        now: Callable[[], datetime],
        monotonic: Callable[[], float],
    ) -> None:
        self._connections = connections
        self._headers = {"User-Agent": agent, "Accept": ACCEPT, "Accept-Encoding": accepted_codings()}
        self._limits = limits
        self._now = now
        self._monotonic = monotonic

    def ask(self, target: Target, conditions: Mapping[str, str]) -> Received | Failure:
        """What the target's server answers to a GET with the given headers more."""
        connection, used = self._connections.take(target)
        watch = self._watch()
        found = self._attempt(connection, target, conditions, watch)
        if isinstance(found, Failure) and found.code == "connect" and used and not watch.began:
            # RFC 9112, 9.3.1: the server closed the connection while the request was on its way.
            found = self._attempt(self._connections.fresh(target), target, conditions, self._watch())
        return found

    def _watch(self) -> Watch:
        return Watch(self._limits.seconds, self._limits.bytes, self._monotonic)

    def _attempt(
        self, connection: Connection, target: Target, conditions: Mapping[str, str], watch: Watch
    ) -> Received | Failure:
        from urllib3.exceptions import HTTPError

        whole = False
        try:
            response = connection.ask(target.path, {**self._headers, **conditions}, watch)
            if breaks_off(bytes(watch.head)):  # which is no end of the head to Python
                raise IncompleteRead(bytes(watch.head))
            line, headers = read_head(bytes(watch.head))
            when = warc_date(None, self._now())
            if response.status not in WITH_PAGE:
                whole = _read_away(response)
                return Received(response.status, line, headers, b"", when)
            if refused := self._refused(headers):
                return refused
            content = self._content(response, headers)
            whole = True
            return Received(response.status, line, headers, content, when)
        except TooLarge as error:
            return Failure("too-large", str(error))
        except CannotUnpack as error:
            return Failure(error.code, str(error))
        except (Forbidden, OSError, HTTPException, HTTPError, ssl.CertificateError) as error:
            return failure_of(error, connected=watch.connected)
        finally:
            if whole:
                self._connections.give_back(target, connection)
            else:
                connection.close()

    def _refused(self, headers: Headers) -> Failure | None:
        """Why a page is not read any further than its headers; null when it is."""
        kind = next(values(headers, "content-type"), "").partition(";")[0].strip().lower()
        if kind.startswith(NO_PAGES) and kind != "image/svg+xml":
            return Failure("not-a-page", f"it is {kind}")
        length = next(values(headers, "content-length"), "")
        if length.isascii() and length.isdecimal() and int(length[:DIGITS]) > self._limits.bytes:
            return Failure("too-large", f"the page has more than {self._limits.bytes} bytes")
        return None

    def _content(self, response: HTTPResponse, headers: Headers) -> bytes:
        """The body, unpacked.

        Raises:
            CannotUnpack: it is damaged, or larger than the limits let it be.
        """
        sent = b"".join(_sent(response))
        most = min(self._limits.bytes, max(SMALL, self._limits.ratio * len(sent)))
        try:
            found = body_of(sent, transfer="", coding=",".join(values(headers, "content-encoding")), limit=most)
        except CannotUnpack as error:
            raise self._bomb(len(sent)) if error.code == "too-large" and most < self._limits.bytes else error from None
        if not found.whole:
            raise CannotUnpack("unreadable", "what the page is packed in breaks off or is damaged")
        return found.content

    def _bomb(self, sent: int) -> CannotUnpack:
        return CannotUnpack("bomb", f"{sent} bytes unpack to more than {self._limits.ratio} times as many")


def _sent(response: HTTPResponse) -> Iterator[bytes]:
    """The body as it was sent. Raises HTTPException for a chunk of less than nothing, which urllib3 asks Python for."""
    try:
        yield from response.stream(READ_AT_ONCE, decode_content=False)
    except ValueError as error:
        raise HTTPException(f"a chunk of no length ({error})") from None


def _read_away(response: HTTPResponse) -> bool:
    """Read the body of an answer that is no page, if it is short. Whether its end was reached."""
    from urllib3.exceptions import HTTPError

    read = 0
    try:
        for piece in _sent(response):
            read += len(piece)
            if read > WORTH_READING:
                return False
    except (OSError, HTTPException, HTTPError, TooLarge):
        return False
    return True


def failure_of(error: Exception, *, connected: bool) -> Failure:
    """What an exception of the network means. `connected`: the request had been sent, or could have been."""
    cause = error.__cause__ if isinstance(error.__cause__, Exception) else error  # urllib3 wraps what it meets
    if isinstance(cause, Forbidden):
        return Failure("forbidden", str(cause))
    if isinstance(cause, socket.gaierror):
        again = cause.errno == socket.EAI_AGAIN
        return Failure("dns", f"the name of the host leads nowhere: {cause.strerror}", again=again, of_host=True)
    if isinstance(cause, TimeoutError):
        # A connection may come about the next time; a server that fell silent would cost the same once more.
        return Failure("timeout", _first_line(cause, "the server fell silent"), again=not connected, of_host=True)
    if isinstance(cause, (ssl.SSLEOFError, ssl.SSLZeroReturnError)):
        return _broken_off(cause)
    if isinstance(cause, ssl.SSLCertVerificationError):
        return Failure("tls", f"its certificate is not trusted: {cause.verify_message}", of_host=True)
    if isinstance(cause, (ssl.SSLError, ssl.CertificateError)):
        return Failure("tls", f"no secure connection: {_first_line(cause, 'TLS failed')}", of_host=True)
    return _of_http(cause)


def _of_http(cause: Exception) -> Failure:
    from urllib3.exceptions import InvalidChunkLength, InvalidHeader

    if isinstance(cause, LineTooLong):
        return Failure("too-large", "a line of the headers has more than 65536 bytes")
    ended = isinstance(cause, (RemoteDisconnected, IncompleteRead))
    if isinstance(cause, (InvalidChunkLength, InvalidHeader)) or (isinstance(cause, HTTPException) and not ended):
        return Failure("garbled", f"the server does not keep to HTTP: {_first_line(cause, 'garbled')}")
    return _broken_off(cause)


def _broken_off(cause: Exception) -> Failure:
    told = (
        "the answer broke off" if isinstance(cause, IncompleteRead) else _first_line(cause, "the connection broke off")
    )
    return Failure("connect", told, again=True, of_host=True)


def _first_line(cause: Exception, otherwise: str) -> str:
    """What an exception says, as one short line; servers can put words of their own into it."""
    line = next(iter(str(cause).strip().splitlines()), "") or otherwise
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in line[:LONGEST_LINE])
