"""`presscut sources`: the configuration file is a person's, and what the commands write in it must work at night."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from presscut.settings import load
from tests.presscut.conftest import Presscut
from tests.presscut.nightly.example import QUICK, configured
from tests.presscut.nightly.site import NEWS, TROUBLE, Site, serving

FILE = Path("presscut.toml")
WRITTEN = """\
# The coast, as agreed in May.

[[source]]
name = "courier"                # ask Ida before changing this
kind = "feed"
url = "https://courier.example/feed.xml"

# Nobody reads the post any more.
[[source]]
name = "post"
kind = "sitemap"
url = "https://post.example/sitemap.xml"
enabled = false

[archive]
path = "kept"   # on the big disk
"""
OPML = """\
<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0"><head><title>Mine</title></head><body>
  <outline text="Coast"><outline type="rss" text="The Courier" xmlUrl="https://courier.example/feed.xml"/>
    <outline type="rss" text="post" xmlUrl="https://other.example/feed"/></outline>
  <outline type="rss" title="Tides &amp; Dykes" text="x" xmlurl="https://tides.example/atom"/>
  <outline type="rss" text="again" xmlUrl="https://tides.example/atom"/>
  <outline text="a bookmark" url="https://nothing.example/"/>
</body></opml>
"""


@pytest.fixture
def courier() -> Iterator[Site]:
    """The site, served."""
    with serving() as site:
        yield site


def named(path: Path = FILE) -> dict[str, str]:
    """The sources of a file by name: the address or path of each."""
    tables = tomllib.loads(path.read_text(encoding="utf-8")).get("source", [])
    assert len({table["name"] for table in tables}) == len(tables)
    return {table["name"]: table.get("url", table.get("path")) for table in tables}


def test_the_list_says_name_kind_how_often_and_where(presscut: Presscut) -> None:
    """One line each, in the order of the file."""
    FILE.write_text(WRITTEN)
    ran = presscut("sources", "list")
    assert (ran.code, ran.err) == (0, "")
    assert [line.split() for line in ran.out.splitlines()] == [
        ["courier", "feed", "changed", "https://courier.example/feed.xml"],
        ["post", "sitemap", "off", "https://post.example/sitemap.xml"],
    ]


def test_an_empty_list_says_what_to_do(presscut: Presscut) -> None:
    """The first command of somebody new."""
    ran = presscut("sources", "list")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "presscut: no source yet; `presscut sources add` writes one\n"


def test_a_file_that_counts_twice_is_read_once(presscut: Presscut) -> None:
    """Who names the project's own file means it, and does not want its sources doubled."""
    FILE.write_text(WRITTEN)
    assert presscut("--config", FILE, "sources", "list").out == presscut("sources", "list").out
    assert presscut("sources", "list", "--config", FILE.absolute()).out == presscut("sources", "list").out


def test_add_finds_out_what_it_is_and_leaves_the_file_as_it_was(presscut: Presscut, courier: Site) -> None:
    """Remarks, order and spaces are a person's work."""
    path = configured(courier, QUICK)
    before = path.read_text()
    ran = presscut("sources", "add", f"{courier.base}/feed.json", "--config", path)
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "presscut: 127.0.0.1 (feed) was added to night.toml\n"
    assert path.read_text().startswith(before)
    assert named(path)["127.0.0.1"] == f"{courier.base}/feed.json"
    assert not FILE.exists()
    assert presscut("nightly", "--config", path, "--offline").code == 0


def test_add_tells_a_sitemap_from_a_feed(presscut: Presscut, courier: Site) -> None:
    """And of a page that is neither it says what the site has instead."""
    FILE.write_text('[network]\nallow = ["127.0.0.1"]\n[nightly]\ndelay = 0\n')
    ran = presscut("sources", "add", f"{courier.base}/sitemap.xml", "--name", "old papers")
    assert ran.err == "presscut: old papers (sitemap) was added to presscut.toml\n"
    ran = presscut("sources", "add", f"{courier.base}/news/1")
    assert ran.code == 2
    assert f"{courier.base}/feed.xml" in ran.err
    assert list(named()) == ["old papers"]


def test_names_are_unique_in_the_file_that_is_written(presscut: Presscut) -> None:
    """Two sources of one name would end the night before it begins, also when the file is read only then."""
    for number in range(3):
        url = f"https://www.courier.example/{number}"
        assert presscut("sources", "add", url, "--kind", "feed", "--to", "night.toml").code == 0
    assert list(named(Path("night.toml"))) == ["courier.example", "courier.example-2", "courier.example-3"]
    twice = presscut("sources", "add", "https://www.courier.example/1", "--kind", "feed", "--to", "night.toml")
    assert (twice.code, twice.err) == (
        2,
        "presscut: https://www.courier.example/1 is a source already: courier.example-2\n",
    )
    taken = ("sources", "add", "https://a.example/", "--kind", "feed", "--name", "courier.example-2")
    assert presscut(*taken, "--to", "night.toml").code == 2
    assert len(named(Path("night.toml"))) == 3


