"""In which encoding bytes are that are no UTF-8 and come without a word about it: by the text that they make.

Every encoding of the old web is tried with the languages that were written in it. The likeliest pair wins: whose
letters are those of its language, the commonest most often (`letters`), capitals at the beginnings of words, no letters
of two scripts in one word, and whose words are that language's commonest. The page's own `lang` speaks for its
language, and where nothing tells it is windows-1252. All of it is added up as logarithms of likelihoods.

Measured on a title of two or three words, a paragraph and a short article in 40 languages and 86 pairs of language and
encoding (tests/support/undeclared.py), right as text / as HTML with `lang`:

    =====================  =========  ===========  =========
    of 86                  title      paragraph    article
    =====================  =========  ===========  =========
    this module            83 / 84    86 / 86      86 / 86
    charset-normalizer 3.5 41 / 40    71 / 68      65 / 70
    =====================  =========  ===========  =========

Of 690 pages of news-dev put into old encodings, those of their languages are all read as what they were; names of
other languages on them are not.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import islice
from math import log
from typing import NamedTuple

from presscut.cleaner.encodings import default_codec
from presscut.cleaner.language import common_weights
from presscut.cleaner.letters import (
    CLOSING,
    FULL_WIDTH,
    HANGUL,
    HANZI,
    KANA,
    KANJI,
    KATAKANA,
    LETTERS,
    OPENING,
    PUNCTUATION,
    SYMBOLS,
    TRADITIONAL,
    Letters,
)
from presscut.cleaner.patterns import lazy

LOOKED_AT = 2_000_000  # bytes; the heads and scripts of real pages take up to half a million
SAMPLE = 65_536  # bytes, without the markup, from shortly before the first beyond ASCII
BEFORE = 2_000
ENOUGH = 3_000  # bytes beyond ASCII: more of them change no answer

MARKUP = lazy(rb"<(?:script|style)\b.*?(?:</(?:script|style)[^<>]*>?|\Z)|<[^<>]*>?", re.IGNORECASE | re.DOTALL)
SPACES = lazy(rb"[ \t\r\n]{2,}")
NOT_ASCII = lazy(rb"[\x80-\xff]")

ACCENTED = 0.08  # of the letters of a Latin language, about; English has next to none
IN_ENGLISH = 0.002
PUNCTUATED = 0.01
SYMBOL = 1e-3
MISPLACED = 0.03  # a sign where no writer puts it
FOREIGN_LETTER = 1e-4  # a letter of the same script that its language does not have
OTHER_SIGN = 1e-5  # a sign that texts hold now and then: ¾, ¬, a line of a box
NO_SIGN = 1e-8  # what no text holds: controls, half of a character, a letter of another script
MIXED = 1e-3  # letters of two scripts next to each other
CAPITAL, CAPITAL_INSIDE = 0.05, 1e-3
FLAT = 1.5  # added to a letter's rank: its share is about 1 / (rank + FLAT)

SAID = 8.0  # what the `lang` of the page is worth
WORDED = 12.0  # what its words are worth to the language that has the most of them
PRIOR: Mapping[str, float] = {"cp1252": 2.0, "cp1250": 1.0, "cp1251": 1.0, "cp1253": 2.5, "cp1254": 0.5, "cp1257": 1.0}
RARE = -4.0  # mac-roman, the rare parts of ISO 8859
RARELY = frozenset({"mac-roman", "mac-cyrillic", "iso8859-3", "iso8859-4", "iso8859-14", "cp866"})
USUAL = 2.0  # what the browsers take for the language of the page (`encodings.default_codec`)
NEAR_BEST = 40.0  # hypotheses further behind are not asked about their words

NO_LETTER, SMALL, LARGE, MARK, OPENS = 0, 1, 2, 3, 4
LETTER = (SMALL, LARGE)
CLASSES = tuple(LARGE if 65 <= c <= 90 else SMALL if 97 <= c <= 122 else NO_LETTER for c in range(128))

Pairs = Mapping[tuple[int, int, int], int]


class Guess(NamedTuple):
    """An encoding and what speaks for it, as the logarithm of a likelihood."""

    codec: str
    language: str
    score: float


def guessed(content: bytes, language: str | None) -> str:
    """The codec that bytes without a label are most likely in, for a page that says it is in this language."""
    sample = _sample(content)
    said = (language or "").lower().replace("_", "-")
    guesses = [*_of_one_byte(sample, said), *_of_many_bytes(sample, said)]
    return max(guesses, key=lambda guess: guess.score, default=Guess("cp1252", "", 0.0)).codec


def _sample(content: bytes) -> bytes:
    head = content[:LOOKED_AT]
    bare = SPACES.sub(b" ", MARKUP.sub(b" ", head))
    text = bare if NOT_ASCII.search(bare) else head  # some have such letters in their scripts alone
    first = NOT_ASCII.search(text)
    start = max(0, first.start() - BEFORE) if first else 0
    found = text[start : start + SAMPLE]
    last = next(islice(NOT_ASCII.finditer(found), ENOUGH, None), None)
    return found[: last.start()] if last else found


def _of_one_byte(sample: bytes, said: str) -> list[Guess]:
    pairs = _pairs(sample)
    found = [
        Guess(codec, language, _letters_of(pairs, codec, language) + _before_looking(codec, language, said))
        for language, letters in LETTERS.items()
        for codec in letters.codecs
    ]
    best = max(guess.score for guess in found)
    near = [guess for guess in found if guess.score > best - NEAR_BEST]
    weights = {codec: _word_weights(sample, codec) for codec in dict.fromkeys(guess.codec for guess in near)}
    most = max([0.5, *(max(of.values()) for of in weights.values())])
    return [g._replace(score=g.score + WORDED * weights[g.codec].get(g.language, 0.0) / most) for g in near]


def _pairs(sample: bytes) -> Pairs:
    """How often each byte beyond ASCII stands behind and before which others; ASCII counts by its class."""
    pairs: Counter[tuple[int, int, int]] = Counter()
    last = len(sample) - 1
    for at in [found.start() for found in NOT_ASCII.finditer(sample)]:
        before = sample[at - 1] if at else 32
        after = sample[at + 1] if at < last else 32
        pairs[before if before > 127 else CLASSES[before], sample[at], after if after > 127 else CLASSES[after]] += 1
    return pairs


def _letters_of(pairs: Pairs, codec: str, language: str) -> float:
    """How likely the bytes are as text of a language in an encoding."""
    signs = _signs(codec, language)
    latin = LETTERS[language].latin
    total = 0.0
    for (before, byte, after), count in pairs.items():
        score, is_letter, case = signs[byte]
        if is_letter and not latin:
            score += log(MIXED) * ((before in LETTER) + (after in LETTER))
        if case == LARGE and _case(before, signs) == SMALL:
            score += log(CAPITAL_INSIDE)
        if not is_letter and _is_odd(case, _case(before, signs), _case(after, signs)):
            score += log(MISPLACED)
        total += score * count
    return total


def _is_odd(case: int, before: int, after: int) -> bool:
    """Whether a sign stands where no writer puts it: most between a gap and a small letter, some behind a letter."""
    return before in LETTER if case == OPENS else case == NO_LETTER and after == SMALL and before not in LETTER


def _case(byte: int, signs: tuple[tuple[float, bool, int], ...]) -> int:
    return byte if byte < 128 else signs[byte][2]


@cache
def _signs(codec: str, language: str) -> tuple[tuple[float, bool, int], ...]:
    """Of every byte in an encoding: the logarithm of its likelihood, whether it is a letter, and its case."""
    letters = LETTERS[language]
    share = 1.0 if not letters.latin else IN_ENGLISH if language == "en" else ACCENTED
    weights = {letter: 1 / (rank + FLAT) for rank, letter in enumerate(letters.common)}
    total = sum(weights.values())
    return tuple(
        _sign(bytes([b]), codec, letters, {k: share * v / total for k, v in weights.items()}) for b in range(256)
    )


def _sign(byte: bytes, codec: str, letters: Letters, shares: Mapping[str, float]) -> tuple[float, bool, int]:
    sign = byte.decode(codec, "replace")
    if sign in PUNCTUATION:
        return log(PUNCTUATED), False, NO_LETTER if sign in CLOSING else OPENS if sign in OPENING else MARK
    if sign in SYMBOLS:
        return log(SYMBOL), False, NO_LETTER
    small = sign.lower() if len(sign.lower()) == 1 else "i"
    is_letter = sign.isalpha() or small in shares
    case = NO_LETTER if not is_letter else LARGE if sign.isupper() else SMALL if sign.islower() else NO_LETTER
    if not is_letter:
        return log(OTHER_SIGN if sign.isprintable() and sign != "\ufffd" else NO_SIGN), False, NO_LETTER
    if small in shares or sign == "İ":
        return log(shares.get(small, 0.01)) + (log(CAPITAL) if case == LARGE else 0.0), True, case
    of_script = letters.latin == _is_latin(sign)
    return log(FOREIGN_LETTER if of_script else NO_SIGN) + (log(CAPITAL) if case == LARGE else 0.0), True, case


def _is_latin(letter: str) -> bool:
    return letter < "\u0300"


def _before_looking(codec: str, language: str, said: str) -> float:
    """What speaks for an encoding before the page's letters do."""
    score = PRIOR.get(codec, RARE if codec in RARELY else 0.0)
    if said:
        score += SAID * (said.partition("-")[0] == language or (said[:2] in ("nb", "nn") and language == "no"))
        score += USUAL * (codec == default_codec(said))
    return score


