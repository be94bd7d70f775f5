"""Where the parts of a page stand in a record, and the words by which a record says what it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple, get_args

from presscut.cleaner.model import MediaType

MEDIA_TYPES: tuple[str, ...] = get_args(MediaType)
# MIME types of pages. text/plain says nothing: Markdown and HTML travel under it as well, and the content tells.
MIME: Mapping[str, MediaType | None] = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/markdown": "markdown",
    "text/x-markdown": "markdown",
    "text/plain": None,
}
MOST_NAMED = 12  # keys of a record that a message names


class Fields(NamedTuple):
    """The key of a record for each part of a page."""

    html: str = "html"
    text: str = "text"
    url: str = "url"
    media_type: str = "media_type"
    fetched: str = "fetched"


PLAIN = Fields()


def content_key(record: Mapping[str, Any], fields: Fields = PLAIN) -> Literal["html", "text"]:
    """Where the page of a record stands: in its HTML, or in its text when the HTML is no string or holds no words."""
    html = record.get(fields.html)
    filled = isinstance(html, (str, bytes)) and html and not html.isspace()
    return "html" if filled or record.get(fields.text) is None else "text"


def media_type_of(word: object) -> MediaType | None:
    """What a record says it is, in our words or as a MIME type; null when that leaves it open.

    Raises:
        ValueError: it is none. The message says what it can be.
    """
    plain = word.partition(";")[0].strip().lower() if isinstance(word, str) else word
    if plain is None or plain == "auto":
        return None
    for known in get_args(MediaType):
        if plain == known:
            return known  # type: ignore[no-any-return] # of a Literal, mypy loses the type
    if plain in MIME:
        return MIME[str(plain)]
    raise ValueError(f"media_type is {word!r}; it can be {', '.join(MEDIA_TYPES)}, or {', '.join(MIME)}")


def named_in(record: Mapping[str, Any]) -> str:
    """The keys of a record whose values are text, as a message names them."""
    names = [str(key) for key, value in record.items() if isinstance(value, (str, bytes)) and value]
    more = [f"{len(names) - MOST_NAMED} more"] if len(names) > MOST_NAMED else []
    return ", ".join(names[:MOST_NAMED] + more)
