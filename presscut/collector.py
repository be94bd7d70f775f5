"""How often Python looks for garbage."""

from __future__ import annotations

import gc

# Made before garbage is looked for: a page makes thousands and hardly a cycle. With a fifth of it a command takes 4 ms
# more to start, with more than it memory grows.
OBJECTS = 100_000


def look_seldom() -> None:
    """For processes of our own, not for a program that uses presscut: it changes the whole process."""
    gc.set_threshold(OBJECTS, *gc.get_threshold()[1:])


def look_no_more() -> None:
    """At the end of such a process: the system takes back what is left, and nothing is gained by looking through it."""
    gc.freeze()
