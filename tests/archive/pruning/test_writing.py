"""What is left after a prune: nothing of what went, everything of what stays."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from presscut.archive.check.archive import check_archive
from presscut.archive.check.findings import Counts
from presscut.archive.disk import Disk
from presscut.archive.index.finding import look_up
from presscut.archive.index.query import parse
from presscut.archive.layout import STATE
from presscut.archive.pruning.choosing import Choice
from presscut.archive.pruning.writing import prune
from presscut.archive.recovery import House, open_for_reading
from presscut.archive.store import Archive
from presscut.cleaner.model import Page
from presscut.errors import Damaged, Locked, NoArchive, UsageError
from tests.archive.making import clock, complaints, page
from tests.archive.pruning.making import (
    HAND,
    HEADERS,
    IDS,
    SHARED,
    SITE,
    everything,
    furnish,
    made_of,
    members,
    pruned,
    records,
)

COPY, BARE = IDS[1:]


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    furnish(tmp_path)
    return tmp_path


def assert_sound(path: Path) -> None:
    """No record points at one that is gone, and verify finds nothing wrong."""
    found = records(path)
    for record in found.values():
        assert (record.get("WARC-Refers-To") or next(iter(found))) in found
        assert record.get("WARC-Warcinfo-ID") in found or record.get("WARC-Type") == "warcinfo"
    assert list(check_archive(path, Counts())) == []
    with Archive(path) as archive:
        assert archive.problems == ()
        assert [made.id for made in archive.articles()] == [entry.id for entry in archive.list()]


def pages(path: Path) -> dict[str, Page]:
    with Archive(path) as archive:
        return {entry.id: page for entry in archive.list() if (page := archive.original(entry.id)) is not None}


def urls(path: Path) -> list[str]:
    with Archive(path) as archive:
        return [(entry.url or "").removeprefix(SITE) for entry in archive.list()]


def test_the_first_revisit_left_gets_the_bytes(kept: Path) -> None:
    """The bytes of a page that goes are those of others that stay: these must be shown as before."""
    before, stood = pages(kept), records(kept)
    made = pruned(kept, "mirror")
    after, found = pages(kept), records(kept)
    assert {key: after[key] for key in (COPY, BARE)} == {key: before[key] for key in (COPY, BARE)}
    changed = sorted((change.row.target, change.row.date[:7], change.kind) for change in made.changes.values())
    copy, bare = f"{SITE}copy", f"{SITE}bare"
    assert changed == [(bare, "2030-03", "pointed"), (copy, "2030-02", "whole"), (copy, "2030-05", "pointed")]
    (whole,) = [change.row.id for change in made.changes.values() if change.kind == "whole"]
    assert stood[whole].get("WARC-Type") == "revisit"
    assert found[whole].get("WARC-Type") == "response"
    assert found[whole].block.startswith(b"HTTP/1.1 200 OK\r\n")
    assert found[whole].block.endswith(b"\r\n\r\n" + SHARED)
    assert {change.other.id for change in made.changes.values() if change.kind == "pointed"} == {whole}
    assert_sound(kept)


def test_other_records_stay_byte_for_byte(kept: Path) -> None:
    """A prune of one page is no reason to touch another: the hash of every member is the same."""
    before = members(kept)
    made = pruned(kept, "mirror", "banner")
    after = members(kept)
    stay = before.keys() - made.gone.keys() - made.changes.keys()
    assert {key: after[key] for key in stay} == {key: before[key] for key in stay}
    new = after.keys() - before.keys()
    assert len(new) == 1 + 4  # a warcinfo, and a tombstone for each page
    assert not made.gone.keys() & after.keys()


def test_nothing_of_the_page_is_left(kept: Path) -> None:
    """The author of a page asked for it: no text, no bytes, no word of the index may stay."""
    (kept / "index.cdxj").write_text("news,example)/mirror 20300101000000 {}\n")
    pruned(kept, "mirror", "copy", "bare")
    left = b"".join(record.block for record in records(kept).values())
    assert SHARED not in left
    assert b"Quicksilver" not in left
    state = (kept / STATE).read_bytes()
    assert b"quicksilver" not in state
    assert b"mirror" in state  # the tombstone
    assert sorted(file.name for file in kept.iterdir()) == ["lock", STATE, "warc"]
    assert urls(kept) == ["banner", "banner", "banner", "plain", "empty"]
    assert_sound(kept)


def test_a_text_that_another_page_shares_stays(kept: Path) -> None:
    """An older page goes; the text that was stored with it is that of the newer one, too."""
    made = prune(House(kept, Disk()), Choice(keys=(f"{SITE}banner",), before="2030-01-01T00:00:00Z"), HAND)[0]
    (change,) = made.changes.values()
    assert (change.row.type, change.other.date) == ("conversion", "2031-01-01T00:00:00Z")
    with Archive(kept) as archive:
        left = [article for article in archive.articles() if article.url == f"{SITE}banner"]
    assert [article.text for article in left] == ["The same words under every banner."] * 2
    assert_sound(kept)
    pruned(kept, "banner")
    assert "banner" not in urls(kept)
    assert_sound(kept)


def test_a_tombstone_stays_and_keeps_the_page_away(kept: Path) -> None:
    """A folder that is added every night must not bring back what was taken out; new bytes are a new page."""
    pruned(kept, "plain")
    of = page("plain")
    with Archive(kept, create=True, now=clock, host="test") as archive:
        assert archive.add(of, made_of(of, "Nothing is bound to this.")).status == "pruned"
        changed = replace(of, content=b"Other bytes.")
        assert archive.add(changed, made_of(changed, "Other words.")).status == "stored"
        assert archive.add(of, made_of(of, "Nothing is bound to this."), again=True).status == "stored"
        assert archive.add(of, made_of(of, "Nothing is bound to this.")).status == "duplicate"
    state, _ = open_for_reading(House(kept, Disk()))
    (note,) = [note for note in state.notes() if note.kind == "tombstone"]
    assert (note.target, note.date, note.reason) == (f"{SITE}plain", "2031-05-06T07:08:09Z", "asked for")
    state.close()
    assert_sound(kept)


def test_taking_out_twice_in_a_second_leaves_one_tombstone(kept: Path) -> None:
    """A record id must not stand twice in an archive, however quick a script is."""
    of = page("plain")
    pruned(kept, "plain")
    with Archive(kept, create=True, now=clock, host="test") as archive:
        archive.add(of, made_of(of, "Nothing is bound to this."), again=True)
    pruned(kept, "plain")
    assert "plain" not in urls(kept)
    assert_sound(kept)


def test_notes_about_a_page_stay(kept: Path) -> None:
    """They are the archive's own words; a hold tells a later reader why there is a tombstone."""
    pruned(kept, "mirror")
    state, _ = open_for_reading(House(kept, Disk()))
    kinds = [note.kind for note in state.notes(f"{SITE}mirror")]
    assert sorted(kinds) == ["hold", "tombstone"]
    state.close()


