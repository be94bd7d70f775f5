"""Metadata out of markup."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from presscut.cleaner.metadata.head import Head, read_head
from presscut.cleaner.metadata.head_dates import machine_date
from presscut.cleaner.metadata.head_names import given_names, printed_names
from presscut.cleaner.metadata.head_title import choose_title
from presscut.cleaner.segment.html import segment_html
from presscut.cleaner.segment.html_pieces import Clues

URL = "https://www.valley-paper.example/2031/05/pears.html"


def head(markup: str, url: str | None = URL) -> dict[str, Any]:
    return dict(segment_html(markup, url=url).markup.head)


def linked(thing: Any, markup: str = "") -> dict[str, Any]:
    text = thing if isinstance(thing, str) else json.dumps(thing)
    return head(f'<script type="application/ld+json">{text}</script>{markup}')


ARTICLE = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Pears ripen late",
    "author": [{"@type": "Person", "name": "Ann Ek", "url": "/people/ann"}, {"@type": "Person", "name": "Bo Lind"}],
    "datePublished": "2031-05-04T06:30:00+02:00",
    "dateModified": "2031-05-05",
    "publisher": {"@type": "Organization", "name": "Valley Paper"},
    "articleSection": ["Farming", "Fruit"],
    "keywords": "pears, frost",
    "license": "https://creativecommons.org/licenses/by-sa/4.0/",
}


def test_a_platform_is_no_site() -> None:
    """Blogger names itself as the publisher of each of its blogs."""
    assert "site" not in linked({**ARTICLE, "publisher": {"@type": "Organization", "name": "Blogger"}})


def test_linked_data_gives_all_fields() -> None:
    """JSON-LD is written for machines: it comes first."""
    found = linked(ARTICLE, "<html lang=en><link rel=canonical href=/pears><meta property=og:image content=/p.jpg>")
    assert found == {
        "title": "Pears ripen late",
        "authors": ("Ann Ek", "Bo Lind"),
        "author_urls": ("https://www.valley-paper.example/people/ann",),
        "published": "2031-05-04T06:30:00+02:00",
        "modified": "2031-05-05",
        "site": "Valley Paper",
        "section": ("Farming", "Fruit"),
        "canonical_url": "https://www.valley-paper.example/pears",
        "language": "en",
        "image": "https://www.valley-paper.example/p.jpg",
        "tags": ("pears", "frost"),
        "license.url": "https://creativecommons.org/licenses/by-sa/4.0/",
        "license.name": "CC BY-SA 4.0",
    }


@pytest.mark.parametrize(
    "text",
    [
        json.dumps({"@graph": [{"@type": "WebSite", "name": "Valley"}, ARTICLE]}),
        json.dumps([{"@type": "BreadcrumbList"}, ARTICLE]),
        json.dumps({"@type": "WebPage", "name": "Page", "mainEntity": ARTICLE}),
        "<!-- " + json.dumps(ARTICLE) + " -->",
        "/*<![CDATA[*/ " + json.dumps(ARTICLE) + " /*]]>*/",
        json.dumps(ARTICLE)[:-1] + ",\n}",
        json.dumps(ARTICLE) + ";",
        json.dumps(ARTICLE).replace("Pears ripen late", "Pears ripen\nlate"),
        json.dumps(ARTICLE).replace('"', "&quot;"),
        json.dumps({"@type": "Thing"}) + json.dumps(ARTICLE),
    ],
    ids=["graph", "list", "nested", "comment", "cdata", "comma", "semicolon", "line break", "entities", "two"],
)
def test_linked_data_may_be_nested_or_broken(text: str) -> None:
    """It is written by plug-ins and pasted by hand; the usual breaks are repaired."""
    found = linked(text)
    assert found["title"].split() == ["Pears", "ripen", "late"]
    assert found["authors"] == ("Ann Ek", "Bo Lind")


def test_references_are_followed() -> None:
    """Plug-ins give the author as an object of its own and refer to it by `@id`."""
    graph = [
        {"@type": "Article", "headline": "Pears", "author": {"@id": "#ann"}, "datePublished": "2031-05-04"},
        {"@type": "Person", "@id": "#ann", "name": "Ann Ek"},
    ]
    assert linked({"@graph": graph})["authors"] == ("Ann Ek",)


def test_the_page_is_chosen_among_articles() -> None:
    """Pages list other articles in linked data, comments too: the one with the page's address counts."""
    other = {"@type": "Article", "headline": "Plums", "datePublished": "2030-01-01", "url": "https://x.example/plums"}
    own = {"@type": "Article", "headline": "Pears", "datePublished": "2031-05-04", "mainEntityOfPage": URL}
    comment = {
        "@type": "Article",
        "comment": [{"@type": "Comment", "author": {"name": "Cy"}, "datePublished": "2032-01-01"}],
    }
    assert linked([other, own])["published"] == "2031-05-04"
    assert "published" not in linked(comment)


