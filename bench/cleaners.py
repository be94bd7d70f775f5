"""Cleaners for bench/score runs: presscut as shipped, presscut cross-validated, and nothing at all.

Each is a function ``(source, meta) -> body or article``, with ``meta`` holding url, view and fold.
`cross_validated` judges a page of fold k by weights that have not seen fold k's sites; it reads them
from the folder that ``bench/train.py --folds`` wrote (environment PRESSCUT_FOLDS), and tells its kind by the
scorecards that ``bench/train_kinds.py --folds`` wrote there; without these by the shipped ones.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from presscut.cleaner.judge import Filter
from presscut.cleaner.judge.page_kind import parse_cards, shipped_cards, tell_kinds
from presscut.cleaner.judge.weights import FILES, KINDS_FILE, Weights
from presscut.cleaner.model import Article, Draft, MediaType, Page
from presscut.errors import Problem
from presscut.options import Options
from presscut.pipeline import Cleaner

WeightsOf = Callable[[MediaType], Weights]


def _fold_weights(fold: int) -> WeightsOf:
    folder = Path(os.environ["PRESSCUT_FOLDS"]) / str(fold)

    @cache
    def weights(media_type: MediaType) -> Weights:
        return Weights.parse((folder / FILES[media_type]).read_text("utf8"))

    return weights


class Unseen(Cleaner):
    """A cleaner for pages of one fold: it has learnt from the others what blocks are, and what kinds pages are."""

    def __init__(self, options: Options, fold: int) -> None:
        super().__init__(options, _fold_weights(fold))
        kinds_file = Path(os.environ["PRESSCUT_FOLDS"]) / str(fold) / KINDS_FILE
        self._cards = parse_cards(kinds_file.read_text("utf8")) if kinds_file.exists() else shipped_cards()

    def filters(self, draft: Draft) -> tuple[Filter, ...]:
        """The filters, and the draft told its kind before any of them asks."""
        tell_kinds(draft, self._cards)
        return super().filters(draft)


@cache
def cleaner_of(fold: int | None, engine: Any) -> Cleaner:
    """The cleaner for pages of a fold, or the shipped one."""
    return Cleaner(Options(engine=engine)) if fold is None else Unseen(Options(engine=engine), fold)


def _clean(source: str | bytes, meta: Mapping[str, Any], fold: int | None, engine: str | None) -> Article | str:
    content = source if isinstance(source, bytes) else source.encode()
    page = Page(content, url=meta["url"], media_type="html" if meta["view"] == "html" else None)
    article = cleaner_of(fold, engine or os.environ.get("PRESSCUT_ENGINE", "auto")).clean(page)
    return "" if isinstance(article, Problem) else article


def shipped(source: str | bytes, meta: Mapping[str, Any], engine: str | None = None) -> Article | str:
    """presscut with the weights it ships: in-sample on the development sets."""
    return _clean(source, meta, None, engine)


def cross_validated(source: str | bytes, meta: Mapping[str, Any], engine: str | None = None) -> Article | str:
    """presscut with weights that have not seen the page's site."""
    return _clean(source, meta, meta["fold"], engine)


def nothing(source: str | bytes, meta: Mapping[str, Any]) -> str:
    """The text as it came, for comparison. HTML is not text: it scores as nothing."""
    return "" if isinstance(source, bytes) or meta["view"] == "html" else source
