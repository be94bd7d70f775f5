"""How well near-duplicates are told, beside datasketch and rensa in the same run.

    python bench/near.py              made pairs of texts: error, bands, time
    python bench/near.py --pages      the development pages too: which pairs there are, and which are found

Texts are made of a vocabulary in which few words are frequent, as in a language; a second one is the first with
words changed here and there, or with passages added, so that their exact Jaccard index is spread between 0 and 1.
All get the same shingles, so only the estimate differs. The peers are `pip install datasketch rensa`; without them
their rows are missing. Development pages are found as corpora.py says; exact numbers come from all shingles of
all pages, without any estimate.
"""

from __future__ import annotations

import argparse
import gzip
import json
import statistics
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from importlib.util import find_spec
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any

from corpora import BENCH

from presscut.archive.index.near import BINS, SIMILAR, bands, shingles, signature, similarity

SEED = 20310506
SIZES = (20, 100, 500, 3000)  # words of a made text
PAIRS = 400  # of each size
TIMED_WORDS = 800  # about 5 kB
ROUNDS = 25
VOCABULARY = 5000
CORPORA = ("wcxb-dev", "news-dev")
VIEW = "html2text"  # what a scraper makes of the pages: articles in their frame of menus
COMMON = 200  # pages that share a shingle from which it says nothing: a footer of one site
SAMPLES = Path(__file__).resolve().parents[2] / "shared" / "seeds"
Pair = tuple[str, str]


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="How well near-duplicates are told.")
    parser.add_argument("--pages", action="store_true", help="look for near-duplicates among the development pages too")
    asked = parser.parse_args()
    random = Random(SEED)
    made = {size: [made_pair(random, size) for _ in range(PAIRS)] for size in SIZES}
    errors(made)
    of_bands([pair for pairs in made.values() for pair in pairs])
    times(random)
    if asked.pages:
        for corpus in CORPORA:
            on_pages(f"{corpus}, bodies", dict(gold_bodies(corpus)))
            on_pages(f"{corpus}, {VIEW}", dict(scraped(corpus)))
        real_inputs()


def made_pair(random: Random, size: int) -> Pair:
    """A text and what an editor or another site made of it."""
    words = made_words(random, size)
    other = list(words)
    if random.random() < 0.5:
        for _ in range(int(size * random.random() ** 2 / 4)):
            other[random.randrange(len(other))] = made_words(random, 1)[0]
    else:
        at = random.randrange(size)
        other[at:at] = made_words(random, int(size * random.random()))
    return " ".join(words), " ".join(other)


def made_words(random: Random, size: int) -> list[str]:
    """Words of which the tenth is ten times as rare as the first."""
    return [f"{int(VOCABULARY ** random.random()):05}" for _ in range(size)]


def exact(a: Iterable[bytes], b: Iterable[bytes]) -> float:
    """The Jaccard index of two sets."""
    one, other = set(a), set(b)
    return len(one & other) / max(1, len(one | other))


def own(one: str, other: str) -> float:
    """The estimate of presscut."""
    return similarity(signature(one), signature(other))


def of_datasketch(one: str, other: str) -> float:
    """The estimate of datasketch with as many permutations as there are bins."""
    return float(datasketch_hash(one).jaccard(datasketch_hash(other)))


def datasketch_hash(text: str) -> Any:
    from datasketch import MinHash

    made = MinHash(num_perm=BINS, seed=1)
    made.update_batch(list(shingles(text)))
    return made


def of_rensa(one: str, other: str) -> float:
    """The estimate of rensa, likewise."""
    return float(rensa_hash(one).jaccard(rensa_hash(other)))


def rensa_hash(text: str) -> Any:
    from rensa import RMinHash

    made = RMinHash(num_perm=BINS, seed=1)
    made.update([shingle.decode() for shingle in shingles(text)])
    return made


def installed() -> dict[str, tuple[Callable[[str, str], float], Callable[[str], Any]]]:
    """By name: the estimate for two texts, and the signature of one."""
    known = {
        "presscut": (own, signature),
        "rensa": (of_rensa, rensa_hash),
        "datasketch": (of_datasketch, datasketch_hash),
    }
    return {name: functions for name, functions in known.items() if name == "presscut" or find_spec(name)}


def errors(made: Mapping[int, Sequence[Pair]]) -> None:
    """Mean error and root of the mean square error of each, by the size of the texts."""
    print(f"estimate against exact Jaccard index, {PAIRS} pairs of each size: mean error, and root mean square error")
    for size, pairs in made.items():
        true = [exact(shingles(one), shingles(other)) for one, other in pairs]
        expected = statistics.mean(share * (1 - share) / BINS for share in true) ** 0.5
        said = [f"{size:>6} words"]
        for name, (estimate, _) in installed().items():
            off = [estimate(*pair) - share for pair, share in zip(pairs, true, strict=True)]
            said.append(f"{name} {statistics.mean(off):+.4f} {statistics.mean(x * x for x in off) ** 0.5:.4f}")
        print("   ".join([*said, f"{BINS} independent hashes {expected:.4f}"]))


