"""What the pages of a site repeat, as rules to read: what is suggested, what is not, and that it can be read back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from presscut.cleaner.cues import CueTable, parse_cue
from presscut.cleaner.model import Page
from presscut.cleaner.rulebook import PackSource, Rulebook
from presscut.cleaner.rulebook_examples import try_examples
from presscut.cleaner.rulebook_lint import lint
from presscut.cleaner.segment.markdown import segment_markdown
from presscut.cleaner.signals import block_words
from presscut.errors import Problem
from presscut.options import Options
from presscut.pipeline import Cleaner
from presscut.rule_learning import MOST_PAGES, Learner, Phrase, Suggestion, pack_of
from tests.presscut.conftest import Presscut

CLEANER = Cleaner(Options())
TABLES = [
    f"The Courier keeps a kitchen table for readers on {n} evenings a week, and soup is on it." for n in range(2, 6)
]
"""A standing line among the prose: nothing but that it comes again tells that it is none of the article."""
TITLES = ("The ferry comes back", "A bridge without a road", "Nine boats in the harbour", "The school has a new roof")


def text_of(title: str, extra: str) -> str:
    """An article of six paragraphs that are like no other's, with something in the middle."""
    body = [
        f"On the {n}th morning after {title.lower()}, the keeper wrote in his book that {n * 7} people had come to see "
        f"it, and that {n} of them had asked him what he made of it all."
        for n in range(3, 9)
    ]
    return "\n\n".join([f"# {title}", *body[:3], extra, *body[3:]])


def pages(lines: Sequence[str] = TABLES, host: str = "www.courier.example") -> list[Page]:
    """Four articles of a site, each with one of the lines in the middle."""
    made = [text_of(title, line) for title, line in zip(TITLES, lines, strict=True)]
    return [Page(text.encode(), url=f"https://{host}/{n}", media_type="markdown") for n, text in enumerate(made)]


def learnt(*made: Page, least: int = 3, share: float = 0.3, every: bool = False) -> list[Suggestion]:
    """What is suggested for pages."""
    learner = Learner()
    for page in made:
        judged = CLEANER.judged(page)
        assert not isinstance(judged, Problem)
        learner.look(*judged)
    return learner.suggestions(least=least, share=share, every=every)


def test_what_stays_on_many_pages_is_suggested() -> None:
    """The number differs from page to page; the cue stands for any."""
    (found,) = learnt(*pages())
    assert found == Suggestion(
        site="courier.example",
        kind="boilerplate",
        cue="=the courier keeps a kitchen table for readers on # evenings a week and soup is on it",
        example="the courier keeps a kitchen table for readers on 2 evenings a week and soup is on it",
        on=4,
        of=4,
        stayed=4,
        amid=4,
    )


def test_what_goes_as_it_is_needs_no_rule() -> None:
    """It is suggested on request only: whoever writes rules wants to see what is missing."""
    made = pages(["Sign up for our free newsletter and get the best of the Courier in your inbox."] * 4)
    assert learnt(*made) == []
    (found,) = learnt(*made, every=True)
    assert (found.kind, found.on, found.stayed) == ("newsletter", 4, 0)


def test_pages_and_share_are_counted() -> None:
    """Two pages may be a serial; and a part of a site has a template of its own."""
    made = pages([*TABLES[:3], "The keeper has a dog, and it is older than the boat is."])
    assert [found.on for found in learnt(*made)] == [3]
    assert learnt(*made, least=4) == []
    assert [found.on for found in learnt(*made, share=0.75)] == [3]
    assert learnt(*made, share=0.76) == []


def test_a_page_counts_once() -> None:
    """An archive holds the same address of many nights."""
    first, *_ = pages()
    assert learnt(first, first, first, first) == []


def test_pages_of_two_sites_have_nothing_in_common() -> None:
    """What agencies send stands on the pages of many."""
    ours, theirs = pages()[:2], pages(host="gazette.example")[:2]
    assert learnt(*ours, *theirs) == []


