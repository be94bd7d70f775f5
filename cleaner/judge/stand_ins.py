"""Pages that stand in for an article: an error, a check of who is asking, a form to log in, a consent.

Servers send them with the status of a success, so that whoever keeps pages keeps them too. A rule pack has
said of a block that it tells of one (`cut-page`); here it is asked whether the page holds anything else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from presscut.cleaner.judge.evidence import by_block, weigh
from presscut.cleaner.kinds import STAND_INS
from presscut.cleaner.model import Draft, Mark
from presscut.cleaner.prose import prose_words
from presscut.cleaner.rulebook import Rulebook

WEIGHT = 20.0  # log-odds: what goes is the page, whatever its blocks look like
STANDS = 0.8  # log-odds up to which a block would stay


class StandIns:
    """Is there no article, because the page says that it is another one?

    It is asked last, when everything else has spoken. What tells must be something that would stay, or the
    one heading of the page: a dialog to log in lies hidden in many pages. Wrong for an article of a few
    sentences that begins like an error page.
    """

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook = rulebook

    def __call__(self, draft: Draft) -> Iterator[Mark]:
        """One mark for every block with text, of the kind of page that it is."""
        telling = [mark for mark in draft.marks if mark.kind in STAND_INS]
        if not telling:
            return
        staying = _staying(draft)
        words = prose_words(draft)
        others = sum(words[i] for i in staying - {mark.block for mark in telling})
        room = {rule.id: rule.extent.max_words for rule in self._rulebook.rules}
        for mark in telling:
            if others <= room[mark.rule] and (mark.block in staying or not staying):
                yield from _whole(draft, mark)
                return


def _staying(draft: Draft) -> set[int]:
    """The blocks that would stay if nothing told of another page, and those that say what the page is."""
    headings = [i for i, block in enumerate(draft.blocks) if block.kind == "heading" and block.level == 1]
    only = headings if len(headings) == 1 else ()
    return {i for i, marks in enumerate(by_block(draft)) if draft.blocks[i].text and (i in only or _stays(marks))}


def _stays(marks: Iterable[Mark]) -> bool:
    own = [mark for mark in marks if mark.kind not in STAND_INS]
    return any(mark.kind == "title" for mark in own) or weigh(own).score <= STANDS


def _whole(draft: Draft, told: Mark) -> Iterator[Mark]:
    for i, block in enumerate(draft.blocks):
        if block.text:
            yield Mark(i, told.kind, WEIGHT, told.rule, f"the whole page: {told.reason}")


def stand_in(draft: Draft) -> str | None:
    """What the page is in place of an article: its kind, or null."""
    return next((mark.kind for mark in draft.marks if mark.kind in STAND_INS and mark.weight == WEIGHT), None)
