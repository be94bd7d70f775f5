"""robots.txt: what it lets be asked, and for how long it is believed."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscut.archive.net.answer import Answer, Failure
from presscut.archive.net.robots import Robots, RobotsFile, Rules
from presscut.archive.net.target import target_of
from presscut.errors import Problem
from tests.archive.net.serving import NOW

PAGE = target_of("https://news.example/inner/a")


class Site:
    """Answers for robots.txt, and the time."""

    def __init__(self, *answers: str | bytes) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []
        self.now = NOW

    def __call__(self, url: str) -> Answer | Problem:
        """The next answer: a text is a file, anything with a hyphen the code of a problem."""
        self.asked.append(url)
        given = self.answers[min(len(self.asked), len(self.answers)) - 1]
        if isinstance(given, str):
            return Problem(given, url, "it did not work")
        fetched = self.now.strftime("%Y-%m-%dT%H:%M:%SZ")
        return Answer(url, url, 200, "HTTP/1.1 200 OK", (), given, (), fetched)

    def clock(self) -> datetime:
        return self.now

    def robots(self, *kept: RobotsFile) -> Robots:
        return Robots(self, "presscut", self.clock, kept)


def allows(robots: Robots, url: str = PAGE.url) -> bool:
    """Whether the rules let an address be asked; they must be known."""
    rules = robots.rules(target_of(url))
    assert isinstance(rules, Rules), rules
    return rules.allow(url)


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        (b"", True),
        (b"User-agent: *\nDisallow: /", False),
        (b"User-agent: *\nDisallow:", True),
        (b"User-agent: *\nDisallow: /inner/\nAllow: /inner/a", True),
        (b"User-agent: *\nDisallow: /*a$", False),
        (b"User-agent: Presscut\nDisallow: /inner\n\nUser-agent: *\nDisallow:", False),
        (b"User-agent: presscut\nDisallow:\n\nUser-agent: *\nDisallow: /", True),
        (b"User-agent: otherbot\nDisallow: /", True),
        (b"User-agent: mailto\nDisallow: /", True),
        (b"\xef\xbb\xbfUser-agent: *\nDisallow: /", False),
        (b"User-agent: *\r\nDisallow: /\xff", True),
        (b"<html><h1>Welcome</h1></html>", True),
        (b"\x00" * 1000, True),
        (b"# " + b"a" * 600_000 + b"\nUser-agent: *\nDisallow: /", True),
    ],
)
def test_a_file_is_read_as_rfc_9309_says(text: bytes, allowed: bool) -> None:
    """RFC 9309, 2.2: the most specific group and rule; 2.5: what stands beyond 500 KiB need not be read."""
    assert allows(Site(text).robots()) is allowed


@pytest.mark.parametrize(
    ("answer", "allowed"),
    [
        ("http-404", True),
        ("http-403", True),
        ("http-401", True),
        ("http-410", True),
        ("redirect-loop", True),
        ("not-a-page", True),
        ("http-429", False),
        ("http-500", False),
        ("http-503", False),
        ("http-302", False),
        ("timeout", False),
        ("connect", False),
        ("dns", False),
        ("tls", False),
        ("too-large", False),
        ("garbled", False),
        ("forbidden", False),
        ("breaker", False),
    ],
)
def test_no_file_means_yes_and_no_answer_means_not_tonight(answer: str, allowed: bool) -> None:
    """RFC 9309, 2.3.1.3: unavailable (4xx), "the crawler MAY access any resources"; 2.3.1.4: unreachable,
    "the crawler MUST assume complete disallow"."""
    found = Site(answer).robots().rules(PAGE)
    assert isinstance(found, Rules) is allowed
    assert isinstance(found, Rules) or found.code == (
        answer if answer in ("connect", "dns", "tls", "forbidden", "breaker") else "no-robots"
    )


def test_a_file_is_asked_for_once_in_a_day() -> None:
    """RFC 9309, 2.4: "Crawlers SHOULD NOT use the cached version for more than 24 hours"."""
    site = Site(b"User-agent: *\nDisallow: /", b"")
    robots = site.robots()
    assert [allows(robots) for _ in range(3)] == [False] * 3
    site.now += timedelta(hours=23, minutes=59)
    assert not allows(robots)
    site.now += timedelta(minutes=1)
    assert allows(robots)
    assert site.asked == ["https://news.example/robots.txt"] * 2


def test_scheme_host_and_port_have_each_their_own_file() -> None:
    """RFC 9309, 2.3: the file is that of the authority; another port is another site."""
    site = Site(b"")
    robots = site.robots()
    for url in (
        "https://news.example/",
        "http://news.example/",
        "https://news.example:444/",
        "https://a.news.example/",
    ):
        assert allows(robots, url)
    assert site.asked == [
        "https://news.example/robots.txt",
        "http://news.example/robots.txt",
        "https://news.example:444/robots.txt",
        "https://a.news.example/robots.txt",
    ]


def test_the_files_are_handed_from_night_to_night() -> None:
    """A site is not asked again by a run an hour later; what is too old is not handed on."""
    first = Site(b"User-agent: *\nDisallow: /inner/")
    robots = first.robots()
    assert not allows(robots)
    kept = robots.kept()
    assert kept == (RobotsFile("https://news.example", "2031-05-06T07:08:09Z", "User-agent: *\nDisallow: /inner/"),)
    second = Site(b"")
    second.now += timedelta(hours=1)
    assert not allows(second.robots(*kept))
    assert second.asked == []
    first.now += timedelta(hours=24)
    assert robots.kept() == ()


@pytest.mark.parametrize("fetched", ["", "yesterday", "2031-05-07T07:08:09Z", "2031-05-05T07:08:09", "1999-01-01"])
def test_a_kept_file_without_a_believable_date_is_asked_for_again(fetched: str) -> None:
    """A clock that was wrong once must not bind us to a file for years."""
    site = Site(b"")
    assert allows(site.robots(RobotsFile("https://news.example", fetched, "User-agent: *\nDisallow: /")))
    assert site.asked == ["https://news.example/robots.txt"]


def test_a_site_that_did_not_answer_is_asked_again_the_next_night_but_not_tonight() -> None:
    """Kept for a day, one bad minute would cost two nights; asked for each page, it would be a burden."""
    site = Site("http-503", b"")
    robots = site.robots()
    for _ in range(3):
        assert isinstance(robots.rules(PAGE), Failure)
    assert len(site.asked) == 1
    assert robots.kept() == ()
    assert allows(site.robots())


def test_crawl_delay_and_sitemaps_are_told() -> None:
    """The delay is a wish beyond RFC 9309 that many sites state; sitemaps are for everybody (2.2.4)."""
    text = b"User-agent: *\nCrawl-delay: 7.5\nDisallow:\nSitemap: https://news.example/a.xml\nSitemap: /b.xml\n"
    rules = Site(text + text[-20:]).robots().rules(PAGE)
    assert isinstance(rules, Rules)
    assert (rules.delay, rules.sitemaps) == (7.5, ("https://news.example/a.xml", "/b.xml"))
    for text in (
        b"",
        b"User-agent: *\nCrawl-delay: soon",
        b"User-agent: *\nCrawl-delay: -1",
        b"User-agent: *\nCrawl-delay: inf",
    ):
        rules = Site(text).robots().rules(PAGE)
        assert isinstance(rules, Rules)
        assert rules.delay == 0.0


@given(st.text())
def test_any_text_is_a_file(text: str) -> None:
    """It comes from outside: none may end the night."""
    rules = Rules(text, "presscut")
    assert rules.allow("https://news.example/robots.txt")
    assert rules.delay >= 0
    assert isinstance(rules.allow(PAGE.url), bool)
