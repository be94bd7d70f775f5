"""What can go wrong: a `Problem` is a value about one item, an exception ends the command.

Bad input is a value, a broken promise is an exception. The exit code stands on the exception class,
so that the command line never decides which one a failure deserves.
"""

from __future__ import annotations

from typing import NamedTuple


class Problem(NamedTuple):
    """Something wrong with one item of a run. The run goes on.

    Attributes:
        code: a stable, hyphenated word to filter by, such as ``"binary"`` or ``"empty"``.
        where: the item: a file name, a line of a file, a record of an archive.
        message: one line for a person: what is wrong and what to do about it.
    """

    code: str
    where: str
    message: str

    def __str__(self) -> str:
        return f"{self.where}: {self.message}"


class PresscutError(Exception):
    """Ends a command. Its message is one line for a person."""

    exit_code = 1


class UsageError(PresscutError):
    """The command line or a call cannot be understood."""

    exit_code = 2


class ConfigError(UsageError):
    """A configuration file or a rule pack is not valid."""


class SomeFailed(PresscutError):
    """The run finished; some of its items did not."""

    exit_code = 3


class Stopped(PresscutError):
    """A limit ended the run; it can be resumed."""

    exit_code = 4


class NoArticle(PresscutError):
    """The single input holds no article."""

    exit_code = 5


class CheckFound(PresscutError):
    """A check found something."""

    exit_code = 6


class NoArchive(PresscutError):
    """There is no archive at that place."""

    exit_code = 10


class Locked(PresscutError):
    """Another process is writing to the archive."""

    exit_code = 11


class Damaged(PresscutError):
    """The archive is damaged."""

    exit_code = 12
