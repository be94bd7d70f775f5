"""What the data of a page says of its article, in the words of https://schema.org that linked data would have used.

Frameworks name their keys as they like, but a person that names a key for the day of publication puts one of a few
words in it, and so for authors and tags. Only the keys of the very object that holds title and text count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

WORD = re.compile(r"[A-Z]?[a-z]+")
DAYS = (("publish", "published", "publication", "pubdate"), ("posted", "created", "date"))
"""Words of the keys of the day of publication, the surer first."""
CHANGED = ("modified", "updated", "edited")
PROPERTIES: Mapping[str, frozenset[str]] = {
    "author": frozenset({"author", "authors", "byline", "bylines", "writer", "writers", "creator"}),
    "keywords": frozenset({"tags", "keywords", "topics"}),
}
NAMES = ("name", "displayName", "fullName", "title", "label")
"""Keys under which an author or a tag has its name."""
MOST = 50  # authors or tags


def linked_data(about: Mapping[str, Any]) -> Mapping[str, Any]:
    """An article of linked data, with what is found of its days, authors and tags."""
    found: dict[str, Any] = {
        "@type": "Article",
        "datePublished": _day(about, DAYS[0]) or _day(about, DAYS[1]),
        "dateModified": _day(about, CHANGED),
    }
    for key, value in about.items():
        for name, keys in PROPERTIES.items():
            if key.lower() in keys:
                found[name] = found.get(name) or list(_names(value))
    return {name: value for name, value in found.items() if value}


def _day(about: Mapping[str, Any], words: tuple[str, ...]) -> Any:
    """The first value whose key has one of these words and no word of a change, if another one is asked for."""
    for key, value in about.items():
        said = {word.lower() for word in WORD.findall(key)}
        asked = said.intersection(words) and (words is CHANGED or said.isdisjoint(CHANGED))
        if asked and isinstance(value, (str, int)) and not isinstance(value, bool):
            return value
    return None


def _names(value: Any) -> Iterator[str]:
    """The names in a value: a string, an object with a name, a list of either."""
    for entry in (value if isinstance(value, list) else [value])[:MOST]:
        if isinstance(entry, dict):
            yield from [entry[key] for key in NAMES if isinstance(entry.get(key), str)][:1]
        elif isinstance(entry, str):
            yield entry
