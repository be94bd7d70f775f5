"""Quality on the development sets: presscut beside doing nothing and trafilatura, in one run.

  python bench/quality.py                        shipped weights (in-sample)
  python bench/quality.py --folds DIR            cross-validated by site, weights from bench/train.py --folds DIR
  python bench/quality.py --views html --corpus news-dev --engine own

F1/P/R are bags of words against the gold body (a word is a run of letters and digits, lower case; a
Chinese, Japanese, Korean or Thai character is a word), mean over pages. lossy: share of pages with
recall below .8. leak: share of snippets that must not be there and are. The sets are not part of the
project: see bench/corpora.py for where they are looked for.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from multiprocessing import Pool
from statistics import fmean
from typing import Any

from cleaners import cross_validated, nothing, shipped
from corpora import BENCH, Sample, samples
from labels import words

TEXT_VIEWS = {
    "wcxb-dev": "html2text markdownify inscriptis resiliparse bs4 trim linkdup pymupdf4llm_legacy pdftotext".split(),
    "news-dev": "html2text markdownify inscriptis resiliparse bs4".split(),
}
BAD_PRINTS = {("0163", "pymupdf4llm_legacy"), ("4486", "pymupdf4llm_legacy"), ("4486", "pdftotext")}
LOSSY = 0.8
NEEDLE = 200  # characters of a forbidden snippet's words that are looked for


@dataclass(frozen=True, slots=True)
class Score:
    """One page's result."""

    f1: float
    precision: float
    recall: float
    leak: float | None


def score(text: str, gold: str, forbidden: Iterable[str]) -> Score:
    """Bag-of-words precision, recall and F1, and the share of forbidden snippets that are there."""
    found, wanted = Counter(words(text)), Counter(words(gold))
    shared = sum((found & wanted).values())
    precision = shared / max(found.total(), 1)
    recall = shared / max(wanted.total(), 1)
    f1 = 2 * precision * recall / (precision + recall) if shared else 0.0
    flat = f" {' '.join(words(text))} "
    leaks = [" ".join(words(s))[:NEEDLE] in flat for s in forbidden]
    return Score(f1, precision, recall, fmean(leaks) if leaks else None)


def trafilatura(source: str | bytes, meta: Mapping[str, Any]) -> str:
    """trafilatura's default extraction of HTML; text is not its trade."""
    from trafilatura import extract

    return (extract(source, include_comments=False) or "") if meta["view"] == "html" else ""


def run(cleaner: Callable[[str | bytes, Mapping[str, Any]], Any], job: tuple[Sample, Sequence[str]]) -> Score:
    """One cleaner on one page. A cleaner that raises scores 0."""
    sample, forbidden = job
    source = sample.content if sample.view == "html" else sample.content.decode()
    found = cleaner(source, {"url": sample.url, "view": sample.view, "fold": sample.fold})
    return score(found if isinstance(found, str) else found.text, sample.gold, forbidden)


def forbidden_snippets(corpus: str) -> dict[str, list[str]]:
    with gzip.open(BENCH / corpus / "gold.jsonl.gz", "rt", encoding="utf8") as file:
        return {row["id"]: row.get("without") or [] for row in map(json.loads, file)}


def table_row(view: str, name: str, scores: Sequence[Score]) -> str:
    leaks = [s.leak for s in scores if s.leak is not None]
    leak = f"{fmean(leaks):.3f}" if leaks else "–"
    means = [fmean(s.f1 for s in scores), fmean(s.precision for s in scores), fmean(s.recall for s in scores)]
    lossy = fmean(s.recall < LOSSY for s in scores)
    return (
        f"| {view} | {name} | {len(scores)} | " + " | ".join(f"{m:.4f}" for m in means) + f" | {lossy:.3f} | {leak} |"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", default="wcxb-dev", choices=sorted(TEXT_VIEWS))
    parser.add_argument("--views", help="comma list; default: all text views and html")
    parser.add_argument("--folds", help="folder of weights by fold: cross-validated by site")
    parser.add_argument("--engine", default="auto", choices=["auto", "own", "trafilatura"])
    parser.add_argument("--limit", type=int, help="the first so many pages of each view")
    parser.add_argument("--jobs", type=int, default=2)
    args = parser.parse_args()
    os.environ["PRESSCUT_ENGINE"] = args.engine
    if args.folds:
        os.environ["PRESSCUT_FOLDS"] = args.folds
    ours = ("presscut, cross-validated", cross_validated) if args.folds else ("presscut, in-sample", shipped)
    forbidden = forbidden_snippets(args.corpus)
    print("| view | cleaner | pages | F1 | P | R | lossy | leak |\n|---|---|---|---|---|---|---|---|")
    for view in args.views.split(",") if args.views else [*TEXT_VIEWS[args.corpus], "html"]:
        peer = ("trafilatura", trafilatura) if view == "html" else ("nothing", nothing)
        pages = [s for s in samples(args.corpus, view) if (s.id, view) not in BAD_PRINTS][: args.limit]
        jobs = [(s, forbidden[s.id]) for s in pages]
        for name, cleaner in (peer, ours):
            with Pool(args.jobs) as pool:
                print(table_row(view, name, pool.map(partial(run, cleaner), jobs, chunksize=8)), flush=True)


if __name__ == "__main__":
    main()
