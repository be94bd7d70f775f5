"""Titles of text that was taken from a page with all that stands around it. All names are fictional."""

from __future__ import annotations

from dataclasses import replace

import pytest

from presscut import Article, clean
from presscut.cleaner.metadata.frame import frame_of
from presscut.cleaner.metadata.page_title import page_titles, saying
from presscut.cleaner.metadata.title import find_title
from presscut.cleaner.model import Draft, Mark, Page
from presscut.cleaner.segment import segment
from presscut.errors import Problem
from tests.cleaner.metadata.test_published import TEXT
from tests.support.blocks import block, draft

SITE = "The Harrow Sound Courier"
TITLE = "Ferry crews win back Sunday sailings to Pell Island"
DECK = "Islanders had spent four winters without a weekend boat home"
MENU = "Skip to main content\nNews\nHarbour\nSchools\nJobs\nSearch"
BODY = """\
The Sunday ferry between Corrow and the island will return at Easter, ending four winters in which nobody could
leave between Saturday noon and Monday morning, the harbour board said on Tuesday.

The crews had asked for it since the second winter. They will share eleven extra shifts between them, and the
board will pay for two more cooks, who are to be hired in the villages along the sound.

"We did not win anything," said the oldest of the captains. "We got back what we had." He has steered the boat
since the year in which the lamp on the pier was still lit by hand.

Tickets will cost what they cost before. Pupils of the island's school ride free, as they did until the last boat
was taken away, and bicycles are to be carried on deck when the weather is kind.
"""


def title_of(*lines: str) -> str | None:
    return clean("\n\n".join(lines) + "\n\n" + BODY, media_type="text").title


@pytest.mark.parametrize("mark", ["|", "-", "–", "—", "·"])
def test_the_line_that_the_first_line_says_is_the_title(mark: str) -> None:
    """Scrapers of text take the page's `title` first; what stands around the line may look as good."""
    made = clean("\n\n".join((f"{TITLE} {mark} {SITE}", MENU, TITLE, DECK, "Share")) + "\n\n" + BODY, media_type="text")
    assert made.title == TITLE
    assert TITLE not in made.text
    assert SITE not in made.text


def test_the_headline_may_say_more_than_the_first_line() -> None:
    """The page's `title` and the last step of its trail are cut short: the line below them is whole."""
    whole = f"{TITLE}: cooks and captains tell how"
    assert title_of(f"{TITLE} - {SITE}", MENU, "Home", "Harbour", TITLE, whole, DECK, "4 May 2031") == whole


def test_it_counts_where_much_stands_between() -> None:
    """A long page has hundreds of lines above its article."""
    menus = "\n".join(f"Town {number} and the villages around it" for number in range(200))
    assert title_of(f"{TITLE} | {SITE}", menus, TITLE, "Published: 4 May 2031", DECK) == TITLE


def test_a_line_below_much_of_the_article_is_no_title() -> None:
    """It heads a part of it, or is an entry of its list; above it stands more than any page says before its title."""
    entries = [block(f"Boat {number} of the harbour of Corrow, built by hand", "item") for number in range(50)]
    page = draft(*entries, TITLE, *BODY.split("\n\n"))
    assert title_index(page) == 50
    assert title_index(replace(page, marks=tuple(looks(number) for number in range(50)))) is None


def title_index(page: Draft) -> int | None:
    found = find_title(frame_of(page))
    return found.index if found else None


def looks(block: int) -> Mark:
    """What the block model says of a block that looks like the article."""
    return Mark(block, "prose", -3.0, "model/blocks", "its shape -3.0")


@pytest.mark.parametrize(
    "title", ["渡口小镇的最后一家钟表铺下月关门", "عودة العبّارة إلى الجزيرة بعد أربعة مواسم من الانتظار"]
)
def test_titles_of_other_scripts_are_known_as_well(title: str) -> None:
    """Words are counted as everywhere; in scripts without spaces two characters are one."""
    draft = segment(Page(f"{title} | Courier\n\n{title}\n\n{BODY}".encode(), media_type="text"))
    assert not isinstance(draft, Problem)
    assert saying(draft.blocks, page_titles(draft)) == [1]


def test_of_title_and_deck_the_first_is_the_title() -> None:
    """The deck stands nearer to the text, and is as long."""
    assert title_of("Voices", TITLE, DECK, "4 May 2031") == TITLE


def test_a_title_may_call() -> None:
    """A mark of exclamation makes no sentence of it."""
    called = "The boats are back! [All of them!]"
    assert title_of(called, MENU, called, DECK) == called


