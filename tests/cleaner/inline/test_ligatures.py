"""Letters that print joins to one character are read as letters, and the ledger says so."""

from __future__ import annotations

import pytest

from presscut import Article, clean, source_text
from presscut.cleaner.characters import LIGATURES
from presscut.cleaner.inline import apply_edits
from presscut.cleaner.segment.text import segment_text

SAID = "The ﬁrst oﬃce of Larkholm stood on the ﬂat rock by the harbour, and aﬀairs ﬂoated by for thirty years."
READ = "The first office of Larkholm stood on the flat rock by the harbour, and affairs floated by for thirty years."


@pytest.mark.parametrize(("joined", "letters"), LIGATURES.items())
def test_each_ligature_of_print(joined: str, letters: str) -> None:
    """Two or three letters, those of Unicode's compatibility decomposition."""
    source = f"o{joined}ice of the harbour"
    (block,) = segment_text(source)
    assert block.text == f"o{letters}ice of the harbour"
    assert [(e.kind, e.to) for e in block.edits] == [("ligature", letters)]


@pytest.mark.parametrize("page", [SAID, f"<p>{SAID.replace('oﬃce', '<b>oﬃce</b>')}</p>"], ids=["text", "html"])
def test_words_are_found_and_the_source_is_told(page: str) -> None:
    """In text and in HTML: each edit stands at its place, and together they give the text."""
    article = clean(page)
    assert isinstance(article, Article)
    assert article.text == READ
    source = source_text(page)
    edits = [entry for entry in article.ledger if entry.kind == "ligature"]
    assert [source[e.src_start : e.src_end] for e in edits] == ["ﬁ", "ﬃ", "ﬂ", "ﬀ", "ﬂ"]
    assert [e.to for e in edits] == ["fi", "ffi", "fl", "ff", "fl"]


def test_links_keep_their_places() -> None:
    """A link behind a ligature stands where its words stand in the text."""
    article = clean(f"<p>{SAID.replace('rock', '<a href=https://rock.example/>ﬂint rock</a>')}</p>")
    assert isinstance(article, Article)
    (link,) = article.links
    assert article.text[link.start : link.end] == link.text == "flint rock"


def test_code_keeps_its_characters() -> None:
    """What stands between fences is verbatim."""
    source = "```\nﬁ = 1\n```"
    (block,) = segment_text(source)
    assert apply_edits(source, block.start, block.end, block.edits) == block.text == "ﬁ = 1"
