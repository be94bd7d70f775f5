"""Quality on scraped text: presscut beside what others do to text, on both development sets, in one run.

  python bench/text.py                                 all peers, shipped weights (in-sample)
  python bench/text.py --folds DIR                     cross-validated by site, weights from bench/train.py --folds DIR
  python bench/text.py --folds DIR --only presscut --write docs/benchmarks.md
  python bench/text.py --views bs4,trim --corpus wcxb-dev --peers C4,jusText --limit 50
  python bench/text.py --only presscut --worst 50      the pages with the lowest F1, for reading

The peers are those of bench/peers.py; F1, P, R, lossy and leak are those of bench/quality.py; ms is the median
CPU time a page. "Both sets" pools the pages of the two sets, each page counting once; the views that only the
general set has stand there with its pages alone. --write renews in a document the figures that were measured,
between the two comments that bound the tables, and leaves the others as they are.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from multiprocessing import Pool
from pathlib import Path
from typing import Any

from cleaners import cross_validated, shipped
from peers import PEERS
from quality import MEASURES, TEXT_VIEWS, Cleaner, Job, Score, jobs, run
from tables import Table, renewed

OURS = {"presscut, cross-validated": cross_validated, "presscut, in-sample": shipped}
CLEANERS = (*PEERS, *OURS)  # the order of the rows
SHARED = tuple(TEXT_VIEWS["news-dev"])  # views that both sets have
SETS = {"General web pages": ["wcxb-dev"], "News pages": ["news-dev"], "Both sets": ["wcxb-dev", "news-dev"]}
Results = dict[tuple[str, str, str], list[tuple[str, Score]]]  # corpus, view, cleaner: the pages' ids and scores
TOLD = {"General web pages": ["F1", "lossy"], "News pages": ["F1", "lossy"], "Both sets": [*MEASURES][1:]}


def peer(name: str, source: str, meta: Mapping[str, Any]) -> str:
    """A peer as a cleaner."""
    return PEERS[name](source, meta["language"])


def chosen(only: str | None, peers: str | None, *, folds: bool) -> dict[str, Cleaner]:
    """The cleaners to run, by the names of their rows."""
    ours = "presscut, cross-validated" if folds else "presscut, in-sample"
    found: dict[str, Cleaner] = {name: partial(peer, name) for name in PEERS} | {ours: OURS[ours]}
    names = [*PEERS, "presscut"] if only is None else only.split(",")
    if peers is not None:
        names = [*(peers.split(",") if peers != "none" else []), "presscut"]
    by_name = {ours if name == "presscut" else name: name for name in names}
    unknown = [name for row, name in by_name.items() if row not in found]
    if unknown:
        raise SystemExit(f"text.py: no cleaner is called {unknown[0]}; there are {', '.join([*PEERS, 'presscut'])}")
    return {name: cleaner for name, cleaner in found.items() if name in by_name}


def measure(cleaners: Mapping[str, Cleaner], pages: Sequence[Job], workers: int) -> Iterator[tuple[str, list[Score]]]:
    """Each cleaner's scores of the pages."""
    for name, cleaner in cleaners.items():
        if workers == 1:
            yield name, [run(cleaner, job) for job in pages]
        else:
            with Pool(workers) as pool:
                yield name, pool.map(partial(run, cleaner), pages, chunksize=8)


def tables(results: Results) -> list[Table]:
    """What was measured, a table for each set and measure: a row for each cleaner, a column for each view."""
    found = []
    for name, corpora in SETS.items():
        views = TEXT_VIEWS["wcxb-dev"] if len(corpora) > 1 else SHARED
        for told in TOLD[name]:
            cells = {
                cleaner: {
                    view: MEASURES[told](scores)
                    for view in views
                    if (scores := pooled(results, corpora, view, cleaner))
                }
                for cleaner in CLEANERS
            }
            rows = {cleaner: row for cleaner, row in cells.items() if row}
            if rows:
                columns = [view for view in views if any(view in row for row in rows.values())]
                found.append(Table(f"{name}, {told}", columns, rows))
    return found


def pooled(results: Results, corpora: Sequence[str], view: str, cleaner: str) -> list[Score]:
    """The scores of a view over the sets; none when a set that has the view was not measured."""
    having = [corpus for corpus in corpora if view in TEXT_VIEWS[corpus]]
    if any((corpus, view, cleaner) not in results for corpus in having):
        return []
    return [score for corpus in having for _, score in results[corpus, view, cleaner]]


def worst(results: Results, count: int) -> Iterator[str]:
    """The pages with the lowest F1 of presscut (of all cleaners that ran, when it did not), worst first."""
    names = {name for *_, name in results}
    names = names & set(OURS) or names
    rows = [(s.f1, page, view, name, s) for (_, view, name), found in results.items() for page, s in found]
    rows = sorted((row for row in rows if row[3] in names), key=lambda row: row[:4])
    yield "| page | view | cleaner | F1 | P | R |"
    yield "|---" * 6 + "|"
    for f1, page, view, name, s in rows[:count]:
        yield f"| {page} | {view} | {name} | {f1:.4f} | {s.precision:.4f} | {s.recall:.4f} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", choices=sorted(TEXT_VIEWS), help="one set; default: both")
    parser.add_argument("--views", help="comma list; default: all text views")
    parser.add_argument("--folds", help="folder of weights by fold: cross-validated by site")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--peers", help="comma list of what stands beside presscut, or none; default: all")
    which.add_argument("--only", help="comma list of all that is run, presscut among the names")
    parser.add_argument("--limit", type=int, help="the first so many pages of each view")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--worst", type=int, default=0, metavar="N", help="list the N pages with the lowest F1")
    parser.add_argument("--write", type=Path, metavar="FILE", help="renew the tables of a document")
    args = parser.parse_args()
    if args.write and args.limit:
        parser.error("a document tells whole sets: --write goes without --limit")
    if args.folds:
        os.environ["PRESSCUT_FOLDS"] = args.folds
    cleaners = chosen(args.only, args.peers, folds=bool(args.folds))
    results: Results = {}
    for corpus in [args.corpus] if args.corpus else ["wcxb-dev", "news-dev"]:
        for view in TEXT_VIEWS[corpus]:
            if args.views and view not in args.views.split(","):
                continue
            pages = jobs(corpus, view)[: args.limit]
            for name, scores in measure(cleaners, pages, args.jobs):
                results[corpus, view, name] = [(job.sample.id, s) for job, s in zip(pages, scores, strict=True)]
                figures = " ".join(f"{key} {told(scores)}" for key, told in MEASURES.items())
                print(f"{corpus} {view} {name}: {figures}", file=sys.stderr, flush=True)
    if args.write:
        document = args.write.read_text("utf-8")
        args.write.write_text(renewed(document, tables(results), order=CLEANERS), "utf-8")
    else:
        print("\n\n".join(map(str, tables(results))))
    if args.worst:
        print("\n" + "\n".join(worst(results, args.worst)))


if __name__ == "__main__":
    main()
