"""The command as a test calls it, and pages to give it. All names are fictional."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from presscut.cli import run
from tests.support.browser import Browser, find_chromium

ARTICLE = """\
# The ferry comes back to Lowmere

By Ines Corvel

The ferry between Lowmere and the island runs again from Monday, after three winters in which the
crossing was closed. The harbour board voted for it late on Thursday evening.

"We waited for this a long time," said Tomas Brell, who keeps the boats. He expects forty passengers
a day, most of them pupils of the island's school, and a few more when the weather is kind.

The first boat leaves at six in the morning. It carries the post as well, and the bread, because the
island's bakery closed when its owner retired last autumn and nobody has taken the shop over.

Sign up for our free newsletter and get the best stories of the Lowmere Courier in your inbox every
morning. Unsubscribe at any time.

Subscribe now

Tickets cost four crowns. Children ride free, the board said, as long as the county pays its share.
"""
NEWSLETTER = "Sign up for our free newsletter"
OWN_PACK = """\
schema = 1
[pack]
id = "mine"
version = "1"
languages = ["en"]

[[rule]]
id = "mine/tickets"
kind = "ads"
why = "The price of the ticket is in a box of its own on these pages."
action = "cut-block"
weight = 6.0
[rule.when]
any = ["tickets cost"]
[[rule.example]]
cut = "Tickets cost two crowns, and dogs ride free."
[[rule.example]]
keep = "The council argued all evening about what a ticket should bring in."
"""


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command did."""

    code: int
    out: str
    err: str


Presscut = Callable[..., Ran]


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No test sees the user's own settings, and each works in a folder of its own."""
    for name in [name for name in os.environ if name.startswith("PRESSCUT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home"))
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")


@pytest.fixture
def presscut(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Presscut:
    """Run a command in this process: ``presscut("clean", "-", stdin=b"...")``."""

    def call(*args: str | Path, stdin: bytes = b"") -> Ran:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        capfdbinary.readouterr()
        code = run([str(arg) for arg in args])
        sys.stdout.flush()
        out, err = capfdbinary.readouterr()
        return Ran(code, out.decode(), err.decode())

    return call


@pytest.fixture
def article() -> Path:
    """A small Markdown page with a prompt for a newsletter inside."""
    path = Path("article.md")
    path.write_text(ARTICLE, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A tab of Chromium, Debian's package. A check of changes needs it; a user's clone may go without these tests."""
    program = find_chromium()
    if program is None:
        assert os.environ.get("CI") != "true", "a check of changes looks at pages in Chromium: install it"
        pytest.skip("no Chromium here; on Debian: sudo apt install chromium")
    with Browser(program, tmp_path_factory.mktemp("profile")) as browser:
        yield browser
