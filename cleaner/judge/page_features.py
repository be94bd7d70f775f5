"""What tells kinds of pages apart: numbers about the whole page, none about its words but a few of the markup's.

A forum repeats names, dates and buttons between its prose, a listing is links, documentation has code and
headings, a product has a price. Most of it is shape; the words are those that class names, addresses and
schema.org use in every language.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from presscut.cleaner.model import Block, BlockKind, Draft
from presscut.cleaner.once import once
from presscut.cleaner.patterns import lazy
from presscut.cleaner.prose import Span, prose_of, prose_words

Features = dict[str, float]

LABEL = 4  # words of a label, a button
OFTEN = 3  # times that the same label must stand on the page
DATE_WORDS = 8  # a line of fewer words, of whose characters more than this share are digits, is a date
DATE_DIGITS = 0.2
THOUSAND = 1000.0
KINDS: tuple[BlockKind, ...] = ("heading", "item", "code", "row", "caption")

TYPES: Mapping[str, frozenset[str]] = {
    "says article": frozenset(
        "article blogposting socialmediaposting report opinionnewsarticle reviewnewsarticle liveblogposting "
        "scholarlyarticle review recipe og:article og:blog".split()
    ),
    "says news": frozenset("newsarticle reportagenewsarticle analysisnewsarticle backgroundnewsarticle".split()),
    "says manual": frozenset("techarticle apireference howto softwaresourcecode learningresource".split()),
    "says product": frozenset(
        "product productgroup individualproduct offer aggregateoffer softwareapplication mobileapplication "
        "webapplication videogame book og:product og:product.item og:product.group og:og:product".split()
    ),
    "says thread": frozenset("qapage question answer discussionforumposting".split()),
    "says collection": frozenset("collectionpage itemlist searchresultspage blog offercatalog imagegallery".split()),
    "says service": frozenset(
        "service organization corporation localbusiness professionalservice financialservice medicalorganization "
        "collegeoruniversity governmentservice educationalorganization course event hotel restaurant".split()
    ),
    "says questions": frozenset({"faqpage"}),
    "says site": frozenset({"website", "og:website", "og:company"}),
    "says page": frozenset({"webpage", "aboutpage", "itempage", "contactpage"}),
}
NAMES: Mapping[str, frozenset[str]] = {
    "named price": frozenset("price prices cart sku swatch variant variants quantity checkout basket".split()),
    "named product": frozenset("product products shop woocommerce shopify".split()),
    "named comment": frozenset("comment comments reply replies respond disqus".split()),
    "named thread": frozenset("thread threads topic topics forum forums message messages postbit posts".split()),
    "named vote": frozenset("vote votes upvote downvote voting answer answers question karma score points".split()),
    "named user": frozenset("user username member avatar poster userinfo signature reputation joined".split()),
    "named author": frozenset("author byline authors".split()),
    "named manual": frozenset("docs doc documentation toc api sphinx mkdocs docusaurus highlight codehilite".split()),
    "named code": frozenset("code snippet language prettyprint hljs codeblock".split()),
    "named card": frozenset("card cards tile tiles grid teaser teasers item items listing listings".split()),
    "named pager": frozenset("pagination pager paginate paging".split()),
    "named filter": frozenset("filter filters sort facet facets search results result".split()),
    "named entry": frozenset("entry post story article single".split()),
    "named hero": frozenset("hero cta banner testimonial testimonials pricing features feature faq accordion".split()),
    "named review": frozenset("review reviews rating ratings stars".split()),
    "named archive": frozenset("archive category tag blog home index".split()),
}
GROUP_OF = {word: name for name, group in NAMES.items() for word in group}
TAGS = {tag: f"<{tag}>" for tag in ("article", "section", "form", "button", "table", "time", "pre", "figure")}
PATH: Mapping[str, frozenset[str]] = {
    "path thread": frozenset(
        "forum forums thread threads topic topics viewtopic showthread questions question discussion discussions "
        "community t comments foro foren board boards messages".split()
    ),
    "path manual": frozenset(
        "docs doc documentation manual guide guides reference api help kb tutorial tutorials learn wiki en latest "
        "stable support hc".split()
    ),
    "path product": frozenset("product products p dp shop store item buy produkt producto produit".split()),
    "path collection": frozenset(
        "category categories collections collection tag tags archive archives blog author topics browse search".split()
    ),
    "path article": frozenset("news article articles blog story stories post posts magazine opinion".split()),
    "path service": frozenset(
        "service services solutions about company pricing features careers contact platform".split()
    ),
}
ADDRESS = lazy(r"https?://([^/?#]*)([^?#]*)")
ADDRESS_FEATURES = ("depth", "last words", "last digits", *PATH)
WORDS = lazy(r"[a-z]+")
MOST_PATH = 300  # characters of an address that are read
LONG_STEP = 12  # characters of the last step; a longer one is the title, in words
MONEY = "$€£¥"
BRACES = "{};="


@once
def page_features(draft: Draft) -> Features:
    """All features of a page by name. They do not depend on its marks."""
    return {
        **_said(draft),
        **_address(draft),
        **_shares(draft),
        **_kinds(draft.blocks, prose_of(draft)),
        **_labels(draft.blocks),
        **_signs(draft.source),
        **_markup(draft),
    }


def feature(draft: Draft, name: str) -> float:
    """One feature of an HTML page; 0 for text."""
    return page_features(draft)[name] if draft.media_type == "html" else 0.0


def _said(draft: Draft) -> Features:
    """What the page says of itself."""
    found = {name: float(not group.isdisjoint(draft.types)) for name, group in TYPES.items()}
    given = {f"gives {field}": float(field in draft.head) for field in ("published", "modified", "authors", "section")}
    return {**found, **given, "types": float(len(draft.types))}


def _address(draft: Draft) -> Features:
    """The page's address, or -1 when nobody gives it."""
    url = str(draft.head.get("canonical_url") or draft.page.url or "")[:MOST_PATH].lower()
    found = ADDRESS.match(url)
    if found is None:
        return dict.fromkeys(ADDRESS_FEATURES, -1.0)
    host, path = found.groups()
    *steps, last = [step for step in path.split("/") if step] or [""]
    words = {*WORDS.findall(host.partition(".")[0]), *WORDS.findall("/".join(steps))}
    if len(last) < LONG_STEP:
        words.update(WORDS.findall(last))
    return {
        "depth": float(len(steps) + bool(last)),
        "last words": float(len(WORDS.findall(last))),
        "last digits": float(sum(map(str.isdigit, last))),
        **{name: float(not group.isdisjoint(words)) for name, group in PATH.items()},
    }


