"""The tables of bench/html.py: quality, speed, metadata, second opinions and stages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib.metadata import version
from statistics import fmean, median

from html_fields import Found
from html_pages import OURS, Result, Seen
from html_peers import PEERS
from quality import MEASURES
from stages import STAGES
from tables import Table

BASE = "trafilatura"  # with metadata: what the ratios compare with
ARTICLES, TYPES, NEWS, BOTH = "General web pages, articles", "General web pages, all types", "News", "Both sets"
QUALITY = [measure for measure in MEASURES if measure != "ms"]
FIELDS: Mapping[str, Sequence[str]] = {
    "title": ("title", "title, near"),
    "authors": ("authors", "authors, near", "authors, invented"),
    "date": ("date", "date, invented"),
}
"""The columns of the metadata by the field that a cleaner must look for; each is a field of `Found`."""
Results = Mapping[str, Sequence[Result]]  # by set


def tables(results: Results) -> list[Table]:
    """All of them, with what was measured in them."""
    groups = grouped(results)
    made = [Table(f"{name}, quality", QUALITY, quality(pages)) for name, pages in groups.items() if name != BOTH]
    made.append(by_type(groups.get(TYPES, ())))
    made += [speed(name, pages) for name, pages in groups.items()]
    made += [metadata(name, pages) for name, pages in groups.items() if name in (ARTICLES, NEWS)]
    made += [second_opinions(groups), by_stage(groups), versions(groups)]
    return [table for table in made if table.rows]


def grouped(results: Results) -> dict[str, list[Result]]:
    """The pages by what the tables tell them as. A group whose set was not measured is not there."""
    general, news = results.get("wcxb-dev"), results.get("news-dev")
    found: dict[str, list[Result]] = {}
    if general:
        found[ARTICLES] = [page for page in general if page.page_type == "article"]
        found[TYPES] = [*general]
    if news:
        found[NEWS] = [*news]
    if general and news:
        found[BOTH] = [*general, *news]
    return {name: pages for name, pages in found.items() if pages}


def names(pages: Iterable[Result]) -> list[str]:
    """The cleaners that ran, in the order of their rows."""
    return list(dict.fromkeys(name for page in pages for name in page.seen))


def quality(pages: Sequence[Result]) -> dict[str, dict[str, str]]:
    return {
        name: {measure: MEASURES[measure]([page.seen[name].score for page in pages]) for measure in QUALITY}
        for name in names(pages)
    }


def by_type(pages: Sequence[Result]) -> Table:
    """F1 by the type of page."""
    types = sorted({page.page_type for page in pages})
    made = Table("General web pages, F1 by type", types)
    for name in names(pages):
        of_type = {kind: [page.seen[name].score for page in pages if page.page_type == kind] for kind in types}
        made.rows[name] = {kind: MEASURES["F1"](scores) for kind, scores in of_type.items()}
    return made


def speed(title: str, pages: Sequence[Result]) -> Table:
    """Pages a second on one core, and how many times trafilatura with metadata that is."""
    made = Table(f"{title}, speed on one core", ["a second", "ms, median", "ms, mean"])
    times = {name: [page.seen[name].score.ms for page in pages] for name in names(pages)}
    base = times.get(BASE)
    if base:
        made.columns += ["× at the median", "× in the mean"]
    for name, ms in times.items():
        made.rows[name] = {
            "a second": f"{1000 / fmean(ms):.1f}",
            "ms, median": f"{median(ms):.1f}",
            "ms, mean": f"{fmean(ms):.1f}",
        }
        if base:
            made.rows[name] |= {
                "× at the median": f"{median(base) / median(ms):.2f}",
                "× in the mean": f"{fmean(base) / fmean(ms):.2f}",
            }
    return made


def metadata(title: str, pages: Sequence[Result]) -> Table:
    """Shares of the pages whose gold says something, or of those where it says nothing."""
    made = Table(f"{title}, metadata", [column for columns in FIELDS.values() for column in columns])
    for name in names(pages):
        looked = ("title", "authors", "date") if name.startswith(OURS) else PEERS[name].fields
        if looked and "own engine" not in name:
            found = [page.seen[name].fields for page in pages]
            made.rows[name] = {column: share(found, column) for field in looked for column in FIELDS[field]}
    return made


def share(found: Iterable[Found], column: str) -> str:
    """How often a column's field of `Found` is true where it is not null."""
    said = [value for one in found if (value := getattr(one, column.replace(", ", "_"))) is not None]
    return f"{fmean(said):.3f}" if said else "–"


def second_opinions(groups: Mapping[str, Sequence[Result]]) -> Table:
    """The share of pages that trafilatura was asked about."""
    made = Table("Pages that trafilatura was asked about", [*groups])
    for name in names(page for pages in groups.values() for page in pages):
        if name.startswith(OURS) and "own engine" not in name:
            made.rows[name] = {title: of(pages, name, lambda seen: seen.asked) for title, pages in groups.items()}
    return made


def of(pages: Sequence[Result], name: str, holds: Callable[[Seen], bool]) -> str:
    """The share of a cleaner's pages of which something holds."""
    return f"{fmean(holds(page.seen[name]) for page in pages):.1%}"


def by_stage(groups: Mapping[str, Sequence[Result]]) -> Table:
    """presscut's share of time by stage."""
    made = Table("presscut's time by stage", [*groups])
    for title, pages in groups.items():
        spent = {stage: sum(page.stages.get(stage, 0.0) for page in pages) for stage in STAGES}
        total = sum(spent.values())
        for stage, seconds in spent.items():
            if total:
                made.rows.setdefault(stage, {})[title] = f"{seconds / total:.0%}"
    return made


def versions(groups: Mapping[str, Sequence[Result]]) -> Table:
    """Which versions of the packages were measured."""
    ran = names(page for pages in groups.values() for page in pages)
    packages = sorted({PEERS[name].package for name in ran if name in PEERS and PEERS[name].there})
    return Table("Versions", ["version"], {package: {"version": version(package)} for package in packages})
