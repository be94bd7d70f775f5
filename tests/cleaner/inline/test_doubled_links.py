"""Every style in which printed pages repeat the address of a link."""

from __future__ import annotations

import pytest

from presscut.cleaner.inline import Inline, apply_edits, repair
from presscut.cleaner.inline.style import Style

URL = "https://wire.example/news/a_b-c/"
ESCAPED = URL.replace("_", "\\_")


def mend(source: str, *, markdown: bool = True, angle_links: bool = False) -> Inline:
    made = repair(source, 0, len(source), Style(markdown, angle_links))
    assert apply_edits(source, 0, len(source), made.edits) == made.text
    assert all(made.text[link.start : link.end] == link.text for link in made.links)
    return made


STYLES = {
    "escaped bracket as link text": f"a [new law]({URL}) [\\({URL}\\)]({URL}) today",
    "angle in round brackets": f"a *new law* (<{URL}>) today",
    "link in round brackets": f"a **new law** ([{ESCAPED}]({URL})) today",
    "link, then address in brackets": f"a [new law]({URL}) ({URL}) today",
    "no space between": f"a [new law]({URL})([{URL}]({URL})) today",
    "link, then the same link": f"a [new law]({URL}) [{URL}]({URL}) today",
    "link, then the bare address": f"a [new law]({URL}) {URL} today",
    "link, then angle": f"a [new law]({URL}) <{URL}> today",
    "upper case": f"a [new law]({URL}) ([{URL.upper()}]({URL})) today",
    "tracking on one side": f"a [new law]({URL}?utm_source=x) ({URL}) today",
    "escaped brackets": f"a [new law]({URL}) \\({URL}\\) today",
    "emphasised link": f"a *[new law]({URL})* ({URL}) today",
    "address that ends in a stop": f"a [new law]({URL}.) ({URL}.) today",
}


@pytest.mark.parametrize("source", STYLES.values(), ids=STYLES.keys())
def test_every_style_leaves_the_words_and_one_link(source: str) -> None:
    """A reader sees the words once, and the address is kept as data once."""
    made = mend(source)
    assert made.text == "a new law today"
    assert [(link.text, link.url.removesuffix(".")) for link in made.links] == [("new law", URL)]


def test_angle_after_a_word_is_a_link_where_the_document_prints_links_so() -> None:
    """``word <url>`` is one of the styles met, but only a document can tell it from an address in the text."""
    source = f"a law <{URL}> today"
    assert mend(source, angle_links=True).text == "a law today"
    assert mend(source).text == f"a law {URL} today"


@pytest.mark.parametrize("mark", [".", ",", "!", "?"])
def test_angle_after_a_sentence_is_a_link_there_as_well(mark: str) -> None:
    """A link may end with its sentence; what stands before the address loses nothing."""
    made = mend(f"There is a law{mark} <{URL}> Nobody asked.", angle_links=True)
    assert made.text == f"There is a law{mark} Nobody asked."
    assert [link.url for link in made.links] == [URL]


def test_an_address_in_brackets_is_all_of_it() -> None:
    """The end of a fragment that quotes a sentence belongs to the address; a stop behind the bracket does not."""
    quoted = f"{URL}#:~:text=A%20law%20(draft)%20came."
    assert mend(f"a [law]({quoted}) ({quoted}) today").text == "a law today"
    assert mend(f"There is a law ({URL}).").text == "There is a law."


def test_a_stop_in_the_bracket_is_no_part_of_a_lone_address() -> None:
    """Only the link before it can tell that an address ends so."""
    made = mend(f"There is a law ({URL}.) today")
    assert made.text == "There is a law today"
    assert [link.url for link in made.links] == [URL]


def test_angle_after_a_colon_is_text() -> None:
    """After a colon the address is what the sentence is about."""
    assert mend(f"Read it here: <{URL}>.", angle_links=True).text == f"Read it here: {URL}."


def test_the_last_word_stands_for_lost_link_words() -> None:
    """The bracket style loses where the words began; the last word is the safest guess."""
    made = mend(f"talks in Northport (<{URL}>), which")
    assert made.text == "talks in Northport, which"
    assert [link.text for link in made.links] == ["Northport"]