def _word_weights(sample: bytes, codec: str) -> Mapping[str, float]:
    return common_weights(sample.decode(codec, "replace"))


class Script(NamedTuple):
    """The characters of a language that an encoding of several bytes was made for.

    Attributes:
        groups: characters and the share of the text that is written in them.
        rows: leading bytes of the characters that are in use, and the share of those.
    """

    language: str
    groups: tuple[tuple[str, float], ...]
    rows: tuple[int, int, float]


JAPANESE = Script("ja", ((KANA, 0.5), (KATAKANA, 0.08), (KANJI, 0.15), (FULL_WIDTH, 0.1)), (0xB0, 0xCF, 0.15))
KOREAN = Script("ko", ((HANGUL, 0.5), (FULL_WIDTH, 0.02)), (0xB0, 0xC8, 0.45))
SIMPLIFIED = Script("zh", ((HANZI, 0.45), (FULL_WIDTH, 0.1)), (0xB0, 0xD7, 0.4))
COMPLEX = Script("zh", ((HANZI.translate(TRADITIONAL), 0.45), (FULL_WIDTH, 0.1)), (0xA4, 0xC6, 0.4))
EASTERN: Mapping[str, tuple[Script, str]] = {
    "cp932": (JAPANESE, "euc_jp"),
    "euc_jp": (JAPANESE, "euc_jp"),
    "cp949": (KOREAN, "euc_kr"),
    "gb18030": (SIMPLIFIED, "gb2312"),
    "big5hkscs": (COMPLEX, "big5"),
}
"""Encodings, with the one that lays its commoner characters in rows of their own."""
SELDOM = 1e-6  # any other character of such an encoding
BROKEN = -25.0  # a sequence that is none


def _of_many_bytes(sample: bytes, said: str) -> Iterable[Guess]:
    for codec, (script, _) in EASTERN.items():
        decoder = codecs.getincrementaldecoder(codec)("replace")
        chars = Counter(char for char in decoder.decode(sample) if char > "\x7f")
        chars["\ufffd"] += bool(decoder.getstate()[0])
        shares = _shares(codec)
        score = sum(shares.get(char, BROKEN if char == "\ufffd" else log(SELDOM)) * n for char, n in chars.items())
        yield Guess(codec, script.language, score + _before_looking(codec, script.language, said))


@cache
def _shares(codec: str) -> Mapping[str, float]:
    """The logarithms of the shares of an encoding's characters."""
    script, home = EASTERN[codec]
    low, high, share = script.rows
    seconds = [*range(0x40, 0x7F), *range(0xA1, 0xFF)] if home == "big5" else range(0xA1, 0xFF)
    known = {bytes((row, second)).decode(home, "ignore") for row in range(low, high + 1) for second in seconds} - {""}
    shares = {char: log(share / len(known)) for char in known}
    for chars, of in script.groups:
        shares |= {char: log(of / len(chars)) for char in chars}
    return shares
