"""A call to action to the site itself: where it asks for mail, money or a visit, it prints its own address."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from presscut.cleaner.model import Block, Draft, Mark
from presscut.cleaner.patterns import lazy
from presscut.cleaner.prose import prose_of
from presscut.cleaner.site import Site, host_of, site_of

CALL_WORDS = 16  # words of a call besides the address; a sentence that cites the site's own article has more
ADDRESS = lazy(r"(?:https?://)?((?:[a-z0-9-]{1,63}\.){1,4}[a-z]{2,63})(?:/[^\s]{0,200})?", re.IGNORECASE)
CALL_WEIGHT = 4.0
HEADING_WEIGHT = 3.5
SPLIT_WEIGHT = 4.5  # two neighbours wholly in emphasis, one of them an address of the site: nothing else looks so
HEADING_WORDS = 10
MOST_OF_NAME = 0.6  # a host may leave out the article before the site's name
SPLIT_WORDS = 40  # words of one half of an appeal


def self_calls(draft: Draft) -> Iterable[Mark]:
    """Is this a short block that prints an address of the site itself, or a part of such a call?

    Needs no language: writers link to their own site by words, only promotion prints its address.
    The heading right above a call belongs to it, and so does the other half of an appeal in
    emphasis that the link broke in two. Wrong for an article about the site's own web address.
    """
    blocks = draft.blocks
    site = site_of(draft, prose_of(draft))
    if not site.hosts:
        site = Site(site.names, frozenset(_hosts_named(blocks, site)))
    for i, block in enumerate(blocks):
        if _is_call(block, site):
            yield Mark(i, "cta", CALL_WEIGHT, "shape/self-call", "a short call that prints the site's own address")
            if i and blocks[i - 1].kind == "heading" and blocks[i - 1].shape.words <= HEADING_WORDS:
                yield Mark(i - 1, "cta", HEADING_WEIGHT, "shape/self-call-heading", "the heading of a call below it")
        elif i and _is_tail(draft.source, block, site) and _emphasised(draft.source, blocks[i - 1]):
            for half in (i - 1, i):
                reason = "an appeal in emphasis, broken in two by a link to the site itself"
                yield Mark(half, "cta", SPLIT_WEIGHT, "shape/split-appeal", reason)


def _hosts_named(blocks: Sequence[Block], site: Site) -> Iterable[str]:
    """Hosts of links whose name is the site's name: The Harbour Herald and harbour-herald.example."""
    squashed = ["".join(name) for name in site.names]
    for block in blocks:
        for link in block.links:
            labels = host_of(link.url).split(".")
            label = labels[-2].replace("-", "") if len(labels) > 1 else ""
            if label and any(s.endswith(label) and len(label) >= MOST_OF_NAME * len(s) for s in squashed):
                yield ".".join(labels[-2:])


def _is_call(block: Block, site: Site) -> bool:
    if block.kind == "code" or not 0 < block.shape.words <= CALL_WORDS + 8 or not block.links:
        return False
    printed = [link for link in block.links if "." in link.text and ADDRESS.fullmatch(link.text.strip())]
    if not any(site.owns(link.url) for link in printed):
        return False
    return len(ADDRESS.sub(" ", block.text).split()) <= CALL_WORDS


def _is_tail(source: str, block: Block, site: Site) -> bool:
    """What a bracketed address and the end of a sentence leave of a paragraph in emphasis."""
    if not _emphasised(source, block):
        return False
    return any(site.owns(link.url) for link in block.links) or any(site.owns(u) for u in _addresses(source, block))


def _addresses(source: str, block: Block) -> Iterable[str]:
    if block.end - block.start > 2000:
        return ()
    return (f"//{found[1]}" for found in ADDRESS.finditer(source, block.start, block.end))


def _emphasised(source: str, block: Block) -> bool:
    """The whole block stands between emphasis marks."""
    if not block.text or source[block.start] not in "*_" or source[block.end - 1] not in "*_":
        return False
    return block.end - block.start > 2 and block.shape.words <= SPLIT_WORDS
