"""Small pages about a ferry, and what the field readers make of them."""

from __future__ import annotations

from collections import defaultdict

from presscut.cleaner.metadata import FIELDS
from presscut.cleaner.model import Draft, Mark, MediaType, Page
from presscut.cleaner.segment.markdown import segment_markdown
from presscut.cleaner.segment.text import segment_text

BODY = (
    "The ferry to the outer islands has been late for three weeks, and nobody at the office will say why.",
    "Passengers sleep in the waiting room. The kiosk has run out of soup, and the last bus left at nine.",
    "A spokesman said on Tuesday that a part was ordered. He could not say from where, nor when it would come.",
    "Until then the mail goes by rowing boat, as it did when the lighthouse was built, and the milk not at all.",
)


def marks_of(text: str, media_type: MediaType = "markdown", language: str | None = "en", **head: str) -> list[Mark]:
    """All field marks of a page."""
    segment = segment_markdown if media_type == "markdown" else segment_text
    draft = Draft(Page(text.encode()), media_type, text, segment(text), head=head, language=language)
    return [mark for fields in FIELDS for mark in fields(draft)]


def fields_of(
    text: str, media_type: MediaType = "markdown", language: str | None = "en", **head: str
) -> dict[str, list[str]]:
    """The values of all fields; null values are the block's text."""
    segment = segment_markdown if media_type == "markdown" else segment_text
    blocks = segment(text)
    found: dict[str, list[str]] = defaultdict(list)
    for mark in marks_of(text, media_type, language, **head):
        if mark.field:
            found[mark.field].append(blocks[mark.block].text if mark.value is None else mark.value)
    return dict(found)


def page(*above: str, below: tuple[str, ...] = ()) -> str:
    """A page with the four paragraphs of the ferry between what stands above and below them."""
    return "\n\n".join((*above, *BODY, *below)) + "\n"
