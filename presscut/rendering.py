"""An article as what the command writes: a row, JSON, Markdown, HTML. The body alone is `Article.text`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from presscut.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from presscut.cleaner.model import Article


def as_row(article: Article) -> dict[str, Any]:
    """The article row as plain dictionaries, lists and scalars, see docs/article-row.md."""
    from presscut.archive.formats.rows import article_row

    return article_row(article)


def as_json(article: Article) -> str:
    """The article row as one line of JSON, without the line's end."""
    from presscut.archive.formats.rows import row_json

    return row_json(article)


def as_markdown(article: Article) -> str:
    """The article as Markdown: a front matter of its fields, the title, the body with its links."""
    from presscut.archive.formats import FORMATS

    return FORMATS["markdown"](article)


def as_html(article: Article) -> str:
    """The article as a small HTML page."""
    from presscut.archive.formats import FORMATS

    return FORMATS["html"](article)


def from_row(row: Mapping[str, Any]) -> Article:
    """The article of a row, as `as_row` or a line of JSON Lines gives it.

    Raises:
        UsageError: the row is of another schema, or a key is missing.
    """
    from presscut.archive.formats.rows import article_from_row

    try:
        return article_from_row(row)
    except ValueError as error:
        raise UsageError(str(error)) from None
