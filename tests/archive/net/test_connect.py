"""The guard at work: requests to forbidden addresses never leave. A listener there proves it."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from typing import TYPE_CHECKING

import pytest

from presscut.archive.net.answer import Answer, Limits
from presscut.archive.net.guard import Address, Forbidden, Guard, networks
from presscut.archive.net.manners import Patience
from presscut.archive.net.robots import Policy
from presscut.errors import Problem
from tests.archive.net.conftest import CERTIFICATE
from tests.archive.net.serving import HOME, PAGE, fetcher, page, redirect
from tests.archive.net.test_fetch import answer, code

if TYPE_CHECKING:
    from tests.archive.net.conftest import Start

INNER = "127.0.0.2"  # stands for an address of one's own network: only 127.0.0.1 is open in these tests


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.2",
        "127.2",
        "0x7f.0.0.2",
        "0177.0.0.2",
        "2130706434",
        "[::ffff:127.0.0.2]",
        "[::ffff:7f00:2]",
        "[::127.0.0.2]",
        "[64:ff9b::127.0.0.2]",
        "[2002:7f00:2::]",
    ],
)
@pytest.mark.parametrize("way", ["asked", "redirect", "robots"])
def test_no_notation_of_a_forbidden_address_is_connected_to(serve: Start, host: str, way: str) -> None:
    """Any page can link or redirect to the router, a database, or the cloud's metadata."""
    inner = serve({"/a": page(), "/robots.txt": page(b"")}, host=INNER)
    there = f"http://{host}:{inner.port}"
    outer = serve({"/robots.txt": redirect(f"{there}/robots.txt") if way == "robots" else page(b"")})
    outer.answers["/a"] = redirect(f"{there}/a") if way == "redirect" else page()
    with fetcher() as net:
        found = net.get(f"{there}/a" if way == "asked" else f"{outer.url}/a")
    assert code(found) == "forbidden"
    assert inner.connections == 0
    assert outer.paths == (["/a"] if way == "redirect" else [])


def test_a_name_that_leads_inside_is_not_connected_to(serve: Start) -> None:
    """Anybody can point a name at any address."""
    inner = serve({"/a": page()}, host=INNER)
    with fetcher(resolve=lambda _host, _port: [INNER, "169.254.169.254", "::1"]) as net:
        assert code(net.get(f"http://news.example:{inner.port}/a")) == "forbidden"
    assert inner.connections == 0


def test_a_name_is_resolved_once_for_a_connection(serve: Start) -> None:
    """DNS rebinding: a name that was harmless when it was vetted leads inside a moment later."""
    inner = serve({"/a": page()}, host=INNER)
    answers = [[INNER], ["127.0.0.1"]]
    outer = serve({"/robots.txt": page(b""), "/a": page()})

    def rebinding(_host: str, _port: int) -> list[str]:
        return answers.pop()

    with fetcher(resolve=rebinding) as net:
        assert answer(net.get(f"http://news.example:{outer.port}/a")).content == PAGE
        assert answer(net.get(f"http://news.example:{outer.port}/a")).content == PAGE
    assert answers == [[INNER]]  # the connection was used again; nobody asked where the name leads now
    assert inner.connections == 0


def test_a_name_that_is_bound_anew_is_vetted_anew(serve: Start) -> None:
    """The second connection to a name is as suspect as the first."""
    port = 0
    answers = [[INNER], [INNER], ["127.0.0.1"]]

    def rebinding(_host: str, _port: int) -> list[str]:
        return answers.pop()

    outer = serve({"/robots.txt": [page(b"")], "/a": page()})
    port = outer.port
    with fetcher(resolve=rebinding) as net:
        assert code(net.get(f"http://news.example:{port}/a")) == "forbidden"
    assert outer.paths == []


def test_of_a_name_with_several_addresses_only_a_vetted_one_is_used(serve: Start) -> None:
    """localhost is ::1 and 127.0.0.1; where one is open the other stays closed."""
    outer = serve({"/a": page()})
    with fetcher(resolve=lambda _host, _port: ["::1", INNER, "127.0.0.1"]) as net:
        assert answer(net.get(f"http://news.example:{outer.port}/a")).content == PAGE


def test_the_next_address_is_tried_when_one_does_not_answer(serve: Start) -> None:
    """Many hosts have an address of IPv6 that leads nowhere from here."""
    outer = serve({"/a": page()})
    guard = Guard(networks(["127.0.0.0/8"]))
    with fetcher(guard, resolve=lambda _host, _port: ["127.0.0.9", "127.0.0.1"]) as net:
        assert answer(net.get(f"http://news.example:{outer.port}/a")).content == PAGE


class Doubtful(Guard):
    """Lets an address pass once: as if the connection had come out elsewhere."""

    seen: list[str] = []  # noqa: RUF012 — emptied by the test

    def vet(self, address: str | Address) -> None:
        self.seen.append(str(address))
        if len(self.seen) > 1:
            raise Forbidden(f"{address} is not what was asked for")


def test_the_peer_is_vetted_before_anything_is_sent(serve: Start, server_tls: ssl.SSLContext) -> None:
    """Networks translate addresses: what counts is who is at the other end, and that is seen only then."""
    for tls in (None, server_tls):
        outer = serve({"/a": page()}, tls=tls)
        Doubtful.seen.clear()
        with fetcher(Doubtful()) as net:
            assert code(net.get(f"{outer.url}/a")) == "forbidden"
        assert Doubtful.seen == ["127.0.0.1", "127.0.0.1"]
        assert outer.requests == []


