"""Inputs: every page of whatever the user names, and a problem for what cannot be read."""

from __future__ import annotations

import gzip
import io
import json
import os
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from presscut.archive.inputs import read_inputs
from presscut.archive.inputs.records import Fields
from presscut.cleaner.model import Page
from presscut.errors import Problem
from tests.archive.making import members, response


def read(*names: Path | str, **more: object) -> list[Page | Problem]:
    return list(read_inputs([str(name) for name in names], **more))  # type: ignore[arg-type]


def contents(found: list[Page | Problem]) -> list[bytes]:
    return [item.content for item in found if isinstance(item, Page)]


def codes(found: list[Page | Problem]) -> list[str]:
    return [item.code for item in found if isinstance(item, Problem)]


def test_a_file_is_one_page_as_it_is(tmp_path: Path) -> None:
    """The bytes are never altered: the archive keeps what came."""
    file = tmp_path / "a.md"
    file.write_bytes(b"# A\r\n\xff\0")
    assert read(file) == [Page(b"# A\r\n\xff\0", origin=str(file))]


def test_what_the_user_says_of_the_pages_holds(tmp_path: Path) -> None:
    """--from and --url are the user's word; the page's own address comes first."""
    (tmp_path / "a.md").write_text("x")
    (tmp_path / "b.jsonl").write_text('{"html": "<p>x", "url": "https://own.example/"}\n')
    first, second = read(tmp_path / "a.md", tmp_path / "b.jsonl", media_type="text", url="https://said.example/")
    assert isinstance(first, Page)
    assert isinstance(second, Page)
    assert (first.media_type, first.url) == ("text", "https://said.example/")
    assert (second.media_type, second.url) == ("text", "https://own.example/")


