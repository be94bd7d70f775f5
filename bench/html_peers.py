"""Other extractors of HTML as they are used: the rows that presscut is set beside in bench/html.py.

Each with the settings its documentation recommends for articles, without readers' comments, and given what it
takes: bytes where it finds the encoding itself, else the text that Resiliparse or readability decodes. What gives
fields as well gives them in the same run.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from typing import Any, NamedTuple

from peers import stop_words

BLOCKS = frozenset("p div li h1 h2 h3 h4 h5 h6 blockquote pre tr td th dt dd br section article figcaption".split())


@dataclass(frozen=True, slots=True)
class Extract:
    """What an extractor found; null is a field that it has none for, or never looks for."""

    text: str
    title: str | None = None
    authors: str | tuple[str, ...] | None = None
    published: str | None = None


NOTHING = Extract("")


class Peer(NamedTuple):
    """An extractor: the package and the module that must be there, how it is called, the fields that it looks for."""

    package: str
    module: str
    extract: Callable[[bytes, Mapping[str, Any]], Extract]
    fields: tuple[str, ...] = ()

    @property
    def there(self) -> bool:
        """Whether it is installed."""
        return find_spec(self.module) is not None


def trafilatura(page: bytes, meta: Mapping[str, Any], *, with_metadata: bool = True, **settings: bool) -> Extract:
    """trafilatura, with its metadata or without; `settings` are its modes."""
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    found = bare_extraction(page, url=meta["url"], with_metadata=with_metadata, include_comments=False, **settings)  # type: ignore[arg-type]
    return Extract(found.text or "", found.title, found.author, found.date) if isinstance(found, Document) else NOTHING


def readability(page: bytes, meta: Mapping[str, Any]) -> Extract:
    """readability-lxml: its summary as text, its short title."""
    from lxml.html import HtmlElement, fromstring
    from readability import Document

    document = Document(page, url=meta["url"])
    tree = fromstring(document.summary(html_partial=True))
    assert isinstance(tree, HtmlElement)
    for element in tree.iter():
        if element.tag in BLOCKS:
            element.tail = f"\n{element.tail or ''}"
    return Extract(str(tree.text_content()), document.short_title())


def resiliparse(page: bytes, _meta: Mapping[str, Any]) -> Extract:
    """Resiliparse's plain text of the main content."""
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import bytes_to_str, detect_encoding

    text = bytes_to_str(page, detect_encoding(page, from_html_meta=True) or "utf-8")
    return Extract(extract_plain_text(text, main_content=True, alt_texts=False, comments=False))


def newspaper(page: bytes, meta: Mapping[str, Any]) -> Extract:
    """newspaper4k on a page that is there already: it opens no address."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it misses the package of a feature that is not asked for
        from newspaper import Article

    article = Article(meta["url"] or "https://page.example/", fetch_images=False)
    article.download(input_html=page, ignore_read_more=True)
    article.parse()
    date = article.publish_date
    return Extract(article.text, article.title, tuple(article.authors), str(date) if date else None)


def justext(page: bytes, meta: Mapping[str, Any]) -> Extract:
    """jusText's good paragraphs, with the stop words of the page's language; without any where it has no list."""
    from justext import justext as judged

    words = stop_words(meta["language"])
    shares = {} if words else {"stopwords_low": 0, "stopwords_high": 0}
    return Extract("\n\n".join(p.text for p in judged(page, words, **shares) if not p.is_boilerplate))


ALL = ("title", "authors", "date")
TRAFILATURA = partial(Peer, "trafilatura", "trafilatura")
PEERS: Mapping[str, Peer] = {
    "trafilatura": TRAFILATURA(trafilatura, ALL),
    "trafilatura without metadata": TRAFILATURA(partial(trafilatura, with_metadata=False)),
    "trafilatura fast": TRAFILATURA(partial(trafilatura, fast=True), ALL),
    "trafilatura precision": TRAFILATURA(partial(trafilatura, favor_precision=True), ALL),
    "trafilatura recall": TRAFILATURA(partial(trafilatura, favor_recall=True), ALL),
    "readability-lxml": Peer("readability-lxml", "readability", readability, ("title",)),
    "resiliparse": Peer("Resiliparse", "resiliparse", resiliparse),
    "newspaper4k": Peer("newspaper4k", "newspaper", newspaper, ALL),
    "jusText": Peer("jusText", "justext", justext),
}


def forget() -> None:
    """Empty what trafilatura remembers of earlier pages: each of its rows finds the page as new."""
    from trafilatura.meta import reset_caches

    reset_caches()
