"""The list of contents: entries that come again, word for word, as headings further down."""

from __future__ import annotations

from collections.abc import Iterable

from presscut.cleaner.model import Draft, Mark

AT_LEAST = 3  # entries make a list
APART = 4  # blocks between two entries
SHARE = 0.6  # of the blocks from the first entry to the last that are entries
WEIGHT = 4.0


def contents_lists(draft: Draft) -> Iterable[Mark]:
    """Is this one of three or more neighbours that are each the text of a later heading?

    Wrong for an article that announces its parts in a list and means the list to be read: the parts
    are all still there.
    """
    later: dict[str, int] = {}
    for i, block in enumerate(draft.blocks):
        if block.kind == "heading" and block.text:
            later[_key(block.text)] = i
    entries = [
        i for i, b in enumerate(draft.blocks) if b.kind != "heading" and b.text and later.get(_key(b.text), -1) > i
    ]
    for run in _runs(entries):
        if len(run) >= AT_LEAST and len(run) >= SHARE * (run[-1] - run[0] + 1):
            for i in run:
                reason = f"one of {len(run)} neighbours that are headings further down"
                yield Mark(i, "toc", WEIGHT, "shape/contents-list", reason)


def _key(text: str) -> str:
    return text.casefold().strip(" .:0123456789)-–•")


def _runs(entries: Iterable[int]) -> Iterable[list[int]]:
    runs: list[list[int]] = []
    for i in entries:
        if runs and i - runs[-1][-1] <= APART:
            runs[-1].append(i)
        else:
            runs.append([i])
    return runs
