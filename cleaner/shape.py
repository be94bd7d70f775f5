"""What can be counted in a text without knowing its language.

Words: runs of letters and digits; scripts that put no space between words (Chinese, Japanese, Thai)
count two characters as one word. Marks that end a sentence come from the Unicode property
Sentence_Terminal, cut down to the scripts that were met.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal
from unicodedata import category

from presscut.cleaner.model import Link, Shape
from presscut.cleaner.patterns import lazy

UNSPACED = "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
ASCII_WORD = re.compile(r"[^\W_]+(?:['\-][^\W_]+)*")
WORD = lazy(rf"[{UNSPACED}]|[^\W_{UNSPACED}]+(?:['’\-][^\W_{UNSPACED}]+)*")
UNSPACED_CHAR = lazy(f"[{UNSPACED}]")
STOPS = ".!?。．！？؟۔।॥։…"
CLOSERS = "\"'”’»«)]}›‹」』）】》〉*_"
SENTENCE_END = re.compile(rf"(?:[.!?؟۔।։][{re.escape(CLOSERS)}]*(?=\s|$))|[。！？]")
ELLIPSES = ("...", "…")
STRETCH = 1_000_000  # characters counted at a time: a list of the words of 100 MB would take a gigabyte
CUT = lazy(rf"\s|(?<=[{UNSPACED}])[{UNSPACED}]")

Ending = Literal["stop", "ellipsis", "colon", "comma", "none"]


def words_of(text: str) -> list[str]:
    """The words of a text in order; a character of an unspaced script is a word of its own here."""
    return (ASCII_WORD if text.isascii() else WORD).findall(text)


def stretches(text: str) -> Iterator[str]:
    """A text in pieces that bound what counting it holds in memory. No word and no end mark is divided."""
    at = 0
    while len(text) - at > STRETCH and (cut := CUT.search(text, at + STRETCH)):
        yield text[at : cut.start()]
        at = cut.start()
    yield text[at:] if at else text


def count_words(text: str) -> float:
    """The length of a text in words; characters of unspaced scripts count half."""
    return sum(_length(piece, words_of(piece)) for piece in stretches(text))


def _length(text: str, words: list[str]) -> float:
    unspaced = 0 if text.isascii() else len(UNSPACED_CHAR.findall(text))
    return len(words) - unspaced / 2


def ending_of(text: str) -> Ending:
    """The class of the mark that ends a text. An ellipsis is not a full stop."""
    bare = text.rstrip()
    if bare.rstrip(CLOSERS).endswith(ELLIPSES):
        return "ellipsis"
    bare = bare.rstrip(CLOSERS + " ")
    if not bare:
        return "none"
    last = bare[-1]
    if last in STOPS:
        return "stop"
    if last in ":：":
        return "colon"
    if last in ",;，、؛،":
        return "comma"
    return "none"


def measure(text: str, links: Iterable[Link] = ()) -> Shape:
    """Count everything of a `Shape` in one clean text with its links."""
    links = tuple(links)
    words, cased, capitals, sentences = map(sum, zip(*map(_counted, stretches(text)), strict=True))
    return Shape(
        chars=len(text),
        words=words,
        link_words=sum(count_words(link.text) for link in links),
        links=len(links),
        ending=ending_of(text),
        sentences=int(sentences),
        digits=_digits(text) / len(text) if text else 0.0,
        capitals=capitals / cased if cased else 0.0,
        all_caps=_all_caps(text),
    )


def _counted(text: str) -> tuple[float, int, int, int]:
    """Words, those of them whose first letter has case, those whose is a capital, and ends of sentences."""
    words = words_of(text)
    cased = [c for c in [word[0] for word in words] if _has_case(c)]
    return _length(text, words), len(cased), sum(map(str.isupper, cased)), len(SENTENCE_END.findall(text))


def _has_case(character: str) -> bool:
    return character.lower() != character.upper()


def _digits(text: str) -> int:
    return sum(map(text.count, "0123456789")) if text.isascii() else sum(map(str.isdigit, text))


def _all_caps(text: str) -> bool:
    """Whether there are two letters with case, and all such are capitals; seldom looks beyond the first word."""
    capitals = 0
    for character in text:
        if character.isalpha() and _has_case(character):
            if not character.isupper():
                return False
            capitals += 1
    return capitals >= 2


def is_symbol(char: str) -> bool:
    """A pictograph such as buttons begin with; © and ° are text."""
    return char > "\u2000" and category(char) == "So"
