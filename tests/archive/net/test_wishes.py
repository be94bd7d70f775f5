"""What pages ask of those who keep or mine them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscut.archive.net.wishes import FLAGS, wishes
from tests.support.timing import seconds

HEADERS = [
    ("X-Robots-Tag", "noarchive", "noarchive"),
    ("x-robots-tag", "NOARCHIVE, nofollow", "noarchive"),
    ("X-Robots-Tag", "noai, noimageai", "noai noimageai"),
    ("X-Robots-Tag", "none", "noindex"),
    ("X-Robots-Tag", "nocache", "noarchive"),
    ("X-Robots-Tag", "all", ""),
    ("X-Robots-Tag", "index, follow, max-snippet:-1", ""),
    ("X-Robots-Tag", "max-image-preview:large, noarchive", "noarchive"),
    ("X-Robots-Tag", "unavailable_after: 25 Jun 2031 15:00:00 PST, noarchive", "noarchive"),
    ("X-Robots-Tag", "otherbot: noarchive, noindex", ""),
    ("X-Robots-Tag", "otherbot: noindex, presscut: noarchive", "noarchive"),
    ("X-Robots-Tag", "Presscut: noarchive", "noarchive"),
    ("X-Robots-Tag", "noarchivefoo", ""),
    ("tdm-reservation", "1", "tdm-reserved"),
    ("TDM-Reservation", " 1 ", "tdm-reserved"),
    ("tdm-reservation", "0", ""),
    ("tdm-reservation", "true", ""),
    ("tdm-policy", "https://news.example/policy.json", ""),
    ("Content-Usage", "train-ai=n", "noai"),
    ("Content-Usage", "train-ai=y", ""),
    ("Content-Usage", "search=y, train-ai=n", "noai"),
    ("Content-Usage", "search=n", ""),
    ("Content-Usage", "bots=n", "noai"),
    ("Content-Signal", "search=yes, ai-train=no", "noai"),
    ("Content-Signal", "ai-train=yes", ""),
    ("Content-Signal", "ai-train=nothing", ""),
    ("X-Other", "noarchive", ""),
]
HEADS = [
    ('<meta name="robots" content="noarchive">', "noarchive"),
    ("<META CONTENT='NoArchive,noindex' NAME='ROBOTS'/>", "noarchive noindex"),
    ("<meta name=robots content=noai>", "noai"),
    ('<meta\nname = "robots"\n content\n= "noai, noimageai">', "noai noimageai"),
    ('<meta name="presscut" content="noarchive">', "noarchive"),
    ('<meta name="otherbot" content="noarchive">', ""),
    ('<meta name="description" content="robots noarchive">', ""),
    ('<meta name="tdm-reservation" content="1">', "tdm-reserved"),
    ('<meta name="tdm-reservation" content="0">', ""),
    ('<meta http-equiv="X-Robots-Tag" content="noarchive">', "noarchive"),
    ('<meta name="robots" content="noarchive&#44;noindex">', "noarchive noindex"),
    ('<meta name="robots" data-x="a" content="index,follow">', ""),
    ('<meta name="robots">', ""),
    ('<!-- <meta name="robots" content="noarchive"> -->', ""),
    ('<!-- <meta name="robots" content="noarchive">', ""),
    ('<script>var a = \'<meta name="robots" content="noarchive">\'</script>', ""),
    ('<script>a</script><meta name="robots" content="noarchive">', "noarchive"),
    ('<style></style><!-- a --><meta name="robots" content="noarchive">', "noarchive"),
    ("", ""),
]


@pytest.mark.parametrize(("name", "value", "flags"), HEADERS)
def test_wishes_in_headers_are_seen(name: str, value: str, flags: str) -> None:
    """A wish for another robot, or a yes, is no wish."""
    assert wishes(((name, value),), b"") == tuple(flags.split())


@pytest.mark.parametrize(("head", "flags"), HEADS)
def test_wishes_in_the_head_are_seen(head: str, flags: str) -> None:
    """In any order and spelling of the attributes, but not in a comment or a script."""
    page = f"<!doctype html><html><head><title>The wall</title>{head}</head>"
    assert wishes((), page.encode()) == tuple(flags.split())
    assert wishes((), page.encode("utf-16")) == tuple(flags.split())


def test_wishes_of_header_and_head_add_up_in_one_order() -> None:
    """The flags are stored: the same page must always give the same."""
    head = b'<meta name="robots" content="noindex, noarchive"><meta name="tdm-reservation" content="1">'
    assert wishes((("X-Robots-Tag", "noai"), ("X-Robots-Tag", "noimageai")), head) == FLAGS


@given(st.binary() | st.text("<>meta =\"'namerobotscontent!-/script").map(str.encode), st.text())
def test_any_page_has_flags(head: bytes, value: str) -> None:
    """Pages hold anything."""
    names = ("x-robots-tag", "tdm-reservation", "content-usage", "content-signal")
    assert set(wishes(tuple((name, value) for name in names), head)) <= set(FLAGS)


@pytest.mark.parametrize(
    "piece", [b"<meta ", b"<meta a=", b"<meta \"'", b"<!--", b"<script>", b"a", b"a=", b'a="', b" ", b"\x00<"]
)
def test_no_page_takes_long(piece: bytes) -> None:
    """A hostile page of a few kilobytes once took a minute of backtracking."""
    hostile = (("Content-Usage", (piece * 20_000).decode()),)
    assert seconds(lambda: wishes(hostile, b"<meta " + piece * (130_000 // len(piece)))) < 1
    assert seconds(lambda: wishes((), b"<meta " + piece * (7_900 // len(piece)) + b">")) < 1
