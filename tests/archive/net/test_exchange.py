"""Single exchanges with servers that are slow, endless, broken or hostile."""

from __future__ import annotations

import gzip
import time
import tracemalloc
import zlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import brotli
import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from presscut.archive.net.answer import Answer, Limits
from presscut.archive.net.manners import Patience
from presscut.errors import Problem
from tests.archive.net.serving import PAGE, Request, fetcher, page
from tests.archive.net.test_fetch import answer, code

if TYPE_CHECKING:
    from tests.archive.net.conftest import Start

HEAD = b"HTTP/1.1 200 OK\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
ZEROS = bytes(20_000_000)


def deflated(content: bytes, wbits: int) -> bytes:
    """Content packed by zlib."""
    packer = zlib.compressobj(wbits=wbits)
    return packer.compress(content) + packer.flush()


PACKED: list[tuple[str, Callable[[bytes], bytes]]] = [
    ("gzip", gzip.compress),
    ("x-gzip", gzip.compress),
    ("deflate", zlib.compress),
    ("deflate", lambda content: deflated(content, -15)),
    ("br", lambda content: brotli.compress(content, quality=1)),
    ("zstd", zstandard.compress),
    ("gzip, br", lambda content: brotli.compress(gzip.compress(content), quality=1)),
]


@pytest.mark.parametrize(("coding", "pack"), PACKED)
def test_every_coding_is_unpacked_and_its_header_kept(
    serve: Start, coding: str, pack: Callable[[bytes], bytes]
) -> None:
    """The archive stores the page unpacked, and the headers as they came."""
    server = serve({"/a": page(pack(PAGE), f"Content-Encoding: {coding}")})
    with fetcher() as net:
        found = answer(net.get(f"{server.url}/a"))
    assert found.content == PAGE
    assert found.header("content-encoding") == coding


@pytest.mark.parametrize(("coding", "pack"), PACKED)
def test_a_bomb_is_a_problem_and_not_unpacked(serve: Start, coding: str, pack: Callable[[bytes], bytes]) -> None:
    """20 MB of nothing are a few kilobytes on the way; unpacked by a dozen workers they end the machine."""
    server = serve({"/a": page(pack(ZEROS), f"Content-Encoding: {coding}")})
    with fetcher() as net:
        tracemalloc.start()
        found = net.get(f"{server.url}/a")
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert code(found) == "bomb"
    assert "200 times" in str(found)
    assert peak < 16_000_000


@pytest.mark.parametrize(("coding", "pack"), [("identity", bytes), *PACKED])
def test_a_page_larger_than_the_limit_is_a_problem(serve: Start, coding: str, pack: Callable[[bytes], bytes]) -> None:
    """Text that packs well, but not suspiciously, still has to stay below the limit."""
    text = b"".join(b"%d. The harbour wall of Osterby.\n" % (number**3) for number in range(60_000))
    server = serve({"/a": page(pack(text), f"Content-Encoding: {coding}")})
    with fetcher(limits=Limits(bytes=1_000_000)) as net:
        assert code(net.get(f"{server.url}/a")) == "too-large"
    with fetcher(limits=Limits(bytes=3_000_000)) as net:
        assert answer(net.get(f"{server.url}/a")).content == text


@pytest.mark.parametrize(("coding", "pack"), [row for row in PACKED if row[0] != "gzip, br"])
def test_a_packed_page_that_breaks_off_is_not_stored_as_whole(
    serve: Start, coding: str, pack: Callable[[bytes], bytes]
) -> None:
    """Half a page looks like an article that became much shorter."""
    server = serve({"/a": page(pack(PAGE)[:-20], f"Content-Encoding: {coding}")})
    with fetcher() as net:
        assert code(net.get(f"{server.url}/a")) == "unreadable"


def test_a_page_that_is_not_packed_after_all_is_taken_as_it_is(serve: Start) -> None:
    """Servers that lie about gzip exist, and their pages are whole."""
    server = serve({"/a": page(PAGE, "Content-Encoding: gzip")})
    with fetcher() as net:
        assert answer(net.get(f"{server.url}/a")).content == PAGE


def drip(start: bytes, piece: bytes) -> Callable[[Request], Iterator[bytes]]:
    """An answer of which a bit comes every 20 ms, for ever."""

    def answers(_request: Request) -> Iterator[bytes]:
        yield start
        while True:
            time.sleep(0.02)
            yield piece

    return answers


