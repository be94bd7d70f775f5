"""Lines at the head of a text that say who wrote it. They stand alone, though no empty line sets them off."""

from __future__ import annotations

from collections.abc import Sequence

from presscut.cleaner.metadata.cuewords import by_end
from presscut.cleaner.metadata.names import find_names
from presscut.cleaner.segment.lines import Line

HEAD = 80  # lines in which a byline is looked for
LONGEST = 100  # characters
BESIDE = 6  # words that are no names: a job, a town
FULL = 2  # words of a full name


def signed_lines(lines: Sequence[Line]) -> frozenset[int]:
    """The indices of the lines that begin with a "By" and go on with the full name of a person."""
    return frozenset(i for i, line in enumerate(lines[:HEAD]) if len(line.text) <= LONGEST and is_signed(line.text))


def is_signed(text: str) -> bool:
    """Whether a line is a byline and nothing else."""
    names_at = by_end(text)
    if names_at is None or text[-1] in ".!?:,;":
        return False
    names, rest = find_names(text[names_at:], cued=True)
    return any(len(name.value.split()) >= FULL for name in names) and len(rest.split()) <= BESIDE
