"""Thirty nights as their reports tell them, made up by chance from a seed; the latest first."""

from __future__ import annotations

import random
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

from presscut.errors import Problem
from presscut.nightly.page import died
from presscut.nightly.report import Report

SITES = (
    "courier.example",
    "tide-table.example",
    "harbour-and-dyke.example",
    "the-weekly-gazette-of-the-seven-parishes-on-the-far-side-of-the-bay.lower-skerrow.example",
    "brae.example",
    "observer.vantry.example",
)
KINDS = ("newsletter", "related", "boilerplate", "donate", "share", "caption", "byline", "cookie", "tags")
REASONS = ("18 words; the article before has 412", "kept 11% of a page, 58% before; title found on 0% of the pages")
TROUBLE = (
    ("http-503", "HTTP/1.1 503 Service Unavailable"),
    ("timeout", "timed out"),
    ("redirect-loop", "its redirects lead in a circle"),
    ("too-large", "the page has more than 50000000 bytes"),
)
HOSTILE = (
    "evil\u202e.example<script>alert(1)</script>",
    "</table></main><style>*{display:none}</style>",
    '" onmouseover=alert(2) x="',
    "<img src=https://evil.example/x.png onerror=alert(3)>" + "veryLong" * 60,
    "\u2067\x1b[31m\u200f.example",
)


def night(number: int, chance: random.Random) -> Report:
    """A night like others: most pages are as before."""
    run = (datetime(2031, 5, 1, 3, 30, tzinfo=UTC) + timedelta(days=number)).strftime("%Y-%m-%dT%H:%M:%SZ")
    report = Report(run=run, started=run, ended=run[:14] + "52:11Z", seconds=1300 + chance.random() * 100)
    for name, most in (("stored", 90), ("not_modified", 120), ("unchanged", 9), ("known", 4), ("updated", 6)):
        report.counts[name] = chance.randint(most // 2, most)
    report.counts["fetched"] = report.counts["stored"] + report.counts["unchanged"] + report.counts["updated"]
    report.counts["asked"] = report.counts["fetched"] + report.counts["not_modified"]
    report.cut.update({kind: chance.randint(200, 90_000) // (place + 1) for place, kind in enumerate(KINDS)})
    for place, site in enumerate(SITES):
        if chance.random() < 0.8:
            kept = 0.5 + place * 0.07 + chance.uniform(-0.06, 0.06)
            report.sites[site] = {"articles": chance.randint(2, 30), "kept": round(kept, 4), "drift": []}
    report.counts["found"] = report.counts["stored"]
    for name in ("courier", "tides", "parishes, the older ones"):
        stored = chance.randint(5, 40)
        report.sources[name] = Counter(found=stored, asked=stored + 1100 // 3, stored=stored)
    report.verified, report.snapshot = {"records": 4211 + number, "findings": 0}, "5e1f" * 16
    return report


def troubled(report: Report, chance: random.Random, failed: int, held: int) -> Report:
    """The same night with pages that failed, and a site that changed."""
    site = SITES[3] if held else SITES[1]
    for number in range(failed):
        code, message = TROUBLE[number % len(TROUBLE)]
        where = f"https://{chance.choice(SITES)}/2031/05/{number}/what-became-of-the-harbour-wall-after-the-gale"
        report.problem(Problem(code, where, message))
    if held:
        report.sites[site] = {"articles": held, "kept": 0.11, "drift": ["kept-share", "no-title"]}
        report.alarms += [
            (site, "kept-share", "kept 11% of a page, 58% before"),
            (site, "no-title", "title found on 0% of the pages, 97% before"),
        ]
        report.held += [
            (f"{chance.getrandbits(32):08x}-0000", f"https://{site}/news/{number}", REASONS[number % len(REASONS)])
            for number in range(held)
        ]
    report.counts.update({"failed": failed, "held": held, "stored": held})
    report.outcome = "problems"
    return report


def thirty() -> list[dict[str, Any]]:
    """Thirty nights: good ones, quiet ones, troubled ones, one that was stopped, one that died; the last in trouble."""
    chance = random.Random(5)
    rows = []
    for number in range(30):
        report = night(number, chance)
        if number % 7 == 6:
            for counted in (report.counts, report.cut, report.sites, report.sources):
                counted.clear()
        if number % 9 == 4:
            report = troubled(report, chance, 12, 0)
        if number == 17:
            report.outcome, report.why = "stopped", "the time was up"
            report.counts["waiting"] = 211
        if number in (21, 29):
            report = troubled(report, chance, 9, 14)
        rows.append(died(report.run) if number == 12 else report.row())
    rows[0]["damage"] = ["orig-20310501-0001.warc.gz:88412: digest: the payload has another digest"]
    return rows[::-1]


def first() -> list[dict[str, Any]]:
    """The first night, from which nothing came at all."""
    run = "2031-05-01T03:30:00Z"
    return [Report(run=run, started=run, ended=run, verified={"records": 1, "findings": 0}).row()]


def hostile() -> list[dict[str, Any]]:
    """A night whose every text comes from somebody who wants to take over the page."""
    report = night(0, random.Random(1))
    for text in HOSTILE:
        report.sites[text] = {"articles": 1, "kept": 0.5, "drift": [text]}
        report.problem(Problem(text, text, text))
        report.alarms.append((text, text, text))
        report.held.append((text, text, text))
        report.ignored[text] = text
        report.damage.append(text)
        report.cut[text] = 9
        report.count("found", text)
    report.outcome, report.why = "stopped", HOSTILE[0]
    return [report.row()]
