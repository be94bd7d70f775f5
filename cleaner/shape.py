"""What can be counted in a text without knowing its language.

Words: runs of letters and digits; scripts that put no space between words (Chinese, Japanese, Thai)
count two characters as one word. Marks that end a sentence come from the Unicode property
Sentence_Terminal, cut down to the scripts that were met.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from presscut.cleaner.model import Link, Shape

UNSPACED = "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
WORD = re.compile(rf"[{UNSPACED}]|[^\W_{UNSPACED}]+(?:['’\-][^\W_{UNSPACED}]+)*")
UNSPACED_CHAR = re.compile(f"[{UNSPACED}]")
STOPS = ".!?。．！？؟۔।॥։…"
CLOSERS = "\"'”’»«)]}›‹」』）】》〉*_"
SENTENCE_END = re.compile(rf"(?:[.!?؟۔।։][{re.escape(CLOSERS)}]*(?=\s|$))|[。！？]")
ELLIPSIS = re.compile(rf"(?:\.\.\.|…|\[…\]|\[\.\.\.\])[{re.escape(CLOSERS)}]*$")

Ending = Literal["stop", "ellipsis", "colon", "comma", "none"]


def words_of(text: str) -> list[str]:
    """The words of a text in order; a character of an unspaced script is a word of its own here."""
    return WORD.findall(text)


def count_words(text: str) -> float:
    """The length of a text in words; characters of unspaced scripts count half."""
    found = WORD.findall(text)
    unspaced = len(UNSPACED_CHAR.findall(text))
    return len(found) - unspaced / 2


def ending_of(text: str) -> Ending:
    """The class of the mark that ends a text. An ellipsis is not a full stop."""
    bare = text.rstrip()
    if ELLIPSIS.search(bare):
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
    words = WORD.findall(text)
    cased = [w[0] for w in words if w[0].lower() != w[0].upper()]
    letters = [c for c in text if c.isalpha() and c.lower() != c.upper()]
    return Shape(
        chars=len(text),
        words=count_words(text),
        link_words=sum(count_words(link.text) for link in links),
        links=len(links),
        ending=ending_of(text),
        sentences=len(SENTENCE_END.findall(text)),
        digits=sum(c.isdigit() for c in text) / len(text) if text else 0.0,
        capitals=sum(c.isupper() for c in cased) / len(cased) if cased else 0.0,
        all_caps=len(letters) >= 2 and all(c.isupper() for c in letters),
    )
