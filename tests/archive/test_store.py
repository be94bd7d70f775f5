"""The archive: what goes in comes out, once, and other tools can read it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from presscut.archive.filing import Filing
from presscut.archive.store import Archive
from presscut.cleaner.model import Article, Producer
from presscut.errors import Damaged, Locked, NoArchive, Problem, UsageError
from tests.archive.making import article, articles, clock, complaints, page

HTTP = ("HTTP/1.1 200 OK", (("Content-Type", "text/html"), ("Content-Encoding", "gzip")))


def opened(path: Path, **more: object) -> Archive:
    return Archive(path, create=True, now=clock, host="test", **more)  # type: ignore[arg-type]


def segments(path: Path) -> list[Path]:
    return sorted((path / "warc").iterdir())


def filled(path: Path, *names: str, **more: object) -> None:
    with opened(path, **more) as archive:
        for name in names:
            archive.add(page(name), article(page(name)))


def test_every_segment_passes_the_checks_of_others(tmp_path: Path) -> None:
    """An archive that only we can read is none."""
    hostile = 'T\r\nWARC-Type: x\r\n\r\n\0"'
    with opened(tmp_path, largest=2000) as archive:
        for name in ("a", "b", "c"):
            of = page(name, headers=HTTP, fetched="2030-01-02T03:04:05Z")
            archive.add(of, article(of, title=hostile, authors=(hostile,), language="en"))
            archive.add(replace(of, fetched="2030-02-02T03:04:05Z"), article(of))
        bad = page("d", url=f"https://a.example/{hostile}", content_type=hostile)
        archive.add(bad, article(bad))
        empty = page("e", url=None)
        archive.add(empty, article(empty, text="", paragraphs=(), flags=("no-article",)))
    assert len(segments(tmp_path)) > 4
    assert [said for segment in segments(tmp_path) for said in complaints(segment)] == []


def test_the_same_page_is_stored_once(tmp_path: Path) -> None:
    """A second run over the same folder must change nothing."""
    filled(tmp_path, "a", "b")
    before = {file.name: file.read_bytes() for file in segments(tmp_path)}
    with opened(tmp_path) as archive:
        assert archive.add(page("a"), article(page("a"))).status == "duplicate"
    assert {file.name: file.read_bytes() for file in segments(tmp_path)} == before


def test_the_same_bytes_at_another_time_are_a_revisit(tmp_path: Path) -> None:
    """That the page was still there is worth a record; its bytes are not worth a second copy."""
    of = page(fetched="2030-01-01T00:00:00Z")
    with opened(tmp_path) as archive:
        later = replace(of, fetched="2030-01-02T00:00:00Z")
        done = [archive.add(each, article(each)).status for each in (of, of, later, later)]
        assert done == ["stored", "duplicate", "revisit", "duplicate"]
        stats = archive.stats()
    assert (stats.originals, stats.revisits, stats.conversions, stats.articles) == (1, 1, 1, 1)


def test_the_same_bytes_at_another_address_are_a_revisit_of_the_first(tmp_path: Path) -> None:
    """Mirrors and tracking links multiply pages; the bytes are kept once and found under both addresses."""
    with opened(tmp_path) as archive:
        archive.add(page(), article(page()))
        other = page(url="https://mirror.example/x")
        assert archive.add(other, article(other)).status == "revisit"
        assert archive.get("https://mirror.example/x") == archive.get("https://news.example/harbour") != None  # noqa: E711


def test_a_new_producer_gives_a_new_text_and_the_old_one_stays(tmp_path: Path) -> None:
    """New rules must not destroy what old rules made; going back to old rules finds their text again."""
    made = article(page())
    newer = replace(made, text="New.", paragraphs=(), producer=Producer("2"))
    with opened(tmp_path) as archive:
        done = [archive.add(page(), each).status for each in (made, newer, newer, made)]
        assert done == ["stored", "updated", "duplicate", "updated"]
        assert archive.stats().conversions == 2  # the text of the old rules was there already
        assert list(archive.articles()) == [made]


def test_a_page_without_article_is_kept_with_its_account(tmp_path: Path) -> None:
    """Rules may be wrong: the original must be there for better ones, and what was cut with its reason."""
    empty = article(page(), text="", paragraphs=(), flags=("no-article",))
    with opened(tmp_path) as archive:
        archive.add(page(), empty)
        assert list(archive.articles()) == [empty]
        assert (archive.stats().originals, archive.stats().conversions) == (1, 0)


@settings(max_examples=25)
@given(made=st.lists(articles(), max_size=4, unique_by=lambda a: a.id))
def test_what_goes_in_comes_out(tmp_path_factory: pytest.TempPathFactory, made: list[Article]) -> None:
    """Promise: the archive gives back the same articles, in the order of storing, also after a new start."""
    path = tmp_path_factory.mktemp("archive")
    with opened(path) as archive:
        for number, each in enumerate(made):
            archive.add(page(str(number)), each)
        assert list(archive.articles()) == made
    with Archive(path) as archive:
        assert list(archive.articles()) == made
    (path / "state.db").unlink()
    with Archive(path) as archive:
        assert list(archive.articles()) == made


def test_the_same_run_gives_the_same_bytes(tmp_path: Path) -> None:
    """Ids are names, dates are given: two archives of the same pages are one."""
    for name in ("one", "two"):
        filled(tmp_path / name, "a", "b")
    one, two = ([file.read_bytes() for file in segments(tmp_path / name)] for name in ("one", "two"))
    assert one == two


def test_no_path_of_the_disk_enters_the_archive(tmp_path: Path) -> None:
    """Archives are given away; whose disk they came from is nobody's business."""
    of = page(url=None, origin="/home/ida/secret/a.md")
    with opened(tmp_path) as archive:
        archive.add(of, article(of))
        (stored,) = archive.articles()
    assert stored.source.file == "a.md"
    for segment in segments(tmp_path):
        unpacked = subprocess.run(["gzip", "-dc", str(segment)], capture_output=True, check=True).stdout
        assert b"secret" not in unpacked