def test_a_folder_is_read_in_order_without_hidden_and_foreign_files(tmp_path: Path) -> None:
    """The same folder gives the same pages in the same order on every machine."""
    for name in ("b/z.txt", "b/a.HTML", "a.md", ".git/x.md", ".hidden.md", "pic.png", "c.markdown", "d.text"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(name)
    assert contents(read(tmp_path)) == [b"a.md", b"b/a.HTML", b"b/z.txt", b"c.markdown", b"d.text"]


# What a mirror of a site is made of: a file's name, its beginning, and whether its pages are read.
MIRRORED = [
    ("LICENSE", b"All rights are with the Lowmere Courier.", False),
    ("about", b"<!DOCTYPE html><html><p>x", True),
    ("app.js", b"<html>", False),
    ("archive", gzip.compress(b"\n<?xml version='1.0'?>\n<!-- x --><html><p>x"), True),
    ("crawl", members(response(b"<p>x")), True),
    ("data.json", b'{"layout": 2}', False),
    ("feed", b"<?xml version='1.0'?><!-- <html> --><rss>", False),
    ("ferry.asp", b"<p>x", True),
    ("index.html?p=3", b"<p>x", True),
    ("main.css?v=2", b"p {}", False),
    ("page?id=4", b"<html><p>x", True),
    ("photo.jpg", b"<html>", False),
    ("rows.json", b'{"text": "x"}\n{"text": "y"}', True),
    ("story.php", b"<p>x", True),
    ("view.aspx?print=1", b"<p>x", True),
]


def test_a_mirror_is_read_without_what_only_dresses_its_pages(tmp_path: Path) -> None:
    """What is surely a page is read under any of its usual names; the user hears of whatever is left."""
    for name, content, _ in MIRRORED:
        (tmp_path / name).write_bytes(content)
    passed: list[str] = []
    found = read(tmp_path, passed_over=passed.append)
    assert codes(found) == []
    origins = dict.fromkeys(Path(item.origin.partition("#")[0]).name for item in found if isinstance(item, Page))
    assert list(origins) == [name for name, _, taken in MIRRORED if taken]
    assert passed == [str(tmp_path / name) for name, _, taken in MIRRORED if not taken]


def test_folders_that_hold_each_other_end(tmp_path: Path) -> None:
    """A link to a folder above must not make an endless run."""
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x.md").write_text("x")
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    (tmp_path / "self.md").symlink_to(tmp_path / "self.md")
    assert contents(read(tmp_path)) == [b"x"]


def test_what_is_not_there_is_a_problem_and_the_rest_goes_on(tmp_path: Path) -> None:
    """One wrong name in a list of thousands must not end the night."""
    (tmp_path / "a.md").write_text("x")
    (tmp_path / "empty").mkdir()
    found = read(tmp_path / "no.md", tmp_path / "a.md", tmp_path / "empty", "a\0b")
    assert codes(found) == ["not-found", "not-found", "unreadable"]
    assert contents(found) == [b"x"]
    assert str(tmp_path / "no.md") in str(found[0])


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_a_problem(tmp_path: Path) -> None:
    """The user must hear which file could not be read."""
    (tmp_path / "a.md").write_text("x")
    (tmp_path / "a.md").chmod(0)
    assert codes(read(tmp_path / "a.md")) == ["unreadable"]


def test_standard_input_is_told_by_its_content() -> None:
    """`cat crawl.warc.gz | presscut clean -` has no name to go by."""
    lines = b'{"text": "a"}\n{"text": "b"}\n'
    assert contents(read("-", stdin=io.BytesIO(b"plain { text"))) == [b"plain { text"]
    assert contents(read("-", stdin=io.BytesIO(lines))) == [b"a", b"b"]
    assert contents(read("-", stdin=io.BytesIO(gzip.compress(lines)))) == [b"a", b"b"]
    assert contents(read("-", stdin=io.BytesIO(members(response(b"<p>x"))))) == [b"<p>x"]
    assert codes(read("-")) == ["unreadable"]


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.json", "a"])
def test_json_lines_are_told_by_their_content(tmp_path: Path, name: str) -> None:
    """A row of JSON is nobody's article, whatever the file is called."""
    long = json.dumps({"id": 7, "of": 'a "board"', "at": None, "text": "long" * 30_000}).encode()
    (tmp_path / name).write_bytes(b'\xef\xbb\xbf\n{"id": 1, "text": "a"}\r\n\n{broken\n' + long)
    found = read(tmp_path / name)
    assert contents(found) == [b"a", b"long" * 30_000]
    assert codes(found) == ["bad-json"]
    (tmp_path / name).write_bytes(long + b"\n" + long)
    assert len(contents(read(tmp_path / name))) == 2


@pytest.mark.parametrize("text", ['{"text": "a"} is how a row begins.', '{"label": "Buy"}', "{ text", "[1] [", "[{}]"])
def test_text_that_begins_like_json_is_a_page(tmp_path: Path, text: str) -> None:
    """An article about JSON may begin with an example, and the text of a page with what its scripts left."""
    (tmp_path / "a.txt").write_text(text)
    assert contents(read(tmp_path / "a.txt")) == [text.encode()]


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("name", ["a.json", "a.jsonl", "a.txt"])
def test_json_whose_records_are_no_lines_is_refused(tmp_path: Path, name: str, indent: int | None) -> None:
    """Spiders write arrays, and programs print one record over many lines: what makes lines of them is said."""
    record = {"url": "https://a.example/", "text": "a" * 100_000}
    (tmp_path / name).write_text(json.dumps([record, record], indent=indent))
    (refused,) = read(tmp_path / name)
    assert "it is a JSON array" in str(refused)
    assert "`jq -c '.[]'`" in str(refused)
    (tmp_path / name).write_text(json.dumps({**record, "tags": ["b"]}, indent=2))
    (refused,) = read(tmp_path / name)
    assert "it is JSON over several lines" in str(refused)


def test_a_stream_that_gives_a_byte_at_a_time_is_told_as_well() -> None:
    """Pipes give what they have; the look at the first bytes must not depend on it."""

    class Slow(io.RawIOBase):
        rest = b'{"text": "a"}\n' * 3

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: object, /) -> int:
            piece, self.rest = self.rest[:1], self.rest[1:]
            memoryview(buffer)[: len(piece)] = piece  # type: ignore[arg-type]
            return len(piece)

    assert contents(read("-", stdin=Slow())) == [b"a"] * 3


def test_packed_files_are_found_by_their_content(tmp_path: Path) -> None:
    """A name that lost its .gz, or has one too many, must not matter."""
    (tmp_path / "a.html").write_bytes(gzip.compress(b"<p>x"))
    (tmp_path / "b.txt.gz").write_bytes(b"not packed")
    assert contents(read(tmp_path)) == [b"<p>x", b"not packed"]


