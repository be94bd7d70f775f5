"""Train the block model's scorecards on the development sets.

  python bench/train.py text -o cleaner/weights/text.json --folds /tmp/folds
  python bench/train.py html -o cleaner/weights/html.json --folds /tmp/folds

Every feature is cut into bins at quantiles; a logistic regression over the steps between bins (so
that the penalty is on jumps between neighbouring bins) gives the points. The other filters' marks
enter as a fixed offset: the model learns what they leave open. Blocks weigh their words^0.7, pages
weigh alike; `--folds` also writes one scorecard a fold that has not seen the fold's sites.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from multiprocessing import Pool
from pathlib import Path
from typing import Any

import numpy as np
from corpora import FOLDS, Sample, fold_of, samples
from labels import label, words
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit

from presscut.cleaner.judge import judge
from presscut.cleaner.judge.evidence import by_block, weigh
from presscut.cleaner.judge.features import columns
from presscut.cleaner.judge.scorecard import BlockModel
from presscut.cleaner.judge.second_opinion import opinion_columns
from presscut.cleaner.model import MediaType, Page
from presscut.cleaner.segment import segment
from presscut.errors import Problem
from presscut.options import Options
from presscut.pipeline import Cleaner

Floats = NDArray[np.float64]
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
SMALL_VIEWS = ("pymupdf4llm_legacy", "pdftotext")
OPINION = ("second opinion", "second opinion around")  # what trafilatura's answer is worth is a table of its own
BINS = 12
RIDGE = 3.0
WORD_POWER = 0.7
BROKEN = 0.3  # a page of whose gold less than this share is found in its blocks teaches nothing
OFFSET_CLIP = 4.0


@dataclass(frozen=True)
class PageTable:
    """One page's blocks: features, share of gold words, words, what the other filters say."""

    fold: int
    columns: dict[str, NDArray[np.float32]]
    labels: list[float]
    words: list[int]
    offset: list[float]


@cache
def _cleaner() -> Cleaner:
    return Cleaner(Options(engine="own"))


def tabulate(sample: Sample) -> PageTable | None:
    """The training rows of a page; null for a page whose gold does not fit it."""
    media_type: MediaType | None = "html" if sample.view == "html" else None
    url = sample.url if media_type == "html" or fold_of(sample.id) % 2 else None  # half of the text comes without
    draft = segment(Page(sample.content, url=url, media_type=media_type))
    if isinstance(draft, Problem):
        return None
    judged = judge(draft, [f for f in _cleaner().filters(draft) if not isinstance(f, BlockModel)])
    shares = label([b.text for b in draft.blocks], sample.gold)
    counts = [len(words(b.text)) for b in draft.blocks]
    if sum(s * c for s, c in zip(shares, counts, strict=True)) < BROKEN * len(words(sample.gold)):
        return None
    offset = [max(-OFFSET_CLIP, min(OFFSET_CLIP, weigh(marks).score)) for marks in by_block(judged)]
    found = columns(judged) | (opinion_columns(judged) if media_type == "html" else {})
    arrays = {name: np.asarray(column, dtype=np.float32) for name, column in found.items()}
    return PageTable(sample.fold, arrays, shares, counts, offset)


def edges_of(values: NDArray[np.float32]) -> list[float]:
    """Cut points at quantiles; few distinct values get a bin each."""
    distinct = np.unique(values)
    if len(distinct) <= BINS:
        return [float(v) for v in (distinct[1:] + distinct[:-1]) / 2]
    cuts = np.unique(np.quantile(values, np.linspace(0, 1, BINS + 1)[1:-1]))
    return [float(f"{v:.4g}") for v in np.unique(cuts)]


def stack(tables: list[PageTable], name: str) -> NDArray[np.float32]:
    """One feature's values over the blocks of all pages."""
    return np.concatenate([t.columns[name] for t in tables])


