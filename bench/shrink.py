"""Whether an article that other settings shorten got worse: where the guard of `presscut reclean` has to stand.

  python bench/shrink.py                                  from normal to strict
  python bench/shrink.py --before gentle --after normal

A row for each share of its words that an article keeps: how many articles of the development sets (HTML, all kinds
of pages), of how many F1 against the gold body fell, and the mean change of F1. See bench/corpora.py for where the
sets are looked for.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator
from statistics import fmean

from corpora import Sample, samples
from labels import words
from quality import score

from presscut.cleaner.model import Article, Page
from presscut.options import LEVELS, Options, checked_level
from presscut.pipeline import Cleaner

STEPS = 10  # rows of the table


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--before", default="normal", choices=LEVELS)
    parser.add_argument("--after", default="strict", choices=LEVELS)
    args = parser.parse_args()
    before, after = (Cleaner(Options(level=checked_level(level))) for level in (args.before, args.after))
    rows: defaultdict[int, list[float]] = defaultdict(list)
    for kept, change in shortened(before, after):
        rows[int(kept * STEPS)].append(change)
    print("| keeps | articles | worse | change of F1 |\n|---|---|---|---|")
    for row, changes in sorted(rows.items()):
        worse = sum(change < 0 for change in changes) / len(changes)
        print(
            f"| {row / STEPS:.1f} to {(row + 1) / STEPS:.1f} | {len(changes)} | {worse:.0%} | {fmean(changes):+.3f} |"
        )


def shortened(before: Cleaner, after: Cleaner) -> Iterator[tuple[float, float]]:
    """The share of its words that each article keeps, and how its F1 changes, where it does not keep all."""
    for corpus in ("news-dev", "wcxb-dev"):
        for sample in samples(corpus, "html", "all"):
            old, new = text_of(before, sample), text_of(after, sample)
            length, left = len(words(old)), len(words(new))
            if left < length:
                yield left / length, score(new, sample.gold, ()).f1 - score(old, sample.gold, ()).f1


def text_of(cleaner: Cleaner, sample: Sample) -> str:
    made = cleaner.clean(Page(sample.content, url=sample.url, media_type="html"))
    return made.text if isinstance(made, Article) else ""


if __name__ == "__main__":
    main()
