"""Feeds, sitemaps and lists, sound and broken: out come addresses, and one line for what is wrong."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from presscut.archive.sources.discover import Offer, discover
from presscut.archive.sources.feeds import read_feed
from presscut.archive.sources.found import Document, Found, Named
from presscut.archive.sources.lists import read_list
from presscut.archive.sources.look import look
from presscut.archive.sources.opml import read_opml, write_opml
from presscut.archive.sources.sitemaps import read_sitemap
from presscut.archive.sources.source import Source
from presscut.cleaner.model import Page
from presscut.errors import Problem, UsageError

BASE = "https://courier.example"
RSS = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>Courier</title>
<item><title>One</title><link>{BASE}/one</link><pubDate>Sun, 04 May 2031 07:08:09 GMT</pubDate></item>
<item><title>Two</title><guid isPermaLink="true">{BASE}/two</guid></item>
<item><title>Three</title><link>/three</link></item>
<item><title>Bad</title><link>javascript:alert(1)</link></item></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Courier</title><entry><title>A</title>
<link rel="alternate" href="{BASE}/a"/><updated>2031-05-04T07:08:09+02:00</updated></entry></feed>"""
JSON = (
    '{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "url": "https://courier.example/j",'
    ' "date_modified": "2031-05-04T07:08:09Z"}, {"id": "2"}, 7]}'
)
URLSET = (
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    ' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">{}</urlset>'
)
ENTRY = "<url><loc>{}</loc><lastmod>2031-05-04</lastmod><news:news><news:title>x</news:title></news:news></url>"
INDEX = '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{}</sitemapindex>'


def document(text: str | bytes, path: str = "/feed.xml") -> Document:
    return Document(BASE + path, text.encode() if isinstance(text, str) else text)


def urls(named: Named) -> list[str]:
    return [found.url for found in named if isinstance(found, Found)]


def codes(named: Named) -> list[str]:
    return [found.code for found in named if isinstance(found, Problem)]


def nowhere(url: str) -> Document | Problem:
    return Problem("http-404", url, "not found")


def server(**pages: str | bytes) -> dict[str, Document]:
    """Documents by their path without the first slash; ``__`` stands for a dot."""
    named = {f"{BASE}/{path.replace('__', '.')}": text for path, text in pages.items()}
    return {
        url: Document(url, text.encode() if isinstance(text, str) else text, "text/html") for url, text in named.items()
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (RSS, [Found(f"{BASE}/one"), Found(f"{BASE}/two"), Found(f"{BASE}/three")]),
        (ATOM, [Found(f"{BASE}/a", "2031-05-04T05:08:09+00:00")]),
        (JSON, [Found(f"{BASE}/j", "2031-05-04T07:08:09Z")]),
    ],
    ids=["rss", "atom", "json"],
)
def test_entries_of_a_feed(text: str, expected: list[Found]) -> None:
    """Addresses are made absolute; a link that is no page's address is left out; a date is that of a change."""
    assert list(read_feed(document(text))) == expected


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("<link></link>", []),
        ("<link> </link>", []),
        ("<link>http://[x/</link>", []),
        ('<link/><guid isPermaLink="false">a-1</guid>', []),
        (f"<link/><guid>{BASE}/one</guid>", [f"{BASE}/one"]),
    ],
)
def test_an_item_without_an_address_names_no_page(entry: str, expected: list[str]) -> None:
    """Joined to the address of the feed it is the feed, which was archived as an article."""
    rss = RSS.replace(f"<link>{BASE}/one</link>", entry)
    assert urls(read_feed(document(rss))) == [*expected, f"{BASE}/two", f"{BASE}/three"]


def test_an_entry_without_an_address_names_no_page() -> None:
    """As of an item of RSS; its identifier may serve."""
    assert urls(read_feed(document(ATOM.replace(f"{BASE}/a", "")))) == []
    identified = ATOM.replace(f"{BASE}/a", "").replace("<updated>", f"<id>{BASE}/b</id><updated>")
    assert urls(read_feed(document(identified))) == [f"{BASE}/b"]
    assert urls(read_feed(document(JSON.replace(f"{BASE}/j", "")))) == []


