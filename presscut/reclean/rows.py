"""What would change in an article, for programs: one JSON object."""

from __future__ import annotations

import math
from typing import Any

from presscut.cleaner.model import Article
from presscut.reclean.changes import Changes, Edited, Passage
from presscut.reclean.pieces import Reason


def changes_row(article: Article, changes: Changes, status: str) -> dict[str, Any]:
    """The changes as lists and dictionaries, always with the same keys."""
    return {
        "id": article.id,
        "url": article.url,
        "title": article.title,
        "status": status,
        "words_before": changes.words_before,
        "words_after": changes.words_after,
        "words_lost": changes.words_lost,
        "words_won": changes.words_won,
        "kept": changes.kept,
        "lost": [_passage(passage) for passage in changes.lost],
        "won": [_passage(passage) for passage in changes.won],
        "fields": [change._asdict() for change in changes.fields],
        "edited": [_edited(edited) for edited in changes.edited],
        "account": list(changes.account),
    }


def _passage(passage: Passage) -> dict[str, Any]:
    return {"text": passage.text, "words": math.floor(passage.words + 0.5), "reasons": _reasons(passage.reasons)}


def _edited(edited: Edited) -> dict[str, Any]:
    return {
        "before": edited.before,
        "after": edited.after,
        "was": _reasons(edited.was),
        "now": _reasons(edited.now),
    }


def _reasons(reasons: tuple[Reason, ...]) -> list[dict[str, Any]]:
    return [reason._asdict() for reason in reasons]
