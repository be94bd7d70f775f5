"""The filter: blocks, sections, tails, fields, protection."""

from __future__ import annotations

import time
from dataclasses import replace
from functools import partial

from presscut.cleaner.judge.packs import MOST_SECTIONS, Packs
from presscut.cleaner.model import Block, Draft, Hints, Mark, MediaType, Page
from presscut.cleaner.rulebook import PackSource, Rulebook, builtin_sources
from presscut.cleaner.segment.markdown import segment_markdown
from presscut.cleaner.shape import measure
from tests.support.timing import seconds

HEAD = 'schema = 1\n[pack]\nid = "mine"\nlanguages = ["any"]\n'
RULE = '[[rule]]\nid = "mine/{n}"\nkind = "cta"\nwhy = "A test."\naction = "{action}"\nweight = 3.0\n{more}\n'
PROSE = "The tide came in at six and went out again before anyone in the town had looked at a clock.\n\n"
BUILT_IN = Packs(Rulebook.parse(builtin_sources()))


def mine(action: str, more: str, top: str = "") -> Packs:
    """A filter of one rule."""
    text = top + HEAD + RULE.format(n="one", action=action, more=more)
    return Packs(Rulebook.parse([PackSource("mine.toml", text)]))


def page(text: str, url: str | None = None, language: str | None = "en") -> Draft:
    """A page in Markdown."""
    return Draft(Page(b"", url=url), "markdown", text, segment_markdown(text), language=language)


def marked(packs: Packs, text: str, url: str | None = None) -> dict[str, float]:
    """The strongest mark of each block that has one, by its text."""
    draft = page(text, url)
    strongest: dict[str, float] = {}
    for mark in packs(draft):
        name = draft.blocks[mark.block].text
        strongest[name] = max(strongest.get(name, -99.0), mark.weight)
    return strongest


def test_a_phrase_alone_counts_less_than_with_a_signal() -> None:
    """Two signals for a cut inside the article: the phrase is one of them."""
    packs = mine("cut-block", 'alone = 0.5\nwhen.any = ["visit our shop"]\nwhen.signals = ["link>0.5"]')
    assert marked(packs, "They visit our shop.") == {"They visit our shop.": 0.5}
    assert marked(packs, "[Visit our shop](https://a.example)") == {"Visit our shop": 3.0}


def test_the_reason_names_words_and_signals() -> None:
    """A reader of the ledger must see why, without opening the pack."""
    packs = mine("cut-block", 'when.any = ["visit our shop"]\nwhen.signals = ["short-line"]')
    (mark,) = packs(page("Visit our shop today"))
    assert mark == Mark(0, "cta", 3.0, "mine/one", "“visit our shop” · short-line")


def test_conditions_must_all_hold() -> None:
    """Each key of [rule.when] narrows the rule."""
    when = """[rule.when]
any = ["our shop"]
all = ["visit", "today"]
none = ["he said"]
min_chars = 10
max_chars = 40
links = 1
kinds = ["paragraph"]"""
    packs = mine("cut-block", when)
    fits = "Visit [our shop](https://a.example) today"
    assert marked(packs, fits)
    for text in (
        "Visit our shop today",
        "Visit [our shop](https://a.example)",
        fits + " he said",
        fits + " and tomorrow and the day after",
        f"- {fits}",
    ):
        assert not marked(packs, text)


def test_a_rule_of_a_site_is_silent_elsewhere() -> None:
    """What is boilerplate on one site is news on another."""
    packs = mine("cut-block", 'scope.sites = ["press.example"]\nwhen.any = ["our shop"]')
    assert marked(packs, "In our shop", "https://www.press.example/a")
    assert not marked(packs, "In our shop", "https://compress.example/a")
    assert not marked(packs, "In our shop")


def test_the_canonical_address_says_the_site_where_nobody_gave_one() -> None:
    """A page that was saved from a browser knows where it came from."""
    packs = mine("cut-block", 'scope.sites = ["press.example"]\nwhen.any = ["our shop"]')
    saved = replace(page("In our shop"), head={"canonical_url": "https://press.example/a"})
    assert list(packs(saved))
    assert not list(packs(replace(saved, page=Page(b"", url="https://mirror.example/a"))))


def test_a_rule_for_html_is_silent_in_text() -> None:
    """`applies_to` keeps rules from media they were not written for."""
    assert not marked(mine("cut-block", 'applies_to = ["html"]\nwhen.any = ["our shop"]'), "In our shop")


def test_a_field_rule_names_its_field() -> None:
    """What is metadata is moved, not lost."""
    packs = mine("to-field", 'field = "copyright"\nwhen.any = ["^© #"]')
    (mark,) = packs(page("© 2026 Harbour Herald"))
    assert (mark.field, mark.value, mark.weight) == ("copyright", None, 3.0)


def test_protection_speaks_for_keeping() -> None:
    """A correction cut away would be a lie about the article."""
    assert marked(mine("protect", 'when.any = ["our shop"]'), "In our shop") == {"In our shop": -20.0}
    top = 'protect = ["tide table"]\n'
    assert marked(mine("cut-block", 'when.any = ["our shop"]', top), "The tide table") == {"The tide table": -20.0}
    assert marked(BUILT_IN, PROSE * 4 + "Correction: An earlier version of this article gave a wrong year.") == {
        "Correction: An earlier version of this article gave a wrong year.": -3.0
    }