@pytest.mark.parametrize("text", ["", "<html><body>Not found</body></html>", "{}", "{not json", "[1]"])
def test_what_is_no_feed_is_told(text: str) -> None:
    """A site that moved its feed answers with a page; that must not be a silent night."""
    assert codes(read_feed(document(text))) == ["not-a-feed"]


def test_a_feed_is_never_read_from_the_disk(tmp_path: Path) -> None:
    """A server that answers with the name of a file of ours must not have it read: it could be secret, or endless."""
    ours = tmp_path / "ours.xml"
    ours.write_text(RSS)
    assert codes(read_feed(document(str(ours)))) == ["not-a-feed"]


def test_a_feed_that_breaks_off_gives_what_stands_before() -> None:
    """Half a feed is half a night, not none."""
    assert urls(read_feed(document(RSS[: RSS.index("<item><title>Two")]))) == [f"{BASE}/one"]


def test_a_sitemap_and_all_that_its_index_names() -> None:
    """Indexes are followed, packed ones too, each sitemap once, even when they name each other."""
    inner = URLSET.format(ENTRY.format(f"{BASE}/a") + ENTRY.format("/relative"))
    index = INDEX.format(
        "".join(f"<sitemap><loc>{BASE}/{name}</loc></sitemap>" for name in ("a.xml", "b.xml.gz", "index.xml", "gone"))
    )
    there = server(a__xml=inner, b__xml__gz=gzip.compress(URLSET.format(ENTRY.format(f"{BASE}/b")).encode()))
    named = list(read_sitemap(document(index, "/index.xml"), lambda url: there.get(url) or nowhere(url)))
    assert [found for found in named if isinstance(found, Found)] == [
        Found(f"{BASE}/a", "2031-05-04"),
        Found(f"{BASE}/relative", "2031-05-04"),
        Found(f"{BASE}/b", "2031-05-04"),
    ]
    assert [(p.code, p.where) for p in named if isinstance(p, Problem)] == [("http-404", f"{BASE}/gone")]


def test_a_sitemap_names_pages_and_not_their_pictures() -> None:
    """The page of an entry with pictures was lost, and the last of the pictures was asked for in its place."""
    pictures = "".join(f"<image:image><image:loc>{BASE}/{n}.jpg</image:loc></image:image>" for n in (1, 2))
    entry = f"<url><loc>{BASE}/a</loc><lastmod>2031-05-04</lastmod>{pictures}</url>"
    image = URLSET.replace(" xmlns:news", ' xmlns:image="http://www.google.com/schemas/sitemap-image/1.1" xmlns:news')
    assert list(read_sitemap(document(image.format(entry)), nowhere)) == [Found(f"{BASE}/a", "2031-05-04")]


@pytest.mark.parametrize("bad", ["http://[x/", "http://a]b/"])
def test_an_address_that_cannot_be_joined_costs_itself_alone(bad: str) -> None:
    """Brackets are for IPv6 (RFC 3986, 3.2.2); one slip of a newsroom must not cost its whole sitemap or feed."""
    assert urls(read_sitemap(document(URLSET.format(ENTRY.format(bad) + ENTRY.format("/b"))), nowhere)) == [f"{BASE}/b"]
    index = INDEX.format(f"<sitemap><loc>{bad}</loc></sitemap>")
    assert list(read_sitemap(document(index), nowhere)) == []
    assert urls(read_feed(document(JSON.replace("7]", f'{{"url": "{bad}"}}]')))) == [f"{BASE}/j"]


def test_a_sitemap_may_be_a_plain_list() -> None:
    """sitemaps.org allows a text file with one address a line."""
    assert urls(read_sitemap(document(f"{BASE}/a\n{BASE}/b\n"), nowhere)) == [f"{BASE}/a", f"{BASE}/b"]


