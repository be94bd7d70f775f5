"""What became of the pages of a run: said, logged, counted, and turned into the right exit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from presscut.batch import NO_ARTICLE, unread
from presscut.errors import NoArticle, PresscutError, Problem, SomeFailed, UsageError
from presscut.talk import Talk

# What ends a run over one page, by the code of its problem; else there is no article in it.
ENDS: Mapping[str, type[PresscutError]] = {
    "not-found": UsageError,
    "unreadable": UsageError,
    "unexpected": PresscutError,
    "worker-died": PresscutError,
}


class Tally:
    """Counts the pages of one run.

    Args:
        single: the run is over one page, whose problem ends the command instead of being one of many.

    Attributes:
        failed: how many pages failed.
    """

    def __init__(self, talk: Talk, single: bool) -> None:
        self._talk = talk
        self._single = single
        self._done = 0
        self.failed = 0
        self._last: Problem | None = None

    def count(self, origin: str, problem: Problem | None, facts: Mapping[str, Any]) -> None:
        """Take note of one page."""
        self._last = problem
        self._talk.how_far(self._done, self.failed)
        if problem is None:
            self._done += 1
            self._talk.detail(f"{origin}: " + ", ".join(f"{name} {value}" for name, value in facts.items()))
            self._talk.event("page", {"file": origin, "outcome": "done", **facts})
            if (warning := unread(origin, facts)) is not None:
                self._talk.problem(warning)
            return
        self.failed += 1
        about = {"file": origin, "outcome": problem.code, "message": problem.message}
        self._talk.event("page", {**about, **facts})
        if not self._single:
            self._talk.problem(problem)

    def refuse_single(self) -> None:
        """Raise what a single page that gave no product ends with, so that no output file appears."""
        if self._single and self._last is not None and self._last.code != NO_ARTICLE:
            raise _end(self._last)

    def close(self, verb: str, detail: str = "") -> None:
        """Say the sum, with a detail behind it. Raises what the run ends with: NoArticle, UsageError, SomeFailed."""
        self.end(f"{self._done} {verb}{detail}" + (f", {self.failed} failed" if self.failed else ""))

    def end(self, said: str) -> None:
        """Say the sum in these words. Raises what the run ends with, as `close` does."""
        self._talk.event("end", {"done": self._done, "failed": self.failed})
        if self._single and self._last is not None:
            raise _end(self._last)
        if self.failed:
            raise SomeFailed(said)
        if not self._single:
            self._talk.note(said)


def _end(problem: Problem) -> PresscutError:
    return ENDS.get(problem.code, NoArticle)(str(problem))
