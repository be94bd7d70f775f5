"""One decision a block: the sum, the policies, the guard."""

from __future__ import annotations

from dataclasses import replace

import pytest

from presscut.cleaner.compose import compose
from presscut.cleaner.judge.decide import decide
from presscut.cleaner.judge.evidence import weigh
from presscut.cleaner.judge.page_kind import PAGE_KINDS, Cards, PageKind, tell_kinds
from presscut.cleaner.judge.policies import LITTLE_AT_LEAST
from presscut.cleaner.judge.scorecard import Scorecard
from presscut.cleaner.model import Block, Draft, Mark
from tests.support.blocks import PROSE, block, draft

CALL = "Please give what you can to the lifeboat fund."


def mark(index: int, weight: float, kind: str = "donate", rule: str = "", section: int | None = None) -> Mark:
    """An opinion with a rule id of its own kind."""
    return Mark(index, kind, weight, rule or f"{kind}/test", "because", section=section)


def prose_marks(*indices: int) -> tuple[Mark, ...]:
    """The model's opinion that these blocks are the article."""
    return tuple(Mark(i, "prose", -3.0, "model/blocks", "reads as prose") for i in indices)


def actions(page: Draft, **settings: object) -> list[str]:
    """What becomes of each block."""
    return [d.action for d in decide(page, **settings).decisions]  # type: ignore[arg-type]


def test_synonyms_of_one_kind_do_not_add_up() -> None:
    """Twenty rules that know the same appeal are one opinion, not twenty."""
    marks = [mark(0, 1.5, rule=f"donate/{n}") for n in range(20)]
    assert weigh(marks).score == 1.5


def test_different_witnesses_add_up() -> None:
    """The model and a rule look at different things, so both count."""
    assert weigh([mark(0, 1.5), Mark(0, "donate", 1.0, "shape/x", "r")]).score == 2.5


def test_a_lone_signal_does_not_cut_inside_the_article() -> None:
    """A cut inside the article that is wrong is a hole nobody can mend; it takes two signals."""
    lines = (PROSE, "Please give what you can.", PROSE)
    lone = [*prose_marks(0, 2), mark(1, 2.4)]
    assert actions(draft(*lines, marks=lone)) == ["keep", "keep", "keep"]
    two = [*prose_marks(0, 2), mark(1, 2.4), Mark(1, "boilerplate", 2.0, "model/blocks", "short")]
    assert actions(draft(*lines, marks=two)) == ["keep", "cut", "keep"]


@pytest.mark.parametrize(
    ("weight", "prose", "text", "expected"),
    [
        (2.4, -6.0, CALL, "cut"),
        (1.5, -6.0, CALL, "keep"),  # not three times what the line asks for
        (2.4, -0.3, CALL, "keep"),  # on a page in doubt the line asks for more
        (2.4, -6.0, "Greta of the Skerries", "keep"),  # a name above a post looks like a label
    ],
)
def test_inside_the_article_a_strong_signal_is_enough(weight: float, prose: float, text: str, expected: str) -> None:
    """What looks as little like the article as a menu does needs no second witness, unless it is short."""
    others = [Mark(i, "prose", prose, "model/blocks", "reads as prose") for i in (0, 2)]
    page = draft(PROSE, text, PROSE, marks=[*others, Mark(1, "boilerplate", weight, "model/blocks", "its place")])
    made = decide(page).decisions[1]
    assert made.score > made.needed
    assert (made.action, made.rule) == (expected, "model/blocks" if expected == "cut" else "judge/one-signal")


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (6.0, -3.0, ["cut", "keep", "keep"]),  # in a form that sends the page to a friend, then in the article
        (-3.0, -3.0, ["keep", "keep", "cut"]),
        (6.0, -1.0, ["cut", "keep", "cut"]),  # a teaser that stands there twice
    ],
)
def test_of_a_text_that_stands_there_twice_one_copy_stays(first: float, second: float, expected: list[str]) -> None:
    """That a paragraph is a copy speaks against it as long as the other one stays."""
    lines = ("Odile Brandvik wrote to the council, and the council did not answer.", PROSE)
    marks = [*prose_marks(1), Mark(0, "form", first, "any/markup/form", "because")]
    marks += [mark(2, 4.0, "duplicate", "shape/repeated-block"), Mark(2, "x", second, "model/blocks", "its place")]
    assert actions(draft(*lines, lines[0], marks=marks)) == expected


