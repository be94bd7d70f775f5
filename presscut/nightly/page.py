"""The nights as one HTML file: it needs no script, loads nothing, and reads in a narrow window and in the dark."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from presscut.nightly.charts import Band, Column, bars, nights, trail
from presscut.nightly.report import Report
from presscut.review.escape import attribute, text
from presscut.review.style import policy, stylesheet

# What became of the pages of a night, from the bottom of its column up: name, counts, class of the style, width.
BANDS = (
    Band("stored", ("stored", "updated"), "s", 1),
    Band("as before", ("unchanged", "not_modified", "known"), "q", 1),
    Band("held", ("held",), "h", 0.7),
    Band("failed", ("failed",), "f", 0.4),
)
MOST_ROWS = 200  # of a table
LONGEST = 300  # characters of a cell: an address can have two thousand
DIED = "died"  # of a night that left no report
BROKEN = "✕"
# How a night ended: the mark below its column, and the words for it.
OUTCOMES = {
    "done": ("", "all went well"),
    "problems": ("!", "something to look at"),
    "stopped": ("‖", "stopped, and goes on the next time"),
    DIED: (BROKEN, "died before it could report"),
}
WORST = "failed"  # the class of a night that nobody may overlook


def died(run: str) -> dict[str, Any]:
    """The row of a night that left no report."""
    return Report(run=run, started=run).row() | {"outcome": DIED}


def night_page(reports: Sequence[Mapping[str, Any]]) -> str:
    """The page about the last nights.

    Args:
        reports: their rows, as `Report.row` and `died` give them, the latest first; at least one.
    """
    last = reports[0]
    style = stylesheet("presscut.nightly", "night.css")
    parts = (
        "<!doctype html>\n<html lang=en><head><meta charset=utf-8>",
        f'<meta http-equiv=Content-Security-Policy content="{policy(style)}">',
        '<meta name=viewport content="width=device-width, initial-scale=1">',
        "<meta name=referrer content=no-referrer><meta name=robots content=noindex>",
        f"<title>{attribute(f'presscut, night of {_day(last)}: {_told(last)}')}</title>\n",
        f"<style>{style}</style></head>\n",
        "<body><main>\n",
        *_opening(last),
        *_outcomes(reports),
        *_cut(last),
        *_sites(reports),
        *_tables(last),
        *_foot(last),
        "</main></body></html>\n",
    )
    return "".join(parts)


def _day(report: Mapping[str, Any]) -> str:
    return str(report["started"])[:10]


def _told(report: Mapping[str, Any]) -> str:
    """How a night ended, in words."""
    words = OUTCOMES[report["outcome"]][1]
    if report["why"]:
        words = f"{words}: {report['why']}"
    trouble = ", ".join(_trouble(report))
    if not trouble:
        return words
    return trouble if report["outcome"] in ("done", "problems") else f"{words}; {trouble}"


def _trouble(report: Mapping[str, Any]) -> Iterator[str]:
    changed = len({alarm["site"] for alarm in report["alarms"]})
    for count, one, many in (
        (len(report["damage"]), "record damaged", "records damaged"),
        (changed, "site changed", "sites changed"),
        (report["counts"]["held"], "page held", "pages held"),
        (report["counts"]["failed"], "page failed", "pages failed"),
    ):
        if count:
            yield f"{count:,} {one if count == 1 else many}"


def _column(report: Mapping[str, Any]) -> Column:
    mark = BROKEN if report["damage"] else OUTCOMES[report["outcome"]][0]
    return Column(_day(report), _apart(report), mark, _told(report) if mark else "")


def _apart(report: Mapping[str, Any]) -> dict[str, int]:
    """The counts of a night, each page in one of them: a page that is held was stored as well."""
    counts = dict(report["counts"])
    held = min(counts["held"], counts["stored"])
    return counts | {"stored": counts["stored"] - held, "updated": max(counts["updated"] - counts["held"] + held, 0)}


def _opening(last: Mapping[str, Any]) -> Iterator[str]:
    css = WORST if last["damage"] else last["outcome"]
    told = _told(last)
    yield f"<header><h1>Night of {text(_day(last))}</h1><p class={css}><b>{text(told[:1].upper() + told[1:])}</b></p>"
    counted = [(name, count) for name, count in last["counts"].items() if count]
    if counted:
        sums = (f"<div><dt>{text(name.replace('_', ' '))}</dt><dd>{count:,}</dd></div>" for name, count in counted)
        yield f"<dl class=sums>{''.join(sums)}</dl>"
    elif last["outcome"] == "done":
        yield "<p>No source named anything new, and no page was due.</p>"
    yield "</header>\n"


def _outcomes(reports: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    if not any(report["counts"][name] for report in reports for band in BANDS for name in band.counts):
        yield "<section><p>No page has come yet.</p></section>\n"
        return
    yield f"<section><h2>{'Pages of this night' if len(reports) == 1 else f'Pages of {len(reports)} nights'}</h2>"
    columns = [_column(report) for report in reversed(reports)]
    yield nights(columns, BANDS)
    yield "<ul class=legend>"
    yield "".join(f"<li><i class={band.css}></i>{band.label}" for band in BANDS)
    marks = dict(OUTCOMES.values()) | {BROKEN: "died or damaged"}
    seen = {column.mark for column in columns}
    yield "".join(f"<li><b>{mark}</b> {words}" for mark, words in marks.items() if mark and mark in seen)
    yield "</ul>"
    yield from _nights_in_words(reports)
    yield "</section>\n"


def _nights_in_words(reports: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """The same as the chart, for whoever cannot point at a column."""
    yield "<details><summary>Night by night</summary><div class=wide><table class=cards><thead><tr><th scope=col>Night"
    yield "".join(f"<th scope=col class=n>{band.label.capitalize()}" for band in BANDS)
    yield "<th scope=col>Outcome</thead><tbody>\n"
    for report in reports:
        counts = _apart(report)
        yield f"<tr><th scope=row>{text(_day(report))}"
        for band in BANDS:
            yield f'<td class=n data-is="{band.label}">{sum(counts[name] for name in band.counts):,}'
        yield f"<td>{text(_told(report))}\n"
    yield "</tbody></table></div></details>"


def _cut(last: Mapping[str, Any]) -> Iterator[str]:
    if last["cut"]:
        ordered = sorted(last["cut"].items(), key=lambda item: (-item[1], item[0]))
        yield f"<section><h2>Characters cut this night, by kind</h2>{bars(ordered)}</section>\n"


def _sites(reports: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """The share of its pages that each site kept, night by night; a mark where it changed.

    The sites that changed this night come first, then those that did lately, then those with articles this night.
    """
    past = {site: [r["sites"].get(site) for r in reversed(reports)] for r in reports for site in r["sites"]}
    if not past:
        return
    yield "<section><h2>Kept of a page, by site</h2><p class=about>The median share of the characters of a page that"
    yield " its article keeps, from 0 to 100%. <b class=mark>▲</b> the site had changed, and its articles were held."
    yield '</p><div class=wide><table class="cards sites"><thead><tr><th scope=col>Site<th scope=col>'
    yield "Night by night<th scope=col class=n>Kept<th scope=col class=n>Articles<th scope=col>Changed</thead><tbody>\n"
    ordered = sorted(past.items(), key=lambda item: (*_urgency(item[1]), item[0]))
    for site, seen in ordered[:MOST_ROWS]:
        yield _site(site, seen)
    yield f"</tbody></table></div>{_more(len(ordered))}</section>\n"


def _urgency(seen: Sequence[Mapping[str, Any] | None]) -> tuple[bool, bool, bool]:
    tonight = seen[-1]
    return not (tonight and tonight["drift"]), not any(night and night["drift"] for night in seen), tonight is None


def _site(site: str, seen: Sequence[Mapping[str, Any] | None]) -> str:
    known = next(night for night in reversed(seen) if night)
    tonight = seen[-1]
    drift = ", ".join(tonight["drift"]) if tonight else ""
    said = f"<b class=mark>▲ {_cell(drift)}</b>" if drift else "–"
    articles = f"{tonight['articles']:,}" if tonight else "–"
    return (
        f"<tr><th scope=row><bdi>{_cell(site or '(no address)')}</bdi><td>{trail(seen)}"
        f"<td class=n data-is=kept>{known['kept']:.0%}<td class=n data-is=articles>{articles}"
        f"<td data-is=changed>{said}\n"
    )


def _tables(last: Mapping[str, Any]) -> Iterator[str]:
    damage = [(each,) for each in last["damage"]]
    yield from _table("Damage", ("Where",), damage)
    alarms = [(each["site"], each["message"], each["code"]) for each in last["alarms"]]
    yield from _table("Sites that changed", ("Site", "What", "Code"), alarms)
    held = [(each["id"][:8], each["url"], each["reason"]) for each in last["held"]]
    yield from _table("Held", ("Id", "Address", "Why"), held)
    failed = [(each["where"], each["message"], each["code"]) for each in last["problems"]]
    yield from _table("Failed", ("Where", "What", "Code"), failed)
    sources = [
        (name, *(f"{counts[key]:,}" for key in ("found", "asked", "stored", "held", "failed")))
        for name, counts in last["sources"].items()
    ]
    yield from _table("Sources", ("Source", "Found", "Asked", "Stored", "Held", "Failed"), sources, numbers=True)
    ignored = list(last["robots_ignored"].items())
    yield from _table("robots.txt is ignored", ("Source", "Reason"), ignored)


def _table(
    title: str, columns: Sequence[str], rows: Sequence[Iterable[str]], *, numbers: bool = False
) -> Iterator[str]:
    """A table, if there is a row; a list in a narrow window unless all but its first column are numbers."""
    if not rows:
        return
    right = " class=n" if numbers else ""
    heads = "".join(f"<th scope=col{right if number else ''}>{column}" for number, column in enumerate(columns))
    yield f"<section><h2>{title}</h2><div class=wide><table{'' if numbers else ' class=list'}><thead><tr>{heads}"
    yield "</thead><tbody>\n"
    for row in rows[:MOST_ROWS]:
        cells = (f"<td{right if number else ''}><bdi>{_cell(cell)}</bdi>" for number, cell in enumerate(row))
        yield f"<tr>{''.join(cells)}\n"
    yield f"</tbody></table></div>{_more(len(rows))}</section>\n"


def _cell(raw: str) -> str:
    return text(raw if len(raw) <= LONGEST else raw[: LONGEST - 1] + "…")


def _more(count: int) -> str:
    return f"<p>and {count - MOST_ROWS:,} more in the report</p>" if count > MOST_ROWS else ""


def _foot(last: Mapping[str, Any]) -> Iterator[str]:
    if last["outcome"] == DIED:
        return
    verified = last["verified"]
    damaged = f"{verified['findings']:,} damaged" if verified["findings"] else "all sound"
    records = "1 record" if verified["records"] == 1 else f"{verified['records']:,} records"
    yield f"<footer><p>{records} read back, {damaged} · "
    yield f"{text(last['started'])} to {text(last['ended'])}, {last['seconds']:,.0f} s"
    if last["snapshot_hash"]:
        yield f" · site memory {text(last['snapshot_hash'][:12])}"
    yield "</footer>"
