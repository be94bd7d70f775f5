"""The way from the source to the clean text, line by line, straight out of the account.

Nothing is guessed by comparing two texts: every block says itself whether it was kept, cut, moved
or edited, so a page of any size takes one pass.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from presscut.cleaner.model import Block, Decision
    from presscut.pipeline import Work

COLOURS: Mapping[str, str] = {"-": "red", "+": "green", "@": "cyan"}


def difference(work: Work) -> str:
    """The page as a diff: ``-`` lines stood in the source, ``+`` lines stand in the clean text.

    Each change begins with ``@@ start,end what: rule @@``, offsets in the source.
    """
    name = work.draft.page.origin
    lines = [f"--- {name}", f"+++ {name} (clean)"]
    for decision in work.verdict.decisions:
        lines += _lines(work.draft.source, work.draft.blocks[decision.block], decision)
    return "\n".join(lines) + "\n"


def coloured(diff: str, paint: Callable[[str, str], str]) -> str:
    """The diff with each changed line painted: `paint` takes a line and the name of a colour."""
    lines = diff.split("\n")
    return "\n".join(paint(line, COLOURS[line[0]]) if line[:1] in COLOURS else line for line in lines)


def _lines(source: str, block: Block, decision: Decision) -> Iterator[str]:
    before = source[block.start : block.end]
    after = block.text if decision.action == "keep" else ""
    if before == after:
        yield from _signed(" ", after)
        return
    yield f"@@ {block.start},{block.end} {_what(block, decision)} @@"
    yield from _signed("-", before)
    yield from _signed("+", after)


def _what(block: Block, decision: Decision) -> str:
    if decision.action == "cut":
        return f"cut as {decision.kind}: {decision.rule}"
    if decision.action == "moved":
        return f"moved to {', '.join(dict.fromkeys(m.field or '' for m in decision.moves))}: {decision.rule}"
    return f"edited: {', '.join(dict.fromkeys(e.rule for e in block.edits)) or block.kind}"


def _signed(sign: str, text: str) -> Iterator[str]:
    return (sign + line for line in text.splitlines())
