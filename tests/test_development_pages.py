"""Promise 1 and the quality floors on real pages. They are not part of the project: absent, these tests skip."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from statistics import fmean
from typing import Any

import pytest
from corpora import BENCH, Sample, samples
from quality import score

from presscut.cleaner.model import Page
from presscut.errors import Problem
from presscut.pipeline import Cleaner
from tests.support.promises import assert_nothing_disappears

pytestmark = pytest.mark.skipif(not (BENCH / "wcxb-dev").exists(), reason="the development sets are not here")

FLOORS = {  # corpus, view: F1 on the pages below, a little under what was measured (see docs/benchmarks.md)
    ("wcxb-dev", "html"): 0.94,
    ("news-dev", "html"): 0.94,
    ("wcxb-dev", "html2text"): 0.91,
    ("wcxb-dev", "bs4"): 0.91,
    ("wcxb-dev", "trim"): 0.93,
    ("wcxb-dev", "linkdup"): 0.93,
    ("wcxb-dev", "pymupdf4llm_legacy"): 0.86,
}
STRIDES = {("wcxb-dev", "html"): 5, ("news-dev", "html"): 2}  # together about 200 pages of HTML
TEXT_STRIDE = 20
PDF_STRIDE = 2


def stride(corpus: str, view: str) -> int:
    """Every how manieth page is taken."""
    return STRIDES.get((corpus, view), PDF_STRIDE if view.startswith("pymupdf") else TEXT_STRIDE)


def pages(corpus: str, view: str) -> Iterator[Sample]:
    """The pages of a set that are looked at: always the same."""
    return islice(samples(corpus, view), 0, None, stride(corpus, view))


@pytest.mark.parametrize(("corpus", "view"), list(FLOORS), ids=str)
def test_real_pages_keep_the_promise_and_the_floor(corpus: str, view: str) -> None:
    """Every block has its place, every cut its reason, and the article is as good as it was."""
    cleaner = Cleaner()
    scores: list[Any] = []
    for sample in pages(corpus, view):
        work = cleaner.work(Page(sample.content, url=sample.url, media_type="html" if view == "html" else None))
        assert not isinstance(work, Problem), sample.id
        assert_nothing_disappears(work)
        scores.append(score(work.article.text, sample.gold, ()))
    assert fmean(s.f1 for s in scores) >= FLOORS[corpus, view]
