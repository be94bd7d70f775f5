"""The filter of page numbers and running headers."""

from __future__ import annotations

from presscut import Article, clean
from presscut.cleaner.judge.page_furniture import page_furniture
from presscut.cleaner.model import Draft, Hints, Page
from presscut.errors import Problem
from presscut.pipeline import Cleaner
from tests.support.blocks import PROSE, block, draft


def test_what_the_layout_knows_of_a_line_speaks_for_cutting_it() -> None:
    """Each of the two has a rule of its own, so that a reader of the ledger sees which it was."""
    number = block("Page 2")._replace(hints=Hints(tags=("page-number",)))
    header = block("The Gull, No. 7")._replace(hints=Hints(tags=("strong", "running-header")))
    marks = list(page_furniture(draft(PROSE, number, header, PROSE)))
    assert [(mark.block, mark.rule) for mark in marks] == [(1, "shape/page-number"), (2, "shape/running-header")]
    assert all(mark.kind == "boilerplate" and 4 <= mark.weight <= 5 for mark in marks)


def test_other_blocks_get_no_mark() -> None:
    """Emphasis is a tag as well, and says nothing of pages."""
    assert not list(page_furniture(draft(PROSE, block("Page 2")._replace(hints=Hints(tags=("strong",))))))


def test_an_article_on_three_pages_is_whole() -> None:
    """From bytes to body: no number and no header is left, and the title on top of each page is the title."""
    bodies = [f"{PROSE}\n\n{PROSE.replace('Larkholm', town)}" for town in ("Aldport", "Benhelm", "Corwick")]
    source = "\x0c".join(f"Winter Boats of Larkholm\n\n{body}\n\n{n}\n" for n, body in enumerate(bodies, 1))
    article = clean(source)
    assert isinstance(article, Article)
    assert "Winter Boats" not in article.text
    assert not [line for line in article.text.split("\n") if line.isdigit()]
    assert article.title == "Winter Boats of Larkholm"


def test_what_pages_carry_says_nothing_of_the_blocks_around() -> None:
    """With the header of each page and without it, the model thinks the same of all other blocks."""
    bodies = [f"{PROSE}\n\n{PROSE.replace('Larkholm', town)}" for town in ("Aldport", "Benhelm", "Corwick")]
    bare = "\x0c".join(bodies)
    printed = "\x0c".join(f"The Gull, No. 7\n\n{body}\n\nPage {n} of 3\n" for n, body in enumerate(bodies, 1))
    opinions = [
        [(draft.blocks[m.block].text, m.weight) for m in draft.marks if m.rule == "model/blocks"]
        for draft in (judged(bare), judged(printed))
    ]
    assert opinions[0] == opinions[1]
    assert len(opinions[0]) == 6


def judged(source: str) -> Draft:
    found = Cleaner().judged(Page(source.encode()))
    assert not isinstance(found, Problem)
    return found[0]
