"""Words in plain Python, for where the compiled functions (`_words`) are not built.

What is cut and counted here is ASCII, as most text is, in bytes: that takes half the time of patterns. The compiled
functions read somewhat more; for all else both say None, and who asked has patterns for any script.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import chain

from presscut.cleaner.patterns import lazy

PARTING = "“”‘–—…"  # the marks that make most texts more than ASCII; no word holds one
BETWEEN_WORDS = bytes(c if chr(c).isalnum() or chr(c) in "'-" else 32 for c in range(128)).ljust(256)
SMALL_WORDS = bytes(ord(chr(c).lower()) if chr(c).isalnum() else 32 for c in range(128)).ljust(256)
"""Small letters for capitals, spaces for all that is in no word: quicker than a pattern where no number stands."""
SMALL_LETTERS = b"abcdefghijklmnopqrstuvwxyz"
NO_LETTERS = bytes(c for c in range(256) if not chr(c).isalpha() or c > 127)
DIGITS = b"0123456789"
WORD = re.compile(rb"[0-9A-Za-z]+(?:['-][0-9A-Za-z]+)*")
LOOSE = re.compile(rb"['-](?:(?<![^ '-]['-])|(?![^ '-]))")
"""A hyphen or an apostrophe that joins no two words, where all but words and these is white space."""
END = re.compile(rb"[.!?][\"')\]}*_]*(?=[\s\x1c-\x1f]|$)")
NUMBER = r"\d+(?:[.,:]\d+)*"
TOKEN = lazy(rf"{NUMBER}|[^\W_]+")

LONG_WORD = 4  # letters; shorter words are in every text (in scripts without spaces a word is one letter: none is)
CLOSE = 4  # blocks of prose whose words count as those before or after
PARTS = 1_000_000  # a word's rarity is in millionths: whole numbers add up to the same in any order

Counts = tuple[float, int, int, int, int]
"""Words, those of them whose first letter has case, those whose is a capital, ends of sentences, digits."""
Column = list[float]
Vocabulary = set[int]  # words by their numbers


def without_marks(text: str) -> str:
    """A text with spaces for the typographic marks that part words."""
    for mark in PARTING:
        text = text.replace(mark, " ")
    return text


def ascii_words(text: str) -> list[str] | None:
    """The words of a text that is ASCII but for the marks between words; a hyphen or an apostrophe joins two."""
    bare = text if text.isascii() else without_marks(text)
    if not bare.isascii():
        return None
    spaced = bare.encode().translate(BETWEEN_WORDS)
    return (
        spaced.decode().split() if LOOSE.search(spaced) is None else [w.decode() for w in WORD.findall(bare.encode())]
    )


def counts(text: str) -> Counts | None:
    """What is counted in a text of ASCII; None of others."""
    if not text.isascii():
        return None
    given = text.encode()
    spaced = given.translate(BETWEEN_WORDS)
    words = spaced.split() if LOOSE.search(spaced) is None else WORD.findall(given)
    letters = bytes([word[0] for word in words]).translate(None, NO_LETTERS)
    capitals = len(letters.translate(None, SMALL_LETTERS))
    digits = len(given) - len(given.translate(None, DIGITS))
    return float(len(words)), len(letters), capitals, len(END.findall(given)), digits


def cue_words(text: str) -> list[str] | None:
    """The words of a text as cues see them (`cleaner.cues`), where it is ASCII but for the marks between words."""
    bare = text if text.isascii() else without_marks(text).replace("’", " ")
    if not bare.isascii():
        return None
    given = bare.encode()
    if len(given.translate(None, DIGITS)) < len(given):
        return TOKEN.findall(bare.lower())
    return given.translate(SMALL_WORDS).decode().split()


def shares(
    texts: Iterable[str], prose: Sequence[float], first: int, end: int, cut: Callable[[str], Iterable[str]]
) -> tuple[Column, Column, Column, Column]:
    """What each block's words of `LONG_WORD` letters and more share with the prose of its page.

    Args:
        texts: of every block, in one case.
        prose: of every block, 0 where it is no prose.
        first, end: the main run of prose.
        cut: the words of a text.

    Returns:
        For each block, -1 where it has no such word: the share of its words that the run of prose has too; the same
        of the run's blocks of prose alone, every word weighed by how few blocks hold it (logarithm of the inverse
        share of blocks); the share that the last `CLOSE` blocks of prose before it have, and the next ones after it.
        A block is no witness for itself.
    """
    vocabularies = _vocabularies(texts, cut)
    run, masses = vocabularies[first:end], prose[first:end]
    in_run, in_prose = _met(run), _met([words for words, mass in zip(run, masses, strict=True) if mass])
    rarity = _rarity(vocabularies)
    known, rare = [], []
    for i, words in enumerate(vocabularies):
        own = first <= i < end
        known.append(_share(words, in_run[own]))
        rare.append(_weighed(words, in_prose[own and bool(prose[i])], rarity))
    places = range(len(prose))
    return known, rare, _rolling(vocabularies, prose, places), _rolling(vocabularies, prose, reversed(places))


def _vocabularies(texts: Iterable[str], cut: Callable[[str], Iterable[str]]) -> list[Vocabulary]:
    """The longer words of each text. Equal words have the same number on a page, counted from 0."""
    numbers: dict[str, int] = {}
    return [{numbers.setdefault(w, len(numbers)) for w in cut(text) if len(w) >= LONG_WORD} for text in texts]


def _met(vocabularies: Sequence[Vocabulary]) -> tuple[Vocabulary, Vocabulary]:
    """The words that any of them holds, and those that more than one holds: known to a block that is one of them."""
    times = Counter(chain.from_iterable(vocabularies))
    return set(times), {word for word, n in times.items() if n > 1}


def _rarity(vocabularies: Sequence[Vocabulary]) -> list[int]:
    """What each word weighs by the number of the blocks that hold it."""
    times = Counter(chain.from_iterable(vocabularies))
    weights = {n: round(PARTS * math.log((len(vocabularies) + 1) / n)) for n in set(times.values())}
    return [weights[times[word]] for word in range(len(times))]


def _share(words: Vocabulary, known: Vocabulary) -> float:
    """Share of words that are known."""
    return len(words & known) / len(words) if words else -1.0


def _weighed(words: Vocabulary, known: Vocabulary, rarity: Sequence[int]) -> float:
    """The same, every word with its weight."""
    total = sum(map(rarity.__getitem__, words))
    return sum(map(rarity.__getitem__, words & known)) / total if total else -1.0


def _rolling(vocabularies: Sequence[Vocabulary], prose: Sequence[float], order: Iterable[int]) -> Column:
    """Share of words that the last few blocks of prose have had, going in this order."""
    found = [0.0] * len(prose)
    last: list[Vocabulary] = []
    near: Vocabulary = set()
    for i in order:
        words = vocabularies[i]
        found[i] = _share(words, near)
        if prose[i]:
            last = [*last, words][-CLOSE:]
            near = set().union(*last)
    return found
