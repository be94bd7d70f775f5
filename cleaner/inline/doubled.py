"""Addresses, or words, that a page printed after the link they belong to.

A printed page shows where its links lead by writing the address after the words: in brackets, in
angle brackets, or as a link of its own. The styles met are those of the tests. An address goes only
if it fills its bracket, or repeats the link right before it; any other stays as the author's text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from presscut.cleaner.inline.anchors import Anchor
from presscut.cleaner.inline.edits import Fix
from presscut.cleaner.inline.urls import TRAILING, same_page
from presscut.cleaner.patterns import lazy

BRACKETS = {"(": ")", "（": "）", "[": "]"}
BETWEEN = lazy(r"(?:\s++|[*_~]++|</?[a-zA-Z]{1,6}>|\\)*+")
BEHIND = f" \\{TRAILING}"  # between an address and the end of its bracket: the address may end in a stop
FARTHEST = 40
"""Characters that may stand between a link and its repetition; only marks and white space may."""
LONGEST_WORD = 60
"""How far back the last word before an address is looked for."""
UNSPACED = lazy(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]{1,6}$")
WORD_ENDS = "”’\"').,!?"  # may stand between the words of a link and its address; after a colon the address is text
OPENERS = "([{<\"'“„«‘¿¡*_~\\"
CLOSERS = ")]}>.,;:!?\"'”’»*_~\\"


SHORTEST = 3  # characters of words that are printed twice
FEWEST_APART = 2  # spaces in words that are printed again behind a space: fewer can begin a sentence anew


def printed_again(source: str, end: int, anchors: Iterable[Anchor]) -> Iterator[Fix]:
    """What takes out the words of links that stand right behind them once more: ``[Ida Mott](address)Ida Mott``.

    Pages have them so for screen readers or for narrow windows, and scrapers take both. An author would leave a space.
    """
    for anchor in anchors:
        words = source[anchor.text_start : anchor.text_end]
        if anchor.kind != "link" or len(words) < SHORTEST:
            continue
        gap = source.startswith(" ", anchor.end) and words.count(" ") >= FEWEST_APART
        last = anchor.end + gap + len(words)
        again = last <= end and source.startswith(words, last - len(words))
        if again and (last == end or not (words[-1].isalnum() and source[last].isalnum())):
            yield anchor.end, last, "", "doubled-words"


class Fold:
    """Folds printed addresses into the links before them, in the order of the text."""

    def __init__(self, source: str, start: int, end: int, ends: Mapping[int, int], *, angle_links: bool) -> None:
        self.source, self.start, self.end = source, start, end
        self.ends, self.angle_links = ends, angle_links
        self.fixes: list[Fix] = []
        self.kept: list[Anchor] = []

    def run(self, anchors: Sequence[Anchor]) -> None:
        """Fold what can be folded: `kept` are the links that are left, `fixes` take the addresses out."""
        for anchor in sorted(anchors, key=lambda a: (a.start, -a.end)):
            if self.fixes and anchor.start < self.fixes[-1][1]:
                continue
            if not (anchor.printed and self._fold(anchor)):
                self.kept.append(anchor)

    def _fold(self, anchor: Anchor) -> bool:
        before = self._before(anchor)
        bracket = self._bracket(anchor)
        repeats = before is not None and same_page(before.url, anchor.url)
        alone = anchor.kind == "angle" and self.angle_links
        if bracket is None and not repeats and not (alone and self._follows_words(anchor.start)):
            return False
        first, last = bracket or (anchor.start, anchor.end)
        if before is not None and not repeats and before.printed:
            before = None
        if not repeats:
            place = (before.text_start, before.text_end) if before else self._words(first, last)
            if place is None:
                return False
            self.kept.append(Anchor(*place, *place, anchor.url, "link", False))
        self._remove(first, last)
        return True

    def _before(self, anchor: Anchor) -> Anchor | None:
        """The link right before this one, with nothing but marks and an opening bracket between."""
        if not self.kept or anchor.start - self.kept[-1].end > FARTHEST:
            return None
        last = max((a for a in self.kept[-2:]), key=lambda a: a.end)
        place = last.end
        for fix in self.fixes[-1:]:
            place = max(place, fix[1])
        found = BETWEEN.match(self.source, place, anchor.start)
        reached = found.end() if found else place
        if reached < anchor.start and self.source[reached] in BRACKETS:
            reached += 1
            while reached < anchor.start and self.source[reached].isspace():
                reached += 1
        return last if reached >= anchor.start else None

    def _bracket(self, anchor: Anchor) -> tuple[int, int] | None:
        """The bracket that holds the address and nothing else, around the link or inside its text."""
        inner = self.source[anchor.text_start : anchor.text_end].strip().replace("\\", "")
        if anchor.kind == "link" and inner[:1] in BRACKETS and inner[-1:] == BRACKETS[inner[0]]:
            return anchor.start, anchor.end
        first, last = anchor.start, anchor.end
        while first > self.start and self.source[first - 1] == " ":
            first -= 1
        while last < self.end and self.source[last] in BEHIND:
            last += 1
        if first == self.start or last == self.end:
            return None
        opening = self.source[first - 1]
        if BRACKETS.get(opening) != self.source[last]:
            return None
        first -= 2 if first - 2 >= self.start and self.source[first - 2] == "\\" else 1
        return first, last + 1

    def _follows_words(self, place: int) -> bool:
        """Whether words stand right before: after a colon an address is the text itself."""
        at = place - 1
        while at >= self.start and self.source[at] in " \xa0\n*_":
            at -= 1
        return at >= self.start and at < place - 1 and (self.source[at].isalnum() or self.source[at] in WORD_ENDS)

    def _words(self, first: int, last: int) -> tuple[int, int] | None:
        """What the link's words were, as near as can be told: the emphasised words right before the
        address, or the last word; at the beginning of a block the first word after it."""
        at = first
        while at > self.start and self.source[at - 1].isspace():
            at -= 1
        if at in self.ends:
            return self.ends[at], at
        if at > self.start and (word := self._last_word(at)):
            return word
        return self._first_word(last)

    def _last_word(self, at: int) -> tuple[int, int] | None:
        floor = max(self.start, at - LONGEST_WORD)
        while at > floor and (self.source[at - 1] in CLOSERS or self.source[at - 1].isspace()):
            at -= 1
        begin = at
        while begin > floor and not self.source[begin - 1].isspace():
            begin -= 1
        if unspaced := UNSPACED.search(self.source[begin:at]):
            begin += unspaced.start()
        while begin < at and self.source[begin] in OPENERS:
            begin += 1
        return (begin, at) if begin < at else None

    def _first_word(self, at: int) -> tuple[int, int] | None:
        limit = min(self.end, at + LONGEST_WORD)
        while at < limit and not self.source[at].isalnum():
            at += 1
        last = at
        while last < limit and self.source[last].isalnum():
            last += 1
        return (at, last) if at < last else None

    def _remove(self, first: int, last: int) -> None:
        while first > self.start and self.source[first - 1].isspace():
            first -= 1
        before = first > self.start
        after = self.source[last] if last < self.end else " "
        self.fixes.append((first, last, " " if before and after.isalnum() else "", "doubled-link"))
