"""Title, authors and date in scraped text: what presscut finds of them without markup and without the page's address.

  python bench/text_fields.py                                  shipped weights
  python bench/text_fields.py --folds DIR                      weights that have not seen the page's site
  python bench/text_fields.py --write docs/benchmarks.md       renew the tables there

Scored as bench/html.py scores them: exactly the gold's words, nearly (one holds all words of the other and at least
half as many), and, where the gold names nobody or no day, whether somebody or a day was invented. *There* is the
share of pages in whose text the gold's title stands as a line of its own: no reader of text can find many more.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Mapping, Sequence
from functools import partial
from multiprocessing import Pool
from pathlib import Path
from statistics import fmean
from typing import Any, NamedTuple

from cleaners import cleaner_of
from corpora import Sample, samples
from html_fields import Found, found
from html_tables import FIELDS, share
from labels import words
from quality import gold_rows
from tables import Table, rewrite

from presscut.cleaner.model import Page
from presscut.errors import Problem

VIEWS = ("html2text", "inscriptis", "bs4", "trim")
SETS = {"wcxb-dev": "General web pages", "news-dev": "News pages"}
COLUMNS = [column for columns in FIELDS.values() for column in columns]


class Seen(NamedTuple):
    """What was found of one page, and whether its title stands there as a line; null where the gold has none."""

    fields: Found
    there: bool | None


def look(job: tuple[Sample, Mapping[str, Any]], *, folds: bool) -> Seen | None:
    """One page beside its gold; null when it cannot be read."""
    sample, gold = job
    article = cleaner_of(sample.fold if folds else None, "own").clean(Page(sample.content))
    if isinstance(article, Problem):
        return None
    title = words(gold["title"] or "")
    lines = sample.content.decode("utf8", "replace").splitlines()
    return Seen(found(article, gold), any(words(line) == title for line in lines) if title else None)


def table(title: str, views: Mapping[str, Sequence[Seen]]) -> Table:
    """One row a view."""
    made = Table(f"{title}, fields of text", ["there", *COLUMNS])
    for view, pages in views.items():
        there = [page.there for page in pages if page.there is not None]
        fields = [page.fields for page in pages]
        made.rows[view] = {"there": f"{fmean(there):.3f}"} | {column: share(fields, column) for column in COLUMNS}
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folds", type=Path, help="folder of what bench/train.py learnt without each fold")
    parser.add_argument("--write", type=Path, help="the document whose tables are to be renewed")
    parser.add_argument("--workers", type=int, default=os.cpu_count())
    args = parser.parse_args()
    if args.folds:
        os.environ["PRESSCUT_FOLDS"] = str(args.folds)
    made = []
    for corpus, title in SETS.items():
        gold, views = gold_rows(corpus), {}
        for view in VIEWS if corpus == "wcxb-dev" else VIEWS[:-1]:
            jobs = [(sample, gold[sample.id]) for sample in samples(corpus, view)]
            with Pool(args.workers) as pool:
                pages = pool.map(partial(look, folds=bool(args.folds)), jobs, chunksize=8)
            views[view] = [page for page in pages if page is not None]
        made.append(table(title, views))
        print(made[-1], end="\n\n", flush=True)
    if args.write:
        rewrite(args.write, "bench/text_fields.py", made)


if __name__ == "__main__":
    main()