def test_the_original_comes_back_as_it_was_received(tmp_path: Path) -> None:
    """A better rule can read the page again: nothing of what the server said is lost."""
    fetched = "2030-01-01T00:00:00Z"
    of = page(headers=HTTP, content_type="text/html", fetched=fetched)
    again = replace(of, url="https://mirror.example/x", fetched="2030-02-01T00:00:00Z")
    with opened(tmp_path) as archive:
        archive.add(of, article(of))
        archive.add(again, article(again, id="ffffffff-0000-5000-8000-000000000000"))
        assert archive.original(of.url or "") == replace(of, origin=of.url or "")
        assert archive.original("ffffffff") == replace(again, origin=again.url or "")
        assert archive.original("nothing") is None


def test_the_original_of_a_file_has_its_bytes_and_no_address(tmp_path: Path) -> None:
    """A page without an address is named by its digest in the archive, and by nothing outside of it."""
    of = page(url=None, content_type="text/markdown")
    with opened(tmp_path) as archive:
        archive.add(of, article(of, text="", paragraphs=()))
        found = archive.original(article(of).id)
    assert found is not None
    assert (found.content, found.url, found.headers, found.content_type) == (of.content, None, None, "text/markdown")


def test_articles_are_found_by_id_address_and_beginning(tmp_path: Path) -> None:
    """Nobody types a whole id."""
    filled(tmp_path, "a", "b")
    wanted = article(page("a"))
    with Archive(tmp_path) as archive:
        assert (
            archive.get(wanted.id)
            == archive.get(wanted.id[:8].upper())
            == archive.get("https://news.example/a")
            == wanted
        )
        assert archive.get("nothing") is None


def test_too_little_of_an_id_is_told(tmp_path: Path) -> None:
    """The article is there: that there is none would be wrong. What names it today can be another's tomorrow."""
    filled(tmp_path, "a")
    with Archive(tmp_path) as archive:
        for beginning in ("", article(page("a")).id[:3]):
            with pytest.raises(UsageError, match="at least 4 characters"):
                archive.get(beginning)
        assert archive.get("zzz") is None


def test_a_beginning_of_two_ids_is_refused(tmp_path: Path) -> None:
    """Showing one of two at random would be a lie."""
    with opened(tmp_path) as archive:
        for name in ("a", "b"):
            archive.add(page(name), article(page(name), id=f"aaaa-{name}"))
        with pytest.raises(UsageError, match="more than one"):
            archive.get("aaaa")


def test_lists_and_counts(tmp_path: Path) -> None:
    """What `archive list` and `archive stats` show."""
    filled(tmp_path, "a", "b")
    with Archive(tmp_path) as archive:
        assert [(entry.url, entry.title, entry.words) for entry in archive.list()] == [
            ("https://news.example/a", "The wall", 15),
            ("https://news.example/b", "The wall", 15),
        ]
        stats = archive.stats()
    assert (stats.articles, stats.words, stats.originals, stats.segments) == (2, 30, 2, 2)
    assert stats.bytes == sum(file.stat().st_size for file in segments(tmp_path))


def test_no_archive_is_said_so(tmp_path: Path) -> None:
    """A typing error in a path must not make an empty archive."""
    with pytest.raises(NoArchive):
        Archive(tmp_path / "none")
    assert not (tmp_path / "none").exists()


