"""The page about the nights: what it says is what the reports say, and no page can say anything through it."""

from __future__ import annotations

import re
from itertools import product

import pytest
from selectolax.lexbor import LexborHTMLParser

from presscut.nightly.charts import Band, Column, nights, trail
from presscut.nightly.page import BANDS, LONGEST, MOST_ROWS, OUTCOMES, died, night_page
from presscut.nightly.report import Report
from presscut.review.style import stylesheet
from tests.presscut.nightly.reports import HOSTILE, SITES, first, hostile, thirty
from tests.presscut.review.test_look import READABLE, VISIBLE, contrast

RUN = "2031-05-06T03:30:00Z"
STYLE = stylesheet("presscut.nightly", "night.css")


def words(html: str) -> str:
    """What a reader sees, the tips of the chart included."""
    tree = LexborHTMLParser(html)
    body = tree.body
    assert body is not None
    return " ".join(body.text(separator=" ").split())


def test_thirty_nights_are_thirty_columns_the_oldest_first() -> None:
    """Each tells its day and its counts; a night that died is there and says so."""
    rows = thirty()
    tips = [tip.text() for tip in LexborHTMLParser(night_page(rows)).css("svg.nights title")]
    assert [tip[:10] for tip in tips] == [row["started"][:10] for row in reversed(rows)]
    assert f"{rows[0]['counts']['held']} held, {rows[0]['counts']['failed']} failed" in tips[-1]
    assert tips[12] == "2031-05-13: nothing (died before it could report)"
    assert "the time was up" in tips[17]
    assert tips[0].endswith("(1 record damaged)")


def test_the_chart_can_be_read_as_a_table() -> None:
    """Who has no pointer, or no eyes for colours, gets the same numbers in words."""
    rows = thirty()
    (table,) = LexborHTMLParser(night_page(rows)).css("details table")
    said = [[cell.text().strip() for cell in row.css("th, td")] for row in table.css("tbody tr")]
    for row, cells in zip(rows, said, strict=True):
        counts = row["counts"] | {"stored": row["counts"]["stored"] - row["counts"]["held"]}
        sums = [f"{sum(counts[name] for name in band.counts):,}" for band in BANDS]
        assert cells[:-1] == [row["started"][:10], *sums]
    assert {cells[-1] for cells in said} >= {OUTCOMES["done"][1], OUTCOMES["died"][1], "12 pages failed"}


@pytest.mark.parametrize(("stored", "updated", "held", "free"), [(5, 1, 2, 4), (1, 3, 2, 2), (0, 0, 2, 0)])
def test_a_held_page_is_in_one_part_of_its_column(stored: int, updated: int, held: int, free: int) -> None:
    """It was stored and is held back: counted twice, a night would look fuller than it was."""
    report = Report(run=RUN, started=RUN, ended=RUN)
    report.counts.update({"stored": stored, "updated": updated, "held": held})
    (tip,) = LexborHTMLParser(night_page([report.row()])).css("svg.nights title")
    assert tip.text().partition(": ")[2].startswith(f"{free} stored, {held} held" if free else f"{held} held")


def test_trouble_comes_first() -> None:
    """The first lines say what is wrong, and the site that changed is the first of the sites."""
    tree = LexborHTMLParser(night_page(thirty()))
    opening, site = tree.css_first("header p"), tree.css_first(".sites tbody tr")
    assert opening is not None
    assert site is not None
    assert opening.text() == "1 site changed, 14 pages held, 9 pages failed"
    assert site.text().startswith(SITES[3])
    assert "▲ kept-share, no-title" in site.text()


def test_a_site_of_earlier_nights_is_not_forgotten() -> None:
    """On a night without its articles its line still shows how it went before."""
    rows = thirty()
    for row in rows[:3]:
        row["sites"] = {}
    assert all(site in words(night_page(rows)) for site in SITES)


def test_the_first_night_may_be_an_empty_one() -> None:
    """No columns, no sites, no cuts: a sentence, and not an empty frame."""
    page = night_page(first())
    assert "No source named anything new, and no page was due." in words(page)
    assert "1 record read back, all sound" in words(page)
    assert not LexborHTMLParser(page).css("svg, table")


