"""What happens to an archive in these tests, what was acknowledged of it, and what must hold true afterwards."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from presscut.archive.check.archive import check_archive
from presscut.archive.check.findings import Counts
from presscut.archive.disk import Disk
from presscut.archive.layout import STATE
from presscut.archive.rebuild import rebuild
from presscut.archive.state.rows import record_row
from presscut.archive.store import Archive
from presscut.archive.warc.headers import sha256
from presscut.archive.warc.reading import scan
from presscut.cleaner.model import Article, Page, Producer
from presscut.errors import PresscutError, Problem, Stopped
from tests.archive.durability.faults import FaultyDisk, Unsynced
from tests.archive.durability.power import MortalDisk, PowerCut
from tests.archive.making import article, clock, page
from tests.archive.test_rebuild import tables

GROUP = 3  # adds between two commits
LARGEST = 4000  # bytes of a segment: every second group fills one, and every add is written at once to know when
ROOMY = 10**6  # of a segment that no group fills: its adds are written together,
SMALL = 600  # in pieces of so many bytes of blocks
DEATH = 46  # the call before which a writer dies: it has filled segments, and added what it has not committed
# A state made again counts a capture that was whole on the disk before its article was: the next run brings that.
UNACKNOWLEDGED = "unaccounted-original"
HTTP = ("HTTP/1.1 200 OK", (("Content-Type", "text/html"), ("ETag", '"osterby"')))
Item = tuple[Page, Article]


def items() -> Iterator[Item]:
    """Pages with their articles: new ones, and every way in which one can be known already."""
    made = {name: article(page(name), canonical_url=page(name).url) for name in ("wall", "ferry", "divers")}
    yield from ((page(name), one) for name, one in made.items())
    yield page("wall", url="https://courier.example/wall"), made["wall"]  # a revisit
    yield page("ferry"), made["ferry"]  # a duplicate
    yield page("divers"), replace(made["divers"], title="The divers", producer=Producer("2", "r", "s"))  # an update
    fetched = page("lamp", headers=HTTP, fetched="2031-05-08T07:08:09Z")
    yield fetched, article(fetched, text="The lamp was lit.", paragraphs=())
    banner = page("lamp", content=b"Page of lamp, with a banner.", headers=HTTP, fetched="2031-05-09T07:08:09Z")
    yield banner, article(banner, text="The lamp was lit.", paragraphs=())  # its text is unchanged
    yield page("empty"), article(page("empty"), text="", paragraphs=(), flags=("no-article",))
    for number in range(5):
        of = page(f"tide-{number}")
        yield of, article(of, text=f"At {number} o'clock the tide came in.", paragraphs=())


@dataclass(frozen=True, slots=True)
class Run:
    """What one run was told.

    Attributes:
        acknowledged: what was added before a commit that returned.
        refused: how often it was told that something is not stored.
    """

    acknowledged: tuple[Item, ...]
    refused: int


def run(path: Path, disk: Disk, largest: int = LARGEST) -> Run:
    """Add everything, commit each group, go on after what fails; what is left at the end, closing commits."""
    acknowledged: list[Item] = []
    waiting: list[Item] = []
    refused = 0
    try:
        with Archive(path, True, clock, commit_every=10**6, largest=largest, host="test", disk=disk) as archive:
            for number, item in enumerate(items(), 1):
                try:
                    archive.add(*item)
                    waiting.append(item)
                    if number % GROUP == 0:
                        archive.commit()
                        acknowledged, waiting = acknowledged + waiting, []
                except Stopped:
                    refused += 1
        acknowledged += waiting if not refused else []
    except (PresscutError, OSError, sqlite3.Error):
        refused += 1
    except PowerCut:
        pass
    return Run(tuple(acknowledged), refused)


def nothing(path: Path) -> tuple[Item, ...]:
    """Begin where there is no archive; gives what was acknowledged so far, as all beginnings do."""
    del path
    return ()


def dead_writer(path: Path) -> tuple[Item, ...]:
    """Begin with what a writer left that died in the middle: open segments, longer than acknowledged."""
    disk = MortalDisk(path, DEATH)
    done = run(path, disk)
    disk.come_back(Random(DEATH), 1.0)
    return done.acknowledged


def lost_state(path: Path) -> tuple[Item, ...]:
    """Begin with the same, without the state."""
    acknowledged = dead_writer(path)
    for file in path.glob(STATE + "*"):
        file.unlink()
    return acknowledged


BEGINNINGS = {"nothing": nothing, "a dead writer's archive": dead_writer, "an archive without state": lost_state}


def calls_to_open(path: Path) -> int:
    """How many calls it takes to open an archive for writing."""
    disk = FaultyDisk()
    Archive(path, True, clock, host="test", disk=disk).close()
    return disk.calls


def check(path: Path, acknowledged: Sequence[Item], whole: dict[str, object]) -> None:
    """The next writer finds everything that was acknowledged, once, and adds what is missing.

    Args:
        whole: the contents of an archive that nothing happened to.

    Raises:
        AssertionError: it does not.
    """
    Archive(path, True, clock, host="test", disk=Unsynced()).close()
    agrees(path)
    has(path, acknowledged)
    assert run(path, Unsynced()).refused == 0
    assert contents(path) == whole
    assert list(check_archive(path, Counts())) == []


def has(path: Path, acknowledged: Sequence[Item]) -> None:
    """Every page and every article of these is there, byte for byte."""
    with Archive(path) as archive:
        for of, made in acknowledged:
            stored, original = archive.get(made.id), archive.original(made.id)
            assert stored is not None, made.url
            assert original is not None
            assert (stored.text, original.content) == (made.text, of.content)
    with sqlite3.connect(path / STATE) as state:
        captures = state.execute("SELECT target, digest FROM records WHERE type IN ('response', 'resource', 'revisit')")
        found = set(captures)
    state.close()
    assert {(of.url, sha256(of.content)) for of, _ in acknowledged} <= found


def agrees(path: Path) -> None:
    """The state says what the segments hold, to the byte, and nothing is there twice; made again, it is the same.

    `verify` has nothing to say against the archive, but that a capture has no article yet.
    """
    found = [item for file in sorted((path / "warc").iterdir()) for item in scan(file, file.name)]
    rows = [record_row(*item) for item in found if not isinstance(item, Problem)]
    assert len(rows) == len(found), found
    assert len({row.id for row in rows}) == len(rows)
    state = tables(path)
    assert sorted(rows) == sorted(state["records"])
    sizes = {file.name: file.stat().st_size for file in (path / "warc").iterdir()}
    assert sorted(state["segments"]) == sorted(sizes.items())
    assert {name: sum(row.length for row in rows if row.segment == name) for name in sizes} == sizes
    captures = [row for row in rows if row.type in ("response", "resource", "revisit")]
    assert len({(row.target, row.digest, row.date) for row in captures}) == len(captures)
    assert [each for each in check_archive(path, Counts()) if each.rule != UNACKNOWLEDGED] == []
    with tempfile.TemporaryDirectory(dir=path.parent) as again:
        assert rebuild(Path(again) / STATE, path / "warc", Unsynced()) == ()
        assert tables(Path(again)) == state


def contents(path: Path) -> dict[str, object]:
    """All articles with the pages they were made from, and when each address was captured."""
    with Archive(path) as archive:
        made = [*archive.articles()]
        pages = [archive.original(article.id) for article in made]
    found: dict[str, object] = {a.id: (a, of and of.content) for a, of in zip(made, pages, strict=True)}
    rows = tables(path)["records"]
    captures = [row for row in rows if row[1] in ("response", "resource", "revisit")]
    found["captures"] = sorted((row[6], row[7], row[8]) for row in captures)
    return found