def test_meta_tags_where_linked_data_is_silent() -> None:
    """OpenGraph, Dublin Core and citation tags are the second place."""
    found = head(
        "<meta property=article:published_time content=2031-05-04T08:00:00Z>"
        "<meta name=citation_author content='Ek, Ann'><meta name=citation_author content='Lind, Bo'>"
        "<meta property=og:site_name content='Valley Paper'>"
        "<meta name=DC.description content=Short.><meta name=news_keywords content='a, b'>"
    )
    assert found["published"] == "2031-05-04T08:00:00Z"
    assert found["authors"] == ("Ann Ek", "Bo Lind")
    assert (found["site"], found["summary"], found["tags"]) == ("Valley Paper", "Short.", ("a", "b"))


def test_marked_elements_come_last() -> None:
    """Microdata, `rel=author`, `time` and bylines by their class stand in the page itself."""
    found = head("<a rel=author href=/x>Ann Ek</a><time itemprop=datePublished datetime=2031-05-04>4 May</time>")
    assert (found["authors"], found["published"]) == (("Ann Ek",), "2031-05-04")
    found = head(
        "<p class='article-byline'>By Ann Ek and Bo Lind | May 4, 2031</p><time class=pubdate>May 4, 2031</time>"
    )
    assert (found["authors"], found["published"]) == (("Ann Ek", "Bo Lind"), "2031-05-04")


def test_lines_of_an_element_are_words_apart() -> None:
    """A headline on two lines, a date below a name: what a reader sees apart is apart."""
    pear = "<title>Pears ripen late this year | Valley Paper</title>"
    for heading in ("Pears ripen<br>late this year", "<div>Pears ripen</div>late this year"):
        assert head(f"{pear}<h1>{heading}</h1>", "https://valley-paper.example/")["title"] == (
            "Pears ripen late this year"
        )
    assert head("<div class=author><p>By Ann Ek</p>4 May 2031</div>")["authors"] == ("Ann Ek",)


def test_nothing_is_guessed() -> None:
    """A page without marks gives nothing: no date from a copyright line or a comment, no author from the site."""
    markup = """<p>Pears.</p><footer>© 2031 Valley Paper</footer>
    <div class=comment-date>May 4, 2031</div><div class=comments><time datetime=2031-05-04>4 May</time></div>
    <span class=comment-author>Cy</span>"""
    assert head(markup) == {}


@pytest.mark.parametrize(
    ("candidates", "headings", "title"),
    [
        (["Pears ripen late - Valley Paper"], ["Pears ripen late"], "Pears ripen late"),
        (["Pears ripen late | Valley Paper"], [], "Pears ripen late"),
        (["Valley Paper: Pears ripen late"], [], "Pears ripen late"),
        (["Pears - and plums - ripen late"], [], "Pears - and plums - ripen late"),
        (["Pears ripen late | valley-paper.example"], ["Valley Paper"], "Pears ripen late"),
        (["Best pears to buy in 2031"], ["The best pears to buy this year"], "The best pears to buy this year"),
        (["Pears ripen late this year"], ["Orchards Pears ripen late this year"], "Pears ripen late this year"),
        ([], ["Pears"], "Pears"),
        ([], [], None),
    ],
)
def test_titles_without_the_site(candidates: list[str], headings: list[str], title: str | None) -> None:
    """Six of ten titles carry the site's name; the headline people see is the one without."""
    assert choose_title(candidates, headings, site=("Valley Paper", "valley-paper.example")) == title


