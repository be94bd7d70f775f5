"""The name at the top of the page, when something else on the page says that it is the site's.

A masthead counts when it is a part of the byline ("By Ida Mott | KESTREL LEDGER"), when a copyright line
names it, when a host printed or linked on the page is called so, or when it stands in capitals and a
sentence at the foot begins with it in the usual case. Wrong where a section is called like a host.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from presscut.cleaner.cues import words_in
from presscut.cleaner.metadata.cuewords import by_end
from presscut.cleaner.model import Block, Draft
from presscut.cleaner.patterns import lazy
from presscut.cleaner.prose import Span
from presscut.cleaner.site import label_of, linked_hosts

MASTHEADS = 5  # blocks from the start of the page
LONGEST_WORDS, LONGEST = 5.0, 60  # words and characters of a name
SHORTEST = 2  # letters of a name; of one that only a host confirms
SHORTEST_HOST = 4
BYLINES = 40  # blocks in which a byline is looked for
BYLINE_CHARS = 300
FOOT = 40  # blocks after the prose in which a copyright line or a sentence is looked for
FOOT_CHARS = 400
SENTENCE = 6.0  # words of a sentence that begins with the name

PARTS = lazy(r"\s*[,|•·\n]\s*|\s[–—-]\s")
SIGN = lazy(r"©|\(c\)|\bcopyright\b", re.IGNORECASE)
DOT = lazy(r"\.[a-zA-Z]")
HOST = lazy(r"(?<![\w@.-])(?:https?://)?(?:www\.)?([a-z0-9][a-z0-9-]{1,60})\.[a-z]{2,12}\b", re.IGNORECASE)


def mastheads(draft: Draft, prose: Span) -> Iterator[str]:
    """The names at the top that the page confirms, as they are printed there."""
    blocks = draft.blocks
    names = list(_candidates(blocks, prose))
    if not names:
        return
    foot = list(_foot(blocks, prose))
    parts, hosts = _byline_parts(blocks), _hosts(draft, foot)
    signed = [block.text[sign.start() :].casefold() for block in foot if (sign := SIGN.search(block.text))]
    for name in names:
        squashed = "".join(words_in(name))
        if (
            name.casefold() in parts
            or (len(squashed) >= SHORTEST_HOST and squashed in hosts)
            or any(_holds_name(text, name) for text in signed)
            or (name.isupper() and " " in name and any(_begins_with(block, name) for block in foot))
        ):
            yield name


def _candidates(blocks: Sequence[Block], prose: Span) -> Iterator[str]:
    for block in blocks[: min(MASTHEADS, prose.first)]:
        name = " ".join(block.text.split()).strip(" .|*_")
        if (
            block.kind in ("heading", "paragraph", "image")
            and block.shape.ending == "none"
            and 0 < block.shape.words <= LONGEST_WORDS
            and SHORTEST <= len(name) <= LONGEST
            and name[:1].isalnum()
            and not name.isdigit()
        ):
            yield name


def _byline_parts(blocks: Sequence[Block]) -> frozenset[str]:
    """What stands after the names in lines that begin with a "By"."""
    lines = [b.text for b in blocks[:BYLINES] if 0 < b.shape.chars <= BYLINE_CHARS and by_end(b.text) is not None]
    return frozenset(part.strip(" .:*_").casefold() for line in lines for part in PARTS.split(line)[1:])


def _foot(blocks: Sequence[Block], prose: Span) -> Iterator[Block]:
    yield from (b for b in blocks[max(0, prose.last - 2) : prose.last + FOOT] if 0 < b.shape.chars <= FOOT_CHARS)


def _hosts(draft: Draft, foot: Iterable[Block]) -> frozenset[str]:
    """The telling parts of hosts that the page links to or prints at its foot, without hyphens."""
    linked = {label_of(host) for host in linked_hosts(draft)}
    printed = {m[1] for block in foot if DOT.search(block.text) for m in HOST.finditer(block.text)}
    return frozenset(label.casefold().replace("-", "") for label in linked | printed)


def _holds_name(text: str, name: str) -> bool:
    """Whether a name stands in a case-folded text as words of its own."""
    wanted = name.casefold()
    return wanted in text and re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", text) is not None


def _begins_with(block: Block, name: str) -> bool:
    """A sentence that opens with the name in small letters with capitals, as proper names are written."""
    opening = " ".join(block.text.split())[: len(name)]
    if opening.casefold() != name.casefold() or block.shape.words < SENTENCE or block.shape.ending != "stop":
        return False
    return opening[:1].isupper() and opening.rsplit(" ", 1)[-1][:1].isupper() and not opening.isupper()
