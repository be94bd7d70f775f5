"""What the names on a command line say of inputs, before any is opened."""

from __future__ import annotations

import re
from pathlib import Path

ADDRESS = re.compile(  # RFC 3986: an address begins with its scheme
    r"[a-z][a-z0-9+.-]*:[^\s\ud800-\udfff]+", re.IGNORECASE
)
COLLECTION = re.compile(r"\.(jsonl|ndjson|w?arc|wet|wacz)(\.gz|\.zst)?$", re.IGNORECASE)


def is_collection(name: str) -> bool:
    """Whether a file is more than one page by its name: JSON lines, WARC, ARC, WET, WACZ."""
    return COLLECTION.search(name) is not None


def holds_many(name: str) -> bool:
    """Whether an input is by its nature more than one page: a folder, or a collection."""
    return name not in ("-", "") and (is_collection(name) or Path(name).is_dir())