@pytest.mark.parametrize(
    ("given", "title"),
    [
        ("山谷里的梨熟了_果园周报", "山谷里的梨熟了"),
        ("山谷里的梨熟了-果园周报", "山谷里的梨熟了"),
        ("山谷里的梨熟了 - 果园周报", "山谷里的梨熟了"),
        ("「梨が熟れた」｜果园周报", "「梨が熟れた」"),
        ("果园周报｜梨が熟れた", "梨が熟れた"),
        ("梨_树_与人", "梨_树_与人"),
        ("Pears in Baden-Oos_果园周报", "Pears in Baden-Oos"),
    ],
)
def test_chinese_and_japanese_titles_without_the_site(given: str, title: str) -> None:
    """There the site's name stands behind an underscore, a wide bar or a dash, often without a space."""
    assert choose_title([given], [], site=("果园周报",)) == title


@pytest.mark.parametrize("whole", ["Small Orchard: Pears ripen late", "Pears ripen late | Small Orchard"])
def test_what_one_title_has_and_another_lacks_is_the_site(whole: str) -> None:
    """Blogs have their own name as the heading of every page, and say nowhere that it is their name."""
    assert choose_title(["Pears ripen late", whole], ["Small Orchard"], site=()) == "Pears ripen late"


def test_a_heading_that_is_not_of_the_page_is_no_title() -> None:
    """The slogan of a site is often its only heading; one word is a title where the markup gives just that."""
    candidates = ["Pears ripen late in the upper valley"]
    assert choose_title(candidates, ["All the good fruit"], site=()) == candidates[0]
    assert choose_title(candidates, ["Late frost lets the pears ripen"], site=()) == "Late frost lets the pears ripen"
    assert choose_title(["Perry recipe | VP", "Perry"], ["Perry"], site=()) == "Perry"
    assert choose_title(["Perry recipe | VP"], ["Recipe"], site=()) == "Perry recipe | VP"


def test_a_chinese_heading_counts_as_many_words() -> None:
    """A headline without spaces is not one word: it is the title when the markup's title begins with it."""
    assert choose_title(["山谷里的梨熟了_水果_果园周报"], ["山谷里的梨熟了"], site=("果园周报",)) == "山谷里的梨熟了"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("By Ann Ek", ("Ann Ek",)),
        ("Created by Ann Ek", ("Ann Ek",)),
        ("Ann Ek, Bo Lind and Cy Moe", ("Ann Ek", "Bo Lind", "Cy Moe")),
        ("Ann Ek, PhD, health editor", ("Ann Ek",)),
        ("Ek, Ann", ("Ann Ek",)),
        ("van der Ek, Ann", ("Ann van der Ek",)),
        ("文／山野花子", ("山野花子",)),
        ("김하나, 이두리", ("김하나", "이두리")),
        ("김하나, 이두리 기자", ("김하나", "이두리")),
        ("ANN EK AND BO LIND", ("ANN EK", "BO LIND")),
        ("ANN E LIND", ("ANN E LIND",)),
        ("Jana Nowak i Piotr Lind", ("Jana Nowak", "Piotr Lind")),
        ("Pere Puig i Cadafalch", ("Pere Puig i Cadafalch",)),
        ("Иван Ек и Анна Линд", ("Иван Ек", "Анна Линд")),
        ("محمد علي و أحمد حسن", ("محمد علي", "أحمد حسن")),
        ("Von Ann Ek und Bo Lind", ("Ann Ek", "Bo Lind")),
        ("https://social.example/ann", ()),
        ("ann@paper.example", ()),
        ("ann@paper.example (Ann Ek)", ("Ann Ek",)),
        ("Ann Ek @annek", ("Ann Ek",)),
        ("https://paper.example/ann Ann Ek", ("Ann Ek",)),
        ("Ann Ek (Valley Paper)", ("Ann Ek",)),
        ("Ann (Annie) Ek", ("Ann (Annie) Ek",)),
        ("(Ann Ek)", ("Ann Ek",)),
        ("admin", ()),
        ("Recipe by", ()),
        ("Rezept von", ()),
        ("<a href='/x'>Ann Ek</a>", ("Ann Ek",)),
        ("Ann Ek, Ann Ek", ("Ann Ek",)),
        ("", ()),
    ],
)
def test_authors_are_split_and_cleaned(text: str, names: tuple[str, ...]) -> None:
    """A list of people, without "By", jobs, degrees and addresses."""
    assert given_names([text]) == names


