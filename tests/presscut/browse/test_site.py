"""The pages of an archive: what they show, what they refuse, and that nothing is written."""

from __future__ import annotations

import hashlib
import html
import re
from itertools import pairwise
from pathlib import Path

import pytest

from presscut.archive.store import Archive
from presscut.browse.account import pieces
from presscut.browse.listing import A_PAGE
from tests.archive.making import article as made_article
from tests.archive.making import page as made_page
from tests.presscut.browse.conftest import FERRY, HOSTILE, LAMP, Get, asker
from tests.presscut.conftest import ARTICLE, Presscut

BIDI = "\u202e"
LAMP_TITLE = "The <b>lamp</b> <script>alert(1)</script>"


def shown(body: bytes) -> str:
    """What a page says, without its markup."""
    return html.unescape(re.sub(r"<[^>]*>", " ", body.decode()))


def titles(body: bytes) -> list[str]:
    """The titles of a list, without their markup."""
    found = re.findall(r"<h2><a[^>]*>(.*?)</a></h2>", body.decode())
    return [html.unescape(re.sub("<[^>]*>", "", title)) for title in found]


def first_link(body: bytes, to: str) -> str:
    """The first link to an address that begins so."""
    found = re.search(rf'href="?({to}[^">]+)', body.decode())
    assert found
    return found[1]


def newest(get: Get) -> str:
    """The address of the article that was stored last."""
    return first_link(get("/").body, "/article/")


def page_of(get: Get, article_id: str) -> str:
    """The address of the page that an article was made from."""
    return first_link(get(f"/article/{article_id}").body, "/page/")


def test_the_list_has_what_was_stored_last_first(get: Get) -> None:
    """With day, site, length and flags, and the beginning of the text."""
    answer = get("/")
    assert titles(answer.body) == ["Sign in", LAMP_TITLE, "The ferry comes back to Lowmere"]
    assert "⚑ no-article" in shown(answer.body)
    assert "The ferry between Lowmere and the island runs again from Monday" in shown(answer.body)
    assert (answer.status, answer.media_type) == (200, "text/html; charset=utf-8")


def test_a_search_marks_what_it_found(get: Get) -> None:
    """In titles and in texts; the query stands in the field again."""
    answer = get("/", q="ferry passengers")
    assert titles(answer.body) == ["The ferry comes back to Lowmere"]
    assert b"<mark>ferry</mark> comes back" in answer.body
    assert b'name=q value="ferry passengers"' in answer.body
    assert b"forty <mark>passengers</mark>" in get("/", q="passengers").body
    assert "Nothing found" in shown(get("/", q="zeppelin").body)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ({"site": "courier.example"}, 1),
        ({"flag": "no-article"}, 1),
        ({"flag": "no-article", "q": "lamp"}, 0),
        ({"language": "en", "q": "-ferry"}, 2),
        ({"since": "2031"}, 0),
        ({"site": "  ", "flag": ""}, 3),
        ({"page": "2"}, 0),
        ({"page": "1"}, 3),
        ({"page": "0"}, 3),
        ({"page": "-1"}, 3),
        ({"page": "9" * 99}, 3),
        ({"page": "٣"}, 3),
    ],
)
def test_the_list_can_be_narrowed(get: Get, said: dict[str, str], found: int) -> None:
    """By what the command can as well; what is empty, or no number, does not count."""
    assert len(titles(get("/", **said).body)) == found


def test_a_long_list_comes_in_pages(kept: Path, get: Get) -> None:
    """Each leads to the next and to the one before, with all that was asked for."""
    with Archive(kept) as archive:
        for number in range(A_PAGE + 5):
            page = made_page(f"harbour-{number}")
            archive.add(page, made_article(page, title=f"Wall {number}", language="en"))
    first, second = get("/", q="wall", language="en"), get("/", q="wall", language="en", page="2")
    assert (len(titles(first.body)), len(titles(second.body))) == (A_PAGE, 5)
    assert b'href="/?q=wall&amp;language=en&amp;page=2" rel=next' in first.body
    assert b'href="/?q=wall&amp;language=en" rel=prev' in second.body
    assert b"rel=prev" not in first.body
    assert b"rel=next" not in second.body


