"""Features of what the elements around a block are called: a box of reviews, a dialog, a row of filters, a form.

Read on pages that are no articles, where what is furniture looks like what is content: a customer's review
like a description, a tile of an advertised product like one of the list. In trials on articles the names
gave nothing, there the prose tells. Names that a build tool made up say nothing and do no harm.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from presscut.cleaner.model import Draft, Hints

Column = list[float]

NEAR = 3  # elements around a block that are called near: 2 there, 1 farther out, 0 for none
GROUPS: Mapping[str, frozenset[str]] = {
    name: frozenset(words.split())
    for name, words in {
        "named review": "review reviews rating ratings testimonial testimonials",
        "named carousel": "carousel slider swiper slick slide slides flickity splide glide",
        "named dialog": "modal dialog popup popups popover lightbox overlay drawer offcanvas tooltip popmake pum",
        "named filter": "filter filters facet facets refine checkbox checkboxes options controls sort sorting swatch "
        "swatches variant variants quantity",
        "named form": "form forms field fields fieldset gform gfield input select textarea label",
        "named related": "related recommended recommendations recommendation similar upsell upsells cross crosssell "
        "sponsored promoted placement",
        "named notice": "disclaimer disclaimers legal terms cookie cookies consent onetrust gdpr notice policy",
        "named menu": "nav navigation navbar menu menus submenu dropdown breadcrumb breadcrumbs mega megamenu header "
        "footer sidebar",
        "named person": "signature profile author user member avatar badge badges rank",
        "named product": "description details detail specs specifications specification features feature overview "
        "accordion tab tabs faq faqs",
    }.items()
}
"""Words of classes, ids and roles, and names of elements; chosen by what was left over on many development sites."""
NOWHERE = (-1,) * len(GROUPS)
Depths = tuple[int, ...]


def name_columns(draft: Draft) -> dict[str, Column]:
    """For each group of names, how near an element that is called so stands around the block."""
    inmost: dict[int, Depths] = {}
    said: dict[tuple[str, Sequence[str]], frozenset[int]] = {}
    rows = [_nearness(block.hints, _inmost(block.hints, inmost, said)) for block in draft.blocks]
    columns = zip(*rows, strict=True) if rows else ((),) * len(GROUPS)
    return {name: list(column) for name, column in zip(GROUPS, columns, strict=True)}


def _inmost(hints: Hints, known: dict[int, Depths], said: dict[tuple[str, Sequence[str]], frozenset[int]]) -> Depths:
    """For each group the depth of the inmost element of that name; what is known of an element is not read again."""
    around = hints.containers
    first = next((depth for depth in range(len(around), 0, -1) if around[depth - 1] in known), 0)
    depths = known[around[first - 1]] if first else NOWHERE
    for depth in range(first, len(around)):
        name = hints.tags[depth], hints.tokens[depth]
        if name not in said:
            said[name] = _groups_of(*name)
        if said[name]:
            depths = tuple([depth if group in said[name] else d for group, d in enumerate(depths)])
        known[around[depth]] = depths
    return depths


def _groups_of(tag: str, tokens: Sequence[str]) -> frozenset[int]:
    return frozenset(
        number for number, words in enumerate(GROUPS.values()) if tag in words or not words.isdisjoint(tokens)
    )


def _nearness(hints: Hints, depths: Depths) -> list[float]:
    near = len(hints.containers) - NEAR
    return [0.0 if depth < 0 else 2.0 if depth >= near else 1.0 for depth in depths]
