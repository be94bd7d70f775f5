"""A run over shards: what is there already is left, the rest is made, and the sum is said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

from presscut.archive.parts import (
    LINES,
    SUFFIXES,
    Manifest,
    foreign_parts,
    names_of_parts,
    parts_in_others,
    read_manifest,
    remove_part,
)
from presscut.batch import NO_ARTICLE
from presscut.cluster.engines import Engine
from presscut.cluster.shards import Shard
from presscut.errors import Problem, SomeFailed, UsageError
from presscut.talk import Talk
from presscut.terminal import counted


class Run:
    """Makes the parts of a folder, and counts.

    Args:
        folder: of the result; nobody else writes there.
        engine: does the work.
        verb: what is done with rows: ``cleaned``, ``written``.
        to: the format of its parts, one of `archive.parts.SUFFIXES`.
        remove: remove the parts that no shard makes.
    """

    def __init__(
        self, folder: Path, engine: Engine, talk: Talk, verb: str, *, to: str = LINES, remove: bool = False
    ) -> None:
        self._folder = folder
        self._to = to
        self._suffix = SUFFIXES[to]
        self._remove = remove
        self._engine = engine
        self._talk = talk
        self._verb = verb
        self._counts = Counter[str]()

    def make(self, names: Iterable[str], shards: Iterable[Shard | Problem]) -> None:
        """Make the part of every shard that is not there yet.

        Args:
            names: of all shards; they are looked through before the first one is worked on.

        Raises:
            UsageError: the folder holds parts of other inputs. SomeFailed: something went wrong with some items.
        """
        others = self._others(names)
        with closing(self._engine(self._missing(shards))) as done:
            for shard, made in done:
                if isinstance(made, Problem):
                    self._failed(made)
                else:
                    self._made(shard, made)
        self._remove_all(others)
        self._close()

    def _others(self, names: Iterable[str]) -> frozenset[str]:
        """The parts that no shard makes and that are to be removed: their rows would count as well.

        Raises UsageError when they are not to be removed, and when files are in the way: parts in another format, or
        what no run wrote.
        """
        if in_others := parts_in_others(self._folder, self._to):
            raise UsageError(
                f"{self._folder / min(in_others)} is a part in another format than --to {self._to};"
                " write elsewhere, or empty the folder"
            )
        if foreign := foreign_parts(self._folder, self._to):
            file = self._folder / (min(foreign) + self._suffix)
            raise UsageError(f"{file} is not of a run of cluster; move it away, or write elsewhere")
        others = names_of_parts(self._folder).difference(names)
        if others and not self._remove:
            parts = "a part" if len(others) == 1 else f"{len(others)} parts"
            raise UsageError(
                f"{self._folder} holds {parts} of other inputs, first {min(others)}{self._suffix};"
                " --remove-others removes what this run does not make, or write elsewhere"
            )
        return others

    def _remove_all(self, others: frozenset[str]) -> None:
        """Remove parts, unless inputs could not be found: theirs may be among them, as when a disk is not there."""
        if others and self._counts["missing"]:
            self._talk.note(f"{len(others)} parts of other inputs were not removed, for inputs are missing")
            return
        for name in sorted(others):
            remove_part(self._folder, name, self._to)
            self._talk.detail(f"{name}{self._suffix}: removed")

    def _missing(self, shards: Iterable[Shard | Problem]) -> Iterator[Shard]:
        for shard in shards:
            if isinstance(shard, Problem):
                self._counts["missing"] += 1
                self._failed(shard)
            elif not self._is_there(shard):
                yield shard

    def _is_there(self, shard: Shard) -> bool:
        """Whether a part was made of the same by the same, and nothing was wrong with it that may have passed."""
        made = read_manifest(self._folder, shard.name, self._to)
        if made is None or made.made_from != shard.made_from or made.made_by != shard.made_by:
            return False
        if any(problem.code not in shard.task.lasting for problem in made.problems):
            return False
        for problem in made.problems:
            self._talk.detail(str(problem))
        self._counts["there"] += 1
        self._count(made)
        return True

    def _made(self, shard: Shard, made: Manifest) -> None:
        for problem in made.problems:
            self._talk.problem(problem)
        self._talk.detail(f"{shard.name}{self._suffix}: {made.rows} rows, {len(made.problems)} problems")
        self._talk.event(
            "part", {"part": shard.name, "rows": made.rows, "problems": [p._asdict() for p in made.problems]}
        )
        self._count(made)

    def _count(self, made: Manifest) -> None:
        self._counts["parts"] += 1
        codes = Counter(problem.code for problem in made.problems)
        self._counts["rows"] += made.rows - codes[NO_ARTICLE]
        self._counts["failed"] += codes.total() - codes["unread"]

    def _failed(self, problem: Problem) -> None:
        self._counts["failed"] += 1
        self._talk.problem(problem)
        self._talk.event("failed", problem._asdict())

    def _close(self) -> None:
        counts = self._counts
        self._talk.event("end", dict(counts))
        already = f", {counts['there']} of them there already" if counts["there"] else ""
        done = f"{counts['rows']} {self._verb} in {counted(counts['parts'], 'part')}{already}"
        if counts["failed"]:
            raise SomeFailed(f"{done}, {counts['failed']} failed")
        self._talk.note(done)
