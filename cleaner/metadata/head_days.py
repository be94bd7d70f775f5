"""When the page was published and changed: linked data, meta tags, marked elements, the end of the title."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any

from presscut.cleaner.dates import find_dates
from presscut.cleaner.metadata.cuewords import dated_cue
from presscut.cleaner.metadata.head_dates import machine_date
from presscut.cleaner.metadata.head_jsonld import texts_of
from presscut.cleaner.metadata.published import publication
from presscut.cleaner.segment.html_pieces import Clue

if TYPE_CHECKING:
    from presscut.cleaner.metadata.head_article import Page

PUBLISHED = (
    "article:published_time", "article:published", "og:article:published_time", "og:published_time",
    "parsely-pub-date", "sailthru.date", "datepublished", "date_published", "publish-date", "publish_date",
    "publishdate", "pubdate", "publication_date", "publication-date", "published_time", "citation_publication_date",
    "citation_online_date", "dc.date.issued", "dcterms.issued", "dc.date.created", "dcterms.created", "dc.date",
    "dcterms.date", "dc:date", "rnews:datepublished", "article_date_original", "originalpublicationdate",
    "cxenseparse:recs:publishtime", "citation_date", "date", "dc.date.available",
)  # fmt: skip
MODIFIED = (
    "article:modified_time", "og:updated_time", "article:modified", "datemodified", "last-modified", "dcterms.modified",
    "dc.date.modified", "lastmod", "revised", "updated_time",
)  # fmt: skip
PUBLISHED_WORDS = frozenset("published publish pubdate publication posted created datepublished".split())
MODIFIED_WORDS = frozenset("updated update modified revised lastmod datemodified edited".split())
DATE_WORDS = frozenset("date datetime datum fecha dateline timestamp".split())
DATA_WORDS = DATE_WORDS | PUBLISHED_WORDS | frozenset("time utime utc unix unixtime epoch ts iso".split())
TODAY = frozenset("today todays current clock".split())  # with one of them it is the date of the visit
LONGEST_DATE = 60  # characters of an element that is nothing but a date with its label
NEAR = 10  # marked elements between a headline and its date
LONGEST_DAY = 18  # characters of a day alone
MARKS = " \t|·•:–—-("  # what may stand before a label


def read_dates(page: Page, language: str) -> Iterator[tuple[str, str]]:
    """The fields ``published`` and ``modified``; an empty string where nothing is marked.

    ``published.shown`` stands in for the first: a date of an element that is only called a date.
    """
    changed = _first(_marked(page, "dateModified", MODIFIED, MODIFIED_WORDS), language) or _first(
        chain(*_labelled(page, MODIFIED_WORDS)), language
    )
    marked = _first(_marked(page, "datePublished", PUBLISHED, PUBLISHED_WORDS), language)
    times, others = _labelled(page, PUBLISHED_WORDS)
    if marked:
        day = _first(times, language)
        yield "published", publication(marked, changed or None, [day] if day else ()) or ""
    else:
        labelled = _first(chain(_in_title(page), times, others, _time_at_headline(page)), language)
        yield "published", labelled
        yield "published.shown", "" if labelled else _first(_shown(page, language), language)
    yield "modified", changed


def _first(values: Iterable[str], language: str) -> str:
    """The first value that is a date."""
    return next((found for value in values if (found := machine_date(value, language))), "")


def _marked(page: Page, key: str, names: tuple[str, ...], words: frozenset[str]) -> Iterator[str]:
    """Linked data, meta tags, microdata: what is written for machines, the most trusted first."""
    yield from texts_of(_written(page.main.get(key)))
    yield from page.metas.each(names)
    yield from page.metas.like(words)
    for clue in page.elements_of_its_own:
        if key.lower() in (clue.attributes.get("itemprop") or "").lower().split():
            yield str(clue.attributes.get("content") or _said(clue))


def _written(value: Any) -> Any:
    """A value of linked data; a number is one that programs count seconds with."""
    return str(value) if isinstance(value, (int, float)) else value


def _said(clue: Clue) -> str:
    """The date of an element: that for machines, else what is printed."""
    given = clue.attributes.get("datetime")
    return given or next(_for_scripts(clue), clue.text)


def _for_scripts(clue: Clue) -> Iterator[str]:
    """The time that a script would print in its own words ("2 days ago"), where an attribute's name says so."""
    for name, value in clue.attributes.items():
        says_so = name.startswith("data-") and not DATA_WORDS.isdisjoint(name.split("-"))
        if says_so and (found := machine_date(value or "")):
            yield found


def _in_title(page: Page) -> Iterator[str]:
    """The last part of the page's title, when it is a date alone: "Pears ripen late | Valley Paper | 04.05.2031"."""
    for clue in list(page.elements("title"))[:1]:
        part = clue.text.rpartition("|")[2].strip()
        if part != clue.text and len(part) <= LONGEST_DAY and part[:1].isdigit() and part[-4:].isdigit():
            yield part


def _labelled(page: Page, words: frozenset[str]) -> tuple[Iterator[str], Iterator[str]]:
    """Dates of elements whose class or attribute says of what: those of `time` elements, those of others."""
    own = page.elements_of_its_own
    times = (c for c in own if c.tag == "time" and _is_called(c, words))
    others = (c for c in own if c.tag != "time" and len(c.text) < LONGEST_DATE and not words.isdisjoint(c.tokens))
    return (_said(clue) for clue in times), (_said(clue) for clue in others)


def _is_called(clue: Clue, words: frozenset[str]) -> bool:
    """Whether a `time` element says that it is of that kind, or the word before it; `pubdate` was HTML's own once."""
    cue = dated_cue(clue.before) if clue.before else None
    if cue and cue[0] in ("published", "modified"):
        return (cue[0] == "modified") == (words is MODIFIED_WORDS)
    pubdate = "pubdate" in clue.attributes and words is PUBLISHED_WORDS
    return pubdate or not words.isdisjoint(clue.tokens)


def _shown(page: Page, language: str) -> Iterator[str]:
    """Dates of elements whose class says no more than that they hold one. The date of a change is none."""
    for clue in page.elements_of_its_own:
        if clue.tag != "time" and not DATE_WORDS.isdisjoint(clue.tokens) and TODAY.isdisjoint(clue.tokens):
            yield next(_for_scripts(clue), "") or _dated(clue.text, language)


def _time_at_headline(page: Page) -> list[str]:
    """The first `time` right below the headline, else the last above it, else the first of all: one or none."""
    own = page.elements_of_its_own
    heading = next((place for place, clue in enumerate(own) if clue.tag == "h1" and clue.text), 0)
    times = [(i, c) for i, c in enumerate(own) if c.tag == "time" and not _is_called(c, MODIFIED_WORDS)]
    right_below = [clue for i, clue in times if heading <= i <= heading + NEAR]
    above = [clue for i, clue in times if i < heading]
    return [_said(clue) for clue in right_below[:1] or above[-1:] or [clue for _, clue in times[:1]]]


def _dated(text: str, language: str) -> str:
    """The date of a short text, or of a longer one that begins with it, unless it is labelled as that of a change."""
    found = next(find_dates(text[:LONGEST_DATE], language), None)
    if found is None:
        return ""
    cue = dated_cue(text[: found.start])
    if cue and cue[0] == "modified":
        return ""
    begins = not text[: cue[1] if cue else found.start].strip(MARKS)
    return found.value if begins or len(text) < LONGEST_DATE else ""
