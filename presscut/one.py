"""One page in memory, cleaned."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Literal

from presscut.errors import NoArticle, Problem, UsageError
from presscut.input_names import ADDRESS
from presscut.options import Options, checked_engine, checked_kinds, checked_level, suggestion

if TYPE_CHECKING:
    from collections.abc import Iterable

    from presscut.cleaner.model import Article, MediaType, Page
    from presscut.cleaner.rulebook import PackSource

Content = str | bytes | bytearray | memoryview
Asked = Literal["auto", "html", "markdown", "text"]
KNOWN: tuple[MediaType, ...] = ("html", "markdown", "text")


def clean(
    content: Content | Page,
    *,
    url: str | None = None,
    media_type: Asked | str = "auto",
    encoding: str | None = None,
    level: str = "normal",
    keep: str | Iterable[str] = (),
    engine: str = "auto",
    rules: str | os.PathLike[str] | Iterable[str | os.PathLike[str]] = (),
    disable: str | Iterable[str] = (),
) -> Article:
    """Clean one page.

    Args:
        content: the page; bytes are decoded as their own marks say. A `Page` brings its own url and media type.
        url: where the page came from.
        media_type: ``html``, ``markdown`` or ``text``, or the MIME type of one; ``auto`` finds out from the content.
        encoding: what bytes are in (``"windows-1250"``), if they should not say it themselves.
        level: ``gentle`` keeps more, ``strict`` cuts more.
        keep: kinds that are never cut, such as ``"copyright"``.
        engine: who finds the body of an HTML page: ``auto``, ``own`` or ``trafilatura``.
        rules: files or folders of rule packs on top of the built-in ones.
        disable: ids of rules to leave out.

    Of `keep`, `rules` and `disable` one alone needs no list around it.

    Returns:
        The article. A page that is readable but holds no article gives one with an empty text and
        the flag ``no-article``.

    Raises:
        NoArticle: the content is empty, or binary.
        UsageError: a word of the call is not known, the url is no address. ConfigError: a rule pack is not valid.
        TypeError: the content is neither str, bytes nor a page, the url no str.
    """
    from presscut.pipeline import Cleaner

    options = options_of(level=level, keep=keep, engine=engine, rules=rules, disable=disable)
    page = _page(content, url, media_type, encoding)
    article = Cleaner(options).clean(page)
    if isinstance(article, Problem):
        raise NoArticle(article.message)
    return article


def _page(content: Content | Page, url: str | None, media_type: str, encoding: str | None) -> Page:
    from presscut.cleaner.model import Page

    if isinstance(content, Page):
        if url is not None or media_type != "auto" or encoding is not None:
            raise UsageError("a Page has its own url, media type and encoding; say them there")
        return content
    page = page_of(content, url=url, media_type=media_type, encoding=encoding)
    if page.url is not None and not ADDRESS.fullmatch(page.url):
        raise UsageError(f"url: {url!r} is no address; one looks like https://courier.example/ferry")
    return page


def source_text(content: Content | Page, media_type: Asked | str = "auto", *, encoding: str | None = None) -> str:
    """The text that every `src_start` and `src_end` of an article points into.

    For HTML it is the page's linear text, else the decoded page, with columns that stood side by side in reading order.
    Raises NoArticle when the content is empty or binary.
    """
    from presscut.cleaner.segment import segment

    draft = segment(_page(content, None, media_type, encoding))
    if isinstance(draft, Problem):
        raise NoArticle(draft.message)
    return draft.source


def options_of(
    *,
    level: str = "normal",
    keep: str | Iterable[str] = (),
    engine: str = "auto",
    rules: str | os.PathLike[str] | Iterable[str | os.PathLike[str]] = (),
    disable: str | Iterable[str] = (),
) -> Options:
    """The options of a call, checked, with the rule packs read. Raises UsageError, ConfigError."""
    return Options(
        level=checked_level(level),
        keep=checked_kinds([keep] if isinstance(keep, str) else keep),
        engine=checked_engine(engine),
        packs=_packs((rules,) if isinstance(rules, (str, os.PathLike)) else tuple(rules)),
        disable=(disable,) if isinstance(disable, str) else tuple(disable),
    )


def page_of(
    content: Content,
    *,
    url: str | None = None,
    media_type: str | None = "auto",
    fetched: str | None = None,
    origin: str = "-",
    encoding: str | None = None,
) -> Page:
    """The content as a page. A str travels as UTF-8; half of a surrogate pair, in the url too, becomes U+FFFD.

    Raises UsageError when the media type or the encoding is not known, TypeError for a content or url that can be none.
    """
    from presscut.cleaner.model import FROM_TEXT, Page

    if isinstance(content, (bytearray, memoryview)):
        content = bytes(content)
    if not isinstance(content, (str, bytes)):
        raise TypeError(f"a page is str or bytes, not {type(content).__name__}; read the file first")
    if not isinstance(url, (str, type(None))):
        raise TypeError(f"the url of a page is str, not {type(url).__name__}")
    url = url and _encoded(url).decode()
    encoding = checked_encoding(encoding)
    if isinstance(content, bytes):
        return Page(content, url=url, media_type=asked(media_type), fetched=fetched, origin=origin, encoding=encoding)
    return Page(
        _encoded(content),
        url=url,
        media_type=asked(media_type),
        content_type=FROM_TEXT,  # of no type: only the encoding is known
        fetched=fetched,
        origin=origin,
    )


def asked(word: str | None) -> MediaType | None:
    for known in KNOWN:
        if word == known:
            return known
    if word in ("auto", None):
        return None
    if "/" in str(word):
        return _of_mime(str(word))
    raise UsageError(f"{word!r} is not a media type; known: auto, {', '.join(KNOWN)}")


def checked_encoding(word: object) -> str | None:
    """The word as an encoding of the web. Raises UsageError when it is none."""
    if word is None:
        return None
    from presscut.cleaner.encodings import LABELS, codec_of

    if isinstance(word, str) and codec_of(word):
        return word
    near = suggestion(word.lower(), LABELS) if isinstance(word, str) else ""
    raise UsageError(f"{word!r} is not an encoding{near}; known are those of the web")


def _of_mime(word: str) -> MediaType | None:
    from presscut.archive.inputs.records import media_type_of

    try:
        return media_type_of(word)
    except ValueError as error:
        raise UsageError(str(error)) from None


def _encoded(text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode()


def _packs(paths: tuple[str | os.PathLike[str], ...]) -> tuple[PackSource, ...]:
    if not paths:
        return ()
    from presscut.packs import read_packs

    return read_packs(paths)