def test_a_page_behind_the_last_says_which_is_the_last(get: Get) -> None:
    """Nothing may look like the first page that is another one."""
    body = get("/", page="99", language="en").body
    assert "There is no page 99: page 1 is the last." in " ".join(shown(body).split())
    assert b'<a href="/?language=en">page 1</a>' in body
    assert titles(body) == []
    assert "There is no page" not in shown(get("/", q="zeppelin").body)


def test_the_heading_says_how_many_were_found(get: Get) -> None:
    """Not how many there are; of the whole list it is the same."""
    assert re.search(r"Found\s+1 of 3 articles, ", shown(get("/", q="passengers").body))
    assert re.search(r"Nothing found\s+0 of 3 articles, ", shown(get("/", q="(*").body))
    assert "leave one out, or join two with OR" in shown(get("/", q="zeppelin ferry").body)
    assert "what the list is narrowed by" in shown(get("/", site="zeppelin.example").body)
    assert re.search(r"Articles\s+1 of 3 articles, ", shown(get("/", flag="no-article").body))
    assert re.search(r"Articles\s+3 articles, ", shown(get("/").body))


def test_what_is_stored_meanwhile_is_there(kept: Path, get: Get) -> None:
    """A night's work shows without a new start."""
    assert len(titles(get("/").body)) == 3
    with Archive(kept) as archive:
        page = made_page()
        archive.add(page, made_article(page))
    assert len(titles(get("/").body)) == 4


def test_an_article_is_shown_with_what_is_known_of_it(get: Get, ids: dict[str, str]) -> None:
    """Title, byline and text; fields; when it was captured; and it can be saved."""
    answer = get(f"/article/{ids[FERRY]}")
    said = shown(answer.body)
    assert "Children ride free, the board said" in said
    assert "free newsletter" not in said
    assert re.search(r"authors\s+Ines Corvel", said)
    assert re.search(r"captured\s+\d{4}-\d\d-\d\dT", said)
    assert get(f"/article/{ids[FERRY][:8]}").body == answer.body
    for ending, has in (("txt", "Children ride free"), ("md", "# The ferry comes back"), ("json", '"schema":1')):
        saved = get(f"/article/{ids[FERRY]}.{ending}")
        assert saved.saved_as == f"presscut-{ids[FERRY][:8]}.{ending}"
        assert has in saved.body.decode().replace(": ", ":")
        assert f"/article/{ids[FERRY]}.{ending}".encode() in answer.body


def test_a_page_without_an_article_says_so(get: Get, ids: dict[str, str]) -> None:
    """Its account and its page are there all the same."""
    assert "No article was found on this page." in shown(get(f"/article/{ids['nothing']}").body)
    assert get(f"/article/{ids['nothing']}/account").status == 200
    assert "Sign in" in shown(get(page_of(get, ids["nothing"])).body)


def test_the_account_is_all_of_the_page_in_its_order(get: Get, kept: Path, ids: dict[str, str]) -> None:
    """What was kept stands plain, what was cut struck through with kind, rule and reason."""
    body = get(f"/article/{ids[FERRY]}/account").body.decode()
    with Archive(kept) as archive:
        made = archive.get(ids[FERRY])
    assert made is not None
    of = pieces(made)
    assert [piece.start for piece in of] == sorted(piece.start for piece in of)
    assert all(a.start + a.chars <= b.start for a, b in pairwise(of))
    assert sum(piece.chars for piece in of) >= len("".join(ARTICLE.split()))
    at = -1
    for piece in of:
        at = body.index(html.escape(piece.text), at + 1)
    assert "<b>✕ newsletter</b>" in body
    assert "<b>→ authors</b>" in body
    assert re.search(r"<del>Sign up for our free newsletter", body)


