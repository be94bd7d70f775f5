"""What the block model looks at: one list of numbers a feature, one number a block.

Every feature can be counted in any language and on any site. Neighbours enter as sums over windows
and sections, computed with prefix sums, so the whole costs a few passes over the blocks. Features
that only HTML can give are added when the blocks carry HTML hints.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate

from presscut.cleaner.cues import words_in
from presscut.cleaner.judge.containers import container_columns
from presscut.cleaner.model import Block, Draft
from presscut.cleaner.prose import prose_span
from presscut.cleaner.shape import is_symbol, stretches, words_of
from presscut.cleaner.site import Site, site_of

Column = list[float]

ENDINGS = {"none": 0.0, "comma": 1.0, "colon": 2.0, "ellipsis": 3.0, "stop": 4.0}
KINDS = {
    "paragraph": 0.0, "heading": 1.0, "item": 2.0, "quote": 3.0, "code": 4.0,
    "row": 5.0, "caption": 6.0, "image": 7.0, "divider": 8.0,
}  # fmt: skip
PROSE_WORDS = 10  # a block this long that ends a sentence is prose for its neighbours
PLAIN = 0.3  # share of link words up to which a block is plain text
LINKED = 0.5  # share of link words from which a block is a link
LONGEST_READ = 4_000  # characters; a longer block is no call
FAR = 50.0  # distances are told up to here


def prose_mass(block: Block) -> float:
    """The words of a block that reads as prose, else 0."""
    shape = block.shape
    if block.kind == "code":
        return shape.words
    if shape.words < PROSE_WORDS or shape.link_words > LINKED * shape.words or shape.ending == "ellipsis":
        return 0.0
    return shape.words if shape.sentences or shape.ending in ("stop", "colon") else 0.0


def columns(draft: Draft) -> dict[str, Column]:
    """All features of a draft's blocks, by name."""
    blocks = draft.blocks
    found: dict[str, Column] = {}
    for group in GROUPS:
        found |= group(blocks)
    found |= site_columns(draft)
    if draft.media_type == "html":
        found |= container_columns(blocks, [prose_mass(b) for b in blocks])
    return found


def own_columns(blocks: Sequence[Block]) -> dict[str, Column]:
    """The block by itself."""
    shapes = [b.shape for b in blocks]
    return {
        "words": [s.words for s in shapes],
        "link share": [s.link_words / s.words if s.words else (1.0 if s.links else 0.0) for s in shapes],
        "links": [float(s.links) for s in shapes],
        "ending": [ENDINGS[s.ending] for s in shapes],
        "sentence length": [s.words / max(s.sentences, 1) for s in shapes],
        "sentences": [float(s.sentences) for s in shapes],
        "digits": [s.digits for s in shapes],
        "capitals": [s.capitals if s.words > 3 else -1.0 for s in shapes],
        "all caps": [float(s.all_caps) for s in shapes],
        "kind": [KINDS[b.kind] for b in blocks],
        "rank": [float(b.level) if b.kind == "heading" else -1.0 for b in blocks],
        "blank lines before": [float(min(b.hints.gap, 6)) for b in blocks],
        "indent": [float(min(b.hints.indent, 40)) for b in blocks],
    }


def _window(values: Sequence[float], first: int, end: int) -> Column:
    """For every index i the sum of values from i + `first` up to below i + `end`, clipped to the page."""
    before, after = max(0, -first), max(0, end)
    sums = [*[0.0] * (before + 1), *accumulate(values)]
    sums += [sums[-1]] * after
    n = len(values)
    return [b - a for a, b in zip(sums[before + first :][:n], sums[before + end :][:n], strict=True)]


def _between(values: Sequence[float]) -> Callable[[int, int], float]:
    """Sum of values between two indices, from one pass of prefix sums."""
    sums = [0.0, *accumulate(values)]
    return lambda first, end: sums[end] - sums[first]


