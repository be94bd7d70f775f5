"""A shard in a process of its own, whatever becomes of it."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from presscut.archive.parts import Manifest, Superseded, read_manifest
from presscut.cluster import engines
from presscut.cluster.engines import Here
from presscut.cluster.planning import cleaning_shards, find_files
from presscut.cluster.process import ShardDied, in_process
from presscut.cluster.shards import OtherSoftware, Result, Shard
from presscut.errors import Problem, Stopped
from presscut.options import Options
from tests.presscut.cluster.tasks import Failing, Fatal, Foreign, Fussy, Rows, shard

PATIENCE = 30


@pytest.fixture(autouse=True)
def findable(monkeypatch: pytest.MonkeyPatch, root: Path) -> None:
    """The processes find the tasks of the tests."""
    monkeypatch.setenv("PYTHONPATH", str(root))


def is_alive(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return "\nState:\tZ" not in Path(f"/proc/{number}/status").read_text()


def wait_until_dead(number: int) -> None:
    end = time.monotonic() + PATIENCE
    while is_alive(number):
        assert time.monotonic() < end, "the process lives on"
        time.sleep(0.02)


def test_part_is_made_elsewhere(tmp_path: Path) -> None:
    """What comes back is the manifest of what is on disk."""
    made = in_process(shard(tmp_path, Rows(3)))
    assert isinstance(made, Manifest)
    assert (made.rows, made.made_from, made.made_by) == (3, ["made", "from"], {"version": "of the tests"})
    assert read_manifest(tmp_path, "harbour") == made


def test_mistake_of_ours_is_a_problem_of_the_shard(tmp_path: Path) -> None:
    """It must not end a run over a thousand of them."""
    problem = in_process(shard(tmp_path, Failing(None)))
    assert isinstance(problem, Problem)
    assert (problem.code, problem.where) == ("unexpected", "harbour")
    assert "ZeroDivisionError: by the tide" in problem.message


def test_full_disk_stops_the_run(tmp_path: Path) -> None:
    """All others would be worked on for nothing."""
    with pytest.raises(Stopped, match=r"cannot write \(No space left on device\); what was done is safe"):
        in_process(shard(tmp_path, Failing(errno.ENOSPC)))


@pytest.mark.parametrize("token", ["another run's", None])
def test_nothing_is_written_for_a_run_that_is_over(tmp_path: Path, token: str | None) -> None:
    """A slow worker would write over what the next run, with other settings, has made."""
    asked = shard(tmp_path, Rows(3))
    (tmp_path / "_manifests" / "run").unlink()
    if token:
        (tmp_path / "_manifests" / "run").write_text(token)
    with pytest.raises(Superseded):
        in_process(asked)
    assert not (tmp_path / "harbour.jsonl.gz").exists()


def test_work_ends_soon_after_its_run(tmp_path: Path) -> None:
    """Not only when it is done."""
    asked = shard(tmp_path, Rows(10**6, 0.001))
    begun = time.monotonic()
    with pytest.raises(Superseded):
        in_process(asked, lambda _: (tmp_path / "_manifests" / "run").unlink())
    assert time.monotonic() - begun < PATIENCE


def test_process_runs_the_presscut_that_asks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever stands first on the path there."""
    (tmp_path / "other" / "presscut").mkdir(parents=True)
    (tmp_path / "other" / "presscut" / "__init__.py").write_text("raise SystemExit('another presscut')")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path / "other"), os.environ["PYTHONPATH"]]))
    assert isinstance(in_process(shard(tmp_path, Rows(1))), Manifest)


def test_other_software_is_refused(tmp_path: Path) -> None:
    """Rows of two programs in one result, and nobody would know which are which."""
    with pytest.raises(OtherSoftware, match=r"another presscut than this machine \(version\)"):
        in_process(shard(tmp_path, Foreign()))
    assert not (tmp_path / "harbour.jsonl.gz").exists()


def test_what_kills_is_tried_with_care(tmp_path: Path) -> None:
    """Care costs a second process and travel for every page; it is taken where it is known to be needed."""
    made = in_process(shard(tmp_path, Fussy()))
    assert isinstance(made, Manifest)
    assert made.rows == 1


def test_careful_rows_are_the_same(tmp_path: Path, root: Path) -> None:
    """Care must not be another answer."""
    names = [str(path) for path in sorted((root / "seeds" / "samples").glob("*.md"))]
    (asked,) = cleaning_shards(find_files(names), Result(str(tmp_path), ""), None, Options())
    assert isinstance(asked, Shard)
    assert [*asked.task.rows(careful=True)] == [*asked.task.rows(careful=False)]


def test_process_that_is_killed_is_told(tmp_path: Path) -> None:
    """As the system kills where memory is short."""
    with pytest.raises(ShardDied):
        in_process(shard(tmp_path, Fatal(str(tmp_path / "tries"), 2)))


@pytest.mark.parametrize("deaths", [2 * engines.TRIES - 1, 2 * engines.TRIES])
def test_killed_process_is_tried_again_a_few_times(tmp_path: Path, deaths: int) -> None:
    """Memory may be there the next time; a shard that always dies costs itself alone."""
    dying = shard(tmp_path, Fatal(str(tmp_path / "tries"), deaths), "dying")
    done = {made[0].name: made[1] for made in Here(2)([dying, shard(tmp_path, Rows(2), "living")])}
    assert (tmp_path / "tries").read_text().count("\n") == 2 * engines.TRIES
    assert isinstance(done["living"], Manifest)
    given_up = done["dying"] == Problem("worker-died", "dying", engines.DIED)
    assert given_up is (deaths == 2 * engines.TRIES)


def test_every_shard_comes_back_once_for_any_number_of_jobs(tmp_path: Path) -> None:
    """In whatever order they are done."""
    shards = [shard(tmp_path, Rows(number), f"part-{number}") for number in range(7)]
    for engine in (Here(1), Here(3)):
        for _ in range(2):
            done = [(asked.name, made.rows) for asked, made in engine(iter(shards)) if isinstance(made, Manifest)]
            assert sorted(done) == [(f"part-{number}", number) for number in range(7)]


def test_leaving_an_engine_ends_its_processes(tmp_path: Path) -> None:
    """Whoever stops a run must not find machines at work an hour later."""
    begun = time.monotonic()
    done = Here(2)([shard(tmp_path, Rows(1), "short"), *(shard(tmp_path, Rows(1, 600), f"long-{n}") for n in range(5))])
    assert next(iter(done))[0].name == "short"
    done.close()
    assert time.monotonic() - begun < PATIENCE


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="processes are looked up in /proc")
def test_process_ends_with_the_one_that_started_it(tmp_path: Path, root: Path) -> None:
    """A worker that is killed with -9 can tell nobody."""
    starts = (
        "import sys; from pathlib import Path; from presscut.cluster.process import in_process;"
        "from tests.presscut.cluster.tasks import Rows, shard;"
        "in_process(shard(Path(sys.argv[1]), Rows(1, 600)), lambda process: print(process.pid, flush=True))"
    )
    with subprocess.Popen(
        [sys.executable, "-c", starts, str(tmp_path)], cwd=root, stdout=subprocess.PIPE, text=True
    ) as starter:
        assert starter.stdout is not None
        started = int(starter.stdout.readline())
        assert is_alive(started)
        starter.send_signal(signal.SIGKILL)
    wait_until_dead(started)