def test_an_account_with_repairs_says_how_many(get: Get, presscut: Presscut, kept: Path) -> None:
    """The text is the clean one; that something was mended in it is said."""
    Path("mended.md").write_text(ARTICLE.replace("The first boat", "The \\*first\\* boat").replace("Lowmere", "Vantry"))
    presscut("archive", "add", "mended.md", "--archive", kept)
    assert re.search(r"Repairs inside of them, [1-9]\d* in all", shown(get(f"{newest(get)}/account").body))


def test_a_page_is_shown_with_nothing_that_acts(get: Get, ids: dict[str, str]) -> None:
    """The words are all there; what runs, loads or leads away is not, and the browser is told so as well."""
    place = page_of(get, ids[LAMP])
    answer = get(f"{place}/shown")
    body = answer.body.decode()
    assert "The keeper climbed the stairs" in body
    for gone in ("<script", "<link", "<meta http", "<base", "<iframe", "<object", 'href="https:', 'href="javascript:'):
        assert gone not in body
    assert 'title="https://evil.example/frost"' in body
    assert answer.policy.startswith("sandbox; default-src 'none';")
    frame = get(place)
    assert f"<iframe sandbox src={place}/shown".encode() in frame.body
    assert "frame-src 'self'" in frame.policy


def test_source_and_bytes_are_those_of_the_page(get: Get, ids: dict[str, str]) -> None:
    """As plain text, and as a file whose name nobody else chose."""
    place = page_of(get, ids[LAMP])
    source, content = get(f"{place}/source"), get(f"{place}/bytes")
    assert (source.body.decode(), source.media_type) == (HOSTILE, "text/plain; charset=utf-8")
    assert (content.body, content.media_type) == (HOSTILE.encode(), "application/octet-stream")
    assert content.saved_as == f"presscut-{place.removeprefix('/page/')}.html"
    assert hashlib.sha256(content.body).hexdigest()[:16] in shown(get(place).body)


def test_text_is_shown_as_it_came(get: Get, ids: dict[str, str]) -> None:
    """Markdown is read as its author wrote it."""
    assert "Sign up for our free newsletter" in shown(get(page_of(get, ids[FERRY])).body)


def test_no_markup_of_a_page_is_markup_here(get: Get, ids: dict[str, str]) -> None:
    """Everywhere but in the frame, and nothing turns the line round."""
    place = page_of(get, ids[LAMP])
    for address in ("/", f"/article/{ids[LAMP]}", f"/article/{ids[LAMP]}/account", place):
        body = get(address).body.decode()
        assert "<script" not in body, address
        assert "<b>lamp" not in body, address
        assert "onload" not in body or "&lt;" in body, address
        assert "javascript:" not in re.sub(">[^<]*<", "><", body), address
    for address in ("/", f"/article/{ids[LAMP]}/account", place):
        assert BIDI not in get(address).body.decode()


def test_an_account_begins_on_the_side_of_its_page(get: Get, presscut: Presscut, kept: Path, root: Path) -> None:
    """Borders and numbers stood at the ends of Arabic lines."""
    presscut("archive", "add", root / "seeds" / "samples" / "ar-01.html", "--archive", kept)
    assert re.search(rb'<ol class="s" lang="ar" dir=rtl>', get(f"{newest(get)}/account").body)


def test_an_article_does_not_turn_its_lines_round(get: Get, ids: dict[str, str]) -> None:
    """Behind an override "dusk" reads "ksud": what was kept looked like something else."""
    said = shown(get(f"/article/{ids[LAMP]}").body)
    assert BIDI not in said
    assert "⟨U+202E⟩at dusk" in said


def test_captures_of_other_days_lead_to_each_other(kept: Path, get: Get) -> None:
    """The same page with another text is another article; the same page unchanged is another capture."""
    with Archive(kept) as archive:
        for day, text in (("2031-05-06", b"first"), ("2031-05-07", b"first"), ("2031-05-08", b"second")):
            page = made_page("wall", content=text, fetched=f"{day}T07:08:09Z")
            archive.add(page, made_article(page, title=f"Wall, {text.decode()}"))
    last = first_link(get("/", q="title:wall title:second").body, "/article/")
    older = re.search(r"href=(/article/[0-9a-f-]+)>2031-05-06", get(last).body.decode())
    assert older
    before = get(older[1]).body.decode()
    assert "Wall, first" in before
    assert re.search(r"also<dd><a href=/page/[0-9a-f-]+>2031-05-07", before)
    assert f"{last}>2031-05-08" in before


