"""Blocks alike: what is known of most of a make is held of the rest, however the elements are called."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscut.cleaner.judge.alike import MOST, SHARE, SHARED_IN, shared
from presscut.cleaner.judge.evidence import by_block, weigh
from presscut.cleaner.judge.page_kind import PAGE_KINDS, Cards, tell_kinds
from presscut.cleaner.judge.scorecard import Scorecard
from presscut.cleaner.model import Draft, Mark, Page
from presscut.cleaner.segment import segment
from tests.support.blocks import PROSE, draft

ARTICLES = Cards.of({kind: Scorecard.of({}, 3.0 * (kind == "article")) for kind in PAGE_KINDS})
FORUMS = Cards.of({kind: Scorecard.of({}, 3.0 * (kind == "forum")) for kind in PAGE_KINDS})
CAPTION = "The harbour master, Odile Brandvik, in her second winter on the late ferry to Larkholm."
TEASERS = ["Lamp keepers meet again", "The price of oil", "Fog over the sound, once more"]


def page(teasers: list[str], caption: str = "zz9") -> Draft:
    """Three teasers, a caption and four paragraphs, told apart by made-up class names."""
    markup = (
        f"<body>{''.join(f'<div><p class=q7x>{teaser}</p></div>' for teaser in teasers)}"
        f"<main><p class={caption}>{CAPTION}</p>"
        f"{''.join(f'<p class=k3f>{PROSE} It was letter {n}.</p>' for n in range(4))}</main></body>"
    )
    made = segment(Page(markup.encode(), media_type="html"))
    assert isinstance(made, Draft)
    return made


def judged(made: Draft, scores: list[float]) -> Draft:
    """The draft with one opinion on each block."""
    tell_kinds(made, ARTICLES)
    return made.marked(
        [Mark(i, "boilerplate" if s > 0 else "prose", s, "model/blocks", "") for i, s in enumerate(scores)]
    )


def terms(made: Draft) -> list[Mark]:
    """The terms that sharing adds, after checking that they are all that it adds to the scores."""
    before = [weigh(marks) for marks in by_block(made)]
    after = shared(made, before)
    found = [mark for evidence in after for mark in evidence.terms if mark.rule == "page/alike"]
    own = {mark.block: mark.weight for mark in found}
    assert [e.score for e in after] == pytest.approx([e.score + own.get(i, 0.0) for i, e in enumerate(before)])
    return found


def weights(made: Draft) -> dict[int, float]:
    """What is added, by block."""
    return {mark.block: mark.weight for mark in terms(made)}


def test_what_is_known_of_two_is_held_of_the_third_alike() -> None:
    """The paragraphs speak for each other as well; the caption has no like among the others' elements."""
    made = judged(page(TEASERS), [3.0, 3.0, 0.1, 0.0, -3.0, -3.0, 0.1, -3.0])
    said = weights(made)
    assert said[2] > 0.5
    assert said[6] < -0.5
    assert 3 not in said, "nothing else is made like the caption"
    reason = next(mark.reason for mark in terms(made) if mark.block == 2)
    assert reason.startswith("others in such an element +2.0")


def test_names_are_not_read() -> None:
    """The same page with other names for the same things is judged the same."""
    scores = [3.0, 3.0, 0.1, 0.0, -3.0, -3.0, 0.1, -3.0]
    assert weights(judged(page(TEASERS), scores)) == weights(judged(page(TEASERS, "footer-promo"), scores))


def test_a_caption_named_like_a_paragraph_is_held_to_be_one() -> None:
    """That is the filter's weakness as well: a make is all it looks at."""
    scores = [3.0, 3.0, 0.1, 0.0, -3.0, -3.0, 0.1, -3.0]
    assert weights(judged(page(TEASERS, "k3f"), scores))[3] < -0.5


def test_an_order_of_the_user_does_not_spread() -> None:
    """Protecting one teaser says nothing of the others."""
    scores = [-60.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]
    assert min(weights(judged(page(TEASERS), scores)).values()) > -SHARE * len(SHARED_IN) * MOST


def test_only_articles_in_html_are_looked_at() -> None:
    """Text has no elements, and what a forum makes alike is kept in part."""
    assert terms(judged(draft(PROSE, PROSE), [3.0, 3.0])) == []
    forum = page(TEASERS)
    scores = [3.0, 3.0, 0.1, 0.0, -3.0, -3.0, 0.1, -3.0]
    assert weights(judged(forum, scores))
    tell_kinds(again := page(TEASERS), FORUMS)
    marks = [Mark(i, "boilerplate", score, "model/blocks", "") for i, score in enumerate(scores)]
    assert weights(again.marked(marks)) == {}


@given(scores=st.lists(st.floats(-9, 9), min_size=8, max_size=8))
def test_it_never_says_more_than_its_share(scores: list[float]) -> None:
    """However sure the others are, and a lone block hears nothing from itself."""
    made = judged(page(TEASERS), scores)
    assert all(abs(weight) <= SHARE * len(SHARED_IN) * MOST for weight in weights(made).values())
    alone = segment(Page(f"<p>{PROSE}</p>".encode(), media_type="html"))
    assert isinstance(alone, Draft)
    assert weights(judged(alone, scores[:1])) == pytest.approx({})
