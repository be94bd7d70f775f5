"""Page → Draft: decode the bytes and lay them out in blocks, whatever their media type."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from presscut.cleaner.decode import decode_page
from presscut.cleaner.inline.edits import edit_of
from presscut.cleaner.language import detect_language
from presscut.cleaner.mail import Letter, letter_in
from presscut.cleaner.model import Block, Draft, MediaType, Page
from presscut.cleaner.shape import measure
from presscut.cleaner.sniff import sniff
from presscut.errors import Problem

if TYPE_CHECKING:
    from presscut.cleaner.metadata.front_matter import FrontMatter

OPENINGS_OF_MAIL = (
    "From: ", "Subject: ", "Date: ", "To: ", "Return-Path: ", "Received: ", "Delivered-To: ", "Message-ID: ",
    "MIME-Version: ", "Reply-To: ",
)  # fmt: skip
OPENINGS = ("---", "+++", "Title: ", *OPENINGS_OF_MAIL)
"""What a front matter begins with."""
BEFORE_FRONT = 200  # characters, white space among them, in which a front matter begins
LANGUAGE_SAMPLE = 4_000  # characters of block text the language is told from; as good as 20,000 on 1,155 pages


class Layout(NamedTuple):
    """What a segmenter makes of decoded text."""

    source: str
    blocks: tuple[Block, ...]
    head: Mapping[str, str | tuple[str, ...]] = MappingProxyType({})
    language: str | None = None
    problems: tuple[Problem, ...] = ()
    types: tuple[str, ...] = ()
    recipe: tuple[str, ...] = ()


def _text(text: str, _: Page) -> Layout:
    return _with_front(text, markdown=False)


def _markdown(text: str, _: Page) -> Layout:
    return _with_front(text, markdown=True)


def _with_front(text: str, *, markdown: bool) -> Layout:
    """Text with what it says of itself before it begins. In plain text that is the header of mail alone."""
    from presscut.cleaner.segment.columns import in_reading_order
    from presscut.cleaner.segment.markdown import segment_markdown
    from presscut.cleaner.segment.text import segment_text

    segmented = segment_markdown if markdown else segment_text
    text = text if markdown else in_reading_order(text)
    front = _front_matter(text, OPENINGS if markdown else OPENINGS_OF_MAIL)
    if front is None:
        return Layout(text, segmented(text))
    language = front.head.get("language")
    gone = edit_of(front.start, front.end, "", "front-matter")
    said = Block(front.start, front.end, "divider", "", measure(""), edits=(gone,))
    blocks = (said, *segmented(" " * front.end + text[front.end :]))
    return Layout(text, blocks, front.head, language if isinstance(language, str) else None)


def _front_matter(text: str, openings: tuple[str, ...]) -> FrontMatter | None:
    if not text[:BEFORE_FRONT].lstrip("\ufeff \t\r\n").startswith(openings):
        return None  # most pages have none, and need not wait for what reads one
    from presscut.cleaner.metadata.front_matter import front_matter

    return front_matter(text)


def _html(text: str, page: Page) -> Layout:
    from presscut.cleaner.segment.html import segment_html

    found = segment_html(text, url=page.url)
    said = found.markup
    return Layout(found.source, found.blocks, said.head, found.language, found.problems, said.types, said.recipe)


SEGMENTERS: Mapping[MediaType, Callable[[str, Page], Layout]] = {
    "html": _html,
    "markdown": _markdown,
    "text": _text,
}


def segment(page: Page) -> Draft | Problem:
    """The page in blocks. A page that is empty or binary is a Problem."""
    letter = letter_in(page)
    inner = letter.page if letter else page
    found = sniff(inner.content, name=page.origin, content_type=inner.content_type)
    if isinstance(found, Problem):
        return Problem(found.code, page.origin, found.message)
    media_type = inner.media_type or found
    decoded = decode_page(page, media_type)
    addressed = replace(page, url=letter.address) if letter and not page.url else page
    layout = SEGMENTERS[media_type](decoded.text, addressed)
    return Draft(
        page=page,
        media_type=media_type,
        source=layout.source,
        blocks=layout.blocks,
        head={**layout.head, **_said_by(letter)} if letter else layout.head,
        language=layout.language or detect_language(_sample(layout.blocks)) or page.language,
        problems=(*_truncation(page), *decoded.problems, *layout.problems),
        types=layout.types,
        recipe=layout.recipe,
    )


def _said_by(letter: Letter) -> Mapping[str, str | tuple[str, ...]]:
    """What the header of a letter says of the article in it."""
    if letter.address and letter.address.startswith(("http://", "https://")):
        return {"canonical_url": letter.address}
    said = _front_matter(f"{letter.header}\n", OPENINGS_OF_MAIL)
    return said.head if said else {}


def _truncation(page: Page) -> tuple[Problem, ...]:
    """The remark that the page breaks off, for the article's flags."""
    if page.truncated is None:
        return ()
    return (Problem("truncated", page.origin, f"the page breaks off ({page.truncated})"),)


def _sample(blocks: tuple[Block, ...]) -> str:
    """The longest blocks' text, up to a bound: running text tells a language better than labels."""
    chosen: list[str] = []
    room = LANGUAGE_SAMPLE
    for block in sorted(blocks, key=lambda b: -b.shape.chars):
        if room <= 0 or (chosen and block.shape.chars < 40):
            break
        chosen.append(block.text[:room])
        room -= block.shape.chars
    return "\n".join(chosen)
