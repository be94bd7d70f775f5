"""Work that goes wrong, for the processes of shards: they find it here by its name."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from presscut.cluster.shards import Result, Row, Shard, Task

BY = {"version": "of the tests"}


class Tested:
    """What the tasks of the tests have in common: nothing that goes wrong with them lasts."""

    @property
    def lasting(self) -> frozenset[str]:
        return frozenset()

    def made_by(self) -> Mapping[str, Any]:
        return BY


@dataclass(frozen=True)
class Rows(Tested):
    """So many rows, each after some seconds."""

    many: int
    seconds: float = 0.0

    def rows(self, *, careful: bool) -> Iterator[Row]:  # noqa: ARG002
        for number in range(self.many):
            time.sleep(self.seconds)
            yield f"{number}\n", None


@dataclass(frozen=True)
class Fatal(Tested):
    """Kills its process until it was tried often enough, however carefully."""

    tries: str
    deaths: int

    def rows(self, *, careful: bool) -> Iterator[Row]:  # noqa: ARG002
        with Path(self.tries).open("a") as file:
            print(os.getpid(), file=file)
        if Path(self.tries).read_text().count("\n") <= self.deaths:
            os.kill(os.getpid(), signal.SIGKILL)
        yield "at last\n", None


@dataclass(frozen=True)
class Fussy(Tested):
    """Kills its process unless it is handled with care."""

    def rows(self, *, careful: bool) -> Iterator[Row]:
        if not careful:
            os.kill(os.getpid(), signal.SIGKILL)
        yield "well\n", None


@dataclass(frozen=True)
class Failing(Tested):
    """Ends with an error: of the disk, or one that nobody thought of."""

    number: int | None

    def rows(self, *, careful: bool) -> Iterator[Row]:  # noqa: ARG002
        print("what a library says")
        if self.number is None:
            raise ZeroDivisionError("by the tide")
        raise OSError(self.number, os.strerror(self.number))


@dataclass(frozen=True)
class Foreign(Tested):
    """Work for which another program stands here than where it was asked for."""

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
