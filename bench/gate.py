"""The regression gate: floors under the quality on a fixed sample of the development sets.

  python bench/gate.py                       measure and check: exit 0, or 6 with a line for each finding
  python bench/gate.py --raise               write floors up to what is measured now; none is ever lowered
  python bench/gate.py --only wcxb-dev/bs4   one sample, or several with commas

The floors stand in bench/floors.toml, with a digest of the pages they were measured on: a figure is compared
only with a figure for the same pages, the same gold and the same forbidden snippets. The tests measure the same
samples (tests/test_development_pages.py), so every run of them is a run of this gate.

A floor is lowered, or moved to other pages, by hand: append an entry to its `history` with the date, the digest
and a `reason`. An entry below the one before it, or with another digest, is a finding where it has none.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import sys
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import partial
from multiprocessing import Pool
from pathlib import Path
from statistics import fmean

from corpora import BENCH, Sample
from quality import LOSSY, Job, jobs, score

from presscut import __version__
from presscut.cleaner.model import Page
from presscut.errors import Problem
from presscut.pipeline import Cleaner, Work

FLOORS = Path(__file__).resolve().parent / "floors.toml"
CHECK_FAILED = 6
F1_ROOM = 0.004  # how far --raise leaves F1 above its floor: a rule may move single pages
LEAK_ROOM = 0.01  # and the leak below its ceiling; lossy gets the room of one page
DIGEST = 32  # hexadecimal digits


@dataclass(frozen=True, slots=True)
class Bounds:
    """One entry of a floor's history: what F1 may not fall below, what lossy and leak may not rise above.

    leak is None where the pages name no snippets that must not be there.
    """

    date: str
    digest: str
    f1: float
    lossy: float
    leak: float | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Measured:
    """What the pages of a sample came out as, and when."""

    f1: float
    lossy: float
    leak: float | None = None
    pages: int = 0
    date: str = ""
    version: str = ""


@dataclass(frozen=True, slots=True)
class Floor:
    """The floor under one view of one set: every so manieth page from the first on, and its bounds, last in force."""

    corpus: str
    view: str
    every: int
    first: int
    measured: Measured | None = None
    history: tuple[Bounds, ...] = ()

    @property
    def name(self) -> str:
        return f"{self.corpus}/{self.view}"


def load(path: Path = FLOORS) -> list[Floor]:
    """The floors of a file."""
    rows = tomllib.loads(path.read_text("utf-8"))["floor"]
    return [
        Floor(
            **{key: row[key] for key in ("corpus", "view", "every", "first")},
            measured=Measured(**row["measured"]) if "measured" in row else None,
            history=tuple(Bounds(**entry) for entry in row.get("history", ())),
        )
        for row in rows
    ]


def dump(floors: Sequence[Floor]) -> str:
    """The floors as the text of their file."""
    parts = [
        "# Floors under the quality on the development sets. See bench/gate.py for how they are raised and lowered.\n"
    ]
    for floor in floors:
        lines = ["[[floor]]", f'corpus = "{floor.corpus}"', f'view = "{floor.view}"']
        lines += [f"every = {floor.every}", f"first = {floor.first}"]
        if floor.measured:
            lines.append(f"measured = {_inline(asdict(floor.measured))}")
        if floor.history:
            lines += ["history = [", *(f"    {_inline(asdict(entry))}," for entry in floor.history), "]"]
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


def _inline(values: dict[str, object]) -> str:
    """A TOML inline table without what is None. JSON's strings and numbers are TOML's too."""
    told = (f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in values.items() if value is not None)
    return "{ " + ", ".join(told) + " }"


def sample(floor: Floor) -> list[Job]:
    """The pages of a floor: always the same."""
    return jobs(floor.corpus, floor.view)[floor.first :: floor.every]


def digest(pages: Sequence[Job]) -> str:
    """A digest of all that a figure rests on: ids, addresses, contents, gold bodies, forbidden snippets, in order."""
    found = hashlib.sha256()
    for job in pages:
        page = job.sample
        texts = (page.id, page.url or "", page.gold, *job.forbidden)
        for part in (page.content, *(text.encode() for text in texts), b"end of page"):
            found.update(len(part).to_bytes(8, "big") + part)
    return found.hexdigest()[:DIGEST]


def measure(pages: Sequence[Job], look: Callable[[Sample, Work | Problem], None] = lambda *_: None) -> Measured:
    """The figures of the pages with the shipped weights; `look` is shown every page's work on the way."""
    cleaner = Cleaner()
    scores = []
    for job in pages:
        page = job.sample
        work = cleaner.work(Page(page.content, url=page.url, media_type="html" if page.view == "html" else None))
        look(page, work)
        scores.append(score("" if isinstance(work, Problem) else work.article.text, page.gold, job.forbidden))
    leaks = [s.leak for s in scores if s.leak is not None]
    return Measured(
        f1=round(fmean(s.f1 for s in scores), 4),
        lossy=round(fmean(s.recall < LOSSY for s in scores), 4),
        leak=round(fmean(leaks), 4) if leaks else None,
        pages=len(pages),
        version=__version__,
    )


