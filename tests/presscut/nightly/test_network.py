"""What a night keeps of the documents it asks for."""

from __future__ import annotations

import gzip
from typing import cast

import pytest

from presscut.archive.net.answer import Answer
from presscut.archive.net.fetch import Fetcher
from presscut.nightly.network import Network

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
