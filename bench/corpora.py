"""The development sets: pages with gold, their folds, where to find them.

The sets are not part of the project (their pages belong to their publishers). Point PRESSCUT_BENCH
at a folder that holds them, in the layout of WCXB's development set: ``NAME/html/ID.html.gz``,
``NAME/gold.jsonl.gz``, ``NAME/views/VIEW.jsonl.gz``.
"""

from __future__ import annotations

import gzip
import json
import os
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDS = 5
BENCH = Path(os.environ.get("PRESSCUT_BENCH", Path(__file__).parents[2] / "shared" / "bench"))
SECOND_LEVEL = {"ac", "co", "com", "edu", "gov", "net", "org"}


@dataclass(frozen=True, slots=True)
class Sample:
    """A page of a set in one view, with its gold body and its site's fold."""

    id: str
    view: str
    url: str | None
    content: bytes
    gold: str
    fold: int


def fold_of(url: str) -> int:
    """0 to 4, one number a site (the last two labels of its host, three below co.uk and the like)."""
    labels = url.rsplit("://", maxsplit=1)[-1].split("/", maxsplit=1)[0].split(":", maxsplit=1)[0].lower().split(".")
    deep = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in SECOND_LEVEL
    return zlib.crc32(".".join(labels[-3 if deep else -2 :]).encode()) % FOLDS


def samples(corpus: str, view: str, page_type: str = "article") -> Iterator[Sample]:
    """The pages of a set in one view (``html`` or a text view) whose gold is not empty."""
    folder = BENCH / corpus
    with gzip.open(folder / "gold.jsonl.gz", "rt", encoding="utf8") as file:
        gold = {row["id"]: row for row in map(json.loads, file) if row["gold"]}
    wanted = {i: row for i, row in gold.items() if page_type in ("all", row["page_type"])}
    for name, content in _contents(folder, view, set(wanted)):
        row = wanted[name]
        yield Sample(name, view, row["url"], content, row["gold"], fold_of(row["url"] or name))


def _contents(folder: Path, view: str, wanted: set[str]) -> Iterator[tuple[str, bytes]]:
    if view == "html":
        for name in sorted(wanted):
            path = folder / "html" / f"{name}.html.gz"
            if path.exists():
                yield name, gzip.decompress(path.read_bytes())
        return
    with gzip.open(folder / "views" / f"{view}.jsonl.gz", "rt", encoding="utf8") as file:
        for row in map(json.loads, file):
            if row["id"] in wanted and row["text"].strip():
                yield row["id"], row["text"].encode()
