"""The peers of the text benchmark do what was published of them, line by line."""

from __future__ import annotations

import peers
import pytest
from plain import plain

PROSE = "The boats that Orla Finch mends on the quay have to be dry before the first frost of the year."


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Read [the *whole* report](https://quay.example/report_(final)) today", "Read the whole report today"),
        ("[![A boat](https://quay.example/b.jpg)](https://quay.example/boat) sails", "  sails"),
        ("See https://quay.example/a?b=c now", "See now"),
        ("## The Quay", "The Quay"),
        ("> said\n- one\n* two\n---\nend", "said\none\ntwo\n\nend"),
        (r"a snake\_case and 3 \* 4", "a snake_case and 3 * 4"),
        ("|Boat|Price|", " Boat Price "),
        ("a snake_case word and **bold** `code`", "a snake_case word and bold code"),
    ],
)
def test_marks_and_addresses_go_and_words_stay(text: str, seen: str) -> None:
    """The help that all peers get: no word is lost to it but those of addresses and images."""
    assert plain(text) == seen


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        (PROSE, True),
        ("Orla Finch mends boats.", False),  # four words
        ("Orla Finch mends small boats.", True),
        ("Orla Finch mends small boats", False),
        ("Orla Finch mends small boats...", False),
        ("Orla Finch mends small boats…", False),
        ("Orla Finch said “mend the boats”", True),
        ("Please enable JavaScript to see the boats.", False),
        ("We tell what we keep in our Privacy Policy.", False),
        ("Orla Finch mends small " + "b" * 1001 + ".", False),
        ("船は霜の前に乾く。", True),
        ("乾く船。", False),
    ],
)
def test_c4_keeps_lines_that_end_a_sentence(line: str, kept: bool) -> None:
    """ "Only retained lines that ended in a terminal punctuation mark", "at least 5 words" (Raffel et al., 2.2)."""
    assert peers.c4_keeps(line) is kept


def test_c4_takes_citation_marks_out_of_lines() -> None:
    """A note's number after the full stop does not hide that a sentence ends there."""
    assert peers.c4(f"{PROSE}[4][citation needed]\nMenu", "en") == PROSE


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        (PROSE, True),
        (PROSE.rstrip("."), False),
        ("Mend the boats before winter.", False),  # 29 characters
        ("Mend both boats before winter.", False),  # 30
        ("Mend these boats before winter.", True),  # 31
    ],
)
def test_fineweb_wants_length_and_an_end_mark(line: str, kept: bool) -> None:
    """Short is 30 characters or fewer (Penedo et al., 3.6)."""
    assert peers.fineweb_keeps(line) is kept


def test_fineweb_keeps_the_first_of_lines_that_repeat() -> None:
    """Characters in repeated lines are the third of its properties."""
    other = "Nobody on the quay could say who had paid for it."
    assert peers.fineweb("\n".join([PROSE, other, PROSE]), "en").splitlines() == [PROSE, other]


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        (PROSE, True),
        ("Boats dry on the quay before winter comes", False),  # one stop word
        ("Boats dry on the quay and in the sheds", True),
        ("Read about the end of the quay...", False),
        ("• the oars and the sails of the boat", False),
        ("the 4 of 12 and 18 of 20 and 7", False),  # half of the words are numbers
        ("a b c of d e f to g h", False),  # short words
        ("interdepartmentally characterised responsibilities of the", False),  # long words
        ("# the boats and # the sheds", False),
        ("the boat and the boat and the boat and the boat", False),
    ],
)
def test_gopher_wants_words_and_stop_words(line: str, kept: bool) -> None:
    """Word length 3 to 10, two stop words, 80 % with a letter, symbols to words .1 (Rae et al., A1.1)."""
    assert peers.gopher_keeps(line) is kept


def test_gopher_asks_no_english_of_other_languages() -> None:
    """A peer is not beaten by asking German for the stop words of English."""
    line = "Die Boote am Kai müssen vor dem ersten Frost trocken sein."
    assert peers.gopher(line, "de") == line
    assert peers.gopher(line, "en") == ""


def test_paragraphs_of_a_text_are_what_stands_between_blank_lines() -> None:
    """Wrapped lines belong together; headings, items and rows stand alone."""
    text = "## Quay\nBoats dry\nin the sun.\n\n- oars\n- sails\n|a|b|\nThe end."
    assert list(peers.paragraphs(text)) == [
        "## Quay",
        "Boats dry\nin the sun.",
        "- oars",
        "- sails",
        "|a|b|",
        "The end.",
    ]


def test_justext_keeps_prose_and_drops_links() -> None:
    """A paragraph of links goes, long prose stays, and so does the heading right above it."""
    prose = " ".join([PROSE] * 3)
    menu = " ".join(f"[the boats of the year {n}](https://quay.example/{n})" for n in range(12))
    assert peers.justext(f"{menu}\n\n## On the Quay\n\n{prose}\n\n{menu}", "en") == f"On the Quay\n\n{prose}"


def test_justext_takes_the_stop_words_of_the_page() -> None:
    """German prose has few English stop words; with its own list it is seen, without any list length decides."""
    prose = "Die Boote, die am Kai liegen, müssen trocken sein, bevor der erste Frost des Jahres kommt. " * 3
    assert peers.justext(prose, "en") == ""
    assert peers.justext(prose, "de") == prose.strip()
    assert peers.justext(prose, "ja") == prose.strip()


def test_every_list_of_stop_words_is_there() -> None:
    """A language that is named has its list in the package."""
    from justext import get_stoplists

    assert set(peers.STOPLISTS.values()) <= get_stoplists()