def test_printed_bylines_need_a_name() -> None:
    """A class that says author wraps buttons and biographies as well."""
    assert printed_names(["Last updated today By Ann Ek"]) == ("Ann Ek",)
    assert printed_names(["Read more about our staff"]) == ()


@pytest.mark.parametrize(
    ("markup", "names"),
    [
        ("<p class=byline>Martha Quill<br>John Ferrier</p>", ("Martha Quill", "John Ferrier")),
        (
            "<p class=byline><a href=/a>Martha Quill</a><br/><a href=/b>John Ferrier</a></p>",
            ("Martha Quill", "John Ferrier"),
        ),
        ("<p class=byline>Martha Quill, Staff Writer<br>and John Ferrier, Editor", ("Martha Quill", "John Ferrier")),
        (
            "<div class=author-name><div>Martha Quill</div><div>John Ferrier</div></div>",
            ("Martha Quill", "John Ferrier"),
        ),
        ("<span itemprop=author>Martha Quill<br>John Ferrier</span>", ("Martha Quill", "John Ferrier")),
        ("<p class=byline>Martha Quill<br>Hallow Isle</p>", ("Martha Quill",)),
        ("<p class=byline>Martha\nQuill</p>", ("Martha Quill",)),
    ],
)
def test_names_on_lines_of_their_own_are_names_of_their_own(markup: str, names: tuple[str, ...]) -> None:
    """Two authors ran into one of four names, and so did an author and a town."""
    assert head(f"<h1>Pears ripen late</h1>{markup}")["authors"] == names


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2031-05-04", "2031-05-04"),
        ("2031-05-04T06:30:05.123Z", "2031-05-04T06:30:05Z"),
        ("2031-05-04 06:30:00 +0530", "2031-05-04T06:30:00+05:30"),
        ("2031-05-04T06:30", "2031-05-04T06:30:00"),
        ("2031-05-04T06:30:75Z", "2031-05-04"),
        ("2031-05-04T06:30:05+99:99", "2031-05-04T06:30:05"),
        ("2031-05-04T06:30:05+14", "2031-05-04T06:30:05+14:00"),
        ("٢٠٣١-٠٥-٠٤T٠٦:٣٠:٠٥Z", "2031-05-04T06:30:05Z"),
        ("2031-05-04T00:00:00", "2031-05-04"),
        ("20310504", "2031-05-04"),
        ("20310504063005", "2031-05-04T06:30:05"),
        ("1935721800", "2031-05-05T04:30:00Z"),
        ("1935721800123", "2031-05-05T04:30:00Z"),
        ("1935721800.5", "2031-05-05T04:30:00Z"),
        ("2031050406", None),
        ("193572540", None),
        ("2031/5/4", "2031-05-04"),
        ("2031-5-4", "2031-05-04"),
        ("May 4, 2031", "2031-05-04"),
        ("0001-01-01T00:00:00Z", None),
        ("1970-01-01T00:00:00Z", None),
        ("2031-13-45", None),
        ("soon", None),
        ("", None),
    ],
)
def test_dates_are_iso_with_their_zone(text: str, value: str | None) -> None:
    """The date alone when no time is given, the zone kept, nothing for a database's null."""
    assert machine_date(text) == value


@pytest.mark.parametrize("number", [1935721800, 1935721800000, 1935721800.0, "1935721800"])
def test_linked_data_may_count_the_seconds(number: Any) -> None:
    """Programs that print their own clock into `datePublished` had no date."""
    assert linked({**ARTICLE, "datePublished": number})["published"] == "2031-05-05T04:30:00Z"


@pytest.mark.parametrize(
    "element",
    [
        "<time datetime=1935721800>2 days ago</time>",
        "<time data-timestamp=1935721800000>2 days ago</time>",
        "<time class=published data-time=1935721800>yesterday</time>",
        "<span class=posted data-utime=1935721800>2d</span>",
        "<span class=date data-date=2031-05-05T04:30:00Z>2d</span>",
    ],
)
def test_a_time_that_a_script_would_print_is_a_date(element: str) -> None:
    """What stands there until the script runs, "2 days ago", is the day of no article."""
    found = head(f"<h1>Pears ripen late</h1>{element}<p>Late.</p>")
    assert (found.get("published") or found["published.shown"]) == "2031-05-05T04:30:00Z"


