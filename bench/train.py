"""Train the block model's forests, and the worth of a second opinion, on the development sets.

  python bench/train.py text -o cleaner/weights/text.json --folds /tmp/folds
  python bench/train_kinds.py -o cleaner/weights/kinds.json --folds /tmp/folds
  python bench/train.py html -o cleaner/weights/html.json --kinds /tmp/folds --folds /tmp/folds

Boosted trees (LightGBM) on the share of a block's words that are not in the gold. What rules and shapes
say of a block is the start the trees go on from: they learn what the others leave open. `--folds` also
writes, for each fold, what was learnt without having seen the fold's sites. HTML gets two forests: one
learnt from articles, one for other kinds of pages (forums, listings, manuals), learnt from all.

What another extractor's answer is worth is a scorecard of its own, fitted to what the forests leave open
on pages of folds they have not seen (so the forest of fold 1 that judged page A of fold 1 for the
scorecard of fold 2 has seen pages of fold 2: the scorecard itself never has).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from functools import cache, partial
from multiprocessing import Pool
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np
from boosting import SAME_TREES
from corpora import FOLDS
from numpy.typing import NDArray
from page_tables import PageTable, chosen, tabulate
from scorecards import scorecard

from presscut.cleaner.judge.block_model import STRONGEST
from presscut.cleaner.judge.features import OF_OTHERS, columns_by_family
from presscut.cleaner.judge.forest import PER_POINT
from presscut.cleaner.judge.threshold import expected_f1
from presscut.cleaner.judge.trees import LEAVES
from presscut.cleaner.model import Draft, Page

Floats = NDArray[np.float64]
TREES = {"html": 200, "others": 300, "text": 300}
ARTICLE_AMONG_OTHERS = 0.25  # what an article counts for where other kinds of pages are learnt
EXPECTED = (0.8, 0.84, 0.86, 0.88, 0.9, 0.92)
PARAMETERS = {
    **SAME_TREES,
    "objective": "cross_entropy",
    "num_leaves": LEAVES,
    "min_sum_hessian_in_leaf": 50,
    "bagging_fraction": 0.5,
}
OWN_PARAMETERS = {
    "html": {"learning_rate": 0.075, "min_data_in_leaf": 800, "lambda_l2": 40.0},
    "others": {"learning_rate": 0.05, "min_data_in_leaf": 400, "lambda_l2": 20.0},
    "text": {"learning_rate": 0.05, "min_data_in_leaf": 400, "lambda_l2": 20.0},
}
Model = dict[str, Any]


def train(kind: str, tables: Sequence[PageTable], jobs: int, articles: float = 1.0) -> lightgbm.Booster:
    """A forest that goes on from what rules and shapes say. `articles`: what a page that is one counts for."""
    weight = np.concatenate([t.weight * (articles if t.is_article else 1.0) for t in tables])
    data = lightgbm.Dataset(
        np.concatenate([matrix(t, kind) for t in tables]),
        np.concatenate([t.cut for t in tables]),
        weight=weight * (len(weight) / weight.sum()),
        init_score=np.concatenate([t.offset for t in tables]),
        feature_name=feature_names(kind),
    )
    return lightgbm.train({**PARAMETERS, **OWN_PARAMETERS[kind], "num_threads": jobs}, data, TREES[kind])


def matrix(table: PageTable, kind: str) -> NDArray[np.float32]:
    """A page's features as a forest of that kind sees them, one row a block."""
    return np.column_stack([table.columns[name] for name in feature_names(kind)])


def as_json(booster: lightgbm.Booster, kind: str) -> Model:
    """The forest as the data that presscut reads. Every tree's mean goes into the base: terms start from 0."""
    raw = [tree["tree_structure"] for tree in booster.dump_model()["tree_info"]]
    means = [_value(tree) for tree in raw]
    families = {name: family for family, names in family_names(kind).items() for name in names}
    return {
        "base": sum(means) / PER_POINT,
        "features": families,
        "trees": [_tree(tree, mean) for tree, mean in zip(raw, means, strict=True)],
    }


@cache
def family_names(kind: str) -> dict[str, list[str]]:
    """The names of the features by family that a forest sees: of text, of articles in HTML, of other pages."""
    empty = Draft(Page(b""), "text" if kind == "text" else "html", "", ())
    found = columns_by_family(empty)
    return {family: list(columns) for family, columns in found.items() if kind == "others" or family not in OF_OTHERS}


