"""Authors whose names lead to a page of theirs. All names are fictional."""

from __future__ import annotations

import pytest

from presscut import clean
from presscut.cleaner.metadata.author_links import name_end, slug_of
from tests.cleaner.metadata.test_page_title import BODY, DECK, TITLE

SITE = "https://kestrel.example"
MORE = """\
The island's baker, who had sent her bread by the mail boat, bought a second oven on the day of the announcement.

Nobody on the quay could say who had written the letter that began it all, and the board has not shown it to anyone.

In the village hall the clock was set again to the time of the mainland, from which it had drifted by four minutes."""


def authors_of(head: str, foot: str = "") -> tuple[str, ...]:
    """The authors of an article in Markdown with a line below its deck, and one below its text."""
    return clean(f"# {TITLE}\n\n{DECK}\n\n{head}\n\n{BODY}\n{MORE}\n\n{foot}\n", media_type="markdown").authors


@pytest.mark.parametrize(
    ("address", "slug"),
    [
        (f"{SITE}/author/ida-mott", ("ida", "mott")),
        (f"{SITE}/en/authors/ida_mott.html?ref=top", ("ida", "mott")),
        (f"{SITE}/contributors/17/", ("17",)),
        (f"{SITE}/@tidewatcher", ("tidewatcher",)),
        (f"{SITE}/authors", ()),
        (f"{SITE}/authors/", ()),
        (f"{SITE}/pears", ()),
    ],
)
def test_an_address_names_one_author(address: str, slug: tuple[str, ...]) -> None:
    """That of all authors names none."""
    assert slug_of(address) == slug


@pytest.mark.parametrize(
    ("text", "slug", "name"),
    [
        ("Ida MottStaff writer", ("ida", "mott", "k81"), "Ida Mott"),
        ("Zoë Ekland-MéloEditor", ("zoe", "ekland", "melo"), "Zoë Ekland-Mélo"),
        ("Ida Mott Ravn", ("ida", "mott"), "Ida Mott Ravn"),
        ("I. K. Ravn", ("ik", "ravn"), "I. K. Ravn"),
        ("tidewatcher", ("tidewatcher",), "tidewatcher"),
        ("Ida", ("ida",), "Ida"),
        ("Ida", ("mott",), ""),
        ("Log in", ("login",), ""),
        ("Login", ("login",), ""),
        ("Kestrel News", ("kestrel", "news"), ""),
        ("Kestrel Team", ("4",), "Kestrel Team"),
        ("三枝 灯", ("saegusa",), "三枝 灯"),
        ("記事一覧", ("saegusa",), ""),
        ("See all of her recipes", ("ida", "mott"), ""),
    ],
)
def test_the_address_tells_where_the_name_ends(text: str, slug: tuple[str, ...], name: str) -> None:
    """And that a word alone is one; a name as people have them may be longer than its address."""
    assert text[: name_end(text, slug)] == name


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        (f"By [Ida Mott]({SITE}/author/ida-mott/)In [Late Pears]({SITE}/late), [Early Pears]({SITE}/early)",
         ("Ida Mott",)),
        (f"[Ida MottPear Editor]({SITE}/author/ida-mott) 4 May 2031", ("Ida Mott",)),
        (f"[tidewatcher]({SITE}/users/tidewatcher) 4 May 2031", ("tidewatcher",)),
        (f"By [Ida Mott]({SITE}/author/im). Reviewed by [Zoltrud Ek, RN]({SITE}/author/zoltrud-ek)", ("Ida Mott",)),
        (f"By [Ida Mott]({SITE}/author/im), Home and Garden Expert & [Bo Ek]({SITE}/author/bo)", ("Ida Mott", "Bo Ek")),
        (f"By [Zoltrud Quenne]({SITE}/author/zq) and Emma Lind", ("Zoltrud Quenne", "Emma Lind")),
        (f"By Emma Lind, [Pear Growers of Ravn]({SITE}/team/pear-growers-of-ravn)", ("Emma Lind",)),
        ("by [Zoltrud Quenne](/zoltrudquenne)Kestrel Staff 4 May 2031", ("Zoltrud Quenne",)),
        ("Words: Emma Lind\n\nWords matter, said the board", ("Emma Lind",)),
        (f"Tested by [Emma Lind]({SITE}/author/el) and [Bo Ek]({SITE}/author/bo)", ()),
    ],
)  # fmt: skip
def test_a_byline_with_links(line: str, authors: tuple[str, ...]) -> None:
    """What is linked elsewhere is no author, nor are those who checked or tested; a job beside a link is no name."""
    assert authors_of(line) == authors


def test_who_checked_comes_after_who_wrote() -> None:
    """In lines of their own as well."""
    checked = f"Fact-checked by [Bo Ek]({SITE}/author/bo-ek)\n\nEdited by: [Emma Lind]({SITE}/author/emma-lind)"
    assert authors_of(f"By [Ida Mott]({SITE}/author/ida-mott)\n\n{checked}") == ("Ida Mott",)


def test_the_only_linked_person_signs() -> None:
    """A card below the text, as blogs have it, where no line above says who wrote."""
    card = f"![]({SITE}/emma.png)\n\n[Emma Lind]({SITE}/author/emma-lind)\n\nEmma grows pears on the coast."
    assert authors_of("", card) == ("Emma Lind",)


@pytest.mark.parametrize(
    "foot",
    [
        f"[Emma Lind]({SITE}/author/emma-lind)\n\n[A Pear in Winter]({SITE}/a)\n\n[Tobias Renn]({SITE}/author/renn)",
        f"[Tide Tables]({SITE}/profile/tide-tables)",
        f"The mayor said on Monday that the orchard of [Emma Lind]({SITE}/people/emma-lind) would stay where it is.",
    ],
)
def test_others_do_not_sign(foot: str) -> None:
    """Of several one cannot know who it was; a firm has a page of that kind too, and so has who is written about."""
    assert authors_of("", foot) == ()
