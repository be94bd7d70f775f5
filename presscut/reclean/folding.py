"""Words in lines of one width, with what went and came between brackets: shape first, colour never alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from presscut.cleaner.shape import UNSPACED
from presscut.reclean.changes import Sign, Words
from presscut.terminal import columns, one_line

WIDTH = 92  # columns of text in a line: with sign and indent it fits a window of 100
CONTEXT = 8  # words shown before and after a change
BRACKETS: Mapping[Sign, tuple[str, str]] = {"=": ("", ""), "-": ("[-", "-]"), "+": ("{+", "+}")}
WORD = re.compile(rf"\s+|[{UNSPACED}]\s*|[^\s{UNSPACED}]+\s*")  # where a line may end
BREAK = re.compile(r"\n\s*\n\s*|\n")


def folded(runs: Iterable[Words], width: int = WIDTH) -> Iterator[str]:
    """The runs as lines; a run that goes over a line's end has its brackets on both lines."""
    line: list[Words] = []
    used = 0
    for run in runs:
        for word in WORD.findall(run.text):
            safe = one_line(word)
            room = columns(safe.rstrip())
            if line and used + room > width:
                yield _joined(line)
                line, used = [], 0
            line.append(Words(run.sign, safe))
            used += columns(safe)
    if line:
        yield _joined(line)


def shortened(runs: tuple[Words, ...]) -> Iterator[Words]:
    """The runs with breaks of lines as signs, and of what both readings share only the words near a change."""
    for number, run in enumerate(runs):
        text = BREAK.sub(lambda found: "⏎ " if len(found[0]) == 1 else "¶ ", run.text)
        yield Words(run.sign, _near(text, number > 0, number < len(runs) - 1) if run.sign == "=" else text)


def _near(text: str, after_change: bool, before_change: bool) -> str:
    words = WORD.findall(text)
    first = words[:CONTEXT] if after_change else []
    last = words[-CONTEXT:] if before_change else []
    if len(first) + len(last) >= len(words):
        return text
    return "".join((*first, "… ", *last))


def _joined(line: Iterable[Words]) -> str:
    """The words of a line, neighbours of one sign between one pair of brackets."""
    parts: list[list[str]] = []
    signs: list[Sign] = []
    for word in line:
        if not signs or signs[-1] != word.sign:
            signs.append(word.sign)
            parts.append([])
        parts[-1].append(word.text)
    return "".join(_bracketed(sign, "".join(part)) for sign, part in zip(signs, parts, strict=True)).rstrip()


def _bracketed(sign: Sign, text: str) -> str:
    before, after = BRACKETS[sign]
    bare = text.rstrip() if sign != "=" else text
    return f"{before}{bare}{after}{text[len(bare) :]}"
