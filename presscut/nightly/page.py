"""The nights as one HTML file: it needs no script, loads nothing, and reads in a narrow window and in the dark."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from presscut.nightly.charts import Band, bars, nights, trail
from presscut.review.escape import attribute, text
from presscut.review.style import policy, stylesheet

# What became of the pages of a night, from the bottom of its column up: name, counts, class of the style.
BANDS = (
    Band("stored", ("stored", "updated"), "s"),
    Band("as before", ("unchanged", "not_modified", "known"), "q"),
    Band("held", ("held",), "h"),
    Band("failed", ("failed",), "f"),
)
MOST_ROWS = 200  # of a table
OUTCOMES = {
    "done": "all went well",
    "problems": "done, with something to look at",
    "stopped": "stopped, and goes on the next time",
    "failed": "failed",
}


def night_page(reports: Sequence[Mapping[str, Any]]) -> str:
    """The page about the last nights.

    Args:
        reports: their rows, as `Report.row` gives them, the latest first; at least one.
    """
    last = reports[0]
    style = stylesheet("presscut.nightly", "night.css")
    parts = (
        "<!doctype html>\n<html lang=en><head><meta charset=utf-8>",
        f'<meta http-equiv=Content-Security-Policy content="{policy(style)}">',
        '<meta name=viewport content="width=device-width, initial-scale=1">',
        "<meta name=referrer content=no-referrer><meta name=robots content=noindex>",
        f"<title>{attribute('presscut, night of ' + _day(last))}</title>\n<style>{style}</style></head>\n",
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


def _opening(last: Mapping[str, Any]) -> Iterator[str]:
    yield f"<header><h1>Night of {text(_day(last))}</h1><p class={last['outcome']}><b>{OUTCOMES[last['outcome']]}</b>"
    yield f"{': ' + text(last['why']) if last['why'] else ''}</p><dl class=sums>"
    for name, count in last["counts"].items():
        if count:
            yield f"<div><dt>{text(name.replace('_', ' '))}</dt><dd>{count:,}</dd></div>"
    yield "</dl></header>\n"


def _outcomes(reports: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    yield "<section><h2>Pages, night by night</h2>"
    yield nights([(_day(report), report["counts"]) for report in reversed(reports)], BANDS)
    yield "<ul class=legend>"
    yield "".join(f"<li><i class={band.css}></i>{band.label}</li>" for band in BANDS)
    yield "</ul></section>\n"


def _cut(last: Mapping[str, Any]) -> Iterator[str]:
    if last["cut"]:
        ordered = sorted(last["cut"].items(), key=lambda item: (-item[1], item[0]))
        yield f"<section><h2>Characters cut, by kind</h2>{bars(ordered)}</section>\n"


def _sites(reports: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """The share of its pages that each site of tonight kept, night by night; a mark where it changed."""
    last = reports[0]
    if not last["sites"]:
        return
    yield "<section><h2>Kept of a page, by site</h2><div class=wide><table><thead><tr><th scope=col>Site<th scope=col>"
    yield "Nights<th scope=col>Kept<th scope=col>Articles<th scope=col>Changed</tr></thead><tbody>\n"
    ordered = sorted(last["sites"].items(), key=lambda item: (not item[1]["drift"], item[0]))
    for site, seen in ordered[:MOST_ROWS]:
        past = [report["sites"].get(site) for report in reversed(reports)]
        drift = ", ".join(seen["drift"])
        yield f"<tr><th scope=row>{text(site or '(no address)')}<td>{trail(past)}<td>{seen['kept']:.0%}"
        yield f"<td>{seen['articles']}<td>{'<b class=mark>▲ ' + text(drift) + '</b>' if drift else '–'}\n"
    yield f"</tbody></table></div>{_more(len(ordered))}</section>\n"


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
    yield from _table("Sources", ("Source", "Found", "Asked", "Stored", "Held", "Failed"), sources)
    ignored = list(last["robots_ignored"].items())
    yield from _table("robots.txt is ignored", ("Source", "Reason"), ignored)


def _table(title: str, columns: Sequence[str], rows: Sequence[Iterable[str]]) -> Iterator[str]:
    if not rows:
        return
    heads = "".join(f"<th scope=col>{column}" for column in columns)
    yield f"<section><h2>{title}</h2><div class=wide><table><thead><tr>{heads}</tr></thead><tbody>\n"
    for row in rows[:MOST_ROWS]:
        yield "<tr>" + "".join(f"<td><bdi>{text(str(cell))}</bdi>" for cell in row) + "\n"
    yield f"</tbody></table></div>{_more(len(rows))}</section>\n"


def _more(count: int) -> str:
    return f"<p>and {count - MOST_ROWS:,} more in the report</p>" if count > MOST_ROWS else ""


def _foot(last: Mapping[str, Any]) -> Iterator[str]:
    verified = last["verified"]
    yield f"<footer><p>{verified['records']:,} records read back, {verified['findings']} damaged · "
    yield f"{text(last['started'])} to {text(last['ended'])}, {last['seconds']:,.0f} s"
    if last["snapshot_hash"]:
        yield f" · site memory {text(last['snapshot_hash'][:12])}"
    yield "</footer>"
