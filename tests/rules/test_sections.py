"""How far sections reach, and which headings open none."""

from __future__ import annotations

import pytest

from presscut.cleaner.judge.packs import Packs
from presscut.cleaner.model import Draft, Mark, Page
from presscut.cleaner.rulebook import PackSource, Rulebook, builtin_sources
from presscut.cleaner.segment.html import segment_html
from presscut.cleaner.segment.markdown import segment_markdown

PROSE = "The tide came in at six and went out again before anyone in the town had looked at a clock.\n\n"
TEASERS = "".join(
    f"Pilots of the {name} harbour leave for good\n\n"
    f"The pilots who guided ships through the {name} channel for years...\n\n"
    for name in ("old", "new", "lower", "upper")
)
BUILT_IN = Packs(Rulebook.parse(builtin_sources()))
RULE = """schema = 1
[pack]
id = "mine"
languages = ["any"]
[[rule]]
id = "mine/section"
kind = "related"
why = "A test."
action = "cut-section"
weight = 3.0
alone = 0.5
[rule.when]
heading = ["=more"]
heading_like = "line"
[rule.extent]
max_blocks = 4
{extent}
"""


def mine(extent: str) -> Packs:
    """A filter of one section rule."""
    return Packs(Rulebook.parse([PackSource("mine.toml", RULE.format(extent=extent))]))


def marks(packs: Packs, text: str, rule: str = "") -> list[Mark]:
    """The marks of sections on a page in Markdown."""
    draft = Draft(Page(b""), "markdown", text, segment_markdown(text), language="en")
    return [mark for mark in packs(draft) if mark.rule.startswith(rule)]


def reached(packs: Packs, text: str) -> list[int]:
    """The blocks a section takes, its opening first."""
    return [mark.block for mark in marks(packs, text) if mark.section is not None]


def test_a_teaser_list_goes_with_its_heading() -> None:
    """The list under "Similar Articles" was 46 % of a real file."""
    text = PROSE * 4 + "Similar Articles\n\n" + TEASERS
    found = marks(BUILT_IN, text, "en/related/section")
    assert [mark.block for mark in found] == list(range(4, 13))
    assert {mark.section for mark in found} == {4}


def test_the_same_list_goes_under_another_heading() -> None:
    """The rule knows the shape, not one site's words."""
    for heading in ("You might also like", "## More from our newsroom", "Read next"):
        assert len(marks(BUILT_IN, PROSE * 4 + heading + "\n\n" + TEASERS, "en/related/section")) == 9


@pytest.mark.parametrize(
    "heading",
    ["Related work", "Share of the market", "Comments from residents", "Similar cases", "The newsletter", "Donations"],
)
def test_a_heading_that_only_begins_like_an_end_stays(heading: str) -> None:
    """An article may have a chapter of that name; everything under it would be lost."""
    text = PROSE * 4 + f"## {heading}\n\n" + PROSE * 3
    assert all(mark.section is None and mark.weight < 1 for mark in marks(BUILT_IN, text))


def test_a_section_ends_at_the_next_heading_of_its_rank() -> None:
    """What stands under the next heading belongs to that one; a lower heading belongs to this one."""
    assert reached(mine(""), "## More\n\na\n\n### b\n\nc\n\n## d\n\ne") == [0, 1, 2, 3]


def test_a_section_under_a_plain_line_ends_at_any_heading() -> None:
    """A line has no rank to compare."""
    assert reached(mine(""), "More\n\na\n\n### b\n\nc") == [0, 1]


def test_a_section_ends_after_its_blocks() -> None:
    """Whatever else fails, the damage of a section is bounded."""
    assert reached(mine(""), "More\n\na\n\nb\n\nc\n\nd\n\ne\n\nf") == [0, 1, 2, 3, 4]


def test_prose_ends_a_section() -> None:
    """Two ordinary paragraphs are the article going on."""
    assert reached(mine('until = ["prose"]'), "More\n\na\n\n" + PROSE * 2) == [0, 1]


def test_a_divider_ends_a_section() -> None:
    """A rule between two blocks is somebody's own border."""
    assert reached(mine('until = ["divider"]'), "More\n\na\n\n---\n\nb") == [0, 1]


def test_a_section_shrinks_to_what_looks_as_it_should() -> None:
    """Under a heading inside the article the list goes and the prose behind it stays."""
    each = 'min_share = 0.8\neach = { any_of = ["ellipsis-end"] }'
    assert reached(mine(each), "More\n\na...\n\nb...\n\n" + PROSE * 2) == [0, 1, 2]


def test_a_heading_with_nothing_of_the_kind_under_it_counts_as_a_phrase() -> None:
    """The words alone are weak evidence."""
    found = marks(mine('each = { any_of = ["ellipsis-end"] }'), "More\n\n" + PROSE * 2)
    assert [(mark.block, mark.weight, mark.section) for mark in found] == [(0, 0.5, None)]


