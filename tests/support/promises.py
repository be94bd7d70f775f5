"""What promise 1 says of an article, as assertions: every character has its place, every change its reason."""

from __future__ import annotations

from presscut.cleaner.inline.edits import apply_edits
from presscut.cleaner.model import Article
from presscut.pipeline import Work


def assert_nothing_disappears(work: Work) -> None:
    """Kept + moved + cut = the input, edits explain the text, entries quote the source, links stand where they say."""
    article, source = work.article, work.draft.source
    assert_every_character_has_its_place(article, source)
    assert_edits_explain_the_text(work)
    for entry in article.ledger:
        assert entry.text == source[entry.src_start : entry.src_end]
        assert entry.rule
        assert entry.kind
        assert entry.reason
    for link in article.links:
        assert article.text[link.start : link.end] == link.text


def assert_every_character_has_its_place(article: Article, source: str) -> None:
    """Paragraphs, cut and moved entries lie in a row, with nothing but white space between them; edits lie inside."""
    spans = sorted(
        [(p.src_start, p.src_end) for p in article.paragraphs]
        + [(e.src_start, e.src_end) for e in article.ledger if e.action != "edited"]
    )
    at = 0
    for start, end in [*spans, (len(source), len(source))]:
        assert start >= at
        assert not source[at:start].strip()
        at = end
    for entry in article.ledger:
        if entry.action == "edited":
            assert any(start <= entry.src_start and entry.src_end <= end for start, end in spans)


def assert_edits_explain_the_text(work: Work) -> None:
    """What a paragraph reads is its source with the ledger's edits applied, to the letter."""
    article, source = work.article, work.draft.source
    edits = [e for b in work.draft.blocks for e in b.edits]
    for p in article.paragraphs:
        inside = [e for e in edits if p.src_start <= e.start and e.end <= p.src_end]
        assert apply_edits(source, p.src_start, p.src_end, inside) == article.text[p.start : p.end]
        listed = {(e.src_start, e.src_end, e.to) for e in article.ledger if e.action == "edited"}
        assert {(e.start, e.end, e.to) for e in inside} <= listed
