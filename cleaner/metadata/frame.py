"""The article's surroundings: where its title stands, its bylines, the first block of its body.

Everything is looked for near the run of prose, in a bounded number of blocks before and after it,
so that the cost does not grow with the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from presscut.cleaner.metadata.byline import UNKNOWN_WORDS, Reading, read_byline
from presscut.cleaner.metadata.cuewords import bare_cue, by_end
from presscut.cleaner.metadata.east_signed import reporters
from presscut.cleaner.metadata.masthead import mastheads
from presscut.cleaner.metadata.page_title import page_titles, saying
from presscut.cleaner.metadata.words import AND, SITE_AUTHOR_PATHS
from presscut.cleaner.model import Block, Draft
from presscut.cleaner.patterns import lazy
from presscut.cleaner.prose import Span, prose_of
from presscut.cleaner.site import site_of

BEFORE = 60  # blocks looked at before the prose
INSIDE = 14  # blocks of the prose in which its title and byline may stand
MOST_FIRSTS = 3  # headings of the first rank around which the head may lie as well
ABOVE, BELOW = 6, 20  # blocks looked at before and after such a heading
END = 12  # last blocks of the run of prose that may be an author box or a licence in full sentences
LITTLE = 130.0  # words of appeals, licences and bios that may follow a piece of the article's foot
AFTER = 40  # blocks looked at after the prose
FIRST_PAGE = "1991"  # of the web: an earlier date is a birthday, or says when a bridge was opened
BYLINE_WORDS = 45.0  # words of the longest byline, with several authors
DIGITS = lazy(r"\d{4}|\d\d?[./-]\d\d?[./-]\d\d")


class Frame(NamedTuple):
    """What the readers of single fields share; made once a page.

    Attributes:
        prose: the run of prose.
        top: the blocks in which the head of the article is looked for: around the start of the prose
            and around the headings of the first rank before its end.
        tail: the last blocks of the prose and those after it, in which its foot is looked for.
        bylines: what the lines of `top` say of authors and dates, by block.
        sites: names of the page's own site, case-folded, and as they are printed.
    """

    draft: Draft
    prose: Span
    top: tuple[int, ...]
    tail: range
    bylines: dict[int, Reading]
    sites: dict[str, str]

    @property
    def blocks(self) -> tuple[Block, ...]:
        """All blocks of the page."""
        return self.draft.blocks

    def ends_here(self, index: int) -> bool:
        """Whether no more than a little prose follows a block before the run of prose is over."""
        words = sum(b.shape.words for b in self.blocks[index + 1 : self.prose.last] if b.shape.ending == "stop")
        return words <= LITTLE

    def head(self, name: str) -> str | None:
        """A single value from the page's markup."""
        value = self.draft.head.get(name)
        return value.strip() if isinstance(value, str) and value.strip() else None


def frame_of(draft: Draft) -> Frame:
    """Look over a draft once."""
    prose = prose_of(draft)
    top = tuple(_top(draft, prose))
    tail = range(max(prose.first + 1, prose.last - END), min(len(draft.blocks), prose.last + AFTER))
    sites = _sites(draft, prose)
    return Frame(draft, prose, top, tail, dict(_bylines(draft, top, frozenset(sites))), sites)


def _top(draft: Draft, prose: Span) -> list[int]:
    """Indices around the start of the prose, the last headings of the first rank and the page's own title, in order."""
    blocks = draft.blocks
    firsts = [i for i in range(prose.last) if blocks[i].kind == "heading" and blocks[i].level == 1]
    around = {i for h in firsts[-MOST_FIRSTS:] for i in range(h - ABOVE, h + BELOW)}
    around |= set(range(prose.first - BEFORE, prose.first + INSIDE))
    if draft.media_type != "html":
        said = saying(blocks[: prose.last], page_titles(draft))
        around |= {i for title in said[:MOST_FIRSTS] for i in range(title, title + BELOW)}
    return sorted(i for i in around if 0 <= i < len(blocks))


def _sites(draft: Draft, prose: Span) -> dict[str, str]:
    names = {" ".join(name): " ".join(name) for name in site_of(draft, prose).names}
    return names | {name.casefold(): name for name in mastheads(draft, prose)}


def _bylines(draft: Draft, top: Sequence[int], sites: frozenset[str]) -> Iterator[tuple[int, Reading]]:
    before: str | None = None
    named = False  # the line before names an author
    for i in top:
        block = draft.blocks[i]
        if not block.text:
            continue
        cue = "by" if named and block.text.casefold() in AND else bare_cue(block.text)
        named = False
        if cue is None and _may_be_byline(block, before):
            reading = read_byline(block, draft.language, sites, before)
            of_page = draft.media_type != "html" or not reading.dates_before(FIRST_PAGE)
            if reading.pieces and reading.unknown <= UNKNOWN_WORDS and of_page:
                named = reading.cued and reading.has("authors")
                yield i, reading
        goes_on = named and block.text.rpartition(" ")[2].casefold() in AND  # "Ida Moor and", the next line says who
        before = "by" if goes_on else cue


def _addresses(block: Block) -> str:
    """The addresses of a block's first links, one a line."""
    return "\n".join([link.url for link in block.links[:4]])


def _may_be_byline(block: Block, before: str | None) -> bool:
    """A quick look that spares most blocks the slow one."""
    shape = block.shape
    if shape.words > BYLINE_WORDS or block.kind in ("code", "divider"):
        return False
    return bool(
        before
        or (shape.digits and DIGITS.search(block.text))
        or by_end(block.text) is not None
        or reporters(block.text)
        or (block.links and any(map(_addresses(block).__contains__, SITE_AUTHOR_PATHS)))
    )
