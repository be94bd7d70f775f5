"""Many pages through one call: in order, whatever happens to one of them."""

from __future__ import annotations

import os
import signal
import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from presscut import Article, Page, Problem, clean, clean_many, source_text
from presscut.errors import ConfigError, NoArticle, UsageError
from presscut.workers import in_order
from tests.presscut.conftest import ARTICLE, NEWSLETTER, OWN_PACK

PROSE = ARTICLE.partition("\n\n")[2]
HTML = f"<html><body><article><h1>The ferry</h1><p>{PROSE}</p></article></body></html>"


def test_results_come_in_order_as_articles_or_problems() -> None:
    """One bad document never ends the stream, and nothing loses its place."""
    items: list[object] = [
        PROSE,
        b"",
        {"html": HTML, "url": "https://courier.example/ferry"},
        {"url": "https://courier.example/nothing"},
        17,
        {"text": PROSE, "url": 3},
        {"text": PROSE, "media_type": "pdf"},
        PROSE.encode("utf-16"),
    ]
    results = list(clean_many(items))  # type: ignore[arg-type] # what a caller without types hands in
    codes = [result.code if isinstance(result, Problem) else "article" for result in results]
    assert codes == ["article", "empty", "article", "not-a-page", "not-a-page", "not-a-page", "not-a-page", "article"]
    assert [result.where for result in results if isinstance(result, Problem)] == [
        "item 2",
        "item 4",
        "item 5",
        "item 6",
        "item 7",
    ]
    assert isinstance(results[2], Article)
    assert results[2].url == "https://courier.example/ferry"


@pytest.mark.parametrize("nothing", ["", b"", " \n", None])
def test_text_is_read_where_html_holds_nothing(nothing: object) -> None:
    """What `presscut clean` takes as JSON lines is taken here as well."""
    assert list(clean_many([{"html": nothing, "text": PROSE}])) == list(clean_many([{"text": PROSE}]))
    (found,) = clean_many([{"html": nothing}])
    assert isinstance(found, Problem)


class NamedPage(NamedTuple):
    """A row as `DataFrame.itertuples` gives it."""

    row: int
    text: str
    url: float | str


class NaTType:
    """As pandas has it for a time that is missing."""


def test_rows_of_tables_are_taken() -> None:
    """Pages stand in tables; who had to turn each row into a dictionary first would do it wrong now and then."""
    connection = sqlite3.connect(":memory:")
    connection.row_factory = sqlite3.Row
    (row,) = connection.execute("select ? as text, 'https://courier.example/ferry' as url, null as fetched", [PROSE])
    named = NamedPage(0, PROSE, "https://courier.example/ferry")
    (plain,) = clean_many([{"text": PROSE, "url": "https://courier.example/ferry"}])
    assert list(clean_many([row, named])) == [plain, plain]


def test_what_a_data_frame_has_for_a_missing_cell_is_missing() -> None:
    """pandas writes NaN into a column of texts: one page without an address was refused with its text."""
    (plain,) = clean_many([{"text": PROSE}])
    nan = float("nan")
    holes = {"html": nan, "text": PROSE, "url": nan, "media_type": nan, "fetched": NaTType()}
    assert list(clean_many([holes, NamedPage(0, PROSE, nan), {"text": PROSE, "url": ""}])) == [plain] * 3
    (found,) = clean_many([{"html": nan, "text": nan}])
    assert isinstance(found, Problem)
    assert found.message == "has neither text nor html"


def test_bytes_of_any_kind_are_bytes() -> None:
    """Databases and sockets give a memoryview or a bytearray."""
    content = PROSE.encode()
    (plain,) = clean_many([content])
    assert list(clean_many([bytearray(content), memoryview(content), {"text": memoryview(content)}])) == [plain] * 3
    assert clean(bytearray(content)) == plain
    assert source_text(memoryview(content)) == source_text(content)


def test_a_date_is_a_time() -> None:
    """A column of days in a table."""
    (article,) = clean_many([{"text": PROSE, "fetched": date(2031, 5, 6)}])
    assert isinstance(article, Article)
    assert article.source.fetched == "2031-05-06"


