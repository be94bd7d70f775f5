"""What hangs together with the prose: last words, a list at the end, a question and its short answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from presscut.cleaner.judge.evidence import family_of
from presscut.cleaner.judge.mass import mass_of
from presscut.cleaner.model import Block, Draft, Mark
from presscut.cleaner.prose import prose_of

SENTENCE_WEIGHT = -2.5
LIST_WEIGHT = -1.5
SENTENCES = 3  # short sentences in a row, counted from the prose
ENTRIES = 25  # blocks of a list with its headings, counted from the prose
LISTED = frozenset({"item", "heading", "code", "row"})
LABEL_WORDS = 4
VERSE_LINES = 3
AT_LEAST_PROSE = 60  # words of prose the page must have before anything hangs on to it


def close_by(draft: Draft) -> Iterable[Mark]:
    """Does this stand right beside the main prose, without a link, and no rule knows it as something else?

    "Nobody came." as the last paragraph is as much the article as any other; so is the recipe at the
    end. What follows an article is rarely without any link. Wrong for a plain-text page whose footer
    is written in sentences.
    """
    blocks = draft.blocks
    span = prose_of(draft)
    inside = mass_of(draft)[span.first : span.last]
    mass = [0.0] * span.first + inside + [0.0] * (len(blocks) - span.last)
    if sum(mass) < AT_LEAST_PROSE:
        return
    known = {m.block for m in draft.marks if m.weight > 0 and family_of(m) not in ("model", "trafilatura")}
    for order in (range(len(blocks)), range(len(blocks) - 1, -1, -1)):
        yield from _beside(blocks, mass, known, order)


def _beside(blocks: Sequence[Block], mass: Sequence[float], known: set[int], order: range) -> Iterable[Mark]:
    """Marks along one direction, away from each stretch of prose."""
    sentences = entries = 0  # how many more may follow; none before the first prose
    for i in order:
        block = blocks[i]
        if mass[i]:
            sentences, entries = SENTENCES, ENTRIES
        elif i in known or block.shape.links or block.kind == "image":
            sentences = entries = 0
        elif sentences and _is_sentence(block):
            sentences -= 1
            yield Mark(i, "prose", SENTENCE_WEIGHT, "shape/last-words", "a sentence right beside the prose")
        elif entries and order.step > 0 and (block.kind in LISTED or _is_label(block)):
            sentences, entries = SENTENCES if _is_label(block) else 0, entries - 1
            yield Mark(i, "prose", LIST_WEIGHT, "shape/last-list", "a list without links right below the prose")
        else:
            sentences = entries = 0


def _is_sentence(block: Block) -> bool:
    """A sentence, or lines of verse: they need no full stop."""
    shape, verse = block.shape, block.text.count("\n") + 1 >= VERSE_LINES
    return block.kind in ("paragraph", "quote") and (shape.ending == "stop" or verse) and shape.words > 1


def _is_label(block: Block) -> bool:
    """A line that announces a list: "What to bring:"."""
    shape = block.shape
    short = block.kind == "paragraph" and 0 < shape.words <= LABEL_WORDS
    return short and shape.ending == "colon"
