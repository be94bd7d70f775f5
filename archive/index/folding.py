"""Words as they are looked up: one folding for what is stored, what is asked for and what is marked as found."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

# Scripts written without spaces between words: Thai, Lao, Burmese, Khmer, Japanese kana, Chinese characters.
UNSPACED = (
    "[\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0ece\u1000-\u1049\u1050-\u109d\u1780-\u17d3\u17dc\u17dd\u3005-\u3007"
    "\u3021-\u3029\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\ua9e0-\ua9ef\ua9fa-\ua9fe\uaa60-\uaa76\uaa7a-\uaa7f\U00020000-\U0003fffd]"
)
# What people leave out when they type: accents, the vowel points of Hebrew and Arabic, the stretching line
# of Arabic, and what has no width: soft hyphens, joiners, variation selectors.
UNTYPED = (
    "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5"
    "\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
    "\u00ad\u200c\u200d\u2060\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]+"
)
BEYOND_ASCII = re.compile(r"[^\x00-\x7f\w]")
WORD = re.compile("[^\x00-/:-`{-\x7f]+")  # folded: letters and digits of ASCII, and all beyond it


@cache
def unspaced() -> re.Pattern[str]:
    """A character of a script without spaces. Compiled on use: a list need not wait for that."""
    return re.compile(UNSPACED)


@cache
def untyped() -> re.Pattern[str]:
    """A run of what people leave out."""
    return re.compile(UNTYPED)


def folded(text: str) -> str:
    """The text in lower case, without what people do not type, a gap at every border of a word.

    A word ends at a character of ASCII that is no letter or digit; any other border is made a space,
    and each character of a script without spaces is a word of its own.
    """
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text)
    apart = apart.replace("и\u0306", "й").replace("И\u0306", "Й")  # a letter of its own, as ё is not
    plain = unicodedata.normalize("NFC", untyped().sub("", apart).casefold())
    return BEYOND_ASCII.sub(_mark_or_gap, unspaced().sub(r" \g<0> ", plain))


def _mark_or_gap(found: re.Match[str]) -> str:
    """Vowel signs of the Indic scripts are marks and belong to their word."""
    return found[0] if unicodedata.category(found[0]).startswith("M") else " "


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, as they are stored and compared."""
    return tuple(WORD.findall(folded(text)))
