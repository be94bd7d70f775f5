"""What a check says: findings are values, and damage is never an exception."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from presscut.archive.check.rules import BY_NAME, Severity


class Found(NamedTuple):
    """A breach of a rule, before it is known where it stands."""

    rule: str
    message: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A breach of a rule.

    Attributes:
        rule: its name in `presscut.archive.check.rules.RULES`.
        file: the file as it was named, or its name within the archive.
        offset: of the member or record in the file, in bytes as they lie on disk; null for the file as a whole.
        record: the WARC-Record-ID, as far as it is known.
        message: one line for a person; parts of it are a stranger's text.
    """

    rule: str
    file: str
    offset: int | None
    record: str | None
    message: str

    @property
    def severity(self) -> Severity:
        """``"error"`` or ``"warning"``."""
        return BY_NAME[self.rule].severity

    @property
    def remedy(self) -> str:
        """What to do about it."""
        return BY_NAME[self.rule].remedy

    def within(self, root: Path) -> Finding:
        """The finding with its file named from a folder on."""
        return replace(self, file=Path(self.file).relative_to(root).as_posix())


@dataclass(slots=True)
class Counts:
    """How much was looked at, and what came of it; grows while a check runs."""

    files: int = 0
    records: int = 0
    bytes: int = 0
    errors: int = 0
    warnings: int = 0

    def count(self, finding: Finding) -> None:
        """Count a finding."""
        if finding.severity == "error":
            self.errors += 1
        else:
            self.warnings += 1
