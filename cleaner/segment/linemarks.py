"""What the beginning of a line, or all of it, says about its block."""

from __future__ import annotations

from presscut.cleaner.patterns import lazy

BULLETS = "•◦▪▫‣·●○■□▸►➢➤✓✔⁃∙"
BULLET = lazy(rf"(?:[{BULLETS}]\s*|[-*+](?:\s+|$)){{1,3}}(?:\[[ xX]\]\s+)?")
LETTER_BULLET = lazy(r"o\s+(?=[^\Wa-z])")
"""The mark that some converters give items three deep."""
NUMBER = lazy(r"(\d{1,3})[.)](?:\s+|$)")
HEADING = lazy(r"(#{1,6})(?:\s+|$)")
QUOTE = lazy(r"(?:>\s*+)++")
UNDERLINE = lazy(r"=+|-{2,}")
RULE_MARKS = frozenset("-*_=~—–•·⁂#+.")
SEPARATOR_MARKS = frozenset("|-:+ \t")
PIPE = lazy(r"\\.|\|")
FENCE = lazy(r"(`{3,}|~{3,})\s*([^`\s]{0,60})")
DEFINITION = lazy(
    r"\[([^\[\]]{1,200})\]:\s*(?:<([^<>]*)>|(\S+?))(?:\s+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?"
    r"|\[(\d{1,5})\]:\s*((?:[a-z]+:|[/#])\S*(?: \S+)+)"
)
"""A name and its address, with a title perhaps; behind a number the address may hold spaces that it must not have."""
LONGEST_ROW = 100_000
"""A line longer than this is no row of a table that anybody could read."""
SHORTEST_RULE = 3
LONGEST_RULE_TEST = 2_000
"""A line longer than this is not looked at for being a rule or a table's separator."""


def is_rule(text: str) -> bool:
    """Whether a line is a divider: three or more of the same mark, with or without spaces."""
    if text[0] not in RULE_MARKS or len(text) > LONGEST_RULE_TEST or text in {"...", ". . ."}:
        return False
    marks = text.replace(" ", "").replace("\t", "")
    return len(marks) >= SHORTEST_RULE and marks == marks[0] * len(marks)


def is_separator(text: str) -> bool:
    """Whether a line is the separator between a table's head and its body: ``|---|:--:|``."""
    return "|" in text and "-" in text and len(text) <= LONGEST_RULE_TEST and SEPARATOR_MARKS.issuperset(text)


def pipes(text: str) -> tuple[list[int], list[int]]:
    """Where the cells of a table row are divided, and where pipes are escaped, which are text."""
    found = [(match.start(), match[0]) for match in PIPE.finditer(text)]
    return [at for at, mark in found if mark == "|"], [at for at, mark in found if mark == "\\|"]