def test_nearly_the_same_article_is_told(kept: Path, presscut: Presscut, get: Get) -> None:
    """With a link to the other one."""
    Path("copy.md").write_text(ARTICLE.replace("four crowns", "five crowns"))
    presscut("archive", "add", "copy.md", "--archive", kept)
    other = r"nearly as<dd><a href=/article/[0-9a-f-]{36} dir=auto>The ferry comes back to Lowmere</a> \(\d\d%\)"
    assert re.search(other, get(newest(get)).body.decode())


@pytest.mark.parametrize(
    ("path", "said", "status", "says"),
    [
        ("/article/00000000-0000-5000-8000-000000000000", {}, 404, "There is no article"),
        ("/page/00000000-0000-5000-8000-000000000000", {}, 404, "There is no page"),
        ("/article/abc", {}, 404, "There is nothing at this address"),
        ("/article/../../etc/passwd", {}, 404, "There is nothing at this address"),
        ("/static/x", {}, 404, "There is nothing at this address"),
        ("", {}, 404, "There is nothing at this address"),
        ("/", {"since": "yesterday"}, 400, "since yesterday: a day looks like 2031-05-06, 2031-05 or 2031"),
        ("/", {"until": "2031-02-30"}, 400, "until 2031-02-30: there is no such day"),
    ],
)
def test_what_is_not_there_is_said(get: Get, path: str, said: dict[str, str], status: int, says: str) -> None:
    """In a page of ours, whatever was asked for."""
    answer = get(path, **said)
    assert answer.status == status
    assert says in shown(answer.body)


def test_damage_is_said_and_the_rest_is_shown(kept: Path, get: Get, ids: dict[str, str]) -> None:
    """A record that cannot be read is one line; the list goes on."""
    segment = min((kept / "warc").glob("clean-*"))
    content = bytearray(segment.read_bytes())
    content[len(content) // 2 :] = bytes(len(content) - len(content) // 2)
    segment.write_bytes(content)
    answers = [get(f"/article/{one}") for one in ids.values()]
    assert any(answer.status == 500 and "cannot be read" in shown(answer.body) for answer in answers)
    listed = get("/")
    assert len(titles(listed.body)) == 3
    assert listed.status == 200


def test_an_archive_that_went_away_is_said(kept: Path, get: Get) -> None:
    """As every command says it."""
    kept.rename("elsewhere")
    answer = get("/")
    assert answer.status == 500
    assert "there is no archive here" in shown(answer.body)


def test_an_empty_archive_says_how_to_begin() -> None:
    """Nobody is left before an empty page."""
    with Archive("empty", create=True):
        pass
    assert "presscut archive add puts pages into it" in shown(asker(Path("empty"))("/").body)


def test_nothing_is_written(get: Get, kept: Path, ids: dict[str, str]) -> None:
    """Looking leaves the archive as it was, also one that nobody may write to."""

    def digests() -> dict[str, str]:
        return {str(p): hashlib.sha256(p.read_bytes()).hexdigest() for p in kept.rglob("*") if p.is_file()}

    before = digests()
    for one in ids.values():
        place = page_of(get, one)
        for address in (
            "/",
            f"/article/{one}",
            f"/article/{one}/account",
            f"/article/{one}.json",
            place,
            f"{place}/bytes",
        ):
            assert get(address).status == 200
    after = digests()
    assert {name: after[name] for name in before} == before
    assert {Path(name).name for name in after.keys() - before.keys()} <= {"state.db-shm", "state.db-wal"}


def test_the_row_that_is_saved_is_the_row(get: Get, presscut: Presscut, kept: Path, ids: dict[str, str]) -> None:
    """The same bytes as the command prints."""
    printed = presscut("archive", "show", ids[FERRY], "--to", "json", "--archive", kept).out
    assert get(f"/article/{ids[FERRY]}.json").body.decode() == printed
