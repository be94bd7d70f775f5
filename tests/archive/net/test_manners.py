"""Manners: pauses, retries, the breaker, one request at a time. Time and chance are the test's."""

from __future__ import annotations

import threading
import time
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscut.archive.net.answer import Answer, Failure
from presscut.archive.net.guard import Guard, networks
from presscut.archive.net.manners import Manners, Patience
from tests.archive.net.serving import Clock, Request, fetcher, manners, page

if TYPE_CHECKING:
    from tests.archive.net.conftest import Start

DOWN = Failure("connect", "nobody answers", again=True, of_host=True)
GONE = Failure("http-404", "not found")


class Host:
    """A host that gives these answers, the last one for ever."""

    def __init__(self, *answers: str | Failure) -> None:
        self.answers = list(answers)
        self.asked = 0

    def __call__(self) -> str | Failure:
        self.asked += 1
        return self.answers[min(self.asked, len(self.answers)) - 1]


def test_a_host_has_a_pause_between_two_requests() -> None:
    """Two seconds and up to half as much again, so that many visitors do not march in step."""
    clock = Clock()
    polite = manners(Patience(), clock, chance=0.5)
    for host in ("news.example", "News.Example.", "other.example", "news.example"):
        polite.ask(host, Host("page"))
    assert clock.naps == [2.5, 2.5]


def test_the_pause_counts_from_the_end_of_a_request() -> None:
    """A host that takes long to answer is the one that needs the pause."""
    clock = Clock()
    polite = manners(Patience(delay=2.0, jitter=0.0), clock)
    polite.ask("news.example", lambda: clock.sleep(30))
    polite.ask("news.example", Host("page"))
    clock.sleep(1.5)
    polite.ask("news.example", Host("page"))
    assert clock.naps == [30, 2.0, 1.5, 0.5]


def test_a_pause_of_ones_own_is_kept_however_long_it_is() -> None:
    """Whoever sets five minutes between two requests meant five, and not the two that a site may ask for."""
    clock = Clock()
    polite = manners(Patience(delay=300.0, jitter=0.0), clock)
    for _ in range(2):
        polite.ask("news.example", Host("page"))
    assert clock.naps == [300.0]


def test_a_crawl_delay_prolongs_the_pause_and_never_shortens_it() -> None:
    """What the site asks for holds when it is more than our own."""
    clock = Clock()
    polite = manners(Patience(delay=2.0, jitter=0.0), clock)
    for least in (10.0, 10.0, 1.0, 1.0):
        polite.ask("news.example", Host("page"), least=least)
    assert clock.naps == [10.0, 10.0, 2.0]


def test_a_crawl_delay_of_an_hour_gives_one_page_a_night() -> None:
    """To wait it out would hold a worker all night; to ignore it would be rude."""
    polite = manners()
    host = Host("page")
    assert polite.ask("news.example", host, least=3600) == "page"
    found = polite.ask("news.example", host, least=3600)
    assert isinstance(found, Failure)
    assert (found.code, host.asked) == ("crawl-delay", 1)


def test_a_host_that_wants_long_pauses_is_not_asked_again_when_it_fails() -> None:
    """What went wrong is told: as a page whose turn did not come it would be asked for in vain every night."""
    polite = manners()
    host = Host(DOWN)
    assert polite.ask("news.example", host, least=200) == DOWN
    refused = polite.ask("news.example", host, least=200)
    assert isinstance(refused, Failure)
    assert (refused.code, host.asked) == ("crawl-delay", 1)


def test_what_may_pass_is_retried_with_growing_patience() -> None:
    """Full jitter: a random part of 4, 8, 16 seconds, here the half."""
    clock = Clock()
    host = Host(DOWN, DOWN, DOWN, "page")
    assert manners(Patience(delay=1.0, jitter=0.0), clock).ask("news.example", host) == "page"
    assert clock.naps == [2.0, 4.0, 8.0]


def test_three_retries_are_all() -> None:
    """The fourth failure is an answer."""
    host = Host(DOWN)
    assert manners(Patience()).ask("news.example", host) == DOWN
    assert host.asked == 4


def test_what_will_not_pass_is_not_retried() -> None:
    """A page that is gone is gone; asking again is only a burden."""
    host = Host(GONE)
    assert manners(Patience()).ask("news.example", host) == GONE
    assert host.asked == 1


@pytest.mark.parametrize(("after", "naps"), [(30.0, [30.0]), (0.0, [2.0]), (120.0, [120.0])])
def test_retry_after_is_obeyed_up_to_the_longest_wait(after: float, naps: list[float]) -> None:
    """RFC 9110, 10.2.3; never less than the ordinary pause."""
    clock = Clock()
    host = Host(Failure("http-429", "slow down", again=True, after=after, of_host=True), "page")
    assert manners(Patience(delay=1.0, jitter=0.0), clock).ask("news.example", host) == "page"
    assert clock.naps == naps