def test_a_packed_list_is_read_to_its_end() -> None:
    """RFC 1952, 2.2: a gzip file is a series of members. One that breaks off gives no half address, and says so."""
    first, second = (gzip.compress(f"{BASE}/{name}\n".encode()) for name in ("a", "b"))
    assert urls(read_sitemap(document(first + second), nowhere)) == [f"{BASE}/a", f"{BASE}/b"]
    whole = gzip.compress("".join(f"{BASE}/{number}\n" for number in range(1000)).encode())
    *named, last = read_sitemap(document(whole[:-400]), nowhere)
    assert named
    assert [found.url for found in named if isinstance(found, Found)] == [f"{BASE}/{n}" for n in range(len(named))]
    assert last == Problem("damaged", f"{BASE}/feed.xml", "the compressed sitemap breaks off or is damaged")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("<html><body>404</body></html>", ["not-a-sitemap"]),
        (URLSET.format(ENTRY.format(f"{BASE}/a") * 2)[:-30], [f"{BASE}/a", "damaged"]),
        (gzip.compress(b"<urlset>" + b" " * 60_000_000), ["too-large"]),
        (b"\x1f\x8b\x08garbage and more garbage", ["damaged"]),
        ('<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><urlset><url><loc>&a;</loc></url></urlset>', []),
    ],
    ids=["page", "cut off", "bomb", "no gzip", "entity"],
)
def test_a_hostile_or_broken_sitemap_is_a_problem(content: str | bytes, expected: list[str]) -> None:
    """Bombs and entities are not unpacked; what was read before counts."""
    named = read_sitemap(document(content), nowhere)
    assert [found.code if isinstance(found, Problem) else found.url for found in named] == expected


def test_a_page_has_one_address_however_its_path_is_written() -> None:
    """Two spellings would be two pages of the queue, and a page that was taken out would come back under the other."""
    spelt = f"{BASE}/x/../a"
    assert urls(read_list(document(f"{spelt}\n{BASE}/b?c/../d#"))) == [f"{BASE}/a", f"{BASE}/b?c/../d"]
    assert urls(read_feed(document(RSS.replace(f"{BASE}/one", spelt))))[0] == f"{BASE}/a"
    assert urls(read_sitemap(document(URLSET.format(ENTRY.format(spelt))), nowhere)) == [f"{BASE}/a"]


def test_a_list_says_which_line_is_wrong() -> None:
    """Two thousand addresses and one slip: the slip has a number."""
    named = list(read_list(document(f"# ours\n\n{BASE}/a\nwww.courier.example/b\nhttp://[x/\n")))
    assert named == [
        Found(f"{BASE}/a"),
        Problem("not-an-address", f"{BASE}/feed.xml:4", "this is no address; one begins with https://"),
        Problem("not-an-address", f"{BASE}/feed.xml:5", "this is no address; one begins with https://"),
    ]


def test_a_folder_gives_pages_without_their_place(tmp_path: Path) -> None:
    """No path of a disk gets further than here."""
    (tmp_path / "a.md").write_text("# Words\n")
    source = Source("drop", "folder", path=tmp_path)
    (page,) = look(source, nowhere)
    assert isinstance(page, Page)
    assert (page.content, page.origin) == (b"# Words\n", "a.md")


def test_a_source_that_has_not_changed_names_nothing() -> None:
    """A feed that answers 304 holds nothing new."""
    source = Source("f", "feed", url=f"{BASE}/feed.xml")
    assert list(look(source, lambda url: Document(url, b"", unchanged=True))) == []


def test_a_list_that_is_missing_is_told(tmp_path: Path) -> None:
    """With the name of the file, and what to do."""
    (problem,) = look(Source("l", "urls", path=tmp_path / "urls.txt"), nowhere)
    assert isinstance(problem, Problem)
    assert problem.code == "unreadable"