def test_a_folder_is_found_again_from_the_file(presscut: Presscut) -> None:
    """Relative paths start at the file's folder, wherever the command was typed."""
    Path("drop").mkdir()
    Path("conf").mkdir()
    assert presscut("sources", "add", "./drop", "--to", "conf/night.toml").code == 0
    (source,) = load(Path("conf/night.toml"), environ={}, folder=Path()).sources
    assert (source.base / str(source.table["path"])).resolve() == Path("drop").resolve()
    assert presscut("sources", "add", Path("drop").absolute(), "--name", "again").code == 0
    assert named()["again"] == str(Path("drop").absolute())


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("ftp://courier.example/feed", "only http and https are asked"),
        ("nothing-here", "say what it is with --kind"),
        ("https://courier.example/ --kind fead", "did you mean 'feed'?"),
        ("https://courier.example/ --kind folder", "needs path, not url"),
    ],
)
def test_what_cannot_be_a_source_is_refused(presscut: Presscut, place: str, said: str) -> None:
    """One line, and the file is not begun."""
    ran = presscut("sources", "add", *place.split())
    assert ran.code == 2
    assert ran.err.count("\n") == 1
    assert said in ran.err
    assert not FILE.exists()


def test_remove_takes_the_table_and_nothing_else(presscut: Presscut) -> None:
    """The remark before a table belongs to it; those before and after stay."""
    FILE.write_text(WRITTEN)
    ran = presscut("sources", "remove", "courier")
    assert (ran.code, ran.err) == (0, "presscut: courier was taken out of presscut.toml\n")
    after = FILE.read_text()
    assert list(named()) == ["post"]
    for kept in (
        "# Nobody reads the post any more.\n[[source]]",
        "# on the big disk",
        "# The coast, as agreed in May.",
    ):
        assert kept in after
    assert "ask Ida" not in after
    gone = presscut("sources", "remove", "courier")
    assert (gone.code, gone.err.count("\n")) == (2, 1)
    assert FILE.read_text() == after


def test_import_adds_the_feeds_that_are_new(presscut: Presscut) -> None:
    """A list of a feed reader: known feeds are left out, names are made unique and fit for a report."""
    FILE.write_text(WRITTEN)
    ran = presscut("sources", "import", "-", stdin=OPML.encode())
    assert (ran.code, ran.out, ran.err) == (
        0,
        "",
        "presscut: 2 feeds were added to presscut.toml; 1 is a source already, in presscut.toml\n",
    )
    assert FILE.read_text().startswith(WRITTEN)
    assert named() == {
        "courier": "https://courier.example/feed.xml",
        "post": "https://post.example/sitemap.xml",
        "post-2": "https://other.example/feed",
        "Tides & Dykes": "https://tides.example/atom",
    }
    before = FILE.read_text()
    again = presscut("sources", "import", "-", stdin=OPML.encode())
    assert again.err == "presscut: 0 feeds were added to presscut.toml; 3 are sources already, in presscut.toml\n"
    assert FILE.read_text() == before


def test_feeds_come_out_as_they_went_in(presscut: Presscut) -> None:
    """OPML out of one archive and into another: nobody is locked in."""
    FILE.write_text(WRITTEN)
    presscut("sources", "import", "-", stdin=OPML.encode())
    out = presscut("sources", "list", "--opml").out
    Path("feeds.opml").write_text(out)
    assert presscut("sources", "import", "feeds.opml", "--to", "other.toml").code == 0
    feeds = {name: url for name, url in named().items() if name != "post"}
    FILE.unlink()
    assert presscut("sources", "import", "feeds.opml").code == 0
    assert named() == feeds
    assert presscut("sources", "list", "--opml").out == out


def test_import_says_where_the_feeds_are_that_it_leaves_out(presscut: Presscut) -> None:
    """A new file that stays away is a riddle otherwise: the project's file is read whichever is written."""
    FILE.write_text(WRITTEN)
    presscut("sources", "import", "-", stdin=OPML.encode())
    ran = presscut("sources", "import", "-", "--to", "new.toml", stdin=OPML.encode())
    assert ran.err == "presscut: 0 feeds were added to new.toml; 3 are sources already, in presscut.toml\n"
    assert not Path("new.toml").exists()


