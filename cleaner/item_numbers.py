"""Numbers of list items: marks of a list to the judge, and text to a reader."""

from __future__ import annotations

from dataclasses import replace

from presscut.cleaner.judge.decide import Verdict
from presscut.cleaner.model import Block, Draft
from presscut.cleaner.patterns import lazy

NUMBERED = ("item", "heading")  # a heading may be what an item begins with
MARKS = ("list-mark", "heading-mark")
NUMBER = lazy(r"(?:\d{1,9}|[a-z]{1,8}|[A-Z]{1,8})[.)](?=\s|$)")


def with_item_numbers(draft: Draft, verdict: Verdict) -> Draft:
    """The draft in which the items that stay begin with their numbers."""
    blocks = draft.blocks
    numbered = {
        d.block: number
        for d in verdict.decisions
        if d.action == "keep" and blocks[d.block].kind in NUMBERED and (number := _number(draft, blocks[d.block]))
    }
    if not numbered:
        return draft
    read = tuple([_read(draft.source, b, numbered[i]) if i in numbered else b for i, b in enumerate(blocks)])
    shown = replace(draft, blocks=read)
    shown.facts.update(draft.facts)  # a number makes no other page of it
    return shown


def _number(draft: Draft, item: Block) -> str:
    """The number that was taken off an item as a mark, with a space behind it; empty when there was none."""
    mark = item.edits[0] if item.text and item.edits else None
    found = NUMBER.match(draft.source, mark.start, mark.end) if mark and mark.kind in MARKS else None
    return f"{found[0]} " if found else ""


def _read(source: str, item: Block, number: str) -> Block:
    """An item with its number: what stands there as it is, is no edit."""
    mark, *others = item.edits
    kept = () if source[mark.start : mark.end] == number else (mark._replace(to=number),)
    shift = len(number)
    links = tuple([link._replace(start=link.start + shift, end=link.end + shift) for link in item.links])
    return item._replace(text=number + item.text, links=links, edits=(*kept, *others))
