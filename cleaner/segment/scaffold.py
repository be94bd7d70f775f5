"""What Markdown holds of elements: their tags and attributes, which are no text.

Converters keep the elements that Markdown has no mark for. Their tags stand on lines of their own
(CommonMark 0.31, section 4.6) or as fenced divs, ``::: {.class}`` (the pandoc manual, "Divs and Spans").
"""

from __future__ import annotations

import re

from presscut.cleaner.inline.patterns import ATTRIBUTE, ATTRIBUTES, TAGS
from presscut.cleaner.patterns import lazy

SCAFFOLD = ("<", ":", "{")  # what such lines begin with
NAME = lazy(r"</?([a-zA-Z][a-zA-Z0-9]*)")
SAME_PARAGRAPH = r"\n(?!\s*\n)"
INSIDE_TAG = rf"(?:[^<>\"']++|\"(?:[^\"\n]++|{SAME_PARAGRAPH})*+\"|'(?:[^'\n]++|{SAME_PARAGRAPH})*+')*+"
"""Attributes with their values; what is quoted holds no empty line, so that a quote that is never closed ends there."""
ONLY_TAGS = lazy(
    rf"(?:<(?:/?[a-zA-Z][a-zA-Z0-9]*+(?:\s{INSIDE_TAG})?/?|![dD][^<>]*+|!--.*?--)>\s*+)++",
    re.DOTALL,
)
FENCED_DIV = lazy(rf":{{3,}}\s*+(?:[^\s{{}}:]\S*+\s*+)?(?:\{{\s*+(?:{ATTRIBUTE}\s*+)*+\}})?\s*+:*+")


def holds_no_text(text: str) -> bool:
    """Whether a text is nothing but tags, the fence of a div, or attributes of the block above it."""
    if text[0] in ":{":
        return (FENCED_DIV if text[0] == ":" else ATTRIBUTES).fullmatch(text) is not None
    return ONLY_TAGS.fullmatch(text) is not None and all(name.lower() in TAGS for name in NAME.findall(text))
