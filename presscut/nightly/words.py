"""A night told to a person: one line on a terminal, at most forty when something is wrong, none for cron."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from presscut.archive.state.rows import host_of
from presscut.nightly.report import Report
from presscut.terminal import first_words, one_line

MOST_LINES = 40  # of a letter: what a person reads on a telephone
MOST_COLUMNS = 118
# Lines that one kind of trouble may take before the rest of it is counted.
MOST_EACH = 8


def subject(report: Report) -> str:
    """The night in one line: what went well, or what is wrong."""
    trouble = _trouble(report)
    went = f"night of {report.started[:10]}: {_done(report)}"
    return one_line(f"{went}; {', '.join(trouble)}" if trouble else went)


def _done(report: Report) -> str:
    counts = report.counts
    said = [f"{counts['stored'] + counts['updated']} stored"]
    for name, word in (
        ("unchanged", "with the same text"),
        ("not_modified", "not modified"),
        ("known", "known"),
        ("skipped", "skipped on request"),
        ("gone", "gone"),
        ("waiting", "waiting"),
    ):
        if counts[name]:
            said.append(f"{counts[name]} {word}")
    return ", ".join(said)


def _trouble(report: Report) -> list[str]:
    changed = sorted({site for site, _, _ in report.alarms})
    said = []
    if report.damage:
        said.append(f"{len(report.damage)} records damaged")
    if changed:
        said.append(f"{changed[0]} changed" if len(changed) == 1 else f"{len(changed)} sites changed")
    if report.counts["held"]:
        said.append(f"{report.counts['held']} held")
    if report.counts["failed"]:
        said.append(f"{report.counts['failed']} failed")
    if report.outcome == "stopped":
        said.append(f"stopped, {report.why}")
    return said


def letter(report: Report) -> list[str]:
    """The night in trouble, at most `MOST_LINES` plain lines, the first of them a subject."""
    lines = [f"presscut: {subject(report)}", *_sections(report)]
    if len(lines) > MOST_LINES:
        lines = [*lines[: MOST_LINES - 1], "… `presscut status` and the report have the rest"]
    return [_fitted(line) for line in lines]


def _fitted(line: str) -> str:
    indent = line[: len(line) - len(line.lstrip(" "))]
    return indent + first_words(line, MOST_COLUMNS - len(indent)) if line else ""


def _sections(report: Report) -> Iterator[str]:
    yield from _section("Damage", report.damage)
    alarms = [f"{site}: {message} ({code})" for site, code, message in report.alarms]
    yield from _section("Sites that changed: their articles of this night are held", alarms)
    held = [f"{article[:8]}  {url}: {reason}" for article, url, reason in report.held]
    yield from _section("Held: free with `presscut status release ID…`", held)
    yield from _section("Failed", _failures(report))
    ignored = [f"{name}: {reason}" for name, reason in sorted(report.ignored.items())]
    yield from _section("robots.txt is ignored for", ignored)


def _section(title: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield ""
        yield f"{title}:"
        yield from (f"  {line}" for line in lines[:MOST_EACH])
        if len(lines) > MOST_EACH:
            yield f"  and {len(lines) - MOST_EACH} more"


def _failures(report: Report) -> list[str]:
    """What went wrong, the same trouble of one site on one line."""
    groups = Counter((problem.code, host_of(problem.where)) for problem in report.problems)
    first = {(p.code, host_of(p.where)): p for p in reversed(report.problems)}
    said = []
    for group, count in groups.most_common():
        problem = first[group]
        again = f" (and {count - 1} more like it)" if count > 1 else ""
        said.append(f"{problem.where}: {problem.message}{again}")
    return said