def neighbour_columns(blocks: Sequence[Block]) -> dict[str, Column]:
    """The blocks around it: prose and links in windows, the ones right before and after."""
    n = len(blocks)
    mass = [prose_mass(b) for b in blocks]
    words = [b.shape.words for b in blocks]
    linked = [b.shape.link_words for b in blocks]
    found: dict[str, Column] = {}
    for reach in (2, 5, 12):
        window = (-reach, reach + 1)
        found[f"prose within {reach}"] = [prose / (2 * reach + 1) for prose in _window(mass, *window)]
        found[f"link share within {reach}"] = [
            links / max(total, 1.0)
            for links, total in zip(_window(linked, *window), _window(words, *window), strict=True)
        ]
    found["prose 4 before"] = _window(mass, -4, 0)
    found["prose 4 after"] = _window(mass, 1, 5)
    found["prose 15 before"] = _window(mass, -15, 0)
    found["prose 15 after"] = _window(mass, 1, 16)
    found["words before"] = [words[i - 1] if i else -1.0 for i in range(n)]
    found["words after"] = [words[i + 1] if i + 1 < n else -1.0 for i in range(n)]
    found["kind before"] = [KINDS[blocks[i - 1].kind] if i else -1.0 for i in range(n)]
    found["kind after"] = [KINDS[blocks[i + 1].kind] if i + 1 < n else -1.0 for i in range(n)]
    found["ending before"] = [ENDINGS[blocks[i - 1].shape.ending] if i else -1.0 for i in range(n)]
    return found


def place_columns(blocks: Sequence[Block]) -> dict[str, Column]:
    """Where on the page: what share of the prose lies before and after, how far the prose is."""
    mass = [prose_mass(b) for b in blocks]
    total = sum(mass) or 1.0
    before = [0.0, *accumulate(mass)][:-1]
    span = prose_span(blocks)
    n = len(blocks)
    return {
        "prose share before": [b / total for b in before],
        "prose share after": [(total - b - m) / total for b, m in zip(before, mass, strict=True)],
        "place": [i / n for i in range(n)],
        "since prose": _distance(mass),
        "until prose": _distance(mass[::-1])[::-1],
        "to the run's start": [float(max(-FAR, min(FAR, i - span.first))) for i in range(n)],
        "to the run's end": [float(max(-FAR, min(FAR, span.last - 1 - i))) for i in range(n)],
        "page prose": [total] * n,
        "run's share": [sum(mass[span.first : span.last]) / total] * n,
    }


def _distance(mass: Sequence[float]) -> Column:
    found, since = [], FAR
    for m in mass:
        since = min(FAR, since + 1)
        found.append(since)
        if m:
            since = 0.0
    return found


def edge_columns(blocks: Sequence[Block]) -> dict[str, Column]:
    """Whether it hangs together with the prose: no link, no gap in the sentences between here and there.

    The last words of an article are often few. A run of sentences, or of blocks without links, that
    reaches back into the prose tells them from the furniture that follows.
    """
    mass = [prose_mass(b) for b in blocks]
    total = sum(mass) or 1.0
    sentences = _runs_of(blocks, _is_sentence)
    plain = _runs_of(blocks, _is_plain)
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


def _runs_of(blocks: Sequence[Block], like: Callable[[Block], bool]) -> list[tuple[int, int]]:
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


def section_columns(blocks: Sequence[Block]) -> dict[str, Column]:
    """The section it stands in: from the heading above to the next one."""
    n = len(blocks)
    opens = [0] * n
    for i in range(1, n):
        opens[i] = i if blocks[i].kind == "heading" else opens[i - 1]
    ends = [n] * n
    for i in range(n - 2, -1, -1):
        ends[i] = i + 1 if blocks[i + 1].kind == "heading" else ends[i + 1]
    prose = _between([prose_mass(b) for b in blocks])
    words = _between([b.shape.words for b in blocks])
    links = _between([b.shape.link_words for b in blocks])
    return {
        "section's prose": [prose(opens[i], ends[i]) / max(words(opens[i], ends[i]), 1.0) for i in range(n)],
        "section's links": [links(opens[i], ends[i]) / max(words(opens[i], ends[i]), 1.0) for i in range(n)],
        "section's blocks": [float(min(ends[i] - opens[i], 40)) for i in range(n)],
        "place in section": [float(min(i - opens[i], 20)) for i in range(n)],
    }


