"""The section: a kicker above the title ("NEWS | TRANSPORT") or a breadcrumb trail ("Home > Politics").

A trail begins with a word for the front page; a kicker is set in capitals or has separators. A
single word above a title is as often the end of a menu: it counts only in capitals, or where the
markup calls it a category.
"""

from __future__ import annotations

from collections.abc import Iterator

from presscut.cleaner.metadata.byline import is_site
from presscut.cleaner.metadata.frame import Frame
from presscut.cleaner.metadata.opening import Opening
from presscut.cleaner.metadata.page_title import folded
from presscut.cleaner.metadata.places import LIKELY, SURE, Piece, pieces_marks
from presscut.cleaner.metadata.words import HOME, NAV
from presscut.cleaner.model import Block, Mark
from presscut.cleaner.patterns import lazy

ABOVE = 4  # blocks above the title
LONGEST = 8.0  # words of a kicker
MOST_PARTS = 4
MENU = 3  # parts of a row that begins with the front page and is a menu, when no arrows or slashes part them
PARTS = lazy(r"\s*[|>›»·•→]\s*|\s+/\s*|\s*/\s+|(?<=[^\W\d_])/(?=[^\W\d_]{3})")
TRAIL = lazy(r"[/>›»→]")
CLASSES = frozenset("category categories kicker eyebrow section rubrik ressort overline breadcrumb topic".split())
CAPS_WORD = lazy(r"[^\W\d_]+")
LINKS_TO_ITSELF = "#"


def read_section(frame: Frame, opening: Opening) -> Iterator[Mark]:
    """The nearest kicker or trail above the title."""
    if opening.title is None:
        return
    wanted = folded(frame.blocks[opening.title.index].text)
    for i in range(opening.title.index - 1, max(-1, opening.title.index - 1 - ABOVE), -1):
        block = frame.blocks[i]
        if opening.is_taken(i) or not block.text or len(block.text) > 200:
            continue
        parts = _parts(block.text)
        if folded(parts[0].value) in HOME and len(parts) >= MENU and not TRAIL.search(block.text):
            continue
        if folded(parts[0].value) in HOME:
            parts = [p for p in parts[1:] if not _is_title(folded(p.value), wanted)]
            if not parts:
                return
            yield from pieces_marks(i, block, "nav", "breadcrumb", "a trail from the front page", parts, SURE)
            return
        if _is_kicker(frame, block, parts, i == opening.title.index - 1):
            yield from pieces_marks(i, block, "nav", "kicker", "a kicker above the title", parts, LIKELY)
            return


def _is_title(part: str, title: str) -> bool:
    """Whether the last part of a trail is the title, or its beginning cut off."""
    return part == title or (len(part.split()) > 3 and title.startswith(part))


def _parts(text: str) -> list[Piece]:
    pieces = []
    at = 0
    for m in [*PARTS.finditer(text), None]:
        end = m.start() if m else len(text)
        bare = text[at:end].strip(" :")
        if bare:
            pieces.append(Piece("section", _titled(bare), at, end))
        at = m.end() if m else end
    return pieces or [Piece("section", text, 0, len(text))]


def _is_kicker(frame: Frame, block: Block, parts: list[Piece], touching: bool) -> bool:
    """Capitals or separators right above the title, no menu, no sentence, not the site's own name."""
    shape = block.shape
    if block.kind not in ("paragraph", "heading", "item") or shape.words > LONGEST or shape.ending != "none":
        return False
    if len(parts) > MOST_PARTS or any(link.url.startswith(LINKS_TO_ITSELF) for link in block.links):
        return False
    names = [folded(p.value) for p in parts]
    if any(not name or name.split()[0] in NAV or name[0].isdigit() for name in names):
        return False
    if any(is_site(p.value, frozenset(frame.sites)) for p in parts):
        return False
    marked = any(CLASSES & set(tokens) for tokens in block.hints.tokens[-2:])
    return marked or (touching and (shape.all_caps or (len(parts) > 1 and not block.links)))


def _titled(part: str) -> str:
    """A part in capitals as a heading is usually set."""
    if not part.isupper():
        return part
    return CAPS_WORD.sub(lambda m: m[0].capitalize(), part)
