"""An article as a small HTML page that runs nothing and loads nothing."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from html import escape

from presscut.archive.formats.grouping import cells_of, groups, nested, number_of
from presscut.archive.formats.markdown import TOP_HEADING, licence_line
from presscut.archive.formats.words import Body, Run, encodable, safe_url
from presscut.cleaner.model import Article, Paragraph

CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
# Languages whose usual script is written from right to left (Unicode CLDR, characterOrder).
RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
STYLE = (
    "article{max-width:40em;margin:2em auto;padding:0 1em;font:1.1em/1.55 Georgia,serif;overflow-wrap:break-word}"
    "h1,h2,h3,h4{line-height:1.25}pre{overflow-x:auto}.meta{color:#666;font-size:.9em}"
    "table{border-collapse:collapse;display:block;overflow-x:auto}td{border:1px solid #8886;padding:.2em .5em}"
    "@media(prefers-color-scheme:dark){body{background:#111;color:#ddd}a{color:#8ab4f8}.meta{color:#999}}"
)
STYLE_DIGEST = b64encode(sha256(STYLE.encode()).digest()).decode()  # the one style the policy lets through
POLICY = f"default-src 'none'; style-src 'sha256-{STYLE_DIGEST}'; base-uri 'none'; form-action 'none'"


def _safe(text: str) -> str:
    return escape(CONTROLS.sub("\N{REPLACEMENT CHARACTER}", encodable(text)))


def _inline(run: Run) -> str:
    if run.url:
        return f'<a href="{_safe(run.url)}" rel="noreferrer">{_safe(run.text)}</a>'
    return _safe(run.text)


def _flow(body: Body, paragraph: Paragraph) -> str:
    return "".join(map(_inline, body.runs(paragraph.start, paragraph.end)))


def _paragraphs(body: Body, run: tuple[Paragraph, ...]) -> str:
    return "\n".join("<p>{}</p>".format(_flow(body, p).replace("\n", "<br>\n")) for p in run)


def _headings(body: Body, run: tuple[Paragraph, ...]) -> str:
    ranks = (max(p.level, TOP_HEADING) for p in run)
    return "\n".join(f"<h{rank}>{_flow(body, p)}</h{rank}>" for rank, p in zip(ranks, run, strict=True))


def _items(body: Body, run: tuple[Paragraph, ...]) -> str:
    """A list in which deeper items stand in lists of their own; numbered ones keep their numbers."""
    parts: list[str] = []
    opened: list[str] = []
    for depth, item in nested(run):
        number = number_of(body, item)
        tag = "ol" if number else "ul"
        parts += _ends(opened, depth)
        if len(opened) == depth:
            parts += ["</li>"] if opened[-1] == tag else _ends(opened, depth - 1)
        if len(opened) < depth:
            opened.append(tag)
            parts.append(f"\n<{tag}>")
        first = item.start + len(number[0]) if number else item.start
        parts.append(f'\n<li value="{number[1]}">' if number else "\n<li>")
        parts.append(_flow(body, item._replace(start=first)))
    return "".join((*parts, *_ends(opened, 0)))[1:]


def _ends(opened: list[str], depth: int) -> list[str]:
    """The ends of the lists that are deeper."""
    return [f"</li>\n</{opened.pop()}>" for _ in range(depth, len(opened))]


def _rows(body: Body, run: tuple[Paragraph, ...]) -> str:
    """A table, or lines where the rows make none."""
    cells = cells_of([_flow(body, row) for row in run])
    if cells is None:
        return _lines(body, run)
    rows = [f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in cells]
    return "\n".join(("<table>", *rows, "</table>"))


def _quotes(body: Body, run: tuple[Paragraph, ...]) -> str:
    return f"<blockquote>\n{_paragraphs(body, run)}\n</blockquote>"


def _lines(body: Body, run: tuple[Paragraph, ...]) -> str:
    return "<pre>" + "\n".join(_flow(body, p) for p in run) + "</pre>"


BLOCKS: Mapping[str, Callable[[Body, tuple[Paragraph, ...]], str]] = {
    "heading": _headings,
    "item": _items,
    "quote": _quotes,
    "code": _lines,
    "row": _rows,
}


def reads_right_to_left(language: str | None) -> bool:
    """Whether a language is usually written from right to left."""
    return (language or "").partition("-")[0].lower() in RIGHT_TO_LEFT


def _root(language: str | None) -> str:
    if language is None:
        return '<html dir="auto">'
    return f'<html lang="{_safe(language)}" dir="{"rtl" if reads_right_to_left(language) else "ltr"}">'


def _head(article: Article) -> Iterator[str]:
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{_safe(article.title or article.site or 'Article')}</title>"
    yield f"<style>{STYLE}</style>"
    for author in article.authors:
        yield f'<meta name="author" content="{_safe(author)}">'


def _byline(article: Article) -> Iterator[str]:
    known = [f"<bdi>{_safe(part)}</bdi>" for part in (", ".join(article.authors), article.site) if part]
    if article.published:
        known.insert(bool(article.authors), _time(article.published))
    if known:
        yield f'<p class="meta">{" · ".join(known)}</p>'


def _time(date: str) -> str:
    """The date as it stands in the row; without its own direction a right-to-left page would turn it round."""
    return f'<time datetime="{_safe(date)}" dir="ltr">{_safe(date)}</time>'


def _footer(article: Article) -> Iterator[str]:
    url = safe_url(article.canonical_url or article.url or "")
    licence = licence_line(article.license)
    if url:
        yield f'<p class="meta"><a href="{_safe(url)}" rel="noreferrer" dir="ltr">{_safe(url)}</a></p>'
    if licence:
        yield f'<p class="meta">{_safe(licence)}</p>'


def article_part(article: Article) -> str:
    """The article as a part of a page: title, byline, body and where it is from, everything escaped."""
    return "\n".join(("<article>", *_article(article), "</article>"))


def _article(article: Article) -> Iterator[str]:
    body = Body.of(article)
    if article.title:
        yield f"<h1>{_safe(article.title)}</h1>"
    yield from _byline(article)
    for kind, run in groups(article):
        yield BLOCKS.get(kind, _paragraphs)(body, run)
    yield from _footer(article)


def webpage(article: Article) -> str:
    """The article as one page: everything escaped, links only to http, https and mailto."""
    parts = (
        "<!doctype html>",
        _root(article.language),
        "<head>",
        *_head(article),
        "</head>",
        "<body>",
        article_part(article),
        "</body>",
        "</html>",
    )
    return "\n".join(parts) + "\n"