def test_marks_between_the_word_and_its_address() -> None:
    """An arrow or a quotation mark is no word to hang a link on."""
    made = mend(f"Read more »  ([{URL}]({URL}))")
    assert (made.text, made.links[0].text) == ("Read more »", "more")


def test_in_scripts_without_spaces_the_guess_stays_short() -> None:
    """Without spaces the last word has no beginning that can be seen."""
    made = mend(f"新しい法律が昨日成立した(<{URL}>)。")
    assert made.text == "新しい法律が昨日成立した。"
    assert len(made.links[0].text) <= 6


def test_two_links_each_keep_their_own_address() -> None:
    """Two doubled links side by side must not be folded into one."""
    other = "https://court.example/judges"
    made = mend(f"[eight judges]({URL}) [\\({URL}\\)]({URL}) [and clerks]({other}) [\\({other}\\)]({other}) over")
    assert made.text == "eight judges and clerks over"
    assert [(link.text, link.url) for link in made.links] == [("eight judges", URL), ("and clerks", other)]


@pytest.mark.parametrize("bracket", ["(D-Northport)", "(HMB)", "(2019)", "(see below)", "(a.b)", "[sic]"])
def test_brackets_of_the_author_stay(bracket: str) -> None:
    """Only an address that fills its bracket is a repetition."""
    assert mend(f"Rep. Vale {bracket} [said]({URL}) so").text == f"Rep. Vale {bracket} said so"


def test_a_bracket_with_more_than_an_address_stays() -> None:
    """Words beside the address are the author's."""
    source = f"the report (in full at {URL}) says"
    assert mend(source).text == source


def test_an_address_that_is_all_the_text_stays() -> None:
    """A block must not become empty because it holds nothing but an address."""
    assert URL in mend(f"([{URL}]({URL}))").text


def test_a_sentence_that_begins_with_the_bracket_keeps_its_tail() -> None:
    """A sentence cut in two by a converter leaves its bracket at the beginning of a block."""
    made = mend(f"*([{ESCAPED}]({URL})) of any kind.*")
    assert made.text == "of any kind."
    assert made.links[0].url == URL


def test_link_text_without_scheme_is_text() -> None:
    """``[site.example/join](…)`` is how a page writes its own name."""
    assert mend("Visit [site.example/join](https://site.example/join)").text == "Visit site.example/join"


def test_plain_text_has_doubled_links_too() -> None:
    """Text that is not Markdown is repaired the same way; its other marks stay."""
    assert mend(f"*a* [law]({URL}) ({URL}), now", markdown=False).text == "*a* law, now"


def test_links_broken_by_a_mark_are_one() -> None:
    """A converter closes and opens a link again where the emphasis changes."""
    made = mend(f"[**new** ]({URL})[law]({URL}) today")
    assert [(link.text, link.url) for link in made.links] == [("new law", URL)]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (f"By [Ida Mott]({URL})Ida Mott | 4 May", "By Ida Mott | 4 May"),
        (f"[Ida Mott]({URL})Ida Mott", "Ida Mott"),
        (f"Find her on [Waves]({URL})Waves.", "Find her on Waves."),
        (f"[See all rooms in Osterby]({URL}) See all rooms in Osterby", "See all rooms in Osterby"),
        (f"**[Ida Mott]({URL})Ida Mott** has a boat.", "Ida Mott has a boat."),
        (f"[渡口的钟]({URL})渡口的钟。", "渡口的钟。"),
    ],
)
def test_words_of_a_link_that_come_again_right_behind_it_go(source: str, text: str) -> None:
    """A page has them for screen readers too, and a scraper takes both."""
    made = mend(source)
    assert made.text == text
    assert [link.url for link in made.links] == [URL]
    assert "inline/doubled-words" in {edit.rule for edit in made.edits}


@pytest.mark.parametrize(
    "source",
    [f"[Ida]({URL}) Ida said so.", f"the [sea]({URL})seaside", f"[no]({URL})no", f"[law]({URL})Law and order"],
)
def test_words_that_an_author_may_have_written_stay(source: str) -> None:
    """A name that begins the next sentence, a longer word, a short one, other capitals."""
    assert not any(edit.rule == "inline/doubled-words" for edit in mend(source).edits)
