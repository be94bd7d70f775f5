"""Which pages a prune takes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from presscut.archive.disk import Disk
from presscut.archive.pruning.choosing import Choice, before, chosen
from presscut.archive.recovery import House, open_for_reading
from presscut.archive.state import State
from tests.archive.pruning.making import SITE, furnish


@pytest.fixture
def state(tmp_path: Path) -> Iterator[State]:
    furnish(tmp_path)
    opened, _ = open_for_reading(House(tmp_path, Disk()))
    yield opened
    opened.close()


def going(state: State, **choice: Any) -> list[tuple[str, int]]:
    """Each page that goes, by the end of its address, with the number of its captures."""
    return [(page.target.removeprefix(SITE), len(page.captures)) for page in chosen(state, Choice(**choice))]


@pytest.mark.parametrize(
    ("choice", "pages"),
    [
        ({"keys": (f"{SITE}mirror",)}, [("mirror", 2)]),
        ({"keys": (f"{SITE}copy", f"{SITE}nowhere")}, [("copy", 2)]),
        ({"keys": ("00000002-0000-5000-8000-000000000000",)}, [("bare", 1)]),
        ({"keys": ("00000002",)}, [("bare", 1)]),
        ({"keys": (f"{SITE}banner",)}, [("banner", 1), ("banner", 1), ("banner", 1)]),
        ({"keys": (f"{SITE}banner",), "keep_last": True}, [("banner", 1), ("banner", 1)]),
        ({"before": "2030-04-15T00:00:00Z"}, [("banner", 1), ("bare", 1), ("mirror", 2)]),
        ({"before": "2030-04-15T00:00:00Z", "keep_last": True}, [("banner", 1)]),
        ({"before": "2030-02-15T00:00:00Z"}, [("banner", 1)]),
        ({"before": "2030-04-15T00:00:00Z", "keys": (f"{SITE}mirror", f"{SITE}plain")}, [("mirror", 2)]),
        ({"site": "news.example", "before": "2029-06"}, [("banner", 1)]),
        ({"site": "other.example"}, []),
    ],
)
def test_a_page_goes_when_all_that_is_said_is_true_of_it(
    state: State, choice: dict[str, Any], pages: list[tuple[str, int]]
) -> None:
    """A page is an address with its bytes, and as young as its last capture: the bytes stay while one of them does."""
    assert going(state, **choice) == pages


NOW = datetime(2032, 2, 29, 12, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("age", "limit"),
    [
        ("5y", "2027-02-28T12:00:00Z"),
        ("4y", "2028-02-29T12:00:00Z"),
        ("3m", "2031-11-29T12:00:00Z"),
        ("12m", "2031-02-28T12:00:00Z"),
        ("2w", "2032-02-15T12:00:00Z"),
        ("90d", "2031-12-01T12:00:00Z"),
        ("2031-05-06", "2031-05-06T00:00:00Z"),
        ("2031-05-06T10:00:00+02:00", "2031-05-06T08:00:00Z"),
        ("5", None),
        ("5 years", None),
        ("-5y", None),
        ("9999y", None),
        ("9999w", "1840-07-12T12:00:00Z"),
        ("2031-02-30", None),
        ("0001-01-01T00:00:00+10:00", None),
        ("", None),
    ],
)
def test_an_age_is_counted_by_the_calendar(age: str, limit: str | None) -> None:
    """Five years are five years, leap days or not; what cannot be understood must not delete anything."""
    assert before(age, NOW) == limit