@pytest.mark.parametrize(
    ("start", "piece"),
    [
        (HEAD + b"Content-Length: 1000000\r\n\r\n", b"a"),
        (HEAD + b"\r\n", b"a"),
        (CHUNKED, b"1\r\na\r\n"),
        (CHUNKED + b"1;", b"a"),
        (CHUNKED + b"0\r\n", b"X: 1\r\n"),
        (HEAD, b"X-A: 1\r\n"),
        (HEAD, b"a"),
        (b"", b"H"),
    ],
)
def test_a_slow_drip_ends_with_the_time_of_the_request(serve: Start, start: bytes, piece: bytes) -> None:
    """A timeout of the socket begins anew with each byte: such a server would hold a worker for ever."""
    server = serve({"/a": drip(start, piece)})
    began = time.monotonic()
    with fetcher(limits=Limits(seconds=0.12), monotonic=time.monotonic) as net:
        assert code(net.get(f"{server.url}/a")) == "timeout"
    assert time.monotonic() - began < 1


def test_a_silent_server_is_given_up(serve: Start) -> None:
    """Nothing comes at all. It is not asked again: that would cost the same time once more."""

    def silence(_request: Request) -> Iterator[bytes]:
        time.sleep(0.3)
        yield b""

    server = serve({"/a": silence})
    with fetcher(limits=Limits(seconds=0.1), monotonic=time.monotonic, patience=Patience(delay=0.0)) as net:
        assert code(net.get(f"{server.url}/a")) == "timeout"
    assert server.paths == ["/a"]


def endless(start: bytes, piece: bytes) -> Callable[[Request], Iterator[bytes]]:
    """An answer without end, as fast as it goes."""

    def answers(_request: Request) -> Iterator[bytes]:
        yield start
        while True:
            yield piece

    return answers


@pytest.mark.parametrize(
    ("start", "piece"),
    [
        (HEAD + b"\r\n", b"a" * 65536),
        (CHUNKED, b"10000\r\n" + b"a" * 65536 + b"\r\n"),
        (HEAD + b"Content-Length: 99999999999999999999\r\n\r\n", b"a" * 65536),
        (HEAD, b"X-A: " + b"a" * 4000 + b"\r\n"),
        (HEAD + b"X-A: ", b"a" * 65536),
        (b"HTTP/1.1 100 Continue\r\n\r\n", b"HTTP/1.1 100 Continue\r\n\r\n" * 1000),
        (b"HTTP/1.1 103 Early Hints\r\n\r\n", b"HTTP/1.1 103 Early Hints\r\nX-A: 1\r\n\r\n" * 1000),
        (b"", b"a" * 65536),
    ],
)
def test_an_endless_answer_is_cut_at_the_limit(serve: Start, start: bytes, piece: bytes) -> None:
    """The headers count as well: http.client alone would take 6 MB of them, and interim answers for ever."""
    server = serve({"/a": endless(start, piece)})
    with fetcher(limits=Limits(bytes=1_000_000)) as net:
        assert code(net.get(f"{server.url}/a")) == "too-large"


@pytest.mark.parametrize(
    ("raw", "wrong"),
    [
        (HEAD + b"Content-Length: 999\r\n\r\n" + PAGE, "connect"),
        (CHUNKED + b"5\r\nhello\r\n", "connect"),
        (CHUNKED + b"50\r\nhello", "connect"),
        (CHUNKED + b"zz\r\nhello\r\n0\r\n\r\n", "garbled"),
        (CHUNKED + b"hello", "garbled"),
        (CHUNKED + b"-5\r\nhello", "garbled"),  # a number to Python, for which urllib3 asks the socket
        (HEAD + b"Content-Length: 5\r\nContent-Length: 7\r\n\r\nhello", "garbled"),
        (HEAD + b"".join(b"X-%d: 1\r\n" % n for n in range(150)) + b"\r\n", "garbled"),
        (b"\x00\xff\xfe nonsense\r\n\r\n", "garbled"),
        (b"SSH-2.0-OpenSSH_9.9\r\n", "garbled"),
        (b"HTTP/1.1 999999 OK\r\n\r\n", "garbled"),
        (b"HTTP/1.1 abc OK\r\n\r\n", "garbled"),
        (b"HTTP/2.0 200 OK\r\n\r\n", "garbled"),
        (b"ICY 200 OK\r\n\r\n", "garbled"),
        (b"\r\n\r\n", "garbled"),
        (b"HTTP/1.1 101 Switching Protocols\r\n\r\n", "http-101"),
        (b"", "connect"),
        (HEAD, "connect"),
        (HEAD + b"Content-Type: text/html\r\nConte", "connect"),  # a page without words, or a robots.txt without rules
        (b"HTTP/1.1 103 Early Hints\r\n\r\n" + HEAD + b"X-A: 1\r\n", "connect"),
    ],
)
def test_a_broken_answer_is_one_clear_problem(serve: Start, raw: bytes, wrong: str) -> None:
    """Half a page must not pass for a whole one, and garbage must not end the night."""
    server = serve({"/a": [raw]})
    with fetcher() as net:
        found = net.get(f"{server.url}/a")
    assert code(found) == wrong
    assert str(found).isprintable()