def fit(steps: list[NDArray[np.int8]], target: Floats, weight: Floats, offset: Floats) -> Floats:
    """Weights of a ridge logistic regression, the base first. `steps[j][i]`: bin of row i in feature j."""
    sizes = [int(s.max(initial=0)) for s in steps]
    starts = np.cumsum([1, *sizes])

    def points_of(w: Floats) -> list[Floats]:
        return [np.concatenate([[0.0], np.cumsum(w[a : a + n])]) for a, n in zip(starts, sizes, strict=False)]

    def loss(w: Floats) -> tuple[float, Floats]:
        z = offset + w[0]
        for s, p in zip(steps, points_of(w), strict=True):
            z += p[s]
        p = expit(z)
        value = float(np.sum(weight * (np.logaddexp(0, z) - target * z))) + 0.5 * RIDGE * float(np.sum(w[1:] ** 2))
        residual = weight * (p - target)
        gradient = np.empty_like(w)
        gradient[0] = residual.sum()
        for s, a, n in zip(steps, starts, sizes, strict=False):
            per_bin = np.bincount(s, weights=residual, minlength=n + 1)
            gradient[a : a + n] = np.cumsum(per_bin[::-1])[::-1][1:] + RIDGE * w[a : a + n]
        return value, gradient

    return np.asarray(minimize(loss, np.zeros(starts[-1]), jac=True, method="L-BFGS-B", options={"maxiter": 150}).x)


def train(tables: list[PageTable]) -> dict[str, Any]:
    """The scorecard of these pages as JSON data."""
    names = list(tables[0].columns)
    edges = {name: edges_of(stack(tables, name)) for name in names}
    steps = [np.searchsorted(edges[n], stack(tables, n), side="right").astype(np.int8) for n in names]
    target = 1 - np.concatenate([np.asarray(t.labels) for t in tables])
    weight = np.concatenate([_weights(t) for t in tables])
    offset = np.concatenate([np.asarray(t.offset) for t in tables])
    found = fit(steps, target, weight * (len(tables) * 20 / weight.sum()), offset)
    cards, at = {}, 1
    for name, step in zip(names, steps, strict=True):
        n = int(step.max(initial=0))
        jumps = np.concatenate([[0.0], np.cumsum(found[at : at + n])])
        mean = float(np.average(jumps[step], weights=weight))
        points = [round(float(p) - mean, 3) for p in jumps]
        found[0] += mean
        cards[name] = {"edges": edges[name], "points": points + [points[-1]] * (len(edges[name]) + 1 - len(points))}
        at += n
    opinion = {name: cards.pop(name) for name in OPINION if name in cards}
    return {"base": round(float(found[0]), 3), "cards": cards, "opinion": opinion}


def _weights(table: PageTable) -> Floats:
    raw: Floats = np.maximum(np.asarray(table.words, dtype=float), 0.3) ** WORD_POWER
    return raw / math.sqrt(max(float(raw.sum()), 1e-9))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kind", choices=sorted(VIEWS))
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--folds", type=Path, help="folder for one scorecard a fold")
    parser.add_argument("--jobs", type=int, default=2)
    args = parser.parse_args()
    pages = list(chosen(args.kind))
    with Pool(args.jobs) as pool:
        tables = [t for t in pool.imap(tabulate, pages, chunksize=8) if t is not None]
    print(f"{len(tables)} of {len(pages)} pages, {sum(len(t.labels) for t in tables)} blocks")
    write(args.output, train(tables))
    for fold in range(FOLDS) if args.folds else ():
        write(args.folds / f"{fold}" / args.output.name, train([t for t in tables if t.fold != fold]))


def chosen(kind: str) -> Iterator[Sample]:
    """The pages to learn from. Views of one page are much alike: every other one is taken, in turn."""
    for number, (corpus, view) in enumerate(VIEWS[kind]):
        for place, sample in enumerate(samples(corpus, view)):
            if kind == "html" or view in SMALL_VIEWS or (number + place) % 2 == 0:
                yield sample


def write(path: Path, card: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(card, indent=1, ensure_ascii=False) + "\n", "utf8")


if __name__ == "__main__":
    main()
