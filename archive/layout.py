"""What lies in the folder of an archive (docs/archive-format.md)."""

from __future__ import annotations

SEGMENTS = "warc"
"""The folder of the segments, which are the archive: all else is made from them."""

STATE = "state.db"
INDEX = "index.cdxj"
LOCK = "lock"

ASIDE = "aside"
"""The folder of what dead writers left and what repairs took out."""

JOURNAL = "rewriting.json"
"""Names the segments that are about to take the places of others."""
