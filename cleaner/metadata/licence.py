"""The licence and the copyright line at the foot of a page.

An article about licences keeps its paragraphs: only a short block at the foot counts, and a licence
needs both the word and a name or an address of one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from presscut.cleaner.metadata.frame import Frame
from presscut.cleaner.metadata.opening import Opening
from presscut.cleaner.metadata.places import SURE, noted, whole
from presscut.cleaner.model import Block, Mark
from presscut.cleaner.patterns import lazy

LONGEST_LICENCE = 70.0  # words
LONGEST_COPYRIGHT = 45.0
LONGEST_CHARS = 1500
CC_URL = lazy(
    r"https?://(?:www\.)?creativecommons\.org/(?:licenses/(?P<kind>[a-z-]{2,20})/(?P<version>\d\.\d)|publicdomain/zero/1\.0)"
    r"[\w./-]{0,40}",
    re.IGNORECASE,
)
CC_NAME = lazy(r"\bCC[ -]?(?P<kind>BY(?:-(?:NC|SA|ND)){0,2}|0)(?:[ -]?(?P<version>\d\.\d))?(?![\w])", re.IGNORECASE)
WORD = lazy(
    r"\blicen[sc]|\blizen[sz]|\blicenci|creative commons|republish|re-?use\b|weiterverbreit|republier|reproduire"
    r"|reproducir|许可|ライセンス|رخصة",
    re.IGNORECASE,
)
SIGN = lazy(r"^\W{0,3}(?:©|\(c\)\s|copyright\b|&copy;)", re.IGNORECASE)
YEAR = lazy(r"\b(?:19|20)\d\d\b")


def read_licence(frame: Frame, _opening: Opening) -> Iterator[Mark]:
    """The licence statement and the copyright line."""
    for i in frame.tail:
        block = frame.blocks[i]
        if not 0 < block.shape.chars <= LONGEST_CHARS or not frame.ends_here(i):
            continue
        if block.shape.words <= LONGEST_LICENCE and WORD.search(block.text):
            yield from _licence(i, block)
        if block.shape.words <= LONGEST_COPYRIGHT and SIGN.match(block.text) and _is_copyright(frame, i):
            reason = "a copyright line at the foot"
            yield whole(i, "copyright", "copyright", reason, weight=SURE, field="copyright")


def _licence(i: int, block: Block) -> Iterator[Mark]:
    url = next((m for m in (CC_URL.match(k.url) for k in block.links) if m), None) or CC_URL.search(block.text)
    name = CC_NAME.search(block.text)
    value = _name(url) if url else (_name(name) if name else None)
    reason = f"a licence statement: {value}"
    if url:
        yield whole(i, "license", "licence", reason, weight=SURE, field="license.url", value=url[0])
        yield noted(i, "license", "licence", reason, "license.name", value or "")
    elif value:
        yield whole(i, "license", "licence", reason, weight=SURE, field="license.name", value=value)


def _name(m: re.Match[str]) -> str:
    """A Creative Commons licence as it is usually written, ``CC BY-NC 4.0``."""
    kind = m["kind"]
    if not kind or kind == "0":
        return "CC0 1.0"
    return f"CC {kind.upper()} {m['version'] or ''}".strip()


def _is_copyright(frame: Frame, i: int) -> bool:
    """A year or nothing but the sign and a name; inside the prose, a line and not a sentence."""
    block = frame.blocks[i]
    return bool(YEAR.search(block.text) or block.shape.words <= 12) and (
        i >= frame.prose.last - 2 or block.shape.words <= 15
    )
