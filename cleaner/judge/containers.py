"""Features that only HTML has: what a block's ancestors hold, and what elements they are.

A container's prose and links are counted over the blocks inside it. The body of an article is where
prose is massed: "how many ancestors still grow in prose" and "what share of the page's prose the
container holds" carried most of the weight in trials on the development set.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from presscut.cleaner.judge.mass import mass_of
from presscut.cleaner.model import Block, Draft, Hints

Column = list[float]

TAG_GROUPS: Mapping[str, frozenset[str]] = {
    "in article": frozenset({"article"}),
    "in main": frozenset({"main"}),
    "in aside": frozenset({"aside"}),
    "in nav": frozenset({"nav"}),
    "in header": frozenset({"header"}),
    "in footer": frozenset({"footer"}),
    "in form": frozenset({"form", "button", "fieldset"}),
    "in figure": frozenset({"figure", "figcaption"}),
    "in list": frozenset({"ul", "ol", "dl"}),
    "in table": frozenset({"table"}),
    "in quote": frozenset({"blockquote"}),
}
OWN_ELEMENTS: Mapping[str, float] = {
    "p": 0.0, "li": 1.0, "a": 2.0, "strong": 3.0, "b": 3.0, "em": 4.0, "i": 4.0, "span": 5.0, "div": 6.0, "td": 7.0,
}  # fmt: skip
OTHER_ELEMENT = 8.0
DEEP = 12.0
DEEPEST = 30.0
AROUND = (
    "growing ancestors", "nearest holds", "second holds", "third holds",
    "nearest links", "second links", "shared with core", "outside core", "depth", "hidden",
)  # fmt: skip


class _Held(NamedTuple):
    """What the elements of a page hold, each with all that is inside it: prose, words and link words by its number."""

    prose: dict[int, float]
    words: dict[int, float]
    links: dict[int, float]


def _held(blocks: Sequence[Block], mass: Sequence[float]) -> _Held:
    """Every element's own first; then each hands on to its parent, from the last of the page to the first."""
    held = _Held({}, {}, {})
    parents: dict[int, int] = {}
    for block, own in zip(blocks, mass, strict=True):
        around, shape = block.hints.containers, block.shape
        if not around:
            continue
        inmost = around[-1]
        if inmost not in parents:
            parents.update(zip(around[1:], around, strict=False))
            parents.setdefault(around[0], -1)
        held.words[inmost] = held.words.get(inmost, 0.0) + shape.words
        held.prose[inmost] = held.prose.get(inmost, 0.0) + own
        held.links[inmost] = held.links.get(inmost, 0.0) + shape.link_words
    for number in sorted(parents, reverse=True):
        parent = parents[number]
        for sums in held:
            sums[parent] = sums.get(parent, 0.0) + sums.get(number, 0.0)
    return held


def prose_columns(draft: Draft) -> dict[str, Column]:
    """How the page's prose and links are spread over the block's ancestors."""
    blocks, mass = draft.blocks, mass_of(draft)
    held, page, core = _held(blocks, mass), sum(mass) or 1.0, _core(blocks, mass)
    known: dict[tuple[int, ...], tuple[float, ...]] = {}
    rows = []
    for block in blocks:
        number = block.hints.containers[-1:]
        if number not in known:
            known[number] = _around(block.hints, held, page, core)
        rows.append(known[number])
    return {name: [row[k] for row in rows] for k, name in enumerate(AROUND)}


def _around(hints: Hints, held: _Held, page: float, core: Mapping[int, None]) -> tuple[float, ...]:
    """Of one element the numbers that `AROUND` names."""
    chain = hints.containers
    growing = _growing(chain, held.prose)
    holds = [held.prose.get(c, 0.0) / page for c in growing[:3]] + [-1.0] * 3
    densities = [held.links.get(c, 0.0) / (held.words[c] or 1.0) for c in growing[:2]] + [-1.0] * 2
    shared = sum([c in core for c in chain])
    return (
        min(float(len(growing)), DEEP),
        *holds[:3],
        *densities[:2],
        min(float(len(core) - shared), DEEP),
        min(float(len(chain) - shared), DEEP),
        min(float(len(chain)), DEEPEST),
        float(hints.hidden),
    )


def _growing(chain: Sequence[int], prose: Mapping[int, float]) -> list[int]:
    """The ancestors, from the nearest outwards, that hold more prose than the one inside them."""
    found: list[int] = []
    last = -1.0
    for container in reversed(chain):
        held = prose.get(container, 0.0)
        if held > last:
            found.append(container)
            last = held
    return found


def _core(blocks: Sequence[Block], mass: Sequence[float]) -> dict[int, None]:
    """The chain of the element that holds the most prose directly (as its own or its children's)."""
    direct: dict[int, float] = {}
    chains: dict[int, Sequence[int]] = {}
    for block, value in zip(blocks, mass, strict=True):
        chain = block.hints.containers
        if value and len(chain) > 1:
            parent = chain[-2]
            direct[parent] = direct.get(parent, 0.0) + value
            chains.setdefault(parent, chain[:-1])
    if not direct:
        return {}
    return dict.fromkeys(chains[max(direct, key=lambda c: (direct[c], -c))])


def tag_columns(draft: Draft) -> dict[str, Column]:
    """The elements it stands in."""
    groups = TAG_GROUPS.values()
    known: dict[tuple[str, ...], tuple[float, ...]] = {}
    rows = []
    for block in draft.blocks:
        tags = block.hints.tags
        if tags not in known:
            known[tags] = tuple([float(not group.isdisjoint(tags)) for group in groups])
        rows.append(known[tags])
    return {name: [row[k] for row in rows] for k, name in enumerate(TAG_GROUPS)}


def element_columns(draft: Draft) -> dict[str, Column]:
    """The block's own element, and how much prose stands beside it: in its parent, in the parent's parent."""
    blocks, mass = draft.blocks, mass_of(draft)
    total = sum(mass) or 1.0
    parents = [b.hints.containers[-2:-1] for b in blocks]
    before, siblings = _beside(parents, mass)
    cousins = _beside([b.hints.containers[-3:-2] for b in blocks], mass)[1]
    tags = [b.hints.tags[-1] if b.hints.tags else "" for b in blocks]
    return {
        "own element": [OWN_ELEMENTS.get(tag, OTHER_ELEMENT) for tag in tags],
        "level": [float(b.level) for b in blocks],
        "prose of siblings": [prose / total for prose in siblings],
        "prose of siblings before": [prose / total for prose in before],
        "prose of cousins": [prose / total for prose in cousins],
    }


def _beside(elements: Sequence[tuple[int, ...]], mass: Sequence[float]) -> tuple[Column, Column]:
    """For every block the prose directly in the same element: of those before it, and of all but the block itself."""
    held: dict[tuple[int, ...], float] = {}
    before = []
    for element, own in zip(elements, mass, strict=True):
        so_far = held.get(element, 0.0)
        before.append(so_far)
        held[element] = so_far + own
    return before, [held[element] - own for element, own in zip(elements, mass, strict=True)]
