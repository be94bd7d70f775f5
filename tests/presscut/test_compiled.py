"""The cleaner compiled by mypyc: the same answers as those of its Python."""

from __future__ import annotations

import ast
import runpy
import shutil
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from tests.support.programs import run

UNKNOWN = {"cached_property", "__getattr__", "ParamSpec"}  # to mypyc, or not what they are to Python
WITHOUT_ARTICLE = {"README", "html-none-05"}  # nothing that the command could give


@pytest.fixture
def plain(root: Path, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The names of the modules that are never compiled."""
    monkeypatch.setattr("setuptools.setup", lambda **_: None)
    monkeypatch.delenv("PRESSCUT_COMPILE", raising=False)
    names: set[str] = runpy.run_path(str(root / "setup.py"))["PLAIN"]
    return names


def names_in(module: Path) -> set[Any]:
    """What a module calls things, its own and others'."""
    nodes = ast.walk(ast.parse(module.read_text("utf-8")))
    return {getattr(node, part, None) for node in nodes for part in ("id", "name", "attr")}


def test_modules_that_cannot_be_compiled_are_not(root: Path, plain: set[str]) -> None:
    """And no other: each name on the list stands for a reason."""
    modules = [path for path in (root / "cleaner").rglob("*.py") if path.name != "__init__.py"]
    assert {path.relative_to(root / "cleaner").as_posix() for path in modules if names_in(path) & UNKNOWN} == plain


@pytest.mark.long
@pytest.mark.timeout(1800)
@pytest.mark.skipif(find_spec("mypyc") is None, reason="mypyc is not installed")
def test_compiled_cleaner_gives_the_same_articles(root: Path, tmp_path: Path) -> None:
    """With ledgers, reasons and fields, of every sample and every page of the eight languages."""
    source, site = tmp_path / "source", tmp_path / "site"
    shutil.copytree(root / "presscut", source / "presscut", ignore=shutil.ignore_patterns("*.so", "__pycache__"))
    for name in ("setup.py", "setup.cfg", "pyproject.toml", "README.md", "LICENSE", "NOTICE"):
        shutil.copy(root / name, source)
    pip: list[str | Path] = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation"]
    run(*pip, "--target", site, source, cwd=tmp_path, PRESSCUT_COMPILE="1")
    compiled = {path.name.partition(".")[0] for path in (site / "presscut" / "cleaner").rglob("*.so")}
    assert compiled >= {"_trees", "_words", "shape", "cues", "html_walk", "block_model", "byline"}
    seeds = [path for folder in ("samples", "languages") for path in sorted((root / "seeds" / folder).iterdir())]
    pages = [path for path in seeds if path.suffix in {".html", ".md", ".txt"} and path.stem not in WITHOUT_ARTICLE]
    for asked in ([], ["--engine", "trafilatura"], ["--level", "gentle", "--keep", "comments"]):
        clean: list[str | Path] = [sys.executable, "-m", "presscut", "clean", "--to", "jsonl", *asked, *pages]
        ours = run(*clean, cwd=tmp_path, PYTHONPATH=str(root))
        assert ours.count("\n") == len(pages)
        assert run(*clean, cwd=tmp_path, PYTHONPATH=str(site)) == ours
