"""Regular expressions that are compiled when they are first used.

Compiling is slow in Python, a third of a millisecond and more for a long one, and a plain page meets few of
the hundred and fifty patterns there are. Compiling all of them would take longer than cleaning the page.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast


class _Waiting:
    """Stands for a pattern; whatever of the pattern is asked for stays at hand as an attribute."""

    def __init__(self, pattern: Any, flags: int) -> None:
        self._waiting = pattern, flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        pattern, flags = self._waiting
        value = pattern if name == "pattern" else getattr(re.compile(pattern, flags), name)
        setattr(self, name, value)
        return value


def lazy(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """The pattern, to be used like one that `re.compile` made. A mistake in it shows at its first use."""
    return cast("re.Pattern[AnyStr]", _Waiting(pattern, flags))