def test_a_truncated_gzip_is_a_problem(tmp_path: Path) -> None:
    """Half an article must not pass for the whole one."""
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(os.urandom(500))[:-20])
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(b'{"text": "a"}\n' * 9)[:-9])
    (tmp_path / "c.txt").write_text("c")
    found = read(tmp_path)
    assert codes(found) == ["damaged", "damaged"]
    assert contents(found)[-1] == b"c"


def test_a_page_that_is_too_large_is_a_problem(tmp_path: Path) -> None:
    """A bomb of a few kilobytes must not fill the memory."""
    (tmp_path / "bomb.txt.gz").write_bytes(gzip.compress(bytes(2_000_000)))
    (tmp_path / "ok.txt").write_text("ok")
    found = read(tmp_path, largest=1_000_000)
    assert codes(found) == ["too-large"]
    assert contents(found) == [b"ok"]


JSONL = [
    ('{"text": "a", "url": "https://a.example/"}', None),
    ("{broken", "bad-json"),
    ('["no object"]', "bad-json"),
    ('{"url": "https://a.example/"}', "bad-json"),
    ('{"text": 5}', "bad-json"),
    ("[" * 100_000, "bad-json"),
    ('{"text": "\\ud800", "url": null}', None),
    ('{"text": "a", "url": 7}', "bad-json"),
    ('{"text": "a", "url": ["https://a.example/"]}', "bad-json"),
    ("", None),
    ('{"text": "b", "media_type": "markdown"}', None),
    ('{"text": "b", "media_type": "pdf"}', "bad-json"),
    ('{"text": "b", "media_type": 7}', "bad-json"),
    ('{"html": "<p>c", "text": "ignored", "fetched": "2030-01-01T00:00:00Z"}', None),
]


def test_bad_lines_of_jsonl_are_named_and_passed(tmp_path: Path) -> None:
    """In a file of millions of lines one bad line costs itself."""
    file = tmp_path / "a.jsonl"
    file.write_text("\ufeff" + "\n".join(line for line, _ in JSONL) + "\n\xff", encoding="utf-8")
    found = read(file)
    pages = [item for item in found if isinstance(item, Page)]
    problems = [item for item in found if isinstance(item, Problem)]
    expected = [number for number, (_, code) in enumerate(JSONL, 1) if code] + [len(JSONL) + 1]
    assert [p.where for p in problems] == [f"{file}#{number}" for number in expected]
    assert {p.code for p in problems} == {"bad-json"}
    assert [p.content for p in pages] == [b"a", "\N{REPLACEMENT CHARACTER}".encode(), b"b", b"<p>c"]
    assert [p.media_type for p in pages] == [None, None, "markdown", "html"]
    assert [p.url for p in pages] == ["https://a.example/", None, None, None]
    assert pages[0].origin == f"{file}#1"


def test_text_is_read_where_html_holds_nothing(tmp_path: Path) -> None:
    """Exports of tables fill a column that they have nothing for with an empty string, or with false."""
    nothing: list[object] = ["", " \n\t", None, False]
    lines = [json.dumps({"html": html, "text": "a", "url": "https://a.example/"}) for html in nothing]
    (tmp_path / "a.jsonl").write_text("\n".join([*lines, '{"html": ""}', '{"html": " ", "text": ""}']))
    found = read(tmp_path / "a.jsonl")
    assert contents(found) == [b"a"] * len(nothing) + [b""] * 2
    assert [item.media_type for item in found if isinstance(item, Page)] == [None] * len(nothing) + ["html", None]


def test_what_cannot_be_a_time_costs_no_page(tmp_path: Path) -> None:
    """Rows promise ISO 8601 in UTC; exports hold what somebody typed."""
    said = ["2031-05-06T09:08:09+02:00", "20310506070809", "yesterday", 1935910089]
    lines = [json.dumps({"text": "a", "fetched": when}) for when in said]
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    known = [item.fetched for item in read(tmp_path / "a.jsonl") if isinstance(item, Page)]
    assert known == ["2031-05-06T07:08:09Z", "2031-05-06T07:08:09Z", None, None]


