"""Text without Markdown's marks and without addresses: what a reader sees of it, near enough to count words."""

from __future__ import annotations

import re

_LABEL = r"\[((?:[^\[\]\n\\]|\\.|\[[^\[\]\n]*\])*)\]"  # of a link or image, brackets inside it one level deep
_TARGET = r"\((?:[^()\s\\]|\\.|\((?:[^()\\]|\\.)*\))*(?:\s+\"[^\"\n]*\")?\s*\)"  # address and title in round brackets
LINK = re.compile(_LABEL + _TARGET)
_IMAGE = re.compile(r"!\[[^\]\n]*\]" + _TARGET)
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|~>])")
_ADDRESS = re.compile(r"\(?\s*<?(?:https?://|mailto:)[^\s<>)]+>?\s*\)?")
_LINE_MARK = re.compile(
    r"^[ \t]*(?:#{1,6}[ \t]+"  # heading
    r"|>[ \t]?"  # quote
    r"|[*+-][ \t]+(?=\S)"  # item
    r"|(?:[-*_][ \t]*){3,}$|(?:={3,}|-{3,})$)",  # divider, underline of a heading
    re.MULTILINE,
)
_BARS = re.compile(r"\*\*|`")
_EMPHASIS = re.compile(r"(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)")


def plain(text: str) -> str:
    """The text with links reduced to their words, images, addresses, escapes, line marks and emphasis gone.

    Line ends stay. An image that is a link's text goes first, then links, then links that held links.
    """
    text = _IMAGE.sub(" ", text)
    text = LINK.sub(r"\1", LINK.sub(r"\1", text))
    text = _ADDRESS.sub(" ", _ESCAPE.sub(r"\1", text))
    text = _LINE_MARK.sub("", text).replace("|", " ")
    return _EMPHASIS.sub("", _BARS.sub("", text))
