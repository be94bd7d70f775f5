"""What strangers wrote cannot command a terminal."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
import unicodedata
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from presscut.terminal import columns, counted, first_words, one_line
from tests.presscut.conftest import ARTICLE


@given(st.text())
def test_message_is_one_line_without_controls(text: str) -> None:
    """Every category that could move the cursor or turn the text is spelt out."""
    line = one_line(text)
    assert len(line.splitlines()) <= 1
    assert not any(unicodedata.category(character) in ("Cc", "Cs") for character in line)


@given(st.text(), st.integers(min_value=2, max_value=80))
def test_first_words_fit_the_column(text: str, width: int) -> None:
    """A table stays a table with Chinese in it, and with a megabyte in one word."""
    assert columns(first_words(text, width)) <= width


@given(st.text(alphabet=st.sampled_from("ab 渡口e\u0301é…")), st.integers(min_value=2, max_value=40))
def test_first_words_are_as_many_as_fit(text: str, width: int) -> None:
    """A title that is cut shows as much as there is room for, however wide its characters are."""
    flat, shown = " ".join(text[: width * 4].split()), first_words(text, width)
    if shown != flat:
        longest = max(end for end in range(len(flat) + 1) if columns(flat[:end]) <= width - 1)
        assert shown == flat[:longest].rstrip() + "…"
    assert columns(text) == sum(map(columns, text))


def test_source_on_a_terminal_is_harmless() -> None:
    """The diff shows the source; its escape sequences are spelt out, and the only colours are ours."""
    Path("evil.txt").write_text(ARTICLE.replace("harbour board", "harbour \x1b[31mboard"))
    command = [sys.executable, "-m", "presscut", "clean", "evil.txt", "--from", "markdown", "--diff"]
    leader, follower = pty.openpty()
    subprocess.run(command, stdout=follower, check=True)
    os.close(follower)
    shown = b""
    while chunk := read(leader):
        shown += chunk
    os.close(leader)
    assert b"\x1b[31mboard" not in shown
    assert b"harbour \\x1b[31mboard" in shown
    assert b"\x1b[31m-# The ferry comes back" in shown


def read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 65536)
    except OSError:  # the other end was closed and everything was read
        return b""


def test_one_of_something_is_no_plural() -> None:
    """Every sum that a command says is said with it."""
    assert [counted(number, "page") for number in (0, 1, 2000)] == ["0 pages", "1 page", "2,000 pages"]
