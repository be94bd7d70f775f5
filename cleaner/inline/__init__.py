"""Repairs inside a block: links written twice, marks, escapes, broken lines. Each one is an `Edit`."""

from presscut.cleaner.inline.edits import apply_edits
from presscut.cleaner.inline.repair import Inline, repair
from presscut.cleaner.inline.urls import clean_url

__all__ = ["Inline", "apply_edits", "clean_url", "repair"]