def test_who_asks_to_wait_longer_is_left_until_then() -> None:
    """ "Not tonight" is said at once, for all pages of the host, and holds no longer than was asked."""
    clock = Clock()
    polite = manners(Patience(), clock)
    host = Host(Failure("http-503", "busy", again=True, after=121.0, of_host=True), "page")
    first, second = polite.ask("news.example", host), polite.ask("news.example", host)
    assert isinstance(first, Failure)
    assert isinstance(second, Failure)
    assert (first.code, first.message) == ("http-503", "busy; it asks to wait 121 s: not tonight")
    assert (second.code, host.asked, clock.naps) == ("breaker", 1, [])
    clock.sleep(122)
    assert polite.ask("news.example", host) == "page"


def test_the_breaker_opens_after_failures_in_a_row_and_closes_with_a_success() -> None:
    """A dead host with a thousand queued pages must not cost a thousand timeouts."""
    clock = Clock()
    polite = manners(Patience(delay=0.0, retries=1, failures=3, rest=600.0), clock)
    host = Host(*[DOWN] * 7, "page")
    for _ in range(3):
        assert polite.ask("news.example", host) == DOWN
    refused = polite.ask("news.example", host)
    assert isinstance(refused, Failure)
    assert (refused.code, host.asked) == ("breaker", 6)
    assert polite.ask("other.example", Host("page")) == "page"
    clock.sleep(601)
    assert polite.ask("news.example", host) == DOWN  # one try, without retries: it opens again
    assert host.asked == 7
    assert isinstance(polite.ask("news.example", host), Failure)
    clock.sleep(601)
    assert polite.ask("news.example", host) == "page"
    assert polite.ask("news.example", host) == "page"


def test_missing_pages_do_not_open_the_breaker() -> None:
    """A server that says 404 is well."""
    polite = manners(Patience(delay=0.0, retries=0, failures=2))
    answers = [DOWN, GONE, DOWN, GONE, DOWN, GONE, GONE, GONE]
    assert [polite.ask("news.example", Host(answer)) for answer in answers] == answers


@given(
    st.lists(st.sampled_from(["page", GONE, DOWN]), max_size=30),
    st.floats(0, 1),
    st.floats(0, 10),
)
def test_no_host_is_ever_asked_before_its_pause_is_over(
    answers: list[str | Failure], chance: float, delay: float
) -> None:
    """Whatever happens, the time between the end of a request and the next one is the delay at least."""
    clock = Clock()
    polite = manners(Patience(delay=delay), clock, chance)
    times: list[float] = []

    def ask() -> str | Failure:
        times.append(clock())
        return answers[len(times) % len(answers)] if answers else "page"

    for _ in range(8):
        polite.ask("news.example", ask)
    assert all(later - earlier >= delay - 1e-6 for earlier, later in pairwise(times))


def test_a_stop_during_a_wait_asks_nothing_and_frees_the_host() -> None:
    """SIGTERM in the middle of a pause of two minutes: the sleep raises, and nobody is left waiting."""
    stops = True

    def sleep(_seconds: float) -> None:
        if stops:
            raise KeyboardInterrupt

    polite = Manners(Patience(), sleep=sleep, random=lambda: 0.0, monotonic=lambda: 0.0)
    host = Host("page")
    assert polite.ask("news.example", host) == "page"
    with pytest.raises(KeyboardInterrupt):
        polite.ask("news.example", host)
    assert host.asked == 1
    stops = False
    assert polite.ask("news.example", host) == "page"


def test_two_threads_never_talk_to_one_host_at_once(serve: Start) -> None:
    """Six workers with pages of one site: its server sees one visitor."""
    talking, most, lock = 0, 0, threading.Lock()

    def slowly(_request: Request) -> bytes:
        nonlocal talking, most
        with lock:
            talking += 1
            most = max(most, talking)
        time.sleep(0.005)
        with lock:
            talking -= 1
        return page()

    server = serve({f"/{n}": slowly for n in range(6)})
    with fetcher() as net:
        found: list[object] = []
        workers = [threading.Thread(target=lambda n=n: found.append(net.get(f"{server.url}/{n}"))) for n in range(6)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join(10)
    assert [type(one) for one in found] == [Answer] * 6
    assert (most, server.connections) == (1, 1)


def test_two_hosts_are_talked_to_at_once(serve: Start) -> None:
    """A slow site must not hold up the others: each of the two answers only while the other is asked."""
    both = threading.Barrier(2)

    def together(_request: Request) -> bytes:
        both.wait(5)
        return page()

    servers = [serve({"/a": together}, host=host) for host in ("127.0.0.1", "127.0.0.3")]
    found: list[object] = []
    with fetcher(Guard(networks(["127.0.0.1", "127.0.0.3"]))) as net:
        workers = [
            threading.Thread(target=lambda url=server.url: found.append(net.get(f"{url}/a"))) for server in servers
        ]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join(10)
    assert [type(one) for one in found] == [Answer, Answer]
