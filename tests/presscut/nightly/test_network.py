"""What a night keeps of the documents it asks for."""

from __future__ import annotations

import gzip
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest

from presscut.archive.net.answer import Answer
from presscut.archive.net.fetch import Fetcher
from presscut.archive.sources.source import Source
from presscut.nightly.network import Network
from tests.archive.net.serving import PAGE, Reply, Request, Server, page
from tests.presscut.nightly.jobs import job

SITEMAP = "https://courier.example/sitemap.xml"
XMLNS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
URLSET = f"<?xml version='1.0'?><urlset {XMLNS}><url><loc>https://courier.example/a</loc></url></urlset>".encode()
INDEX = f"<sitemapindex {XMLNS}><sitemap><loc>https://courier.example/1.xml</loc></sitemap></sitemapindex>".encode()


class Serving:
    """A fetcher that has one document, with validators."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def get(self, url: str, **_: object) -> Answer:
        headers = (("ETag", '"1"'), ("Last-Modified", "Sun, 04 May 2031 07:08:09 GMT"))
        return Answer(url, url, 200, "HTTP/1.1 200 OK", headers, self._content, (), "2031-05-06T03:30:00Z")


@pytest.mark.parametrize(
    ("content", "kept"), [(URLSET, '"1"'), (INDEX, None), (gzip.compress(INDEX), None)], ids=["sitemap", "index", "gz"]
)
def test_an_index_of_sitemaps_is_asked_for_whole_each_night(content: bytes, kept: str | None) -> None:
    """Many indexes never change, and their sitemaps do every day: a 304 for the one hid all news of the others."""
    network = Network(cast(Fetcher, Serving(content)), {}, lambda _: None)
    network.document(SITEMAP)
    (visit,) = network.taken()
    assert (visit.etag, visit.last_modified is None) == (kept, kept is None)


def sitemap_or_page(asked: Request) -> Reply:
    """A server that says that nothing has changed to whoever was here before."""
    if "if-none-match" in asked.headers:
        return b"HTTP/1.1 304 Not Modified\r\n\r\n"
    return page(URLSET.replace(b"https://courier.example/a", b"/a") if asked.path == "/good" else PAGE, 'ETag: "1"')


def test_a_source_that_cannot_be_read_is_told_each_night(tmp_path: Path) -> None:
    """A feed became a page, and is a page ever since: "not modified" is no good news of it.

    What can be read is asked for with its validators as before.
    """
    with closing(Server({"/good": sitemap_or_page, "/bad": sitemap_or_page})) as server:
        sources = {name: Source(name, "sitemap", url=f"{server.url}/{name}", per_night=1) for name in ("good", "bad")}
        for number in (1, 2, 3):
            report = replace(job(tmp_path, server.url, number), sources=sources).run()
            assert [problem.where for problem in report.problems if problem.code == "not-a-sitemap"] == [
                f"{server.url}/bad"
            ]
    validators = {
        path: ["if-none-match" in r.headers for r in server.requests if r.path == path] for path in ("/good", "/bad")
    }
    assert validators == {"/good": [False, True, True], "/bad": [False, False, False]}
