"""Addresses as they are asked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscut.archive.net.guard import Forbidden
from presscut.archive.net.target import HOST, target_of

TARGETS = [
    ("http://news.example", "http://news.example/"),
    ("HTTP://News.Example:80/a", "http://news.example/a"),
    ("https://news.example:443/a?b#c", "https://news.example/a?b"),
    ("https://news.example:8443/", "https://news.example:8443/"),
    ("http://[2001:DB8::1]:8080/a", "http://[2001:db8::1]:8080/a"),
    ("http://news.example/ä b?ö=%C3%BC&x=a/b", "http://news.example/%C3%A4%20b?%C3%B6=%C3%BC&x=a/b"),
    ("http://news.example/100%", "http://news.example/100%"),
    ("http://bücher.example/", "http://xn--bcher-kva.example/"),
    ("http://faß.example/", "http://xn--fa-hia.example/"),
    ("http://ＮＥＷＳ.example/", "http://news.example/"),
    ("http://ニュース.example/", "http://xn--zck9awe6d.example/"),
    ("http://my_site.example/", "http://my_site.example/"),
    ("http://news.example./a", "http://news.example./a"),
    (" http://news.example/a\n", "http://news.example/a"),
    ("http://news.example/a/b/c/./../../g", "http://news.example/a/g"),
    ("http://news.example/./a/%2e%2E/.%2e/b?x/../y", "http://news.example/b?x/../y"),
    ("http://news.example/a/b/..", "http://news.example/a/"),
    ("http://news.example/a/b/.", "http://news.example/a/b/"),
    ("http://news.example/..", "http://news.example/"),
    ("http://news.example//a//../b", "http://news.example//a/b"),
    ("http://news.example/a../.b/...", "http://news.example/a../.b/..."),
]
FORBIDDEN = [
    "ftp://news.example/",
    "file:///etc/passwd",
    "gopher://127.0.0.1/",
    "javascript:alert(1)",
    "data:text/html,hello",
    "news.example/a",
    "//news.example/a",
    "",
    "http://",
    "http:///a",
    "http://user@news.example/",
    "http://user:secret@news.example/",
    "http://news.example\\@127.0.0.1/",
    "http://news.example:0/",
    "http://news.example:25/",
    "http://news.example:6667/",
    "http://news.example:65536/",
    "http://news.example:x/",
    "http://[::1/",
    "http://[::1%25eth0]/",
    "http://[nonsense]/",
    "http://news..example/",
    "http://.example/",
    "http://-\u2060.example/",
    "http://new s.example/",
    "http://news%2eexample/",
    "http://" + "a" * 64 + ".example/",
    "http://" + "a." * 127 + "example/",
    "http://news.example/" + "a" * 9000,
]


@pytest.mark.parametrize(("url", "asked"), TARGETS)
def test_an_address_is_asked_in_one_form(url: str, asked: str) -> None:
    """What is stored under an address must be found under it again, whichever way it was written."""
    assert target_of(url).url == asked
    assert target_of(asked).url == asked


@pytest.mark.parametrize("url", FORBIDDEN, ids=lambda url: url[:40])
def test_no_request_is_made_of_anything_else(url: str) -> None:
    """Other schemes, other protocols' ports, and names of users have no place in a link to an article."""
    with pytest.raises(Forbidden):
        target_of(url)


@pytest.mark.parametrize(
    ("location", "leads_to"),
    [
        ("b", "http://news.example/x/b"),
        ("/b", "http://news.example/b"),
        ("?b", "http://news.example/x/a?b"),
        ("../../b", "http://news.example/b"),
        ("//other.example/b", "http://other.example/b"),
        ("https://other.example", "https://other.example/"),
        ("", "http://news.example/x/a"),
    ],
)
def test_a_redirect_is_relative_to_where_it_came_from(location: str, leads_to: str) -> None:
    """RFC 9110, 10.2.2: "the final value is computed by resolving it against the target URI"."""
    assert target_of(location, "http://news.example/x/a").url == leads_to


@given(st.text(), st.sampled_from(["", "http://", "https://", "http://news.example/", "http://["]))
def test_any_text_is_a_target_or_forbidden(text: str, start: str) -> None:
    """Links come from pages: whatever stands there, the request line can hold no blank and no line end."""
    try:
        target = target_of(start + text)
    except Forbidden:
        return
    assert target.path.isascii()
    assert not set(target.path) & set(" \t\r\n\x00")
    assert ":" in target.host or HOST.fullmatch(target.host)
    assert target_of(target.url) == target
