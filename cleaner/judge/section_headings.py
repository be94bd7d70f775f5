"""A heading whose words come again right below: "Cookies" above a section that speaks of cookies."""

from __future__ import annotations

from collections.abc import Iterable

from presscut.cleaner.judge.evidence import by_block, counted, is_rule
from presscut.cleaner.judge.mass import mass_of
from presscut.cleaner.model import Draft, Mark
from presscut.cleaner.shape import words_of

PROSE_BELOW = 30  # words of the block below
STEM = 5  # letters that words must share: "comment" and "comments", "Spende" and "Spenden"


def section_headings(draft: Draft) -> Iterable[Mark]:
    """Is this the heading of the prose below it, though a rule takes it for a button or the name of a box?

    "Comments", "Share", "Subscribe" head sections of articles about comments, shares, subscriptions.
    There the word comes again in the paragraph below, and no rule has anything against that paragraph;
    under a real button the article just goes on. What the rules said of the heading is then undone.
    """
    blocks, mass, marks = draft.blocks, mass_of(draft), by_block(draft)
    for i in range(len(blocks) - 1):
        if blocks[i].kind != "heading" or mass[i + 1] < PROSE_BELOW:
            continue
        against = [m for m in counted(marks[i]) if m.weight > 0 and m.field is None and is_rule(m)]
        if not against:
            continue
        if {m.kind for m in marks[i + 1] if m.weight > 0} & {m.kind for m in against}:
            continue
        shared = _stems(blocks[i].text) & _stems(blocks[i + 1].text)
        if shared:
            reason = f"the word “{min(shared)}…” comes again in the prose below it"
            yield Mark(i, "prose", -sum(m.weight for m in against), "shape/section-heading", reason)


def _stems(text: str) -> set[str]:
    return {word.casefold()[:STEM] for word in words_of(text) if len(word) >= STEM}
