"""Metadata that stands in the markup, outside the reading order."""

from __future__ import annotations

from presscut.cleaner.segment.html_pieces import Clues

Head = dict[str, str | tuple[str, ...]]


def read_head(clues: Clues, *, url: str | None) -> Head:
    """The fields that markup gives."""
    return {}
