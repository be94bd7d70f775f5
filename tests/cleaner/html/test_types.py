"""What a page says it is, out of linked data, microdata and og:type."""

from __future__ import annotations

from presscut.cleaner.metadata.head_types import MOST_TYPES
from presscut.cleaner.model import Draft, Page
from presscut.cleaner.segment import segment


def types(markup: str) -> tuple[str, ...]:
    draft = segment(Page(markup.encode(), media_type="html"))
    assert isinstance(draft, Draft)
    return draft.types


def test_types_come_from_linked_data_microdata_and_og() -> None:
    """Whichever way a page says it, it is said once, in lower case."""
    page = """<meta property=og:type content=Article>
    <script type=application/ld+json>{"@graph": [{"@type": ["NewsArticle", "Article"]}, {"@type": "WebPage"}]}</script>
    <div itemscope itemtype="https://schema.org/NewsArticle http://schema.org/TechArticle"><p>Lamps.</div>"""
    assert types(page) == ("article", "newsarticle", "webpage", "techarticle", "og:article")


def test_what_belongs_to_something_else_is_not_the_page() -> None:
    """An article has an author and comments, and is neither a person nor a comment."""
    page = """<script type=application/ld+json>
    {"@type": "Article", "author": {"@type": "Person"}, "comment": [{"@type": "Comment"}]}</script>
    <div itemscope itemtype="http://schema.org/QAPage">
    <div itemprop=mainEntity itemscope itemtype="http://schema.org/Question">
    <span itemprop=author itemscope itemtype="http://schema.org/Person">Ada Quill</span></div></div>
    <div class=comments><div itemscope itemtype="http://schema.org/UserComments">First.</div></div>"""
    assert types(page) == ("article", "qapage", "question")


def test_a_thousand_types_are_as_good_as_fifty() -> None:
    """A page that names a thousand types costs no more than others further on."""
    page = "".join(f'<div itemscope itemtype="http://schema.org/T{n} {"x" * 900}"></div>' for n in range(1000))
    found = types(page)
    assert len(found) == MOST_TYPES
    assert max(map(len, found)) < 400


def test_marks_do_not_change_what_a_page_says_it_is() -> None:
    """A judged draft is of the same page."""
    draft = Draft(Page(b""), "html", "", (), types=("qapage",))
    assert draft.marked([]).types == ("qapage",)
