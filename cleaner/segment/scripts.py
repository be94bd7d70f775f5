"""Scripts, style sheets and data left in a text: what a page runs and nobody reads.

A program that takes all text of a page (XPath's ``//text()``, ``text_content()`` of lxml) takes them as well. A
line is told by its marks; a run of such lines goes when one of them does what only pages do, in a document
that shows that it was taken so. What an author shows as code stays where the document has no such line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from presscut.cleaner.patterns import lazy
from presscut.cleaner.segment.entries import CODE_INDENT, indents_code
from presscut.cleaner.segment.lines import Line, one_line

SHOWS = (
    "window.", "document.", "function(", "function (", "dataLayer", "gtag(", "googletag", "fbq(", "CDATA[", "@media",
    "!important",
)  # fmt: skip
"""One of these stands in every document that holds its page's scripts."""
DATA = lazy(r"\"@(?:context|type|graph)\"\s*:")
"""Linked data. An article may show some; it goes with what runs."""
RUNS = lazy(
    r"\bwindow\s*(?:\.|\[)|\bdocument\s*\.\s*[a-z]|\bdataLayer\b|\bgtag\s*\(|\bfbq\s*\("
    r"|\bgoogletag\b|\bjQuery\b|\$\s?\(\s*(?:document|window|function|this|['\"])|\.addEventListener\s*\("
    r"|\blocalStorage\b|\bnavigator\s*\.\s*[a-z]|[!(]\s{0,3}function\s{0,3}\w{0,40}\s{0,3}\(|\bCDATA\[|//\s*\]\]>"
    r"|!important\b|@(?:media|font-face|keyframes|supports|charset)\b|:root\s*\{|\\u00[0-9a-fA-F]{2}|\\/"
    r"|\{\s*+(?:[a-z-]++\s*+:[^{};]{1,200}+;?+\s*+)++\}|:[^:;{}]{0,60}(?:\d(?:px|r?em|%|v[hw])|#[0-9a-f]{3,8})\s{0,3};"
)
"""What a page does: its window and document, its measurement, its style."""
ALONE = lazy(r"\b(?:dataLayer|gtag|fbq|googletag)\b|\bCDATA\[|\]\]>|!important\b|@(?:media|font-face|keyframes)\b")
"""What hardly an author shows: measurement, advertisements, the style for a small screen."""
MARKS = frozenset("{}();=<>[]\"'$&|\\+:/_#*,")
SHARE = 0.1  # of the characters of a line of code are such marks at least; of prose one or two in a hundred
LONG = 1_000  # characters of a line in which text and scripts may stand together
BEGINNING = 100  # characters by which it is seen what a long line begins with
PROSE = lazy(r"(?<![^\W_])(?:[^\W\d_]++[,.;:!?'’\"”»)–-]{0,3}+[ \xa0]++){12}")
"""Words in a row, as no script has them but in what it says to people."""
ENDS = frozenset("{};,()[]:+&|?>*/=\"'`")
CLOSES = lazy(r"[\s\[\](){}<>;,:*/+|&!?=\"'`.-]+|(?:else|try|return|break|default:|do)\b.{0,20}")
REMARK = lazy(r"/[/*]|\*[ /]|<!--|-->")
PACKED = 200  # characters of a line that was packed
KEYS = 0.006  # share of names before a colon in packed data
BRACES = 0.004  # share of braces in a packed script, which speaks in some of these words as well; formulas do not
WORDS = ("function", "=>", "&&", "return ", "var ", "typeof ", "===")
FEWEST_WORDS = 3
FEWEST = 3  # lines of a document that do what only pages do; one of them as no lesson on scripts does
BRIDGE = 2  # lines with fewer marks between two of code
FEWER = 0.04  # share of marks in those
FENCES = ("```", "~~~")
LINKED = ("](", "![")  # in Markdown addresses are full of marks


class Scripted(NamedTuple):
    """The lines of a text in which each script, style sheet or piece of data is one line.

    Attributes:
        scripts: where these lines begin.
    """

    lines: list[Line]
    scripts: frozenset[int]


