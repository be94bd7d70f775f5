"""Meta tags and links of a page's head, by name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from presscut.cleaner.metadata.head_jsonld import plain
from presscut.cleaner.patterns import lazy
from presscut.cleaner.segment.html_pieces import Clue

WORD = lazy(r"[a-z]+")
LONGEST = 5_000  # characters of one value


class Metas:
    """What `meta` and `link` elements say. Names are compared without case; the first value counts."""

    def __init__(self, clues: Iterable[Clue]) -> None:
        self._metas: dict[str, list[str]] = {}
        self._links: dict[str, list[str]] = {}
        for clue in clues:
            self._note(clue)

    def _note(self, clue: Clue) -> None:
        get = clue.attributes.get
        if clue.tag == "link":
            for rel in (get("rel") or "").lower().split():
                self._links.setdefault(rel, []).append((get("href") or "").strip())
            return
        value = plain((get("content") or "")[:LONGEST])
        for name in (get("property"), get("name"), get("itemprop"), get("http-equiv")):
            if name and value:
                self._metas.setdefault(name.strip().lower(), []).append(value)

    def first(self, names: Sequence[str]) -> str | None:
        """The value of the first of these names that has one."""
        return next((self._metas[name][0] for name in names if name in self._metas), None)

    def all(self, names: Sequence[str]) -> list[str]:
        """The values of the first of these names that has any."""
        return next((self._metas[name] for name in names if name in self._metas), [])

    def each(self, names: Sequence[str]) -> list[str]:
        """The first values of all of these names."""
        return [self._metas[name][0] for name in names if name in self._metas]

    def like(self, words: frozenset[str]) -> list[str]:
        """The first values of the names that have one of these words: ``"w-published-date"`` for ``published``."""
        return [values[0] for name, values in self._metas.items() if not words.isdisjoint(WORD.findall(name))]

    def link(self, rel: str) -> str | None:
        """The address of the first link with that relation."""
        return next((href for href in self._links.get(rel, ()) if href), None)
