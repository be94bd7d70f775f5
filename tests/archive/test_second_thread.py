"""The writer's second thread: what it does is done when the block is, and its errors are the writer's."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial

import pytest

from presscut.archive.second_thread import SecondThread
from tests.archive.threads import SecondThreads, refuse_threads


@pytest.fixture
def second() -> Iterator[SecondThread]:
    made = SecondThread()
    yield made
    made.close()


def test_the_work_runs_beside_the_block(second: SecondThread) -> None:
    """Each waits for the other: one after the other would never end."""
    both = threading.Barrier(2)
    with second.during(partial(both.wait, 10)):
        both.wait(10)


def test_the_work_has_ended_when_the_block_has(second: SecondThread) -> None:
    """It is waited for, however the block ends."""
    release, done = threading.Event(), threading.Event()

    def work() -> None:
        release.wait(10)
        done.set()

    def interrupted() -> None:
        release.set()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), second.during(work):
        interrupted()
    assert done.is_set()


def test_an_error_of_the_work_is_raised_after_the_block(second: SecondThread) -> None:
    """A disk that fails is told of; an error of the block itself goes first."""

    def fail() -> None:
        raise OSError("the disk failed")

    ended = []
    with pytest.raises(OSError, match="the disk failed"), second.during(fail):
        ended.append("block")
    assert ended == ["block"]
    with pytest.raises(ValueError, match="a bad row"), second.during(fail):
        raise ValueError("a bad row")


def test_one_thread_does_all_works(second: SecondThread) -> None:
    """It is begun with the first and ends with the object; after `close` another one is begun."""
    threads = SecondThreads()
    names = []
    assert threads.names == []
    for _ in range(3):
        with second.during(lambda: names.append(threading.current_thread().name)):
            pass
    assert threads.names == names[:1] == [*{*names}]
    second.close()
    assert threads.names == []
    with second.during(lambda: names.append("again")):
        pass
    assert len(names) == 4
    assert len(threads.names) == 1


def test_without_threads_the_work_is_done_before_the_block(
    second: SecondThread, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once, by who asks, and not a second time when the system has threads again."""
    done: list[str] = []
    with monkeypatch.context() as patch:
        refuse_threads(patch)
        with second.during(lambda: done.append("work")):
            done.append("block")
    with second.during(lambda: None):
        pass
    assert done == ["work", "block"]
