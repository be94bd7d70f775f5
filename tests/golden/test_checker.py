"""The checker of the samples finds what it is there to find: a checker that lets things pass is worse than none."""

from __future__ import annotations

from dataclasses import replace

import check_samples as checker
import pytest

from presscut.cleaner.model import Article, Caption, LedgerEntry, Link, Paragraph

SOURCE = "Gulls at Noon\n\n**T**he gulls came back.\n\nDonate today\n\nNobody fed them.\n"
TEXT = "The gulls came back.\n\nNobody fed them."


def entry(start: int, end: int, action: str, *, to: str | None = None, field: str | None = None) -> LedgerEntry:
    return LedgerEntry(
        src_start=start,
        src_end=end,
        action=action,  # type: ignore[arg-type]  # the tests make wrong ones too
        kind="donate",
        field=field,
        to=to,
        rule="donate/appeal",
        score=None,
        reason="an appeal",
        text=SOURCE[start:end],
    )


ARTICLE = Article(
    title="Gulls at Noon",
    text=TEXT,
    paragraphs=(Paragraph(0, 20, "paragraph", 15, 39), Paragraph(22, 38, "paragraph", 55, 71)),
    links=(Link("gulls", "https://birds.example/gulls", 4, 9),),
    ledger=(
        entry(0, 13, "moved", field="title"),
        entry(15, 17, "edited", to=""),
        entry(18, 20, "edited", to=""),
        entry(41, 53, "cut"),
    ),
)
GOLD: checker.Gold = {
    "body": ["The gulls came back.", "Nobody fed them."],
    "fields": {"title": "Gulls at Noon", "captions": [], "authors": [], "deck": None},
    "links": [{"text": "gulls", "url": "https://birds.example/gulls"}],
    "must_not": ["Donate"],
}


def faults(article: Article) -> list[str]:
    return [
        *checker.body_faults(article, GOLD),
        *checker.field_faults(article, GOLD["fields"]),
        *checker.link_faults(article, GOLD["links"]),
        *checker.ledger_faults(article, SOURCE),
    ]


def test_an_exact_article_has_no_fault() -> None:
    """Otherwise every other test here would pass for the wrong reason."""
    assert faults(ARTICLE) == []


@pytest.mark.parametrize(
    ("article", "fault"),
    [
        (replace(ARTICLE, text=TEXT.replace("fed", "fedd")), "do not give the text"),
        (replace(ARTICLE, paragraphs=ARTICLE.paragraphs[:1], text=TEXT[:20]), "paragraph 2 missing"),
        (replace(ARTICLE, title="Gulls"), "title: "),
        (replace(ARTICLE, deck="A deck nobody wrote"), "deck: "),
        (replace(ARTICLE, captions=(Caption("A gull"),)), "captions: "),
        (replace(ARTICLE, links=()), "link lost"),
        (replace(ARTICLE, links=(Link("gulls", "https://birds.example/gulls", 5, 10),)), "offsets of a link"),
        (replace(ARTICLE, links=(Link("The", "https://birds.example/gulls", 0, 3),)), "link text"),
        (replace(ARTICLE, ledger=ARTICLE.ledger[1:]), "in no paragraph and in no ledger entry: 'Gulls at Noon'"),
        (replace(ARTICLE, ledger=(*ARTICLE.ledger, entry(50, 60, "cut"))), "two spans hold the same characters"),
        (replace(ARTICLE, ledger=(*ARTICLE.ledger[:2], ARTICLE.ledger[3])), "changed without an edit"),
        (replace(ARTICLE, ledger=(*ARTICLE.ledger[:2], entry(18, 20, "edited", to="x"))), "changed without an edit"),
        (replace(ARTICLE, ledger=(*ARTICLE.ledger, entry(43, 44, "edited"))), "edited without a text"),
        (replace(ARTICLE, ledger=(*ARTICLE.ledger, entry(0, 13, "moved"))), "moved without a field"),
    ],
)
def test_each_kind_of_fault_is_found(article: Article, fault: str) -> None:
    """One wrong article for every promise that the checker stands for."""
    assert any(fault in found for found in faults(article)), faults(article)


def test_a_paragraph_of_the_gold_may_not_change_its_place() -> None:
    """Order is part of exact: a body with its paragraphs turned round has every word and is not the article."""
    turned = replace(
        ARTICLE,
        text="Nobody fed them.\n\nThe gulls came back.",
        paragraphs=(Paragraph(0, 16, "paragraph", 55, 71), Paragraph(18, 38, "paragraph", 15, 39)),
    )
    assert list(checker.body_faults(turned, GOLD))


def test_a_first_gold_of_an_article_is_met_by_that_article() -> None:
    """Blessing must write what the checker reads, or a new sample starts with faults."""
    gold = checker.first_gold(ARTICLE) | {"must_not": []}
    assert [*checker.body_faults(ARTICLE, gold), *checker.field_faults(ARTICLE, gold["fields"])] == []
