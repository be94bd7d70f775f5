"""What was learnt: the block model, what a second opinion is worth, kinds of pages; shipped as JSON.

The first two were trained by bench/train.py on the development sets (see NOTICE and docs/judging.md).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from pkgutil import get_data
from typing import Any, NamedTuple

from presscut.cleaner.judge.forest import Forest
from presscut.cleaner.judge.scorecard import Scorecard
from presscut.cleaner.model import MediaType

FILES: Mapping[MediaType, str] = {"html": "html.json", "markdown": "text.json", "text": "text.json"}
KINDS_FILE = "kinds.json"  # of bench/train_kinds.py, see `page_kind`


class Weights(NamedTuple):
    """What was learnt for one media type.

    Attributes:
        model: judges the blocks of articles, and of all text.
        opinion: what a second opinion is worth.
        others: judges the blocks of pages of other kinds, see `page_kind`; null for text, which has no pages.
    """

    model: Forest
    opinion: Scorecard
    others: Forest | None = None

    @classmethod
    def parse(cls, text: str) -> Weights:
        """From the JSON that bench/train.py writes. Raises ValueError when it does not hold together."""
        raw = json.loads(text)
        others = _forest(raw["others"]) if "others" in raw else None
        return cls(_forest(raw), Scorecard.of(raw["opinion"]), others)


def _forest(raw: Mapping[str, Any]) -> Forest:
    return Forest(raw["base"], raw["features"], raw["trees"])


def read_weights(name: str) -> str:
    """The text of a file of weights that comes with presscut."""
    found = get_data("presscut.cleaner", f"weights/{name}")
    assert found is not None, "the importer of this package reads no data"
    return found.decode()


@cache
def shipped_weights(media_type: MediaType) -> Weights:
    """The weights that come with presscut."""
    return Weights.parse(read_weights(FILES[media_type]))


@cache
def model_hash() -> str:
    """One digest of the shipped weights."""
    return hashlib.sha256(
        "\0".join(read_weights(name) for name in sorted({*FILES.values(), KINDS_FILE})).encode()
    ).hexdigest()
