"""One pass over a span: finds links, escapes, tags, entities, white space and runs of emphasis marks.

Every step moves forward, and what a step looks at ahead of its place is bounded by the next mark of
its own kind, so the time is linear in the span.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from presscut.cleaner.characters import LIGATURES, WITHOUT_WIDTH
from presscut.cleaner.inline.anchors import Anchor, AnchorKind, Dangling
from presscut.cleaner.inline.destinations import defined_destination, destination
from presscut.cleaner.inline.edits import Fix
from presscut.cleaner.inline.labels import label_after, label_before
from presscut.cleaner.inline.patterns import (
    ATTRIBUTES,
    AUTOLINK,
    BRACKETED,
    ENTITY,
    HREF,
    KEPT_ENTITIES,
    MARKED_END,
    PUNCTUATION,
    SPACES,
    SPACING_TAGS,
    TAG,
    TAGS,
    TICKS,
)
from presscut.cleaner.inline.style import Style
from presscut.cleaner.inline.urls import clean_url, is_printed, printed_end, without_entities


class Scan:
    """What one pass over `source[start:end]` finds.

    Attributes:
        fixes: repairs that need no more thought.
        anchors: links in order of their ends.
        marks: runs of emphasis marks, for `emphasis.pair`.
        images: pictures that were met.
        dangling: ends of links that began before the span.
        unclosed: brackets that nothing closes.
    """

    def __init__(
        self,
        source: str,
        start: int,
        end: int,
        marks: re.Pattern[str],
        style: Style,
        *,
        fixed: Sequence[Fix] = (),
        keep_alt: bool = False,
    ) -> None:
        self.source, self.start, self.end = source, start, end
        self.style, self.keep_alt = style, keep_alt
        self.fixes: list[Fix] = list(fixed)
        self.anchors: list[Anchor] = []
        self.marks: list[tuple[int, int]] = []
        self.images = 0
        self.dangling: list[Dangling] = []
        self.unclosed: list[int] = []
        self._tags: list[tuple[int, int, str]] = []
        self._floor = start
        self._words = fixed[0][1] if fixed and fixed[0][0] == start else start
        self._ticks: dict[int, list[int]] | None = None
        self._no_comment = False
        self._run(marks, fixed)

    def _run(self, marks: re.Pattern[str], fixed: Sequence[Fix]) -> None:
        at = self.start
        search = marks.search
        for first, last, _, _ in (*fixed, (self.end, self.end, "", "")):
            while at < first and (found := search(self.source, at, first)):
                at = self._floor = self._step(found.start())
            at = max(at, last)

    def _step(self, at: int) -> int:
        handler = HANDLERS.get(self.source[at])
        return handler(self, at) if handler else self._other(at)

    def _other(self, at: int) -> int:
        """White space, characters without width, control characters, ligatures, ``www.``."""
        char = self.source[at]
        if char in LIGATURES:
            self.fixes.append((at, at + 1, LIGATURES[char], "ligature"))
            return at + 1
        if char in "wW":
            return self._address(at, at + 4)
        if char.isspace():
            return self._white(at)
        kind = "soft-hyphen" if char == "\xad" else "invisible" if char in WITHOUT_WIDTH else "control"
        self.fixes.append((at, at + 1, "", kind))
        return at + 1

    def _white(self, at: int) -> int:
        while at > self._floor and self.source[at - 1] == " ":
            at -= 1
        found = SPACES.match(self.source, at, self.end)
        last = found.end() if found else at + 1
        if last - at > 1 or self.source[at] != "\xa0":
            self.fixes.append((at, last, " ", "white-space"))
        return last

    def _escape(self, at: int) -> int:
        after = self.source[at + 1] if at + 1 < self.end else "\n"
        if after.isspace():
            self.fixes.append((at, at + 1, "", "escape"))
            return at + 1
        if after not in PUNCTUATION:
            return at + 1
        self.fixes.append((at, at + 1, "", "escape"))
        return at + 2

    def _code(self, at: int) -> int:
        if self._ticks is None:
            self._ticks = {}
            for run in TICKS.finditer(self.source, at, self.end):
                self._ticks.setdefault(run.end() - run.start(), []).append(run.start())
            for places in self._ticks.values():
                places.reverse()
        opened = TICKS.match(self.source, at, self.end)
        after = opened.end() if opened else at + 1
        places = self._ticks.get(after - at, [])
        while places and places[-1] < after:
            places.pop()
        if not places:
            if after - at == 2 and not self.source[max(at - 1, self.start) : min(after + 1, self.end)].strip(" `"):
                self.fixes.append((at, after, "", "code"))
            return after
        close = places.pop()
        self.fixes += ((at, after, "", "code"), (close, close + after - at, "", "code"))
        for gap in SPACES.finditer(self.source, after, close):
            if gap[0] not in {" ", "\xa0"}:
                self.fixes.append((*gap.span(), " ", "white-space"))
        return close + after - at

    def _mark(self, at: int) -> int:
        char = self.source[at]
        last = at + 1
        while last < self.end and self.source[last] == char:
            last += 1
        self.marks.append((at, last))
        return last

    def _entity(self, at: int) -> int:
        found = ENTITY.match(self.source, at, self.end)
        if found is None:
            return at + 1
        char = without_entities(found[0])
        if char == found[0] or (not self.style.markdown and char in KEPT_ENTITIES):
            return found.end()
        read = " " if char.isspace() else "" if char in WITHOUT_WIDTH else char
        self.fixes.append((at, found.end(), read, "entity"))
        return found.end()

    def _open(self, at: int) -> int:
        if self.style.brackets and (after := self._bracketed(at)):
            return after
        image = at > self._floor and self.source[at - 1] == "!"
        self.unclosed.append(at - 1 if image else at)
        return at + 1

    def _close(self, at: int) -> int:
        opened = self.unclosed.pop() if self.unclosed else -1
        if self.style.numbered is not None and opened >= 0 and self.source[opened + 1 : at].isdecimal():
            return self._number(opened, at, self.style.numbered)
        found = destination(self.source, at + 1, self.end) if self.source.startswith("(", at + 1) else None
        image = opened >= 0 and self.source[opened] == "!"
        if found is None and self.style.defined:
            words = opened + 1 + image if opened >= 0 else -1
            found = defined_destination(self.source, words, at, self.end, self.style.defined)
        if found is None:
            return self._span(opened, at)
        url, last = found
        if opened < 0:
            self.dangling.append(Dangling(at, last, url))
            return last
        if image:
            self._image(opened, at, last)
        else:
            self._link(opened, opened + 1, at, last, url, "link")
        return last

    def _number(self, opened: int, at: int, addresses: Mapping[str, str]) -> int:
        """A link that begins with its number."""
        self.fixes.append((opened, at + 1, "", "link"))
        url = addresses.get(self.source[opened + 1 : at], "")
        last = label_after(self.source, at + 1, self.end)
        if url and last > at + 1:
            self.anchors.append(Anchor(at + 1, last, at + 1, last, url, "link", False))
        return at + 1

    def _round(self, at: int) -> int:
        return self._bracketed(at) or at + 1

    def _bracketed(self, opened: int) -> int:
        """Where an address in brackets ends, which is the link of the words before it; 0: it is none."""
        brackets = self.style.brackets
        found = BRACKETED[brackets].match(self.source, opened, self.end) if self.source[opened] == brackets else None
        if found is None:
            return 0
        last, end = opened, found.end()
        while last > self._words and self.source[last - 1].isspace():
            last -= 1
        first = label_before(self.source, self._words, last)
        if first < last:
            self.anchors.append(Anchor(first, last, first, last, clean_url(found[1]), "link", False))
        after = self.source[end] if end < self.end else " "
        self.fixes.append((last, end, " " if last > self._words and after.isalnum() else "", "doubled-link"))
        self._words = end
        return end

    def _span(self, opened: int, at: int) -> int:
        """Brackets around words that attributes are given to: ``[words]{.class}``."""
        found = ATTRIBUTES.match(self.source, at + 1, self.end) if self.style.markdown and opened >= 0 else None
        if found is None:
            return at + 1
        self.fixes += ((opened, opened + 1, "", "attributes"), (at, found.end(), "", "attributes"))
        return found.end()

    def _attributes(self, at: int) -> int:
        """Attributes of the link, the picture, the code or the words right before, or of the whole block."""
        found = ATTRIBUTES.match(self.source, at, self.end)
        before = self.source[at - 1] if at > self.start else ""
        if found is None or not (before in MARKED_END or (found.end() == self.end and before.isspace())):
            return at + 1
        self.fixes.append((at, found.end(), "", "attributes"))
        return found.end()

    def _link(self, start: int, text_start: int, text_end: int, end: int, url: str, kind: AnchorKind) -> None:
        while self.anchors and self.anchors[-1].start >= start and self.anchors[-1].kind == "bare":
            self.anchors.pop()
        if kind == "link":
            self.fixes += ((start, text_start, "", "link"), (text_end, end, "", "link"))
        printed = is_printed(self.source[text_start:text_end])
        self.anchors.append(Anchor(start, end, text_start, text_end, url, kind, printed))

    def _image(self, start: int, close: int, end: int) -> None:
        self.images += 1
        if self.keep_alt:
            self.fixes += ((start, start + 2, "", "image"), (close, end, "", "image"))
            return
        while self.marks and self.marks[-1][0] > start:
            self.marks.pop()
        while self.anchors and self.anchors[-1].start > start:
            self.anchors.pop()
        self.fixes.append((start, end, "", "image"))

    def _angle(self, at: int) -> int:
        if found := AUTOLINK.match(self.source, at, self.end):
            address = found[1] if ":" in found[1] else f"mailto:{found[1]}"
            text_start = at + 8 if found[1][:7].lower() == "mailto:" else at + 1
            self._show(text_start, found.end() - 1)
            self.fixes += ((at, text_start, "", "link"), (found.end() - 1, found.end(), "", "link"))
            printed = not address.startswith("mailto:")
            url = clean_url(address)
            self.anchors.append(Anchor(at, found.end(), text_start, found.end() - 1, url, "angle", printed))
            return found.end()
        return self._tag(at) if self.style.markdown else at + 1

    def _tag(self, at: int) -> int:
        if self.source.startswith("<!--", at) and not self._no_comment:
            last = self.source.find("-->", at, self.end)
            self._no_comment = last < 0
            if last >= 0:
                self.fixes.append((at, last + 3, "", "html-tag"))
                return last + 3
        found = TAG.match(self.source, at, self.end)
        name = found[1].lower() if found else ""
        if found is None or name not in TAGS:
            return at + 1
        if name == "img":
            self.images += 1
        if name == "a":
            self._anchor_tag(found)
        self.fixes.append((at, found.end(), " " if name in SPACING_TAGS else "", "html-tag"))
        return found.end()

    def _anchor_tag(self, tag: re.Match[str]) -> None:
        if tag[0][1] != "/":
            href = HREF.search(tag[0])
            url = clean_url(next(filter(None, href.groups()), "")) if href else ""
            self._tags.append((tag.start(), tag.end(), url))
        elif self._tags:
            start, text_start, url = self._tags.pop()
            if url:
                self._link(start, text_start, tag.start(), tag.end(), url, "tag")

    def _colon(self, at: int) -> int:
        if not self.source.startswith("://", at):
            return at + 1
        begin = at - 5 if self.source[at - 5 : at].lower() == "https" else at - 4
        if begin < self._floor or self.source[begin : begin + 4].lower() != "http":
            return at + 3
        if begin > self._floor and self.source[begin - 1].isalnum() and self.source[begin - 1].isascii():
            return at + 3
        return self._address(begin, at + 3)

    def _address(self, begin: int, after: int) -> int:
        last = printed_end(self.source, begin, self.end)
        if last <= after:
            return after
        address = self.source[begin:last]
        url = clean_url(address if begin < after - 4 else f"http://{address}")
        self._show(begin, last)
        self.anchors.append(Anchor(begin, last, begin, last, url, "bare", True))
        return last

    def _show(self, begin: int, last: int) -> None:
        """An address that a reader sees reads as the clean one."""
        shown = self.source[begin:last]
        clean = clean_url(shown)
        if clean != shown:
            self.fixes.append((begin, last, clean, "escape" if "\\" in shown else "tracking"))


HANDLERS: dict[str, Callable[[Scan, int], int]] = {
    "\\": Scan._escape,
    "`": Scan._code,
    "*": Scan._mark,
    "_": Scan._mark,
    "~": Scan._mark,
    "&": Scan._entity,
    "[": Scan._open,
    "(": Scan._round,
    "]": Scan._close,
    "<": Scan._angle,
    "{": Scan._attributes,
    ":": Scan._colon,
}
