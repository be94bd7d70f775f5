"""A review in a browser: it asks for nothing, complains of nothing, fits its window, and its switches work.

Chromium is Debian's package; without it these tests are skipped. One browser and one load a page and
width: the questions are put to a page while it is open.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from presscut.cli import run
from tests.support.browser import COMPLAINTS, WIDTHS, Browser, assert_fits

ACTS = ("Page.javascriptDialogOpening", "Page.windowOpen", "Page.frameRequestedNavigation", "Page.frameAttached")
HOSTILE = """\
# The <script>alert(1)</script> lamp

By <img src=https://evil.example/x.png onerror=alert(2)> Odile Brandvik

The keeper climbed the stairs \u202eat dusk\u202c, as she had \x07 done for \x1b[31m years,
and [nobody](javascript:alert(3)) thanked her for it. </del></p></li></ol></section></main>
<style>*{display:none}</style>

<meta http-equiv=refresh content="0; url=https://evil.example/"><iframe src="https://evil.example/"></iframe> is what
she wrote into the book, and <a href="javascript:alert(4)" onclick="alert(5)">nobody</a> read it <svg onload=alert(6)>.

<form action=https://evil.example/><input autofocus onfocus=alert(7)></form> and then she went down again to her soup.

"""
SHORT = """\
# The lamp

The keeper climbed the stairs at dusk, as she had done for thirty years, and nobody thanked her for it.

Then she went down again to her soup, and wrote into the book that the night was clear.
"""
LONG = "aVeryLongWordWithoutAnyPlaceToBreakIt" * 200


@pytest.fixture(scope="module")
def reviews(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of reviews: all samples with their index, the Arabic one alone, and a hostile page."""
    folder = tmp_path_factory.mktemp("reviews")
    samples = root / "seeds" / "samples"
    (folder / "hostile.md").write_text(HOSTILE + LONG + "\n", encoding="utf-8")
    for name, page in (
        ("samples", samples),
        ("arabic", samples / "ar-01.html"),
        ("page", samples / "en-print-02.md"),
        ("hostile", folder / "hostile.md"),
    ):
        run(["review", str(page), "-o", str(folder / f"{name}.html")])
        assert (folder / f"{name}.html").exists()
    return folder


def assert_quiet(browser: Browser, url: str) -> None:
    """The page asked for nothing but itself, said nothing and did nothing."""
    asked = [event["request"]["url"] for event in browser.happened("Network.requestWillBeSent")]
    assert asked == [url.partition("#")[0]]
    assert browser.happened(*COMPLAINTS, *ACTS) == []


def test_a_page_that_is_not_quiet_is_noticed(browser: Browser, tmp_path: Path) -> None:
    """The other tests are worth something only if this one holds."""
    noisy = tmp_path / "noisy.html"
    for content in (
        "<img src=http://127.0.0.1:9/x.png>",
        "<script>console.log(1)</script>",
        "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'\"><img src=x.png>",
        "<iframe srcdoc=x></iframe>",
    ):
        noisy.write_text(content)
        browser.open(noisy.as_uri(), WIDTHS[0])
        with pytest.raises(AssertionError):
            assert_quiet(browser, noisy.as_uri())
    noisy.write_text("<pre>" + LONG)
    browser.open(noisy.as_uri(), WIDTHS[0])
    with pytest.raises(AssertionError):
        assert_fits(browser, "noisy")


@pytest.mark.parametrize("width", WIDTHS)
def test_all_samples(browser: Browser, reviews: Path, root: Path, width: int) -> None:
    """The index, then each page by its link."""
    url = (reviews / "samples.html").as_uri()
    browser.open(url, width)
    assert_quiet(browser, url)
    assert_fits(browser, "index")
    visible = "[...document.querySelectorAll('section')].filter(s => s.checkVisibility()).map(s => s.id)"
    assert browser.value(visible) == ["index"]
    for number in range(1, 1 + len(list((root / "seeds" / "samples").iterdir()))):
        browser.value(f"location.hash = 'p{number}-page'")
        assert browser.value(visible) == [f"p{number}-page"]
        assert_fits(browser, f"page {number}")
    browser.value("location.hash = 'p2-b3'")
    assert browser.value(visible) == ["p2-page"]
    browser.value("document.querySelector('a.brand').click()")
    assert browser.value(visible) == ["index"]
    assert_quiet(browser, url)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ["arabic", "page", "hostile"])
def test_one_page(browser: Browser, reviews: Path, name: str, width: int) -> None:
    """Source and clean text of one page; a hostile one is as quiet as the others."""
    url = (reviews / f"{name}.html").as_uri()
    browser.open(url, width)
    title = browser.value("document.title")
    assert_fits(browser, "source")
    browser.value("document.querySelector('#vt').click()")
    assert_fits(browser, "source with all terms")
    browser.value("document.querySelector('#vc').click()")
    assert_fits(browser, "clean text")
    browser.value("document.querySelectorAll('a, summary').forEach(e => e.click())")
    assert_quiet(browser, url)
    assert browser.value("document.title") == title
    assert browser.value("document.querySelectorAll('section').length") == 1


