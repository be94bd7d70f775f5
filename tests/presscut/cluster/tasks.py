"""Work that goes wrong, for the processes of shards: they find it here by its name."""

from __future__ import annotations

import errno
import os
import signal
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from presscut.cluster.shards import Result, Row, Shard, Task

BY = {"version": "of the tests"}


class Rows(NamedTuple):
    """So many rows, each after some seconds."""

    many: int
    seconds: float = 0.0

    @property
    def lasting(self) -> frozenset[str]:
        return frozenset()

    def made_by(self) -> Mapping[str, Any]:
        return BY

    def rows(self, *, careful: bool) -> Iterator[Row]:  # noqa: ARG002
        for number in range(self.many):
            time.sleep(self.seconds)
            yield f"{number}\n", None


class Fatal(NamedTuple):
    """Kills its process until it was tried often enough, however carefully."""

    tries: str
    deaths: int

    @property
    def lasting(self) -> frozenset[str]:
        return frozenset()

    def made_by(self) -> Mapping[str, Any]:
        return BY

    def rows(self, *, careful: bool) -> Iterator[Row]:  # noqa: ARG002
        with Path(self.tries).open("a") as file:
            print(os.getpid(), file=file)
        if Path(self.tries).read_text().count("\n") <= self.deaths:
            os.kill(os.getpid(), signal.SIGKILL)
        yield "at last\n", None


class Fussy(NamedTuple):
    """Kills its process unless it is handled with care."""

    @property
    def lasting(self) -> frozenset[str]:
        return frozenset()

    def made_by(self) -> Mapping[str, Any]:
        return BY

    def rows(self, *, careful: bool) -> Iterator[Row]:
        if not careful:
            os.kill(os.getpid(), signal.SIGKILL)
        yield "well\n", None


class Failing(NamedTuple):
    """Ends with an error: of the disk, or one that nobody thought of."""

    number: int | None

    @property
    def lasting(self) -> frozenset[str]:
        return frozenset()

    def made_by(self) -> Mapping[str, Any]:
        return BY

    def rows(self, *, careful: bool) -> Iterator[Row]:  # noqa: ARG002
        print("what a library says")
        if self.number is None:
            raise ZeroDivisionError("by the tide")
        raise OSError(self.number, os.strerror(errno.ENOSPC))


class Foreign(NamedTuple):
    """Work for which another program stands here than where it was asked for."""

    @property
    def lasting(self) -> frozenset[str]:
        return frozenset()

    def made_by(self) -> Mapping[str, Any]:
        return {"version": "another", "rules_hash": "the same"}

    def rows(self, *, careful: bool) -> Iterator[Row]:  # noqa: ARG002
        yield "wrong\n", None


def shard(folder: Path, task: Task, name: str = "harbour") -> Shard:
    """A shard for a run that goes on."""
    (folder / "_manifests").mkdir(exist_ok=True)
    (folder / "_manifests" / "run").write_text("of the tests")
    by = {"version": "of the tests", "rules_hash": "the same"} if isinstance(task, Foreign) else BY
    return Shard(name, Result(str(folder), "of the tests"), task, ["made", "from"], by)
