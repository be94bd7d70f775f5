"""An article as a small HTML page that runs nothing and loads nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from html import escape

from presscut.archive.markdown import TOP_HEADING, licence_line
from presscut.archive.words import Body, Run, encodable, groups, safe_url
from presscut.cleaner.model import Article, Paragraph

CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
# Languages whose usual script is written from right to left (Unicode CLDR, characterOrder).
RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'"


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
    return "<ul>\n" + "\n".join(f"<li>{_flow(body, p)}</li>" for p in run) + "\n</ul>"


def _quotes(body: Body, run: tuple[Paragraph, ...]) -> str:
    return f"<blockquote>\n{_paragraphs(body, run)}\n</blockquote>"


def _lines(body: Body, run: tuple[Paragraph, ...]) -> str:
    return "<pre>" + "\n".join(_flow(body, p) for p in run) + "</pre>"


BLOCKS: Mapping[str, Callable[[Body, tuple[Paragraph, ...]], str]] = {
    "heading": _headings,
    "item": _items,
    "quote": _quotes,
    "code": _lines,
    "row": _lines,
}


def _root(language: str | None) -> str:
    if language is None:
        return '<html dir="auto">'
    right = language.partition("-")[0].lower() in RIGHT_TO_LEFT
    return f'<html lang="{_safe(language)}" dir="{"rtl" if right else "ltr"}">'


def _head(article: Article) -> Iterator[str]:
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    yield f"<title>{_safe(article.title or article.site or 'Article')}</title>"
    for author in article.authors:
        yield f'<meta name="author" content="{_safe(author)}">'


def _byline(article: Article) -> Iterator[str]:
    known = (", ".join(article.authors), article.published, article.site)
    if any(known):
        yield "<p>" + " · ".join(_safe(part) for part in known if part) + "</p>"


def _footer(article: Article) -> Iterator[str]:
    url = safe_url(article.canonical_url or article.url or "")
    licence = licence_line(article.license)
    if url:
        yield f'<p><a href="{_safe(url)}" rel="noreferrer">{_safe(url)}</a></p>'
    if licence:
        yield f"<p>{_safe(licence)}</p>"


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
        "<article>",
        *_article(article),
        "</article>",
        "</body>",
        "</html>",
    )
    return "\n".join(parts) + "\n"