def test_a_night_that_found_damage_never_looks_well() -> None:
    """Whatever else is told: a damaged record is in the first line."""
    row = Report(run=RUN, started=RUN, ended=RUN, verified={"records": 9, "findings": 2}, damage=["a", "b"]).row()
    page = night_page([row])
    assert "2 records damaged" in words(page)
    assert OUTCOMES["done"][1] not in words(page)
    assert "9 records read back, 2 damaged" in words(page)


def test_a_night_that_died_says_only_that() -> None:
    """Nothing is known of it, so nothing is claimed."""
    page = words(night_page([died(RUN)]))
    assert "Died before it could report" in page
    assert "sound" not in page


def test_hostile_text_stays_text() -> None:
    """No element, no attribute and no turned line comes from a name, an address or a reason."""
    page = night_page(hostile())
    tree = LexborHTMLParser(page)
    assert not tree.css("script, img, iframe, [onmouseover], [onerror], a, main style")
    assert len(tree.css("style")) == len(tree.css("main")) == 1
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x1b]", page)
    assert HOSTILE[1] in words(page)
    assert "⟨U+202E⟩" in page


def test_long_lists_and_long_addresses_end() -> None:
    """A site that fails a thousand times does not make a page nobody can open."""
    report = Report(run=RUN, started=RUN, ended=RUN)
    report.held = [(f"{n:08x}", f"https://a.example/{'x' * 2000}", "shrunk") for n in range(MOST_ROWS + 7)]
    page = night_page([report.row()])
    assert "and 7 more in the report" in words(page)
    assert max(map(len, words(page).split())) <= LONGEST


BAND = Band("stored", ("stored",), "s", 1)


def test_a_single_night_is_a_column_and_not_a_wall() -> None:
    """Columns have the width of a chart with room; there is no division by nothing either."""
    drawn = nights([Column("2031-05-06", {"stored": 3}, "", "")], [BAND])
    (width,) = re.findall(r"h(\d+\.\d)v", drawn)
    assert float(width) < 900 / 10
    assert "<path" not in nights([Column("2031-05-06", {"stored": 0}, "", "")], [BAND])


def test_a_trail_leaves_out_the_nights_without_articles() -> None:
    """A dot is a night with articles; a night that is not known is not a share of nothing."""
    seen = [None, {"kept": 0.5, "drift": []}, None, {"kept": 1.2, "drift": ["kept-share"]}]
    drawn = trail(seen)
    assert drawn.count("<circle") == 1
    assert drawn.count("class=f") == 1
    assert all(float(y) >= 0 for y in re.findall(r"[ ,](\d+\.\d)", drawn))


def palettes() -> dict[str, dict[str, str]]:
    light, dark = re.findall(r":root\{(.*?)\}", STYLE)
    read = [dict(re.findall(r"--([\w-]+):(#[0-9a-f]{6})", palette)) for palette in (light, dark)]
    return {"light": read[0], "dark": read[1]}


@pytest.mark.parametrize(("theme", "name"), [*product(["light", "dark"], ["ink", "quiet", "h", "f"])])
def test_text_can_be_read(theme: str, name: str) -> None:
    """By day and in the dark."""
    assert contrast(palettes()[theme][name], palettes()[theme]["paper"]) >= READABLE


@pytest.mark.parametrize(("theme", "name"), [*product(["light", "dark"], ["s", "q", "h", "f", "quiet"])])
def test_shapes_can_be_seen(theme: str, name: str) -> None:
    """Every part of a column stands out of the page."""
    assert contrast(palettes()[theme][name], palettes()[theme]["paper"]) >= VISIBLE


def test_widths_say_what_colours_say() -> None:
    """What is held and what failed is told from the rest without colours, and so in the legend."""
    narrow = {band.css: band.wide for band in BANDS if band.wide < 1}
    assert len(set(narrow.values())) == len(narrow) == 2
    for css, wide in narrow.items():
        assert f"scale:{str(wide).lstrip('0')} 1" in STYLE.partition(f"i.{css}{{")[2].partition("}")[0]


def test_the_stylesheet_fetches_nothing() -> None:
    """The policy would stop it; nothing must be there to stop."""
    assert not re.search(r"url\(|@import|@font-face|image-set|expression", STYLE)
