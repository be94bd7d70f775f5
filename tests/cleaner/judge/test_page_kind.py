"""Kinds of pages: told from the page alone, the same every time."""

from __future__ import annotations

import math
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from presscut.archive.formats.rows import article_row, row_schema
from presscut.cleaner.compose import OTHER_KIND
from presscut.cleaner.judge.page_features import ADDRESS_FEATURES, page_features
from presscut.cleaner.judge.page_kind import (
    PAGE_KINDS,
    Cards,
    PageKind,
    kinds,
    kinds_by,
    likeliest,
    parse_cards,
    shipped_cards,
    tell_kinds,
)
from presscut.cleaner.judge.scorecard import Card, Scorecard
from presscut.cleaner.model import Draft, Mark, Page
from presscut.cleaner.segment import segment
from presscut.one import clean
from tests.support.blocks import PROSE, draft

ARTICLE = f"""<html lang=en><head><title>Eleven late ferries - The Larkholm Post</title><meta property=og:type
content=article><script type=application/ld+json>{{"@type": "NewsArticle", "author": {{"name": "Ada Quill"}},
"datePublished": "2031-05-04"}}</script></head><body><main><article><h1>Eleven late ferries</h1>
{"".join(f"<p>{PROSE}</p>" for _ in range(12))}</article></main></body></html>"""

POST = """<div class="post" id="post-{n}"><div class="username">walker{n}</div><div class="avatar">Joined 2029</div>
<div class="date">04.05.2031 12:{n}0</div><div class="post-content"><p>Has anyone tried oiling the hinges of lamp {n}?
Mine still squeaks when the wind turns.</p></div><a href="#reply">Reply</a> <a href="#quote">Quote</a></div>"""
FORUM = f"""<html lang=en><head><title>Squeaking lamps - Lamp Keepers' Forum</title><script type=application/ld+json>
{{"@type": "DiscussionForumPosting", "headline": "Squeaking lamps"}}</script></head><body class="forum topic">
<h1>Squeaking lamps</h1>{"".join(POST.format(n=n) for n in range(1, 9))}</body></html>"""

PRODUCT = """<html lang=en><head><title>Brass lamp oil, 1 l</title><meta property=og:type content=product>
<script type=application/ld+json>{"@type": "Product", "offers": {"@type": "Offer", "price": 12}}</script></head>
<body><div class="product"><h1>Brass lamp oil, 1 l</h1><span class="price">$12.00</span>
<button class="add-to-cart">Add to cart</button><p>Burns for forty hours without a flicker.</p>
<div class="reviews"><span class="rating">4.5</span></div></div><div class="related products">
<a href=/p/2>Wick</a><span class="price">$3.00</span><a href=/p/3>Glass</a><span class="price">$9.00</span></div>"""

MANUAL = """<html lang=en><head><title>wick.trim - Lamp toolkit documentation</title></head><body class="docs">
<nav class="toc"><a href=#a>wick.trim</a><a href=#b>wick.light</a></nav><main class="documentation"><h1>wick.trim</h1>
<p>Trims the wick to a length.</p><pre class="highlight">wick.trim(lamp, length=3);</pre><h2>Parameters</h2>
<p><code>length</code>: in millimetres.</p><pre class="highlight">lamp = Lamp()\nwick.trim(lamp)</pre><h2>Returns</h2>
<p>The lamp.</p><h2>Examples</h2><pre class="highlight">for lamp in lamps: wick.trim(lamp)</pre></main>"""


SEEN = st.characters(exclude_categories=["Cc", "Cs"])


def page(markup: str, url: str | None = None) -> Draft:
    found = segment(Page(markup.encode(), url=url, media_type="html"))
    assert isinstance(found, Draft)
    return found


@pytest.mark.parametrize(
    ("markup", "url", "kind"),
    [
        (ARTICLE, "https://larkholm.example/2031/eleven-late-ferries", "article"),
        (ARTICLE, None, "article"),
        (FORUM, "https://lamps.example/forum/topic/41-squeaking-lamps", "forum"),
        (FORUM, None, "forum"),
        (PRODUCT, "https://lamps.example/products/brass-lamp-oil", "product"),
        (MANUAL, "https://docs.lamps.example/api/wick.html", "documentation"),
    ],
)
def test_kinds_are_told_from_the_page(markup: str, url: str | None, kind: PageKind) -> None:
    """A page that is plainly of its kind, with its address and as a file on a disk."""
    found = likeliest(page(markup, url))
    assert found is not None
    assert found.kind == kind