def test_a_line_that_is_too_long_is_passed(tmp_path: Path) -> None:
    """One endless line must not be held in memory to be thrown away."""
    file = tmp_path / "a.jsonl"
    file.write_text(json.dumps({"text": "x" * 5000}) + "\n" + '{"text": "b"}')
    found = read(file, largest=1000)
    assert codes(found) == ["too-large"]
    assert contents(found) == [b"b"]


def peak_of(pages: Iterator[Page | Problem]) -> int:
    tracemalloc.start()
    for _ in pages:
        pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    """A crawl is larger than any memory."""
    record = response(b"<p>" + b"x" * 20_000)
    (tmp_path / "a.jsonl").write_bytes((json.dumps({"text": "x" * 20_000}) + "\n").encode() * 500)
    (tmp_path / "b.warc.gz").write_bytes(members(record) * 500)
    (tmp_path / "c.warc.gz").write_bytes(members(record * 500))
    (tmp_path / "d.warc").write_bytes(record * 500)
    list(read_inputs([str(tmp_path / "d.warc")]))  # what is imported on first use does not count
    for file in sorted(tmp_path.iterdir()):
        # unpacked, each has 10 MB; some of it waits for the garbage collector
        assert peak_of(read_inputs([str(file)])) < 5_000_000, file.name


@pytest.mark.parametrize(
    ("said", "read_as"),
    [
        ("text/markdown", "markdown"),
        ("Text/HTML; charset=utf-8", "html"),
        ("application/xhtml+xml", "html"),
        ("text/plain", None),
        ("auto", None),
        ("text", "text"),
    ],
)
def test_a_record_may_say_what_it_is_with_a_mime_type(tmp_path: Path, said: str, read_as: str | None) -> None:
    """As crawlers write it. Markdown travels as text/plain too, so that leaves it to the content."""
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": "b", "media_type": said}))
    (page,) = read(tmp_path / "a.jsonl")
    assert isinstance(page, Page)
    assert page.media_type == read_as


RENAMED = {"id": 7, "link": "https://courier.example/ferry", "content": "The ferry came.", "when": "20310506070809"}


@pytest.mark.parametrize("name", ["a.jsonl", "a.txt", "-"])
def test_the_page_of_a_record_may_stand_in_a_field_of_another_name(tmp_path: Path, name: str) -> None:
    """Whoever scraped it called it as he liked; what the file is called tells nothing either."""
    fields = Fields(text="content", url="link", fetched="when")
    packed = (json.dumps(RENAMED) + "\n").encode() * 2
    (tmp_path / "a.jsonl").write_bytes(packed)
    (tmp_path / "a.txt").write_bytes(packed)
    where = "-" if name == "-" else str(tmp_path / name)
    pages = list(read_inputs([where], stdin=io.BytesIO(packed), fields=fields))
    assert [page.content for page in pages if isinstance(page, Page)] == [b"The ferry came."] * 2
    first = pages[0]
    assert isinstance(first, Page)
    assert (first.url, first.fetched) == ("https://courier.example/ferry", "2031-05-06T07:08:09Z")


def test_a_long_record_with_a_field_of_another_name_is_known(tmp_path: Path) -> None:
    """Its end is not in sight when the file is looked at."""
    (tmp_path / "a.txt").write_text(json.dumps({"the page": "The ferry came. " * 20_000}))
    (page,) = read_inputs([str(tmp_path / "a.txt")], fields=Fields(text="the page"))
    assert isinstance(page, Page)
    assert len(page.content) == 16 * 20_000


def test_a_record_without_a_page_names_what_it_has(tmp_path: Path) -> None:
    """The message is the way to the option."""
    (tmp_path / "a.jsonl").write_text(json.dumps(RENAMED) + '\n{"id": 7}\n')
    first, second = read(tmp_path / "a.jsonl")
    assert isinstance(first, Problem)
    assert isinstance(second, Problem)
    assert first.message == (
        "the record has neither text nor html as a string, but link, content, when; "
        "--field text=NAME (or html=NAME) says which of them is the page"
    )
    assert second.message == "the record has neither text nor html as a string; one of them is needed"
