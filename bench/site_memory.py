"""What it gains to know what a site repeats, on the sites of the development sets that have several pages.

  python bench/site_memory.py                                  shipped weights of the block model (in-sample)
  python bench/site_memory.py --folds DIR --write docs/benchmarks.md     cross-validated by site, tables written

Each page is cleaned twice: without a memory, and with one that was counted over all other pages of its site, in
the same view, as the night job counts it: over their articles and ledgers. A night asks for three pages. Few sites of
the sets have that many, so here, where only one or two others are known, a block must have stood on each of them.
The weight of the evidence is chosen for each fold by the F1 of the articles in all other folds.
"""

from __future__ import annotations

import argparse
import os
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from multiprocessing import Pool
from pathlib import Path
from statistics import fmean
from typing import NamedTuple

from cleaners import cleaner_of
from corpora import FOLDS, Sample, samples
from quality import Score, gold_rows, score
from tables import Table, rewrite

from presscut.archive.state.rows import host_of
from presscut.cleaner.compose import compose
from presscut.cleaner.judge import judge
from presscut.cleaner.judge.decide import decide
from presscut.cleaner.judge.site_memory import WEIGHT, SiteMemory
from presscut.cleaner.memory import Memory, Repeats
from presscut.cleaner.model import Draft, Page
from presscut.errors import Problem
from presscut.nightly.memory import LEAST, SHARE, keys_of
from presscut.pipeline import Work

SETS = {"general": "wcxb-dev", "news": "news-dev"}
VIEWS = ("html", "html2text", "markdownify", "inscriptis", "resiliparse", "bs4")
WEIGHTS = (0.0, 1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0)  # 0: without a memory
OTHERS = 3  # other pages of a site that part the rows of the second table
MEASURES: dict[str, Callable[[Score], float | None]] = {
    "F1": lambda s: s.f1,
    "P": lambda s: s.precision,
    "R": lambda s: s.recall,
    "leak": lambda s: s.leak,
}
TOLD = [name for measure in MEASURES for name in (measure, f"{measure}, memory")]
COLUMNS = ["pages", "sites", *TOLD, "better", "worse"]


class Result(NamedTuple):
    """One page: its scores by the weight of the evidence.

    Attributes:
        known: how many other pages of its site were looked at.
    """

    corpus: str
    view: str
    kind: str
    host: str
    fold: int
    known: int
    scores: dict[float, Score]


Site = tuple[str, str, tuple[Sample, ...]]  # set, host, pages of one view


def sites(names: Iterable[str], views: Iterable[str]) -> Iterator[Site]:
    """The sites with several pages, a view each."""
    for name in names:
        for view in views:
            by_host: dict[str, list[Sample]] = defaultdict(list)
            for sample in samples(SETS[name], view, "all"):
                by_host[host_of(sample.url)].append(sample)
            yield from ((name, host, tuple(pages)) for host, pages in by_host.items() if host and len(pages) > 1)


def run(site: Site, *, folds: bool) -> list[Result]:
    """All pages of a site, each with what the others have in common."""
    name, host, pages = site
    works = [(page, work) for page in pages if not isinstance(work := _work(page, folds=folds), Problem)]
    keys = [keys_of(work.article) for _, work in works]
    found = []
    for number, (page, work) in enumerate(works):
        memory = _memory(host, keys[:number] + keys[number + 1 :])
        row = gold_rows(SETS[name])[page.id]
        scores = {
            weight: score(_text(work.draft, memory, weight), page.gold, tuple(row.get("without") or ()))
            for weight in WEIGHTS
        }
        found.append(Result(name, page.view, row["page_type"], host, page.fold, len(works) - 1, scores))
    return found


def _work(page: Sample, *, folds: bool) -> Work | Problem:
    cleaner = cleaner_of(page.fold if folds else None, "auto")
    return cleaner.work(Page(page.content, url=page.url, media_type="html" if page.view == "html" else None))


