"""What differs between two articles of one page, and by which rule."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from presscut.archive.formats.rows import article_from_row, article_row
from presscut.cleaner.model import Article
from presscut.reclean.changes import Changes
from presscut.reclean.compare import compare, word_diff
from tests.archive.making import articles
from tests.presscut.reclean.building import BETWEEN, FERRY, LETTER, TICKETS, Fate, article, cut, edited, moved


def test_lost_paragraph_names_the_rule_that_takes_it_now() -> None:
    """Whoever tries a rule must see at once what of the article it would take."""
    changes = compare(article(FERRY, TICKETS, LETTER), article(FERRY, cut(TICKETS, "mine/tickets"), LETTER))
    (lost,) = changes.lost
    assert lost.text == TICKETS
    assert [(reason.action, reason.rule, reason.score) for reason in lost.reasons] == [("cut", "mine/tickets", 2.5)]
    assert (changes.won, changes.edited, changes.kept) == ((), (), 2)
    assert (changes.words_lost, changes.words_won) == (10, 0)


def test_won_paragraph_names_the_rule_that_had_taken_it() -> None:
    """Whoever mends a rule must see what comes back."""
    changes = compare(article(FERRY, cut(TICKETS, "old/price"), LETTER), article(FERRY, TICKETS, LETTER))
    (won,) = changes.won
    assert (won.text, won.reasons[0].rule) == (TICKETS, "old/price")
    assert (changes.lost, changes.words_won) == ((), 10)


def test_paragraph_that_moves_to_a_field_says_to_which() -> None:
    """It is not gone: the reader will find it as the deck."""
    changes = compare(article(FERRY, LETTER), article(moved(FERRY, "field/deck", "deck"), LETTER, deck=FERRY))
    (lost,) = changes.lost
    assert (lost.reasons[0].action, lost.reasons[0].field) == ("moved", "deck")
    assert [(change.name, change.before, change.after) for change in changes.fields] == [("deck", None, FERRY)]


def test_edited_paragraph_is_told_word_by_word() -> None:
    """One word in a long paragraph must not look like a paragraph lost and another one won."""
    old = article(FERRY, edited(LETTER, LETTER.replace("Tuesday", "Tues day"), "inline/broken-word"))
    changes = compare(old, article(FERRY, LETTER))
    assert (changes.lost, changes.won) == ((), ())
    (edit,) = changes.edited
    assert [(run.sign, run.text) for run in edit.runs if run.sign != "="] == [("-", "Tues day "), ("+", "Tuesday ")]
    assert (edit.before, edit.after) == (LETTER.replace("Tuesday", "Tues day"), LETTER)
    assert ([reason.rule for reason in edit.was], edit.now) == (["inline/broken-word"], ())


def test_paragraphs_that_are_joined_are_one_edit() -> None:
    """Another segmentation of the same words loses nothing."""
    old, new = article(FERRY, LETTER), article(f"{FERRY}{BETWEEN}{LETTER}".replace(BETWEEN, "  "))
    changes = compare(old, new)
    assert (changes.lost, changes.won, len(changes.edited)) == ((), (), 1)
    assert changes.edited[0].before == f"{FERRY}{BETWEEN}{LETTER}"


def test_other_metadata_and_flags_are_fields_that_change() -> None:
    """A title is as much of the article as its text."""
    old = article(FERRY, title="Late again", authors=("Odile Brandvik",), flags=("guard",))
    new = article(FERRY, title="Late for the eleventh day", authors=("Odile Brandvik", "Tomas Brell"))
    fields = {change.name: (change.before, change.after) for change in compare(old, new).fields}
    assert fields == {
        "title": ("Late again", "Late for the eleventh day"),
        "authors": (["Odile Brandvik"], ["Odile Brandvik", "Tomas Brell"]),
        "flags": (["guard"], []),
    }


def test_other_account_of_the_same_text_is_nothing_a_reader_sees() -> None:
    """The same cut by another rule is worth a record, and not worth a line."""
    changes = compare(article(FERRY, cut(TICKETS, "old/price")), article(FERRY, cut(TICKETS, "new/price")))
    assert (changes.seen, changes.none, changes.account) == (False, False, ("ledger",))


def test_rank_of_a_heading_counts_although_no_row_holds_it() -> None:
    """The Markdown of the article changes with it."""
    old = article(FERRY, LETTER)
    first, second = old.paragraphs
    changes = compare(old, replace(old, paragraphs=(first._replace(level=2), second)))
    assert changes.account == ("paragraphs",)


def test_page_read_as_another_source_is_compared_by_its_words() -> None:
    """A later version may see a menu that this one did not: all places move, and nothing is lost by that."""
    old = article(FERRY, TICKETS, LETTER, cut("Sign up for our letter.", "old/newsletter"))
    new = article(
        cut("Home Harbour Timetable", "shape/menu"),
        FERRY,
        cut(TICKETS, "mine/tickets"),
        LETTER,
        "Sign up for our letter.",
    )
    changes = compare(old, new)
    assert [(lost.text, lost.reasons[0].rule) for lost in changes.lost] == [(TICKETS, "mine/tickets")]
    assert [(won.text, won.reasons[0].rule) for won in changes.won] == [("Sign up for our letter.", "old/newsletter")]
    assert (changes.edited, changes.kept) == ((), 2)


def test_page_read_as_other_pieces_is_compared_by_its_words() -> None:
    """Paragraphs that a later version joins are an edit, and what it does not see at all is lost without a rule."""
    old = article("Nobody reads this caption any more.", FERRY, LETTER)
    changes = compare(old, article(f"{FERRY} {LETTER}"))
    assert [(lost.text, lost.reasons) for lost in changes.lost] == [("Nobody reads this caption any more.", ())]
    assert [edit.after for edit in changes.edited] == [f"{FERRY} {LETTER}"]


def test_text_without_paragraphs_is_one_piece() -> None:
    """Programs may store an article of their own making; its text must not vanish from the comparison."""
    own = replace(article(FERRY), paragraphs=())
    assert compare(own, article(FERRY)).seen is False
    assert compare(own, article(cut(FERRY, "mine/all"))).lost[0].text == FERRY


def test_huge_paragraphs_that_share_nothing_are_exchanged_whole() -> None:
    """Comparing word by word takes the square of the length: a page of a stranger must not stop the run."""
    before, after = ("alder " * 30_000, "birch " * 30_000)
    assert [run.sign for run in word_diff(f"one {before}end", f"one {after}end")] == ["=", "-", "+", "="]


FATES = st.sampled_from((None, "cut", "moved"))
SOURCES = st.lists(st.tuples(st.text("ab c.", min_size=1, max_size=12), FATES, FATES), max_size=8)


def fate(source: str, action: str | None) -> Fate | str:
    return source if action is None else cut(source, "x/y") if action == "cut" else moved(source, "x/z", "deck")


@given(SOURCES)
def test_both_texts_are_accounted_for(sources: list[tuple[str, str | None, str | None]]) -> None:
    """Nothing disappears from a comparison either: what was kept and lost is the old text, kept and won the new one."""
    old = article(*(fate(source, first) for source, first, _ in sources))
    new = article(*(fate(source, second) for source, _, second in sources))
    changes = compare(old, new)
    stays = Counter(source for source, first, second in sources if first is None and second is None)
    assert paragraphs(old) == stays + Counter(passage.text for passage in changes.lost)
    assert paragraphs(new) == stays + Counter(passage.text for passage in changes.won)
    assert (changes.kept, changes.edited) == (stays.total(), ())
    assert all(passage.reasons for passage in (*changes.lost, *changes.won))


def paragraphs(made: Article) -> Counter[str]:
    return Counter(made.text[p.start : p.end] for p in made.paragraphs)


@given(SOURCES, SOURCES)
def test_texts_of_different_sources_are_accounted_for(
    before: list[tuple[str, str | None, str | None]], after: list[tuple[str, str | None, str | None]]
) -> None:
    """Also when the places of the old account mean nothing in the new one."""
    old = article(*(fate(source, action) for source, action, _ in before))
    new = article(*(fate(source, action) for source, _, action in after))
    changes = compare(old, new)
    gone = Counter(passage.text for passage in changes.lost)
    came = Counter(passage.text for passage in changes.won)
    for edit in changes.edited:
        gone.update(edit.before.split(BETWEEN))
        came.update(edit.after.split(BETWEEN))
    assert gone <= paragraphs(old)
    assert paragraphs(old) - gone == paragraphs(new) - came


@given(articles())
def test_article_differs_in_nothing_from_what_the_archive_gives_back(made: Article) -> None:
    """Lists for tuples, and no more: else every run would find work to do."""
    again = article_from_row(article_row(made))
    leveled = tuple(p._replace(level=q.level) for p, q in zip(again.paragraphs, made.paragraphs, strict=True))
    assert compare(made, replace(again, paragraphs=leveled)).none


@given(articles(), articles())
def test_any_two_articles_can_be_compared(old: Article, new: Article) -> None:
    """An archive holds what it was given, also articles that no page could give."""
    changes = compare(old, new)
    assert changes.none == (
        changes == Changes(kept=changes.kept, words_before=changes.words_before, words_after=changes.words_after)
    )


@given(st.text(), st.text())
def test_word_diff_gives_both_texts_back(before: str, after: str) -> None:
    """To the letter, white space included."""
    runs = word_diff(before, after)
    assert "".join(run.text for run in runs if run.sign != "+") == before
    assert "".join(run.text for run in runs if run.sign != "-") == after
