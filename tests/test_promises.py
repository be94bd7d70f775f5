"""The three promises of the design, as properties over pages nobody wrote."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from presscut.cleaner.inline.edits import apply_edits
from presscut.cleaner.model import Article, MediaType, Page
from presscut.errors import Problem
from presscut.pipeline import Cleaner, Work

LINES = st.sampled_from(
    [
        "## The harbour at night",
        "The ferry was late again, and nobody on the quay had expected anything else of it that evening.",
        "By Odile Brandvik",
        "* a list item with [a link](https://larkholm.example/a)",
        "> “We are used to it,” she said.",
        "*Please support us with a* ([https://larkholm.example/give](https://larkholm.example/give)) *today*",
        "Related stories",
        "The council met on Tuesday and decided (<https://larkholm.example/council>), as it always does, to wait...",
        "| a | b |",
        "|---|---|",
        "---",
        "```",
        "© 2026 The Larkholm Letter",
        "",
        "",
    ]
)
PAGES = st.lists(LINES | st.text(max_size=40), max_size=25).map("\n".join)
CLEANER = Cleaner()


def worked(text: str, media_type: MediaType) -> Work | None:
    """The page after all stages; null when there is nothing to judge."""
    work = CLEANER.work(Page(text.encode("utf-8", "replace"), media_type=media_type))
    return None if isinstance(work, Problem) else work


def assert_every_character_has_its_place(article: Article, source: str) -> None:
    """Paragraphs, cut and moved entries lie in a row, with nothing but white space between them."""
    spans = sorted(
        [(p.src_start, p.src_end) for p in article.paragraphs]
        + [(e.src_start, e.src_end) for e in article.ledger if e.action != "edited"]
    )
    at = 0
    for start, end in [*spans, (len(source), len(source))]:
        assert start >= at
        assert not source[at:start].strip()
        at = end


def assert_edits_explain_the_text(work: Work) -> None:
    """What a paragraph reads is its source with the ledger's edits applied, to the letter."""
    article, source = work.article, work.draft.source
    edits = [e for b in work.draft.blocks for e in b.edits]
    for p in article.paragraphs:
        inside = [e for e in edits if p.src_start <= e.start and e.end <= p.src_end]
        assert apply_edits(source, p.src_start, p.src_end, inside) == article.text[p.start : p.end]
        listed = {(e.src_start, e.src_end, e.to) for e in article.ledger if e.action == "edited"}
        assert {(e.start, e.end, e.to) for e in inside} <= listed


@settings(max_examples=150, deadline=None)
@given(PAGES, st.sampled_from(["text", "markdown", "html"]))
def test_nothing_disappears_without_an_account(text: str, media_type: MediaType) -> None:
    """Promise 1: kept + moved + cut = the input."""
    work = worked(text, media_type)
    if work is None:
        return
    assert_every_character_has_its_place(work.article, work.draft.source)
    assert_edits_explain_the_text(work)
    for entry in work.article.ledger:
        assert entry.text == work.draft.source[entry.src_start : entry.src_end]
        assert entry.rule
        assert entry.kind
    for link in work.article.links:
        assert work.article.text[link.start : link.end] == link.text


@settings(max_examples=50, deadline=None)
@given(st.lists(PAGES, min_size=2, max_size=4))
def test_same_in_same_out_whatever_came_before(pages: list[str]) -> None:
    """Promise 2: a page's article does not depend on the pages cleaned before it."""
    fresh = [Cleaner().clean(Page(p.encode("utf-8", "replace"))) for p in pages]
    one = Cleaner()
    assert [one.clean(Page(p.encode("utf-8", "replace"))) for p in reversed(pages)] == fresh[::-1]
