"""The day of publication, out of markup and print."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from presscut import Article, clean
from presscut.cleaner.metadata.published import publication
from tests.support.fields import fields_of, page

URL = "https://www.valley-paper.example/orchard/pears.html"
TEXT = "<p>" + "</p><p>".join(
    2
    * [
        "The pears of the valley hang on the trees for longer than anybody in the village can remember, growers say.",
        "A cold May kept the blossoms shut for two weeks, and the bees stayed in their hives until the first of June.",
        "The cooperative expects a third of the usual harvest and has asked its members to leave no fruit behind.",
        "Buyers from the coast have already come to look at the early trees, and most of them went home with nothing.",
    ]
)


def cleaned(head: str = "", above: str = "", below: str = "", url: str = URL) -> Article:
    markup = (
        f"<html lang=en><head><title>Pears ripen late this year</title>{head}</head><body><article>"
        f"<h1>Pears ripen late this year</h1>{above}{TEXT}</p>{below}</article></body></html>"
    )
    found = clean(markup, url=url, media_type="html")
    assert isinstance(found, Article)
    return found


def metas(published: str, modified: str) -> str:
    return (
        f'<meta property="article:published_time" content="{published}">'
        f'<meta property="article:modified_time" content="{modified}">'
    )


def test_a_printed_day_before_a_stamp_of_the_last_change() -> None:
    """Systems that write the last change into both dates: the day beside the title is the day of publication."""
    stamped = metas("2031-05-04T09:00:00Z", "2031-05-04T09:00:00Z")
    found = cleaned(stamped, "<p>By Ann Ek</p><p>March 2, 2030</p>")
    assert (found.published, found.modified) == ("2030-03-02", "2031-05-04T09:00:00Z")


def test_published_before_modified() -> None:
    """The markup's day of publication counts, though the page prints the day of the change alone."""
    given = metas("2030-03-02T09:00:00Z", "2031-05-04T09:00:00Z")
    assert cleaned(given, "<p>By Ann Ek</p><p>May 4, 2031</p>").published == "2030-03-02T09:00:00Z"
    assert cleaned(given, "<p>By Ann Ek</p><p>Updated May 4, 2031</p>").published == "2030-03-02T09:00:00Z"


def test_a_page_that_prints_only_its_change_is_dated_by_it() -> None:
    """ "Updated May 4, 2031" is the one day that such a page gives itself."""
    found = cleaned("", "<p>By Ann Ek</p><p>Updated May 4, 2031</p>")
    assert (found.published, found.modified) == ("2031-05-04", "2031-05-04")


def test_a_change_that_only_a_machine_gives_dates_nothing() -> None:
    """A page without a date gives null: systems stamp the last change on every page."""
    found = cleaned('<meta property="article:modified_time" content="2031-05-04T09:00:00Z">')
    assert (found.published, found.modified) == (None, "2031-05-04T09:00:00Z")


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("<p>Posted on 3 May 2024</p>", "2024-05-03"),
        ("<p>Posted on the 15/12/2025 at 19:00 by the harbour office</p>", "2025-12-15"),
        ("<p>Last updated: November 13, 2025</p>", "2025-11-13"),
        ("<p>Zuletzt aktualisiert am 13. November 2025</p>", "2025-11-13"),
        ("<p>The mill was first opened on 3 May 1924 and burnt down soon after.</p>", None),
        ("<div class=comments><p>Posted on 3 May 2024</p></div>", None),
        ("<p>3 May 2024</p>", None),
    ],
)
def test_a_date_below_the_text(line: str, day: str | None) -> None:
    """A page that has no date above its text may have one below; a bare date there may be anything's."""
    assert cleaned("", "<p>By Ann Ek</p>", line).published == day


def test_a_date_below_the_text_beside_the_author() -> None:
    """The author's name with the day under it closes many a blog's text."""
    head = '<meta name="author" content="Ann Ek">'
    assert cleaned(head, "", "<p>Ann Ek</p><p>April 8, 2024</p>").published == "2024-04-08"


def test_the_day_of_the_site_where_the_markup_counts_in_utc() -> None:
    """Address and page agree on the day before: midnight in UTC comes earlier than on the site."""
    given, line = metas("2031-05-05T02:41:00+00:00", "2031-05-05T09:00:00+00:00"), "<p>By Ann Ek</p><p>May 4, 2031</p>"
    assert cleaned(given, line, url="https://www.ek.example/2031/05/04/pears/").published == "2031-05-04"
    assert cleaned(given, line).published == "2031-05-05T02:41:00+00:00"


@pytest.mark.parametrize(
    ("above", "day"),
    [
        ('<time pubdate datetime="2029-01-02">January 2, 2029</time>', "2029-01-02"),
        ('<span class="entry-date">Posted on May 4, 2031</span>', "2031-05-04"),
        (
            '<span class="entry-date">Posted on May 4, 2031 in <a href=/o>Orchards</a>, Farming and Fruit</span>',
            "2031-05-04",
        ),
    ],
)
def test_elements_that_are_called_dates(above: str, day: str | None) -> None:
    """An element's class or attribute says that a date is the page's."""
    assert cleaned("", f"<div><div>{above}</div></div>").published == day