@pytest.mark.parametrize(
    ("last", "text", "expected"),
    [
        (-3.0, "git clone harbour", "keep"),
        (-3.0, "1\n2\n3", "cut"),  # the numbers of its lines
        (3.0, "git clone harbour", "cut"),  # beside what goes
    ],
)
def test_code_between_what_stays_stays(last: float, text: str, expected: str) -> None:
    """It looks like no prose, and its words are names: a cookie in it asks nobody for consent."""
    marks = [*prose_marks(0), Mark(2, "x", last, "model/blocks", "its place"), mark(1, 3.0, "cookie")]
    marks.append(Mark(1, "boilerplate", 3.0, "model/blocks", "its shape"))
    assert actions(draft(PROSE, block(text, "code"), CALL, marks=marks))[1] == expected


def test_at_the_end_one_signal_is_enough() -> None:
    """After the last paragraph nothing of the article can be torn out."""
    page = draft(PROSE, "Please give what you can.", marks=[*prose_marks(0), mark(1, 2.4)])
    assert actions(page) == ["keep", "cut"]


def test_a_heading_goes_with_all_that_stood_under_it() -> None:
    """A heading left over from a cut section is the first thing a reader stumbles over."""
    heading = block("More from the harbour", "heading", level=2)
    marks = [*prose_marks(0, 1), mark(2, 3.0, "related"), mark(3, 3.0, "related")]
    found = decide(draft(PROSE, heading, "A list of other pieces", "And another one", marks=marks)).decisions
    assert [d.action for d in found] == ["keep", "cut", "cut", "cut"]
    assert found[1].rule == "judge/empty-heading"


def test_a_heading_above_a_heading_that_stays_stays() -> None:
    """Of lower rank: a chapter may begin with its first section. One before another chapter had a text of its own."""
    chapter, section = block("History", "heading", level=2), block("Origins", "heading", level=3)
    marks = [*prose_marks(0, 2, 3), mark(1, 2.0, "boilerplate", "model/blocks"), mark(1, 2.0, "nav", "shape/link-run")]
    assert actions(draft(PROSE, chapter, section, PROSE, marks=marks)) == ["keep"] * 4
    assert actions(draft(PROSE, chapter, chapter, PROSE, marks=marks)) == ["keep", "cut", "keep", "keep"]
    against = [*marks, mark(1, 2.0, "related")]
    assert actions(draft(PROSE, chapter, section, PROSE, marks=against)) == ["keep", "cut", "keep", "keep"]


def test_a_heading_of_a_kept_kind_stays_above_what_went() -> None:
    """That a heading has nothing left under it makes it boilerplate, which the user wants to keep."""
    heading = block("More from the harbour", "heading", level=2)
    marks = [*prose_marks(0, 1), mark(2, 3.0, "related")]
    page = draft(PROSE, heading, "A list of other pieces", marks=marks)
    assert actions(page, keep=frozenset({"boilerplate"})) == ["keep", "keep", "cut"]


def test_a_heading_with_something_left_under_it_stays() -> None:
    """The section lost its advert, not its text."""
    heading = block("The second letter", "heading", level=2)
    marks = [*prose_marks(0, 1, 3), mark(2, 3.0, "ads"), mark(2, 2.0, "boilerplate", "model/blocks")]
    assert actions(draft(PROSE, heading, "Advertisement", PROSE, marks=marks)) == ["keep", "keep", "cut", "keep"]


def test_what_the_user_protects_stays() -> None:
    """A protection is an order: no sum of evidence beats it."""
    page = draft(PROSE, marks=[mark(0, 6.0), mark(0, 6.0, "related"), mark(0, -20.0, "protect")])
    assert actions(page) == ["keep"]


def test_keep_takes_a_kind_out_of_the_evidence() -> None:
    """`--keep comments` keeps comments."""
    page = draft(PROSE, "First!", marks=[*prose_marks(0), mark(1, 3.0, "comments")])
    assert actions(page, keep=frozenset({"comments"})) == ["keep", "keep"]
    assert actions(page) == ["keep", "cut"]


def test_a_kept_kind_stays_even_if_the_model_alone_would_cut_it() -> None:
    """A kind to keep is never cut, whatever else speaks against the block."""
    model = Mark(1, "boilerplate", 5.0, "model/blocks", "short")
    page = draft(PROSE, "First!", marks=[*prose_marks(0), mark(1, 3.0, "comments"), model])
    kept = decide(page, keep=frozenset({"comments"})).decisions[1]
    assert (kept.action, kept.kind, kept.rule) == ("keep", "comments", "judge/kept-kind")
    assert actions(draft(PROSE, "First!", marks=[*prose_marks(0), model]), keep=frozenset({"boilerplate"})) == [
        "keep",
        "keep",
    ]


