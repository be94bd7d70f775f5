"""Numbers of list items: a browser shows them, so the article has them."""

from __future__ import annotations

import pytest

from presscut import clean
from presscut.cleaner.model import MediaType
from presscut.cleaner.segment.html import segment_html

PROSE = (
    "A net that has caught on a rock can be mended in an evening, when the light is good and nobody is in a hurry. "
    "These are the steps that the harbour school teaches, in the order in which they are taught."
)
MORE = (
    "The third step, which the school leaves to the second evening, is to wash the net and to hang it for a day before "
    "it goes back to the boat, for a wet net takes no knot that holds."
)


def shown(markup: str) -> list[str]:
    """The linear text, line by line."""
    return [line for line in segment_html(markup, url=None).source.split("\n") if line]


@pytest.mark.parametrize(
    ("attributes", "wanted"),
    [
        ("", ["1. knot", "2. needle", "3. twine"]),
        ("start=4", ["4. knot", "5. needle", "6. twine"]),
        ("start='-1'", ["-1. knot", "0. needle", "1. twine"]),
        ("start=soon", ["1. knot", "2. needle", "3. twine"]),
        ("reversed", ["3. knot", "2. needle", "1. twine"]),
        ("reversed start=10", ["10. knot", "9. needle", "8. twine"]),
        ("type=a start=26", ["z. knot", "aa. needle", "ab. twine"]),
        ("type=A", ["A. knot", "B. needle", "C. twine"]),
        ("type=i start=8", ["viii. knot", "ix. needle", "x. twine"]),
        ("type=I start=1988", ["MCMLXXXVIII. knot", "MCMLXXXIX. needle", "MCMXC. twine"]),
        ("type=i start=0", ["0. knot", "i. needle", "ii. twine"]),
        ("class='list-unstyled steps'", ["knot", "needle", "twine"]),
        ("style='margin:0;list-style: none'", ["knot", "needle", "twine"]),
    ],
)
def test_numbers_are_those_that_a_browser_shows(attributes: str, wanted: list[str]) -> None:
    """HTML standard, 4.4.5 and 4.4.8."""
    assert shown(f"<ol {attributes}><li>knot</li><li>needle</li><li>twine</li></ol>") == wanted


def test_an_item_can_set_the_number() -> None:
    """And the next goes on from it."""
    assert shown("<ol><li>knot<li value=7>needle<li>twine</ol>") == ["1. knot", "7. needle", "8. twine"]


def test_lists_in_lists_count_for_themselves() -> None:
    """What follows the inner list goes on where the outer one was."""
    markup = "<ol><li>knot<ol><li>left</li></ol></li><li>needle<ul><li>thin</li></ul></li><li>twine</li></ol>"
    assert shown(markup) == ["1. knot", "1. left", "2. needle", "thin", "3. twine"]


@pytest.mark.parametrize(
    "markup",
    [
        "<ul><li>knot</li></ul>",
        "<dl><dt>knot</dt></dl>",
        "<li>knot</li>",
        "<div class=comments><ol><li>knot</li></ol></div>",
    ],
)
def test_what_is_not_numbered_gets_no_number(markup: str) -> None:
    """Nor a thread of comments, which sites write as a list and show without numbers."""
    assert shown(markup) == ["knot"]


def test_a_heading_that_an_item_begins_with_has_the_number() -> None:
    """Lists of the ten best are written so. What stands behind the list has none."""
    markup = "<ol><li><h3>Knot</h3><p>It holds.</p></li><li><pre>x</pre></li></ol><h2>Needle</h2>"
    assert shown(markup) == ["1. Knot", "It holds.", "x", "Needle"]


@pytest.mark.parametrize("text", ["2. Needle", "2) Needle", "Step 2: needle", "(2) Needle", "#2 needle", "7. Needle"])
def test_an_item_with_a_number_of_its_own_gets_no_second_one(text: str) -> None:
    """Writers who do not trust the list number it themselves."""
    assert shown(f"<ol><li>Knot</li><li>{text}</li></ol>") == ["1. Knot", text]


def test_a_number_in_an_element_of_its_own_is_the_number() -> None:
    """Designers want to colour it."""
    assert shown("<ol><li><div>1</div><div>Knot</div></li></ol>") == ["1", "Knot"]


@pytest.mark.parametrize("text", ["1 knot", "2 knots", "1.5 litres of tar", "1 1/2 litres of tar"])
def test_an_amount_is_no_number(text: str) -> None:
    """It counts what it says."""
    assert shown(f"<ol><li>{text}</li></ol>") == [f"1. {text}"]


@pytest.mark.parametrize(
    ("source", "media_type"),
    [
        (f"<p>{PROSE}</p><ol><li>Lay it <a href=/flat>flat</a>.</li><li>Trim it.</li></ol><p>{MORE}</p>", "html"),
        (f"{PROSE}\n\n1. Lay it [flat](/flat).\n2. Trim it.\n\n{MORE}", "markdown"),
        (f"{PROSE}\n\n1. ### Lay it [flat](/flat).\n2. ### Trim it.\n\n{MORE}", "markdown"),
    ],
)
def test_the_article_has_the_numbers_and_its_offsets_hold(source: str, media_type: MediaType) -> None:
    """Links move with the number, and what stays is no edit."""
    article = clean(source, media_type=media_type)
    assert "1. Lay it flat.\n\n2. Trim it." in article.text
    assert [article.text[link.start : link.end] for link in article.links] == ["flat"]
    assert {entry.to for entry in article.ledger if entry.kind.endswith("-mark")} <= {"1. ", "2. "}


def test_a_number_in_other_white_space_is_an_edit() -> None:
    """The account tells what was made of the source, to the character."""
    article = clean(f"{PROSE}\n\n1)   Lay it flat.\n2)   Trim it.\n\n{MORE}", media_type="markdown")
    assert "1) Lay it flat.\n\n2) Trim it." in article.text
    assert {entry.to for entry in article.ledger if entry.kind == "list-mark"} == {"1) ", "2) "}
