"""The server for this machine alone, asked over real sockets."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from http.client import HTTPConnection, HTTPResponse, RemoteDisconnected
from urllib.parse import urlsplit

import pytest

from presscut.archive.net.loopback import GUARDS, Answer, Asked, Loopback
from presscut.errors import UsageError

Ask = Callable[..., HTTPResponse]


def echo(asked: Asked) -> Answer:
    """What was asked for, as text; one path breaks."""
    if asked.path == "/broken":
        raise RuntimeError("out of paper")
    if asked.path == "/file":
        return Answer(b"\0\1", "application/octet-stream", saved_as="page.bin")
    return Answer(f"{asked.path} {dict(asked.said)}".encode(), "text/plain; charset=utf-8", 418)


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def server(told: list[str]) -> Iterator[Loopback]:
    with Loopback(echo, 0, told.append) as made:
        thread = threading.Thread(target=made.run)
        thread.start()
        yield made
        made.stop()
        thread.join()


@pytest.fixture
def ask(server: Loopback) -> Iterator[Ask]:
    """Sends a request: ``ask("/path", method="GET", **headers)``."""
    opened = []

    def call(target: str, method: str = "GET", **headers: str) -> HTTPResponse:
        connection = HTTPConnection(urlsplit(server.address).netloc, timeout=10)
        opened.append(connection)
        connection.putrequest(method, target, skip_host="Host" in headers)
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.endheaders()
        return connection.getresponse()

    yield call
    for connection in opened:
        connection.close()


def test_a_request_is_handed_on_unescaped(ask: Ask, told: list[str]) -> None:
    """Names come as they are meant; broken escapes are no failure, and of a name said twice the last counts."""
    answer = ask("/caf%C3%A9%20a?q=%22b+c%22&x=%FF&q=d&empty=")
    assert answer.status == 418
    assert answer.read().decode() == "/café a {'q': 'd', 'x': '\N{REPLACEMENT CHARACTER}'}"
    assert len(told) == 1
    assert told[0].startswith("GET /caf%C3%A9%20a?q=%22b+c%22&x=%FF&q=d&empty= 418 ")


def test_every_answer_is_guarded(ask: Ask) -> None:
    """Other sites in the same browser get nothing of it, and what is not said to be allowed is not."""
    answer = ask("/file")
    assert {name: answer.headers[name] for name in GUARDS} == GUARDS
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="page.bin"'
    assert answer.read() == b"\0\1"


@pytest.mark.parametrize(
    "name", ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "localhost.evil:{port}"]
)
def test_who_asks_by_another_name_gets_nothing(server: Loopback, ask: Ask, told: list[str], name: str) -> None:
    """A site can let its own name point to this machine: then the browser thinks that the answer is the site's."""
    answer = ask("/file", Host=name.format(port=urlsplit(server.address).port))
    assert answer.status == 403
    assert b"\1" not in answer.read()
    assert told == []


def test_localhost_is_a_name_of_its_own(server: Loopback, ask: Ask) -> None:
    """It is what people type."""
    assert ask("/", Host=f"localhost:{urlsplit(server.address).port}").status == 418


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_nothing_can_be_sent(ask: Ask, told: list[str], method: str) -> None:
    """The server answers questions; there is nothing to be changed."""
    assert ask("/", method).status == 501
    assert told == []


def test_head_is_get_without_a_body(ask: Ask) -> None:
    """The length is that of the body that GET has."""
    answer = ask("/", "HEAD")
    assert (answer.status, answer.headers["Content-Length"], answer.read()) == (418, "4", b"")


def test_what_goes_wrong_is_told_and_the_next_request_answered(ask: Ask, told: list[str]) -> None:
    """One page that cannot be made does not end the others."""
    assert ask("/broken").status == 500
    assert told == ["/broken: unexpected RuntimeError: out of paper"]
    assert ask("/").status == 418


def test_what_is_raised_between_requests_ends_it(told: list[str]) -> None:
    """A signal is seen there: what is raised while a request comes in would be taken for its failure."""

    def stop() -> None:
        raise InterruptedError("enough")

    with Loopback(echo, 0, told.append) as server, pytest.raises(InterruptedError, match="enough"):
        server.run(stop)


def test_what_goes_wrong_around_an_answer_is_told(ask: Ask, told: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing fails unseen; a browser that went away does not matter."""
    monkeypatch.setitem(GUARDS, "Referrer-Policy", "\u20ac")  # stands in no header
    with pytest.raises(RemoteDisconnected):
        ask("/")
    assert told[1:] == [
        "unexpected UnicodeEncodeError: 'latin-1' codec can't encode character '\\u20ac' in position 17: "
        "ordinal not in range(256)"
    ]


def test_a_port_that_is_taken_is_one_line(server: Loopback) -> None:
    """The line says what to do."""
    port = urlsplit(server.address).port
    assert port is not None
    with pytest.raises(UsageError, match=f"port {port} cannot be had .*; --port 0 takes a free one"):
        Loopback(echo, port, print)


def test_nobody_else_can_reach_it(server: Loopback) -> None:
    """It listens on the loopback address alone."""
    assert urlsplit(server.address).hostname == "127.0.0.1"
    assert server._server.socket.getsockname()[0] == "127.0.0.1"