def feature_names(kind: str) -> list[str]:
    """The same by name alone, in the order of the columns."""
    return [name for names in family_names(kind).values() for name in names]


def _value(node: Model) -> int:
    return round(float(node["leaf_value" if "leaf_value" in node else "internal_value"]) * PER_POINT)


def _tree(node: Model, mean: int) -> Any:
    if "split_feature" not in node:
        return _value(node) - mean
    low, high = _tree(node["left_child"], mean), _tree(node["right_child"], mean)
    return [node["split_feature"], float(f"{node['threshold']:.6g}"), _value(node) - mean, low, high]


def others(kind: str, tables: Sequence[PageTable], jobs: int) -> Model:
    """The forest for pages that are no articles; text has none."""
    return {"others": as_json(train("others", tables, jobs, ARTICLE_AMONG_OTHERS), "others")} if kind == "html" else {}


def opinion(tables: Sequence[PageTable], scores: Sequence[Floats]) -> Model:
    """What a second opinion is worth beside rules, shapes and forest; nothing for text."""
    if not tables[0].opinion:
        return {}
    cards: Model = scorecard(
        {name: np.concatenate([t.opinion[name] for t in tables]) for name in tables[0].opinion},
        np.concatenate([t.cut for t in tables]),
        np.concatenate([t.weight for t in tables]),
        np.concatenate([t.offset + score for t, score in zip(tables, scores, strict=True)]),
    )
    return cards


def write(path: Path, model: Model) -> None:
    """As JSON, one tree a line."""
    path.parent.mkdir(parents=True, exist_ok=True)
    forests = [model, *([model["others"]] if "others" in model else [])]
    bare = {**model, "trees": "TREES0"} | ({"others": {**forests[-1], "trees": "TREES1"}} if forests[1:] else {})
    text = json.dumps(bare, indent=1, ensure_ascii=False)
    for number, forest in enumerate(forests):
        trees = ",\n".join(json.dumps(tree, separators=(",", ":")) for tree in forest["trees"])
        text = text.replace(f'"TREES{number}"', f"[\n{trees}\n ]")
    path.write_text(text + "\n", "utf8")


def expectations(tables: Sequence[PageTable], scores: Sequence[Floats]) -> None:
    """Print of how many articles little would be expected, by forests that have not seen the page's site."""
    found = [
        expected_f1(list(t.offset + np.clip(score, -STRONGEST, STRONGEST)), list(t.columns["words"]))
        for t, score in zip(tables, scores, strict=True)
    ]
    shares = ", ".join(f"{bar:.2f} {float(np.mean(np.asarray(found) < bar)):.3f}" for bar in EXPECTED)
    print(f"share of articles of which an F1 is expected below: {shares}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kind", choices=["html", "text"])
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--kinds", type=Path, help="folder of what bench/train_kinds.py learnt without each fold")
    parser.add_argument("--folds", type=Path, help="folder for what was learnt without each fold")
    parser.add_argument("--jobs", type=int, default=2)
    args = parser.parse_args()
    if args.kind == "html" and args.kinds is None:
        parser.error("html needs --kinds: pages are told their kinds by what has not seen their sites")
    pages = list(chosen(args.kind))
    with Pool(args.jobs) as pool:
        tables = [t for t in pool.imap(partial(tabulate, kinds=args.kinds), pages, chunksize=8) if t is not None]
    print(f"{len(tables)} of {len(pages)} pages, {sum(len(t.cut) for t in tables)} blocks")
    articles = [t for t in tables if t.is_article]
    forests = [train(args.kind, [t for t in articles if t.fold != fold], args.jobs) for fold in range(FOLDS)]
    scores = [np.asarray(forests[t.fold].predict(matrix(t, args.kind), raw_score=True)) for t in articles]
    if args.kind == "html":
        expectations(articles, scores)
    for fold in range(FOLDS) if args.folds else ():
        seen = [i for i, t in enumerate(articles) if t.fold != fold]
        worth = opinion([articles[i] for i in seen], [scores[i] for i in seen])
        rest = others(args.kind, [t for t in tables if t.fold != fold], args.jobs)
        write(args.folds / f"{fold}" / args.output.name, as_json(forests[fold], args.kind) | rest | {"opinion": worth})
    model = as_json(train(args.kind, articles, args.jobs), args.kind) | others(args.kind, tables, args.jobs)
    write(args.output, model | {"opinion": opinion(articles, scores)})


if __name__ == "__main__":
    main()
