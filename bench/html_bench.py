"""HTML pages by presscut and by other extractors: what they find, how fast, and what presscut's time goes into.

  python bench/html.py                                  all peers that are installed, shipped weights (in-sample)
  python bench/html.py --folds DIR                      cross-validated, weights from bench/train.py --folds DIR
  python bench/html.py --folds DIR --write docs/benchmarks.md
  python bench/html.py --every 10 --only presscut,trafilatura

The peers are those of bench/html_peers.py. All cleaners take turns on each page in one process, so that a busy
machine is busy for all of them. F1, P, R, lossy and leak are those of bench/quality.py. ms is CPU time a page on
one core, the median of the rounds; *a second* follows from the mean; *× at the median* compares the median pages,
*× in the mean* the sums, with trafilatura and its metadata. presscut always gives its metadata, and is timed with
the second opinions that it asked for.

Metadata: title and authors are right when they are the gold's words in any order, near when one holds the other
and at least half as many; dates when they are the same day; invented is what is given where the gold has none.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from multiprocessing import Pool
from pathlib import Path

from html_pages import Case, Result, cases, cleaners, measured, warm
from html_peers import PEERS
from html_tables import names, tables
from quality import TEXT_VIEWS, Cleaner
from tables import rewrite

from presscut.collector import look_seldom

SCRIPT = "bench/html.py"


def results(works: dict[str, Cleaner], pages: Sequence[Case], rounds: int, workers: int) -> Iterator[Result]:
    """Each page by all cleaners."""
    work = partial(measured, works, rounds)
    if workers == 1:
        warm(works, pages)
        yield from map(work, pages)
        return
    with Pool(workers, warm, (works, pages)) as pool:
        yield from pool.imap(work, pages, chunksize=4)


def tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def main(given: Sequence[str] | None = None) -> None:
    """Measure, then print the tables or write them into a document."""
    parser = argparse.ArgumentParser(
        prog=SCRIPT, description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpus", choices=sorted(TEXT_VIEWS), help="one set; default: both")
    parser.add_argument("--folds", help="folder of weights by fold: cross-validated by site")
    parser.add_argument("--only", help="comma list of the rows to run, presscut among the names; default: all")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="every N-th page of a set")
    parser.add_argument("--rounds", type=int, default=1, help="how often each page is measured")
    parser.add_argument("--jobs", type=int, default=1, help="processes; with more than cores the times mean little")
    parser.add_argument("--write", type=Path, metavar="FILE", help="renew the tables of a document")
    args = parser.parse_args(given)
    if args.write and (args.corpus or args.only):
        parser.error("a document tells of both sets and all peers: --write goes without --corpus and --only")
    if args.folds:
        os.environ["PRESSCUT_FOLDS"] = args.folds
    look_seldom()  # as the command does
    for package in sorted({peer.package for peer in PEERS.values() if not peer.there}):
        tell(f"{package} is not installed and left out")
    works = cleaners(args.only and args.only.split(","), folds=bool(args.folds))
    found: dict[str, list[Result]] = {}
    for corpus in [args.corpus] if args.corpus else ["wcxb-dev", "news-dev"]:
        found[corpus] = []
        pages = cases(corpus, args.every)
        for number, result in enumerate(results(works, pages, args.rounds, args.jobs), 1):
            found[corpus].append(result)
            if number % 100 == 0 or number == len(pages):
                tell(f"{corpus}: {number} of {len(pages)} pages")
        for name in names(found[corpus]):
            if failed := sum(page.seen[name].failed for page in found[corpus]):
                tell(f"{corpus}: {name} failed on {failed} pages, which count as found empty")
    made = tables(found)
    for table in made if args.every > 1 else ():
        table.title += f" (every {args.every}th page)"
    if args.write:
        rewrite(args.write, SCRIPT, made)
    else:
        print("\n\n".join(map(str, made)))
