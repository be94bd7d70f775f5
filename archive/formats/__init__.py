"""The output formats of one article, by name. A new format is one function and one line here.

What a format needs is imported when it is asked for: plain text, the usual one, needs next to nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from presscut.archive.formats.words import encodable
from presscut.cleaner.model import Article

# What a page's text could do to a terminal: C0 controls but tab and line end, DEL, C1 (CSI is
# U+009B), the line separators, and the two overrides of writing direction, which show other text
# than is there. Isolates and marks of direction are part of Arabic and Hebrew text and stay.
TERMINAL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202d\u202e]")


def printable(text: str) -> str:
    """A text that is safe to show on a terminal: control characters are spelt out, as ``\\x1b``."""
    return TERMINAL.sub(lambda m: f"\\x{ord(m[0]):02x}" if ord(m[0]) < 256 else f"\\u{ord(m[0]):04x}", encodable(text))


def text(article: Article) -> str:
    """The body alone, with a line end."""
    return encodable(article.text) + "\n" if article.text else ""


def markdown(article: Article) -> str:
    """Markdown with a front matter of the fields."""
    from presscut.archive.formats.markdown import markdown

    return markdown(article)


def webpage(article: Article) -> str:
    """An HTML page."""
    from presscut.archive.formats.webpage import webpage

    return webpage(article)


def pretty(article: Article) -> str:
    """The row as indented JSON."""
    import json

    from presscut.archive.formats.rows import AWKWARD, article_row

    rows = json.dumps(article_row(article), ensure_ascii=False, allow_nan=False, indent=2)
    return AWKWARD.sub(lambda m: f"\\u{ord(m[0]):04x}", rows) + "\n"


def line(article: Article) -> str:
    """The row as one line of JSON."""
    from presscut.archive.formats.rows import row_json

    return row_json(article) + "\n"


FORMATS: Mapping[str, Callable[[Article], str]] = {
    "text": text,
    "markdown": markdown,
    "json": pretty,
    "jsonl": line,
    "html": webpage,
}
SUFFIXES: Mapping[str, str] = {
    "text": ".txt",
    "markdown": ".md",
    "json": ".json",
    "jsonl": ".jsonl",
    "html": ".html",
}