def history_faults(floor: Floor) -> Iterator[str]:
    """Entries that lower a floor, or measure it on other pages, and do not say why."""
    for before, entry in zip(floor.history, floor.history[1:], strict=False):
        if (entry.reason or "").strip():
            continue
        if entry.digest != before.digest:
            yield f"{floor.name}: the entry of {entry.date} has another digest and no reason"
        for what, lowered in _lowered(before, entry):
            if lowered:
                yield f"{floor.name}: the entry of {entry.date} lowers the floor of {what} and has no reason"


def _lowered(before: Bounds, entry: Bounds) -> Iterator[tuple[str, bool]]:
    yield "F1", entry.f1 < before.f1
    yield "lossy", entry.lossy > before.lossy
    yield "leak", before.leak is not None and (entry.leak is None or entry.leak > before.leak)


def findings(floor: Floor, found_digest: str, measured: Measured) -> Iterator[str]:
    """What is wrong with a floor, a line each."""
    yield from history_faults(floor)
    if not floor.history:
        yield f"{floor.name}: no floor yet, --raise sets one"
        return
    now = floor.history[-1]
    if found_digest != now.digest:
        yield f"{floor.name}: the pages are not those of the floor (digest {found_digest}, not {now.digest})"
        return
    if measured.f1 < now.f1:
        yield f"{floor.name}: F1 {measured.f1:.4f} is below its floor {now.f1}"
    if measured.lossy > now.lossy:
        yield f"{floor.name}: lossy {measured.lossy:.4f} is above its ceiling {now.lossy}"
    if now.leak is not None and (measured.leak is None or measured.leak > now.leak):
        told = "unknown" if measured.leak is None else f"{measured.leak:.4f}"
        yield f"{floor.name}: leak {told} is above its ceiling {now.leak}"


def raised(floor: Floor, found_digest: str, measured: Measured) -> Floor:
    """The floor moved up to what was measured, less its room; a bound that is higher already stays.

    A floor on other pages is left as it is: that move needs a reason.
    """
    new = Bounds(
        date=measured.date,
        digest=found_digest,
        f1=math.floor((measured.f1 - F1_ROOM) * 1000) / 1000,
        lossy=math.ceil((measured.lossy + 1 / measured.pages) * 1000) / 1000,
        leak=None if measured.leak is None else math.ceil((measured.leak + LEAK_ROOM) * 1000) / 1000,
    )
    if floor.history:
        old = floor.history[-1]
        if old.digest != found_digest:
            return floor
        leaks = [leak for leak in (old.leak, new.leak) if leak is not None]
        new = replace(new, f1=max(old.f1, new.f1), lossy=min(old.lossy, new.lossy), leak=min(leaks, default=None))
        if (new.f1, new.lossy, new.leak) == (old.f1, old.lossy, old.leak):
            return replace(floor, measured=measured)
    return replace(floor, measured=measured, history=(*floor.history, new))


def examined(today: str, floor: Floor) -> tuple[str, Measured]:
    """The digest and the figures of a floor's pages."""
    pages = sample(floor)
    return digest(pages), replace(measure(pages), date=today)


def results(floors: Sequence[Floor], workers: int) -> Iterator[tuple[str, Measured]]:
    """What each floor's pages come out as today, in order."""
    examine = partial(examined, date.today().isoformat())
    if workers == 1:
        yield from map(examine, floors)
        return
    with Pool(workers) as pool:
        yield from pool.imap(examine, floors)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--raise", action="store_true", dest="up", help="write floors up to what is measured")
    parser.add_argument("--only", help="comma list of SET/VIEW; default: all")
    parser.add_argument("--floors", type=Path, default=FLOORS, help="another file of floors")
    parser.add_argument("--jobs", type=int, default=2)
    args = parser.parse_args()
    floors = load(args.floors)
    wanted = [floor for floor in floors if not args.only or floor.name in args.only.split(",")]
    if not wanted:
        parser.error(f"no such floor; there are {', '.join(floor.name for floor in floors)}")
    if any(not (BENCH / floor.corpus).is_dir() for floor in wanted):
        parser.error(f"the development sets are not at {BENCH}; PRESSCUT_BENCH names the folder that holds them")
    faults: list[str] = []
    for floor, result in zip(wanted, results(wanted, args.jobs), strict=True):
        checked = raised(floor, *result) if args.up else floor
        floors[floors.index(floor)] = checked
        found = list(findings(checked, *result))
        faults += found
        told = " ".join(f"{key} {value}" for key, value in asdict(result[1]).items() if value is not None)
        print("\n".join(found) if found else f"{floor.name}: {told}", flush=True)
    if args.up:
        args.floors.write_text(dump(floors), "utf-8")
    return CHECK_FAILED if faults else 0


if __name__ == "__main__":
    sys.exit(main())
