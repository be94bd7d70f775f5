"""Quality on the development sets: presscut beside doing nothing and trafilatura, in one run.

  python bench/quality.py                        shipped weights (in-sample)
  python bench/quality.py --folds DIR            cross-validated by site, weights from bench/train.py --folds DIR
  python bench/quality.py --views html --corpus news-dev --engine own

The text views beside other text cleaners are bench/text.py's. F1/P/R are bags of words against the gold body
(a word is a run of letters and digits, lower case; a Chinese, Japanese, Korean or Thai character is a word),
mean over pages. lossy: share of pages with recall below .8. leak: share of snippets that must not be there and
are, Markdown marks and addresses apart. The sets are not part of the project: see bench/corpora.py for where
they are looked for.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from multiprocessing import Pool
from statistics import fmean, median
from typing import Any

from cleaners import cross_validated, nothing, shipped
from corpora import BENCH, Sample, samples
from labels import words
from plain import plain

TEXT_VIEWS = {
    "wcxb-dev": "html2text markdownify inscriptis resiliparse bs4 trim linkdup pymupdf4llm_legacy pdftotext".split(),
    "news-dev": "html2text markdownify inscriptis resiliparse bs4".split(),
}
BAD_PRINTS = {("0163", "pymupdf4llm_legacy"), ("4486", "pymupdf4llm_legacy"), ("4486", "pdftotext")}
LOSSY = 0.8  # recall under which a page has lost part of its article
Cleaner = Callable[[str | bytes, Mapping[str, Any]], Any]  # (source, meta) to a body or an article


@dataclass(frozen=True, slots=True)
class Score:
    """One page's result; ms is CPU time."""

    f1: float
    precision: float
    recall: float
    leak: float | None
    ms: float = 0.0


MEASURES: Mapping[str, Callable[[Sequence[Score]], str]] = {
    "pages": lambda scores: str(len(scores)),
    "F1": lambda scores: f"{fmean(s.f1 for s in scores):.4f}",
    "P": lambda scores: f"{fmean(s.precision for s in scores):.4f}",
    "R": lambda scores: f"{fmean(s.recall for s in scores):.4f}",
    "lossy": lambda scores: f"{fmean(s.recall < LOSSY for s in scores):.3f}",
    "leak": lambda scores: _leak([s.leak for s in scores if s.leak is not None]),
    "ms": lambda scores: f"{median(s.ms for s in scores):.1f}",
}


def _leak(shares: Sequence[float]) -> str:
    return f"{fmean(shares):.3f}" if shares else "–"


@dataclass(frozen=True, slots=True)
class Job:
    """A page to be cleaned and what its gold row says besides the body."""

    sample: Sample
    forbidden: tuple[str, ...]
    language: str | None

    @property
    def source(self) -> str | bytes:
        """What a cleaner is given: the bytes of HTML, else the text."""
        return self.sample.content if self.sample.view == "html" else self.sample.content.decode()

    @property
    def meta(self) -> dict[str, Any]:
        sample = self.sample
        return {"url": sample.url, "view": sample.view, "fold": sample.fold, "language": self.language}


def score(text: str, gold: str, forbidden: Iterable[str]) -> Score:
    """Bag-of-words precision, recall and F1, and the share of forbidden snippets that are there."""
    found, wanted = Counter(words(text)), Counter(words(gold))
    shared = sum((found & wanted).values())
    precision = shared / max(found.total(), 1)
    recall = shared / max(wanted.total(), 1)
    f1 = 2 * precision * recall / (precision + recall) if shared else 0.0
    flat = " ".join(words(plain(text)))
    leaks = [" ".join(words(snippet)) in flat for snippet in forbidden]
    return Score(f1, precision, recall, fmean(leaks) if leaks else None)


def trafilatura(source: str | bytes, meta: Mapping[str, Any]) -> str:
    """trafilatura's default extraction of HTML; text is not its trade."""
    from trafilatura import extract

    return (extract(source, include_comments=False) or "") if meta["view"] == "html" else ""


def run(cleaner: Cleaner, job: Job) -> Score:
    """One cleaner on one page."""
    source, meta = job.source, job.meta
    begun = time.process_time()
    found = cleaner(source, meta)
    spent = time.process_time() - begun
    scored = score(found if isinstance(found, str) else found.text, job.sample.gold, job.forbidden)
    return replace(scored, ms=1000 * spent)


def jobs(corpus: str, view: str, page_type: str = "article") -> list[Job]:
    """The articles of a set in one view, or its pages of another type (``all``: of every type).

    The prints that hold only part of their page are left out.

    Rows of the general set have no language: all of it is English.
    """
    rows = gold_rows(corpus)
    found = [sample for sample in samples(corpus, view, page_type) if (sample.id, view) not in BAD_PRINTS]
    return [Job(s, tuple(rows[s.id].get("without") or ()), rows[s.id].get("language", "en")) for s in found]


@cache
def gold_rows(corpus: str) -> dict[str, dict[str, Any]]:
    with gzip.open(BENCH / corpus / "gold.jsonl.gz", "rt", encoding="utf8") as file:
        return {row["id"]: row for row in map(json.loads, file)}


def table_row(view: str, name: str, scores: Sequence[Score]) -> str:
    cells = [told(scores) for measure, told in MEASURES.items() if measure != "ms"]
    return f"| {' | '.join([view, name, *cells])} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", default="wcxb-dev", choices=sorted(TEXT_VIEWS))
    parser.add_argument("--views", help="comma list; default: all text views and html")
    parser.add_argument("--folds", help="folder of weights by fold: cross-validated by site")
    parser.add_argument("--engine", default="auto", choices=["auto", "own", "trafilatura"])
    parser.add_argument("--type", default="article", help="of the pages: forum, product, …, all; default: article")
    parser.add_argument("--limit", type=int, help="the first so many pages of each view")
    parser.add_argument("--jobs", type=int, default=2)
    args = parser.parse_args()
    os.environ["PRESSCUT_ENGINE"] = args.engine
    if args.folds:
        os.environ["PRESSCUT_FOLDS"] = args.folds
    ours = ("presscut, cross-validated", cross_validated) if args.folds else ("presscut, in-sample", shipped)
    print("| view | cleaner | pages | F1 | P | R | lossy | leak |\n|---|---|---|---|---|---|---|---|")
    for view in args.views.split(",") if args.views else [*TEXT_VIEWS[args.corpus], "html"]:
        peer = ("trafilatura", trafilatura) if view == "html" else ("nothing", nothing)
        pages = jobs(args.corpus, view, args.type)[: args.limit]
        for name, cleaner in (peer, ours):
            with Pool(args.jobs) as pool:
                print(table_row(view, name, pool.map(partial(run, cleaner), pages, chunksize=8)), flush=True)


if __name__ == "__main__":
    main()
