"""What a night did, as a value: every number is counted where it happens."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Literal

from presscut.errors import Problem

Outcome = Literal["done", "problems", "stopped"]

MOST_PROBLEMS = 500  # that a report keeps; all of them are counted
COUNTS = (
    "found",  # addresses and pages that the sources named for the first time
    "asked",  # requests for pages
    "not_modified",
    "fetched",  # pages that came, from the network or a folder
    "skipped",  # robots.txt asks not to, the page does and the setting heeds it, or it was pruned from the archive
    "gone",  # the server says that there is no such page
    "stored",
    "unchanged",
    "updated",
    "known",  # pages that came and were there already, to the byte
    "empty",  # pages without an article
    "held",
    "failed",
    "waiting",  # addresses that are left for the next night
)


@dataclass
class Report:
    """The account of one night; it grows while the night runs.

    Attributes:
        run: the id of the night.
        counts: by the names of `COUNTS`.
        cut: characters cut, by kind.
        sites: for each site: articles, and the median share of a page that was kept.
        problems: the first of them; `counts` has all.
        alarms: sites that changed: site, code, message.
        ignored: sources that ignore robots.txt, with their reason.
        verified: records read back, and findings.
        snapshot: the hash of what was known of the sites before the night.
    """

    run: str
    started: str
    ended: str = ""
    seconds: float = 0.0
    outcome: Outcome = "done"
    why: str = ""
    counts: Counter[str] = field(default_factory=Counter)
    sources: dict[str, Counter[str]] = field(default_factory=dict)
    cut: Counter[str] = field(default_factory=Counter)
    sites: dict[str, dict[str, Any]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    alarms: list[tuple[str, str, str]] = field(default_factory=list)
    held: list[tuple[str, str, str]] = field(default_factory=list)
    ignored: dict[str, str] = field(default_factory=dict)
    verified: dict[str, int] = field(default_factory=dict)
    damage: list[str] = field(default_factory=list)
    snapshot: str | None = None

    def count(self, name: str, source: str | None = None) -> None:
        """Count one thing that happened, and to whom."""
        self.counts[name] += 1
        if source is not None:
            self.sources.setdefault(source, Counter())[name] += 1

    def problem(self, problem: Problem) -> None:
        """Keep what went wrong with one item."""
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(problem)

    def stop(self, why: str) -> None:
        """Note that the night ends before it is done."""
        self.outcome, self.why = "stopped", why

    @property
    def troubled(self) -> bool:
        """Whether somebody should look at it."""
        return bool(self.problems or self.alarms or self.held or self.damage) or self.outcome != "done"

    def row(self) -> dict[str, Any]:
        """The report as plain JSON values: the same keys every night, in the same order."""
        return {
            "schema": 1,
            "run": self.run,
            "started": self.started,
            "ended": self.ended,
            "seconds": round(self.seconds, 3),
            "outcome": self.outcome,
            "why": self.why,
            "counts": {name: self.counts[name] for name in COUNTS},
            "sources": {name: {key: found[key] for key in COUNTS} for name, found in sorted(self.sources.items())},
            "cut": dict(sorted(self.cut.items())),
            "sites": dict(sorted(self.sites.items())),
            "problems": [{"code": p.code, "where": p.where, "message": p.message} for p in self.problems],
            "alarms": [{"site": site, "code": code, "message": message} for site, code, message in self.alarms],
            "held": [{"id": id_, "url": url, "reason": reason} for id_, url, reason in self.held],
            "robots_ignored": dict(sorted(self.ignored.items())),
            "verified": {name: self.verified.get(name, 0) for name in ("records", "findings")},
            "damage": list(self.damage),
            "snapshot_hash": self.snapshot,
        }
