"""The document around every page of the archive: its head, the search, and what a browser may do with it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from presscut.archive.net.loopback import Answer
from presscut.review.escape import attribute, text
from presscut.review.style import stylesheet

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
ICON = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path fill="#1b5a8f" d="M2 1h9l3 3v11H2z"/>'
    b'<path stroke="#fff" d="M4 6h8M4 9h8M4 12h5"/></svg>'
)


class Tab(NamedTuple):
    """One of the ways to look at a page."""

    name: str
    address: str


def document(title: str, main: str, *, query: str = "", status: int = 200) -> Answer:
    """A page.

    Args:
        title: as the page brought it.
        main: HTML.
        query: what stands in the search field.
    """
    html = (
        "<!doctype html>\n<html lang=en><head><meta charset=utf-8>"
        '<meta name=viewport content="width=device-width, initial-scale=1">'
        f"<title>{attribute(title)}</title><link rel=icon href=/icon.svg><link rel=stylesheet href=/style.css></head>\n"
        "<body><header class=top><a class=brand href=/>presscut archive</a>"
        f'<form action=/ role=search><input type=search name=q value="{attribute(query)}" dir=auto '
        'placeholder="words, &quot;a phrase&quot;, -without" aria-label="Words to find">'
        f"<button>Find</button></form></header>\n<main>\n{main}</main></body></html>\n"
    )
    return Answer(html.encode("utf-8", "replace"), status=status, policy=POLICY)


def file_name(number: str, ending: str) -> str:
    """What a browser saves a file as: nothing that a page brought."""
    return f"presscut-{number}.{ending}"


def sorry(message: str, status: int) -> Answer:
    """A page that says why there is none."""
    return document("Not to be shown", f"<h1>Not to be shown</h1><p>{text(message)}</p>", status=status)


def tabs(of: Sequence[Tab], current: str) -> str:
    """Links to the ways to look at a page; the one that is looked at is marked."""
    links = (
        f'<a href="{attribute(tab.address)}"{" aria-current=page" if tab.name == current else ""}>{tab.name}</a>'
        for tab in of
    )
    return f"<nav class=tabs aria-label=Views>{''.join(links)}</nav>\n"


@cache
def style() -> bytes:
    """The stylesheet of every page: that of reviews, and what is the archive's own."""
    return (stylesheet() + stylesheet("presscut.browse", "browse.css")).encode()
