"""The workers of a Dask cluster, in real processes on this machine, and what may happen to them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from presscut.archive.parts import Manifest
from presscut.cluster import engines
from presscut.cluster.engines import OnDask, _result_of
from presscut.errors import Problem, Stopped, UsageError
from tests.presscut.cluster.results import finished
from tests.presscut.cluster.tasks import Fatal, Foreign, Rows, shard
from tests.presscut.conftest import ARTICLE

pytest.importorskip("distributed", reason="Dask is not installed; pip install 'presscut[cluster]'")

PATIENCE = 60
SCHEDULER = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0"]
WORKER = [sys.executable, "-m", "distributed.cli.dask_worker", "--host", "127.0.0.1", "--nthreads", "1"]
PLAIN = ["--no-dashboard", "--scheduler-file", "scheduler.json"]


def until(holds: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "it takes too long"
        time.sleep(0.05)


class Cluster:
    """A scheduler and its workers, which can be killed."""

    def __init__(self, stack: ExitStack, root: Path) -> None:
        self._stack = stack
        self._environ = {**os.environ, "PYTHONPATH": str(root)}
        self.workers: list[subprocess.Popen[bytes]] = []
        self.scheduler = self._begun([*SCHEDULER, *PLAIN])
        until(lambda: self.file.exists() and self.file.read_text().endswith("}"))

    @property
    def file(self) -> Path:
        return Path("scheduler.json")

    def hire(self) -> None:
        """Start a worker without a nanny: when it is killed nobody starts it again."""
        self.workers.append(self._begun([*WORKER, *PLAIN, "--no-nanny"]))

    def _begun(self, command: list[str]) -> subprocess.Popen[bytes]:
        quiet = subprocess.DEVNULL
        process = subprocess.Popen(command, env=self._environ, stdout=quiet, stderr=quiet)
        self._stack.enter_context(process)
        self._stack.callback(process.kill)
        return process


@contextmanager
def running(root: Path, workers: int) -> Iterator[Cluster]:
    with ExitStack() as stack:
        cluster = Cluster(stack, root)
        for _ in range(workers):
            cluster.hire()
        yield cluster


@pytest.fixture
def cluster(root: Path) -> Iterator[Cluster]:
    with running(root, 2) as started:
        yield started


def clean(*args: str, **environ: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "presscut", "cluster", "clean", *args]
    return subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, **environ})


def collections(count: int, pages: int) -> list[str]:
    """Files of records, each some work."""
    for number in range(count):
        rows = [{"text": ARTICLE * 3, "url": f"https://courier.example/{number}/{page}"} for page in range(pages)]
        Path(f"crawl-{number}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    return [f"crawl-{number}.jsonl" for number in range(count)]


def test_result_is_that_of_this_machine_whoever_is_killed(cluster: Cluster) -> None:
    """A worker killed with -9 in the middle of its shard, then the run itself: every byte of every part is the same."""
    names = collections(6, 60)
    assert clean(*names, "-d", "here").returncode == 0
    command = [sys.executable, "-m", "presscut", "cluster", "clean", *names, "-d", "there", "--scheduler"]
    with subprocess.Popen([*command, str(cluster.file)], stderr=subprocess.PIPE) as run:
        until(lambda: list(Path("there").glob(".*.part")))
        cluster.workers[0].send_signal(signal.SIGKILL)
        until(lambda: finished("there") > 1)
        run.send_signal(signal.SIGKILL)
    cluster.hire()
    address = json.loads(cluster.file.read_text())["address"]
    after = clean(*names, "-d", "there", "--scheduler", address)
    assert after.returncode == 0, after.stderr
    assert "of them there already" in after.stderr
    for path in Path("here").rglob("*.json*"):
        assert (Path("there") / path.relative_to("here")).read_bytes() == path.read_bytes()


def test_scheduler_that_goes_stops_the_run(cluster: Cluster) -> None:
    """What was done stays, and the exit says that the run can go on."""
    names = collections(6, 60)
    command = [sys.executable, "-m", "presscut", "cluster", "clean", *names, "-d", "out", "--scheduler"]
    with subprocess.Popen([*command, str(cluster.file)], stderr=subprocess.PIPE, text=True) as run:
        until(lambda: finished("out"))
        cluster.scheduler.send_signal(signal.SIGKILL)
        assert run.stderr is not None
        assert run.stderr.read().splitlines()[-1] == f"presscut: {engines.LOST}"
    assert run.returncode == Stopped.exit_code


def test_shard_that_always_dies_costs_itself(cluster: Cluster, tmp_path: Path) -> None:
    """Another worker may have the memory; none has here."""
    dying = shard(tmp_path, Fatal(str(tmp_path / "tries"), 99), "dying")
    done = {asked.name: made for asked, made in OnDask(str(cluster.file))([dying, shard(tmp_path, Rows(2), "living")])}
    assert isinstance(done["living"], Manifest)
    assert done["dying"] == ("worker-died", "dying", engines.DIED)
    assert (tmp_path / "tries").read_text().count("\n") == 2 * engines.TRIES


def test_worker_with_other_software_ends_the_run(cluster: Cluster, tmp_path: Path) -> None:
    """It would go wrong for every shard that comes there."""
    with pytest.raises(UsageError, match="another presscut than this machine"):
        list(OnDask(str(cluster.file))([shard(tmp_path, Foreign())]))


def test_who_does_not_answer_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """No scheduler at an address, no scheduler file in a file."""
    monkeypatch.setattr(engines, "PATIENCE", 1)
    with pytest.raises(UsageError, match=r"no scheduler answers at tcp://127\.0\.0\.1:9 "):
        list(OnDask("tcp://127.0.0.1:9")([]))
    Path("scheduler.json").write_text("{}")
    with pytest.raises(UsageError, match=r"no scheduler answers at scheduler\.json "):
        list(OnDask("scheduler.json")([]))


def test_run_waits_for_workers_and_says_so(root: Path, tmp_path: Path) -> None:
    """A cluster that can grow starts them when there is work."""
    with running(root, 0) as lonely:
        said: list[str] = []

        def hear(text: str) -> None:
            said.append(text)
            if text == engines.NO_WORKER:
                lonely.hire()

        done = OnDask(str(lonely.file), hear)([shard(tmp_path, Rows(2))])
        assert [isinstance(made, Manifest) for _, made in done] == [True]
        assert said[:1] == [engines.NO_WORKER]
        assert said[1:] in ([], [engines.BACK])  # the part can be made before anybody looks again


def test_run_whose_last_worker_dies_says_so_and_ends(cluster: Cluster) -> None:
    """It waited without a word, and for ever. What was done stays, and the exit says that the run can go on."""
    names = collections(6, 60)
    command = [sys.executable, "-m", "presscut", "cluster", "clean", *names, "-d", "out", "--max-wait", "3s"]
    with subprocess.Popen([*command, "--scheduler", str(cluster.file)], stderr=subprocess.PIPE, text=True) as run:
        until(lambda: finished("out"))
        for worker in cluster.workers:
            worker.kill()
        assert run.stderr is not None
        said = run.stderr.read().splitlines()
    assert said == [f"presscut: {engines.NO_WORKER}", f"presscut: {engines.GIVEN_UP.format('3s')}"]
    assert run.returncode == Stopped.exit_code


def test_each_change_of_the_crew_is_told_once() -> None:
    """A cluster that grows and shrinks all day must not fill a log, and patience begins anew with each worker."""
    said: list[str] = []
    time = iter(range(0, 100, 2))
    there = iter([0, 0, 0, 1, 2, 0, 0, 0, 0])
    crew = engines.Crew(lambda: next(there), said.append, 6.0, lambda: float(next(time)))
    for _ in range(8):
        crew.look()
    assert said == [engines.NO_WORKER, engines.BACK, engines.NO_WORKER]
    with pytest.raises(Stopped, match="no worker came in 6s; what was done is safe"):
        crew.look()


def test_without_dask_the_remedy_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """The extra is not for everybody."""
    monkeypatch.setattr(engines, "find_spec", lambda _: None)
    with pytest.raises(UsageError, match=r"pip install 'presscut\[cluster\]'"):
        OnDask("tcp://127.0.0.1:9")


def failed(error: Exception) -> Manifest | Problem:
    """What becomes of a part whose worker raised an error."""
    return _result_of("error", (type(error), error, None), "harbour")


def test_worker_without_presscut_is_told() -> None:
    """As Dask tells it, where the function that it is to call cannot be found."""
    with pytest.raises(UsageError, match="a worker has no module presscut; install the same"):
        failed(ModuleNotFoundError("No module named 'presscut'", name="presscut"))


def test_worker_that_fails_costs_its_part() -> None:
    """Also where it could begin no process: that was told as the end of the scheduler, and ended the run."""
    for error in (ZeroDivisionError("by the tide"), OSError("no process can be begun")):
        made = failed(error)
        assert isinstance(made, Problem)
        assert (made.code, made.where) == ("unexpected", "harbour")
        assert str(error) in made.message


def test_part_that_nobody_makes_any_more_stops_the_run() -> None:
    """Dask cancels what a scheduler had under way that is gone."""
    with pytest.raises(Stopped, match="the scheduler is gone"):
        _result_of("cancelled", CancelledError("harbour"), "harbour")
