"""Train the scorecards that tell kinds of pages apart, and measure them on sites they have not seen.

  python bench/train_kinds.py -o cleaner/weights/kinds.json
  python bench/train_kinds.py -o cleaner/weights/kinds.json --folds /tmp/folds --write docs/benchmarks.md

Boosted stumps (LightGBM, softmax over the kinds) on the features of a page: trees of one split add up to one
card a feature. The kinds are those of the development sets; every page is learnt from twice, with its address
and, for less, without: a file on disk has none. `--folds` also writes, for each fold, what was learnt without
the fold's sites. All figures are of pages judged without their site.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing import Pool
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np
from boosting import SAME_TREES
from corpora import FOLDS, Sample, samples
from numpy.typing import NDArray
from tables import Table, rewrite

from presscut.cleaner.judge.page_features import ADDRESS_FEATURES, Features, page_features
from presscut.cleaner.judge.page_kind import PAGE_KINDS, PageKind, kinds_by, parse_cards
from presscut.cleaner.model import Page
from presscut.cleaner.segment import segment
from presscut.errors import Problem

SCRIPT = "bench/train_kinds.py"
STUMPS = 250
WITHOUT_ADDRESS = 0.3  # what a page counts for once more, without its address
PARAMETERS = {
    **SAME_TREES,
    "objective": "multiclass",
    "num_class": len(PAGE_KINDS),
    "learning_rate": 0.1,
    "num_leaves": 2,
    "min_data_in_leaf": 20,
    "lambda_l2": 5.0,
    "bagging_fraction": 0.6,
}
BARS = (0.5, 0.6, 0.7, 0.8, 0.9)
Cards = dict[str, Any]
Chances = NDArray[np.float64]
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Known:
    """A page of a known kind."""

    kind: PageKind
    fold: int
    features: Features

    @property
    def without_address(self) -> Features:
        return {**self.features, **dict.fromkeys(ADDRESS_FEATURES, -1.0)}


def known(page: tuple[PageKind, Sample]) -> Known | None:
    """The features of a page; null when nothing can be read."""
    kind, sample = page
    draft = segment(Page(sample.content, url=sample.url, media_type="html"))
    return None if isinstance(draft, Problem) else Known(kind, sample.fold, page_features(draft))


def train(pages: Sequence[Known], jobs: int) -> Cards:
    """The scorecards by kind, as presscut reads them."""
    names = list(pages[0].features)
    rows = [list(p.features.values()) for p in pages] + [list(p.without_address.values()) for p in pages]
    wanted = [PAGE_KINDS.index(p.kind) for p in pages] * 2
    weight = [1.0] * len(pages) + [WITHOUT_ADDRESS] * len(pages)
    data = lightgbm.Dataset(np.asarray(rows, dtype=np.float32), wanted, weight=weight, feature_name=names)
    booster = lightgbm.train({**PARAMETERS, "num_threads": jobs}, data, STUMPS)
    trees = [tree["tree_structure"] for tree in booster.dump_model()["tree_info"]]
    return {kind: _cards(trees[number :: len(PAGE_KINDS)], names) for number, kind in enumerate(PAGE_KINDS)}


def _cards(stumps: Sequence[Any], names: Sequence[str]) -> Cards:
    """Stumps of one kind as a base and a card a feature: the points of a bin are the sums of the sides it is on."""
    base = sum(s["leaf_value"] for s in stumps if "split_feature" not in s)
    steps: dict[str, dict[float, float]] = {}
    low: Counter[str] = Counter()
    for stump in stumps:
        if "split_feature" in stump:
            name, edge = names[stump["split_feature"]], float(f"{stump['threshold']:.6g}")
            left, right = (stump[side]["leaf_value"] for side in ("left_child", "right_child"))
            low[name] += left
            steps.setdefault(name, {}).setdefault(edge, 0.0)
            steps[name][edge] += right - left
    cards = {}
    for name in sorted(steps, key=names.index):
        edges = sorted(steps[name])
        points = np.cumsum([low[name], *(steps[name][edge] for edge in edges)])
        cards[name] = {"edges": edges, "points": [round(float(p), 3) for p in points]}
    return {"base": round(float(base), 3), "cards": cards}


def write(path: Path, cards: Cards) -> None:
    """As JSON, one card a line."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [
        f' {json.dumps(kind)}: {{\n  "base": {own["base"]},\n  "cards": {{\n'
        + ",\n".join(f"   {json.dumps(name)}: {json.dumps(card)}" for name, card in own["cards"].items())
        + "\n  }\n }"
        for kind, own in cards.items()
    ]
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf8")


