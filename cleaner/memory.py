"""What a site repeats: texts that stood on many of its pages, counted before a run and frozen.

A memory is plain data that is handed in with the options. It holds no text, only keys: 8 bytes of a
hash over the words of a block. Equal memories have equal digests, and a result names the digest.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Self

from presscut.cleaner.patterns import lazy
from presscut.cleaner.shape import words_of

SCHEMA = 1
KEY_BYTES = 8  # of 1,000 keys and 500 blocks a page, a block meets a key by chance on one page in 10^13
LETTERS = 2  # fewer say nothing: a bullet, "A", the numbers of a table
LONGEST = 20_000  # characters; no block of a site's furniture is longer
ADDRESSES = lazy(r"\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s[^)\n]{0,300})?\)|https?://[^\s<>)\]]+")
"""Addresses in the source of a text, Markdown's with their titles: they vary where the words do not."""
NUMBER = re.compile(r"\d+")


def folded(text: str) -> str:
    """The words of a text without case, marks, addresses and white space; every number is 0."""
    bare = ADDRESSES.sub(" ", text) if "://" in text or "](" in text else text
    return NUMBER.sub("0", " ".join(words_of(bare.casefold())))


def key_of(text: str) -> str:
    """The key of a text, 16 hexadecimal digits; empty when it has hardly a letter or is far too long."""
    if len(text) > LONGEST:
        return ""
    words = folded(text)
    if sum(map(str.isalpha, words)) < LETTERS:
        return ""
    return hashlib.blake2b(words.encode("utf-8", "replace"), digest_size=KEY_BYTES).hexdigest()


class Repeats(NamedTuple):
    """What one site repeats.

    Attributes:
        pages: how many of its pages were looked at.
        blocks: on how many of them a block stood, by its key; only of blocks that came again.
    """

    pages: int
    blocks: Mapping[str, int]

    def on(self, keys: Iterable[str]) -> int:
        """On how many pages a block stood that has these keys: one if it stood there clean, one if as written."""
        return min(sum(self.blocks.get(key, 0) for key in set(keys)), self.pages)


@dataclass(frozen=True, slots=True)
class Memory:
    """What sites repeat, by host (lower case, without ``www.``).

    Attributes:
        digest: SHA-256, in hexadecimal, of its canonical JSON. A part of a memory keeps the digest of the whole.
    """

    sites: Mapping[str, Repeats] = field(compare=False, repr=False)
    digest: str

    @classmethod
    def of(cls, sites: Mapping[str, Repeats]) -> Self:
        """The memory of these sites."""
        return cls(sites, hashlib.sha256(canonical(sites).encode()).hexdigest())

    @classmethod
    def parse(cls, value: Mapping[str, Any]) -> Self:
        """The memory that `value` gave. Raises ValueError when it is not of this making."""
        if value.get("schema") != SCHEMA or not isinstance(value.get("sites"), dict):
            raise ValueError(f"not a memory of sites of schema {SCHEMA}")
        return cls.of({host: Repeats(said["pages"], said["blocks"]) for host, said in value["sites"].items()})

    def value(self) -> dict[str, Any]:
        """The memory as plain JSON values."""
        return as_value(self.sites)

    def only(self, host: str) -> Self:
        """The part of one site, under the digest of the whole: light enough to travel with a page."""
        return type(self)({name: said for name, said in self.sites.items() if name == host}, self.digest)


def as_value(sites: Mapping[str, Repeats]) -> dict[str, Any]:
    """The memory as JSON writes it."""
    found = {host: {"pages": said.pages, "blocks": dict(said.blocks)} for host, said in sites.items()}
    return {"schema": SCHEMA, "sites": found}


def canonical(sites: Mapping[str, Repeats]) -> str:
    """The JSON that the digest is taken of: keys sorted, no white space."""
    return json.dumps(as_value(sites), sort_keys=True, separators=(",", ":"))
