"""Patterns that wait to be compiled."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest

from presscut.cleaner.patterns import lazy

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted(
    ".".join(("presscut", *path.relative_to(ROOT).with_suffix("").parts)).removesuffix(".__init__")
    for path in (ROOT / "cleaner").rglob("*.py")
    if "lazy(" in path.read_text("utf-8")
)


@pytest.mark.parametrize("module", MODULES)
def test_every_pattern_can_be_compiled(module: str) -> None:
    """A mistake in a pattern must not wait for the page that is the first to need it."""
    for value in vars(import_module(module)).values():
        if type(value) is type(lazy("")):
            assert value.groups >= 0


def test_a_waiting_pattern_does_what_a_compiled_one_does() -> None:
    """Nobody who uses a pattern should have to know when it is compiled."""
    waiting = lazy(r"(\w)\d", re.IGNORECASE)
    assert waiting.findall("a1 B2") == ["a", "B"]
    assert waiting.sub("x", "a1") == "x"
    assert [found[0] for found in waiting.finditer("a1 B2")] == ["a1", "B2"]


def test_what_no_pattern_has_is_an_attribute_error() -> None:
    """Copying and pickling ask for such names, and must not compile for them or loop."""
    with pytest.raises(AttributeError):
        lazy("a").no_such_thing  # type: ignore[attr-defined]  # noqa: B018
    with pytest.raises(AttributeError):
        lazy("a").__no_such_thing__  # type: ignore[attr-defined]  # noqa: B018


def test_a_mistake_shows_at_the_first_use() -> None:
    """It is an error of the pattern, as if it had been compiled at once."""
    with pytest.raises(re.error):
        lazy("(").search("")
