"""The table of text cleaners: what is pooled, what is renewed, which pages are named."""

from __future__ import annotations

from pathlib import Path

import pytest
import text
from peers import PEERS
from quality import Score, score
from tables import BEGIN, END, Table, parse, renewed


def results(**f1: float) -> text.Results:
    """One page of each set in the view bs4, for each cleaner: general at this F1, news at half of it."""
    found: text.Results = {}
    for name, value in f1.items():
        found["wcxb-dev", "bs4", name] = [("g1", Score(value, value, 0.9, 0.5, 2.0))]
        found["news-dev", "bs4", name] = [("n1", Score(value / 2, value, 0.7, None, 4.0))]
    return found


def cells(tables: list[Table], title: str) -> dict[str, dict[str, str]]:
    (table,) = [table for table in tables if table.title == title]
    return table.rows


def test_both_sets_are_pooled_by_page() -> None:
    """A page counts once whatever set it is of: three at .9 and one at .5 are .8."""
    found = results(C4=0.9)
    found["wcxb-dev", "bs4", "C4"] *= 3
    found["news-dev", "bs4", "C4"] = [("n1", Score(0.5, 0.5, 0.7, None))]
    tables = text.tables(found)
    assert cells(tables, "Both sets, F1") == {"C4": {"bs4": "0.8000"}}
    assert cells(tables, "General web pages, F1") == {"C4": {"bs4": "0.9000"}}
    assert cells(tables, "News pages, F1") == {"C4": {"bs4": "0.5000"}}


def test_lossy_leak_and_time_are_told() -> None:
    """lossy is a share of pages, leak a mean over the pages that have snippets, ms a median."""
    tables = text.tables(results(C4=0.9))
    assert cells(tables, "Both sets, lossy") == {"C4": {"bs4": "0.500"}}
    assert cells(tables, "Both sets, leak") == {"C4": {"bs4": "0.500"}}
    assert cells(tables, "Both sets, ms") == {"C4": {"bs4": "3.0"}}


def test_sets_are_pooled_only_when_both_were_measured() -> None:
    """The figure of one set never passes for that of both, except in a view that one set alone has."""
    found = results(C4=0.9)
    del found["news-dev", "bs4", "C4"]
    found["wcxb-dev", "trim", "C4"] = found["wcxb-dev", "bs4", "C4"]
    assert cells(text.tables(found), "Both sets, F1") == {"C4": {"trim": "0.9000"}}


def test_the_worst_pages_of_presscut_come_first() -> None:
    """They are there to be read, so the peers' worst pages do not stand in between."""
    lines = list(text.worst(results(**{"C4": 0.1, "presscut, in-sample": 0.9}), 5))[2:]
    assert [line.split(" | ")[:2] for line in lines] == [["| n1", "bs4"], ["| g1", "bs4"]]


def test_a_document_keeps_the_figures_that_were_not_measured() -> None:
    """presscut's rows are renewed alone, its peers' once; what stands around the tables is not touched."""
    old = Table(
        "Both sets, F1", ["bs4", "trim"], {"C4": {"bs4": "0.8", "trim": "0.9"}, "presscut, in-sample": {"bs4": "0.1"}}
    )
    document = f"Before.\n\n{BEGIN}\n\n{old}\n\n{END}\n\nAfter.\n"
    new = [
        Table("Both sets, F1", ["bs4"], {"presscut, in-sample": {"bs4": "0.95"}}),
        Table("Other", ["x"], {"C4": {"x": "1"}}),
    ]
    written = renewed(document, new, order=text.CLEANERS)
    assert written.startswith("Before.\n\n" + BEGIN)
    assert written.endswith(END + "\n\nAfter.\n")
    first, second = parse(written)
    assert first.columns == ["bs4", "trim"]
    assert first.rows == {"C4": {"bs4": "0.8", "trim": "0.9"}, "presscut, in-sample": {"bs4": "0.95"}}
    assert (second.title, second.rows) == ("Other", {"C4": {"x": "1"}})
    assert renewed(written, new, order=text.CLEANERS) == written


def test_a_document_without_bounds_is_not_written() -> None:
    """Better an error than tables at a place of their own."""
    with pytest.raises(ValueError, match="has no"):
        renewed("Before.", [], order=text.CLEANERS)


def test_cleaners_are_chosen_by_name() -> None:
    """All by default; `--peers` beside presscut, `--only` instead of it."""
    assert list(text.chosen(None, None, folds=False)) == [*PEERS, "presscut, in-sample"]
    assert list(text.chosen(None, "jusText,C4", folds=True)) == ["C4", "jusText", "presscut, cross-validated"]
    assert list(text.chosen(None, "none", folds=True)) == ["presscut, cross-validated"]
    assert list(text.chosen("C4", None, folds=True)) == ["C4"]
    with pytest.raises(SystemExit, match="Gophr"):
        text.chosen("Gophr", None, folds=False)


def test_marks_do_not_hide_a_leak() -> None:
    """A snippet that must not be there is found through the Markdown around it, on whatever lines it stands."""
    leaked = score(
        "The quay.\n\n[Never miss](https://quay.example/n) a\n**boat**", "The quay.", ["Never miss a boat", "Donate"]
    )
    assert leaked.leak == 0.5
    assert leaked.recall == 1.0


def test_the_document_holds_what_the_command_makes(root: Path) -> None:
    """Every table and every peer stands there, as the command writes them, so that it can renew them."""
    document = (root / "docs" / "benchmarks.md").read_text("utf-8")
    made = document.partition(BEGIN)[2].partition(END)[0]
    assert [table.title for table in parse(made)] == [
        f"{name}, {told}" for name, all_told in text.TOLD.items() for told in all_told
    ]
    for table in parse(made):
        assert {*PEERS} < set(table.rows), table.title
        assert all(set(table.rows[peer]) == set(table.columns) for peer in PEERS), table.title
    assert renewed(document, [], order=text.CLEANERS) == document