def test_opml_comes_in_and_goes_out() -> None:
    """Feed readers hand over their lists, in nested folders and either spelling."""
    source = f"""<opml version="2.0"><body><outline text="News"><outline type="rss" text="C &amp; o"
    xmlUrl="{BASE}/feed.xml"/></outline><outline xmlurl="{BASE}/atom.xml" title="A"/>
    <outline xmlUrl="{BASE}/feed.xml" text="again"/><outline text="no feed"/></body></opml>"""
    feeds = read_opml(source.encode(), "x.opml")
    assert feeds == (("C & o", f"{BASE}/feed.xml"), ("A", f"{BASE}/atom.xml"))
    sources = [Source(title, "feed", url=url) for title, url in feeds]
    assert read_opml(write_opml(sources).encode(), "") == feeds


@pytest.mark.parametrize("text", ["", "<html/>", "<opml>"])
def test_what_is_no_opml_is_told(text: str) -> None:
    """One line with the file's name."""
    with pytest.raises(UsageError, match=r"^x is no OPML"):
        read_opml(text.encode(), "x")


def test_a_site_is_searched_for_what_it_offers() -> None:
    """Feeds that the page names, sitemaps of robots.txt, and the usual places; each is read before it is offered."""
    page = '<link rel="alternate" type="application/rss+xml" href="/news.rss" title="News"><link rel=icon href=/x>'
    page += '<link rel="alternate" type="application/rss+xml" href="http://[x/">'
    there = server(news__rss=RSS, feed__xml=ATOM, s__xml=URLSET.format(ENTRY.format(f"{BASE}/a")), rss="<html/>")
    there[f"{BASE}/"] = Document(f"{BASE}/", page.encode(), "text/html")
    offers = list(discover(f"{BASE}/", lambda url: there.get(url) or nowhere(url), lambda _: ["//[", f"{BASE}/s.xml"]))
    assert offers == [
        Offer("feed", f"{BASE}/news.rss", "News", 3),
        Offer("feed", f"{BASE}/feed.xml", "", 1),
        Offer("sitemap", f"{BASE}/s.xml", "", 1),
    ]


def test_a_feed_offers_itself() -> None:
    """Whoever names a feed means that feed."""
    there = server(feed__xml=RSS)
    assert list(discover(f"{BASE}/feed.xml", lambda url: there[url], lambda _: [])) == [
        Offer("feed", f"{BASE}/feed.xml", "", 3)
    ]


def test_a_site_that_offers_nothing_is_told() -> None:
    """And what to do then."""
    there = server(about="<html><body>About</body></html>")
    (problem,) = discover(f"{BASE}/about", lambda url: there.get(url) or nowhere(url), lambda _: [])
    assert isinstance(problem, Problem)
    assert problem.code == "nothing-offered"


def test_a_page_is_one_page_whatever_part_of_it_is_named() -> None:
    """A feed of comments names one article under fifty fragments: its server was asked fifty times in a night."""
    items = (
        "".join(f"<item><link>{BASE}/one#comment-{n}</link></item>" for n in range(3))
        + "<item><link>#top</link></item>"
    )
    assert set(urls(read_feed(document(f'<rss version="2.0"><channel>{items}</channel></rss>')))) == {f"{BASE}/one"}
    assert urls(read_list(document(f"{BASE}/one#two\n", "/list.txt"))) == [f"{BASE}/one"]


def test_half_a_character_is_no_address() -> None:
    """JSON can spell it, and no database can hold it: one such item ended the night for all sources."""
    feed = '{"version": "https://jsonfeed.org/version/1.1", "items": [%s]}'
    items = ", ".join(f'{{"url": "{BASE}/{name}"}}' for name in ("\\ud800a", "b", "\\u0000c"))
    assert urls(read_feed(document(feed % items))) == [f"{BASE}/b"]
