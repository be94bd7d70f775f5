"""The documents say what is so."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import presscut
from presscut.cleaner.kinds import KINDS
from presscut.setting_keys import KEYS, Key

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    """A link to a file that is not there is a promise that was not kept."""
    for target in re.findall(r"\]\((?!https?:|#)([^)#\s]+)", re.sub(r"`[^`]*`", "", page.read_text(encoding="utf-8"))):
        assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_readme_shows_true_output(root: Path) -> None:
    """What stands below a command, or a statement of Python, is what it prints; `python bench/readme.py` renews it."""
    done = subprocess.run([sys.executable, root / "bench" / "readme.py", "--check"], check=False)
    assert done.returncode == 0


def test_python_page_names_every_public_name(root: Path) -> None:
    """What can be imported stands on the page, but what it only hands out."""
    page = (root / "docs" / "python.md").read_text(encoding="utf-8")
    for name in presscut.__all__:
        assert re.search(rf"`?\b{name}\b", page), f"docs/python.md does not name {name}"


@pytest.mark.parametrize("key", KEYS, ids=lambda key: key.name)
def test_configuration_page_names_every_setting(root: Path, key: Key) -> None:
    """Name, variable and default of each setting stand in the table."""
    page = (root / "docs" / "configuration.md").read_text(encoding="utf-8")
    (row,) = [line for line in page.splitlines() if line.startswith(f"| `{key.name}` ")]
    assert f"`{key.variable}`" in row
    assert str(key.default).replace("'", '"') in row


def test_configuration_page_names_every_kind(root: Path) -> None:
    """The words of `--keep` must be known to those who want to say them."""
    page = (root / "docs" / "configuration.md").read_text(encoding="utf-8")
    listed = page.partition("The kinds are:")[2].partition("\n\n")[0]
    assert re.findall(r"`([a-z]+)`", listed) == list(KINDS)