def repeat_columns(blocks: Sequence[Block]) -> dict[str, Column]:
    """What comes again: the same text elsewhere on the page, and the words it shares with the prose."""
    folded = [b.text.casefold() for b in blocks]
    times = Counter(folded)
    seen: Counter[str] = Counter()
    earlier = []
    for text in folded:
        earlier.append(float(min(seen[text], 3)))
        seen[text] += 1
    return {
        "times on the page": [float(min(times[text], 5)) if text else 0.0 for text in folded],
        "seen before": earlier,
        "words of the prose": _shared_vocabulary(blocks, folded),
    }


def _shared_vocabulary(blocks: Sequence[Block], folded: Sequence[str]) -> Column:
    """Share of a block's longer words that the main run of prose uses in other blocks too."""
    span = prose_span(blocks)
    vocabularies = [{w for piece in stretches(text) for w in words_of(piece) if len(w) > 3} for text in folded]
    counts: Counter[str] = Counter()
    for vocabulary in vocabularies[span.first : span.last]:
        counts.update(vocabulary)
    shares = []
    for i, vocabulary in enumerate(vocabularies):
        own = 1 if i in span else 0
        shares.append(sum(counts[w] > own for w in vocabulary) / len(vocabulary) if vocabulary else -1.0)
    return shares


def run_columns(blocks: Sequence[Block]) -> dict[str, Column]:
    """Runs of like blocks: lists of labels, of links, of teasers."""
    return {
        "run of short blocks": _run_lengths(blocks, lambda b: b.shape.words < 6 and b.shape.ending != "stop"),
        "run of links": _run_lengths(blocks, lambda b: b.shape.link_words > LINKED * max(b.shape.words, 1)),
        "run of items": _run_lengths(blocks, lambda b: b.kind == "item"),
        "ellipses within 4": _near(blocks, lambda b: b.shape.ending == "ellipsis", 4),
        "dates within 4": _near(blocks, lambda b: b.shape.digits > 0.2 and b.shape.words < 8, 4),
        "headings within 4": _near(blocks, lambda b: b.kind == "heading", 4),
    }


def site_columns(draft: Draft) -> dict[str, Column]:
    """What speaks of the page's own site: its name, links to it, a symbol where a button has one."""
    blocks = draft.blocks
    site = site_of(draft, prose_span(blocks))
    return {
        "names the site": [float(_names(site, b.text)) for b in blocks],
        "links to the site": [_own_links(b, site) for b in blocks],
        "symbol first": [float(bool(b.text) and is_symbol(b.text[0])) for b in blocks],
    }


def _names(site: Site, text: str) -> bool:
    return bool(site.names) and len(text) <= LONGEST_READ and site.named_in(words_in(text))


def _own_links(block: Block, site: Site) -> float:
    """0 without links, 1 when all lead elsewhere, 2 when one leads to the site itself."""
    if not block.links:
        return 0.0
    return 2.0 if any(site.owns(link.url) for link in block.links) else 1.0


def _run_lengths(blocks: Sequence[Block], like: Callable[[Block], bool]) -> Column:
    found = [0.0] * len(blocks)
    first = 0
    for i in range(len(blocks) + 1):
        if i == len(blocks) or not like(blocks[i]):
            found[first:i] = [float(min(i - first, 30))] * (i - first)
            first = i + 1
    return found


def _near(blocks: Sequence[Block], like: Callable[[Block], bool], reach: int) -> Column:
    return _window([float(like(b)) for b in blocks], -reach, reach + 1)


GROUPS: tuple[Callable[[Sequence[Block]], Mapping[str, Column]], ...] = (
    own_columns,
    neighbour_columns,
    place_columns,
    edge_columns,
    section_columns,
    repeat_columns,
    run_columns,
)
