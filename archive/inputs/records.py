"""Where the parts of a page stand in a record, and the words by which a record says what it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from math import isnan
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
WITHIN = "."  # stands between a key and one of the record below it: page.body
NOTHING = ("NaTType", "NAType")  # of pandas, for what is missing


class Fields(NamedTuple):
    """The key of a record for each part of a page, or the way to it through records within records."""

    html: str = "html"
    text: str = "text"
    url: str = "url"
    media_type: str = "media_type"
    fetched: str = "fetched"


PLAIN = Fields()


def value_at(record: Mapping[str, Any], name: str) -> Any:
    """What a record has at a key, or else on a way through records within it; null when there is nothing."""
    if name in record:
        return None if _is_nothing(record[name]) else record[name]
    key, _, rest = name.partition(WITHIN)
    within = record.get(key) if rest else None
    return value_at(within, rest) if isinstance(within, Mapping) else None


def _is_nothing(value: object) -> bool:
    """Whether a value says that there is none: data frames, and JSON that Python writes of them, have NaN for it."""
    return (isinstance(value, float) and isnan(value)) or type(value).__name__ in NOTHING


def content_key(record: Mapping[str, Any], fields: Fields = PLAIN) -> Literal["html", "text"]:
    """Where the page of a record stands: in its HTML, or in its text when the HTML is no string or holds no words."""
    html = value_at(record, fields.html)
    filled = isinstance(html, (str, bytes)) and html and not html.isspace()
    return "html" if filled or value_at(record, fields.text) is None else "text"


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
    """The keys of a record, and of those within it, whose values are text, as a message names them."""
    names = [*islice(_text_keys(record), MOST_NAMED + 1)]
    return ", ".join(names[:MOST_NAMED] + ["more"] * (len(names) > MOST_NAMED))


def _text_keys(record: Mapping[str, Any]) -> Iterator[str]:
    for key, value in record.items():
        if isinstance(value, Mapping):
            yield from (f"{key}{WITHIN}{name}" for name in _text_keys(value))
        elif isinstance(value, (str, bytes)) and value:
            yield str(key)
