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
from presscut.cleaner.plain_words import Counts, ascii_words
from presscut.cleaner.words import counts

UNSPACED_RANGES = (("\u0e00", "\u0e7f"), ("\u3040", "\u30ff"), ("\u3400", "\u4dbf"), ("\u4e00", "\u9fff"))
UNSPACED = "".join(f"{first}-{last}" for first, last in UNSPACED_RANGES)
SIGNS = (
    "\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u0900-\u0963\u0966-\u0dff\u0f00-\u0fbc\u1000-\u1049\u1050-\u109f\u1780-\u17d3"
)
"""What stands on, under and beside the letters of a word: accents by themselves, vowel points, and the vowels of Indic
scripts, Burmese and Khmer, which are no letters to Python's patterns. Letters of these scripts are among them."""
_JOINERS = "\u200c\u200d"  # between letters of Persian and of Indic scripts that are to be written in one word


def letters(letter: str, inside: str = SIGNS) -> str:
    """A pattern of letters in a row with what may stand inside the word they are of."""
    return rf"{letter}++(?:[{inside}]++{letter}*+)*+"


_SPACED = letters(r"[^\W_]", SIGNS + _JOINERS)
SPACED_WORD = lazy(rf"{_SPACED}(?:['’\-]{_SPACED})*+")
_AMONG_OTHERS = letters(rf"[^\W_{UNSPACED}]", SIGNS + _JOINERS)
WORD = lazy(rf"[{UNSPACED}]|{_AMONG_OTHERS}(?:['’\-]{_AMONG_OTHERS})*+")
UNSPACED_CHAR = lazy(f"[{UNSPACED}]")
STOPS = ".!?。．！？؟۔।॥։…"
CLOSERS = "\"'”’»«)]}›‹」』）】》〉*_"
SPACED_STOPS, UNSPACED_STOPS = ".!?؟۔।։", "。！？"  # of those that end a sentence: a space follows, or need not
SENTENCE_END = re.compile(
    rf"[{SPACED_STOPS}{UNSPACED_STOPS}](?:(?<=[{UNSPACED_STOPS}])|[{re.escape(CLOSERS)}]*(?=\s|$))"
)
ELLIPSES = ("...", "…")
STRETCH = 1_000_000  # characters counted at a time: a list of the words of 100 MB would take a gigabyte
DIGIT = lazy(
    r"[\d²³¹፩-፱᧚⁰⁴-⁹₀-₉①-⑨⑴-⑼⒈-⒐⓪⓵-⓽⓿❶-❾➀-➈➊-➒\U00010a40-\U00010a43\U00010e60-\U00010e68\U00011052-\U0001105a\U0001f100-\U0001f10a]"
)
"""As `str.isdigit`: decimal digits, and those that are raised, lowered or circled."""
SMALL = re.compile("[a-z]")
CUT = lazy(rf"\s|(?<=[{UNSPACED}])[{UNSPACED}]")

Ending = Literal["stop", "ellipsis", "colon", "comma", "none"]


def words_of(text: str) -> list[str]:
    """The words of a text in order; a character of an unspaced script is a word of its own here."""
    words = ascii_words(text)
    return (WORD if UNSPACED_CHAR.search(text) else SPACED_WORD).findall(text) if words is None else words


def is_unspaced(char: str) -> bool:
    """Whether a character is of an unspaced script. The pattern that says so costs a start a millisecond or two."""
    return any(first <= char <= last for first, last in UNSPACED_RANGES)


def has_colon(text: str) -> bool:
    """Whether a colon of either width stands in a text: told sooner than by a pattern that needs one."""
    return ":" in text or "：" in text


def stretches(text: str) -> Iterator[str]:
    """A text in pieces that bound what counting it holds in memory. No word and no end mark is divided."""
    at = 0
    while len(text) - at > STRETCH and (cut := CUT.search(text, at + STRETCH)):
        yield text[at : cut.start()]
        at = cut.start()
    yield text[at:] if at else text


def count_words(text: str) -> float:
    """The length of a text in words; characters of unspaced scripts count half."""
    if len(text) <= STRETCH:
        return _length(text, words_of(text))
    return sum(_length(piece, words_of(piece)) for piece in stretches(text))


def _length(text: str, words: list[str]) -> float:
    unspaced = 0 if text.isascii() else len(UNSPACED_CHAR.findall(text))
    return len(words) - unspaced / 2


def ending_of(text: str) -> Ending:
    """The class of the mark that ends a text. An ellipsis is not a full stop."""
    if text[-1:].isalnum():
        return "none"
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
    counted = _counted(text) if len(text) <= STRETCH else _added_up(map(_counted, stretches(text)))
    words, cased, capitals, sentences, digits = counted
    linked = 0.0
    number = 0
    for link in links:
        linked += words if link.text == text else count_words(link.text)
        number += 1
    digits_share = digits / len(text) if text else 0.0
    capitals_share = capitals / cased if cased else 0.0
    fields = len(text), words, linked, number, ending_of(text), sentences, digits_share, capitals_share, _all_caps(text)
    return tuple.__new__(Shape, fields)  # a call of Shape takes twice as long, and every block has one


def _added_up(parts: Iterable[Counts]) -> Counts:
    words, *others = map(sum, zip(*parts, strict=True))
    cased, capitals, sentences, digits = map(int, others)
    return words, cased, capitals, sentences, digits


def _counted(text: str) -> Counts:
    return counts(text) or _counted_by_patterns(text)


def _counted_by_patterns(text: str) -> Counts:
    """The same for any script."""
    words = words_of(text)
    initials = "".join(filter(_has_case, [word[0] for word in words]))
    capitals, sentences = sum(map(str.isupper, initials)), len(SENTENCE_END.findall(text))
    return _length(text, words), len(initials), capitals, sentences, len(DIGIT.findall(text))


def _has_case(character: str) -> bool:
    return character.lower() != character.upper()


def _all_caps(text: str) -> bool:
    """Whether there are two letters with case, and all such are capitals."""
    if text.isascii():
        return text.isupper() and sum(map(str.isalpha, text)) >= 2
    if SMALL.search(text):
        return False
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
