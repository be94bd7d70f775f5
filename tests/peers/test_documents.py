"""datatrove, which feeds language models, reads the articles out of an archive."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from presscut.archive.store import Archive
from tests.peers.programs import INSIDE, peer, run

pytestmark = pytest.mark.timeout(900)  # the first test to ask for the archive waits for it


def test_warc_reader_gives_one_document_a_conversion_with_its_text(kept: Path) -> None:
    """It drops what its guesses take for no text: the record itself must say that it is."""
    said = run(peer("datatrove", "python"), INSIDE / "documents.py", kept / "warc", "clean-*.warc.gz")
    assert said.code == 0, said.all
    rows = [json.loads(line) for line in said.out.splitlines()]
    documents = {record: (url, text) for record, url, text in rows}
    assert len(rows) == len(documents)
    with Archive(kept) as archive:
        assert len(rows) == archive.stats().conversions
        with_text = [entry for entry in archive.list() if entry.conversion]
        assert {entry.conversion for entry in with_text} == documents.keys()
        for entry in with_text:
            article = archive.get(entry.id)
            assert article is not None
            assert documents[entry.conversion or ""][1] == article.text
