"""What the block model is trained on: a table of blocks for every page of the development sets."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from corpora import Sample, fold_of, samples
from labels import label, words
from numpy.typing import NDArray

from presscut.cleaner.judge import judge
from presscut.cleaner.judge.block_model import BlockModel
from presscut.cleaner.judge.evidence import by_block, weigh
from presscut.cleaner.judge.features import columns
from presscut.cleaner.judge.forest import Forest
from presscut.cleaner.judge.page_kind import Cards, parse_cards, tell_kinds
from presscut.cleaner.judge.scorecard import Scorecard
from presscut.cleaner.judge.second_opinion import opinion_columns
from presscut.cleaner.judge.weights import KINDS_FILE, Weights
from presscut.cleaner.model import MediaType, Page
from presscut.cleaner.segment import segment
from presscut.errors import Problem
from presscut.options import Options
from presscut.pipeline import Cleaner

VIEWS = {
    "text": [
        (corpus, view)
        for corpus, views in (
            ("wcxb-dev", "html2text markdownify inscriptis resiliparse bs4 trim linkdup pymupdf4llm_legacy pdftotext"),
            ("news-dev", "html2text inscriptis bs4 markdownify resiliparse"),
        )
        for view in views.split()
    ],
    "html": [("wcxb-dev", "html"), ("news-dev", "html")],
}
NEWS_WORTH = {"text": 2.5, "html": 4.0}
"""What a page of news-dev counts for: seven of eight pages are English, these speak for 20 languages."""
OTHER_TYPES = ("documentation", "forum", "product", "listing", "collection", "service")
SMALL_VIEWS = ("pymupdf4llm_legacy", "pdftotext")
TURNS = 3  # of the views of one page, much alike, every third is learnt from
WORD_POWER = 0.8
HEADING_WORDS = 4.0  # what a heading counts for at least: a reader misses it more than its words
SMALL_GOLD = 100  # words; shorter articles do not weigh more
BROKEN = 0.3  # a page of whose gold less than this share is found in its blocks teaches nothing
OFFSET_CLIP = 4.0
UNTRAINED = Weights(Forest(0.0, {}, []), Scorecard.of({}))


@dataclass(frozen=True)
class PageTable:
    """One page's blocks.

    Attributes:
        is_article: the page is an article, not of another kind.
        columns: the block model's features by name.
        opinion: what another extractor says of each block, by name; of articles in HTML, else empty.
        cut: share of each block's words that the gold does not have at that place.
        weight: what a block counts for: its words to a power (a heading at least four), against the words
            of the gold.
        offset: log-odds for cutting that rules and shapes give.
    """

    fold: int
    is_article: bool
    columns: dict[str, NDArray[np.float32]]
    opinion: dict[str, NDArray[np.float32]]
    cut: NDArray[np.float64]
    weight: NDArray[np.float64]
    offset: NDArray[np.float64]


@cache
def _cleaner() -> Cleaner:
    return Cleaner(Options(engine="own"), lambda _: UNTRAINED)


@cache
def _cards(kinds: Path, fold: int) -> Cards:
    return parse_cards((kinds / str(fold) / KINDS_FILE).read_text("utf8"))


def tabulate(page: tuple[Sample, float, bool], kinds: Path | None = None) -> PageTable | None:
    """The training rows of a page and its worth; null for a page whose gold does not fit it.

    Args:
        page: with what it is worth, and whether it is an article.
        kinds: folder of what bench/train_kinds.py learnt without each fold. A forum that was learnt from is
            known for a forum more surely than any that is met later: what is said of posts would be trusted too much.
    """
    sample, worth, is_article = page
    media_type: MediaType | None = "html" if sample.view == "html" else None
    url = sample.url if media_type == "html" or fold_of(sample.id) % 2 else None  # half of the text comes without
    draft = segment(Page(sample.content, url=url, media_type=media_type))
    if isinstance(draft, Problem):
        return None
    if kinds is not None:
        tell_kinds(draft, _cards(kinds, sample.fold))
    filters = _cleaner().filters(draft)
    place = next(i for i, look in enumerate(filters) if isinstance(look, BlockModel))
    before = judge(draft, filters[:place])  # all that the model gets to see
    judged = judge(before, filters[place + 1 :])
    shares = np.asarray(label([b.text for b in draft.blocks], sample.gold))
    counts = np.asarray([len(words(b.text)) for b in draft.blocks], dtype=float)
    least = np.asarray([HEADING_WORDS if b.kind == "heading" else 0.3 for b in draft.blocks])
    wanted = len(words(sample.gold))
    if float(shares @ counts) < BROKEN * wanted:
        return None
    return PageTable(
        fold=sample.fold,
        is_article=is_article,
        columns=_arrays(columns(before)),
        opinion=_arrays(opinion_columns(judged)) if media_type == "html" and is_article else {},
        cut=1 - shares,
        weight=worth * np.maximum(counts, least) ** WORD_POWER / math.pow(max(wanted, SMALL_GOLD), WORD_POWER),
        offset=np.asarray([max(-OFFSET_CLIP, min(OFFSET_CLIP, weigh(marks).score)) for marks in by_block(judged)]),
    )


def _arrays(found: dict[str, list[float]]) -> dict[str, NDArray[np.float32]]:
    return {name: np.asarray(column, dtype=np.float32) for name, column in found.items()}


def chosen(kind: str) -> Iterator[tuple[Sample, float, bool]]:
    """The pages to learn from, what each is worth, whether it is an article.

    All of HTML, pages of other kinds as well, and of the small views; of the other views of a page a part, in turn.
    """
    for number, (corpus, view) in enumerate(VIEWS[kind]):
        for place, sample in enumerate(samples(corpus, view)):
            if kind == "html" or view in SMALL_VIEWS or (number + place) % TURNS == 0:
                yield sample, NEWS_WORTH[kind] if corpus == "news-dev" else 1.0, True
    for page_type in OTHER_TYPES if kind == "html" else ():
        yield from ((sample, 1.0, False) for sample in samples("wcxb-dev", "html", page_type))
