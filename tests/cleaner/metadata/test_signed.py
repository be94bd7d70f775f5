"""Who signed an article, in the forms that have no plain "By", and who else worked on it."""

from __future__ import annotations

import pytest

from presscut import clean
from tests.support.fields import BODY, fields_of, page

TITLE = "# Ferry to the Outer Islands Late Again"


@pytest.mark.parametrize(
    "line",
    [
        "Odalys Wrenfield, Fjord Press Agency",
        "Odalys Wrenfield | Staff Writer",
        "Odalys Wrenfield, FPA",
        "(FPA) — Odalys Wrenfield",
    ],
)
@pytest.mark.parametrize("below", [(), ("March 4, 2026",)])
def test_a_line_that_names_the_paper_beside_the_author(line: str, below: tuple[str, ...]) -> None:
    """An agency or a job beside a name tells that it is one, even of a name that no list holds."""
    assert fields_of(page(TITLE, line, *below))["authors"] == ["Odalys Wrenfield"]


def test_a_name_with_its_town_beside_a_date() -> None:
    """ "NAME in TOWN" could be a deck: only a line with a date beside it makes it a byline."""
    line = "Odalys Wrenfield in Sundhaven"
    assert fields_of(page(TITLE, line, "March 4, 2026"))["authors"] == ["Odalys Wrenfield"]
    assert "authors" not in fields_of(page(TITLE, line))


@pytest.mark.parametrize("line", ["Cold Water, Warm Soup", "Sea & Coast | Weather", "What the Harbour Agency Said"])
def test_a_line_of_capitals_is_no_name(line: str) -> None:
    """A deck in title case names nobody."""
    assert "authors" not in fields_of(page(TITLE, line))


def test_an_agency_before_the_name_is_the_site() -> None:
    """Who sent the report out stands before the name in brackets; it is kept as the site."""
    assert fields_of(page(TITLE, "(FPA) — Odalys Wrenfield"))["site"] == ["FPA"]


@pytest.mark.parametrize(
    "line", ["By Dr. Odalys Wrenfield", "By Prof. Dr. Odalys Wrenfield", "Dr Odalys Wrenfield, FP"]
)
def test_a_title_is_no_part_of_the_name(line: str) -> None:
    """The same person is found again whether a page prints the degree or not."""
    assert fields_of(page(TITLE, line, "March 4, 2026"))["authors"] == ["Odalys Wrenfield"]


def test_a_desk_signs() -> None:
    """ "By Kestrel Staff" names who answers for the text where no person does."""
    assert fields_of(page(TITLE, "By Kestrel Staff", "March 4, 2026"))["authors"] == ["Kestrel Staff"]


@pytest.mark.parametrize(
    ("line", "language", "authors"),
    [
        ("Texto: Odalys Wrenfield · Fotos: Bruno Tarnowitz", "es", ["Odalys Wrenfield"]),
        ("Di Ornella Vastanti", "it", ["Ornella Vastanti"]),
        ("Por Zulmira Tavarede", "pt", ["Zulmira Tavarede"]),
        ("Door Wytske Hoogland", "nl", ["Wytske Hoogland"]),
        ("Автор: Глафира Полозова", "ru", ["Глафира Полозова"]),
        ("מאת: תמר בן-שחף", "he", ["תמר בן-שחף"]),
        ("2026年3月4日 9時00分記者　鳥羽みどり", "ja", ["鳥羽みどり"]),
        ("記者　鳥羽翠子", "ja", ["鳥羽翠子"]),
    ],
)
def test_labels_of_other_languages(line: str, language: str, authors: list[str]) -> None:
    """Each language has its own word before the names, and scripts set it off in their own ways."""
    assert fields_of(page(TITLE, line), language=language).get("authors") == authors


def test_who_took_the_pictures_worked_on_the_article() -> None:
    """A label for pictures in the byline names no author and leaves no caption behind."""
    found = fields_of(page(TITLE, "Texto: Odalys Wrenfield · Fotos: Bruno Tarnowitz"), language="es")
    assert found["contributors"] == ["Bruno Tarnowitz"]
    assert "captions.credit" not in found


def test_a_page_in_hebrew() -> None:
    """Below a row of sections, the title without a mark is the line above the byline; months have a prefix."""
    title = "המעבורת לאיים מאחרת בפעם השלישית"
    text = "\n\n".join(
        (
            "בית | ים | איים | מזג אוויר",
            title,
            "מאת: תמר בן-שחף",
            "4 במרץ 2026",
            "המעבורת לאיים החיצוניים מאחרת כבר שלושה שבועות, ואיש במשרד אינו מוכן לומר מדוע היא מאחרת כל כך.",
            "הנוסעים ישנים באולם ההמתנה. בדוכן נגמר המרק, והאוטובוס האחרון יצא בתשע בערב ולא חזר מאז.",
        )
    )
    found = fields_of(text, "text", "he")
    assert (found["title"], found["authors"]) == ([title], ["תמר בן-שחף"])
    assert found["published"] == ["2026-03-04"]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("With contributions from Odalys Wrenfield and Bruno Tarnowitz.", ["Odalys Wrenfield", "Bruno Tarnowitz"]),
        ("With contributions from Odalys Wrenfield and the wires.", ["Odalys Wrenfield"]),
        ("Odalys Wrenfield in Sundhaven contributed reporting.", ["Odalys Wrenfield"]),
        ("Odalys Wrenfield in Sundhaven contributed.", ["Odalys Wrenfield"]),
        ("Fact-checking by Odalys Wrenfield.", ["Odalys Wrenfield"]),
    ],
)
def test_credits_below_the_last_paragraph(line: str, names: list[str]) -> None:
    """Who helped is listed apart from the authors, and the line leaves the body."""
    found = fields_of(page(TITLE, "By Ida Mott", below=(line,)))
    assert (found["credits"], found["contributors"]) == ([line], names)


def test_what_somebody_contributed_is_prose() -> None:
    """A sentence about a contribution inside the article is no credit."""
    line = "Odalys Wrenfield contributed a boat, a rope and three days of her time to the search for the mail."
    assert "credits" not in fields_of(page(TITLE, "By Ida Mott", line, *BODY))


@pytest.mark.parametrize("label", ["About the author", "**The Author**", "Über die Autorin:", "लेखक के बारे में"])
def test_the_name_below_a_label_signs(label: str) -> None:
    """Blogs tell at the foot who wrote, with a picture between the label and the name."""
    made = clean(f"{TITLE}\n\n{BODY}\n\n## {label}\n\n![](a.png)\n\nEmma Lind\n\nEmma grows pears.\n")
    assert made.authors == ("Emma Lind",)