def test_a_tail_reaches_to_the_end() -> None:
    """Below some lines nothing of the article follows."""
    draft = page("First.\n\nThe end\n\nA\n\nB")
    marks = list(mine("cut-tail", 'when.any = ["=the end"]')(draft))
    assert [mark.block for mark in marks] == [1, 2, 3]
    assert {mark.section for mark in marks} == {1}


def test_language_chooses_the_rules() -> None:
    """English phrases must not judge a German page."""
    text = "Sign up for our free newsletter"
    assert any(mark.kind == "newsletter" for mark in BUILT_IN(page(text)))
    assert any(mark.kind == "newsletter" for mark in BUILT_IN(page(text, language=None)))
    assert not any(mark.kind == "newsletter" for mark in BUILT_IN(page(text, language="de")))


def test_articles_about_the_kinds_stay() -> None:
    """An article about donations, cookies or newsletters talks in their words and is still an article."""
    for text in (
        "The charity said donations had doubled since it stopped writing letters and put a box on the quay.",
        "Regulators found that nine in ten sites set cookies before a visitor had agreed to anything at all.",
        "The first newsletter of the company, printed in 1961, told its readers that the ferry would cost more.",
        "Similar articles of clothing were found at the scene.",
        "Share of the market by region, the ministry wrote, had hardly changed in the ten years since.",
    ):
        assert all(weight < 1.0 for weight in marked(BUILT_IN, PROSE * 2 + text + "\n\n" + PROSE).values()), text


def html(text: str, *tokens: str, container: int = 2) -> Block:
    """A block of a page in HTML, in an element with these class words inside the body."""
    hints = Hints(tokens=(("has-newsletter",), tokens), containers=(1, container))
    return Block(0, len(text), "paragraph", text, measure(text), hints=hints)


def test_the_class_of_a_small_element_speaks_and_that_of_the_page_does_not() -> None:
    """Themes put the names of all their parts on the body; believing it emptied real pages."""
    blocks = (html(PROSE * 4, "entry"), html("Get it every morning", "newsletter-box", container=3))
    media: MediaType = "html"
    marks = list(BUILT_IN(Draft(Page(b""), media, "", blocks, language="en")))
    assert {(mark.block, mark.rule) for mark in marks if "markup" in mark.rule} == {(1, "any/markup/newsletter")}
    whole = tuple(block._replace(hints=Hints(tokens=(("newsletter",),), containers=(1,))) for block in blocks)
    assert not any("markup" in mark.rule for mark in BUILT_IN(Draft(Page(b""), media, "", whole, language="en")))


def test_same_page_same_marks() -> None:
    """Same in, same out: the history of a filter must not change its answer."""
    draft = page(PROSE * 3 + "## Similar articles\n\n- [One two three](https://a.example)\n\n© 2026 Harbour Herald")
    fresh = Packs(Rulebook.parse(builtin_sources()))
    list(fresh(page("Ganz anders", language="de")))
    assert list(fresh(draft)) == list(BUILT_IN(draft)) == list(BUILT_IN(draft))


def test_time_grows_with_the_page() -> None:
    """A page of nothing but section headings must not be scanned again from each of them."""
    took = []
    for size in (1_000, 4_000):
        draft = page("Comments\n\n" * size)
        took.append(seconds(partial(_marks, draft)))
        assert len(list(BUILT_IN(draft))) < size * 12 + MOST_SECTIONS * 700
    assert took[1] < 10 * max(took[0], 0.02)


def _marks(draft: Draft) -> list[Mark]:
    return list(BUILT_IN(draft))


def test_a_huge_block_is_read_from_its_beginning() -> None:
    """100 MB of one line: a phrase at its end is no appeal, and its end is not the end of what was read."""
    begin = time.process_time()
    assert not marked(BUILT_IN, "tide " * 400_000 + "read more")
    assert time.process_time() - begin < 20


def test_what_somebody_is_quoted_with_is_nobodys_appeal() -> None:
    """An article about appeals quotes them; the same words outside of quotation marks are one."""
    packs = mine("cut-block", 'when.any = ["make a small gift today"]')
    quoted = "“Make a small gift today” was written by a dentist who wanted a fountain."
    assert marked(packs, f"{quoted}\n\nMake a small gift today, please.") == {"Make a small gift today, please.": 3.0}
    assert list(marked(packs, "“Make a small gift today!”")) == ["“Make a small gift today!”"]


def test_a_rule_can_flag_the_article() -> None:
    """With enough signals; a phrase alone is too little to say something of the whole."""
    packs = mine(
        "cut-block", 'alone = 0.5\nflag = "sponsored"\nwhen.any = ["paid for by"]\nwhen.signals = ["link>0.5"]'
    )
    (mark,) = packs(page("[Paid for by Ropes](https://ropes.example)"))
    assert mark.flag == "sponsored"
    (mark,) = packs(page("They were paid for by the board."))
    assert (mark.weight, mark.flag) == (0.5, None)