def test_another_kind_that_tells_more_is_cut_all_the_same() -> None:
    """Who keeps comments does not keep the advertisements among them."""
    marks = [*prose_marks(0), mark(1, 1.0, "comments"), mark(1, 5.0, "ads")]
    assert actions(draft(PROSE, "Advertisement", marks=marks), keep=frozenset({"comments"})) == ["keep", "cut"]


def test_the_heading_of_a_kept_section_stays() -> None:
    """Its heading tells what the comments are, though some under it have gone."""
    heading = block("Comments", "heading", level=2)
    marks = [*prose_marks(0), *(mark(i, 3.0, "comments", section=1) for i in (1, 2)), mark(2, 6.0, "ads")]
    page = draft(PROSE, heading, "Advertisement", marks=marks)
    assert actions(page, keep=frozenset({"comments"})) == ["keep", "keep", "cut"]


def test_a_kept_kind_stays_in_the_body_and_fills_its_field() -> None:
    """Nothing is taken from the reader of the text, nor from the reader of the row."""
    line = "© 2031 The Larkholm Letter"
    page = draft(PROSE, line, marks=[*prose_marks(0), Mark(1, "copyright", 3.2, "any/c", "©", field="copyright")])
    article = compose(page, decide(page, keep=frozenset({"copyright"})))
    assert article.text == f"{PROSE}\n\n{line}"
    assert article.copyright == line
    assert article.ledger == ()


def test_the_level_moves_the_threshold() -> None:
    """A doubtful block goes in strict, stays in gentle."""
    page = draft(PROSE, "Doubtful", marks=[*prose_marks(0), mark(1, 1.2)])
    assert actions(page, level="strict")[1] == "cut"
    assert actions(page, level="gentle")[1] == "keep"


def test_the_guard_takes_section_marks_back_and_says_so() -> None:
    """A section rule that swallows the article is wrong about this page."""
    marks = [mark(i, 5.0, "related", section=0) for i in range(3)]
    verdict = decide(draft("Related work", PROSE, PROSE + " Again.", marks=marks))
    assert [d.action for d in verdict.decisions] == ["keep", "keep", "keep"]
    assert verdict.flags == ("guard",)
    assert "guard" in compose(draft("Related work", PROSE, PROSE + " Again.", marks=marks), verdict).flags


def test_a_field_takes_its_block_and_the_ledger_says_where_it_went() -> None:
    """Moved is not cut: the words stand in the row, and the ledger names the field."""
    marks = [Mark(0, "byline", 4.0, "byline/by", "By and a name", field="authors", value="Odile Brandvik")]
    page = draft("By Odile Brandvik", PROSE, marks=marks)
    article = compose(page, decide(page))
    assert article.authors == ("Odile Brandvik",)
    assert [(e.action, e.field, e.text) for e in article.ledger] == [("moved", "authors", "By Odile Brandvik")]
    assert article.text == PROSE


def test_a_byline_that_feeds_two_fields_is_two_entries_that_cover_it() -> None:
    """Every character has its place: what no field claims goes with the piece before it."""
    text = "By Odile Brandvik, THE LARKHOLM LETTER"
    marks = [
        Mark(0, "byline", 4.0, "byline/by", "r", "authors", "Odile Brandvik", 0, 17),
        Mark(0, "byline", 4.0, "byline/site", "r", "site", "The Larkholm Letter", 19, 38),
    ]
    page = draft(text, PROSE, marks=marks)
    article = compose(page, decide(page))
    assert [(e.field, e.text) for e in article.ledger] == [
        ("authors", "By Odile Brandvik,"),
        ("site", "THE LARKHOLM LETTER"),
    ]


def test_a_page_without_blocks_is_no_article() -> None:
    """An empty page is a flag, not a crash."""
    article = compose(draft(), decide(draft()))
    assert article.text == ""
    assert article.flags == ("no-article",)


