"""A run of teasers cut off at one same length, each with its title: a list of other articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from presscut.cleaner.model import Block, Draft, Mark

SLACK = 3  # characters that lengths of one run may differ by: some sites cut before, some after a space
AT_LEAST = 3  # teasers make a run
LONGEST = 400  # characters; what is longer is not a teaser
TITLE_WORDS = 30  # a title is no longer
WEIGHT = 5.0
TITLE_WEIGHT = 4.5
HEADING_WEIGHT = 4.0
APART = 4  # blocks between two teasers of one run: a title, a date, a picture


def same_length_teasers(draft: Draft) -> Iterable[Mark]:
    """Is this one of at least three blocks that break off in an ellipsis at one same length?

    Needs no language and no site: people do not write paragraphs of one length that all end in "...".
    The line above each is its title, the line above the first title is the list's heading.
    """
    blocks = draft.blocks
    run = _run(blocks)
    if len(run) < AT_LEAST:
        return
    length = Counter(blocks[i].shape.chars for i in run).most_common(1)[0][0]
    reason = f"one of {len(run)} teasers cut off at about {length} characters"
    taken = set(run)
    for i in run:
        yield Mark(i, "related", WEIGHT, "shape/same-length-teasers", reason)
        title = _above(blocks, i)
        if title is not None and title not in taken:
            taken.add(title)
            yield Mark(title, "related", TITLE_WEIGHT, "shape/teaser-title", f"the title of {reason}")
    heading = _above(blocks, min(taken))
    if heading is not None and blocks[heading].shape.ending == "none" and blocks[heading].shape.words <= 8:
        yield Mark(heading, "related", HEADING_WEIGHT, "shape/teaser-heading", f"the heading above {len(run)} teasers")


def _run(blocks: Sequence[Block]) -> list[int]:
    """The teasers of the most common length that stand close together."""
    cut_off = [i for i, b in enumerate(blocks) if b.shape.ending == "ellipsis" and b.shape.chars <= LONGEST]
    lengths: Mapping[int, int] = Counter(blocks[i].shape.chars for i in cut_off)
    if not lengths:
        return []
    near = {n: sum(lengths.get(n + d, 0) for d in range(-SLACK, SLACK + 1)) for n in lengths}
    common = max(near, key=lambda n: (near[n], -n))
    alike = [i for i in cut_off if abs(blocks[i].shape.chars - common) <= SLACK]
    return _longest_chain(alike)


def _longest_chain(indices: Sequence[int]) -> list[int]:
    chains: list[list[int]] = []
    for i in indices:
        if chains and i - chains[-1][-1] <= APART:
            chains[-1].append(i)
        else:
            chains.append([i])
    return max(chains, key=len, default=[])


def _above(blocks: Sequence[Block], index: int) -> int | None:
    """The block right above, when it can be a title: words, not too many, no full stop needed."""
    for i in range(index - 1, max(index - 3, -1), -1):
        if blocks[i].kind in ("image", "divider"):
            continue
        return i if 0 < blocks[i].shape.words <= TITLE_WORDS and blocks[i].shape.ending != "ellipsis" else None
    return None
