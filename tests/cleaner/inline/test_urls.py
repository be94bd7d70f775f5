"""Addresses are compared by the page they lead to, and lose what tracks a reader."""

from __future__ import annotations

import pytest

from presscut.cleaner.inline.urls import clean_url, is_printed, same_page


@pytest.mark.parametrize(
    ("address", "clean"),
    [
        ("https://a.example/?utm_source=x", "https://a.example/"),
        ("https://a.example/?b=1&utm_source=x#c", "https://a.example/?b=1#c"),
        ("https://a.example/?fbclid=x&b=1", "https://a.example/?b=1"),
        ("https://a.example/-/X/&utm\\_source=x&utm_medium=y", "https://a.example/-/X/"),
        ("https://a.example/?b=1&amp;mc_cid=2", "https://a.example/?b=1"),
        ("https://a.example/?reference=1", "https://a.example/?reference=1"),
        (" /rel?b=%20c ", "/rel?b=%20c"),
        ("/?b=1&copy=2&section=3&timestamp=4", "/?b=1&copy=2&section=3&timestamp=4"),
        ("/?b=1&amp;copy=2&#38;c=&eacute;", "/?b=1&copy=2&c=é"),
    ],
)
def test_clean(address: str, clean: str) -> None:
    """Only parameters that never change the page go; the rest stays to the letter."""
    assert clean_url(address) == clean


def test_same_page() -> None:
    """Printed addresses differ from the link in case, escapes, scheme and the last slash."""
    assert same_page("https://a.example/x_y", "HTTPS://A.EXAMPLE/X\\_Y/")
    assert same_page("http://www.a.example", "https://a.example/?utm_source=b")
    assert not same_page("https://a.example/x", "https://a.example/y")


def test_is_printed() -> None:
    """Words that are an address, not words with an address in them."""
    assert is_printed("\\(https://a.example\\)")
    assert is_printed("*www.a.example/b*")
    assert not is_printed("a.example/join")
    assert not is_printed("https://a.example is down")
