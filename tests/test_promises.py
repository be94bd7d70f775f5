"""The three promises of the design, as properties over pages nobody wrote."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from presscut.cleaner.model import MediaType, Page
from presscut.errors import Problem
from presscut.pipeline import Cleaner, Work
from tests.support.promises import assert_nothing_disappears

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


@settings(max_examples=150)
@given(PAGES, st.sampled_from(["text", "markdown", "html"]))
def test_nothing_disappears_without_an_account(text: str, media_type: MediaType) -> None:
    """Promise 1: kept + moved + cut = the input."""
    work = worked(text, media_type)
    if work is not None:
        assert_nothing_disappears(work)


@settings(max_examples=50)
@given(st.lists(PAGES, min_size=2, max_size=4))
def test_same_in_same_out_whatever_came_before(pages: list[str]) -> None:
    """Promise 2: a page's article does not depend on the pages cleaned before it."""
    fresh = [Cleaner().clean(Page(p.encode("utf-8", "replace"))) for p in pages]
    one = Cleaner()
    assert [one.clean(Page(p.encode("utf-8", "replace"))) for p in reversed(pages)] == fresh[::-1]