def _memory(host: str, pages: Sequence[set[str]]) -> Memory:
    on = Counter(key for keys in pages for key in keys)
    least = min(max(LEAST, SHARE * len(pages)), len(pages))
    return Memory.of({host: Repeats(len(pages), {key: times for key, times in on.items() if times >= least})})


def _text(draft: Draft, memory: Memory, weight: float) -> str:
    judged = judge(draft, (SiteMemory(memory, weight),)) if weight else draft
    return compose(judged, decide(judged)).text


# Tables


def tables(results: Sequence[Result]) -> list[Table]:
    """Articles by set and view; pages that are none, by how many their site has; and the choice of the weight."""
    articles = [r for r in results if r.kind == "article"]
    rest = [r for r in results if r.kind != "article"]
    return [
        _gains("Articles of sites with several pages", articles, lambda r: f"{r.corpus}, {r.view}"),
        _gains(
            "Pages of other kinds, HTML", rest, lambda r: "4 pages or more" if r.known >= OTHERS else "2 or 3 pages"
        ),
        _choice(articles),
    ]


def _gains(title: str, results: Sequence[Result], group_of: Callable[[Result], str]) -> Table:
    groups: dict[str, list[Result]] = defaultdict(list)
    for result in results:
        groups[group_of(result)].append(result)
    table = Table(title, [*COLUMNS])
    for name, group in groups.items():
        table.rows[name] = dict(zip(table.columns, _cells(group), strict=True))
    return table


def _cells(results: Sequence[Result]) -> Iterator[str]:
    yield from (str(len(results)), str(len({result.host for result in results})))
    for measure in MEASURES.values():
        for weight in (0.0, WEIGHT):
            values = [value for result in results if (value := measure(result.scores[weight])) is not None]
            yield f"{fmean(values):.4f}" if values else "–"
    differences = [result.scores[WEIGHT].f1 - result.scores[0.0].f1 for result in results]
    yield from (str(sum(d > 0 for d in differences)), str(sum(d < 0 for d in differences)))


def _choice(results: Sequence[Result]) -> Table:
    table = Table("F1 of the articles by the weight of the evidence", [f"{weight:g}" for weight in WEIGHTS])
    table.columns.append("chosen without the fold")
    for name, wanted in (("HTML", True), ("scraped text", False)):
        own = [result for result in results if (result.view == "html") == wanted]
        if own:
            row = {f"{weight:g}": f"{_f1(own, weight):.4f}" for weight in WEIGHTS}
            table.rows[name] = row | {"chosen without the fold": _cross_validated(own)}
    return table


def _cross_validated(results: Sequence[Result]) -> str:
    """The F1 with, for each fold, the weight that was best elsewhere (of equals the least), and these weights."""
    scores, weights = [], []
    for fold in range(FOLDS):
        elsewhere = [result for result in results if result.fold != fold]
        inside = [result for result in results if result.fold == fold]
        best = max(WEIGHTS, key=lambda weight: (round(_f1(elsewhere, weight), 4), -weight))
        weights.append(f"{best:g}")
        scores += [result.scores[best].f1 for result in inside]
    return f"{fmean(scores):.4f} ({', '.join(weights)})"


def _f1(results: Sequence[Result], weight: float) -> float:
    return fmean(result.scores[weight].f1 for result in results) if results else 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folds", help="folder of weights by fold, as bench/train.py writes: cross-validated by site")
    parser.add_argument("--views", default=",".join(VIEWS), help="comma list")
    parser.add_argument("--sets", default=",".join(SETS), help="comma list")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--write", type=Path, help="put the tables into this document")
    args = parser.parse_args()
    if args.folds:
        os.environ["PRESSCUT_FOLDS"] = args.folds
    work = list(sites(args.sets.split(","), args.views.split(",")))
    with Pool(args.jobs) as pool:
        results = [r for some in pool.imap(partial(run, folds=bool(args.folds)), work) for r in some]
    made = tables(results)
    print("\n\n".join(map(str, made)))
    if args.write:
        rewrite(args.write, "bench/site_memory.py", made)


if __name__ == "__main__":
    main()
