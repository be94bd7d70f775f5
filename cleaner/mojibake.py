"""UTF-8 that was once read as windows-1252 and saved so: "â€™" for an apostrophe, "Ã«" for "ë".

Undone where it is sure: all of the page's characters beyond ASCII stand in groups that are UTF-8 when they are written
as windows-1252 again, three groups at the least. By chance that does not happen: a single "é", dash or quotation mark
of the page's own contradicts it.
"""

from __future__ import annotations

import re

from presscut.cleaner.patterns import lazy

FEWEST = 3
EXTRA = "".join(bytes([b]).decode("cp1252", "ignore") for b in range(0x80, 0xA0))
"""Characters that windows-1252 has between U+0080 and U+009F; browsers read the five it leaves out as controls."""
BYTES = {ord(char): bytes([b]) for b in range(0x80, 0x100) if (char := bytes([b]).decode("cp1252", "ignore"))}
BEGINS = lazy(rb"\xc3[\x82-\xb4][\xc2\xc5\xc6\xcb\xe2]")
"""The lead of such a group and what can follow it, in the UTF-8 they are saved in."""
GROUP = lazy(f"[\x80-\xff{EXTRA}]+")
OTHER = lazy(f"[^\x00-\xff{EXTRA}]")
OF_ITS_OWN = frozenset("\xa0©®")
"""What templates add in front of and behind a text that was misread."""


def mended(content: bytes, text: str) -> str | None:
    """The text of some UTF-8 as it was before it was misread; null where that is not sure."""
    if not BEGINS.search(content) or OTHER.search(text):
        return None
    hits = 0
    for group in GROUP.finditer(text):
        if not OF_ITS_OWN.issuperset(group[0]):
            if _before(group[0]) is None:
                return None
            hits += 1
    return GROUP.sub(_replaced, text) if hits >= FEWEST else None


def _replaced(group: re.Match[str]) -> str:
    return _before(group[0]) or group[0]


def _before(group: str) -> str | None:
    """What a group was; null when it is no UTF-8."""
    try:
        return b"".join([BYTES.get(ord(char)) or char.encode("latin-1") for char in group]).decode("utf-8")
    except UnicodeError:
        return None
