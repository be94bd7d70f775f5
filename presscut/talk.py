"""What a command says besides its product: lines on stderr, and events in a log file."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from presscut.errors import Problem, UsageError
from presscut.outputs import writing
from presscut.terminal import one_line

if TYPE_CHECKING:
    from presscut.progress import Progress


class Talk(NamedTuple):
    """Speaks on stderr, and only there. Whatever a page brought is made harmless first.

    Attributes:
        quiet: problems of single items and notes are not said; what ends the command still is.
        verbose: a line for every page, and tracebacks.
        log: an open log file; with one, what is said of single pages goes there instead of stderr.
        now: the time as ISO 8601, for the log.
        progress: a line that says how far the run is; null where nobody would see it.
    """

    quiet: bool = False
    verbose: bool = False
    log: IO[str] | None = None
    now: Callable[[], str] = lambda: ""
    progress: Progress | None = None

    def problem(self, problem: Problem) -> None:
        """One line about one item that went wrong."""
        if not self.quiet and self.log is None:
            self.say(f"{problem.where}: {problem.message}")

    def note(self, text: str) -> None:
        """One line about the run as a whole."""
        if not self.quiet and self.log is None:
            self.say(text)

    def detail(self, text: str) -> None:
        """One line for those who asked for more."""
        if self.verbose and self.log is None:
            self.say(text)

    def say(self, text: str) -> None:
        """One line on stderr, whatever was asked for."""
        self.wipe()
        print(f"presscut: {one_line(text)}", file=sys.stderr)

    def how_far(self, done: int, failed: int) -> None:
        """How many pages are done, for a person who waits."""
        if self.progress is not None:
            self.progress.show(done, failed)

    def wipe(self) -> None:
        """Take away the line that says how far the run is."""
        if self.progress is not None:
            self.progress.wipe()

    def event(self, what: str, facts: Mapping[str, Any]) -> None:
        """One JSON line in the log file, if there is one."""
        if self.log is None:
            return
        import json

        line = {"time": self.now(), "event": what, **facts}
        with writing(self.log.name):
            self.log.write(json.dumps(line, ensure_ascii=False).encode("utf-8", "replace").decode() + "\n")
            self.log.flush()


def open_log(path: str) -> IO[str]:
    """A log file, opened to append. Raises UsageError when that is not possible."""
    try:
        return open(path, "a", encoding="utf-8")  # noqa: PTH123 closed with the command
    except OSError as error:
        raise UsageError(f"the log file {path} cannot be written: {error.strerror}") from error
