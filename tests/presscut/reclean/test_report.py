"""What a person reads of the changes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from presscut.reclean.changes import Words
from presscut.reclean.compare import compare, word_diff
from presscut.reclean.folding import WIDTH, folded, shortened
from presscut.reclean.report import coloured, difference, overview
from presscut.terminal import columns
from tests.archive.making import articles
from tests.presscut.reclean.building import FERRY, LETTER, TICKETS, article, cut, edited, moved

ID = "3f2a91c0-aaaa-5bbb-8ccc-dddddddddddd"


def shown(old: object, new: object, **about: object) -> list[str]:
    left, right = article(*old, id=ID, **about), article(*new, id=ID, **about)  # type: ignore[misc]
    return difference(left, compare(left, right)).splitlines()


def test_lost_stands_before_won() -> None:
    """What goes is what a careful person looks for."""
    lines = shown([cut(FERRY, "old/rule"), TICKETS], [FERRY, cut(TICKETS, "mine/tickets")], title="Late again")
    assert lines == [
        "= 3f2a91c0  Late again",
        "= 10 → 13 words: 1 lost, 1 won",
        f"- {TICKETS}",
        "    ↳ cut as ads by mine/tickets (+2.50): why so",
        f"+ {FERRY}",
        "    ↳ was cut as ads by old/rule (+2.50): why so",
        "",
    ]


def test_neighbours_with_one_reason_have_it_once() -> None:
    """A section of forty teasers is one thought, not forty."""
    gone = [cut(text, "mine/teasers") for text in (FERRY, LETTER)]
    lines = shown([FERRY, LETTER, TICKETS], [*gone, TICKETS])
    assert lines[2:5] == [f"- {FERRY}", f"- {LETTER}", "    ↳ cut as ads by mine/teasers (+2.50): why so"]


def test_field_says_where_a_paragraph_went() -> None:
    """It can be found there."""
    lines = shown([FERRY, LETTER], [moved(FERRY, "field/deck", "deck"), LETTER])
    assert "    ↳ moved to deck by field/deck (+2.50): why so" in lines


def test_changed_fields_show_both_values() -> None:
    """Of a list only what differs; of nearly the same words only the words."""
    left = article(FERRY, title="The ferry is late agian", authors=("Odile Brandvik", "Tomas Brell"), language="en")
    right = article(FERRY, title="The ferry is late again", authors=("Odile Brandvik", "Ines Corvel"), language=None)
    lines = difference(left, compare(left, right)).splitlines()
    assert lines[lines.index("~ title:") : -1] == [
        "~ title:",
        "~ The ferry is late [-agian-]{+again+}",
        "~ authors:",
        "- Tomas Brell",
        "+ Ines Corvel",
        "~ language:",
        "- en",
    ]


def test_edit_shows_the_words_around_it_and_the_breaks() -> None:
    """A paragraph of three hundred words for one comma hides the comma."""
    long = " ".join(f"word{number}" for number in range(40))
    lines = shown([edited(f"{long} end", f"{long}\nend", "inline/reflow")], [f"{long} end"])
    assert lines[2] == "~ … word31 word32 word33 word34 word35 word36 word37 word38 [-word39⏎-] {+word39+} end"
    assert lines[3] == "    ↳ was repaired as repair by inline/reflow (+2.50): why so"


def test_overview_is_a_line_that_says_how_much() -> None:
    """A thousand articles are looked through by their numbers."""
    left = article(FERRY, TICKETS, id=ID, title="Late again", tags=("boats",))
    right = article(FERRY, cut(TICKETS, "mine/tickets"), id=ID, title="Late again")
    line = overview(left, compare(left, right))
    assert (
        line == "  3f2a91c0      23 →     13 words     -1            Late again                                tags\n"
    )
    assert overview(left, compare(left, right), "held back").startswith("! 3f2a91c0")


def test_hostile_text_is_spelt_out_and_cannot_forge_a_line() -> None:
    """A page may try to retitle a window, or to look like a reason of ours."""
    evil = "Calm words.\r\x1b]0;owned\x07\n    ↳ cut as ads by you/trust-me\u2028+ forged\u202e"
    lines = shown([evil, FERRY], [cut(evil, "mine/\x1b[2J"), FERRY], title="a\nb", url="http://x.example/\x1b[1m")
    assert not any(character in line for line in lines for character in "\x1b\x07\r\u2028\u202e")
    assert [line[:2] for line in lines] == ["= ", "= ", "= ", "- ", "- ", "- ", "- ", "  ", ""]


@given(articles(), articles())
def test_every_line_says_what_it_is(old: object, new: object) -> None:
    """The sign in the first column is the shape that colour repeats; no text of a page stands without one."""
    changes = compare(old, new)  # type: ignore[arg-type]
    lines = difference(old, changes).split("\n")  # type: ignore[arg-type]
    assert all(line.startswith(("= ", "! ", "- ", "+ ", "~ ", "    ↳ ")) for line in lines[:-2])
    assert lines[-2:] == ["", ""]


def test_colour_only_repeats_the_sign() -> None:
    """Who sees no colours, or has a pipe, misses nothing."""
    report = "= head\n- gone\n+ come\n~ the [-old-] {+new+} way\n    ↳ why\n"
    painted = coloured(report, lambda text, colour: f"<{colour}>{text}</>")
    assert painted == (
        "<cyan>= head</>\n<red>- gone</>\n<green>+ come</>\n~ the <red>[-old-]</> <green>{+new+}</> way\n    ↳ why\n"
    )


WORDS = st.lists(st.text("abc長い文", min_size=1, max_size=9), max_size=60).map(" ".join)


@given(WORDS)
def test_folded_lines_fit_and_hold_every_word(text: str) -> None:
    """Wide characters take two columns, and what is folded away would be a lie."""
    lines = list(folded([Words("=", text)]))
    assert all(columns(line) <= WIDTH for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_a_change_over_a_line_end_has_its_brackets_on_both_lines() -> None:
    """A line that only goes on must still say that it goes."""
    lines = list(folded([Words("-", "gone " * 30)]))
    assert len(lines) > 1
    assert all(line.startswith("[-gone") and line.endswith("gone-]") for line in lines)


def test_same_words_far_from_a_change_are_left_out() -> None:
    """Between two changes, before the first and after the last."""
    middle = " ".join(f"m{number}" for number in range(30))
    runs = tuple(shortened(word_diff(f"a {middle} b", f"x {middle} y")))
    assert "".join(run.text for run in runs) == ("a x m0 m1 m2 m3 m4 m5 m6 m7 … m22 m23 m24 m25 m26 m27 m28 m29 by")
