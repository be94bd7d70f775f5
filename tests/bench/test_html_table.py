"""The bench of HTML pages: what it measures, what it leaves out and says so, what it writes."""

from __future__ import annotations

import html
import html.parser
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

import html_bench
import html_pages
import html_peers
import html_tables
import pytest
from cleaners import shipped
from corpora import Sample
from html_fields import Found, found
from html_pages import Case, Result, Seen, cleaners, measured, seen
from html_peers import Extract, Peer
from languages import LanguagePage, pages
from quality import Job, Score
from tables import parse

NOTHING = Found(None, None, None, None, None, None, None)
BEGIN, END = "<!-- made by bench/html.py --write -->", "<!-- end of what bench/html.py made -->"


def case(page: LanguagePage) -> Case:
    """A page of our own prose as a page of a set."""
    sample = Sample(page.name, "html", page.facts["url"], page.file("html").read_bytes(), page.gold, 0)
    gold = {"page_type": "article", "title": page.facts["title"], "author": page.facts["author"]}
    return Case(Job(sample, tuple(page.snippets), page.language), gold | {"date": page.facts["published"]})


GERMAN = case(pages(["de-01"])[0])


def broken(_page: bytes, _meta: Mapping[str, Any]) -> Extract:
    raise RuntimeError("no article for you")


@pytest.fixture
def few_peers(monkeypatch: pytest.MonkeyPatch) -> None:
    """trafilatura, one that always fails, one that nobody has."""
    peers = {
        "trafilatura": html_peers.PEERS["trafilatura"],
        "broken": Peer("trafilatura", "trafilatura", broken),
        "absent": Peer("presscut-absent", "presscut_absent", broken),
    }
    for module in (html_peers, html_pages, html_tables, html_bench):
        monkeypatch.setattr(module, "PEERS", peers)


def test_html_is_the_standard_library_beside_the_script_of_that_name() -> None:
    """bench/ stands at the head of the path here as for its scripts: `import html` must not find bench/html.py."""
    assert html.escape("<a>") == "&lt;a&gt;"
    assert "bench" not in Path(html.__file__).parts
    assert html.parser.HTMLParser.__module__ == "html.parser"


@pytest.mark.parametrize("name", html_peers.PEERS)
def test_each_peer_finds_the_article(name: str) -> None:
    """Called as it should be, each gets at most of the article, and the fields it is said to look for."""
    peer = html_peers.PEERS[name]
    if not peer.there:
        pytest.skip(f"needs {peer.package}, which comes with the extra bench")
    made = seen(partial(html_pages._peer, name), GERMAN)
    assert not made.failed
    assert made.score.recall > 0.5, "the article is there"
    assert made.score.f1 > 0.4
    assert (made.fields.title_near or False) == ("title" in peer.fields)


def test_a_page_by_presscut_has_quality_fields_time_and_stages() -> None:
    """One page, all that the tables are made of."""
    result = measured(cleaners(["presscut"], folds=False), 2, GERMAN)
    assert list(result.seen) == ["presscut, in-sample", "presscut, own engine, in-sample"]
    for made in result.seen.values():
        assert made.score.f1 > 0.8
        assert made.score.ms > 0
        assert (made.fields.title, made.fields.authors, made.fields.date) == (True, True, True)
        assert made.fields.authors_invented is None
    assert {"segment", "rules", "block model", "metadata", "decide", "compose"} <= set(result.stages)


def test_second_opinions_are_counted() -> None:
    """presscut asks by `trafilatura.extract`: were it to take another way, all counts would be 0 in silence."""
    assert seen(partial(shipped, engine="trafilatura"), GERMAN).asked
    assert not seen(partial(shipped, engine="own"), GERMAN).asked


@pytest.mark.usefixtures("few_peers")
def test_a_peer_that_fails_found_nothing() -> None:
    """It is counted and the run goes on; presscut must not fail."""
    made = seen(cleaners(["broken"], folds=False)["broken"], GERMAN)
    assert (made.failed, made.score.f1) == (True, 0.0)
    with pytest.raises(RuntimeError, match="no article"):
        seen(lambda _source, meta: broken(b"", meta), GERMAN)


@pytest.mark.usefixtures("few_peers")
def test_cleaners_are_chosen_by_name_and_by_what_is_installed() -> None:
    """All that are there by default; a name that is none is told with those that are."""
    ours = ["presscut, in-sample", "presscut, own engine, in-sample"]
    assert list(cleaners(None, folds=False)) == ["trafilatura", "broken", *ours]
    cross_validated = [name.replace("in-sample", "cross-validated") for name in ours]
    assert list(cleaners(["presscut"], folds=True)) == [*cross_validated, *ours]
    with pytest.raises(SystemExit, match="trafilatur'"):
        cleaners(["trafilatur"], folds=False)


@pytest.mark.usefixtures("few_peers")
def test_the_command_writes_its_tables_into_a_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """And nothing else there; who was left out, and who failed, is told."""
    monkeypatch.setattr(html_bench, "cases", lambda _corpus, _every: [GERMAN])
    document = tmp_path / "benchmarks.md"
    document.write_text(f"Before.\n\n{BEGIN}\n\nold\n\n{END}\n\nAfter.\n", "utf-8")
    html_bench.main(["--write", str(document)])
    written = document.read_text("utf-8")
    assert written.startswith(f"Before.\n\n{BEGIN}\n\n**General web pages, articles, quality**")
    assert written.endswith(f"{END}\n\nAfter.\n")
    made = {table.title: table for table in parse(written)}
    assert list(made["Both sets, speed on one core"].rows) == [
        "trafilatura",
        "broken",
        "presscut, in-sample",
        "presscut, own engine, in-sample",
    ]
    assert made["News, quality"].rows["broken"]["F1"] == "0.0000"
    assert made["News, metadata"].rows["presscut, in-sample"]["title"] == "1.000"
    assert list(made["Versions"].rows) == ["trafilatura"]
    told = capsys.readouterr().err.splitlines()
    assert told[0] == "presscut-absent is not installed and left out"
    assert "news-dev: broken failed on 1 pages, which count as found empty" in told


