"""trafilatura as one more witness, and what the engine option does."""

from __future__ import annotations

import pytest

from presscut.cleaner.judge import second_opinion
from presscut.cleaner.judge.second_opinion import SecondOpinion
from presscut.cleaner.judge.weights import shipped_weights
from presscut.cleaner.model import Article, Draft, Engine, Mark, Page
from presscut.cleaner.segment import segment
from presscut.options import Options
from presscut.pipeline import Cleaner
from tests.support.blocks import PROSE

ASIDE = "© Larkholm Ferries. All rights reserved. Tide tables on the board beside the ticket office."
MARKUP = f"""<html lang="en"><head><title>Late ferries</title></head><body>
<div><a href="/a">Home</a> <a href="/b">Ferries</a></div>
<article><h1>Late ferries</h1>{"".join(f"<p>{PROSE} It was letter {n}.</p>" for n in range(9))}</article>
<footer><p>{ASIDE}</p></footer></body></html>"""


def cleaned(engine: Engine) -> Article:
    """The page's article by that engine."""
    article = Cleaner(Options(engine=engine)).clean(Page(MARKUP.encode(), media_type="html"))
    assert isinstance(article, Article)
    return article


def terms(engine: Engine) -> set[str]:
    """The rules that spoke about any block."""
    work = Cleaner(Options(engine=engine)).work(Page(MARKUP.encode(), media_type="html"))
    return {m.rule for m in work.draft.marks}  # type: ignore[union-attr]


def test_own_asks_nobody() -> None:
    """`--engine own` judges by presscut's own filters alone."""
    assert not any(rule.startswith("trafilatura/") for rule in terms("own"))


def test_auto_asks_nobody_about_a_plain_page() -> None:
    """Asking takes as long as all else: where nothing is in doubt it is not done."""
    assert not any(rule.startswith("trafilatura/") for rule in terms("auto"))


def test_auto_hears_a_second_opinion_in_doubt(monkeypatch: pytest.MonkeyPatch) -> None:
    """What trafilatura keeps and leaves out are marks like all others, with a rule and a reason."""
    monkeypatch.setattr(second_opinion, "ASKED_BELOW", 1.0)
    assert {"trafilatura/kept", "trafilatura/left-out"} <= terms("auto")


@pytest.mark.parametrize(("weight", "asked"), [(0.0, True), (12.0, False), (-12.0, False)])
def test_it_is_doubt_that_asks(weight: float, *, asked: bool) -> None:
    """Blocks that are as likely to stay as to go are asked about; those that surely go or stay are not."""
    draft = segment(Page(MARKUP.encode(), media_type="html"))
    assert isinstance(draft, Draft)
    draft = draft.marked(Mark(i, "prose", weight, "model/blocks", "") for i in range(1, len(draft.blocks)))
    draft = draft.marked([Mark(0, "prose", -12.0, "model/blocks", "")])
    assert bool(list(SecondOpinion("auto", shipped_weights("html").opinion)(draft))) is asked


def test_trafilatura_has_the_last_word_when_asked_for() -> None:
    """`--engine trafilatura` keeps what it keeps, and the ledger still accounts for the rest."""
    article = cleaned("trafilatura")
    assert article.text.count("Odile Brandvik") == 9
    assert any(entry.rule.startswith("trafilatura/") for entry in article.ledger)


def test_all_engines_agree_on_a_plain_page() -> None:
    """An article with a menu above and a footer below is no matter of taste."""
    assert cleaned("own").text == cleaned("auto").text == cleaned("trafilatura").text
