"""From a scraped page to a clean article, with an account of all that was taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from presscut.archive.store import Archive
    from presscut.cleaner.model import Article, Page
    from presscut.errors import (
        ConfigError,
        Damaged,
        Locked,
        NoArchive,
        NoArticle,
        PresscutError,
        Problem,
        Stopped,
        UsageError,
    )
    from presscut.many import clean_many
    from presscut.one import clean, source_text
    from presscut.rendering import as_html, as_json, as_markdown, as_row, from_row

__version__ = "0.1.0"

__all__ = [
    "Archive",
    "Article",
    "ConfigError",
    "Damaged",
    "Locked",
    "NoArchive",
    "NoArticle",
    "Page",
    "PresscutError",
    "Problem",
    "Stopped",
    "UsageError",
    "as_html",
    "as_json",
    "as_markdown",
    "as_row",
    "clean",
    "clean_many",
    "from_row",
    "source_text",
]

# Where each public name lives. They are imported on first use (PEP 562), so that a program that wants
# one of them does not wait for the libraries of the others.
_HOMES = {
    "Archive": "presscut.archive.store",
    "Article": "presscut.cleaner.model",
    "ConfigError": "presscut.errors",
    "Damaged": "presscut.errors",
    "Locked": "presscut.errors",
    "NoArchive": "presscut.errors",
    "NoArticle": "presscut.errors",
    "Page": "presscut.cleaner.model",
    "PresscutError": "presscut.errors",
    "Problem": "presscut.errors",
    "Stopped": "presscut.errors",
    "UsageError": "presscut.errors",
    "as_html": "presscut.rendering",
    "as_json": "presscut.rendering",
    "as_markdown": "presscut.rendering",
    "as_row": "presscut.rendering",
    "clean": "presscut.one",
    "clean_many": "presscut.many",
    "from_row": "presscut.rendering",
    "source_text": "presscut.one",
}


if not TYPE_CHECKING:  # so that a misspelt name stays an error for type checkers

    def __getattr__(name: str) -> object:
        """Import a public name on first use."""
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        import importlib

        return getattr(importlib.import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    """The public names, imported or not."""
    return sorted([*globals(), *__all__])
