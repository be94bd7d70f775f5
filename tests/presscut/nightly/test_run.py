"""The night, step by step, without a network."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from presscut.archive.disk import Disk
from presscut.archive.pruning.choosing import Choice
from presscut.archive.pruning.writing import prune
from presscut.archive.recovery import House
from presscut.archive.sources.source import Source
from presscut.archive.store import Archive
from presscut.cleaner.model import Article, Page
from presscut.errors import Problem
from presscut.nightly.cleaning import source_cleaner
from presscut.nightly.desk import STOPPED
from presscut.nightly.means import Found
from presscut.nightly.run import Night
from presscut.options import Options
from tests.archive.pruning.making import HAND
from tests.presscut.nightly.nights import CHECK, FEED, SITE, World

LONG = "The ferry to Lowmere sails again." + " It sails again." * 60
DROP = Source("drop", "folder", path=Path("drop"), site="courier.example")


def world(count: int = 3) -> World:
    return World(pages={f"{SITE}/{number}": f"Page {number}. {LONG}" for number in range(count)})


def texts(path: Path) -> dict[str, str]:
    with Archive(path) as archive:
        return {made.url or "": made.text for made in archive.articles()}


def test_the_first_night_stores_everything(tmp_path: Path) -> None:
    """What the feed names is fetched, cleaned and stored."""
    courier = world()
    report = courier.run(tmp_path)
    assert report.outcome == "done"
    assert {key: report.counts[key] for key in ("found", "asked", "fetched", "stored", "failed", "waiting")} == {
        "found": 3,
        "asked": 3,
        "fetched": 3,
        "stored": 3,
        "failed": 0,
        "waiting": 0,
    }
    assert texts(tmp_path) == {url: text for url, text in courier.pages.items() if isinstance(text, str)}


def test_a_second_night_asks_whether_anything_changed(tmp_path: Path) -> None:
    """Nothing new: the servers say 304, nothing is stored but their word for it."""
    courier = world()
    courier.run(tmp_path)
    report = courier.run(tmp_path)
    assert report.outcome == "done"
    assert (report.counts["asked"], report.counts["not_modified"], report.counts["stored"]) == (3, 3, 0)
    with Archive(tmp_path) as archive:
        assert archive.stats().articles == 3
        assert archive.stats().revisits == 3


def test_a_source_that_is_never_refreshed_is_left_in_peace(tmp_path: Path) -> None:
    """What is archived is not asked for again unless the source says that it changed."""
    courier = world()
    source = replace(FEED, refresh="never")
    courier.run(tmp_path, source)
    courier.run(tmp_path, source)
    assert courier.asked == []


def test_a_page_that_its_source_says_has_changed_is_asked_for_again(tmp_path: Path) -> None:
    """Once for each change, and no other: that is what a source does unless it is told otherwise."""
    courier = world()
    source = replace(FEED, refresh="changed")
    courier.run(tmp_path, source)
    courier.pages[f"{SITE}/1"] = f"Page 1, corrected. {LONG}"
    courier.changed[f"{SITE}/1"] = (courier.now() + timedelta(hours=1)).isoformat()
    report = courier.run(tmp_path, source)
    assert (courier.asked, report.counts["stored"]) == ([f"{SITE}/1"], 1)
    courier.run(tmp_path, source)
    assert courier.asked == []


def test_a_page_that_changed_on_the_day_of_the_night_is_asked_for_once_more(tmp_path: Path) -> None:
    """A sitemap that says the day alone says the same of a change before the night and of one after it."""
    courier = world(1)
    source = replace(FEED, refresh="changed")
    (page,) = courier.pages
    courier.run(tmp_path, source)
    courier.changed[page] = courier.now().date().isoformat()
    courier.pages[page] = f"Corrected at noon. {LONG}"
    assert courier.run(tmp_path, source).counts["stored"] == 1
    courier.run(tmp_path, source)
    assert courier.asked == []


def test_a_source_that_is_to_be_refreshed_from_now_on_is(tmp_path: Path) -> None:
    """Its pages were stored when they were never to be asked for again."""
    courier = world()
    courier.run(tmp_path, replace(FEED, refresh="changed"))
    courier.run(tmp_path, replace(FEED, refresh="weekly"))
    assert sorted(courier.asked) == sorted(courier.pages)
    courier.run(tmp_path, replace(FEED, refresh="weekly"))
    assert courier.asked == []


def test_a_changed_page_is_stored_beside_the_old_one(tmp_path: Path) -> None:
    """Both versions are kept; the address shows the new one."""
    courier = world()
    courier.run(tmp_path)
    courier.pages[f"{SITE}/1"] = f"Page 1, corrected. {LONG}"
    report = courier.run(tmp_path)
    assert (report.counts["not_modified"], report.counts["stored"]) == (2, 1)
    with Archive(tmp_path) as archive:
        assert archive.stats().articles == 4
        current = archive.current(f"{SITE}/1")
        assert current is not None
        found = archive.get(current.id)
        assert found is not None
        assert found.text == courier.pages[f"{SITE}/1"]


def test_a_failure_waits_and_the_rest_goes_on(tmp_path: Path) -> None:
    """A server that is down costs its own page; tomorrow it is asked again, and the wait grows."""
    courier = world()
    courier.pages[f"{SITE}/1"] = Problem("http-503", f"{SITE}/1", "the server is not there tonight")
    report = courier.run(tmp_path)
    assert report.outcome == "problems"
    assert (report.counts["stored"], report.counts["failed"]) == (2, 1)
    assert [problem.code for problem in report.problems] == ["http-503"]
    asked = []
    for _ in range(5):
        courier.run(tmp_path)
        asked.append(f"{SITE}/1" in courier.asked)
    assert asked == [True, True, False, True, False]


@pytest.mark.timeout(60)
def test_a_page_over_which_the_fetcher_breaks_costs_itself_alone(tmp_path: Path) -> None:
    """One header that nobody thought of let the night wait for ever for a thread that was dead."""
    courier = world(9)
    courier.broken = {f"{SITE}/{number}" for number in (0, 1, 2, 8)}  # more of them than there are threads
    report = courier.run(tmp_path)
    assert (report.outcome, report.counts["stored"], report.counts["failed"]) == ("problems", 5, 4)
    assert {(problem.code, problem.where) for problem in report.problems} == {("unexpected", u) for u in courier.broken}
    courier.broken = set()
    assert courier.run(tmp_path).counts["stored"] == 4


def test_a_source_that_cannot_be_read_costs_itself_alone(tmp_path: Path) -> None:
    """One address that nobody can join ended the night. What the source named before it is taken, and so are others."""
    courier = world(1)
    courier.drop = [Page(LONG.encode(), url=f"{SITE}/dropped")]
    courier.broken = {FEED.url or ""}
    report = courier.run(tmp_path, FEED, DROP)
    assert (report.outcome, report.counts["stored"], report.counts["failed"]) == ("problems", 2, 1)
    assert [(problem.code, problem.where) for problem in report.problems] == [("unexpected", FEED.url)]


def test_a_page_that_stands_in_fails_and_is_asked_for_again(tmp_path: Path) -> None:
    """The article before stays, the wait grows while the check comes, and what comes after it is stored."""
    courier = world()
    courier.run(tmp_path)
    page = f"{SITE}/1"
    story, courier.pages[page] = courier.pages[page], CHECK
    asked = []
    for _ in range(5):
        report = courier.run(tmp_path)
        asked.append(page in courier.asked)
        assert report.counts["failed"] == asked[-1]
        assert report.counts["held"] == 0
    assert asked == [True, True, True, False, True]
    assert texts(tmp_path)[page] == story
    courier.pages[page] = f"Page 1, after the check. {LONG}"
    for _ in range(4):
        courier.run(tmp_path)
    assert texts(tmp_path)[page] == courier.pages[page]


def test_an_error_page_is_no_article_of_the_night() -> None:
    """What the judge flags becomes a problem, unless the source wants such pages."""
    markup = "<html lang=en><h1>Page not found</h1><p>The page you are looking for has been moved.</p></html>"
    page = Page(markup.encode(), url=f"{SITE}/1", origin=f"{SITE}/1")
    own = Options(engine="own")
    clean = source_cleaner({"": own, "errors": replace(own, keep=frozenset({"error"}))}, {})
    made = clean(("courier", page))
    assert made == Problem("page-error", f"{SITE}/1", "an error page came in its place")
    kept = clean(("errors", page))
    assert isinstance(kept, Article)
    assert "has been moved" in kept.text


def test_a_page_whose_cleaner_fails_is_on_disk_all_the_same(tmp_path: Path) -> None:
    """The original is the treasure; a better presscut makes the article of it."""
    courier = world(1)
    courier.pages[f"{SITE}/0"] = "broken"
    report = courier.run(tmp_path)
    assert report.counts["failed"] == 1
    with Archive(tmp_path) as archive:
        assert archive.stats().originals == 1


@pytest.mark.parametrize("words", ["broken", CHECK])
def test_a_page_without_an_article_is_not_done_because_it_has_not_changed(tmp_path: Path, words: str) -> None:
    """A cleaner that fails, or a check of who is asking, then a server that is down: 304 counted as the article."""
    courier = world(1)
    (page,) = courier.pages
    for said in (words, Problem("http-503", page, "the server is not there tonight"), words):
        courier.pages[page] = said
        report = courier.run(tmp_path)
        assert (report.counts["failed"], report.counts["not_modified"]) == (1, 0)
    with Archive(tmp_path) as archive:
        assert archive.queue.counts() == {"failed": 1}


def test_a_much_shorter_page_is_held_and_the_old_one_stays(tmp_path: Path) -> None:
    """A paywall must not take the place of an article. It is stored, and waits for a person."""
    courier = world()
    courier.run(tmp_path)
    old = courier.pages[f"{SITE}/1"]
    courier.pages[f"{SITE}/1"] = "Subscribe to read on."
    report = courier.run(tmp_path)
    assert report.outcome == "problems"
    assert report.counts["held"] == 1
    assert [reason for _, _, reason in report.held] == ["4 words; the article before has 188"]
    with Archive(tmp_path) as archive:
        (held,) = archive.held()
        current = archive.current(f"{SITE}/1")
        assert current is not None
        assert current.id != held
        found = archive.get(f"{SITE}/1")
        assert found is not None
        assert found.text == old


def test_pages_of_a_folder_are_taken_once(tmp_path: Path) -> None:
    """A drop folder is looked at every night; what lies there is known by its bytes."""
    courier = World(drop=[Page(LONG.encode(), url=f"{SITE}/dropped"), Page(b"Words without an address.")])
    assert courier.run(tmp_path, DROP).counts["stored"] == 2
    again = courier.run(tmp_path, DROP)
    assert (again.counts["found"], again.counts["stored"]) == (0, 0)
    assert set(texts(tmp_path).values()) == {LONG, "Words without an address."}


def test_a_page_of_a_folder_is_named_by_its_file_as_long_as_it_fails(tmp_path: Path) -> None:
    """Its key is the digest of its bytes, which leads nobody to it; every night that looks at the folder knows."""
    courier = World(drop=[Page(b"broken", url=f"{SITE}/2", origin="crawl.warc.gz#7")])
    named = [problem.where for _ in range(4) for problem in courier.run(tmp_path, DROP).problems]
    assert len(named) > 1
    assert set(named) == {"crawl.warc.gz#7"}


def test_no_more_is_asked_of_a_source_than_it_allows(tmp_path: Path) -> None:
    """A new feed with ten thousand pages is worked off over many nights."""
    courier = world(5)
    source = replace(FEED, per_night=2)
    counts = [courier.run(tmp_path, source).counts for _ in range(3)]
    assert [each["stored"] for each in counts] == [2, 2, 1]
    assert [each["waiting"] for each in counts] == [3, 1, 0]


def test_offline_asks_nobody(tmp_path: Path) -> None:
    """What was fetched before is cleaned, folders are read; no server hears of it."""
    courier = world()
    courier.drop = [Page(LONG.encode(), url=f"{SITE}/dropped")]
    courier.offline = True
    report = courier.run(tmp_path, FEED, DROP)
    assert courier.asked == []
    assert report.counts["stored"] == 1


@pytest.mark.parametrize("skip", [False, True])
def test_a_page_that_asks_not_to_be_archived(tmp_path: Path, skip: bool) -> None:
    """The setting decides: stored with a flag, or not stored."""
    courier = world(1)
    courier.pages[f"{SITE}/0"] = f"noarchive {LONG}"
    courier.skip_wishes = skip
    report = courier.run(tmp_path)
    assert (report.counts["stored"], report.counts["skipped"]) == ((0, 1) if skip else (1, 0))
    assert report.outcome == "done"


def test_what_was_pruned_stays_away(tmp_path: Path) -> None:
    """Who asked to be taken out must not come back with the next feed, even when the queue is lost."""
    courier = world(2)
    courier.drop = [Page(b"Words without an address.")]
    with Archive(tmp_path, create=True, now=courier.now) as archive:
        archive.note("tombstone", f"{SITE}/1", reason="asked for by its author")
        archive.note("tombstone", f"urn:sha256:{sha256(courier.drop[0].content).hexdigest()}")
    report = courier.run(tmp_path, FEED, DROP)
    assert courier.asked == [f"{SITE}/0"]
    assert (report.counts["stored"], report.counts["skipped"]) == (1, 2)


def test_what_was_pruned_on_the_day_it_was_stored_stays_away(tmp_path: Path) -> None:
    """A sitemap that says the day alone says nothing new of a page that was stored and taken out on that day."""
    courier = world(1)
    source = replace(FEED, refresh="changed")
    (page,) = courier.pages
    courier.run(tmp_path, source)
    prune(House(tmp_path, Disk()), Choice(keys=(page,)), replace(HAND, now=courier.now()))
    courier.changed[page] = courier.now().date().isoformat()
    courier.run(tmp_path, source)
    assert courier.asked == []


def test_a_night_that_is_stopped_goes_on_the_next_time(tmp_path: Path) -> None:
    """The time is up after two pages: what is under way is finished, the rest waits."""
    courier = world(9)
    courier.stopped = lambda: len(courier.asked) >= 2
    report = courier.run(tmp_path)
    assert (report.outcome, report.why) == ("stopped", "a signal")
    stored = report.counts["stored"]
    assert 2 <= stored < 9
    assert report.counts["waiting"] == 9 - stored
    courier.stopped = lambda: False
    assert courier.run(tmp_path).counts["stored"] == 9 - stored
    assert len(texts(tmp_path)) == 9


class Ending(World):
    """A world in which the night ends while a source waits for its turn."""

    def look(self, source: Source) -> Iterable[Found | Page | Problem]:
        self.asked.append(source.url or "")
        yield Problem(STOPPED, source.url or "", "the night ended before its turn")


def test_a_source_that_had_no_turn_has_not_failed(tmp_path: Path) -> None:
    """A service that is ended at once reported trouble that nobody has."""
    courier = Ending()
    courier.stopped = lambda: bool(courier.asked)
    report = courier.run(tmp_path)
    assert (report.outcome, report.counts["failed"], report.problems) == ("stopped", 0, [])


def test_an_empty_page_is_no_304_whatever_its_server_calls_it(tmp_path: Path) -> None:
    """Only the status says so (RFC 9112, 4): the phrase behind it is for people."""
    courier = world(1)
    page = Page(b"", url=f"{SITE}/0", headers=("HTTP/1.1 200 304 of 900", ()), fetched=courier.now().isoformat())
    means = replace(courier.means(), fetch=lambda _: (page,))
    with Archive(tmp_path, create=True, now=courier.now, host="test") as archive:
        report = Night(archive, {FEED.name: FEED}, means, run="1").run()
    assert (report.counts["fetched"], report.counts["not_modified"]) == (1, 0)


def test_a_site_whose_template_changed_is_held(tmp_path: Path) -> None:
    """Articles that suddenly keep next to nothing of their pages are suspect, all of that site and night."""
    courier = World(pages={f"{SITE}/{n}": f"Page {n}. {LONG}" for n in range(12)})
    courier.run(tmp_path)
    for number in range(12, 16):
        courier.pages[f"{SITE}/{number}"] = " " * number
    report = courier.run(tmp_path)
    assert {code for _, code, _ in report.alarms} >= {"no-article"}
    assert report.counts["held"] == 4


def test_a_site_that_wants_long_pauses_gets_its_pages_one_by_one(tmp_path: Path) -> None:
    """A Crawl-delay of an hour lets one page a night come; the others wait, and are neither failed nor put off."""
    world = World(pages={f"{SITE}/{n}": Problem("crawl-delay", f"{SITE}/{n}", "not tonight") for n in range(3)})
    for left in (3, 2, 1):
        world.pages[f"{SITE}/{left - 1}"] = f"the ferry, part {left}"
        report = world.run(tmp_path)
        assert (report.counts["stored"], report.counts["failed"], report.counts["waiting"]) == (1, 0, left - 1)
        assert not report.troubled


def test_a_site_whose_robots_txt_is_not_to_be_had_is_asked_tomorrow(tmp_path: Path) -> None:
    """A server that was down for a night must not be left alone for a month, and somebody should hear of it."""
    world = World(pages={f"{SITE}/1": Problem("no-robots", f"{SITE}/1", "503")})
    assert world.run(tmp_path).counts["failed"] == 1
    world.pages[f"{SITE}/1"] = "the ferry runs again"
    assert world.run(tmp_path).counts["stored"] == 1


def test_a_source_may_get_another_name(tmp_path: Path) -> None:
    """What the old name had queued goes on under the new one as soon as that names it; it is not stored again."""
    world = World(pages={f"{SITE}/1": "the ferry runs", f"{SITE}/2": Problem("timeout", f"{SITE}/2", "timed out")})
    world.run(tmp_path, FEED)
    world.pages[f"{SITE}/2"] = "the mill turns"
    report = world.run(tmp_path, replace(FEED, name="courier, renamed"))
    assert (report.counts["stored"], report.counts["not_modified"]) == (1, 1)
    assert set(report.sources) == {"courier, renamed"}


def test_news_do_not_wait_behind_a_long_past(tmp_path: Path) -> None:
    """A sitemap of ten thousand pages takes weeks at so many a night; today's page came when its letter's turn did."""
    source = replace(FEED, per_night=2, refresh="never")
    world = World(pages={f"{SITE}/{n}": f"the ferry, part {n}" for n in range(5)})
    world.run(tmp_path, source)
    world.pages[f"{SITE}/z"] = "the mill turns"
    world.run(tmp_path, source)
    assert f"{SITE}/z" in world.asked
    assert len(world.asked) == 2
    world.run(tmp_path, source)
    world.run(tmp_path, source)
    assert len(texts(tmp_path)) == 6
