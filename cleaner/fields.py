"""From field marks and head metadata to the fields of the article row.

What stands in the markup's head (JSON-LD, meta tags) was written for machines and is taken first,
but for the fields that belong to the text itself; what no place says stays null.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from presscut.cleaner.inline.edits import apply_edits
from presscut.cleaner.metadata.authorship import authors_of, owner
from presscut.cleaner.metadata.page_title import SITE_SUFFIX
from presscut.cleaner.metadata.places import SURE
from presscut.cleaner.metadata.published import publication
from presscut.cleaner.model import Caption, Decision, Draft, License, Mark
from presscut.cleaner.patterns import lazy

SINGLE = (
    "title", "published", "modified", "site", "summary", "deck", "dateline",
    "copyright", "credits", "author_bio", "canonical_url", "image", "language",
)  # fmt: skip
LISTS = ("authors", "contributors", "author_urls", "section", "corrections", "tags")
JOINED = frozenset({"author_bio", "summary", "deck", "credits"})  # fields that may come in several paragraphs
SIGNED = lazy(r"\W{0,3}(?:©|\(c\)|copyright\b).{0,40}?\b(?:19|20)\d\d\b", re.IGNORECASE)
"""The sign and a year: before "All rights reserved" and other lines that say less."""

NOTED = 0.0  # weight of a field mark whose text stays where it is: the value is taken, nothing is moved


def collect_fields(draft: Draft, decisions: Iterable[Decision]) -> dict[str, Any]:
    """The values of all metadata fields, as keyword arguments of `Article`."""
    found: dict[str, list[str]] = {}
    marks = list(_followed(draft, decisions))
    for mark, value in marks:
        assert mark.field is not None
        values = found.setdefault(mark.field, [])
        if value and value not in values:
            values.append(value)
    head = draft.head
    fields: dict[str, Any] = {name: _single(name, head, found) for name in SINGLE}
    fields["title"] = _title(draft, found)
    fields |= {name: _list(name, head, found) for name in LISTS}
    fields["authors"] = authors_of(
        _list("authors", head, {}),
        found.get("authors", ()),
        _list("authors.houses", head, {}),
        _signed(marks),
        lambda name: draft.media_type != "html" or any(name in block.text for block in draft.blocks),
    ) or owner(fields["site"], fields["copyright"])
    fields["published"] = _published(draft, found)
    fields["captions"] = _captions(marks)
    fields["license"] = _license(head, found)
    return fields


def _followed(draft: Draft, decisions: Iterable[Decision]) -> Iterator[tuple[Mark, str]]:
    """Every field mark that counts with its value, in reading order: those that moved text and those that note it."""
    noted: dict[int, list[Mark]] = {}
    for mark in draft.marks:
        if mark.field is not None and mark.weight == NOTED:
            noted.setdefault(mark.block, []).append(mark)
    for decision in decisions:
        for mark in (*decision.moves, *noted.get(decision.block, ())):
            yield mark, _value(draft, mark)


def _value(draft: Draft, mark: Mark) -> str:
    if mark.value is not None:
        return mark.value.strip()
    block = draft.blocks[mark.block]
    if mark.start is None or mark.end is None:
        return block.text.strip()
    inside = [e for e in block.edits if mark.start <= e.start and e.end <= mark.end]
    return apply_edits(draft.source, mark.start, mark.end, inside).strip()


def _single(name: str, head: Mapping[str, str | tuple[str, ...]], found: Mapping[str, list[str]]) -> str | None:
    given = head.get(name)
    if isinstance(given, str) and given.strip():
        return given.strip()
    values = found.get(name, [])
    if name == "copyright":
        values = sorted(values, key=lambda value: SIGNED.match(value) is None)
    if name in JOINED:
        return "\n\n".join(values) or None
    return values[0] if values else None


def _title(draft: Draft, found: Mapping[str, list[str]]) -> str | None:
    """The title; of a text that names it above, with the name of the site behind it, as it stands further down."""
    given, printed = _single("title", draft.head, {}), _single("title", {}, found)
    if given and printed and draft.media_type != "html" and given.startswith(printed):
        return printed if SITE_SUFFIX.match(given, len(printed)) else given
    return given or printed


def _signed(marks: Iterable[tuple[Mark, str]]) -> list[str]:
    """The authors in a clear byline, several in a line of names, or who signs the last paragraph."""
    bylines = [(mark, value) for mark, value in marks if mark.field == "authors" and mark.kind == "byline"]
    several = len({value for _, value in bylines}) > 1
    return [value for mark, value in bylines if mark.weight >= SURE or mark.weight == NOTED or several]


def _published(draft: Draft, found: Mapping[str, list[str]]) -> str | None:
    marked, changed, shown = (_single(name, draft.head, {}) for name in ("published", "modified", "published.shown"))
    printed = [*found.get("published", ()), *([shown] if shown else ())]
    return publication(marked, changed, printed, found.get("modified", ()), draft.page.url)


def _list(name: str, head: Mapping[str, str | tuple[str, ...]], found: Mapping[str, list[str]]) -> tuple[str, ...]:
    given = head.get(name, ())
    return (given,) if isinstance(given, str) else tuple(given) or tuple(found.get(name, ()))


def _captions(marks: Iterable[tuple[Mark, str]]) -> tuple[Caption, ...]:
    """Captions in reading order; a credit belongs to the caption before it."""
    captions: list[Caption] = []
    for mark, value in marks:
        if mark.field == "captions.text":
            captions.append(Caption(value))
        elif mark.field == "captions.credit" and captions and captions[-1].credit is None:
            captions[-1] = Caption(captions[-1].text, value)
        elif mark.field == "captions.credit":
            captions.append(Caption("", value))
    return tuple(captions)


def _license(head: Mapping[str, str | tuple[str, ...]], found: Mapping[str, list[str]]) -> License | None:
    name, url = (head.get(key) or next(iter(found.get(key, ())), None) for key in ("license.name", "license.url"))
    if not name and not url:
        return None
    return License(name if isinstance(name, str) else None, url if isinstance(url, str) else None)
