"""Keys of addresses: those under which replay tools look, whatever a page's address holds."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscut.archive.index.surt import surt

# What the surt package, version 0.3.1, makes of these addresses.
HOSTS = {
    "https://courier.example": "example,courier)/",
    "https://www.Courier.example/": "example,courier)/",
    "http://www12.courier.example/a": "example,courier)/a",
    "http://wwwx.courier.example/a": "example,courier,wwwx)/a",
    "https://www.www.example/a": "example,www)/a",
    "http://courier.example./a": "example,courier)/a",
    "http://courier..example/a": "example,courier)/a",
    "http://bücher.example/a": "example,xn--bcher-kva)/a",
    "http://xn--bcher-kva.example/a": "example,xn--bcher-kva)/a",
    "http://%63ourier.example/a": "example,courier)/a",
    "http://ida:secret@courier.example/a": "example,courier)/a",
    "http://10.0.0.1/a": "1,0,0,10)/a",
    "http://010.1/a": "1,0,0,8)/a",
    "http://3232235777/a": "1,1,168,192)/a",
    "http://[2001:DB8::1]:8080/a": "2001:db8::1:8080)/a",
    "courier.example/a": "example,courier)/a",
    "http:/courier.example/a": "example,courier)/a",
    "http:courier.example/a": "example,courier)/a",
    "http://https://courier.example/a": "example,courier)/a",
    "https://courier.example/to/http://http://b.example/": "example,courier)/to/http:/http:/b.example",
    "http://longlonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglong.example/ß": (
        "example,longlonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglong)/%c3%9f"
    ),
}
PORTS = {
    "http://courier.example:80/a": "example,courier)/a",
    "https://courier.example:443/a": "example,courier)/a",
    "http://courier.example:443/a": "example,courier:443)/a",
    "http://courier.example:8080/a": "example,courier:8080)/a",
    "http://courier.example:/a": "example,courier)/a",
    "http://courier.example:0/a": "example,courier)/a",
    "ftp://courier.example:21/a": "example,courier:21)/a",
}
PATHS = {
    "http://courier.example/A/B/": "example,courier)/a/b",
    "http://courier.example//a///b": "example,courier)/a/b",
    "http://courier.example/a/./b/../c": "example,courier)/a/c",
    "http://courier.example/../a": "example,courier)/../a",
    "http://courier.example/a/..": "example,courier)/",
    "http://courier.example/%7Eida/%E4": "example,courier)/~ida/%e4",
    "http://courier.example/a%252541": "example,courier)/aa",
    "http://courier.example/100%25": "example,courier)/100%25",
    "http://courier.example/%zz": "example,courier)/%25zz",
    "http://courier.example/ä ö": "example,courier)/%c3%a4%20%c3%b6",
    "http://courier.example/a#b?c": "example,courier)/a",
    "http://courier.example/a|b\\c'd\"e<f>": "example,courier)/a|b\\c'd\"e<f>",
    "http://courier.example/(S(abcdefghijklmnopqrstuvwx))/page.aspx": "example,courier)/page.aspx",
    "http://courier.example/(abcdefghijklmnopqrstuvwx)/page.aspx": "example,courier)/page.aspx",
    "http://courier.example/a;jsessionid=0123456789abcdef0123456789abcdef": (
        "example,courier)/a;jsessionid=0123456789abcdef0123456789abcdef"
    ),
    " http://courier.example/a\n b ": "example,courier)/a%20b",
}
QUERIES = {
    "http://courier.example/?": "example,courier)/",
    "http://courier.example/a?": "example,courier)/a",
    "http://courier.example/a?b=2&a=1&B=0&a": "example,courier)/a?a&a=1&b=0&b=2",
    "http://courier.example/a?q=%20x+y&z": "example,courier)/a?q=%20x+y&z",
    "http://courier.example/a?b?c": "example,courier)/a?b?c",
    "http://courier.example/a?&&b": "example,courier)/a?&&b",
    "http://courier.example/a?x=y=z": "example,courier)/a?x=y=z",
    "http://courier.example/a?ö=ß": "example,courier)/a?%c3%b6=%c3%9f",
    "http://courier.example/a?JSESSIONID=0123456789ABCDEF0123456789ABCDEF": "example,courier)/a",
    "http://courier.example/a?b=1&PHPSESSID=0123456789abcdef0123456789abcdef&c=2": "example,courier)/a?b=1&c=2",
    "http://courier.example/a?sid=0123456789abcdef0123456789abcdef&x": "example,courier)/a?x",
    "http://courier.example/a?sid=0123456789abcdef0123456789abcdef0": (
        "example,courier)/a?sid=0123456789abcdef0123456789abcdef0"
    ),
    "http://courier.example/a?ASPSESSIONIDABCDEFGH=ABCDEFGHIJKLMNOPQRSTUVWX": "example,courier)/a",
    "http://courier.example/a?cfid=1&cftoken=2&b": "example,courier)/a?b",
    "http://courier.example/a?x=1&sid=0123456789abcdef0123456789abcdef": "example,courier)/a?&x=1",
}
NAMES = {
    "urn:text:https://www.Courier.example/A/?b=2&a=1#c": "urn:text:https://www.courier.example/a?a=1&b=2",
    "urn:text:https://courier.example": "urn:text:https://courier.example",
    "urn:text:https://courier.example/": "urn:text:https://courier.example",
    "urn:text:http://courier.example/a%2520b//c/../d": "urn:text:http://courier.example/a%20b//c/../d",
    "urn:text:urn:sha256:abababab": "urn:text:urn:sha256:abababab",
    "urn:sha256:ABCD": "urn:sha256:abcd",
    "mailto:ida@courier.example": "mailto:ida@courier.example",
    "about:blank": "about:blank",
    "data:text/plain,Hello": "data:text/plain,hello",
    "urn:?a": "urn:/?a",
    "": "-",
}

ALL = HOSTS | PORTS | PATHS | QUERIES | NAMES


@pytest.mark.parametrize("url", ALL)
def test_the_key_is_the_one_that_replay_tools_make(url: str) -> None:
    """pywb looks a page up under the key of `surt.surt`; under another key it is not found."""
    assert surt(url) == ALL[url]


@pytest.mark.parametrize("url", ["http://courier.example:99999/a%20b", "http://courier.example:x/A"])
def test_an_address_that_cannot_be_read_is_its_own_key(url: str) -> None:
    """An index line must be written for it all the same: two spaces part the fields."""
    assert surt(url) == url
    assert " " not in surt("http://courier.example:99999/a b")


@given(st.text())
def test_a_key_is_one_word_of_visible_ascii(url: str) -> None:
    """A space or a line break in a key would break the line of the index."""
    key = surt(url)
    assert key
    assert all("!" <= character <= "~" for character in key)


@given(st.sampled_from(["http", "https"]), st.sampled_from(["", "www.", "www3."]), st.text("abAB/%41é?&=", max_size=12))
def test_scheme_www_and_case_do_not_count(scheme: str, www: str, rest: str) -> None:
    """A page that moved to https and dropped its www keeps its captures together."""
    assert surt(f"{scheme}://{www}courier.example/{rest}") == surt(f"http://COURIER.example/{rest}")


@pytest.mark.parametrize(
    "rest",
    ["/%" + "25" * 100_000, "/" + "%%32%35" * 30_000, "/?" + "cfid=" * 40_000, "/" + "(s(" * 60_000, "?a" * 100_000],
    ids=["levels", "nested", "session", "brackets", "questions"],
)
def test_a_hostile_address_takes_no_longer_than_its_length(rest: str) -> None:
    """Addresses come from strangers; one of 200 kB must not hold up the index for minutes."""
    start = time.process_time()
    surt("http://courier.example" + rest)
    assert time.process_time() - start < 5