@pytest.mark.parametrize("attribute", ["data-id=1935721800", "data-duration=1935721800", "data-time=90"])
def test_other_numbers_are_no_times(attribute: str) -> None:
    """Numbers of articles have ten digits as well, and a film has a time of its own."""
    found = head(f"<h1>Pears ripen late</h1><time {attribute}>soon</time><p>Late.</p>")
    assert not {"published", "published.shown"} & found.keys()


JSON = st.recursive(
    st.none() | st.integers() | st.text(max_size=8) | st.sampled_from(["Article", "2031-05-04", "#a"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from([*ARTICLE, "@graph", "@id", "name", "comment", "url", "image"]), inner, max_size=5
        )
    ),
    max_leaves=12,
)


@settings(max_examples=150)
@given(JSON, st.text(max_size=30))
def test_any_linked_data_is_read(value: Any, tail: str) -> None:
    """Every property may hold anything; the types of the fields stay what they are."""
    found: Head = read_head(
        Clues(scripts=[json.dumps({"@type": "Article", "x": value}), json.dumps(value) + tail]), url=URL
    )
    for field, content in found.items():
        assert isinstance(content, tuple if field in ("authors", "author_urls", "section", "tags") else str)
        assert content


@pytest.mark.parametrize(
    "author",
    [
        {"name": {"@value": "Ann Ek", "@language": "en"}},
        {"@type": "Person", "givenName": "Ann", "familyName": "Ek"},
        [[{"name": "Ann Ek"}]],
        [{"name": [{"@value": "Ann Ek"}]}],
    ],
)
def test_names_are_found_in_values_of_any_form(author: Any) -> None:
    """JSON-LD 1.1, 4.2: a string may be an object with its language; a list may stand in a list."""
    assert linked({"@type": "Article", "author": author})["authors"] == ("Ann Ek",)


def test_tags_in_values_are_no_text() -> None:
    """A headline is written with emphasis, a summary as a paragraph; what is less than something stays."""
    found = linked(
        {"@type": "Article", "headline": "The <em>Tern</em>&rsquo;s crew", "description": "<p>One.</p><p>1 < 2 > 0</p>"}
    )
    assert (found["title"], found["summary"]) == ("The Tern’s crew", "One. 1 < 2 > 0")
    assert head("<meta property=og:title content='The &lt;i&gt;Tern&lt;/i&gt; sails'>")["title"] == "The Tern sails"


def test_what_is_escaped_twice_is_read() -> None:
    """Programs escape what they were given escaped; a parameter of an address is no entity."""
    found = head(
        "<meta property=og:title content='Pears &amp;amp; plums&amp;#8217; year'>"
        "<meta property=og:image content='/p.jpg?a=1&amp;amp;copy=2'>"
    )
    assert (found["title"], found["image"]) == (
        "Pears & plums’ year",
        "https://www.valley-paper.example/p.jpg?a=1&copy=2",
    )
    assert linked({"@type": "Article", "license": "https://paper.example/?a=1&copy=2"})["license.url"] == (
        "https://paper.example/?a=1&copy=2"
    )


def test_characters_that_nobody_sees_are_none_of_a_field() -> None:
    """Soft hyphens of a headline stand in what the page gives to be shared as well."""
    assert (
        head("<meta property=og:title content='Pears&shy;trees ripen&#8203; late'>")["title"] == "Pearstrees ripen late"
    )
    assert (
        linked({"@type": "Article", "headline": "Pears\u00adtrees ripen\u0007 late"})["title"]
        == "Pearstrees ripen late"
    )


def test_half_a_surrogate_pair_is_no_character() -> None:
    """RFC 8259, 8.2: JSON may escape a lone surrogate, "\\uDEAD"; no encoding can write it, and no row holds it."""
    found = linked(
        {"@type": "Article", "headline": "Pears \ud83c\udf50 ripen late\ud83c", "image": {"url": "/\udf50.jpg"}}
    )
    assert (found["title"], found["image"]) == (
        "Pears \U0001f350 ripen late\ufffd",
        "https://www.valley-paper.example/\ufffd.jpg",
    )


def test_long_linked_data_is_read_once() -> None:
    """White space by the megabyte, in a value or around it, costs no more than reading it."""
    space = " " * 1_000_000
    began = time.process_time()
    found = read_head(
        Clues(scripts=[f'{{"@type":"Article",{space}"headline":"a{space}b",{space}}}{space}-->{space}x']), url=None
    )
    assert time.process_time() - began < 5
    assert set(found) <= {"title"}


