"""pywb, started on this machine with our index, shows what was captured and what was made of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from presscut.archive.warc.headers import clean_uri
from presscut.cleaner.model import Page
from presscut.cli import run as presscut
from tests.peers.contents import asked, spread, timestamp
from tests.peers.development import pages
from tests.peers.own import first_pages, last_pages
from tests.peers.programs import peer
from tests.peers.replay import Pywb

pytestmark = pytest.mark.timeout(900)  # the first test to ask for the archive waits for it
SHOWN = 50  # originals of the development pages, and as many texts
OK = 200


@pytest.fixture(scope="module")
def pywb(kept: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pywb]:
    """pywb over the archive, as its manual sets it up: the folder of the WARCs and the index."""
    program = peer("pywb", "pywb")
    with Pywb(program, tmp_path_factory.mktemp("pywb"), kept / "warc", kept / "index.cdxj") as started:
        yield started


def chosen() -> Iterator[Page]:
    """Development pages from the first to the last, and all of our own that have an address."""
    every = [n for n, page in enumerate(pages()) if page.url]
    own = {*range(len(first_pages())), *range(every[-1] + 1 - len(last_pages()), every[-1] + 1)}
    wanted = own | set(spread([n for n in every if n not in own], SHOWN))
    return (page for n, page in enumerate(pages()) if n in wanted and page.url)


def test_originals_replay_byte_for_byte(pywb: Pywb) -> None:
    """With HTTP headers and without, first captures and repeats of them in another segment."""
    shown = 0
    for page in chosen():
        answer = pywb.raw(clean_uri(page.url or ""), timestamp(page.fetched or ""))
        assert answer.status == OK, f"{page.url}: {answer.status}\n{pywb.log()}"
        assert answer.body == page.content, page.url
        shown += 1
    assert shown > SHOWN


def test_texts_replay_as_archive_show_prints_them(
    kept: Path, pywb: Pywb, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """Nothing is stored twice for it: the index points into the segments of clean text."""
    rows = asked(
        kept,
        "SELECT articles.id, target, date FROM articles JOIN records ON records.id = conversion"
        " WHERE since IS NULL ORDER BY seq",
    )
    for article, target, date in spread(rows, SHOWN):
        answer = pywb.raw(f"urn:text:{target}", timestamp(date))
        assert (answer.status, answer.content_type) == (OK, "text/plain; charset=utf-8"), f"{target}\n{pywb.log()}"
        capfdbinary.readouterr()
        assert presscut(["archive", "show", article, "--archive", str(kept)]) == 0
        assert capfdbinary.readouterr().out == answer.body + b"\n"