def test_what_looks_like_prose_is_held_down_beside_a_sure_rule() -> None:
    """An appeal inside the article is written like its paragraphs; the rule that knows it must not be outvoted."""
    model = Mark(0, "prose", -4.0, "model/blocks", "reads as prose")
    sure = Mark(0, "newsletter", 3.2, "en/newsletter/sign-up", "asks for an address")
    assert round(weigh([model, sure]).score, 6) == 1.7
    assert weigh([model, sure._replace(section=0)]).score < 0
    assert weigh([model, sure._replace(rule="any/markup/newsletter")]).score < 0


def test_a_list_goes_or_stays_as_a_whole() -> None:
    """Half a list of ingredients is worse than none or all of it."""
    items = [block(text, "item") for text in ("two onions from the market", "salt", "a pound of cockles")]
    looks = [Mark(i + 1, "prose", w, "model/blocks", "looks") for i, w in enumerate((-1.0, 0.9, -1.5))]
    page = draft(PROSE, *items, marks=[*prose_marks(0), *looks])
    assert actions(page) == ["keep"] * 4
    ad = Mark(2, "ads", 4.0, "en/ads/label", "an advertisement")
    page = draft(PROSE, *items, marks=[*prose_marks(0), *looks, ad])
    assert actions(page) == ["keep", "keep", "cut", "keep"]


def test_the_last_entry_of_a_list_goes_with_the_others() -> None:
    """A shape that speaks for a list below the prose doesn't leave its shortest entry to stand or fall alone."""
    items = [block(text, "item") for text in ("two men with a ladder", "a girl with a trombone", "a heron")]
    looks = [Mark(i + 1, "prose", w, "model/blocks", "looks") for i, w in enumerate((-1.0, -1.0, 3.2))]
    below = [Mark(i, "prose", -1.5, "shape/last-list", "a list right below the prose") for i in (1, 2, 3)]
    page = draft(PROSE, *items, PROSE, marks=[*prose_marks(0, 4), *looks, *below])
    assert actions(page) == ["keep"] * 5
    again = Mark(3, "duplicate", 3.0, "shape/repeated-block", "stood further up")
    assert actions(draft(PROSE, *items, PROSE, marks=[*page.marks, again]))[3] == "cut"


def test_a_page_judged_in_doubt_keeps_more() -> None:
    """A last paragraph that may be the article goes, unless the three above it may be as well."""
    doubtful = [mark(i, 0.55, kind) for i in range(2, 6) for kind in ("related", "newsletter")]
    opening, middle = [[mark(i, -3.0) for i in places] for places in ((0, 1), (2, 3, 4))]
    assert actions(draft(*[PROSE] * 6, marks=[*opening, *doubtful])) == ["keep"] * 6
    assert actions(draft(*[PROSE] * 6, marks=[*opening, *middle, *doubtful[-2:]])) == [*["keep"] * 5, "cut"]


def test_prose_does_not_go_for_its_looks_by_a_hair() -> None:
    """A last sentence that is lost can't be mended; a label that is left over is skipped."""
    looks = Mark(2, "boilerplate", 1.2, "model/blocks", "its place")
    opening = [mark(0, -3.0), mark(1, -3.0)]
    last = decide(draft(PROSE, PROSE, PROSE, marks=[*opening, looks])).decisions[2]
    assert (last.action, last.rule) == ("keep", "judge/prose-in-doubt")
    assert last.needed < last.score < last.needed + LITTLE_AT_LEAST
    assert actions(draft(PROSE, PROSE, PROSE, marks=[*opening, looks._replace(weight=1.5)]))[2] == "cut"
    assert actions(draft(PROSE, PROSE, "Harbour news", marks=[*opening, looks]))[2] == "cut"
    assert actions(draft(PROSE, PROSE, PROSE, marks=[*opening, looks, mark(2, 0.5, "ads")]))[2] == "cut"


def as_page_of(kind: PageKind, page: Draft) -> Draft:
    """The page, told to be of a kind."""
    page = replace(page, media_type="html")
    tell_kinds(page, Cards.of({name: Scorecard.of({}, 9.0 * (name == kind)) for name in PAGE_KINDS}))
    return page


def test_on_other_pages_than_articles_prose_may_go_by_a_hair() -> None:
    """In a listing what reads as prose is as often the teaser of something else."""
    looks = Mark(2, "boilerplate", 1.0, "model/blocks", "its place")
    page = draft(PROSE, PROSE, PROSE, marks=[mark(0, -3.0), mark(1, -3.0), looks])
    assert actions(as_page_of("article", page))[2] == "keep"
    assert actions(as_page_of("listing", page))[2] == "cut"


