"""The regression gate says what got worse, and lets nobody lower a floor in silence."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import gate
import pytest
from corpora import Sample
from gate import Bounds, Floor, Measured
from quality import Job

from presscut.errors import Problem
from presscut.pipeline import Work

PROSE = "The ferry to Addersley left at six, and nobody on the quay could say when it would come back."
PAGES = [
    Job(
        Sample(f"p{n}", "bs4", f"https://quay.example/{n}", f"{PROSE} {n}.\n".encode(), f"{PROSE} {n}.", n),
        ("Donate",),
        "en",
    )
    for n in range(6)
]
SAME = "0" * gate.DIGEST
OLD = Bounds("2026-01-01", SAME, f1=0.9, lossy=0.05, leak=0.1)
FLOOR = Floor(
    "wcxb-dev", "bs4", every=2, first=1, measured=Measured(0.92, 0.02, 0.05, 50, "2026-01-01", "0.1.0"), history=(OLD,)
)
GOOD = Measured(0.91, 0.05, 0.1, 50)


def found(floor: Floor, measured: Measured = GOOD, digest: str = SAME) -> list[str]:
    return list(gate.findings(floor, digest, measured))


def test_what_holds_its_floor_is_not_mentioned() -> None:
    """At its floor is not below it."""
    assert found(FLOOR, Measured(0.9, 0.05, 0.1, 50)) == []


@pytest.mark.parametrize(
    ("measured", "line"),
    [
        (replace(GOOD, f1=0.8999), "wcxb-dev/bs4: F1 0.8999 is below its floor 0.9"),
        (replace(GOOD, lossy=0.06), "wcxb-dev/bs4: lossy 0.0600 is above its ceiling 0.05"),
        (replace(GOOD, leak=0.11), "wcxb-dev/bs4: leak 0.1100 is above its ceiling 0.1"),
        (replace(GOOD, leak=None), "wcxb-dev/bs4: leak unknown is above its ceiling 0.1"),
    ],
)
def test_each_broken_floor_is_a_line(measured: Measured, line: str) -> None:
    """Whoever reads it in a log knows which view got worse and by how much."""
    assert found(FLOOR, measured) == [line]


def test_other_pages_are_not_compared() -> None:
    """A figure for other pages says nothing about the floor, however good it is."""
    (line,) = found(FLOOR, replace(GOOD, f1=0.99), digest="f" * gate.DIGEST)
    assert "the pages are not those of the floor" in line


@pytest.mark.parametrize(
    ("change", "what"),
    [({"f1": 0.89}, "floor of F1"), ({"lossy": 0.06}, "floor of lossy"), ({"leak": 0.2}, "floor of leak"),
     ({"leak": None}, "floor of leak"), ({"digest": "f" * gate.DIGEST}, "another digest")],
)  # fmt: skip
def test_a_floor_is_lowered_only_with_a_reason(change: dict[str, float | str | None], what: str) -> None:
    """By hand, in a file under review, with a sentence that says why."""
    entry = replace(OLD, date="2026-02-01", **change)  # type: ignore[arg-type]  # each value fits its own field
    (line,) = gate.history_faults(replace(FLOOR, history=(OLD, entry)))
    assert what in line
    assert "2026-02-01" in line
    assert "no reason" in line
    blank = replace(FLOOR, history=(OLD, replace(entry, reason="  ")))
    assert list(gate.history_faults(blank)) == [line]
    reasoned = replace(FLOOR, history=(OLD, replace(entry, reason="two pages of the set were mended")))
    assert list(gate.history_faults(reasoned)) == []


def test_a_lowered_floor_stays_a_finding_under_later_entries() -> None:
    """Raising on top of it does not hide it."""
    low = replace(OLD, f1=0.5)
    assert "no reason" in found(replace(FLOOR, history=(OLD, low, OLD)))[0]


def test_raising_moves_each_bound_up_and_none_down() -> None:
    """F1 got better and the leak worse: the floor rises, the ceiling of the leak stays."""
    up = gate.raised(FLOOR, SAME, Measured(0.95, 0.02, 0.3, 50, "2026-03-01"))
    assert up.history == (OLD, Bounds("2026-03-01", SAME, f1=0.946, lossy=0.04, leak=0.1))
    assert up.measured is not None
    assert up.measured.leak == 0.3
    assert list(gate.history_faults(up)) == []


def test_raising_leaves_a_floor_that_is_higher_alone() -> None:
    """Neither a worse figure nor other pages make an entry."""
    assert gate.raised(FLOOR, SAME, replace(GOOD, f1=0.5, lossy=0.9)).history == (OLD,)
    assert gate.raised(FLOOR, "f" * gate.DIGEST, replace(GOOD, f1=0.99)) == FLOOR


def test_a_new_floor_is_set_by_raising() -> None:
    """An entry of the file without a history is a finding until then."""
    new = replace(FLOOR, measured=None, history=())
    assert found(new) == ["wcxb-dev/bs4: no floor yet, --raise sets one"]
    assert gate.raised(new, SAME, replace(GOOD, leak=None)).history == (Bounds("", SAME, f1=0.906, lossy=0.07),)


def test_the_digest_knows_everything_a_figure_rests_on() -> None:
    """One letter of a page, of its gold or of a snippet, its address, a page more, another order: another digest."""
    page = PAGES[0]
    tampered: list[Sequence[Job]] = [
        [replace(page, sample=replace(page.sample, content=page.sample.content + b"x")), *PAGES[1:]],
        [replace(page, sample=replace(page.sample, gold=page.sample.gold + "x")), *PAGES[1:]],
        [replace(page, sample=replace(page.sample, url=None)), *PAGES[1:]],
        [replace(page, forbidden=("Donate", "x")), *PAGES[1:]],
        PAGES[1:],
        PAGES[::-1],
    ]
    digests = [gate.digest(pages) for pages in tampered]
    assert len({*digests, gate.digest(PAGES)}) == len(tampered) + 1
    assert gate.digest(list(PAGES)) == gate.digest(PAGES)


def test_every_page_is_measured_and_shown() -> None:
    """The look of the tests sees what the figures are made of, so one pass does for both."""
    seen: list[str] = []

    def look(sample: Sample, work: Work | Problem) -> None:
        assert isinstance(work, Work)
        seen.append(sample.id)

    measured = gate.measure(PAGES, look)
    assert seen == [page.sample.id for page in PAGES]
    assert (measured.f1, measured.lossy, measured.leak, measured.pages) == (1.0, 0.0, 0.0, 6)


def test_a_file_of_floors_reads_as_it_was_written(tmp_path: Path) -> None:
    """Reasons in any words come back as they were."""
    entry = replace(OLD, date="2026-02-01", f1=0.8, leak=None, reason='“half” of "it" \\ ✂')
    floors = [replace(FLOOR, history=(OLD, entry)), Floor("news-dev", "html", 3, 0)]
    path = tmp_path / "floors.toml"
    path.write_text(gate.dump(floors), "utf-8")
    assert gate.load(path) == floors


def test_our_own_floors_are_in_order() -> None:
    """Also where the development sets are not at hand: no silent lowering, every floor set, written by the tool."""
    floors = gate.load()
    assert [fault for floor in floors for fault in gate.history_faults(floor)] == []
    assert all(floor.history and floor.measured for floor in floors)
    assert gate.FLOORS.read_text("utf-8") == gate.dump(floors)


def command(monkeypatch: pytest.MonkeyPatch, path: Path, *arguments: str) -> int:
    """The command over a set of its own, in this process."""
    monkeypatch.setattr(gate, "jobs", lambda _corpus, _view: PAGES)
    monkeypatch.setattr(gate, "BENCH", path.parent)
    monkeypatch.setattr(gate, "__version__", "0.1.0")
    (path.parent / FLOOR.corpus).mkdir(exist_ok=True)
    monkeypatch.setattr(sys, "argv", ["gate.py", "--floors", str(path), "--jobs", "1", *arguments])
    return gate.main()


def test_the_command_raises_then_passes_then_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit 6 and one line when a floor is broken; 0 when all hold."""
    path = tmp_path / "floors.toml"
    path.write_text(gate.dump([replace(FLOOR, measured=None, history=())]), "utf-8")
    assert command(monkeypatch, path) == gate.CHECK_FAILED
    assert command(monkeypatch, path, "--raise") == 0
    (floor,) = gate.load(path)
    assert floor.history[0].f1 == 0.996
    assert command(monkeypatch, path) == 0
    capsys.readouterr()
    path.write_text(gate.dump([replace(floor, history=(replace(floor.history[0], f1=1.01),))]), "utf-8")
    assert command(monkeypatch, path) == gate.CHECK_FAILED
    assert capsys.readouterr().out == "wcxb-dev/bs4: F1 1.0000 is below its floor 1.01\n"


def test_the_command_needs_the_sets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without them nothing was checked, which is not the same as passing."""
    monkeypatch.setattr(gate, "BENCH", tmp_path)
    monkeypatch.setattr(sys, "argv", ["gate.py"])
    with pytest.raises(SystemExit) as stopped:
        gate.main()
    assert stopped.value.code == 2