def test_a_text_without_a_title_keeps_its_first_paragraph() -> None:
    """Nothing of a text that is nothing but its body is taken for one."""
    made = clean(BODY, media_type="text")
    assert made.title is None
    assert made.text.startswith("The Sunday ferry between Corrow and the island")


def test_what_a_page_calls_itself() -> None:
    """With and without the name of the site, each with how much it can be trusted."""
    draft = segment(Page(f"{TITLE} | {SITE}\n\n{TITLE}\n\n{BODY}".encode(), media_type="text"))
    assert not isinstance(draft, Problem)
    titles = page_titles(draft)
    assert titles["ferry crews win back sunday sailings to pell island"] == 1.0
    assert 0 < titles["ferry crews win back sunday sailings to pell island the harrow sound courier"] < 1
    assert saying(draft.blocks, titles) == [1]


@pytest.mark.parametrize("line", ["00:00:07,300 --> 00:00:11,480", "[14/03/2031, 09:21] Ines Corvel: Is the boat in?"])
def test_a_moment_of_a_recording_or_a_chat_is_no_title(line: str) -> None:
    """Subtitles and messages have none, and the first would be lost from the text."""
    assert title_of(line) is None


@pytest.mark.parametrize(("given", "title"), [(f"{TITLE} | {SITE}", TITLE), (f"{TITLE}, again", f"{TITLE}, again")])
def test_title_that_a_reader_service_gives_has_no_site_behind_it(given: str, title: str) -> None:
    """What it gives is the page's `title`; the page itself prints the headline alone."""
    text = f"Title: {given}\n\nURL Source: https://courier.example/a\n\nMarkdown Content:\n# {TITLE}\n\n{BODY}"
    assert clean(text, media_type="markdown").title == title


@pytest.mark.parametrize(
    ("title", "heading", "named", "deck"),
    [
        ("Pear growers wait for rain | Valley Paper", "A branch as long as an arm", "Pear growers wait for rain", True),
        ("Pears ripen late this year | Valley Paper", "Why pears ripen so late", "Why pears ripen so late", False),
        ("Pears", "A branch as long as an arm", "A branch as long as an arm", False),
    ],
)
def test_two_headlines(title: str, heading: str, named: str, deck: bool) -> None:
    """A headline worded otherwise than the page's title is no part of the body, and its words stay in the row."""
    head = f'<title>{title}</title><meta property="og:site_name" content="Valley Paper">'
    found = clean(f"<html lang=en><head>{head}</head><h1>{heading}</h1>{TEXT}", media_type="html")
    assert isinstance(found, Article)
    assert found.title == named
    assert heading not in found.text
    assert (found.deck == heading) is deck


def printed(top: str, header: str = "The Gull Review, No. 7") -> str:
    """A text of three pages, each with its header, the first with the top of an article."""
    body = f"{DECK}, and the ferry crews had asked for one each year. {DECK} in all that time, say the crews."
    return "\x0c".join(f"{header}\n\n{top if n == 0 else ''}\n\n{body}\n\n{body} {n}.\n" for n in range(3))


@pytest.mark.parametrize(
    ("top", "header", "title"),
    [
        ("Ferry Crews Win\n\nby Odalys Wrenfield", "The Gull Review, No. 7", "Ferry Crews Win"),
        ("FERRY CREWS WIN\n\nA report to the council of Pell Island", "Ferry Crews Win | Pell", "FERRY CREWS WIN"),
        ("", "Ferry crews win back Sunday sailings", "Ferry crews win back Sunday sailings"),
        (
            "Title: Ferry crews win back sailings\n\nAuthor(s): Odalys Wrenfield",
            "Gulls 7",
            "Ferry crews win back sailings",
        ),
    ],
    ids=["header of the journal", "header of the article", "nothing else", "label of an archive"],
)
def test_titles_of_printed_pages(top: str, header: str, title: str) -> None:
    """What each page carries is the title when nothing else is, and speaks for the line that it begins with."""
    found = clean(printed(top, header), media_type="text")
    assert isinstance(found, Article)
    assert found.title == title


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("Odalys Wrenfield and Wytske Hoogland", ("Odalys Wrenfield", "Wytske Hoogland")),
        ("II. Ferry Crews", ()),
        ("Sunday Sailings", ()),
    ],
)
def test_names_above_the_first_paragraph_of_a_printed_text(line: str, authors: tuple[str, ...]) -> None:
    """Between title and text stand the authors of a journal, without a word of it; a part's heading is none."""
    found = clean(printed(f"{TITLE}\n\n{line}").replace(DECK, f"{DECK} with ferry crews and sunday sailings"))
    assert isinstance(found, Article)
    assert found.authors == authors
