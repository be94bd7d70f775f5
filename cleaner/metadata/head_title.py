"""The title of a page without the site's name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from presscut.cleaner.patterns import lazy
from presscut.cleaner.shape import UNSPACED, count_words

# Chinese and Japanese pages put the site behind an underscore or a dash without spaces, or a wide bar.
TIGHT = rf"[_＿]+|(?<=[{UNSPACED}！？”」』）])[-–—－]+|[-–—－]+(?=[{UNSPACED}])"
SEPARATOR = lazy(rf"\s+[|\-–—·•»«:]{{1,2}}\s+|\s*[|｜»«•]\s*|:\s+|{TIGHT}")
STRONG = lazy(rf"\s*[|｜»«•·]\s*|\s+[–—]\s+|{TIGHT}")
TAIL = lazy(r"\s+[|\-–—·•»«:]{1,2}\s+|\s*[|｜»«•]\s*")
LEAD = lazy(r"(?:\s+[|\-–—·•»«:]{1,2}|[|｜»«•:])\s*\Z")
WORD = lazy(r"\w+")
ALIKE = 0.5  # share of words that two wordings of one headline have in common
HEADLINE = 4  # words; a shorter heading may be the name of a section
COMMON = 2  # words that a heading and a title must share when they are worded otherwise
SHORTEST = 2  # words; a heading of one word inside a longer title is a section's name more often


def bare(text: str | None) -> str:
    """A text by its letters and digits alone, for comparing."""
    return "".join(WORD.findall((text or "").casefold()))


def choose_title(
    candidates: Sequence[str], headings: Sequence[str], *, site: Iterable[str], edited: bool = False
) -> str | None:
    """The page's title: the heading that the titles agree with, else the first title without the site's name.

    Args:
        candidates: titles the markup gives, the most trusted first.
        headings: texts of the headings of rank 1.
        site: names the site goes by, its host's among them.
        edited: the markup's titles are an editor's own work, as on news pages; elsewhere they are
            written for search engines, and a heading that shares half of their words is the title.
    """
    names = {bare(name) for name in site if bare(name)}
    left = set(_left_out(candidates))
    printed = [heading for heading in headings if not is_site(heading, names) and bare(heading) not in left]
    own = [stripped for heading in printed if (stripped := strip_site(heading, names))]
    titles = [strip_site(title, names) for title in candidates]
    for alike in (_same,) if edited else (_same, _alike):
        for heading in own:
            if any(alike(heading, title) for title in candidates) and _says_enough(heading, titles):
                return _without_kicker(heading, titles)
    if not titles:
        return own[0] if own else None
    alone = len(own) == 1 and not edited and count_words(own[0]) >= HEADLINE
    says_little = all(count_words(title) < SHORTEST for title in titles)
    return own[0] if alone and (says_little or _speaks_of(own[0], titles)) else _without_last_part(titles[0])


def last_line(lines: Sequence[str], titles: Sequence[str]) -> str:
    """The headline at the end of a heading that holds the way to the page as well; empty for any other heading."""
    if len(lines) < 2 or count_words(lines[-1]) < HEADLINE:
        return ""
    last, whole = bare(lines[-1]), bare("".join(lines))
    told = [bare(title) for title in titles]
    return lines[-1] if any(t.startswith(last) for t in told) and not any(whole in t for t in told) else ""


def _left_out(titles: Sequence[str]) -> Iterator[str]:
    """What one title has behind a mark, or before it, that another does without: the site's name, or a slogan."""
    for title in titles:
        for other in titles:
            if not 0 < len(other) < len(title):
                continue
            if title.startswith(other) and TAIL.match(title, len(other)):
                yield bare(title[len(other) :])
            elif title.endswith(other) and LEAD.search(title[: -len(other)]):
                yield bare(title[: -len(other)])


def _says_enough(heading: str, titles: Iterable[str]) -> bool:
    """Whether a heading may be the title: one word may when the markup gives just that."""
    return count_words(heading) >= SHORTEST or bare(heading) in map(bare, titles)


def _speaks_of(heading: str, titles: Iterable[str]) -> bool:
    """Whether a heading has a few words of some title: one that has none says what the site is."""
    return any(len(_words(heading) & _words(title)) >= COMMON for title in titles)


def _without_kicker(heading: str, titles: Iterable[str]) -> str:
    """The heading without the line above the headline, when a title of the markup does without it."""
    whole = bare(heading)
    for title in titles:
        end = bare(title)
        if end != whole and whole.endswith(end) and count_words(title) >= HEADLINE:
            return title
    return heading


def _alike(heading: str, title: str) -> bool:
    """Whether most words of the one are in the other: the same headline, put differently for search engines."""
    one, other = _words(heading), _words(title)
    return len(one & other) >= max(COMMON, ALIKE * min(len(one), len(other)))


def _words(text: str) -> set[str]:
    return set(WORD.findall(text.casefold()))


def _without_last_part(title: str) -> str:
    """Without what stands after the last bar: a section, or a site that gives its name nowhere else."""
    head = title.rpartition(" | ")[0]
    return head if count_words(head) >= HEADLINE else title


def _same(heading: str, title: str) -> bool:
    """Whether the heading is the title, or the title with something before or after it."""
    one, other = bare(heading), bare(title)
    return bool(one) and (one in other and (len(one) * 2 >= len(other) or other.startswith(one)))


def strip_site(title: str, names: set[str]) -> str:
    """The title without parts at its ends that are the site's name."""
    while True:
        shorter = _without_end(title, names)
        if shorter == title:
            return title
        title = shorter


def _without_end(title: str, names: set[str]) -> str:
    marks = list(SEPARATOR.finditer(title))
    if not marks:
        return title
    head, tail = title[: marks[-1].start()].rstrip(), title[marks[-1].end() :]
    if head and is_site(tail, names):
        return head
    head, tail = title[: marks[0].start()], title[marks[0].end() :].lstrip()
    if tail and is_site(head, names):
        return tail
    return title


def is_site(text: str, names: set[str]) -> bool:
    """Whether a text is a name the site goes by, a little more or less of it included."""
    here = bare(text)
    return any(
        here == name
        or (
            len(here) > 3
            and len(name) > 3
            and (here in name or name in here)
            and min(len(here), len(name)) * 2 >= max(len(here), len(name))
        )
        for name in names
    )


def site_of_title(title: str, site: Iterable[str]) -> str:
    """The part at the title's end that is a name of the site, as it is written there; "" when there is none."""
    marks = list(STRONG.finditer(title))
    tail = title[marks[-1].end() :].lstrip() if marks else ""
    return tail if tail and is_site(tail, {bare(name) for name in site}) else ""
