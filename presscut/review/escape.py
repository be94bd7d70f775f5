"""Text of pages as text of ours: nothing in it can act, turn the line round, or hide."""

from __future__ import annotations

import re
from html import escape

HARMFUL = re.compile(
    "\r(?!\n)"
    "|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # controls, which HTML drops or changes
    "\u2028\u2029\u202a-\u202e\u2066-\u2069"  # separators; Unicode UAX #9: embeddings, overrides, isolates
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"  # half of a pair, and what is no character
    "\U000e0000-\U000e007f]"  # tags: letters that nobody sees
)
UNSEEN = re.compile(
    HARMFUL.pattern + "|[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2060-\u2064\ufeff]"
)
"""Also what has no width: where a repair took it out, the reader wants to see what it was."""


def sign(character: str) -> str:
    """The visible sign of a character: ``⟨U+202E⟩``."""
    return f"⟨U+{ord(character):04X}⟩"


def text(raw: str) -> str:
    """The text as HTML. A harmful character becomes its sign, marked as one."""
    return HARMFUL.sub(_marked, escape(raw))


def laid_open(raw: str) -> str:
    """The text as HTML, with a sign also for each character without width."""
    return UNSEEN.sub(_marked, escape(raw))


def attribute(raw: str) -> str:
    """The text for the value of a quoted attribute, or where no markup can stand: ``<title>``."""
    return escape(HARMFUL.sub(lambda found: sign(found.group()), raw))


def _marked(found: re.Match[str]) -> str:
    return f"<b class=u>{sign(found.group())}</b>"
