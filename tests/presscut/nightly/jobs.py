"""Nights over the small site of seeds/night, with a clock that stands still. Run as a script, it is one night:

python -m tests.presscut.nightly.jobs ARCHIVE ADDRESS NIGHT
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from presscut.archive.sources.source import Source
from presscut.nightly.job import Job
from presscut.nightly.report import Report
from presscut.options import Options
from presscut.settings import NightSettings
from tests.presscut.nightly.site import Site

SAID = NightSettings(
    workers=4,
    delay=0.0,
    max_time=None,
    wishes="flag",
    verify_part=7,
    contact="mailto:archive@courier.example",
    allow=("127.0.0.1",),
    timeout=2.0,
    largest=2_000_000,
)


def clock(number: int) -> datetime:
    """The time of a night."""
    return datetime(2031, 5, number, 3, 30, tzinfo=UTC)


def night(path: Path, site: Site, number: int, **more: object) -> Report:
    """The night of a number: what has changed by then stands on the site."""
    site.night = number
    return job(path, site.base, number, **more).run()


def job(path: Path, base: str, number: int, **more: object) -> Job:
    """The job of a night."""
    sources = (
        Source("courier", "feed", url=f"{base}/feed.xml", refresh="daily"),
        Source("older", "sitemap", url=f"{base}/sitemap.xml"),
    )
    given = {"said": SAID, "offline": False, "jobs": 1, **more}
    return Job(
        archive=path,
        sources={source.name: source for source in sources},
        options={"": Options(engine="own")},
        max_time=None,
        now=lambda: clock(number),
        random=lambda: 0.0,
        stopped=lambda: False,
        **given,  # type: ignore[arg-type]
    )


if __name__ == "__main__":
    job(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), jobs=2).run()