def test_what_is_an_articles_own_on_one_page_is_not_suggested() -> None:
    """The title of the last page stands below the others as a line."""
    title = "Soup is on the table of the Courier again"
    made = pages([title] * 4)[:3]
    last = Page(text_of(title, "Nobody knew it.").encode(), url="https://courier.example/9", media_type="markdown")
    assert [found.cue for found in learnt(*made, every=True)] == ["=soup is on the table of the courier again"]
    assert learnt(*made, last, every=True) == []


def test_a_page_that_stands_in_for_an_article_does_not_count() -> None:
    """An error page is the same on every address."""
    error = "# Page not found\n\nThe page you were looking for does not exist. It may have been moved or deleted."
    learner = Learner()
    for n in range(5):
        judged = CLEANER.judged(Page(error.encode(), url=f"https://courier.example/{n}", media_type="markdown"))
        assert not isinstance(judged, Problem)
        learner.look(*judged)
    assert learner.suggestions(least=2, share=0, every=True) == []
    assert (learner.pages, learner.sites) == (0, 0)


def test_a_large_site_is_not_read_to_its_end() -> None:
    """What stands on a third of two hundred pages stands on a third of all."""
    learner = Learner()
    page = pages()[0]
    judged = CLEANER.judged(page)
    assert not isinstance(judged, Problem)
    draft, verdict = judged
    for n in range(MOST_PAGES):
        assert learner.wants(page)
        other = Page(page.content, url=f"https://courier.example/{n}", media_type="markdown")
        learner.look(replace(draft, page=other), verdict)
    assert not learner.wants(page)
    assert learner.wants(Page(b"", url="https://gazette.example/"))
    learner.look(draft, verdict)
    assert learner.pages == MOST_PAGES


@pytest.mark.parametrize("url", [None, "https://a@b@c/", "https://*/", "https://[::1]/"])
def test_a_page_of_no_site_is_a_stranger(url: str | None) -> None:
    """A rule is for a site that it can name."""
    learner = Learner()
    judged = CLEANER.judged(Page(b"It rained.", url=url, media_type="markdown"))
    assert not isinstance(judged, Problem)
    learner.look(*judged)
    assert (learner.strangers, learner.pages, learner.sites) == (1, 0, 0)


def words(text: str) -> list[str]:
    """The words of a text's first block, as cues see them."""
    return block_words(segment_markdown(text)[0])


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Read on paper: 20 crowns", "=read on paper # crowns"),
        ("© 2026 Lowmere Courier", "=© # lowmere courier"),
        (" ".join(["word"] * 20), "=" + " ".join(["word"] * 20)),
        (" ".join(["word"] * 21), "^" + " ".join(["word"] * 12)),
        ("Every Friday the Courier asks: “Who was it?” Write to us.", "^every friday the courier asks"),
        ("We ask “Who was it?” every Friday, and you may write to us.", None),
        ("12 3", None),
        ("A 3", None),
        ("请订阅我们的2份通讯", "=请订阅我们的 # 份通讯"),
        ("www" * 200, None),
    ],
)
def test_what_a_block_is_known_by(text: str, cue: str | None) -> None:
    """All its words, or its first ones up to a quotation; no number, and nothing that says too little."""
    phrase = Phrase.of(words(text))
    assert (phrase and phrase.cue) == cue


TEXTS = st.text(st.sampled_from("abz ßİσς漢字かคئء٣²½7 .,'’“”«»\"#*^$=()|-\\\n\u202e\x1b"), min_size=1, max_size=80)