def judged(pages: Sequence[Known], folds: Sequence[Cards], *, address: bool = True) -> Chances:
    """The probabilities of every page by the cards that have not seen its site."""
    cards = [parse_cards(json.dumps(own)) for own in folds]
    return np.asarray(
        [list(kinds_by(cards[p.fold], p.features if address else p.without_address).values()) for p in pages]
    )


def tables(pages: Sequence[Known], chances: Chances, bare: Chances) -> list[Table]:
    """What is told apart and what is confused, and what a bar on the probability gives."""
    true = np.asarray([PAGE_KINDS.index(p.kind) for p in pages])
    found, without = chances.argmax(1), bare.argmax(1)
    return [_confusion(true, found, without), _bars(true, found, chances.max(1))]


def _confusion(true: Numbers, found: Numbers, without: Numbers) -> Table:
    right = f"{np.mean(found == true):.3f} right, {np.mean(without == true):.3f} without their addresses"
    columns = ["pages", "P", "R", "R without address", *(f"as {kind}" for kind in PAGE_KINDS)]
    table = Table(f"Kinds of pages: {right}", columns)
    for number, kind in enumerate(PAGE_KINDS):
        own = true == number
        precise = np.mean(true[found == number] == number)
        cells = [
            str(own.sum()),
            *(f"{np.mean(x):.3f}" for x in (precise, found[own] == number, without[own] == number)),
        ]
        cells += [str(np.sum(found[own] == other)) for other in range(len(PAGE_KINDS))]
        table.rows[kind] = dict(zip(columns, cells, strict=True))
    return table


def _bars(true: Numbers, found: Numbers, chance: Chances) -> Table:
    columns = ["articles flagged", "other pages flagged", "of these with the right kind", "forums known"]
    table = Table("Pages flagged as no article, by the least probability of the flag", columns)
    article, forum = PAGE_KINDS.index("article"), PAGE_KINDS.index("forum")
    for bar in BARS:
        flagged = (found != article) & (chance >= bar)
        others = flagged & (true != article)
        shares = [
            flagged[true == article].mean(), others[true != article].mean(), (found == true)[others].mean(),
            (flagged & (found == forum))[true == forum].mean(),
        ]  # fmt: skip
        table.rows[str(bar)] = {name: f"{share:.3f}" for name, share in zip(columns, shares, strict=True)}
    return table


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--folds", type=Path, help="folder for what was learnt without each fold")
    parser.add_argument("--write", type=Path, metavar="FILE", help="renew the tables of a document")
    parser.add_argument("--jobs", type=int, default=2)
    args = parser.parse_args()
    chosen = [
        (kind, sample)
        for corpus in ("wcxb-dev", "news-dev")
        for kind in PAGE_KINDS
        for sample in samples(corpus, "html", kind)
    ]
    with Pool(args.jobs) as pool:
        pages = [page for page in pool.imap(known, chosen, chunksize=16) if page is not None]
    folds = [train([p for p in pages if p.fold != fold], args.jobs) for fold in range(FOLDS)]
    for fold, cards in enumerate(folds) if args.folds else ():
        write(args.folds / f"{fold}" / args.output.name, cards)
    write(args.output, train(pages, args.jobs))
    found = tables(pages, judged(pages, folds), judged(pages, folds, address=False))
    print(*found, sep="\n\n")
    if args.write:
        rewrite(args.write, SCRIPT, found)


if __name__ == "__main__":
    main()
