from collections.abc import Sequence
from typing import Any

class Trees:
    def __new__(cls, families: Sequence[int], trees: Sequence[Sequence[Any] | int]) -> Trees: ...
    @property
    def mean(self) -> int: ...
    def opinions(
        self, columns: Sequence[Sequence[float]], count: int, base: int, most: int, /
    ) -> list[tuple[int, tuple[tuple[int, int], ...]]]: ...