@given(TEXTS, st.text(st.sampled_from("abz7.-é漢"), min_size=1, max_size=12))
@example("Read on paper: 20 crowns", "courier.example")
def test_what_is_learnt_can_be_read_and_finds_its_block(text: str, site: str) -> None:
    """Whatever stands on a page, the pack is a pack, and its rule cuts what it was learnt from."""
    blocks = segment_markdown(text)
    phrase = Phrase.of(block_words(blocks[0])) if blocks else None
    if phrase is None or not site.strip(".") or site.endswith("."):
        return
    table = CueTable([(0, parse_cue(phrase.cue))])
    assert table.find(block_words(blocks[0]))
    suggestion = Suggestion(site, "nav", phrase.cue, phrase.text, on=3, of=4, stayed=1, amid=0)
    book = Rulebook.parse([PackSource("learnt.toml", pack_of([suggestion]))])
    assert all(verdict.holds for verdict in try_examples(book, book.rules))
    assert {finding.code for finding in lint(book)} == {"no-keep-example"}


def test_a_site_has_a_rule_for_each_kind() -> None:
    """So that a person reads few rules, each with what it is about."""
    made = [
        Suggestion("courier.example", "nav", "=harbour cams", "harbour cams", 9, 9, 1, 0),
        Suggestion("courier.example", "nav", "=tide clocks", "tide clocks", 8, 9, 8, 2),
        Suggestion("gazette.example", "nav", "=harbour cams", "harbour cams", 5, 5, 5, 0),
    ]
    pack = pack_of(made)
    book = Rulebook.parse([PackSource("learnt.toml", pack)])
    assert [(rule.id, rule.sites) for rule in book.rules] == [
        ("learnt/courier.example/nav", ("courier.example",)),
        ("learnt/gazette.example/nav", ("gazette.example",)),
    ]
    assert '  "=tide clocks",  # on 8 of 9 pages, stayed on 8, amid the prose on 2\n' in pack


@pytest.fixture
def crawl() -> Path:
    """The pages of a site as JSON lines."""
    path = Path("crawl.jsonl")
    made = pages()
    path.write_text("".join(json.dumps({"url": p.url, "text": p.content.decode()}) + "\n" for p in made), "utf-8")
    return path


def test_a_learnt_pack_changes_the_pages_it_was_learnt_from(presscut: Presscut, crawl: Path) -> None:
    """From pages to a file, which is read, tried, and then there is nothing more to learn."""
    ran = presscut("rules", "learn", crawl, "-o", "learnt.toml")
    assert (ran.code, ran.out, ran.err) == (0, "", "presscut: 1 block repeats on 4 pages of 1 site\n")
    tried = presscut("rules", "try", "--rules", "learnt.toml", crawl)
    assert tried.out.count("keep → cut  learnt/courier.example/boilerplate: The Courier keeps a kitchen") == 4
    assert presscut("rules", "learn", crawl, "--rules", "learnt.toml").out == ""
    assert presscut("rules", "test", "learnt.toml").code == 0
    assert presscut("rules", "lint", "learnt.toml").out.count("[no-keep-example]") == 1


def test_a_pack_that_was_edited_is_not_written_over(presscut: Presscut, crawl: Path) -> None:
    """The work of whoever struck half of it would be lost."""
    Path("learnt.toml").write_text("mine", encoding="utf-8")
    ran = presscut("rules", "learn", crawl, "-o", "learnt.toml")
    assert (ran.code, ran.out) == (2, "")
    assert "learnt.toml is there already" in ran.err
    assert Path("learnt.toml").read_text(encoding="utf-8") == "mine"


def test_nothing_to_learn_is_said(presscut: Presscut, article: Path, crawl: Path) -> None:
    """No file is written; a page of no site is said, and one that cannot be read ends with 3."""
    ran = presscut("rules", "learn", crawl, article, "--min-pages", "5", "-o", "learnt.toml")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == (
        "presscut: nobody says of which site 1 pages are; they were not looked at\n"
        "presscut: 0 blocks repeat on 4 pages of 1 site\n"
    )
    assert not Path("learnt.toml").exists()
    bad = Path("picture.md")
    bad.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    assert presscut("rules", "learn", crawl, bad).code == 3