def test_proxies_of_the_environment_are_not_used(serve: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy would connect in our place, to addresses that nobody vetted."""
    proxy, outer = serve({}), serve({"/a": page()})
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, proxy.url)
    with fetcher() as net:
        answer(net.get(f"{outer.url}/a"))
    assert proxy.connections == 0


def test_an_unknown_certificate_is_one_clear_problem(serve: Start, server_tls: ssl.SSLContext) -> None:
    """A page from somebody who only says that he is the site must not be stored as the site's."""
    server = serve({"/a": page()}, tls=server_tls)
    with fetcher() as net:
        found = net.get(f"{server.url}/a")
    assert code(found) == "tls"
    assert "certificate is not trusted: self-signed certificate" in str(found)
    assert server.requests == []


def test_the_certificate_must_be_the_hosts(serve: Start, server_tls: ssl.SSLContext) -> None:
    """A trusted certificate of another name is no proof."""
    server = serve({"/a": page()}, tls=server_tls)
    trusting = ssl.create_default_context(cafile=str(CERTIFICATE))
    with fetcher(tls=trusting, resolve=lambda _host, _port: ["127.0.0.1"]) as net:
        assert answer(net.get(f"{server.url}/a")).content == PAGE
        assert answer(net.get(f"https://localhost:{server.port}/a")).url == f"https://localhost:{server.port}/a"
        found = net.get(f"https://news.example:{server.port}/a")
    assert code(found) == "tls"
    assert "news.example" in str(found)


def test_https_asked_of_a_server_without_it_is_a_problem(serve: Start) -> None:
    """A wrong port or scheme in a list of sources."""
    server = serve({"/a": page()})
    with fetcher() as net:
        assert code(net.get(f"https://127.0.0.1:{server.port}/a")) == "tls"


def test_a_redirect_from_https_to_http_is_vetted_like_any(serve: Start, server_tls: ssl.SSLContext) -> None:
    """Each hop may change the scheme; the guard stays."""
    inner = serve({"/a": page()}, host=INNER)
    server = serve({"/a": redirect(f"{inner.url}/a")}, tls=server_tls)
    with fetcher(tls=ssl.create_default_context(cafile=str(CERTIFICATE))) as net:
        assert code(net.get(f"{server.url}/a")) == "forbidden"
    assert inner.connections == 0


@pytest.mark.parametrize(("errno", "asked"), [(socket.EAI_NONAME, 1), (socket.EAI_AGAIN, 4)])
def test_a_host_that_nobody_knows_is_a_problem_of_its_name(errno: int, asked: int) -> None:
    """Told apart from a server that is down; "try again" of the name service is retried, "no such name" is not."""
    names: list[str] = []

    def unknown(host: str, _port: int) -> list[str]:
        names.append(host)
        raise socket.gaierror(errno, "no luck")

    with fetcher(resolve=unknown, patience=Patience(delay=0.0)) as net:
        assert code(net.get("http://news.example/a")) == "dns"
    assert names == ["news.example"] * asked


def test_a_port_where_nobody_listens_is_a_connect_error(serve: Start) -> None:
    """A server that is down."""
    server = serve({})
    server.close()
    with fetcher() as net:
        assert code(net.get(f"{server.url}/a")) == "connect"


def test_a_name_service_that_hangs_holds_no_worker() -> None:
    """The system's call knows no timeout: one dead resolver would hold a night for minutes at each name."""
    released, names = threading.Event(), []

    def hanging(host: str, _port: int) -> list[str]:
        names.append(host)
        released.wait(5)
        return []

    began = time.monotonic()
    limits, patience = Limits(seconds=0.1), Patience(delay=0.0, retries=2)
    with fetcher(resolve=hanging, limits=limits, monotonic=time.monotonic, patience=patience) as net:
        assert code(net.get("http://news.example/a", policy=Policy("ignore", "a test"))) == "timeout"
    assert time.monotonic() - began < 1
    assert names == ["news.example"] * 3
    released.set()


@pytest.mark.parametrize("found", [[], ["nonsense"], ["127.0.0.1; rm"]])
def test_a_name_service_that_talks_nonsense_is_a_problem(found: list[str]) -> None:
    """Its answers are vetted like all that comes from outside."""
    with fetcher(resolve=lambda _host, _port: found) as net:
        assert isinstance(net.get("http://news.example/a"), Problem)


def test_threads_share_a_fetcher(serve: Start) -> None:
    """Several workers, several hosts, one fetcher: each gets its own page."""
    hosts = ("127.0.0.1", "127.0.0.3", "127.0.0.4")
    servers = [serve({f"/{n}": page(f"{host} {n}".encode()) for n in range(20)}, host=host) for host in hosts]
    got: list[tuple[str, Answer | Problem]] = []
    with fetcher(Guard((*HOME.allow, *networks(hosts)))) as net:

        def work(number: int) -> None:
            for n in range(20):
                server = servers[(n + number) % 3]
                got.append((f"{server.host} {n}", net.get(f"{server.url}/{n}")))

        workers = [threading.Thread(target=work, args=(number,)) for number in range(4)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join(20)
    assert len(got) == 80
    assert all(answer(found).content.decode() == wanted for wanted, found in got)
    assert [server.connections for server in servers] == [1, 1, 1]
