"""What a page's bytes are."""

from __future__ import annotations

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscut.cleaner.sniff import sniff
from presscut.errors import Problem


def kind(content: bytes, name: str | None = None, content_type: str | None = None) -> str:
    found = sniff(content, name=name, content_type=content_type)
    return found.code if isinstance(found, Problem) else found


@pytest.mark.parametrize(
    "content",
    [
        b"<!DOCTYPE html><title>Pears</title><p>Ripe.",
        b"\xef\xbb\xbf\r\n <!-- saved --> <HTML lang=de><body>Birnen",
        b'<?xml version="1.0"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><p>x</p></html>',
        b"<div class='story'><p>Only a fragment.</p></div>",
        b"Stray text first. <p>One</p><p>Two</p><p>Three</p><ul><li>a</li><li>b</li></ul>",
        "<p>Wide characters</p>".encode("utf-16"),
        b"<!DOCTYPE html>Words before any tag<br>and after it",
        b"<!DOCTYPE html PUBLIC 'x' [ <!ENTITY pear 'Birne'> ]><p>Ripe.",
        b"<div><script>f[a](b); g[c](d); h[e](f)</script><a href='/'>Pears</a></div>",
    ],
)
def test_html_is_known_by_its_tags(content: bytes) -> None:
    """A page has no reliable name when it comes from a pipe: its tags must do."""
    assert kind(content) == "html"


def test_text_with_links_left_in_it_is_text() -> None:
    """A scraper took a few banners for text: the lines are made by line ends, which HTML would swallow."""
    banner = "<a href='https://ads.example/1'><img src='https://ads.example/1.gif' alt='Ad'></a>"
    lines = [f"The tide went out for the {n}th time that month.\n\n{banner}" for n in range(9)]
    assert kind("\n\n".join(lines).encode()) == "text"
    assert kind(" ".join(lines).replace("\n", " ").encode()) == "html"


@pytest.mark.parametrize(
    "content",
    [
        b"The <div> tag groups, the <p> tag begins a paragraph, and </p> ends it.",
        b"Plain prose with one - dash, a * star and 2 < 3.",
        b"a few \x00 stray NULs are no harm",
        b"(c) 2031, all of it",
    ],
)
def test_prose_about_tags_is_text(content: bytes) -> None:
    """An article on HTML is no HTML: parsing it would swallow its examples."""
    assert kind(content) == "text"


@pytest.mark.parametrize(
    "content",
    [
        b"# Pears\n\nThey ripen.\n\n## How\n\nSlowly.",
        b"See [one](http://one.example) and [two](http://two.example).",
        b"- apples\n- pears\n\n1. wash\n2. eat\n",
        b"```\ncode\n```\n",
        b"::: {.top}\nHome\n:::\n\n::: story\nThey ripen.\n:::\n",
        b"<!doctype html>\n\n# Pears\n\n[Home](/) [Store](/store)\n\nThey ripen.",
        b'<div class="top">\n\n-   [Home](/)\n-   [Store](/store)\n\n</div>\n\n<div>\n\n# Pears\n\nRipe.\n\n</div>\n',
        b"<table><tr><td><p>Pear</p></td><td><p>Ripe</p></td></tr></table>\n\n# Pears\n\n## Why\n\nThey ripen.",
        b'<p align="center"><a href="/"><img src="a.png"></a></p>\n\n# Pears\n\n## Why\n\nSee [this](/) and **that**.',
    ],
)
def test_markdown_is_known_by_its_marks(content: bytes) -> None:
    """Two marks make Markdown; its marks must not be read as text."""
    assert kind(content) == "markdown"


PROSE = "A lorry got stuck on the bridge at Quill on Friday, and the road was closed for six hours."


def test_a_heading_above_prose_is_markdown() -> None:
    """One mark is enough where it stands in the place of a title: what programs send has no name to say it."""
    assert kind(f"# Lorry closes bridge\n\n{PROSE}\n".encode()) == "markdown"
    assert kind(f"\n## Lorry closes bridge\n\n“{PROSE}”\n\nMore of it.".encode()) == "markdown"


@pytest.mark.parametrize(
    "text",
    [
        "# Settings of the ferry\n\nspeed = 4  # knots, and no more than that, whatever the weather\n",
        "#!/bin/sh\n\necho a line of a script that is long enough to look like a sentence.\n",
        "#ferry\n\n" + PROSE,
        "# log of the ferry\n\n2031-06-06 07:00 it left, as the timetable says, with six passengers.\n",
        "# list\n\nimport ferries, and a line that goes on for more than forty characters\n",
        PROSE + "\n\n# 4 on the list\n",
    ],
)
def test_one_hash_elsewhere_is_no_markdown(text: str) -> None:
    """Scripts, settings, logs and posts with hash tags begin with one, or hold one."""
    assert kind(text.encode()) == "text"


def test_name_decides_where_the_content_is_plain() -> None:
    """A Markdown file may happen to hold no marks at all."""
    assert kind(b"Just a line.", "note.md") == "markdown"
    assert kind(b"Just a line.", "note.txt") == "text"
    assert kind(b"Just a line.", None, "text/markdown") == "markdown"


def test_header_alone_makes_no_html_of_text() -> None:
    """Servers call plain text HTML; without any tag it is none."""
    assert kind(b"Just a line.", None, "text/html") == "text"


@pytest.mark.parametrize("content", [b"", b" \n\t\r\n", b"\xef\xbb\xbf \n", b"\xff\xfe", b"\0\0 \0"])
def test_nothing_but_white_space_is_empty(content: bytes) -> None:
    """A failed download must be told apart from a page without an article."""
    assert kind(content) == "empty"


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "pdftotext"),
        (gzip.compress(b"hello", mtime=0), "unpack"),
        (b"PK\x03\x04" + bytes(30), "unpack"),
        (b"\x89PNG\r\n\x1a\n" + bytes(20), "picture"),
        (b"\0\0\0\x18ftypmp42\0\0\0\0", "video"),
        (bytes(range(256)) * 20, "binary"),
    ],
)
def test_binary_says_what_it_is_and_what_to_do(content: bytes, word: str) -> None:
    """Point 8: a clear one-line problem with the file's name."""
    found = sniff(content, name="input.bin", content_type=None)
    assert isinstance(found, Problem)
    assert (found.code, found.where) == ("binary", "input.bin")
    assert word in found.message
    assert "\n" not in found.message


def test_text_that_begins_like_a_magic_number_is_text() -> None:
    """ "BZh" and "ID3" are letters; only with control bytes behind them are they archives and songs."""
    assert kind(b"BZh is how a bzip2 file begins, and ID3 a song.") == "text"


@given(st.binary(max_size=400), st.sampled_from([None, "a.html", "b.md"]), st.sampled_from([None, "text/html", "x"]))
def test_any_bytes_have_an_answer(content: bytes, name: str | None, content_type: str | None) -> None:
    """Bad input is a value: no bytes raise."""
    assert kind(content, name, content_type) in {"html", "markdown", "text", "empty", "binary"}
