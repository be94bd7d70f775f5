"""What stands on many pages of a site belongs to the site and not to this article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from presscut.cleaner.memory import Memory, key_of
from presscut.cleaner.model import Block, Draft, Mark
from presscut.cleaner.prose import prose_of
from presscut.cleaner.site import page_host

RULE = "site/repeats"
WEIGHT = 5.0  # log-odds; F1 of articles of sites left out is flat from 2.5 to 8, see docs/benchmarks.md
LABEL_WORDS = 4  # words that name what follows: "Pros", "What we like", "Ingredients"


class SiteMemory:
    """Did this very block stand on many stored pages of the site?

    Wrong where a site's articles have a form: headings ("How we tested"), labels ("Pros"), the standing opening of
    a serial, a declaration that the author means. So headings and labels among the prose do not count, nor the
    block the prose begins with, which stands on other pages as a teaser; and prose never goes for this alone
    (`policies.repeated_prose`). A title stands on other pages as a link.
    """

    def __init__(self, memory: Memory, weight: float = WEIGHT) -> None:
        self._memory = memory
        self._weight = weight

    def __call__(self, draft: Draft) -> Iterable[Mark]:
        host = page_host(draft).removeprefix("www.")
        known = self._memory.sites.get(host)
        if known is None:
            return
        title = _title_key(draft)
        for i in may_be_furniture(draft):
            keys = _keys(draft, draft.blocks[i])
            on = known.on(keys)
            if on and title not in keys:
                yield Mark(i, "boilerplate", self._weight, RULE, f"on {on} of {known.pages} pages of {host}")


def _title_key(draft: Draft) -> str | None:
    title = draft.head.get("title")
    return key_of(title) if isinstance(title, str) else None


def _keys(draft: Draft, block: Block) -> tuple[str, ...]:
    """The block's keys, clean and as written: of a page that was stored, kept blocks are known clean, others not."""
    clean = key_of(block.text)
    return (clean, key_of(draft.source[block.start : block.end])) if block.edits else (clean,)


def may_be_furniture(draft: Draft) -> Iterator[int]:
    """The indices of the blocks of a judged page that may be furniture of its site at all."""
    prose = prose_of(draft)
    fields = {mark.block for mark in draft.marks if mark.field is not None}
    for i, block in enumerate(draft.blocks):
        if not block.text or block.kind == "code" or i in fields or i == prose.first:
            continue
        if i not in prose or not _names_what_follows(block):
            yield i


def _names_what_follows(block: Block) -> bool:
    return block.kind == "heading" or (block.shape.words <= LABEL_WORDS and not block.shape.links)
