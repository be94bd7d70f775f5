"""Promise 1 and the quality floors on real pages. They are not part of the project: absent, these tests skip."""

from __future__ import annotations

import gate
import pytest
from corpora import BENCH, Sample

from presscut.errors import Problem
from presscut.pipeline import Work
from tests.support.promises import assert_nothing_disappears

pytestmark = pytest.mark.skipif(
    not (BENCH / "wcxb-dev").exists(),
    reason=f"the development sets are not at {BENCH}: their pages are not ours to give on",
)


def keeps_the_promise(sample: Sample, work: Work | Problem) -> None:
    assert not isinstance(work, Problem), sample.id
    assert_nothing_disappears(work)


@pytest.mark.parametrize("floor", gate.load(), ids=lambda floor: floor.name)
def test_real_pages_keep_the_promise_and_the_floor(floor: gate.Floor) -> None:
    """Every block has its place, every cut its reason, and the article is as good as bench/floors.toml says."""
    pages = gate.sample(floor)
    measured = gate.measure(pages, look=keeps_the_promise)
    assert list(gate.findings(floor, gate.digest(pages), measured)) == []