def test_a_page_whose_article_was_made_elsewhere_is_named(tmp_path: Path) -> None:
    """Two addresses with one canonical address share an article: who takes one out must hear of the other."""
    one = page("one", content=SHARED)
    two = replace(one, url=f"{SITE}two")
    with Archive(tmp_path, create=True, now=clock, host="test") as archive:
        shared = made_of(one, "An article.", canonical_url=f"{SITE}canonical")
        archive.add(one, shared)
        archive.add(two, shared)
    made = pruned(tmp_path, "one")
    assert made.orphans == (f"{SITE}two",)
    assert (urls(tmp_path), made.articles) == ([], 1)
    assert [found.rule for found in check_archive(tmp_path, Counts())] == ["unaccounted-original"]


def test_what_stays_is_found_by_its_words(kept: Path) -> None:
    """The numbers of articles change with the state; words must follow them."""
    pruned(kept, "mirror", "banner")
    state, _ = open_for_reading(House(kept, Disk()))
    found = {asked: [hit.entry.id for hit in look_up(state.db, parse(asked))] for asked in ("quicksilver", "words")}
    assert found == {"quicksilver": [COPY, BARE], "words": []}
    state.close()


def test_other_tools_find_nothing_wrong(kept: Path) -> None:
    """Rewritten segments are WARC files like the others: gzip, warcio and FastWARC pass them."""
    pruned(kept, "mirror", "plain")
    assert not [complaint for segment in sorted((kept / "warc").iterdir()) for complaint in complaints(segment)]


def test_a_damaged_segment_is_not_rewritten(kept: Path) -> None:
    """Rewriting would lose what a copy elsewhere could mend, and give damage a hash of its own."""
    (segment, *_) = sorted((kept / "warc").glob("orig-*"))
    content = bytearray(segment.read_bytes())
    content[-20] ^= 1
    segment.write_bytes(content)
    before = everything(kept)
    with pytest.raises(Damaged, match="not as it was written"):
        pruned(kept, "mirror")
    assert everything(kept) == before


def test_nothing_chosen_changes_nothing(kept: Path) -> None:
    """No segment is made for no tombstones."""
    before = everything(kept)
    made = pruned(kept, "nowhere")
    assert (made.pages, made.gone) == ((), {})
    assert everything(kept) == before


def test_pruning_all_leaves_tombstones(kept: Path) -> None:
    """An archive of which all was taken out is an archive still."""
    prune(House(kept, Disk()), Choice(site="news.example"), HAND)
    assert urls(kept) == []
    with Archive(kept, create=True, now=clock, host="test") as archive:
        of = page("later", headers=HEADERS)
        assert archive.add(of, made_of(of, "A later article.")).status == "stored"
    assert urls(kept) == ["later"]
    assert_sound(kept)


def test_one_writer_at_a_time(kept: Path, tmp_path: Path) -> None:
    """A prune beside a running add would lose what is being added."""
    with Archive(kept, create=True), pytest.raises(Locked):
        pruned(kept, "plain")
    with pytest.raises(NoArchive):
        pruned(tmp_path / "nowhere", "plain")


@pytest.mark.parametrize("which", ["warc", "state.db"])
def test_a_file_behind_a_link_is_not_called_gone(kept: Path, which: str) -> None:
    """Another file takes the place of the link, and the one it leads to, on another disk, would hold all that went."""
    file = next(iter(sorted((kept / "warc").glob("orig-*")))) if which == "warc" else kept / which
    elsewhere = file.rename(kept / "elsewhere")
    file.symlink_to(elsewhere)
    before = elsewhere.read_bytes()
    with pytest.raises(UsageError, match="it is a link, and what goes would stay in"):
        pruned(kept, "mirror")
    assert file.is_symlink()
    assert elsewhere.read_bytes() == before
    assert_sound(kept)
