"""What a walk through a file meets: records, and the stretches of the file that they take."""

from __future__ import annotations

from typing import NamedTuple

from presscut.archive.check.findings import Found
from presscut.archive.check.records import Seen


class Stretch(NamedTuple):
    """A piece of the file from one boundary to the next. The stretches of a file tile it.

    Attributes:
        offset: where it starts, in bytes.
        records: how many records were read in it; they come before it, as `Seen`.
        whole: it is one record as it should be, or what holds none and never did: it can be copied byte for byte.
        checked: its content is as it was written: its checksum fits, or it is not compressed.
        hash: SHA-256 of it, when it is a member of our own that was read to its end.
    """

    offset: int
    length: int
    records: int
    whole: bool
    checked: bool
    hash: bytes
    found: tuple[Found, ...]


Event = Seen | Stretch
