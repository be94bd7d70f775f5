"""What classes and ids say is asked once an element: each block must hear what its own elements say."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from presscut.cleaner.judge.packs_elements import MOST_OF_PAGE, elements_meant, rules_around
from presscut.cleaner.model import Block, Hints
from presscut.cleaner.rulebook_types import ClassOrId, Vocabulary
from presscut.cleaner.signals import Context
from tests.support.blocks import PROSE, block, draft

ASKED = (
    (2, ClassOrId(("share", "bar"))),
    (3, ClassOrId(("author-", "sha"), "prefix")),
    (5, ClassOrId(("letter",), "substring")),
    (7, ClassOrId(("newsletter", "bar"))),
)
WORDS = st.sampled_from(["share", "bar", "author-box", "shading", "newsletter", "letterbox", "main", "wrap"])
NAMES = st.lists(st.lists(WORDS, max_size=3).map(tuple), min_size=12, max_size=12)
PARENTS = st.tuples(*(st.integers(-1, number - 1) for number in range(12)))
PLACES = st.lists(st.tuples(st.integers(0, 11), st.sampled_from(["One line.", PROSE])), min_size=1, max_size=8)


def chain(parents: Sequence[int], element: int) -> tuple[int, ...]:
    """An element with those around it, the outermost first."""
    return (*(chain(parents, parents[element]) if parents[element] >= 0 else ()), element)


def wanted(page: Context, at: Block) -> dict[int, str]:
    """The rules of a block, by asking every element around it for itself."""
    found: dict[int, str] = {}
    for words, element in zip(reversed(at.hints.tokens), reversed(at.hints.containers), strict=True):
        inside = sum(b.shape.words for b in page.blocks if element in b.hints.containers)
        if inside <= MOST_OF_PAGE * page.all_words:
            for number, condition in ASKED:
                if word := condition.fits(words):
                    found.setdefault(number, word)
    return found


@given(NAMES, PARENTS, PLACES)
def test_each_block_hears_what_the_elements_around_it_say(
    names: list[tuple[str, ...]], parents: tuple[int, ...], places: list[tuple[int, str]]
) -> None:
    """The innermost word counts, and an element with much of the page says nothing, with every way to compare."""
    blocks = []
    for element, text in places:
        around = chain(parents, element)
        hints = Hints(tokens=tuple(names[n] for n in around), containers=around)
        blocks.append(block(text)._replace(hints=hints))
    page = Context(draft(*blocks), Vocabulary())
    meant = elements_meant(page, ASKED)
    for placed in page.blocks:
        assert rules_around(placed, meant) == wanted(page, placed)
