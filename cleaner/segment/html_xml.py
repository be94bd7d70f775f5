"""Elements that XML closes in their own tag: ``<script src="a.js"/>`` is whole there, and open to an HTML parser.

What follows is then a script's, or a title's, to the end of the page. The HTML standard's parser passes over the
stroke ("non-void-html-element-start-tag-with-trailing-solidus", 13.2.2); what was written as XML is put into tags
that it reads alike.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from presscut.cleaner.segment.html_names import VOID

PROLOGUE = re.compile(r"[\s\ufeff]*<\?xml\s")
TOKEN = re.compile(r"<(?:(!--|!\[CDATA\[)|([a-zA-Z][\w.-]*+)((?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*+)>)")
"""What hides markup, or a start tag. XML writes no ``<`` in an attribute, so that each is looked at up to the next."""
ENDS = {"!--": "-->", "![CDATA[": "]]>"}
SCRIPTS = {name: re.compile(f"</{name}", re.IGNORECASE) for name in ("script", "style")}
UNQUOTED = re.compile(r"=[^\s\"'<>=]+\Z")
"""At the end of attributes: a value without quotation marks, to which the stroke belongs: ``<a href=/isles/>``."""

SWALLOWING = re.compile(
    r"<(script|style|title|textarea|iframe|noembed|noframes|xmp)\b(?=[^<>]*/>)((?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*+)>"
)
"""The elements in which the parser sees no markup (13.2.5), as XML spells them: in small letters."""


def as_html(markup: str) -> str:
    """The markup with end tags where XML needs none; nearly always the same string.

    A page that begins as XML is read as XML means it. In any other only what would hide the text up to an end tag
    that is not its own counts: ``<iframe …/>`` with another one, or nothing, behind it. Wrong for a page with a
    prologue that means ``<div/>`` as an opening tag.
    """
    if "/>" not in markup:
        return markup
    if PROLOGUE.match(markup):
        return _put(markup, _closed_in_tag(markup))
    return SWALLOWING.sub(_unless_closed(markup), markup)


def _put(markup: str, tags: Iterator[re.Match[str]]) -> str:
    parts: list[str] = []
    place = 0
    for tag in tags:
        parts += (markup[place : tag.end() - 2], f"></{tag[2]}>")
        place = tag.end()
    return "".join((*parts, markup[place:]))


def _closed_in_tag(markup: str) -> Iterator[re.Match[str]]:
    """The elements that may hold something and are closed in their tag; not those that a script or a comment names."""
    place = 0
    while found := TOKEN.search(markup, place):
        place = found.end()
        hidden, name, attributes = found.groups()
        if hidden:
            place = markup.find(ENDS[hidden], place)
        elif _is_closed(attributes):
            if name.lower() not in VOID:
                yield found
        elif script := SCRIPTS.get(name.lower()):
            end = script.search(markup, place)
            place = end.start() if end else -1
        if place < 0:
            return


def _is_closed(attributes: str) -> bool:
    return attributes.endswith("/") and UNQUOTED.search(attributes) is None


def _unless_closed(markup: str) -> Callable[[re.Match[str]], str]:
    """Closes a tag behind which its end tag does not come, or another start tag of its name before."""

    def closed(tag: re.Match[str]) -> str:
        if not _is_closed(tag[2]):
            return tag[0]
        following = re.compile(rf"<(/?){tag[1]}\b", re.IGNORECASE).search(markup, tag.end())
        return tag[0] if following and following[1] else f"{tag[0][:-2]}></{tag[1]}>"

    return closed
