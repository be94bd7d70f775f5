"""What an archive itself says it holds: what the peers see is compared with it."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, TypeVar

CAPTURES = "('response', 'resource', 'revisit')"
Item = TypeVar("Item")


def segments(archive: Path) -> list[Path]:
    """The WARC files."""
    return sorted((archive / "warc").iterdir())


def asked(archive: Path, question: str) -> list[Any]:
    """What the state answers to a question in SQL."""
    with closing(sqlite3.connect(f"file:{archive / 'state.db'}?mode=ro", uri=True)) as state:
        return state.execute(question).fetchall()


def timestamp(date: str) -> str:
    """A date as an index has it: the fourteen digits of its seconds."""
    return "".join(filter(str.isdigit, date))[:14]


def spread(items: Sequence[Item], count: int) -> list[Item]:
    """So many of the items, evenly from the first to the last."""
    assert len(items) >= count
    return [items[n * (len(items) - 1) // (count - 1)] for n in range(count)]