def test_deep_linked_data_is_bounded() -> None:
    """10,000 levels of JSON are no reason to end a run."""
    assert read_head(Clues(scripts=["[" * 10_000 + "]" * 10_000, '{"a":' * 10_000]), url=None) == {}


def test_a_heading_that_names_the_site_is_no_title() -> None:
    """Blogs print their own name as the heading of rank 1; what one title has behind another's end is that name."""
    title = "How pears ripen on a slow wall"
    page = f"<title>{title} - Slow Wall</title><meta property=og:title content='{title}'><h1>Slow Wall</h1>"
    assert head(f"{page}<h3>{title}</h3>")["title"] == title


def test_a_heading_may_hold_the_way_to_the_page() -> None:
    """Confluence prints its breadcrumbs inside of the heading; a headline of two lines is still one."""
    crumbs = "<ol><li>Pages</li><li>Fruit</li></ol><span>How pears ripen on a wall</span>"
    title = "<title>How pears ripen on a wall - Fruit - Valley Wiki</title>"
    assert head(f"{title}<h1>{crumbs}</h1>")["title"] == "How pears ripen on a wall"
    assert head("<title>Pears: they ripen late this year</title><h1>Pears:<br>they ripen late this year</h1>")[
        "title"
    ] == ("Pears: they ripen late this year")


@pytest.mark.parametrize(
    "markup",
    [
        "<a href=/tag/pears rel=tag>Pears</a>, <a href=/label/frost rel='nofollow tag'>Frost</a>",
        "<a href=/category/fruit rel='category tag'>Fruit</a><a rel=tag>Pears</a><a rel=tag>Frost</a>",
        "<ul><li itemprop=keywords><a href=/p>Pears</a></li><li itemprop=keywords>Frost</li></ul>",
    ],
)
def test_tags_that_the_page_marks_as_such(markup: str) -> None:
    """WordPress, Blogger, Joomla and most site generators mark the links to tags, and give them nowhere else."""
    assert head(f"<h1>Pears ripen late</h1><p>Late.</p>{markup}")["tags"] == ("Pears", "Frost")


def test_two_authors_in_elements_of_one_class() -> None:
    """Only the first of them was an author; one below another date, or far away, has written something else."""
    card = "<div class=authorCol_x1><div><a href=/a>{}</a></div><small>Staff Writer</small></div>"
    page = "<h1>Pears ripen late</h1>" + card.format("Martha Quill") + card.format("John Ferrier")
    assert head(page)["authors"] == ("Martha Quill", "John Ferrier")
    assert head(
        page.replace("<div class=authorCol_x1><div><a href=/a>John", "<time>May 4, 2031</time>" + card[:36] + "<a>John")
    )["authors"] == ("Martha Quill",)
    far = page.replace("<small>Staff Writer</small></div>", "</div>" + "<p>Late.</p>" * 30, 1)
    assert head(far)["authors"] == ("Martha Quill",)


def test_links_beside_each_other_are_two_names() -> None:
    """Nothing but the markup parts them; a link among words is one of them."""
    page = "<h1>Pears ripen late</h1><div class={}>{}</div>"
    two = "<a href=/a>Martha Quill</a> <a href=/b>John Ferrier</a>"
    assert head(page.format("authors", two))["authors"] == ("Martha Quill", "John Ferrier")
    told = "By <a href=/a>Martha Quill</a> and <a href=/b>John Ferrier</a>"
    assert head(page.format("byline", told))["authors"] == ("Martha Quill", "John Ferrier")


@pytest.mark.parametrize(
    "first", ["<p>Updated {}</p>", "<div><span>Last updated:</span> {}</div>", "Published {1}, updated {0}"]
)
def test_the_word_before_a_time_says_what_it_is_of(first: str) -> None:
    """The first time below a headline was the day of publication, whatever stood before it."""
    changed, published = (f"<time datetime=2031-05-{day:02}>a while ago</time>" for day in (6, 4))
    found = head(f"<h1>Pears ripen late</h1>{first.format(changed, published)}<p>Posted {published}</p>")
    assert (found["published"], found["modified"]) == ("2031-05-04", "2031-05-06")
