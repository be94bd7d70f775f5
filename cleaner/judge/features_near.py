"""Features of a block's surroundings: its neighbours, its place on the page, its tie to the prose, its section."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate

from presscut.cleaner.judge.mass import LINKED, mass_of
from presscut.cleaner.judge.windows import between, share, window
from presscut.cleaner.model import Block, Draft
from presscut.cleaner.prose import prose_of

Column = list[float]
Columns = dict[str, Column]

PLAIN = 0.3  # share of link words up to which a block is plain text
FAR = 50.0  # distances are told up to here
NEAR = (2, 5)  # blocks to each side of the windows
WIDE = 12  # of the widest


def neighbour_columns(draft: Draft) -> Columns:
    """The blocks around it: prose and links in windows, the ones right before and after."""
    blocks, mass = draft.blocks, mass_of(draft)
    words = [b.shape.words for b in blocks]
    linked = [b.shape.link_words for b in blocks]
    prose = [float(m > 0) for m in mass]
    joined = [float(m > 0 and before > 0) for before, m in zip([0.0, *mass], mass, strict=False)]
    return {
        **{f"prose within {n}": [m / (2 * n + 1) for m in window(mass, -n, n + 1)] for n in NEAR},
        "link share within 12": share(window(linked, -12, 13), window(words, -12, 13)),
        "prose that follows prose": share(window(joined, -10, 11), window(prose, -10, 11), -1.0),
        "words after": [*words, -1.0][1:],
    }


def far_columns(draft: Draft) -> Columns:
    """The blocks farther off, to one side and to both."""
    mass = mass_of(draft)
    return {
        f"prose within {WIDE}": [m / (2 * WIDE + 1) for m in window(mass, -WIDE, WIDE + 1)],
        "prose 4 before": window(mass, -4, 0),
        "prose 4 after": window(mass, 1, 5),
        "prose 15 before": window(mass, -15, 0),
        "prose 15 after": window(mass, 1, 16),
        "words before": [-1.0, *[b.shape.words for b in draft.blocks]][:-1],
    }


def place_columns(draft: Draft) -> Columns:
    """Where on the page: what share of the prose lies before and after, how far the main run of prose is."""
    blocks, mass = draft.blocks, mass_of(draft)
    n, span = len(blocks), prose_of(draft)
    total, words = sum(mass) or 1.0, sum(b.shape.words for b in blocks) or 1.0
    before = [0.0, *accumulate(mass)][:-1]
    words_before = [0.0, *accumulate(b.shape.words for b in blocks)][:-1]
    lengths = [m for m in mass[span.first : span.last] if m]
    usual = sum(lengths) / len(lengths) if lengths else 1.0
    return {
        "prose share before": [b / total for b in before],
        "prose share after": [(total - b - m) / total for b, m in zip(before, mass, strict=True)],
        "words share before": [b / words for b in words_before],
        "place": [i / n for i in range(n)],
        "to the run's start": [float(max(-FAR, min(FAR, i - span.first))) for i in range(n)],
        "to the run's end": [float(max(-FAR, min(FAR, span.last - 1 - i))) for i in range(n)],
        "words to the run's usual": [b.shape.words / usual for b in blocks],
    }


def tie_columns(draft: Draft) -> Columns:
    """Whether it hangs together with the prose: no link, no gap in the sentences between here and there.

    The last words of an article are often few. A run of sentences, or of blocks without links, that
    reaches back into the prose tells them from the furniture that follows.
    """
    blocks, mass = draft.blocks, mass_of(draft)
    total = sum(mass) or 1.0
    sentences, plain = _runs(blocks, _is_sentence), _runs(blocks, _is_plain)
    since, until = _within(mass, plain), _within(mass[::-1], [(len(mass) - b, len(mass) - a) for a, b in plain[::-1]])
    return {
        "prose in its run of sentences": _run_sums(mass, sentences),
        "share of its plain run": [m / total for m in _run_sums(mass, plain)],
        "plain since prose": since,
        "plain until prose": until[::-1],
    }


def _is_sentence(block: Block) -> bool:
    shape = block.shape
    return block.kind in ("paragraph", "quote") and shape.ending == "stop" and not shape.links and shape.words > 1


def _is_plain(block: Block) -> bool:
    shape = block.shape
    return block.kind not in ("image", "divider") and shape.words > 0 and shape.link_words <= PLAIN * shape.words


def _runs(blocks: Sequence[Block], like: Callable[[Block], bool]) -> list[tuple[int, int]]:
    """Index pairs of the longest runs of like blocks, the last index not included."""
    runs: list[tuple[int, int]] = []
    first = 0
    for i in range(len(blocks) + 1):
        if i == len(blocks) or not like(blocks[i]):
            if i > first:
                runs.append((first, i))
            first = i + 1
    return runs


def _run_sums(mass: Sequence[float], runs: Sequence[tuple[int, int]]) -> Column:
    """For every block the prose of the run it is in; -1 outside of runs."""
    found = [-1.0] * len(mass)
    for first, end in runs:
        found[first:end] = [sum(mass[first:end])] * (end - first)
    return found


def _within(mass: Sequence[float], runs: Sequence[tuple[int, int]]) -> Column:
    """Blocks since the last prose of the same run, 0 on prose itself; far when the run has had none."""
    found = [FAR] * len(mass)
    for first, end in runs:
        since = FAR
        for i in range(first, end):
            since = 0.0 if mass[i] else min(FAR, since + 1)
            found[i] = since
    return found


def section_columns(draft: Draft) -> Columns:
    """The section it stands in: from the heading above to the next one."""
    blocks = draft.blocks
    n = len(blocks)
    opens = [0] * n
    for i in range(1, n):
        opens[i] = i if blocks[i].kind == "heading" else opens[i - 1]
    ends = [n] * n
    for i in range(n - 2, -1, -1):
        ends[i] = i + 1 if blocks[i + 1].kind == "heading" else ends[i + 1]
    prose = between(mass_of(draft))
    words = between([b.shape.words for b in blocks])
    links = between([b.shape.link_words for b in blocks])
    headed = [blocks[i].kind == "heading" for i in opens]
    return {
        "section's prose": [prose(opens[i], ends[i]) / max(words(opens[i], ends[i]), 1.0) for i in range(n)],
        "section's links": [links(opens[i], ends[i]) / max(words(opens[i], ends[i]), 1.0) for i in range(n)],
        "section's blocks": [float(min(ends[i] - opens[i], 40)) for i in range(n)],
        "place in section": [float(min(i - opens[i], 20)) for i in range(n)],
        "heading's words": [blocks[i].shape.words if has else -1.0 for i, has in zip(opens, headed, strict=True)],
    }


def run_columns(draft: Draft) -> Columns:
    """Runs of like blocks: lists of labels, of entries, of dates."""
    blocks = draft.blocks
    return {
        "run of short blocks": _lengths(blocks, lambda b: b.shape.words < 6 and b.shape.ending != "stop"),
        "run of links": _lengths(blocks, lambda b: b.shape.link_words > LINKED * max(b.shape.words, 1)),
        "run of items": _lengths(blocks, lambda b: b.kind == "item"),
        "dates within 4": _near(blocks, lambda b: b.shape.digits > 0.2 and b.shape.words < 8, 4),
        "headings within 4": _near(blocks, lambda b: b.kind == "heading", 4),
    }


def _lengths(blocks: Sequence[Block], like: Callable[[Block], bool]) -> Column:
    found = [0.0] * len(blocks)
    for first, end in _runs(blocks, like):
        found[first:end] = [float(min(end - first, 30))] * (end - first)
    return found


def _near(blocks: Sequence[Block], like: Callable[[Block], bool], reach: int) -> Column:
    return window([float(like(b)) for b in blocks], -reach, reach + 1)