@pytest.mark.parametrize(
    ("raw", "content"),
    [
        (HEAD + b"\r\n" + PAGE, PAGE),
        (b"HTTP/1.0 200 OK\r\n\r\n" + PAGE, PAGE),
        (b"HTTP/1.1 200\r\n\r\n" + PAGE, PAGE),
        (CHUNKED + b"3;x=y\r\nthe\r\n5\r\n wall\r\n0\r\nX-Trailer: 1\r\n\r\n", b"the wall"),
        (HEAD + b"Content-Length: 8, 8\r\n\r\nthe wall", b"the wall"),
        (HEAD + b"Content-Length: many\r\n\r\nthe wall", b"the wall"),
        (b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + HEAD + b"\r\nthe wall", b"the wall"),
        (b"HTTP/1.1 100 Continue\r\n\r\n" + HEAD + b"\r\nthe wall", b"the wall"),
        (HEAD + b"nonsense\r\nX-A: 1\r\n\r\nthe wall", b"the wall"),
        (b"HTTP/1.1 203 Changed\r\n\r\nthe wall", b"the wall"),
    ],
)
def test_an_odd_answer_is_read(serve: Start, raw: bytes, content: bytes) -> None:
    """Old and careless servers have articles too."""
    server = serve({"/a": [raw]})
    with fetcher() as net:
        assert answer(net.get(f"{server.url}/a")).content == content


def test_connections_are_used_again(serve: Start) -> None:
    """A connection for each page costs the server, and us, a handshake each."""
    server = serve({f"/{n}": page() for n in range(5)})
    with fetcher() as net:
        for n in range(5):
            answer(net.get(f"{server.url}/{n}"))
        assert code(net.get(f"{server.url}/none")) == "http-404"
        answer(net.get(f"{server.url}/0"))
    assert server.connections == 1


def test_a_connection_closed_between_two_requests_costs_no_page(serve: Start) -> None:
    """Servers close idle connections when they like, and we wait seconds between two pages."""
    server = serve({"/a": [page()], "/b": page()})
    with fetcher() as net:
        answer(net.get(f"{server.url}/a"))
        answer(net.get(f"{server.url}/b"))
    assert server.connections == 2


def test_a_connection_closed_on_a_request_is_asked_once_more(serve: Start) -> None:
    """RFC 9112, 9.3.1: a client may repeat a GET "if a connection is closed" before any answer; once."""
    hung_up: list[str] = []

    def hang_up(request: Request) -> bytes | list[bytes]:
        hung_up.append(request.path)
        return [] if len(hung_up) == 1 else page()

    server = serve({"/a": hang_up, "/b": []})
    with fetcher() as net:
        assert answer(net.get(f"{server.url}/a")).content == PAGE
        assert code(net.get(f"{server.url}/b")) == "connect"
    assert server.paths == ["/a", "/a", "/b", "/b"]


def test_bytes_beyond_the_length_do_not_become_the_next_page(serve: Start) -> None:
    """A server whose length is too small would have the rest of one page stored as the answer for another."""
    evil = page(PAGE) + page(b"not asked for", "X-Evil: 1")
    server = serve({"/a": evil, "/b": page(b"the second")})
    with fetcher() as net:
        assert answer(net.get(f"{server.url}/a")).content == PAGE
        assert answer(net.get(f"{server.url}/b")).content == b"the second"


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.binary(max_size=200)
    | st.tuples(
        st.sampled_from(
            [b"", HEAD, CHUNKED, HEAD + b"Content-Encoding: br\r\n", HEAD + b"Location: ", b"HTTP/1.1 302 "]
        ),
        st.binary(max_size=100),
    ).map(b"".join)
)
def test_any_bytes_are_an_answer_or_a_problem(serve: Start, raw: bytes) -> None:
    """Whatever a server sends, the night goes on."""
    server = serve({"/a": [raw]})
    with fetcher() as net:
        assert isinstance(net.get(f"{server.url}/a"), (Answer, Problem))
    server.close()
