"""All paths are followed at once, in a tree that remembers where texts have been: it must never hide a cue."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from presscut.cleaner.cues import ANY_NUMBER, GAP, GAP_WORDS, CueTable, parse_cue

CUES = ("a b", "a * b", "a a a a a a a b", "a # b$", "# b", "^* b a", "=a (b|7) *", "b * a * 7", "7 a", "(a|b|a b) x x")
TEXTS = st.lists(st.sampled_from(["a", "b", "x", "7", "12"]), max_size=12)


@given(TEXTS)
def test_every_cue_is_found_that_stands_in_a_text(words: list[str]) -> None:
    """With numbers, gaps and cues longer than the tree is deep, from every word of the text: the first, to its end."""
    cues = [parse_cue(pattern) for pattern in CUES]
    wanted: dict[int, str] = {}
    for number, cue in enumerate(cues):
        for first in [0] if cue.start else range(len(words)):
            ends = [end for phrase in cue.phrases for end in _ends(phrase, words, first)]
            if found := [end for end in ends if end == len(words) or not cue.end]:
                wanted.setdefault(number, " ".join(words[first : max(found)]))
    table = CueTable(enumerate(cues))
    assert table.find(words) == wanted
    assert table.find(words) == wanted, "what was looked up before must not change what is found"


def _ends(phrase: Sequence[str], words: Sequence[str], at: int) -> list[int]:
    """Where a phrase may end that begins at one word."""
    if not phrase:
        return [at]
    if phrase[0] == GAP:
        steps = [at + n for n in range(1, GAP_WORDS + 1) if at + n <= len(words)]
    else:
        here = at < len(words) and (words[at] == phrase[0] or (phrase[0] == ANY_NUMBER and words[at].isdigit()))
        steps = [at + 1] if here else []
    return [end for step in steps for end in _ends(phrase[1:], words, step)]