def test_a_file_in_the_place_is_said_so(tmp_path: Path) -> None:
    """`--archive articles.jsonl` is a slip of the hand."""
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError):
        Archive(tmp_path / "file", create=True)


def test_two_writers_exclude_each_other(tmp_path: Path) -> None:
    """Two runs at once: the second one ends at once, the first goes on."""
    with opened(tmp_path) as archive:
        with pytest.raises(Locked):
            opened(tmp_path)
        archive.add(page(), article(page()))
        archive.commit()
        with Archive(tmp_path) as reader:
            assert len(list(reader.articles())) == 1
            with pytest.raises(Locked):
                reader.add(page("b"), article(page("b")))
    opened(tmp_path).close()


def test_a_worker_does_not_hold_the_lock(tmp_path: Path) -> None:
    """A worker that outlives a killed run must not lock out the next."""
    script = (
        "import os, sys, time\nfrom presscut.archive.store import Archive\n"
        "archive = Archive(sys.argv[1], create=True)\n"
        "if os.fork() == 0:\n    os.close(1)\n    time.sleep(30)\nelse:\n    os.kill(os.getpid(), 9)\n"
    )
    subprocess.run([sys.executable, "-c", script, str(tmp_path)], check=False, timeout=20, stdout=subprocess.PIPE)
    opened(tmp_path).close()


def test_an_archive_is_opened_for_reading_without_a_lock_until_it_is_written(tmp_path: Path) -> None:
    """`Archive(path)` reads; the first add makes it a writer."""
    filled(tmp_path, "a")
    with Archive(tmp_path, now=clock) as one, Archive(tmp_path, now=clock) as two:
        assert one.add(page("b"), article(page("b"))).status == "stored"
        with pytest.raises(Locked):
            two.add(page("c"), article(page("c")))
    with Archive(tmp_path) as archive:
        assert archive.stats().articles == 2


def test_nothing_is_acknowledged_before_it_is_durable(tmp_path: Path) -> None:
    """`add_all` gives back a page only when a reader of the disk sees it."""
    with opened(tmp_path, commit_every=3) as archive:
        pages = [page(str(n)) for n in range(7)]
        acknowledged = []
        for added in archive.add_all((of, article(of)) for of in pages):
            acknowledged.append(added.id)
            with Archive(tmp_path) as reader:
                assert {entry.id for entry in reader.list()} >= set(acknowledged)
    assert acknowledged == [article(of).id for of in pages]


def test_segments_are_closed_at_their_size(tmp_path: Path) -> None:
    """Rotation: files that can be copied, and none that ends as `.open`."""
    filled(tmp_path, *"abcdef", largest=1500)
    found = segments(tmp_path)
    assert len(found) > 4
    assert all(file.name.endswith(".warc.gz") for file in found)
    assert all(file.stat().st_size < 4000 for file in found)


def test_a_failed_add_leaves_the_archive_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever stops an add half-way: no half of an article stays, and the next add works."""
    with opened(tmp_path) as archive:
        archive.add(page("a"), article(page("a")))
        calls = count(1)
        write = Filing._write

        def failing(self: Filing, *given: object) -> object:
            if next(calls) == 2:
                raise KeyboardInterrupt
            return write(self, *given)  # type: ignore[arg-type]

        monkeypatch.setattr(Filing, "_write", failing)
        with pytest.raises(KeyboardInterrupt):
            archive.add(page("b"), article(page("b")))
        assert archive.add(page("c"), article(page("c"))).status == "stored"
        assert archive.add(page("b"), article(page("b"))).status == "stored"
    with Archive(tmp_path) as archive:
        assert [made.url for made in archive.articles()] == [f"https://news.example/{name}" for name in "acb"]
    assert [said for segment in segments(tmp_path) for said in complaints(segment)] == []


def with_byte(path: Path, at: int, change: Callable[[int], int]) -> None:
    content = bytearray(path.read_bytes())
    content[at] = change(content[at])
    path.write_bytes(bytes(content))


def test_one_damaged_record_costs_one_article(tmp_path: Path) -> None:
    """Every intact record stays readable, and the damaged one is named."""
    filled(tmp_path, "a", "b", "c")
    clean = segments(tmp_path)[0]
    with_byte(clean, clean.stat().st_size // 2, lambda byte: byte ^ 0xFF)
    problems: list[Problem] = []
    with Archive(tmp_path) as archive:
        assert len(list(archive.articles(problems.append))) == 2
        with pytest.raises(Damaged, match=clean.name):
            list(archive.articles())
    assert [problem.code for problem in problems] == ["damaged"]
