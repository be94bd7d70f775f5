"""Features that only HTML has: what a block's ancestors hold, and what they call themselves.

A container's prose and links are counted over the blocks inside it. The body of an article is where
prose is massed: "how many ancestors still grow in prose" and "what share of the page's prose the
container holds" carried most of the weight in trials on the development set.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from presscut.cleaner.judge.mass import mass_of
from presscut.cleaner.model import Block, Draft

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
TOKEN_GROUPS: Mapping[str, frozenset[str]] = {
    "named body": frozenset("content body article post entry story text richtext prose copy main blog".split()),
    "named comments": frozenset("comment comments disqus respond reply replies".split()),
    "named related": frozenset(
        "related recommended recommendations recirc more popular trending similar teaser teasers card cards "
        "latest recent posts stories grid carousel slider feed list listing tile tiles".split()
    ),
    "named share": frozenset("share sharing social follow socials sharedaddy addtoany".split()),
    "named menu": frozenset(
        "nav navigation navbar menu menus breadcrumb breadcrumbs footer header masthead toolbar topbar skip toc "
        "pagination pager submenu dropdown megamenu".split()
    ),
    "named side": frozenset("sidebar side aside widget widgets rail secondary complementary".split()),
    "named promo": frozenset(
        "promo promotion cta banner ad ads advert advertisement sponsored sponsor newsletter signup subscribe "
        "subscription donate donation paywall popup modal overlay cookie cookies consent gdpr form".split()
    ),
    "named author": frozenset("author authors byline bio profile contributor avatar".split()),
    "named meta": frozenset("meta date time timestamp tags tag category categories info details published".split()),
    "named caption": frozenset("caption captions credit figure wp media image gallery".split()),
    "named title": frozenset("title headline heading subtitle subhead deck dek lede standfirst".split()),
    "named hidden": frozenset("hidden hide sr screen reader visually offscreen print noprint tooltip".split()),
}
NEAREST = 3  # ancestors whose names count as the block's own; the rest count as farther off
DEEP = 12.0


def _totals(blocks: Sequence[Block], values: Sequence[float]) -> dict[int, float]:
    totals: dict[int, float] = {}
    for block, value in zip(blocks, values, strict=True):
        if value:
            for container in block.hints.containers:
                totals[container] = totals.get(container, 0.0) + value
    return totals


def prose_columns(draft: Draft) -> dict[str, Column]:
    """How the page's prose and links are spread over the block's ancestors."""
    blocks, mass = draft.blocks, mass_of(draft)
    prose = _totals(blocks, mass)
    words = _totals(blocks, [b.shape.words for b in blocks])
    links = _totals(blocks, [b.shape.link_words for b in blocks])
    page = sum(mass) or 1.0
    core = _core(blocks, mass)
    found: dict[str, Column] = {
        name: []
        for name in (
            "growing ancestors", "nearest holds", "second holds", "third holds",
            "nearest links", "second links", "shared with core", "outside core", "depth", "hidden",
        )
    }  # fmt: skip
    for block in blocks:
        chain = block.hints.containers
        growing = _growing(chain, prose)
        holds = [prose.get(c, 0.0) / page for c in growing]
        densities = [links.get(c, 0.0) / (words.get(c) or 1.0) for c in growing]
        shared = sum(c in core for c in chain)
        found["growing ancestors"].append(min(float(len(growing)), DEEP))
        for k, name in enumerate(("nearest holds", "second holds", "third holds")):
            found[name].append(holds[k] if len(holds) > k else -1.0)
        for k, name in enumerate(("nearest links", "second links")):
            found[name].append(densities[k] if len(densities) > k else -1.0)
        found["shared with core"].append(min(float(len(core) - shared), DEEP))
        found["outside core"].append(min(float(len(chain) - shared), DEEP))
        found["depth"].append(min(float(len(chain)), 30.0))
        found["hidden"].append(float(block.hints.hidden))
    return found


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
    return {
        name: [float(not group.isdisjoint(b.hints.tags)) for b in draft.blocks] for name, group in TAG_GROUPS.items()
    }


def name_columns(draft: Draft) -> dict[str, Column]:
    """2 when one of the nearest ancestors has a name of the group, 1 when one farther off has, else 0."""
    seen: dict[tuple[str, ...], tuple[str, ...]] = {}
    found: dict[str, Column] = {name: [] for name in TOKEN_GROUPS}
    for block in draft.blocks:
        tokens = block.hints.tokens
        groups = [_groups_of(t, seen) for t in tokens]
        near = {g for names in groups[-NEAREST:] for g in names}
        far = {g for names in groups[:-NEAREST] for g in names}
        for name, column in found.items():
            column.append(2.0 if name in near else 1.0 if name in far else 0.0)
    return found


def _groups_of(tokens: tuple[str, ...], seen: dict[tuple[str, ...], tuple[str, ...]]) -> tuple[str, ...]:
    if tokens not in seen:
        seen[tokens] = tuple(name for name, group in TOKEN_GROUPS.items() if not group.isdisjoint(tokens))
    return seen[tokens]
