"""What a night says: little, and the truth."""

from __future__ import annotations

from dataclasses import replace

import pytest

from presscut.errors import Problem
from presscut.nightly.metrics import metrics
from presscut.nightly.report import COUNTS, Report
from presscut.nightly.words import MOST_COLUMNS, MOST_LINES, letter, subject


def report(**counts: int) -> Report:
    made = Report(run="2031-05-06T01:00:00Z", started="2031-05-06T01:00:00Z", ended="2031-05-06T01:10:00Z", seconds=600)
    made.counts.update(counts)
    return made


def test_a_good_night_is_one_line() -> None:
    """On a terminal a person sees what came of it."""
    assert subject(report(stored=12, not_modified=40)) == "night of 2031-05-06: 12 stored, 40 not modified"


def test_trouble_stands_in_the_subject() -> None:
    """A mail is judged by its first line."""
    made = report(stored=1, held=2, failed=3)
    made.alarms += [("courier.example", "no-title", "title found on 0% of the pages, 100% before")]
    made.outcome, made.why = "stopped", "the time was up"
    assert letter(made)[0] == (
        "presscut: night of 2031-05-06: 1 stored; courier.example changed, 2 held, 3 failed, stopped, the time was up"
    )


def test_a_letter_never_grows_beyond_a_screen() -> None:
    """A thousand failures are told in forty lines of plain text, whatever they hold."""
    made = report(failed=1000, held=300)
    for number in range(400):
        where = f"https://site{number}.example/\x1b[2J{'x' * 300}"
        made.problems.append(Problem("dns", where, "no such\nhost\u202e"))
        made.held.append((f"id{number}", where, "shrunk"))
        made.alarms.append((f"site{number}.example", "kept-share", "less"))
        made.damage.append(f"orig-1.warc.gz:{number}: digest")
    lines = letter(made)
    assert len(lines) <= MOST_LINES
    assert all(len(line) <= MOST_COLUMNS and line.isprintable() for line in lines)
    assert "  and 392 more" in lines


def test_the_same_trouble_of_a_site_is_one_line() -> None:
    """A server that is down has a hundred pages; one line is enough for it."""
    made = report(failed=3)
    made.problems += [Problem("http-503", f"https://a.example/{n}", "503 Service Unavailable") for n in range(3)]
    assert "  https://a.example/0: 503 Service Unavailable (and 2 more like it)" in letter(made)


def test_a_report_has_every_key_every_night() -> None:
    """Whoever reads it by machine must not meet a missing key on a quiet night."""
    quiet, loud = report(), report(**dict.fromkeys(COUNTS, 1))
    assert list(quiet.row()) == list(loud.row())
    assert list(quiet.row()["counts"]) == list(COUNTS)


@pytest.mark.parametrize("success", [None, "2031-05-05T01:00:00Z"])
def test_metrics_are_lines_that_prometheus_reads(success: str | None) -> None:
    """Name, labels and a number; each name with its help and type, once."""
    made = report(stored=5)
    made.cut["donate"] = 7
    made.sites = {'quo"te.example': {"articles": 1, "kept": 0.5, "drift": []}}
    lines = metrics(made, last_success=success).splitlines()
    assert 'presscut_night_pages{outcome="stored"} 5' in lines
    assert 'presscut_night_site_kept_ratio{site="quo\\"te.example"} 0.5' in lines
    names = [line.split()[2] for line in lines if line.startswith("# TYPE")]
    assert len(names) == len(set(names))
    samples = [line for line in lines if not line.startswith("#")]
    assert all(float(line.rpartition(" ")[2]) >= 0 for line in samples)
    assert any("last_success" in line for line in samples) == (success is not None)


def test_only_trouble_is_trouble() -> None:
    """Pages that were skipped on request, or are unchanged, are nobody's business at night."""
    assert not report(skipped=3, unchanged=2, empty=1).troubled
    held = report()
    held.held.append(("id", "https://a.example/", "shrunk"))
    assert held.troubled
    assert replace(report(), outcome="stopped").troubled
