"""Long texts are counted piece by piece, and nobody can tell."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from presscut.cleaner import shape

TEXTS = st.text(st.sampled_from("aB9é'-_.!?…。」)\"* \n\t\xa0中文ก"), max_size=60)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TEXTS)
def test_a_text_counted_in_pieces_measures_the_same(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """Where a long line is cut must never divide a word or hide the end of a sentence."""
    whole = shape.measure(text)
    with monkeypatch.context() as patch:
        patch.setattr(shape, "STRETCH", 2)
        assert "".join(shape.stretches(text)) == text
        assert shape.measure(text) == whole


def test_pieces_of_a_long_line_are_bounded() -> None:
    """A hundred megabytes on one line must not become a hundred million words in memory at once."""
    text = "word " * (3 * shape.STRETCH // 5)
    assert max(map(len, shape.stretches(text))) <= shape.STRETCH + len("word ")
    unspaced = "水" * (3 * shape.STRETCH)
    assert max(map(len, shape.stretches(unspaced))) <= shape.STRETCH + 1
