"""Data in one list whose values are numbers of others in it, as devalue writes it (Nuxt, SvelteKit, Astro).

``[{"title": 1, "body": 2}, "The ferry", "<p>…</p>"]``: objects and lists hold places in the list, below 0 for what
JSON cannot say; ``["Date", "2031-05-04…"]`` and ``["Reactive", 3]`` stand for what their first word says.
"""

from __future__ import annotations

from typing import Any

DEEPEST = 100  # values inside each other
SHORTEST = 3  # values of a list that is looked at
LITERAL = frozenset({"Date", "BigInt", "RegExp", "URL"})
"""Words before a value that is written out; behind any other stand numbers."""


def unpacked(value: Any) -> Any:
    """The value that a packed list stands for; any other value as it is."""
    return _Packed(value).value(0) if isinstance(value, list) and _is_packed(value) else value


def _is_packed(values: list[Any]) -> bool:
    """Whether a list begins with an object, and all objects in it hold nothing but places of the list."""
    if len(values) < SHORTEST or not isinstance(values[0], (dict, list)):
        return False
    held = [inner for value in values if isinstance(value, dict) for inner in value.values()]
    return bool(held) and all(type(inner) is int and inner < len(values) for inner in held)


class _Packed:
    """Puts values together, each once; a value inside itself is null there."""

    def __init__(self, values: list[Any]) -> None:
        self.values = values
        self.known: dict[int, Any] = {}

    def value(self, place: Any, depth: int = 0) -> Any:
        if type(place) is not int or not 0 <= place < len(self.values) or depth > DEEPEST:
            return None
        if place not in self.known:
            self.known[place] = None
            self.known[place] = self._read(self.values[place], depth + 1)
        return self.known[place]

    def _read(self, packed: Any, depth: int) -> Any:
        if isinstance(packed, dict):
            return {key: self.value(place, depth) for key, place in packed.items()}
        if not isinstance(packed, list):
            return packed
        if packed and isinstance(packed[0], str):
            found = packed[1:] if packed[0] in LITERAL else [self.value(place, depth) for place in packed[1:]]
            return found[0] if len(found) == 1 else found
        return [self.value(place, depth) for place in packed]
