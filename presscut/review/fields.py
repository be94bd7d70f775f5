"""The fields of an article, as a list of names and values: the head of the clean text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from presscut.review.escape import text

if TYPE_CHECKING:
    from presscut.cleaner.model import Article

PLAIN = (
    "deck authors contributors author_urls published modified site section language summary dateline copyright "
    "credits author_bio corrections tags image canonical_url"
).split()  # fields of the row that are a text or several; title stands above, captions and license have parts


def fields(article: Article, direction: str) -> str:
    """The fields that hold something. Addresses are text: nothing here can be followed.

    Args:
        direction: the attribute that says which way the page reads.
    """
    rows = "".join(f"<dt>{name}<dd>{text(value)}" for name, value in _values(article))
    return f"<dl class=fields{direction}>{rows}</dl>" if rows else ""


def _values(article: Article) -> Iterator[tuple[str, str]]:
    for name in PLAIN:
        value = getattr(article, name)
        for part in (value,) if isinstance(value, str) else value or ():
            yield name, part
    for caption in article.captions:
        yield "caption", " · ".join(filter(None, (caption.text, caption.credit)))
    if article.license:
        yield "license", " · ".join(filter(None, article.license))
