"""The page about the nights in a browser: it asks for nothing, complains of nothing, and fits its window.

Chromium is Debian's package; without it these tests are skipped.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from presscut.nightly.page import night_page
from tests.presscut.nightly.reports import first, hostile, thirty
from tests.presscut.review.test_browser import assert_quiet
from tests.support.browser import WIDTHS, Browser, assert_fits

PAGES = {"thirty": thirty(), "first": first(), "hostile": hostile(), "three": thirty()[:3]}
GROUND = "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number).reduce((a, b) => a + b)"


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_quiet_and_fits(browser: Browser, tmp_path: Path, name: str, width: int) -> None:
    """No request, no complaint, no scrolling sideways, neither of the page nor of a table in it."""
    page = tmp_path / "night.html"
    page.write_text(night_page(PAGES[name]), encoding="utf-8")
    browser.open(page.as_uri(), width)
    assert_fits(browser, name)
    browser.value("document.querySelectorAll('summary').forEach(e => e.click())")
    assert_fits(browser, f"{name} with the nights in words")
    wide = "[...document.querySelectorAll('.wide')].filter(e => e.scrollWidth > e.clientWidth).length"
    if name != "hostile":
        assert browser.value(wide) == 0
    assert_quiet(browser, page.as_uri())
    assert browser.value("document.querySelectorAll('h1').length") == 1


def test_columns_and_marks_stand_below_each_other(browser: Browser, tmp_path: Path) -> None:
    """The chart is stretched, the marks below it are not: both must mean the same night."""
    page = tmp_path / "night.html"
    page.write_text(night_page(thirty()), encoding="utf-8")
    middle = "(r => r.left + r.width / 2)(e.getBoundingClientRect())"
    for width in WIDTHS:
        browser.open(page.as_uri(), width)
        columns = browser.value(
            f"[...document.querySelectorAll('svg.nights g')].map(e => e.querySelector('path') && {middle})"
        )
        marks = browser.value(f"[...document.querySelectorAll('.marks li')].map(e => {middle})")
        assert len(columns) == len(marks) == 30
        pairs = [(column, mark) for column, mark in zip(columns, marks, strict=True) if column is not None]
        assert len(pairs) > 20
        assert all(abs(column - mark) < 2 for column, mark in pairs)


def test_dark_is_dark(browser: Browser, tmp_path: Path) -> None:
    """Who reads at night has said so to the system."""
    page = tmp_path / "night.html"
    page.write_text(night_page(thirty()), encoding="utf-8")
    browser.open(page.as_uri(), WIDTHS[0])
    light = browser.value(GROUND)
    browser.ask("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": "dark"}])
    assert browser.value(GROUND) < 128 < light
    browser.ask("Emulation.setEmulatedMedia", features=[])