@settings(max_examples=60)
@given(st.text(SEEN, max_size=400), st.text(SEEN, max_size=60))
def test_the_probabilities_of_any_page_are_probabilities(markup: str, url: str) -> None:
    """Whatever a page holds, and whatever it says its address is."""
    chances = kinds(page(f"<link rel=canonical href='{url}'><p>Lamps.</p>{markup}", url))
    assert tuple(chances) == PAGE_KINDS
    assert math.isclose(sum(chances.values()), 1.0)
    assert all(0 <= chance <= 1 for chance in chances.values())


def test_text_is_of_no_kind() -> None:
    """What tells kinds apart is markup: of text, nothing is claimed."""
    assert kinds(draft(PROSE)) == {}
    assert likeliest(draft(PROSE)) is None


def test_the_shipped_cards_ask_for_features_that_exist() -> None:
    """A renamed feature would silently count for nothing."""
    features = page_features(page("<p>Lamps."))
    assert set(ADDRESS_FEATURES) < set(features)
    assert {name for name, _, _ in shipped_cards().rows} <= set(features)


def test_marks_do_not_change_the_kind() -> None:
    """The block model asks before all marks are given, the row afterwards."""
    bare = page(FORUM)
    assert kinds(bare.marked([])) == kinds_by(shipped_cards(), page_features(bare)) == kinds(bare)


def test_a_missing_scorecard_is_refused() -> None:
    """Half a file must not pass for a model of fewer kinds."""
    with pytest.raises(ValueError, match="no scorecard for documentation"):
        parse_cards('{"article": {"base": 0, "cards": {}}}')


def test_the_row_tells_the_kind_and_a_flag_says_that_it_is_no_article() -> None:
    """Whoever wants articles alone filters by the flag; who wants to know how sure it is reads the signal."""
    forum = clean(FORUM, url="https://lamps.example/forum/topic/41-squeaking-lamps", engine="own")
    told = forum.signals["page_kind"]
    assert told["kind"] == "forum"
    assert told["probability"] >= OTHER_KIND
    assert "page:forum" in forum.flags
    schema = Draft202012Validator(row_schema())
    assert schema.is_valid(article_row(forum))


def test_an_article_is_not_flagged_and_text_has_no_signal() -> None:
    """An article carries its kind without a flag; of text nothing is claimed."""
    article = clean(ARTICLE, engine="own")
    assert article.signals["page_kind"]["kind"] == "article"
    assert not [flag for flag in article.flags if flag.startswith("page:")]
    assert clean(PROSE).signals == {}


def test_the_schema_knows_all_kinds() -> None:
    """A kind that the schema does not know would make valid rows invalid."""
    cell = row_schema()["properties"]["signals"]["properties"]["page_kind"]["properties"]["kind"]
    assert tuple(cell["enum"]) == PAGE_KINDS == get_args(PageKind)


def test_a_draft_can_be_told_its_kind_by_cards_that_have_not_seen_its_site() -> None:
    """Cross-validated figures would be too good if every page were judged by cards that know its site."""
    made = page(ARTICLE)
    stranger = Cards.of({kind: Scorecard(float(kind == "service"), ()) for kind in PAGE_KINDS})
    tell_kinds(made, stranger)
    found = likeliest(made.marked([Mark(0, "prose", -1.0, "model/blocks", "")]))
    assert found is not None
    assert found.kind == "service"


@given(st.lists(st.floats(-5, 5), min_size=2, max_size=2))
def test_cards_side_by_side_give_what_each_gives_alone(values: list[float]) -> None:
    """Kinds have edges of their own; a value on an edge belongs to the bin above it, in all of them."""
    one = Card("words", (-1.0, 0.0, 2.5), (0.1, 0.2, 0.3, 0.4))
    two = Card("words", (0.0, 1.0), (-1.0, 0.5, 2.0))
    other = Card("money", (1.0,), (0.0, 1.0))
    own = {kind: Scorecard(0.5, ()) for kind in PAGE_KINDS}
    own |= {"forum": Scorecard(0.1, (one,)), "product": Scorecard(0.0, (two, other))}
    cards = Cards.of(own)
    for value in (*values, -1.0, 0.0, 1.0, 2.5):
        features = {"words": value, "money": values[0]}
        columns = {name: [value] for name, value in features.items()}
        alone = {kind: card.base + sum(p[0] for p in card.points(columns, 1)) for kind, card in own.items()}
        total = math.fsum(math.exp(points) for points in alone.values())
        assert kinds_by(cards, features) == pytest.approx({k: math.exp(points) / total for k, points in alone.items()})