def test_add_writes_what_else_is_said_of_a_source(presscut: Presscut) -> None:
    """Every key of a source can be said, and is read again as it was meant."""
    Path("conf").mkdir()
    Path("mine.toml").write_text("")
    said = "--refresh weekly --per-night 20 --language de --site courier.example --rules mine.toml --disabled".split()
    ran = presscut(
        *("sources", "add", "https://feeds.example/7", "--kind", "feed", "--to", "conf/night.toml"),
        *(*said, "--ignore-robots", "the publisher asked us to, 3 May"),
    )
    assert (ran.code, ran.out) == (0, "")
    (table,) = tomllib.loads(Path("conf/night.toml").read_text())["source"]
    assert table == {
        "name": "feeds.example",
        "kind": "feed",
        "url": "https://feeds.example/7",
        "site": "courier.example",
        "language": "de",
        "per_night": 20,
        "refresh": "weekly",
        "robots": "ignore",
        "robots_reason": "the publisher asked us to, 3 May",
        "rules": ["../mine.toml"],
        "enabled": False,
    }
    assert presscut("sources", "list", "--config", "conf/night.toml").out.split()[2] == "off"


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        (("--refresh", "dayly"), "did you mean 'daily'?"),
        (("--per-night", "0"), "per_night must be a whole number of at least 1"),
        (("--ignore-robots", ""), "nothing stands after --ignore-robots"),
    ],
)
def test_what_else_is_said_is_checked_before_anything_is_asked(
    presscut: Presscut, said: tuple[str, str], answer: str
) -> None:
    """One line; neither the network nor the file was touched."""
    ran = presscut("sources", "add", "http://127.0.0.1:9/feed.xml", *said)
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert answer in ran.err
    assert not FILE.exists()


def test_an_address_behind_the_guard_was_not_looked_at(presscut: Presscut, courier: Site) -> None:
    """Nobody knows whether it is a feed; how to open one's own network is said."""
    for what in ("add", "check"):
        ran = presscut("sources", what, f"{courier.base}/feed.xml")
        assert '127.0.0.1 is loopback; if it is yours, [network] allow = ["127.0.0.1"] opens it' in ran.err
        assert "neither feed nor sitemap" not in ran.err
    assert "could not be looked at" in presscut("sources", "add", f"{courier.base}/feed.xml").err


@pytest.mark.parametrize("content", [b"", b"<rss/>", b"\xff\xfe\x00", b"<opml><body>"])
def test_what_is_no_opml_changes_nothing(presscut: Presscut, content: bytes) -> None:
    """The wrong file, an empty one, one that broke off in the mail."""
    ran = presscut("sources", "import", "-", stdin=content)
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert "OPML" in ran.err
    assert not FILE.exists()


def test_check_counts_what_each_source_names(presscut: Presscut, courier: Site) -> None:
    """Before the first night: does it read what I think it reads?"""
    path = configured(courier, QUICK)
    ran = presscut("sources", "check", "--config", path)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == f"courier: {len(NEWS) + len(TROUBLE)} named\ncourier older: 6 named\n"
    assert presscut("sources", "check", "courier older", "--config", path).out == "courier older: 6 named\n"
    assert not Path("archive").exists()


def test_check_says_what_is_wrong_with_a_source(presscut: Presscut, courier: Site) -> None:
    """Exit 3, and the others are looked at all the same."""
    path = configured(courier, QUICK, ("/feed.xml", "/news/1"))
    ran = presscut("sources", "check", "--config", path)
    assert ran.code == 3
    assert ran.out.splitlines() == ["courier: 0 named, 1 problem", "courier older: 6 named"]
    assert "this is no feed" in ran.err
    assert ran.err.splitlines()[-1] == "presscut: 1 of 2 sources have problems"
    assert presscut("sources", "check", "courrier", "--config", path).code == 2


def test_check_of_an_address_says_what_the_site_offers(presscut: Presscut, courier: Site) -> None:
    """Feeds that the page names, sitemaps that robots.txt names, and the usual places."""
    path = configured(courier, QUICK)
    ran = presscut("sources", "check", f"{courier.base}/", "--config", path)
    assert (ran.code, ran.err) == (0, "")
    assert [line.split()[:3] for line in ran.out.splitlines()] == [
        ["feed", str(len(NEWS) + len(TROUBLE)), f"{courier.base}/feed.xml"],
        ["feed", str(len(NEWS)), f"{courier.base}/feed.json"],
        ["sitemap", "3+", f"{courier.base}/sitemap.xml"],
    ]
    ran = presscut("sources", "check", f"{courier.base}/gone", "--config", path)
    assert (ran.code, ran.out) == (3, "")