def test_a_section_must_hold_what_its_rule_says() -> None:
    """Any heading may stand over an appeal; only the appeal under it makes it one."""
    holds = 'holds = ["our shop"]'
    assert reached(mine(holds), "More\n\na\n\nVisit our shop") == [0, 1, 2]
    assert reached(mine(holds), "More\n\na\n\nb") == []
    assert [mark.weight for mark in marks(mine(holds), "More\n\na\n\nb")] == [0.5], "the phrase alone"


def test_any_heading_over_an_appeal_goes_with_it() -> None:
    """An appeal hides under a heading of its own words; the site names itself in it."""
    text = (
        PROSE * 4
        + "## NEWS THAT LOOKS BACK\n\nHarbour Herald is funded almost entirely by readers and answers to nobody.\n\n"
        + "We rely on your support. Please make a monthly donation.\n\n♥ Donate\n\n© 2026 Harbour Herald\n"
    )
    found = marks(BUILT_IN, text, "en/donate/heading-and-appeal")
    assert [mark.block for mark in found] == [4, 5, 6, 7]


def test_comments_need_an_article_above() -> None:
    """A counter of comments at the top of a page must not take the article with it."""
    text = "17 Comments\n\n" + PROSE * 8
    assert not marks(BUILT_IN, text, "en/comments/section")
    below = PROSE * 8 + "## 17 Comments\n\nFishwife\n\nMy father was one of them, and he never got over it.\n\nReply\n"
    assert [mark.block for mark in marks(BUILT_IN, below, "en/comments/section")] == [8, 9, 10, 11]


def test_a_section_stays_in_its_box() -> None:
    """An author's box below "Related" is no part of it; a list of links that goes on in the next box is."""
    card = (
        "<p><a href='https://harbour-herald.example/{0}'>Pilots of the {0} harbour leave for good after years</a></p>"
    )
    related = f"<div><h3>Related stories</h3>{card.format('old')}{card.format('new')}</div>"
    more = f"<div>{card.format('lower')}</div>"
    box = "<div><p>Ada Fenn covers ferries and lamps for us</p></div>"
    markup = f"<body><article>{f'<p>{PROSE}</p>' * 9}</article>{related}{more}{box}</body>"
    found = segment_html(markup, url=None)
    draft = Draft(Page(b""), "html", found.source, found.blocks, language="en")
    taken = [m.block for m in BUILT_IN(draft) if m.rule == "en/related/section" and m.section is not None]
    assert [found.blocks[i].text[:12] for i in taken] == [
        "Related stor",
        "Pilots of th",
        "Pilots of th",
        "Pilots of th",
    ]


KEEPING = RULE.replace("cut-section", "protect-section").replace("max_blocks = 4", "max_blocks = 8")
AMOUNTS = 'each = { cues = ["#"] }\nmin_share = 0.5'


def kept(text: str, extent: str = AMOUNTS) -> list[int]:
    """The blocks that a rule of the project's own would protect."""
    packs = Packs(Rulebook.parse([PackSource("any/mine.toml", KEEPING.format(extent=extent), "built-in")]))
    found = marks(packs, text)
    assert all((mark.weight, mark.section) == (-3.0, None) for mark in found)
    return [mark.block for mark in found]


def test_a_section_can_be_protected() -> None:
    """With its heading, all of it with the full weight; the guard does not take it back."""
    assert kept("More\n\na 1\n\nb 2\n\nc", extent="") == [0, 1, 2, 3]


def test_a_protected_section_reaches_as_far_as_its_blocks_are_many() -> None:
    """It ends with one that looks as it should, while they are the share that the rule asks for."""
    assert kept("More\n\na 1\n\nb\n\nc 3\n\nd\n\ne\n\nf") == [0, 1, 2, 3]
    assert kept("More\n\na\n\nb 2\n\nc 3\n\nd\n\ne\n\nf\n\ng 7") == [0, 1, 2, 3]
    assert kept("More\n\na\n\nb\n\nc\n\nd") == [], "a menu with an entry of that name"


def test_what_was_protected_before_is_not_again() -> None:
    """Pages print a list of ingredients once for each measure, or once more for the printer."""
    assert kept("More\n\na 1\n\nb 2\n\n---\n\nMore\n\na 1\n\nc 3", extent='until = ["divider"]') == [0, 1, 2, 6]


def test_the_users_section_is_an_order() -> None:
    """As with a block that the user protects."""
    packs = Packs(Rulebook.parse([PackSource("mine.toml", KEEPING.format(extent=""))]))
    assert {(mark.kind, mark.weight) for mark in marks(packs, "More\n\na\n\nb")} == {("protect", -20.0)}
