"""The pages of an archive in a browser: they ask for nothing but themselves, complain of nothing and fit.

Chromium is Debian's package; without it these tests are skipped. One archive and one browser for all of them.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

from presscut.archive.disk import Disk
from presscut.archive.net.loopback import Answer, Asked, Loopback
from presscut.archive.recovery import House
from presscut.archive.store import Archive
from presscut.browse.site import site
from presscut.cli import run
from tests.presscut.browse.conftest import HOSTILE, LAMP
from tests.support.browser import COMPLAINTS, WIDTHS, Browser, assert_fits

ACTS = ("Page.javascriptDialogOpening", "Page.windowOpen")
OWN = "initialFrameNavigation"  # what loads a frame the first time
ARABIC = "ar-01.html"


class Served(NamedTuple):
    """An archive that is asked over a socket.

    Attributes:
        ids: of its articles, by address or language.
        evil: a server whose address stands wherever the hostile page has one; what it was asked for is in `asked`.
        hostile: the hostile page as a file, but it stays where it is.
    """

    address: str
    ids: dict[str, str]
    evil: str
    asked: list[str]
    hostile: Path


@contextmanager
def serving(answer: Callable[[Asked], Answer], told: Callable[[str], None]) -> Iterator[str]:
    """A server, by its address."""
    with Loopback(answer, 0, told) as server:
        thread = threading.Thread(target=server.run)
        thread.start()
        try:
            yield server.address
        finally:
            server.stop()
            thread.join()


@pytest.fixture(scope="module")
def served(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The samples and a hostile page."""
    folder = tmp_path_factory.mktemp("browse")
    hostile, place = folder / "lamp.html", ["--archive", str(folder / "kept"), "-q"]
    asked: list[str] = []
    with serving(lambda _: Answer(b"", "text/plain"), asked.append) as evil:
        hostile.write_text(HOSTILE.replace("https://evil.example/", evil), encoding="utf-8")
        run(["archive", "add", str(root / "seeds" / "samples" / ARABIC), *place])
        run(["archive", "add", str(hostile), "--url", LAMP, *place])
        run(["archive", "add", str(root / "seeds" / "samples"), *place])
        hostile.write_text(hostile.read_text().replace("http-equiv=refresh", "name=none"))  # or a test would not end
        with Archive(folder / "kept") as archive:
            ids = {entry.url or entry.language or "": entry.id for entry in archive.list()}
        with serving(site(House(folder / "kept", Disk())), lambda _: None) as address:
            yield Served(address, ids, evil, asked, hostile)


def page_of(browser: Browser, served: Served, article_id: str) -> str:
    """The address of the page that an article was made from, read from its link."""
    browser.open(f"{served.address}article/{article_id}", 1280)
    found = browser.value("document.querySelector('.tabs a:last-child').href")
    assert re.fullmatch(rf"{served.address}page/[0-9a-f-]+", found)
    return str(found)


def assert_asks_the_archive_alone(browser: Browser, address: str) -> None:
    """The page asked nobody but the archive, said nothing and did nothing."""
    asked = [event["request"]["url"] for event in browser.happened("Network.requestWillBeSent")]
    assert [url for url in asked if not url.startswith(address)] == []
    assert browser.happened(*COMPLAINTS, *ACTS) == []
    assert {event["reason"] for event in browser.happened("Page.frameRequestedNavigation")} <= {OWN}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", ["", "?q=the&language=en", "?since=x", "article/{}", "article/{}/account", "page"])
@pytest.mark.parametrize("which", [LAMP, "ar"])
def test_a_page_is_quiet_and_fits(browser: Browser, served: Served, which: str, path: str, width: int) -> None:
    """No request to anybody else, no complaint, no scrolling sideways; one heading that names the page."""
    wanted = next(one for name, one in served.ids.items() if which in name)
    address = page_of(browser, served, wanted) if path == "page" else served.address + path.format(wanted)
    browser.open(address, width)
    browser.value("document.querySelectorAll('summary').forEach(e => e.click())")
    assert_fits(browser, path)
    assert browser.value("document.querySelectorAll('h1').length") == 1
    if not path.startswith("?since"):
        assert_asks_the_archive_alone(browser, served.address)


def test_a_hostile_page_that_is_opened_asks_for_much(browser: Browser, served: Served) -> None:
    """The next test is worth something only if this one holds."""
    browser.ask("Emulation.setScriptExecutionDisabled", value=True)
    browser.open(served.hostile.as_uri(), 1280)
    browser.ask("Emulation.setScriptExecutionDisabled", value=False)
    assert served.asked
    served.asked.clear()


def test_a_hostile_page_does_nothing_in_its_frame(browser: Browser, served: Served) -> None:
    """It is shown, and neither runs, nor asks for anything, nor leaves its frame."""
    address = page_of(browser, served, served.ids[LAMP])
    browser.open(address, 1280)
    assert_asks_the_archive_alone(browser, served.address)
    asked = [event["request"]["url"] for event in browser.happened("Network.requestWillBeSent")]
    assert f"{address}/shown" in asked
    browser.open(f"{address}/shown", 1280)
    assert "The keeper climbed the stairs" in browser.value("document.body.innerText")
    assert browser.value("location.href") == f"{address}/shown"
    assert browser.value("self.origin") == "null"
    assert browser.happened(*ACTS, "Page.frameRequestedNavigation") == []
    assert served.asked == []


def test_the_list_leads_to_an_article_and_its_account(browser: Browser, served: Served) -> None:
    """As a person goes: search, article, what was taken away, page."""
    browser.open(f"{served.address}?q=bench", 1280)
    assert browser.value("document.querySelectorAll('.found mark').length") > 1
    browser.open(browser.value("document.querySelector('.found a').href"), 1280)
    tabs = browser.value("[...document.querySelectorAll('.tabs a')].map(e => e.textContent)")
    assert tabs == ["Article", "What was taken away", "As received"]
    browser.open(browser.value("document.querySelectorAll('.tabs a')[1].href"), 1280)
    assert browser.value("document.querySelectorAll('.s > li').length") > 3
    assert browser.value("getComputedStyle(document.querySelector('del')).textDecorationLine") == "line-through"
