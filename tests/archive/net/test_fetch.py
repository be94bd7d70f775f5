"""Getting pages from real servers: redirects, validators, headers, refusals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from presscut.archive.net import exchange
from presscut.archive.net.answer import Answer, Limits
from presscut.archive.net.fetch import agent_string
from presscut.archive.net.manners import Patience
from presscut.archive.net.robots import Policy
from presscut.archive.warc.captures import http_head
from presscut.errors import ConfigError, Problem, UsageError
from tests.archive.net.serving import PAGE, Clock, Request, fetcher, page, redirect

if TYPE_CHECKING:
    from tests.archive.net.conftest import Start


def answer(found: Answer | Problem) -> Answer:
    """The answer that must be there."""
    assert isinstance(found, Answer), found
    return found


def code(found: Answer | Problem) -> str:
    """The code of the problem that must be there."""
    assert isinstance(found, Problem), found
    return found.code


def test_a_page_comes_as_it_was_sent(serve: Start) -> None:
    """The stored response must say what the server said: line, order, spelling, repetition."""
    sent = page(PAGE, "X-One: 1", "set-cookie: a=1", "X-ONE: 2", "Content-Type: text/html; charset=latin1")
    server = serve({"/a": sent})
    with fetcher() as net:
        found = answer(net.get(f"{server.url}/a#part"))
    assert (found.status, found.line, found.content, found.hops) == (200, "HTTP/1.1 200 OK", PAGE, ())
    assert (found.url, found.asked) == (f"{server.url}/a", f"{server.url}/a#part")
    assert found.headers == (
        ("X-One", "1"),
        ("set-cookie", "a=1"),
        ("X-ONE", "2"),
        ("Content-Type", "text/html; charset=latin1"),
        ("Content-Length", str(len(PAGE))),
    )
    assert found.fetched == "2031-05-06T07:08:09Z"
    stored = found.page()
    assert (stored.url, stored.content_type, stored.content) == (found.url, "text/html; charset=latin1", PAGE)
    assert http_head(stored).startswith(b"HTTP/1.1 200 OK\r\nX-One: 1\r\nset-cookie: a=1\r\nX-ONE: 2\r\n")


def test_the_request_says_who_asks_and_nothing_more(serve: Start) -> None:
    """An administrator must find out whom to write to; a reader's traces (cookies, referrer) there are none."""
    server = serve({"/a": redirect("/b"), "/b": page(PAGE, "Set-Cookie: id=1")})
    with fetcher() as net:
        net.get(f"{server.url}/a")
        net.get(f"{server.url}/b")
    for request in server.requests:
        assert set(request.headers) == {"host", "user-agent", "accept", "accept-encoding"}
        assert request.headers["user-agent"] == "presscut/1 (+mailto:desk@news.example)"
        assert request.headers["host"] == f"127.0.0.1:{server.port}"


