"""What full-text search costs: the table a article, the time an add, the time a query, at 20,000 articles.

    python bench/search.py                            20,000 made articles, and the development bodies if they are there
    python bench/search.py --articles 2000            a quick look
    python bench/search.py --write docs/benchmarks.md   renew the tables there

Made articles have 600 words at the median out of a vocabulary of 200,000 in which the n-th word is as frequent as
(n + 2.7)^-1.1, as in a language; the same in every run. They are added as an archive adds them: a savepoint an article,
a commit every 100. Times are of the processor, so that what else runs counts less; of queries the median of the
rounds. Development bodies are found as corpora.py says.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, replace
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from corpora import BENCH, samples
from tables import Table, rewrite

from presscut.archive.index.finding import Hit, look_up
from presscut.archive.index.folding import words_of
from presscut.archive.index.query import parse
from presscut.archive.index.search import Words
from presscut.archive.index.selecting import Filters
from presscut.archive.index.snippets import snippet
from presscut.archive.state import State
from presscut.archive.state.rows import Entry

SEED = 20310506
VOCABULARY = 200_000
OFFSET, EXPONENT = 2.7, 1.1  # Mandelbrot's: how frequent the n-th word of a language is
MEDIAN_WORDS, SPREAD = 600, 0.6  # of a log-normal distribution
TITLE_WORDS = 8
EVERY = 100  # adds in a commit, as in an archive
ROUNDS = 9
LIMIT = 20  # hits, as the command asks for them
SYLLABLES = [consonant + vowel for consonant in "bdfgklmnprstvz" for vowel in ("a", "e", "i", "o", "u", "ä", "ei")]
SITES = 200
DAYS = 3650
NOTHING: dict[str, Any] = dict.fromkeys((field.name for field in fields(Entry)), "")
ENTRY = Entry(**{**NOTHING, "flags": (), "words": MEDIAN_WORDS, "language": "en"})


class Text(NamedTuple):
    title: str
    body: str


def word(number: int) -> str:
    """The n-th word of the vocabulary: frequent words are short."""
    spelt = ""
    while True:
        number, rest = divmod(number, len(SYLLABLES))
        spelt += SYLLABLES[rest]
        if number == 0:
            return spelt
        number -= 1


def texts(count: int) -> Iterator[Text]:
    """Articles of the vocabulary."""
    random = Random(SEED)
    vocabulary = [word(number) for number in range(VOCABULARY)]
    weights = list(accumulate((number + OFFSET) ** -EXPONENT for number in range(VOCABULARY)))
    for _ in range(count):
        length = max(int(MEDIAN_WORDS * random.lognormvariate(0, SPREAD)), TITLE_WORDS)
        drawn = random.choices(vocabulary, cum_weights=weights, k=length + TITLE_WORDS)
        yield Text(" ".join(drawn[:TITLE_WORDS]), " ".join(drawn[TITLE_WORDS:]))


def filled(path: Path, articles: Sequence[Text], *, words: bool) -> tuple[int, float]:
    """Fill a state; gives the bytes of its file and the seconds of processor that took."""
    state = State(path, create=True)
    start = time.process_time()
    for seq, text in enumerate(articles, 1):
        state.begin()
        with state.undone_on_error():
            enter(state, seq, text)
            if words:
                state.put_words(seq, Words(text.title, text.body))
        if seq % EVERY == 0:
            state.commit()
    state.commit()
    spent = time.process_time() - start
    state.close()
    return path.stat().st_size, spent


def enter(state: State, seq: int, text: Text) -> None:
    """Enter an article without its words: a site and a day of many."""
    day = f"{2020 + seq % DAYS // 365}-{seq % 12 + 1:02d}-{seq % 28 + 1:02d}"
    host = f"site{seq % SITES}.example"
    state.put_article(
        replace(ENTRY, id=f"{seq:08x}", seq=seq, url=f"https://{host}/{seq}", title=text.title, published=day)
    )


QUERIES = {
    "a word in one article of 100": ("{rare}", Filters()),
    "a word in 2 of 3 articles": ("{common}", Filters()),
    "two words": ("{common} {rare}", Filters()),
    "a phrase of two frequent words": ('"{common} {second}"', Filters()),
    "a word or another": ("{common} OR {rare}", Filters()),
    "a word without another": ("{common} -{rare}", Filters()),
    "the beginning of a word, 2 letters": ("{start}*", Filters()),
    "a word of the title": ("title:{common}", Filters()),
    "a frequent word of one site": ("{common}", Filters(site="site7.example")),
    "a frequent word of one month": ("{common}", Filters(since="2024-03", until="2024-03")),
    "all but a word": ("-{rare}", Filters()),
    "no article": ("nowhere", Filters()),
}


def queries(state: State, articles: Sequence[Text]) -> Table:
    """The time of each kind of query, and of the snippets of its hits."""
    names = chosen_words(articles)
    rows = {title: query_row(state, articles, asked.format(**names), by) for title, (asked, by) in QUERIES.items()}
    return Table(f"Queries over {len(articles):,} articles, {LIMIT} hits", [*next(iter(rows.values()))], rows)


def query_row(state: State, articles: Sequence[Text], asked: str, filters: Filters) -> dict[str, str]:
    """What a query takes, as cells."""
    query = parse(asked)

    def hits(*, newest: bool = False, limit: int = LIMIT) -> list[Hit]:
        return list(look_up(state.db, query, filters, newest=newest, limit=limit))

    shown = [articles[hit.entry.seq - 1].body for hit in hits()]
    cut = timed(lambda: [snippet(body, query.terms) for body in shown]) / max(len(shown), 1)
    return {
        "articles": f"{len(hits(limit=-1)):,}",
        "ms": f"{timed(hits):.1f}",
        "ms, newest first": f"{timed(lambda: hits(newest=True)):.1f}",
        "ms a snippet": f"{cut:.2f}" if shown else "",
    }


def chosen_words(articles: Sequence[Text]) -> dict[str, str]:
    """Words for the queries: the one in about 2 of 3 articles, the most frequent other one, one in 1 of 100."""
    seen = Counter(word for text in articles for word in set(words_of(text.body)))
    ranked = [name for name, _ in seen.most_common()]
    common = min(ranked, key=lambda name: abs(seen[name] - len(articles) * 2 / 3))
    rare = min(ranked, key=lambda name: abs(seen[name] - len(articles) / 100))
    second = next(name for name in ranked if name != common)
    return {"common": common, "second": second, "rare": rare, "start": rare[:2]}


def timed(work: Callable[[], object]) -> float:
    """Milliseconds of processor a run takes, the median of the rounds."""
    spent = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        spent.append(time.process_time() - start)
    return statistics.median(spent) * 1000


def table_row(folder: Path, name: str, articles: Sequence[Text]) -> dict[str, str]:
    """What the words of these articles take, as cells."""
    bare, without = filled(folder / f"{name}-bare.db", articles, words=False)
    full, spent = filled(folder / f"{name}-full.db", articles, words=True)
    size = sum(len(text.body.encode()) + len(text.title.encode()) for text in articles)
    return {
        "articles": f"{len(articles):,}",
        "bytes of text": f"{size / len(articles):,.0f}",
        "bytes of the table": f"{(full - bare) / len(articles):,.0f}",
        "of the text": f"{(full - bare) / size:.0%}",
        "ms an add": f"{(spent - without) / len(articles) * 1000:.2f}",
    }


def development_bodies() -> Sequence[Text]:
    """The bodies of the development pages with their first line as title, if they are there."""
    if not BENCH.is_dir():
        return ()
    bodies = [sample.gold for name in ("wcxb-dev", "news-dev") for sample in samples(name, "html")]
    return [Text(body.partition("\n")[0][:100], body) for body in bodies]


def main() -> None:
    """Measure, then print the tables or write them into a document."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--write", type=Path, metavar="FILE", help="renew the tables of a document")
    asked = parser.parse_args()
    made = [*texts(asked.articles)]
    real = development_bodies()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        costs = {"made articles": table_row(folder, "made", made)}
        if real:
            costs["development bodies"] = table_row(folder, "real", real)
        state = State(folder / "made-full.db")
        tables = [Table("What the words of an article cost", [*costs["made articles"]], costs), queries(state, made)]
        state.close()
    if asked.write:
        rewrite(asked.write, "bench/search.py", tables)
    else:
        print("\n\n".join(map(str, tables)))


if __name__ == "__main__":
    main()