def test_on_other_pages_than_articles_one_signal_is_enough_but_for_labels() -> None:
    """Between two products stands what belongs to neither; a name above a post belongs to it."""
    looks = Mark(1, "boilerplate", 1.6, "model/blocks", "its place")
    page = draft(PROSE, CALL, PROSE, marks=[*prose_marks(0, 2), looks])
    assert actions(as_page_of("article", page))[1] == "keep"
    assert actions(as_page_of("product", page))[1] == "cut"
    label = draft(PROSE, "Greta of the Skerries", PROSE, marks=[*prose_marks(0, 2), looks])
    assert actions(as_page_of("forum", label))[1] == "keep"


def test_a_heading_stays_above_what_stays() -> None:
    """Its looks are those of a label; what stands below it tells."""
    looks = Mark(1, "boilerplate", 3.5, "model/blocks", "short")
    page = draft(PROSE, block("A last word", "heading", level=2), PROSE, marks=[looks, mark(0, -3.0), mark(2, -3.0)])
    assert actions(page) == ["keep"] * 3


def test_a_heading_that_a_rule_knows_goes_in_spite_of_what_stays_below() -> None:
    """A rule knows the words, not only the looks."""
    known = [Mark(1, "boilerplate", 3.5, "model/blocks", "short"), mark(1, 2.0, "share")]
    page = draft(PROSE, block("Share this", "heading", level=2), PROSE, marks=[*known, mark(0, -3.0), mark(2, -3.0)])
    assert actions(page) == ["keep", "cut", "keep"]


def test_the_only_paragraph_of_a_page_is_its_article() -> None:
    """One plain paragraph does not look like a web page; that is no reason to throw it away."""
    model = Mark(0, "boilerplate", 5.0, "model/blocks", "alone on its page")
    assert decide(draft(PROSE, marks=[model])).flags == ("guard",)
    assert actions(draft(PROSE, marks=[model])) == ["keep"]
    sign_in = [model, mark(0, 3.0, "paywall")]
    assert actions(draft(PROSE, marks=sign_in)) == ["cut"]


def test_a_song_is_the_article_of_its_page() -> None:
    """Its lines end like those of a list; a list of names has none of the words that every text is made of."""
    song = "The tide comes in and the boats go out\nand I wait by the wall for you\n" * 4
    names = "Odile Brandvik Harbour\nIda Mott Lighthouse\nJonas Kestrel Ferry\nMara Quill Tide\n" * 3
    menu = block("Ferries Tides Harbours", "item", link="https://ledger.example/")
    for text, stays in ((song.strip(), True), (names.strip(), False)):
        looks = Mark(0, "boilerplate", 5.0, "model/blocks", "short lines")
        page = draft(text, menu, marks=[looks, mark(1, 5.0, "nav")])
        assert actions(page) == (["keep", "cut"] if stays else ["cut", "cut"])


def test_the_only_paragraph_may_break_off() -> None:
    """The free beginning of an article ends with an ellipsis; as a title alone it would be a teaser."""
    model = Mark(0, "boilerplate", 3.0, "model/blocks", "alone on its page")
    assert actions(draft(f"{PROSE} {PROSE} And then the…", marks=[model])) == ["keep"]
    assert actions(draft("The ferry of the northern islands runs again on all days of the…", marks=[model])) == ["cut"]


def sentence(text: str) -> Block:
    made = block(text)
    return made._replace(hints=made.hints._replace(goes_on=True))


def test_a_sentence_between_two_of_its_line_stays() -> None:
    """On a page in one line, looks alone take no sentence or two out of the middle; a rule does."""
    looks = Mark(1, "boilerplate", 1.2, "model/blocks", "short")
    again = Mark(1, "duplicate", 1.5, "shape/repeated-line", "again")
    line = (PROSE, sentence("So it was."), sentence(PROSE))
    kept = [mark(0, -3.0), mark(2, -3.0)]
    assert actions(draft(*line, marks=[looks, again, *kept])) == ["keep"] * 3
    assert actions(draft(PROSE, "So it was.", PROSE, marks=[looks, again, *kept])) == ["keep", "cut", "keep"]
    assert actions(draft(*line, marks=[looks, mark(1, 3.0, "share"), *kept])) == ["keep", "cut", "keep"]
    labels = (PROSE, sentence("Home Tide tables"), sentence(PROSE))
    assert actions(draft(*labels, marks=[looks, again, *kept])) == ["keep", "cut", "keep"]
