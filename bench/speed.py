"""How fast text is cleaned on one core, in CPU time. HTML is bench/html.py's.

    python bench/speed.py             articles a second, 10 MB of text beside 1 MB
    python bench/speed.py --plain     the same without what is written in C, as where there is no C compiler
    python bench/speed.py --line 100  one line of 100 MB: seconds and peak memory

It is measured on the samples of seeds/ and, where PRESSCUT_BENCH names some (see corpora.py), on development
pages as scrapers print them, each time with the share of every stage. The budget that holds on any machine: ten
times the text takes at most twelve times as long.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from corpora import BENCH, samples
from stages import STAGES, in_stages

from presscut.cleaner import cues, plain_words, shape
from presscut.cleaner.judge import features_words, forest, trees
from presscut.cleaner.model import Page
from presscut.collector import look_seldom
from presscut.options import Options
from presscut.pipeline import Cleaner

SAMPLES = Path(__file__).resolve().parent.parent / "seeds" / "samples"
ARTICLE = 5_000  # bytes of the article that speed is told in
RUNS = 7
EVERY = 15  # of the development pages
VIEWS = ("html2text", "bs4", "trim")  # what scrapers make of the development pages
TWINS = (
    (forest, trees.Trees),
    (shape, plain_words.counts),
    (cues, plain_words.cue_words),
    (features_words, plain_words.shares),
)
"""What is written in C, in plain Python, and the modules that use it."""
MEGABYTE = 1_000_000
MOST = 12.0  # times the time of 1 MB that 10 MB may take
MEASURED = 3  # runs of the long texts
WORDS = "the tide came in at six and went out again before anyone in the town had looked at a clock".split()


def main() -> None:
    """Print the figures; exit 1 when time is not linear in the text."""
    look_seldom()  # as the command does
    arguments = argparse.ArgumentParser(description="How fast pages are cleaned on one core.")
    arguments.add_argument(
        "--line", type=int, metavar="MB", help="clean one line of so many megabytes and nothing else"
    )
    arguments.add_argument("--plain", action="store_true", help="use nothing that is written in C")
    asked = arguments.parse_args()
    if asked.plain:
        for module, twin in TWINS:
            vars(module)[twin.__name__] = twin
    modules = "Python" if forest.__file__.endswith(".py") else "compiled modules"
    used = sorted({vars(module)[twin.__name__].__module__ for module, twin in TWINS})
    print(f"cleaner in {modules}, with {', '.join(used)}")
    if asked.line:
        one_line(asked.line)
        return
    articles("samples", [Page(p.read_bytes(), origin=p.name) for p in sorted(SAMPLES.iterdir()) if p.suffix != ".html"])
    for view in VIEWS if (BENCH / "wcxb-dev" / "views").is_dir() else ():
        articles(view, [Page(s.content, url=s.url) for s in list(samples("wcxb-dev", view))[::EVERY]])
    sys.exit(not linear())


def articles(name: str, pages: Sequence[Page]) -> None:
    """Articles of 5 kB that the pages' bytes make up, a second, and the share of time of every stage."""
    seconds = least(Cleaner(Options(engine="own")).clean, pages)
    count = sum(len(page.content) for page in pages) / ARTICLE
    print(f"text of {ARTICLE} bytes, {name:<16} {count / seconds:7.1f} a second, {len(pages)} pages")
    spent = stages(pages)
    shares = [f"{stage} {part / sum(spent.values()):.0%}" for stage, part in spent.items()]
    print(f"    {', '.join(shares)}")


def stages(pages: Sequence[Page]) -> dict[str, float]:
    """Seconds of every stage for all pages together, the median of the runs."""
    cleaner = Cleaner(Options(engine="own"))
    runs = [[in_stages(cleaner, page) for page in pages] for _ in range(RUNS)]
    sums = [{stage: sum(page.get(stage, 0.0) for page in run) for stage in STAGES} for run in runs]
    medians = {stage: statistics.median(run[stage] for run in sums) for stage in STAGES}
    return {stage: seconds for stage, seconds in medians.items() if seconds}


def linear() -> bool:
    """Whether ten times the text takes at most `MOST` times as long."""
    cleaner = Cleaner()
    cleaner.clean(Page(prose(MEGABYTE // 10)))
    seconds = {}
    for size in (MEGABYTE, 10 * MEGABYTE):
        page = Page(prose(size))
        seconds[size] = min(timed(cleaner.clean, page) for _ in range(MEASURED))
        print(f"text of {size // MEGABYTE:>2} MB                  {seconds[size]:12.2f} s")
    ratio = seconds[10 * MEGABYTE] / seconds[MEGABYTE]
    print(f"ten times the text               {ratio:9.1f} times as long, at most {MOST:.0f}")
    return ratio <= MOST


def one_line(megabytes: int) -> None:
    """Seconds and peak memory of a text without a line end."""
    page = Page(prose(megabytes * MEGABYTE).replace(b"\n", b" "))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    seconds = timed(Cleaner().clean, page)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(
        f"one line of {megabytes} MB: {seconds:.1f} s, peak {peak / 1024:.0f} MB of memory ({before / 1024:.0f} before)"
    )


def prose(size: int) -> bytes:
    """Paragraphs of plain words, no two alike, so many bytes long."""
    parts: list[str] = []
    length = number = 0
    while length < size:
        turn = number % len(WORDS)
        sentence = " ".join([*WORDS[turn:], str(number), *WORDS[:turn]]).capitalize() + "."
        parts.append(sentence + ("\n\n" if number % 4 == 3 else " "))
        length += len(parts[-1])
        number += 1
    return "".join(parts)[:size].encode()


def least(clean: Callable[[Page], object], pages: Sequence[Page]) -> float:
    """CPU seconds of all pages together, of each the least of the runs: a busy machine only ever adds to it."""
    runs = [[timed(clean, page) for page in pages] for _ in range(RUNS + 1)]  # the first one loads and compiles
    return sum(min(run[number] for run in runs) for number in range(len(pages)))


def timed(clean: Callable[[Page], object], page: Page) -> float:
    """CPU seconds of one page."""
    begun = time.process_time()
    clean(page)
    return time.process_time() - begun


if __name__ == "__main__":
    main()
