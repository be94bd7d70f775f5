"""Boxes that ask for a mail address: their elements get a word for it, whatever their classes say.

An address is asked for by a newsletter, a comment form, a login, never by an article. The word goes to
the form and to the smallest element around it that holds more than the form, when that is little:
the heading and the sentence above the field stand there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from presscut.cleaner.segment.html_pieces import Element, Piece
from presscut.cleaner.segment.html_tokens import Attributes

EMAIL_INPUT = "email-input"  # the word, to be found among `Hints.tokens`

LITTLE = 80  # words of a box; a longer one holds more than an appeal
LITTLE_CHARS = 600  # whatever the words: scripts without spaces
FORM_WITHIN = 6  # elements from the field up to its form
BOX_WITHIN = 6  # elements from the form up to its box
MOST = 50  # fields of a page that are looked at
TYPED = frozenset({"", "text", "email"})
SAYS_MAIL = ("name", "id", "placeholder", "autocomplete", "aria-label")
WHOLE_PAGE = frozenset({"html", "body", "main", "article"})


class Field(NamedTuple):
    """A field for a mail address: the element that holds it, and how many pieces stand before it."""

    holder: Element
    place: int


def asks_for_mail(attributes: Attributes) -> bool:
    """Whether an `input` takes a mail address, by its type or by what it is called."""
    kind = (attributes.get("type") or "").lower()
    if kind == "email":
        return True
    said = (attributes.get(name) or "" for name in SAYS_MAIL)
    return kind in TYPED and any("email" in value[:80].lower().replace("-", "") for value in said)


def name_sign_ups(fields: Iterable[Field], pieces: Sequence[Piece]) -> None:
    """Give the word to the forms of these fields and to the boxes around them. Before hints are asked for."""
    for field in list(fields)[:MOST]:
        form = _form_of(field.holder)
        near = pieces[max(0, field.place - LITTLE) : field.place + LITTLE]
        inside = _inside(form, near)
        if _is_little(inside) and form.tag not in WHOLE_PAGE:
            _name(form)
        box = _box_of(form, len(inside), near)
        if box is not None:
            _name(box)


def _form_of(holder: Element) -> Element:
    at: Element | None = holder
    for _ in range(FORM_WITHIN):
        if at is None or at.tag == "form":
            break
        at = at.parent
    return at if at is not None and at.tag == "form" else holder


def _box_of(form: Element, pieces: int, near: Sequence[Piece]) -> Element | None:
    """The first element around a form that holds more text than the form, if it holds little."""
    at = form.parent
    for _ in range(BOX_WITHIN):
        if at is None or at.tag in WHOLE_PAGE:
            return None
        inside = _inside(at, near)
        if len(inside) > pieces:
            return at if _is_little(inside) else None
        at = at.parent
    return None


def _inside(element: Element, pieces: Sequence[Piece]) -> list[Piece]:
    return [piece for piece in pieces if _holds(element, piece.element)]


def _holds(outer: Element, inner: Element) -> bool:
    at: Element | None = inner
    while at is not None and at.depth > outer.depth:
        at = at.parent
    return at is outer


def _is_little(pieces: Sequence[Piece]) -> bool:
    return (
        len(pieces) < LITTLE
        and sum(len(piece.text.split()) for piece in pieces) < LITTLE
        and sum(len(piece.text) for piece in pieces) < LITTLE_CHARS
        and not any(piece.kind == "heading" and piece.level == 1 for piece in pieces)
    )


def _name(element: Element) -> None:
    if EMAIL_INPUT not in element.tokens:
        element.tokens = (*element.tokens, EMAIL_INPUT)