def _shares(draft: Draft) -> Features:
    """How much of the page is prose and links, and how the prose lies."""
    from statistics import median  # four milliseconds that the start of a page of text is spared

    shapes, prose, span = [b.shape for b in draft.blocks], prose_words(draft), prose_of(draft)
    words = sum([s.words for s in shapes]) or 1.0
    lengths = [w for w in prose if w]
    run, prose_in_run = shapes[span.first : span.last], sum(prose[span.first : span.last], 0.0)
    run_words = sum([s.words for s in run]) or 1.0
    return {
        "words": words,
        "blocks": float(len(shapes)),
        "prose share": sum(lengths) / words,
        "link share": sum([s.link_words for s in shapes]) / words,
        "prose blocks": float(len(lengths)),
        "median prose": median(lengths) if lengths else 0.0,
        "longest prose": max(lengths, default=0.0),
        "run share": run_words / words,
        "prose in the run": prose_in_run / (sum(lengths) or 1.0),
        "run's blocks": float(len(run)),
        "run's prose": prose_in_run / run_words,
        "run's links": sum([s.link_words for s in run]) / run_words,
        "run's short blocks": sum([s.words <= LABEL for s in run]) / (len(run) or 1),
        "run's dates": sum([s.digits > DATE_DIGITS and s.words < DATE_WORDS for s in run]) / (len(run) or 1),
        "dates": float(sum([s.digits > DATE_DIGITS and s.words < DATE_WORDS for s in shapes])),
        "short blocks": sum([s.words <= LABEL for s in shapes]) / (len(shapes) or 1),
        "sentences": sum([s.sentences for s in shapes]) / words,
        "cut off": sum([s.ending == "ellipsis" for s in shapes]) / (len(shapes) or 1),
    }


def _kinds(blocks: Sequence[Block], span: Span) -> Features:
    """Of what kinds the blocks are, on the page and in the run of prose."""
    found: Features = {}
    for where, own in (("", blocks), ("run's ", blocks[span.first : span.last])):
        times = Counter([b.kind for b in own])
        found |= {f"{where}{kind}s": times[kind] / (len(own) or 1) for kind in KINDS}
    levels = Counter([b.level for b in blocks if b.kind == "heading"])
    return found | {"first headings": float(levels[1]), "second headings": float(levels[2])}


def _labels(blocks: Sequence[Block]) -> Features:
    """Labels that come again ("Reply", "Add to cart"), and how much stands between them."""
    labels = [b.text for b in blocks if 0 < b.shape.words <= LABEL]
    often = [n for n in Counter(labels).values() if n >= OFTEN]
    return {
        "labels that repeat": sum(often) / (len(blocks) or 1),
        "most frequent label": float(max(often, default=0)),
    }


def _signs(source: str) -> Features:
    """Prices, questions, code, by their signs: how many in a thousand characters, and whether any."""
    size = max(len(source), 1) / THOUSAND
    money = sum(map(source.count, MONEY))
    return {
        "money": money / size,
        "sums of money": float(money),
        "questions": source.count("?") / size,
        "exclamations": source.count("!") / size,
        "braces": sum(map(source.count, BRACES)) / size,
        "at signs": source.count("@") / size,
    }


class Names(NamedTuple):
    """The elements around a page's blocks.

    Attributes:
        tags: how many there are of each tag.
        tokens: words of class and id with how many elements have them; the same words may come more than once.
    """

    tags: Counter[str]
    tokens: list[tuple[tuple[str, ...], int]]


@once
def names_of(draft: Draft) -> Names:
    """Which elements the page has, each counted once; those without text are left out."""
    tags: list[str] = []
    tokens: list[tuple[str, ...]] = []
    seen: set[int] = set()
    last = None
    for block in draft.blocks:
        hints = block.hints
        if hints is last:
            continue
        last, around = hints, hints.containers
        depth = len(around)
        while depth and around[depth - 1] not in seen:  # whatever is around a seen one has been seen with it
            depth -= 1
        if depth < len(around):
            seen.update(around[depth:])
            tags += hints.tags[depth:]
            tokens += hints.tokens[depth:]
    same = {id(words): words for words in tokens}  # attributes that read alike share one tuple: cheaper to count
    return Names(Counter(tags), [(same[key], times) for key, times in Counter(map(id, tokens)).items()])


def _markup(draft: Draft) -> Features:
    """Which elements there are, and how many have which names."""
    names = names_of(draft)
    found = {feature: float(names.tags[tag]) for tag, feature in TAGS.items()} | dict.fromkeys(NAMES, 0.0)
    known = GROUP_OF.keys()
    for tokens, times in names.tokens:
        if not known.isdisjoint(tokens):
            for group in {GROUP_OF[word] for word in tokens if word in GROUP_OF}:
                found[group] += times
    return found