def test_a_page_of_another_type_is_named() -> None:
    """It was said to be missing."""
    (found,) = clean_many([{"text": 3}])
    assert isinstance(found, Problem)
    assert found.message == "its text is int, not str or bytes"


@pytest.mark.parametrize(
    "said", [{"jobs": "2"}, {"jobs": 2.0}, {"jobs": None}, {"level": None}, {"engine": 3}, {"keep": [None]}]
)
def test_a_word_of_another_type_is_named(said: dict[str, Any]) -> None:
    """What was said of it ("'NoneType' object is not iterable") named neither the word nor what it can be."""
    with pytest.raises(UsageError, match=r"^(None is not|3 is not|jobs must be)"):
        clean_many([PROSE], **said)


@pytest.mark.parametrize("one", [PROSE, PROSE.encode(), {"text": PROSE}])
def test_one_page_in_place_of_many_is_refused(one: object) -> None:
    """Every letter, or every key, would be a page of its own."""
    with pytest.raises(TypeError, match=r"of one page say clean\(page\)"):
        clean_many(one)  # type: ignore[arg-type] # what a caller without types hands in


def test_the_time_of_a_page_reaches_its_article() -> None:
    """As from JSON lines; a datetime is what a program has."""
    times = ["20310506070809", "2031-05-06T09:08:09+02:00", datetime(2031, 5, 6, 7, 8, 9, tzinfo=UTC)]
    for article in clean_many([{"text": PROSE, "fetched": time} for time in times]):
        assert isinstance(article, Article)
        assert article.source.fetched == "2031-05-06T07:08:09Z"
    (found,) = clean_many([{"text": PROSE, "fetched": 7}])
    assert isinstance(found, Problem)
    assert found.message == "its fetched is int, not str, date or datetime"


def test_a_page_is_taken_as_it_is() -> None:
    """What an archive stores is a page; its article is made of the very same."""
    page = Page(PROSE.encode(), url="https://courier.example/ferry", media_type="text", fetched="2031-05-06T07:08:09Z")
    article = clean(page)
    assert (article.url, article.source.fetched) == (page.url, page.fetched)
    assert list(clean_many([page])) == [article]
    (found,) = clean_many([Page(b"")])
    assert isinstance(found, Problem)
    assert found.where == "item 1"
    with pytest.raises(UsageError, match="a Page has its own url"):
        clean(page, url="https://courier.example/")


@pytest.mark.parametrize("url", ["ferry", "", "courier.example/ferry", "https://courier.example/a b"])
def test_what_is_no_address_is_refused(url: str) -> None:
    """As the command refuses it."""
    with pytest.raises(UsageError, match="is no address; one looks like https"):
        clean(PROSE, url=url)


def test_number_of_jobs_changes_nothing() -> None:
    """Same in, same out: whatever the order in which workers finish."""
    items = [f"{PROSE}\n\nThe {number}th boat carries {number * 7} letters to the island.\n" for number in range(12)]
    assert list(clean_many(items, jobs=3)) == list(clean_many(items))


def test_one_and_many_agree() -> None:
    """Two doors to the same room."""
    assert list(clean_many([PROSE])) == [clean(PROSE)]


def test_items_are_read_only_a_few_ahead() -> None:
    """A generator over a million pages must not be drawn into memory."""
    drawn = []

    def pages() -> Iterator[str]:
        for number in range(1000):
            drawn.append(number)
            yield PROSE

    stream = clean_many(pages(), jobs=2)
    next(stream)
    assert len(drawn) <= 2 * 4 + 1
    stream.close()  # type: ignore[attr-defined] # a generator; closing it ends the workers


@pytest.mark.parametrize("jobs", [1, 2])
def test_articles_come_before_the_failure_of_the_items(jobs: int) -> None:
    """What could be read is cleaned and handed on, for any number of workers; then the caller hears of it."""

    def pages() -> Iterator[str]:
        for number in range(10):
            yield f"{PROSE}\n\nThe {number}th boat carries the post to the island.\n"
        raise OSError("the disk is gone")

    cleaned: list[Article | Problem] = []
    with pytest.raises(OSError, match="the disk is gone"):
        cleaned.extend(clean_many(pages(), jobs=jobs))
    assert len(cleaned) == 10


def die_on_three(item: int) -> int:
    if item == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return item * 10


