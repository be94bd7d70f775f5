"""A night as a Prometheus text file, for node_exporter's textfile collector.

The format: https://prometheus.io/docs/instrumenting/exposition_formats/, "Text-based format", version 0.0.4.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from presscut.nightly.report import COUNTS, Report


def metrics(report: Report, *, last_success: str | None) -> str:
    """The text. `last_success` is when a night last ended by itself, ISO 8601."""
    return "".join(f"{line}\n" for line in _lines(report, last_success))


def _lines(report: Report, last_success: str | None) -> Iterator[str]:
    yield from _one("presscut_night_last_run_timestamp_seconds", "When the last night ended.", _seconds(report.ended))
    if last_success is not None:
        about = "When a night last ended as it should."
        yield from _one("presscut_night_last_success_timestamp_seconds", about, _seconds(last_success))
    yield from _one("presscut_night_duration_seconds", "How long the last night took.", round(report.seconds, 3))
    yield from _one("presscut_night_ok", "1 when nobody need look at the last night.", int(not report.troubled))
    name = "presscut_night_pages"
    yield from _head(name, "Pages of the last night, by what became of them.")
    for outcome in COUNTS:
        yield f'{name}{{outcome="{outcome}"}} {report.counts[outcome]}'
    name = "presscut_night_cut_characters"
    yield from _head(name, "Characters cut in the last night, by kind.")
    for kind, count in sorted(report.cut.items()):
        yield f'{name}{{kind="{_label(kind)}"}} {count}'
    name = "presscut_night_site_kept_ratio"
    yield from _head(name, "Median share of a page that was kept, by site.")
    for site, seen in sorted(report.sites.items()):
        yield f'{name}{{site="{_label(site)}"}} {seen["kept"]}'
    name = "presscut_night_site_changed"
    yield from _head(name, "1 when a site's pages differ from those before.")
    for site, seen in sorted(report.sites.items()):
        yield f'{name}{{site="{_label(site)}"}} {int(bool(seen["drift"]))}'
    yield from _one("presscut_night_damaged_records", "Records that failed verification.", len(report.damage))


def _one(name: str, about: str, value: float) -> Iterator[str]:
    yield from _head(name, about)
    yield f"{name} {value}"


def _head(name: str, about: str) -> Iterator[str]:
    yield f"# HELP {name} {about}"
    yield f"# TYPE {name} gauge"


def _label(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def _seconds(stamp: str) -> int:
    return int(datetime.fromisoformat(stamp).timestamp())