@pytest.mark.usefixtures("few_peers")
def test_a_table_of_some_pages_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sample is told as one."""
    monkeypatch.setattr(html_bench, "cases", lambda _corpus, _every: [GERMAN])
    document = tmp_path / "benchmarks.md"
    document.write_text(f"{BEGIN}\n\n{END}\n", "utf-8")
    html_bench.main(["--write", str(document), "--every", "6"])
    assert all(table.title.endswith(" (every 6th page)") for table in parse(document.read_text("utf-8")))


@pytest.mark.parametrize("part", [["--only", "presscut"], ["--corpus", "news-dev"]])
def test_a_document_gets_both_sets_and_all_peers(part: list[str], tmp_path: Path) -> None:
    """All rows are of one run."""
    with pytest.raises(SystemExit) as stopped:
        html_bench.main(["--write", str(tmp_path / "x.md"), *part])
    assert stopped.value.code == 2


def result(kind: str, ms: Mapping[str, float], asked: bool = False, fields: Found = NOTHING) -> Result:
    """A page on which every cleaner has F1 .5 and takes so long."""
    made = {name: Seen(Score(0.5, 0.5, 0.5, None, time), fields, asked) for name, time in ms.items()}
    return Result(kind, made, {"segment": 0.001, "compose": 0.003})


def cells(results: html_tables.Results, title: str) -> dict[str, dict[str, str]]:
    return {table.title: table.rows for table in html_tables.tables(results)}[title]


def test_speed_is_told_at_the_median_and_in_the_mean() -> None:
    """One slow page moves the mean alone: the medians are 2 and 20 ms, the means 10 and 20."""
    general = [
        result("article", {"trafilatura": 20.0, "presscut, in-sample": 2.0}),
        result("forum", {"trafilatura": 20.0, "presscut, in-sample": 2.0}),
        result("article", {"trafilatura": 20.0, "presscut, in-sample": 26.0}),
    ]
    row = cells({"wcxb-dev": general}, "General web pages, all types, speed on one core")["presscut, in-sample"]
    assert row == {
        "a second": "100.0",
        "ms, median": "2.0",
        "ms, mean": "10.0",
        "× at the median": "10.00",
        "× in the mean": "2.00",
    }
    assert cells({"wcxb-dev": general}, "General web pages, articles, quality")["trafilatura"]["pages"] == "2"
    assert cells({"wcxb-dev": general}, "presscut's time by stage")["compose"]["General web pages, articles"] == "75%"


def test_pages_that_trafilatura_was_asked_about_are_a_share() -> None:
    """Of the rows that may ask; one set alone never passes for both."""
    name = "presscut, in-sample"
    news = [result("article", {name: 1.0, "presscut, own engine, in-sample": 1.0}, asked=n == 0) for n in range(8)]
    assert cells({"news-dev": news}, "Pages that trafilatura was asked about") == {name: {"News": "12.5%"}}


def test_metadata_is_told_of_those_who_look_for_it() -> None:
    """A share is of the pages whose gold speaks; what a peer has no way to find is no zero."""
    fields = [Found(True, True, None, None, True, False, None), Found(False, True, None, None, False, True, None)]
    rows = ("trafilatura", "readability-lxml", "jusText")
    news = [result("article", dict.fromkeys(rows, 1.0), fields=one) for one in fields]
    made = cells({"news-dev": news}, "News, metadata")
    assert made["readability-lxml"] == {"title": "0.500", "title, near": "1.000"}
    assert made["trafilatura"]["authors"] == "–"
    assert made["trafilatura"]["authors, invented"] == "0.500"
    assert "jusText" not in made


@pytest.mark.parametrize(
    ("extract", "wanted"),
    [
        (Extract("", "The Quay", ("Orla Finch", "Tam Reed"), "2031-05-06T07:08"), (True, True, True, True, True)),
        (Extract("", "The Quay – The Addersley Evening Post", "By Orla Finch and Tam Reed", "2031-05-07"),
         (False, False, True, True, False)),
        (Extract("", "The Quay today", "Finch", None), (False, True, False, False, False)),
    ],
)  # fmt: skip
def test_fields_are_exact_near_or_wrong(extract: Extract, wanted: tuple[bool, ...]) -> None:
    """Words in any order; near is when one holds the other and at least half as many."""
    gold = {"title": "The quay", "author": "Tam Reed, Orla Finch", "date": "2031-05-06"}
    made = found(extract, gold)
    assert (made.title, made.title_near, made.authors, made.authors_near, made.date) == wanted
    assert made.authors_invented is made.date_invented is None


def test_what_the_gold_lacks_is_invented() -> None:
    """A date on a page without one is a fault of its own, not a wrong date."""
    gold = {"title": None, "author": "", "date": None}
    assert found(Extract("", "Quay", "Orla Finch", "2031-05-06"), gold) == Found(
        None, None, None, None, True, None, True
    )
    assert found(Extract(""), gold) == Found(None, None, None, None, False, None, False)