def fragile() -> Callable[[int], int]:
    return die_on_three


def test_killed_worker_costs_only_its_item() -> None:
    """The memory of a worker can run out, or a C library crash: one document, not the night."""
    results = list(in_order(range(20), fragile, jobs=2, dead=lambda item: -item))
    assert results == [-3 if item == 3 else item * 10 for item in range(20)]


def test_words_of_the_call_are_checked_at_once() -> None:
    """An error after a million pages comes too late."""
    with pytest.raises(UsageError, match="'hard' is not a level"):
        clean_many([PROSE], level="hard")
    with pytest.raises(UsageError, match="jobs must be a whole number of at least 1"):
        clean_many([PROSE], jobs=0)
    with pytest.raises(ConfigError, match="nowhere"):
        clean_many([PROSE], rules=["nowhere.toml"])
    with pytest.raises(ConfigError, match="no rule 'en/nothing' to disable"):
        clean_many([PROSE], disable=["en/nothing"], jobs=2)


def test_an_unknown_rule_to_disable_names_the_few_that_are_like_it() -> None:
    """A list of whatever comes first in the alphabet is no help."""
    with pytest.raises(ConfigError, match=r"did you mean 'en/donate/button'( or '[^']+'){0,2}\?$"):
        clean(PROSE, disable="en/donate/buton")
    with pytest.raises(ConfigError, match=r"to disable; `presscut rules list` shows what there is$"):
        clean(PROSE, disable="xyzzy")


@pytest.mark.parametrize("nothing", ["", " \n", b"", b"\x00\x01\x02\x03" * 50])
def test_empty_or_binary_content_has_no_article(nothing: str | bytes) -> None:
    """There is nothing that an article could stand for."""
    with pytest.raises(NoArticle):
        clean(nothing)


def test_options_reach_the_judge() -> None:
    """A kept kind stays, in the call as on the command line."""
    assert NEWSLETTER not in clean(ARTICLE, media_type="markdown").text
    assert NEWSLETTER in clean(ARTICLE, media_type="markdown", keep=["newsletter"]).text


def test_one_alone_needs_no_list() -> None:
    """A lone str is a sequence of its letters, and a rule pack called m is not there."""
    Path("mine.toml").write_text(OWN_PACK, encoding="utf-8")
    assert NEWSLETTER in clean(ARTICLE, media_type="markdown", keep="newsletter").text
    for rules in ("mine.toml", Path("mine.toml")):
        assert "Tickets" not in clean(ARTICLE, media_type="markdown", rules=rules).text
        assert "Tickets" in clean(ARTICLE, media_type="markdown", rules=rules, disable="mine/tickets").text


def test_what_can_be_no_page_or_address_is_a_type_error() -> None:
    """The mistake is the caller's, and shows at the call."""
    with pytest.raises(TypeError, match="the url of a page is str, not int"):
        clean(ARTICLE, url=5)  # type: ignore[arg-type] # what a caller without types hands in
    with pytest.raises(TypeError, match="a page is str or bytes, not PosixPath; read the file first"):
        clean(Path("page.html"))  # type: ignore[arg-type]


@pytest.mark.parametrize("content", [ARTICLE, ARTICLE.encode(), HTML, HTML.encode()])
def test_offsets_point_into_the_source_text(content: str | bytes) -> None:
    """What `source_text` gives is what every offset of the article counts in."""
    article, source = clean(content), source_text(content)
    assert article.stats.source_chars == len(source)
    for entry in article.ledger:
        assert source[entry.src_start : entry.src_end] == entry.text


def test_text_with_half_a_character_is_cleaned() -> None:
    """JSON can hold half of a surrogate pair; UTF-8 cannot."""
    assert "\ud83d" not in clean(PROSE + "\ud83d").text
    assert clean(PROSE, url="https://courier.example/\ud83d").url == "https://courier.example/\ufffd"


def test_markup_that_claims_another_encoding_is_read_as_it_is() -> None:
    """A str has been decoded already; what its meta element says was true of the bytes."""
    html = HTML.replace("<body>", '<head><meta charset="utf-16"></head><body>').replace("ferry", "fähre")
    assert "fähre" in clean(html).text
