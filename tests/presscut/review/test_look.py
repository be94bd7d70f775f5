"""The stylesheet: readable colours in light and dark, nothing fetched, nothing left of its comments."""

from __future__ import annotations

import re
from itertools import product

import pytest

from presscut.review.document import FAMILIES
from presscut.review.style import policy, stylesheet

READABLE = 4.5  # WCAG 2.2, 1.4.3 Contrast (Minimum): "a contrast ratio of at least 4.5:1"
VISIBLE = 3.0  # WCAG 2.2, 1.4.11 Non-text Contrast: "at least 3:1 against adjacent color(s)"


def palettes() -> dict[str, dict[str, str]]:
    light, dark = re.findall(r":root\{(.*?)\}", stylesheet())
    read = [dict(re.findall(r"--([\w-]+):(#[0-9a-f]{6})", palette)) for palette in (light, dark)]
    return {"light": read[0], "dark": read[1]}


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(a: str, b: str) -> float:
    darker, lighter = sorted(map(luminance, (a, b)))
    return (lighter + 0.05) / (darker + 0.05)


TEXT = [
    *product(["ink", "quiet", "a", "l", "o", "m", "e"], ["paper", "panel"]),
    *((name, f"{kind}-tint") for kind in "alome" for name in ("ink", kind)),
    *product(["e", "m"], ["m-tint"]),
]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("name", "ground"), TEXT)
def test_text_can_be_read(theme: str, name: str, ground: str) -> None:
    """Every colour of text on every ground it stands on."""
    palette = palettes()[theme]
    assert contrast(palette[name], palette[ground]) >= READABLE


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", ["a", "l", "o", "m", "e"])
def test_shapes_can_be_seen(theme: str, name: str) -> None:
    """What went stands out of the bar and the map."""
    palette = palettes()[theme]
    assert contrast(palette[name], palette["paper"]) >= VISIBLE


def test_shape_says_what_colour_says() -> None:
    """No two families reach equally far, so the bar can be read without colours."""
    assert len({family.reach for family in FAMILIES}) == len(FAMILIES)


def test_the_stylesheet_fetches_nothing() -> None:
    """The policy would stop it; nothing must be there to stop."""
    assert not re.search(r"url\(|@import|@font-face|image-set|expression", stylesheet())
    assert "/*" not in stylesheet()


def test_the_policy_lets_only_this_style_through() -> None:
    """Not `unsafe-inline`: a style that a page smuggled in would not apply."""
    assert policy(stylesheet()).startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy(stylesheet())
