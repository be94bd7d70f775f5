"""A text that was lost is made again from its page, which is there still."""

from __future__ import annotations

from pathlib import Path

import pytest

from presscut.archive.check.archive import check_archive
from presscut.archive.check.findings import Counts, Finding
from presscut.archive.layout import STATE
from presscut.archive.store import Archive
from presscut.cleaner.model import Producer
from presscut.errors import Damaged
from tests.archive.check.damages import field, split, unpack
from tests.archive.making import BODY, article, clock, page
from tests.archive.test_rebuild import tables

OTHER_BANNER = page("harbour", content=b"Page of harbour, with another banner.")
OTHER_RULES = article(page(), text="The harbour wall.", paragraphs=(), producer=Producer("2", "r", "s"))


def without_texts(root: Path) -> Path:
    """The archive as a repair leaves it when every conversion was damaged."""
    for segment in (root / "warc").glob("clean-*"):
        kept = (one for one in split(segment.read_bytes()) if field(unpack(one), "WARC-Type") != "conversion")
        segment.write_bytes(b"".join(kept))
    (root / STATE).unlink()
    Archive(root).close()
    return root


def found(root: Path) -> list[Finding]:
    return list(check_archive(root, Counts()))


def rebuilt(root: Path) -> dict[str, list[tuple[object, ...]]]:
    (root / STATE).unlink()
    Archive(root).close()
    return tables(root)


@pytest.fixture
def lost(tmp_path: Path) -> Path:
    """An archive of two captures that share one text, which is lost."""
    with Archive(tmp_path / "lost", create=True, now=clock, host="quay") as archive:
        archive.add(page(), article(page()))
        archive.add(OTHER_BANNER, article(OTHER_BANNER))
    return without_texts(tmp_path / "lost")


def test_a_lost_text_is_told_as_one(lost: Path) -> None:
    """The record was the article's text and no capture, and the remedy is a command that helps."""
    said = [each for each in found(lost) if each.rule == "dangling-article"]
    assert {each.message.split(" of ")[0] for each in said} == {"it is the conversion"}
    assert all("presscut reclean --apply" in each.remedy for each in said)


def test_reading_it_says_how_to_get_it_back(lost: Path) -> None:
    """Whoever asks for the article must not be sent for a copy that nobody needs."""
    with Archive(lost) as archive, pytest.raises(Damaged, match="reclean --apply"):
        archive.get(article(page()).id)


def test_adding_its_page_brings_it_back(lost: Path) -> None:
    """The record has the id that both accounts name, so that nothing of the archive is damaged any more."""
    with Archive(lost, now=clock, host="quay") as archive:
        assert archive.add(page(), article(page())).status == "updated"
        assert archive.get(article(page()).id) == article(page())
    assert found(lost) == []


def test_both_articles_that_shared_it_are_found_again(lost: Path) -> None:
    """Their words and their signatures went with the text; what is made anew holds them as the first one did."""
    with Archive(lost, now=clock, host="quay") as archive:
        for one in (page(), OTHER_BANNER):
            archive.add(one, article(one))
            assert archive.add(one, article(one)).status == "duplicate"
        assert [each.text for each in archive.articles()] == [BODY, BODY]
        assert not any(entry.lost for entry in archive.list())
    before = tables(lost)
    assert {document for _, document, *_ in before["words"]} == {1, 2}
    assert rebuilt(lost) == before
    assert found(lost) == []


def test_the_page_of_a_lost_text_is_there(lost: Path) -> None:
    """The text named its capture; without it the page is found by its address and its bytes."""
    with Archive(lost) as archive:
        for one in (page(), OTHER_BANNER):
            original = archive.original(article(one).id)
            assert original is not None
            assert original.content == one.content


def test_other_rules_make_the_article_anew_and_the_old_account_is_a_warning(tmp_path: Path) -> None:
    """What they make is another text: the id of the lost one would be a lie, and no article needs it any more."""
    with Archive(tmp_path, create=True, now=clock, host="quay") as archive:
        archive.add(page(), article(page()))
    without_texts(tmp_path)
    with Archive(tmp_path, now=clock, host="quay") as archive:
        assert archive.add(page(), OTHER_RULES).status == "updated"
        assert archive.get(OTHER_RULES.id) == OTHER_RULES
    assert [(each.rule, each.severity) for each in found(tmp_path)] == [("replaced-account", "warning")]


def test_another_account_of_the_same_maker_is_no_proof(tmp_path: Path) -> None:
    """A page can be read as something else by request: then the stored account is not that of this text."""
    with Archive(tmp_path, create=True, now=clock, host="quay") as archive:
        archive.add(page(), article(page()))
    without_texts(tmp_path)
    with Archive(tmp_path, now=clock, host="quay") as archive:
        archive.add(page(), article(page(), text="The harbour wall.", paragraphs=()))
    assert [each.rule for each in found(tmp_path)] == ["replaced-account"]
