"""Where the time of a page goes: a clock between the stages, and the filters by what they look at."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Mapping

from presscut.cleaner.compose import compose
from presscut.cleaner.item_numbers import with_item_numbers
from presscut.cleaner.judge.decide import decide
from presscut.cleaner.model import Draft, Page
from presscut.cleaner.segment import segment
from presscut.pipeline import Cleaner

FILTERS: Mapping[str, str] = {
    "Packs": "rules",
    "BlockModel": "block model",
    "SecondOpinion": "second opinion",
    "read_fields": "metadata",
}
"""What a filter's share is told as; all others are shapes."""
STAGES = ("segment", "shapes", *FILTERS.values(), "decide", "compose")


def in_stages(cleaner: Cleaner, page: Page) -> dict[str, float]:
    """CPU seconds of each stage of a page."""
    spent: dict[str, float] = defaultdict(float)
    at = time.process_time()
    draft = segment(page)
    at = _clocked(spent, "segment", at)
    if not isinstance(draft, Draft):
        return spent
    for look in cleaner.filters(draft):
        draft = draft.marked(look(draft))
        at = _clocked(spent, FILTERS.get(getattr(look, "__name__", type(look).__name__), "shapes"), at)
    verdict = decide(draft)
    at = _clocked(spent, "decide", at)
    compose(with_item_numbers(draft, verdict), verdict)
    _clocked(spent, "compose", at)
    return spent


def _clocked(spent: dict[str, float], stage: str, begun: float) -> float:
    """Note what a stage has taken; the time now."""
    now = time.process_time()
    spent[stage] += now - begun
    return now