def test_only_codings_that_can_be_unpacked_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Brotli and Zstandard are extras: without them a server must not send them."""
    assert exchange.accepted_codings() == "gzip, deflate, br, zstd"
    monkeypatch.setattr(exchange, "find_spec", lambda _name: None)
    assert exchange.accepted_codings() == "gzip, deflate"


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"])
def test_redirects_are_followed_and_recorded(serve: Start, status: str) -> None:
    """Whoever reads the archive later must see how the address that was asked became the one that answered."""
    server = serve({"/a": redirect("x/b?c", status), "/x/b?c": redirect("//127.0.0.1:{}/d"), "/d": page()})
    server.answers["/x/b?c"] = redirect(f"//127.0.0.1:{server.port}/d")
    with fetcher() as net:
        found = answer(net.get(f"{server.url}/a"))
    assert found.url == f"{server.url}/d"
    number = int(status[:3])
    assert [(hop.status, hop.source, hop.to) for hop in found.hops] == [
        (number, f"{server.url}/a", f"{server.url}/x/b?c"),
        (302, f"{server.url}/x/b?c", f"{server.url}/d"),
    ]
    kept = found.hops[1].page()
    assert (kept.content, kept.url, kept.headers and kept.headers[0]) == (
        b"",
        f"{server.url}/x/b?c",
        "HTTP/1.1 302 Found",
    )
    assert ("Location", f"//127.0.0.1:{server.port}/d") in (kept.headers or ("", ()))[1]


def test_a_redirect_with_raw_letters_is_read_as_utf8(serve: Start) -> None:
    """Servers send the letters of a headline unescaped; read as Latin-1 the page would not be found."""
    location = "/höhe".encode().decode("latin-1")
    server = serve({"/a": redirect(location), "/h%C3%B6he": page()})
    with fetcher() as net:
        assert answer(net.get(f"{server.url}/a")).url == f"{server.url}/h%C3%B6he"


@pytest.mark.parametrize(
    ("answers", "wrong"),
    [
        ({"/a": redirect("/a")}, "redirect-loop"),
        ({"/a": redirect("/b"), "/b": redirect("/a")}, "redirect-loop"),
        ({"/a": lambda request: redirect(request.path + "a")}, "http-404"),
        ({"/a": redirect("ftp://127.0.0.1/a")}, "forbidden"),
        ({"/a": redirect("javascript:alert(1)")}, "forbidden"),
        ({"/a": redirect("http://user:word@127.0.0.1/a")}, "forbidden"),
        ({"/a": redirect("http://127.0.0.1:25/a")}, "forbidden"),
        ({"/a": redirect("http://[::1")}, "forbidden"),
        ({"/a": page(b"", status="302 Found")}, "http-302"),
        ({"/a": page(b"", status="300 Choose")}, "http-300"),
        ({"/a": page(b"", status="304 Not Modified")}, "http-304"),
        ({"/a": page(b"", status="204 No Content")}, "http-204"),
        ({"/a": page(b"half", status="206 Partial Content")}, "http-206"),
        ({"/a": page(b"gone", status="410 Gone")}, "http-410"),
        ({"/a": page(b"secret", status="403 Forbidden")}, "http-403"),
        ({"/a": page(b"oops", status="500 Oops")}, "http-500"),
        ({"/a": page(b"%PDF-", "Content-Type: application/pdf")}, "not-a-page"),
        ({"/a": page(b"GIF89a", "Content-Type: Image/GIF; x=1")}, "not-a-page"),
    ],
)
def test_what_gives_no_page_is_a_problem_with_a_code(serve: Start, answers: dict[str, bytes], wrong: str) -> None:
    """A report counts by code, and a rule of the night ("never worse") goes by it."""
    server = serve(dict(answers))
    with fetcher() as net:
        found = net.get(f"{server.url}/a")
    assert code(found) == wrong
    assert isinstance(found, Problem)
    assert found.where == f"{server.url}/a"
    assert found.message


def test_endless_redirects_are_given_up(serve: Start) -> None:
    """A trap for robots leads from each address to a new one."""
    server = serve({f"/{n}": redirect(f"/{n + 1}") for n in range(20)})
    with fetcher(limits=Limits(redirects=4)) as net:
        found = net.get(f"{server.url}/0")
    assert code(found) == "redirect-loop"
    assert "more than 4 times" in str(found)
    assert server.paths == ["/0", "/1", "/2", "/3", "/4"]


def test_validators_go_out_verbatim_and_a_304_is_no_page(serve: Start) -> None:
    """RFC 9110, 8.8.3: an entity tag is opaque. One that was tidied up never matches again."""
    etag, date = 'W/"a\xe9,b"', "Tue, 06 May 2031 07:08:09 gmt"
    server = serve({"/a": page(b"", f"ETag: {etag}", "Cache-Control: max-age=9", status="304 Not Modified")})
    with fetcher() as net:
        found = answer(net.get(f"{server.url}/a", etag=etag, last_modified=date))
    asked = server.requests[-1].headers
    assert (asked["if-none-match"], asked["if-modified-since"]) == (etag, date)
    assert (found.status, found.not_modified, found.content) == (304, True, b"")
    assert (found.etag, found.last_modified) == (etag, None)


def test_validators_are_sent_to_the_address_that_gave_them(serve: Start) -> None:
    """A page that now redirects elsewhere must not be taken for unmodified because of a date."""

    def conditional(request: Request) -> bytes:
        return page(b"", status="304 Not Modified") if "if-none-match" in request.headers else page()

    server = serve({"/a": redirect("/b"), "/b": conditional})
    with fetcher() as net:
        assert not answer(net.get(f"{server.url}/a", etag='"1"')).not_modified
        found = answer(net.get(f"{server.url}/a", etag='"1"', validators_of=f"{server.url}/b"))
    assert found.not_modified
    assert found.url == f"{server.url}/b"
    assert ["if-none-match" in request.headers for request in server.requests[1:]] == [True, False, False, True]


def test_a_validator_that_would_be_two_headers_is_not_sent(serve: Start) -> None:
    """It came from some server once; it must not put words into a request."""
    server = serve({"/a": page()})
    with fetcher() as net:
        answer(net.get(f"{server.url}/a", etag='"1"\r\nX-Evil: 1', last_modified="\u2028"))
    assert set(server.requests[-1].headers) == {"host", "user-agent", "accept", "accept-encoding"}


def test_a_svg_and_an_unnamed_type_are_let_through(serve: Start) -> None:
    """Feeds and packed sitemaps come under any type; the cleaner judges what they are."""
    server = serve({"/a": page(PAGE, "Content-Type: application/octet-stream"), "/b": page()})
    with fetcher() as net:
        assert answer(net.get(f"{server.url}/a")).content == PAGE
        assert answer(net.get(f"{server.url}/b")).content == PAGE


def test_an_address_in_letters_is_asked_by_its_ascii_name(serve: Start) -> None:
    """IDNA: the name service and the Host header know only the ASCII form."""
    server = serve({"/ä": page(), "/%C3%A4": page()})
    looked_up: list[tuple[str, int]] = []

    def resolve(host: str, port: int) -> list[str]:
        looked_up.append((host, port))
        return ["127.0.0.1"]

    with fetcher(resolve=resolve) as net:
        found = answer(net.get(f"http://bücher.example:{server.port}/ä"))
    assert set(looked_up) == {("xn--bcher-kva.example", server.port)}
    assert server.requests[-1].headers["host"] == f"xn--bcher-kva.example:{server.port}"
    assert found.url == f"http://xn--bcher-kva.example:{server.port}/%C3%A4"


def test_robots_are_obeyed_on_every_hop(serve: Start) -> None:
    """A redirect to a forbidden folder is no way in."""
    robots = page(b"User-agent: presscut\nDisallow: /inner/\n\nUser-agent: *\nDisallow:\n")
    server = serve({"/robots.txt": robots, "/a": redirect("/inner/b"), "/inner/b": page()})
    with fetcher() as net:
        assert code(net.get(f"{server.url}/a")) == "robots"
        assert code(net.get(f"{server.url}/inner/b")) == "robots"
    assert server.paths == ["/a"]


@pytest.mark.parametrize("path", ["pub/../private/a", "./private/a", "pub/%2e%2E/private/a", "pub/x/.%2e/../private/a"])
def test_no_spelling_of_a_path_leads_past_robots(serve: Start, path: str) -> None:
    """RFC 3986, 5.2.4: dot segments are no part of an address. Servers take them out as well."""
    server = serve({"/robots.txt": page(b"User-agent: *\nDisallow: /private"), f"/{path}": page()})
    with fetcher() as net:
        assert code(net.get(f"{server.url}/{path}")) == "robots"
    assert server.paths == []


def test_robots_can_be_ignored_for_a_reason_which_is_recorded(serve: Start) -> None:
    """A publisher that archives its own site may do so, and must say why."""
    server = serve({"/robots.txt": page(b"User-agent: *\nDisallow: /"), "/a": page()})
    with fetcher() as net:
        found = answer(net.get(f"{server.url}/a", policy=Policy("ignore", "our own site")))
    assert found.robots_ignored == "our own site"
    assert [request.path for request in server.requests] == ["/a"]


@pytest.mark.parametrize(("robots", "reason"), [("ignore", ""), ("ignore", " "), ("never", "because")])
def test_robots_are_not_ignored_without_a_reason(robots: str, reason: str) -> None:
    """A setting copied from somewhere must not switch off a rule by accident."""
    with pytest.raises(ConfigError, match="robots"):
        Policy(robots, reason)


def test_the_sitemaps_of_a_site_are_told(serve: Start) -> None:
    """They are how a site without feeds says what is new."""
    text = b"Sitemap: https://news.example/a.xml\nUser-agent: *\nDisallow: /\nsitemap: /b.xml\n"
    server = serve({"/robots.txt": page(text)})
    with fetcher() as net:
        assert net.sitemaps(f"{server.url}/x") == ("https://news.example/a.xml", "/b.xml")
        found = net.sitemaps("ftp://news.example/")
        assert isinstance(found, Problem)
        assert found.code == "forbidden"


@pytest.mark.parametrize("after", ["7", "Tue, 06 May 2031 07:08:16 GMT"])
def test_a_server_that_asks_to_wait_is_waited_for(serve: Start, after: str) -> None:
    """429 with Retry-After, in seconds or as a date; asking sooner gets a robot banned."""
    busy = [page(b"busy", f"Retry-After: {after}", status="429 Too Many Requests")] * 2
    server = serve({"/a": lambda _request: busy.pop() if busy else page()})
    clock = Clock()
    with fetcher(clock=clock, patience=Patience(delay=1.0, jitter=0.0)) as net:
        assert answer(net.get(f"{server.url}/a")).content == PAGE
    assert clock.naps == [1.0, 7.0, 7.0]  # the first one is between robots.txt and the page


def test_a_server_that_asks_to_wait_too_long_is_left_for_tonight(serve: Start) -> None:
    """A night must end. The host is not asked for other pages either: it has said no."""
    server = serve({"/a": page(b"busy", "Retry-After: 3600", status="503 Busy"), "/b": page()})
    clock = Clock()
    with fetcher(clock=clock, patience=Patience(delay=1.0, jitter=0.0)) as net:
        found = net.get(f"{server.url}/a")
        assert code(found) == "http-503"
        assert "3600 s: not tonight" in str(found)
        assert code(net.get(f"{server.url}/b")) == "breaker"
        assert server.paths == ["/a"]
        clock.sleep(3601)
        assert answer(net.get(f"{server.url}/b")).content == PAGE


def test_a_server_in_trouble_is_asked_three_times_more(serve: Start) -> None:
    """Most failures of servers pass within seconds."""
    server = serve({"/a": page(b"oops", status="502 Bad Gateway")})
    with fetcher(patience=Patience(delay=0.0)) as net:
        assert code(net.get(f"{server.url}/a")) == "http-502"
    assert server.paths == ["/a"] * 4


def test_a_page_that_is_gone_is_asked_once(serve: Start) -> None:
    """Only connect errors, 429 and 5xx are retried."""
    server = serve({})
    with fetcher(patience=Patience(delay=0.0)) as net:
        assert code(net.get(f"{server.url}/a")) == "http-404"
    assert server.paths == ["/a"]


def test_the_agent_names_a_contact() -> None:
    """The contact becomes part of a header, so it can hold no blank and no line end."""
    assert agent_string("2.1", "mailto:desk@news.example") == "presscut/2.1 (+mailto:desk@news.example)"
    assert agent_string("2.1", None) == "presscut/2.1"
    for contact in ("a b", "a\r\nX-Evil: 1", "a)b", "ü"):
        with pytest.raises(UsageError, match="contact"):
            agent_string("2.1", contact)
