"""How often Python looks for garbage."""

from __future__ import annotations

import gc

OBJECTS = 20_000  # made before garbage is looked for: a page makes thousands and hardly a cycle


def look_seldom() -> None:
    """For processes of our own, not for a program that uses presscut: it changes the whole process."""
    gc.set_threshold(OBJECTS, *gc.get_threshold()[1:])
