"""Which texts are nearly the same: a short signature of a text, and keys under which like ones meet.

The shingles of a text are its runs of five words. Of two texts, the share of shingles they have in
common (Jaccard) is estimated from their signatures: MinHash in one pass over 256 bins (Li, Owen and
Zhang 2012). A bin that no shingle fell into is filled by other hash functions, first by whole rounds
(Dahlgaard, Knudsen and Thorup 2017, "Fast similarity sketching"), then by one of its own, so that short
texts are estimated as well as long ones. Of each bin one byte is kept (Li and König 2010, b-bit MinHash).

Measured in bench/near.py: docs/archive-format.md tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from operator import eq
from struct import unpack
from zlib import crc32

SIMILAR = 0.8
"""The estimate from which two texts count as near-duplicates: of 500 words eleven were changed here and there,
or a quarter as many were added."""

BINS = 256  # the estimate's standard error is sqrt(J(1 - J) / BINS) at most: .025 at SIMILAR
BANDS = 32  # of 8 bytes: a pair at .8 shares one with 1 - (1 - .8^8)^32 = .997, one at .5 with .12, at .3 with .002
OF_A_BAND = 32  # texts that share one band which are worth comparing; with more, twins of a text cost ever more time
BY_CHANCE = 1 / 256  # two bytes that are equal though their shingles differ

# Scripts that put no space between words: Thai and Lao, Myanmar, Khmer, kana, Han. There a character is a word.
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
# White space, signs and punctuation: of ASCII, Latin-1 but ª µ º, Arabic, Devanagari, General Punctuation, CJK.
BETWEEN = (
    r"\s\x00-/:-@\[-`{-\xa9\xab-\xb4\xb6-\xb9\xbb-\xbf\u060c\u061b\u061f\u06d4\u0964\u0965"
    r"\u2000-\u206f\u3000-\u303f\uff01-\uff0f\uff1a-\uff20\ufffd"
)
WORD = re.compile(f"[{UNSPACED}]|[^{BETWEEN}{UNSPACED}]+")

# Odd, and of the hexadecimal digits of pi: multipliers that nobody chose. Then one for each bin, and one more.
ROUNDS = (0x243F6A89, 0x85A308D3, 0x13198A2F, 0x03707345)
FACTORS = tuple(crc32(bytes([number])) | 1 for number in range(BINS))
LAST = 0x9E3779B1
ALL = 0xFFFFFFFF


def shingles(text: str) -> set[bytes]:
    """The runs of five words of a text, without case and punctuation; of fewer words there is none."""
    words = WORD.findall(text.casefold())
    joined = "\n".join(map(" ".join, zip(words, words[1:], words[2:], words[3:], words[4:], strict=False)))
    return set(joined.encode("utf-8", "surrogatepass").split(b"\n")) - {b""}


def signature(text: str) -> bytes:
    """`BINS` bytes by which a text is compared; no bytes for a text without a shingle.

    They depend on the text alone: not on the machine, nor on the version of Python, as long as the text
    keeps to the letters of Unicode 14.
    """
    hashes = [crc32(shingle) for shingle in shingles(text)]
    if not hashes:
        return b""
    least = _rounds(hashes)
    own = {number: _least(hashes, FACTORS[number]) for number in range(BINS) if number not in least}
    filled = least | own
    return bytes(filled[number] * LAST >> 16 & 0xFF for number in range(BINS))


def _rounds(hashes: Iterable[int]) -> dict[int, int]:
    """The least hash of each bin, from the first round in which one fell into it; the upper byte is the bin."""
    least: dict[int, int] = {}
    for factor in ROUNDS:
        falling = [value for base in hashes if (value := base * factor & ALL) >> 24 not in least]
        least |= {value >> 24: value for value in sorted(falling, reverse=True)}
        if len(least) == BINS:
            break
    return least


def _least(hashes: Iterable[int], factor: int) -> int:
    return min([value * factor & ALL for value in hashes])


def similarity(a: bytes, b: bytes) -> float:
    """The share of shingles that two texts have in common, 0 to 1, estimated from their signatures.

    A text without a shingle is similar to nothing, not even to itself.
    """
    if not a or not b:
        return 0.0
    agreeing: int = sum(map(eq, a, b))
    return max(0.0, (agreeing / BINS - BY_CHANCE) / (1 - BY_CHANCE))


def bands(signature: bytes) -> tuple[int, ...]:
    """Signed 64-bit keys. Texts that share one are worth comparing; those from `SIMILAR` on nearly always do."""
    return unpack(f">{BANDS}q", signature) if signature else ()
