"""What a page calls itself: the titles of its markup, or the line that its text begins with.

Who takes all text of an HTML page takes its `title` first: "Harbour wall repaired | Osterby Courier". Where these
words, with or without the name of the site, stand in a line of their own further down, that line is the title.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from presscut.cleaner.metadata.browser_print import printed_title
from presscut.cleaner.model import Block, Draft
from presscut.cleaner.once import once
from presscut.cleaner.patterns import lazy
from presscut.cleaner.plain_words import SMALL_WORDS
from presscut.cleaner.shape import count_words

LONGEST_CHARS = 400
SHORTEST = 8  # characters of a wording that says something
FEWEST_WORDS = 6  # of the line that a text begins with as it stands: names of sites, and menus, have fewer
FEWEST_OF_PART = 3  # words of it without the name of the site
WHOLE = 0.8  # how much such a line can be trusted as it stands
LONGEST = 40.0  # words of a first line
FULL_STOPS = frozenset(".。۔।")  # a title may call or ask
MARKS = 8  # characters by which a line may differ in marks and spaces

WORD = lazy(r"[^\W_]+")
SITE_SUFFIX = lazy(r"\s+[|–—·•:»-]\s+|\s*[|｜_]\s*")


def folded(text: str) -> str:
    """A text without its marks, spaces and capitals, for comparing."""
    if text.isascii():
        return " ".join(text.encode().translate(SMALL_WORDS).decode().split())
    return " ".join(WORD.findall(text.casefold()))


@once
def page_titles(draft: Draft) -> Mapping[str, float]:
    """The titles a page gives itself, folded, and how much each can be trusted, from 0 to 1.

    Those of markup, and what a browser printed at the edge of a page, are what they say, with and without the name of
    the site at either end. The line that a text begins with may be a menu or the name of the site: it is worth most
    where such a name can be told off from it.
    """
    said = [value for name in ("title", "page_title") if isinstance(value := draft.head.get(name), str)]
    found = dict.fromkeys(_wordings(said), 1.0)
    if draft.media_type != "html" and (printed := printed_title(draft.source)):
        wordings = _wordings([printed])
        found |= dict.fromkeys(wordings - {folded(printed)} or wordings, 1.0)  # the line itself is not the headline
    for line in [draft.blocks[0].text] if holds_page_title(draft, 0) else []:
        whole = folded(line)
        parts = _wordings([line]) - {whole}
        found |= {whole: WHOLE} if count_words(whole) >= FEWEST_WORDS else {}
        found |= {part: 1.0 for part in parts if count_words(part) >= FEWEST_OF_PART}
    return found


def holds_page_title(draft: Draft, index: int) -> bool:
    """Whether a block is the line of a text that its title is read from. It says nothing of itself."""
    if index or draft.media_type == "html" or not draft.blocks:
        return False
    first = draft.blocks[0]
    return FEWEST_OF_PART <= first.shape.words <= LONGEST and first.text[-1:] not in FULL_STOPS


def saying(blocks: Sequence[Block], titles: Collection[str]) -> list[int]:
    """The blocks behind the first that say one of these titles and nothing else."""
    lengths = {len(title) + more for title in titles for more in range(MARKS)}
    return [i for i, b in enumerate(blocks) if i and b.shape.chars in lengths and folded(b.text) in titles]


def _wordings(given: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for title in given:
        whole = title.strip()[:LONGEST_CHARS]
        cuts = [match.start() for match in SITE_SUFFIX.finditer(whole)]
        found |= {folded(whole), *(folded(whole[:cut]) for cut in (*cuts[:1], *cuts[-2:]))}
    return {text for text in found if len(text) >= SHORTEST}
