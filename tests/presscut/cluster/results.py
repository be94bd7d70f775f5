"""What stands in the folder of a result."""

from __future__ import annotations

import gzip
from pathlib import Path

PART = ".jsonl.gz"


def lines(folder: str | Path) -> list[str]:
    """The rows of all parts, sorted."""
    return sorted(line for part in Path(folder).glob(f"*{PART}") for line in gzip.open(part, "rt").read().splitlines())


def finished(folder: str | Path) -> int:
    """How many parts are done: the manifests of the others say that they are not."""
    return sum("sha256" in path.read_text() for path in Path(folder).glob("_manifests/*.json"))


def times(folder: str | Path) -> dict[str, int]:
    """When each part and each manifest was written, by name."""
    return {path.name: path.stat().st_mtime_ns for path in Path(folder).rglob("*.json*")}
