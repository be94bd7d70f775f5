"""Names that lead to their author's page: `[Ida Mott](https://kestrel.example/author/ida-mott)`.

Such an address tells what words do not: that a name is an author's, also where it is a handle ("tidewatcher"), and
where it ends, for scrapers run it into what stands beside it ("Ida MottStaff writer"). Who checked, edited or tested
is linked in the same way, with a cue before. Wrong where a site calls its sections "authors".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from unicodedata import combining, normalize

from presscut.cleaner.metadata.caseless_names import is_name_without_capitals
from presscut.cleaner.metadata.cuewords import bare_cue
from presscut.cleaner.metadata.names import Name, is_desk, is_person, usual_case
from presscut.cleaner.metadata.words import CHECKED, GROUPS, NAV, NOT_NAMES, ROLES, SITE_AUTHOR_PATHS
from presscut.cleaner.model import Block
from presscut.cleaner.patterns import lazy

SHORTEST = 3  # letters of a handle
FULL = 2  # words of a full name
NOBODY = frozenset(
    "account admin author authors about all archive edit editor feed followers following guest index join me page "
    "posts profile register rss settings signin signup user".split()
)
"""What may stand behind such a path and is no name, beside words of menus."""
OTHER_ROLES = (*ROLES, *CHECKED)
PATH = lazy("|".join(map(re.escape, SITE_AUTHOR_PATHS)))
WORD = lazy(r"[^\W_]+")
PAGE = lazy(r"\.[a-z]{2,5}$")  # of an address: ".html"


def linked_authors(block: Block) -> Iterator[Name]:
    """The names in a block whose links lead to their author's page, but for those of editors and reviewers."""
    before = 0
    wrote = True  # whoever is named next: "Reviewed by" holds for all names up to the next cue
    for link in block.links:
        said = block.text[before : link.start].casefold().rstrip(" :\n")
        before = link.end
        wrote = _wrote(said, wrote)
        slug = slug_of(link.url)
        end = name_end(link.text, slug) if slug and wrote else 0
        if end:
            yield Name(usual_case(link.text[:end]), link.start, link.start + end)


def _wrote(said: str, before: bool) -> bool:
    """Whether a name is an author's, by the words before it; without a cue as the name before."""
    if said.endswith(OTHER_ROLES):
        return False
    return before or bare_cue(said.rpartition("\n")[2]) == "by"


def slug_of(url: str) -> tuple[str, ...]:
    """The words with which an address names one author; none when it leads elsewhere, or to all of them."""
    folded = url.casefold()
    for path in PATH.finditer(folded):
        rest = folded[path.end() :].partition("?")[0]
        if path[0][-1].isalpha() and rest[:1] != "-":  # "/author", as in "/authors/ida-mott"
            rest = rest.partition("/")[2]
        parts = [part for part in rest.split("/") if WORD.search(part)]
        if parts:
            return tuple(WORD.findall(PAGE.sub("", parts[-1])))
    return ()


def name_end(text: str, slug: Sequence[str]) -> int:
    """Where the name ends that the text of a link begins with; 0 when it is none.

    Args:
        slug: the words of the link's address. An address may be shorter than the name, or end in a number.
    """
    named = is_person(text) or is_desk(text) or is_name_without_capitals(text)
    for count in range(len(slug), FULL - 1, -1):
        end = _shared(text, "".join(slug[:count]))
        if end and (text[end : end + 1].isalnum() or not named) and GROUPS.isdisjoint(slug[:count]):
            return end
    handle = len(slug) == 1 and _shared(text, slug[0]) == len(text) and _is_handle(slug[0])
    return len(text) if named or handle else 0


def _is_handle(word: str) -> bool:
    return len(word) >= SHORTEST and not any(word in words for words in (NOBODY, NAV, NOT_NAMES, GROUPS))


def _shared(text: str, squeezed: str) -> int:
    """Where the letters of an address end in a text that begins with them and has a word's end there; else 0."""
    at = 0
    for end, letters in enumerate(map(_plain, text), start=1):
        if not squeezed.startswith(letters, at):
            return 0
        at += len(letters)
        if at == len(squeezed):
            ahead = text[end : end + 1]
            return end if not ahead.islower() and not combining(ahead or " ") else 0
    return 0


def _plain(char: str) -> str:
    """A character as addresses have it: small, without an accent; nothing for what is no letter or digit."""
    return "".join(c for c in normalize("NFKD", char.casefold()) if c.isalnum())