def with_whole_scripts(source: str, lines: list[Line], *, markdown: bool) -> Scripted:
    """Tell the lines that a page runs from those that it shows, and make one of each run of them.

    Args:
        markdown: lines between fences and indented ones are code that the author shows.
    """
    regions = list(_scripts(lines, markdown=markdown)) if any(map(source.__contains__, SHOWS)) else []
    if not regions:
        return Scripted(lines, frozenset())
    found: list[Line] = []
    scripts: set[int] = set()
    at = 0
    for first, end in regions:
        found += lines[at:first]
        scripts.add(lines[first].start)
        found.append(one_line(source, lines[first], lines[end - 1]))
        at = end
    return Scripted(found + lines[at:], frozenset(scripts))


def _scripts(lines: Sequence[Line], *, markdown: bool) -> Iterator[tuple[int, int]]:
    """Index pairs of runs of code in which something does what only pages do, the last not included."""
    shares = [_share_of_marks(line.text) for line in lines]
    shown = _shown(lines) if markdown else [False] * len(lines)
    code = [
        not is_shown and _is_code(line.text, share) for line, share, is_shown in zip(lines, shares, shown, strict=True)
    ]
    runs = [is_code and _runs(line.text) for is_code, line in zip(code, lines, strict=True)]
    if sum(runs) < FEWEST or not any(
        is_run and _is_of_a_page(line.text) for is_run, line in zip(runs, lines, strict=True)
    ):
        return
    between = [share >= FEWER and PROSE.search(line.text) is None for line, share in zip(lines, shares, strict=True)]
    for first, end in _stretches(code, between):
        if any(runs[first:end]) or any(DATA.search(line.text) for line in lines[first:end]):
            yield first, end


def _shown(lines: Sequence[Line]) -> list[bool]:
    """Which lines of Markdown are code by a fence, or by an indentation that most lines do not have."""
    by_indent = indents_code(lines)
    found: list[bool] = []
    fence = ""
    for line in lines:
        mark = line.text[:3] if line.text.startswith(FENCES) else ""
        found.append(bool(fence or mark) or (by_indent and line.indent >= CODE_INDENT))
        fence = fence if not mark or mark != (fence or mark) else "" if fence else mark
    return found


def _share_of_marks(text: str) -> float:
    """The share of marks of code in a line; none where addresses make them."""
    return 0.0 if any(map(text.__contains__, LINKED)) else sum(map(MARKS.__contains__, text)) / len(text)


def _is_code(text: str, share: float) -> bool:
    """Whether a line is written as code: by its marks and its end."""
    if len(text) >= LONG and _holds_text(text):
        return False
    if REMARK.match(text) or CLOSES.fullmatch(text):
        return True
    return (share >= SHARE and text[-1] in ENDS) or _is_packed(text)


def _holds_text(text: str) -> bool:
    """Whether a long line holds, or begins with, what people read; in data such text is a copy."""
    if _share_of_marks(text[:BEGINNING]) < FEWER:
        return True
    return text.count('":') < KEYS * len(text) and PROSE.search(text) is not None


def _runs(text: str) -> bool:
    return RUNS.search(text) is not None or _is_packed(text)


def _is_of_a_page(text: str) -> bool:
    """Whether a line tells a page's scripts from those that a lesson shows."""
    return ALONE.search(text) is not None or _is_packed(text)


def _is_packed(text: str) -> bool:
    """Whether a line is data or a script without the breaks and spaces that are for people."""
    if len(text) < PACKED:
        return False
    if text.count('":') >= KEYS * len(text):
        return True
    return text.count("{") >= BRACES * len(text) and sum(map(text.count, WORDS)) >= FEWEST_WORDS


def _stretches(code: Sequence[bool], between: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Index pairs of runs of code, the last not included; a few lines that may stand between are bridged."""
    first = last = -1
    for index, is_code in enumerate(code):
        if not is_code:
            continue
        if first >= 0 and not (index - last <= BRIDGE + 1 and all(between[last + 1 : index])):
            yield first, last + 1
            first = index
        first = index if first < 0 else first
        last = index
    if first >= 0:
        yield first, last + 1
