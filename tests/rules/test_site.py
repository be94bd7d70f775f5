"""Whose page it is: names and hosts, taken only from sources that agree."""

from __future__ import annotations

import pytest

from presscut.cleaner.cues import words_in
from presscut.cleaner.model import Draft, Page
from presscut.cleaner.prose import prose_score, prose_span
from presscut.cleaner.segment.markdown import segment_markdown
from presscut.cleaner.site import Site, host_of, registered, site_of

PROSE = "The tide came in at six and went out again before anyone in the town had looked at a clock.\n\n" * 3


def site(text: str, url: str | None = None, head: dict[str, str] | None = None) -> Site:
    """The site a page in Markdown says it is from."""
    blocks = segment_markdown(text)
    draft = Draft(Page(b"", url=url), "markdown", text, blocks, head=dict(head or {}))
    return site_of(draft, prose_span([prose_score(block) for block in blocks]))


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://WWW.Harbour-Herald.example:8080/a?b#c", "www.harbour-herald.example"),
        ("http://user:pass@press.example/x", "press.example"),
        ("//cdn.press.example/x", "cdn.press.example"),
        ("mailto:a@press.example", ""),
        ("/a/b", ""),
        ("", ""),
        ("http://[::1", ""),
    ],
)
def test_the_host_of_an_address(url: str, host: str) -> None:
    """Links come as people wrote them; none of them may raise."""
    assert host_of(url) in (host, "[") if "[" in url else host_of(url) == host


def test_subdomains_belong_to_the_site() -> None:
    """Donation pages stand on a host of their own under the same name."""
    assert registered("give.press.example") == "press.example"
    assert registered("www.press.co.uk") == "press.co.uk"
    page = site(PROSE, url="https://www.press.example/a")
    assert page.owns("https://give.press.example/now")
    assert not page.owns("https://press.example.other.example/")


def test_a_copyright_line_names_the_site() -> None:
    """The surest name in a page without an address."""
    assert site(PROSE + "© 2019–2026 Harbour Herald. All rights reserved.").names == (("harbour", "herald"),)


def test_the_copyright_of_a_picture_is_not_the_site() -> None:
    """A line above the prose belongs to a picture; its owner asks for nothing."""
    assert site("© 2020 Lena Marsh\n\n" + PROSE).names == ()


def test_a_masthead_needs_a_second_source() -> None:
    """The first short line of a page may be anything: a section, a label, a cookie button."""
    assert site("Weather\n\n" + PROSE).names == ()
    names = site("HARBOUR HERALD\n\nBy Mira Quell, Harbour Herald\n\n" + PROSE).names
    assert ("harbour", "herald") in names


def test_most_links_lead_home_when_the_name_agrees() -> None:
    """Without an address the links tell the host, but only when it bears the page's own name."""
    links = "[a](https://harbourherald.example/a) [b](https://harbourherald.example/b) [c](https://harbourherald.example/c)\n\n"
    assert site("Harbour Herald\n\n" + PROSE + links).hosts == frozenset({"harbourherald.example"})
    assert site("Weather\n\n" + PROSE + links).hosts == frozenset()


def test_the_head_names_the_site() -> None:
    """Publishers say their name in the markup's head."""
    assert ("harbour", "herald") in site(PROSE, head={"site": "Harbour Herald"}).names


def test_a_page_that_says_nothing_has_no_site() -> None:
    """Nothing guessed: no name rather than a wrong one."""
    assert site(PROSE) == Site()


def test_a_hyphenated_name_is_found_however_it_is_cut_into_words() -> None:
    """Salt-Harbour and Salt Harbour are one name to a reader, and must be one to every filter."""
    site = Site(names=(("salt", "harbour"),))
    assert site.named_in(words_in("Nobody owns Salt-Harbour but its readers."))
    assert site.named_in(words_in("SALT HARBOUR belongs to nobody."))
    assert not site.named_in(words_in("There is salt in the harbour."))