def of_bands(pairs: Sequence[Pair]) -> None:
    """How many pairs share a band, by their exact index, and how many are told at the threshold."""
    print("pairs that share a band, by exact Jaccard index")
    rows = [(exact(shingles(a), shingles(b)), share_a_band(a, b), own(a, b)) for a, b in pairs]
    for low in range(10):
        found = [met for share, met, _ in rows if low <= share * 10 < low + 1 or (low == 9 and share == 1)]
        if found:
            print(f"{low / 10:>6.1f}–{(low + 1) / 10:.1f}   {sum(found) / len(found):6.1%} of {len(found)}")
    told = [share for share, met, estimate in rows if met and estimate >= SIMILAR]
    wanted = [(met, estimate) for share, met, estimate in rows if share >= SIMILAR]
    right = sum(share >= SIMILAR for share in told)
    print(
        f"at {SIMILAR}: share a band {sum(met for met, _ in wanted) / len(wanted):.1%} of {len(wanted)}, told"
        f" {right / len(wanted):.1%}; of those told {right / len(told):.1%} are, the least like of them {min(told):.2f}"
    )


def share_a_band(one: str, other: str) -> bool:
    return not set(bands(signature(one))).isdisjoint(bands(signature(other)))


def times(random: Random) -> None:
    """CPU milliseconds of a text: the median of the rounds, in which all take turns."""
    text = " ".join(made_words(random, TIMED_WORDS))
    work: dict[str, Callable[[], Any]] = {"its shingles alone": partial(shingles, text)}
    work |= {name: partial(sign, text) for name, (_, sign) in installed().items()}
    spent: dict[str, list[float]] = defaultdict(list)
    for _ in range(ROUNDS):
        for name, call in work.items():
            begun = time.process_time()
            call()
            spent[name].append((time.process_time() - begun) * 1000)
    print(f"a text of {len(text)} bytes, shingles included")
    for name, rounds in spent.items():
        print(f"    {name:<20} {statistics.median(rounds):.2f} ms")
    one, other = signature(text), signature(text + " more of it than there was")
    begun = time.process_time()
    for _ in range(1000):
        similarity(one, other)
    print(f"    {'comparing two':<20} {(time.process_time() - begun) * 1000:.1f} µs, {len(one)} bytes each")


def gold_bodies(corpus: str) -> Iterator[Pair]:
    """The articles of a set as people marked them, by id."""
    with gzip.open(BENCH / corpus / "gold.jsonl.gz", "rt", encoding="utf8") as file:
        for row in map(json.loads, file):
            if row["gold"]:
                yield row["id"], row["gold"]


def scraped(corpus: str) -> Iterator[Pair]:
    """The pages of a set as a scraper printed them, by id."""
    with gzip.open(BENCH / corpus / "views" / f"{VIEW}.jsonl.gz", "rt", encoding="utf8") as file:
        for row in map(json.loads, file):
            yield row["id"], row["text"]


def on_pages(name: str, texts: Mapping[str, str]) -> None:
    """The near-duplicates of a set: exactly, and as presscut tells them."""
    signed = {page: signature(text) for page, text in texts.items()}
    by_band: dict[int, list[str]] = defaultdict(list)
    for page, one in signed.items():
        for band in bands(one):
            by_band[band].append(page)
    meeting = {pair for pages in by_band.values() for pair in combinations(sorted(set(pages)), 2)}
    estimates = {pair: similarity(signed[pair[0]], signed[pair[1]]) for pair in meeting}
    told = {pair for pair, estimate in estimates.items() if estimate >= SIMILAR}
    true = dict(alike(texts))
    near = {pair for pair, share in true.items() if share >= SIMILAR}
    print(
        f"{name}: {len(texts)} texts, {len(near)} pairs from {SIMILAR} on; {len(meeting)} pairs share a band;"
        f" told {len(told & near)}, missed {len(near - told)}, told below it {len(told - near)}"
    )
    for pair in sorted(near ^ told):
        print(f"    {' '.join(pair)}: exact {true.get(pair, 0):.3f}, estimated {estimates.get(pair, 0):.3f}")


def alike(texts: Mapping[str, str]) -> Iterator[tuple[Pair, float]]:
    """The exact Jaccard index of all pairs that share enough shingles that are not everybody's."""
    sets = {page: shingles(text) for page, text in texts.items()}
    holders: dict[bytes, list[str]] = defaultdict(list)
    for page in sorted(sets):
        for shingle in sets[page]:
            holders[shingle].append(page)
    shared = Counter(pair for pages in holders.values() if len(pages) <= COMMON for pair in combinations(pages, 2))
    for (one, other), count in shared.items():
        if count >= SIMILAR / 2 * min(len(sets[one]), len(sets[other])):
            yield (one, other), exact(sets[one], sets[other])


def real_inputs() -> None:
    """The two pages of one site that must never count as near."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(SAMPLES.glob("*.txt"))]
    for one, other in combinations(texts, 2):
        true = exact(shingles(one), shingles(other))
        print(
            f"the two real inputs: exact {true:.4f}, estimated {own(one, other):.4f}, band {share_a_band(one, other)}"
        )


if __name__ == "__main__":
    main()
