"""The table of texts of other programs: who is asked, what is measured, what a document keeps."""

from __future__ import annotations

import sys

import converters
import pytest
from cleaners import nothing
from corpora import Sample
from quality import Job
from tables import Table, made_by, replaced

PAGE = "<!doctype html><title>T</title><p>The <b>ferry</b>\n runs.</p><script>var a</script><p>It is late.</p>"
DOCUMENT = "Run bench/x.py.\n\n<!-- made by bench/x.py --write -->\n\n<!-- end of what bench/x.py made -->\n\nMore."


def test_programs_get_the_page_on_standard_input() -> None:
    """As UTF-8, whatever the page was; what they print is the text."""
    echo = [sys.executable, "-c", "import sys; print(sys.stdin.read().upper())"]
    assert converters.command(echo, "<p>Fähre").strip() == '<META CHARSET="UTF-8"><P>FÄHRE'


def test_beautiful_soup_prints_lines_or_one() -> None:
    """The two ways that people write."""
    assert converters.soup(PAGE, "").strip() == "TThe ferry\n runs.It is late."
    assert converters.soup(PAGE, " ") == "T The ferry runs. It is late."


def test_what_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A table without a row must not look as if there were no such program."""
    monkeypatch.setattr(converters, "COMMANDS", {"no such program": ("no-such-program",)})
    assert list(converters.texts_of({"1": PAGE}, ["no such"])) == []
    assert capsys.readouterr().err == "converters.py: no such program is not installed\n"


def test_programs_are_asked_by_the_beginning_of_their_names() -> None:
    """All ways of calling a program are one choice."""
    names = [name for name, _ in converters.texts_of({"1": PAGE}, ["Beautiful Soup"])]
    assert names == ["Beautiful Soup, get_text()", "Beautiful Soup, one line"]


def test_a_page_that_a_program_prints_nothing_of_is_left_out() -> None:
    """It says nothing of what is made of its text."""
    pages = [Job(Sample(name, "html", None, b"", "the ferry", 0), (), "en") for name in ("1", "2")]
    found = converters.scores(nothing, pages, {"1": "The ferry", "2": " "}, 1)
    assert [score.f1 for score in found] == [1.0]


def test_a_document_gives_its_tables_and_takes_new_ones() -> None:
    """Rows that were not measured anew can be kept."""
    table = Table("Speed", ["F1"], {"lynx": {"F1": "0.9"}})
    document = replaced(DOCUMENT, "bench/x.py", [table])
    assert document.endswith("<!-- end of what bench/x.py made -->\n\nMore.")
    assert made_by(document, "bench/x.py") == [table]
    assert made_by(replaced(document, "bench/x.py", []), "bench/x.py") == []
    with pytest.raises(ValueError, match=r"no <!-- made by bench/y\.py"):
        made_by(document, "bench/y.py")