def test_the_day_of_the_visit_is_not_the_articles() -> None:
    """Papers print today's date on every page."""
    assert cleaned("", "", "<div class=todays-date>Friday, May 9, 2031</div>").published is None
    assert cleaned("", "", "<div class=entry-date>Friday, May 9, 2031</div>").published == "2031-05-09"


def test_the_time_at_the_headline() -> None:
    """Lists of other articles above the headline have a time each."""
    others = "".join(f'<div><time datetime="2031-01-0{n}">0{n}</time></div>' for n in range(1, 6))
    markup = f"<title>Pears</title>{others}<h1>Pears ripen late</h1><time datetime=2030-03-01>1 March</time>{TEXT}"
    found = clean(markup, media_type="html")
    assert isinstance(found, Article)
    assert found.published == "2030-03-01"


def test_a_day_at_the_end_of_the_title() -> None:
    """Some papers write the day behind their name in the title; dates of headings are those of their part."""
    markup = (
        "<html lang=de><title>Birnen reifen spät | Talblatt | 28.04.2023</title><h1>Birnen reifen spät</h1>"
        f"{TEXT}</p><h2>Der Frost <span class=date>24.04.2023</span></h2>{TEXT}"
    )
    found = clean(markup, media_type="html")
    assert isinstance(found, Article)
    assert found.published == "2023-04-28"


def test_a_date_deep_in_the_text_is_not_the_articles() -> None:
    """A teaser inside the text has a date of its own."""
    long = [
        "The ferry company has told the council that its oldest ship will not sail again before the spring comes."
    ] * 6
    assert "published" not in fields_of(page("# Ferry to the Outer Islands Late Again", *long, "May 3, 2019", *long))


DAYS = st.dates().map(lambda day: day.isoformat())
MOMENTS = st.datetimes(timezones=st.timezones()).map(lambda moment: moment.isoformat())
VALUES = st.one_of(DAYS, MOMENTS, st.text(min_size=1, max_size=30))


@given(
    marked=st.none() | VALUES,
    changed=st.none() | VALUES,
    printed=st.lists(VALUES, max_size=3),
    changes=st.lists(VALUES, max_size=3),
    url=st.none() | st.text(max_size=50),
)
@example(marked="0001-01-01T00:00:00Z", changed="0001-01-01", printed=["0001-01-01"], changes=[], url="/0001/01/01/")
def test_one_of_the_given_dates_or_none(
    marked: str | None, changed: str | None, printed: list[str], changes: list[str], url: str | None
) -> None:
    """Nothing is made up and nothing raises: what comes out was put in, and a date put in comes out."""
    found = publication(marked, changed, printed, changes, url)
    assert found in {marked, *printed, *changes} or found is None
    assert (found is None) == (marked is None and not printed and not changes)


@given(st.text(max_size=60), st.sampled_from(["span class=date", "time", "time pubdate", "p class=posted-on"]))
def test_any_text_in_a_date_element(text: str, tag: str) -> None:
    """The value is a line that fits into a header, or null, whatever the page says."""
    found = clean(f"<title>Pears</title><{tag}>{text}</{tag.split(maxsplit=1)[0]}>{TEXT}", media_type="html")
    assert isinstance(found, Article)
    assert found.published is None or re.fullmatch(
        r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?)?", found.published
    )


def test_no_page_of_the_web_is_older_than_the_web() -> None:
    """A day above the text that is tells of its subject, and stays where it stands."""
    found = cleaned("", "<p>Opened: 3 May 1904</p><p>Ann Ek, March 2, 2030</p>")
    assert found.published == "2030-03-02"
    assert cleaned("", "<p>Opened: 3 May 1904</p>").published is None


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("The vote is on 30 April 2031.", None),
        ("Deadline: 30 April 2031", None),
        ("Salary 20,000 | Closing date: 30 April 2031", None),
        ("When: Saturday, 30 April 2031, 7pm. Where: the mill.", None),
        ("Received 2 April 2031; published online 21 May 2031", "2031-05-21"),
        ("Bewerbungsfrist: 30. April 2031", None),
        ("Published on 4 March 2031.", "2031-03-04"),
        ("Published Friday, 4 March 2031", "2031-03-04"),
        ("Sundhaven, 4 March 2031.", "2031-03-04"),
    ],
)
def test_days_on_which_something_else_happens(line: str, published: str | None) -> None:
    """A deadline, an event, a sentence that names a day: the page was not published then, and the line stays."""
    found = cleaned("", f"<p>{line}</p>")
    assert found.published == published
    assert (line in found.text) is (published is None)


def test_a_weekday_between_the_cue_and_its_day() -> None:
    """ "Updated on Friday 4 March 2031" is a change."""
    found = cleaned("", "<p>Published on Monday 28 February 2031, updated on Friday 4 March 2031</p>")
    assert (found.published, found.modified) == ("2031-02-28", "2031-03-04")