def test_the_clean_view_is_the_clean_text(browser: Browser, reviews: Path, root: Path) -> None:
    """What a reader sees and copies there is what `clean` prints."""
    from presscut import clean

    browser.open((reviews / "page.html").as_uri(), WIDTHS[0])
    browser.value("document.querySelector('#vc').click()")
    article = clean((root / "seeds" / "samples" / "en-print-02.md").read_bytes())
    assert browser.value("document.querySelector('ol.s').innerText").split() == article.text.split()
    assert "Ilse Marrowby" in browser.value("document.querySelector('dl').innerText")


def test_all_terms_are_a_switch(browser: Browser, reviews: Path) -> None:
    """Closed notes keep the page calm; who studies it opens all at once."""
    browser.open((reviews / "page.html").as_uri(), WIDTHS[0])
    shown = "[...document.querySelectorAll('details li')].filter(e => e.checkVisibility()).length"
    assert browser.value(shown) == 0
    browser.value("document.querySelector('#vt').click()")
    assert browser.value(shown) == browser.value("document.querySelectorAll('details li').length")


def test_keys_reach_everything(browser: Browser, reviews: Path) -> None:
    """The switches, the legend, each block and its note, but not the map, which doubles the gutter."""
    browser.open((reviews / "page.html").as_uri(), WIDTHS[0])
    seen = set()
    for _ in range(200):
        browser.ask("Input.dispatchKeyEvent", type="keyDown", key="Tab", code="Tab", windowsVirtualKeyCode=9)
        seen.add(browser.value("document.activeElement.closest('[id]').id + ' ' + document.activeElement.localName"))
    blocks = browser.value("document.querySelectorAll('ol.s > li').length")
    assert {"vs input", "vt input"} <= seen
    assert {f"b{n} a" for n in range(blocks)} | {f"b{n} summary" for n in range(blocks)} <= seen


def test_right_to_left_begins_on_the_right(browser: Browser, reviews: Path) -> None:
    """Gutter, text, margin from right to left; a Latin line in it still reads from left to right."""
    browser.open((reviews / "arabic.html").as_uri(), WIDTHS[0])
    lefts = "[...document.querySelector('ol.s > li').children].map(e => Math.round(e.getBoundingClientRect().left))"
    gutter, *_, note, text = browser.value(lefts)
    assert gutter > text > note


def test_print_shows_the_page_without_its_controls(browser: Browser, reviews: Path) -> None:
    """Paper has no switches, and black on white whatever the screen had."""
    browser.open((reviews / "page.html").as_uri(), WIDTHS[0])
    browser.ask("Emulation.setEmulatedMedia", media="print")
    shown = "[...document.querySelectorAll('nav, svg.map')].filter(e => e.checkVisibility()).length"
    assert browser.value(shown) == 0
    assert browser.value("document.querySelector('del').checkVisibility()")
    browser.ask("Emulation.setEmulatedMedia", media="")


def test_dark_is_dark(browser: Browser, reviews: Path) -> None:
    """Who reads at night has said so to the system."""
    ground = "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number).reduce((a, b) => a + b)"
    browser.open((reviews / "page.html").as_uri(), WIDTHS[0])
    light = browser.value(ground)
    browser.ask("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": "dark"}])
    assert browser.value(ground) < 128 < light
    browser.ask("Emulation.setEmulatedMedia", features=[])


def test_beside_the_index_there_is_nothing_to_switch(browser: Browser, reviews: Path) -> None:
    """A way back to where one is, and three switches that do nothing, were the first things a reader tried."""
    url = (reviews / "samples.html").as_uri()
    bar = "[...document.querySelectorAll('nav[aria-label=View] > *')]"
    seen = f"{bar}.filter(e => e.checkVisibility()).map(e => e.innerText)"
    browser.open(url, WIDTHS[0])
    assert browser.value(seen) == ["presscut review"]
    browser.open(f"{url}#p2-page", WIDTHS[0])
    back, switches = browser.value(seen)
    assert back == "← all pages"
    assert "Clean text" in switches


def test_numbers_stand_below_their_heads(browser: Browser, reviews: Path) -> None:
    """Heads to the left and numbers to the right belonged to each other's neighbours."""
    browser.open((reviews / "samples.html").as_uri(), WIDTHS[0])
    ends = "[...document.querySelectorAll('{}')].slice(2, 5).map(e => getComputedStyle(e).textAlign)"
    assert (
        browser.value(ends.format("thead th")) == browser.value(ends.format("tbody tr:last-child > *")) == ["end"] * 3
    )


def test_a_short_page_ends_where_its_blocks_end(browser: Browser, tmp_path: Path) -> None:
    """The map was as high as the window, and half a screen of nothing stood below three blocks."""
    (tmp_path / "short.md").write_text(SHORT, encoding="utf-8")
    run(["review", str(tmp_path / "short.md"), "-o", str(tmp_path / "short.html")])
    browser.open((tmp_path / "short.html").as_uri(), WIDTHS[0])
    end = "document.querySelector('{}').getBoundingClientRect().bottom"
    assert browser.value(end.format(".map")) <= browser.value(end.format("ol.s")) + 1
    assert browser.value("document.querySelector('.map').getBoundingClientRect().height") > 100
    assert browser.value(end.format("footer")) < browser.value("innerHeight")
