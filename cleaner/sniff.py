"""What a page's bytes are: HTML, Markdown, plain text, or nothing to read.

The content decides before the name and the header: servers call text HTML and HTML text. Only marks
that a page really has count: a text that talks about tags is no HTML, a text with one dash is no
Markdown. Everything looks at the first `LOOKED_AT` bytes only.
"""

from __future__ import annotations

import re
from itertools import chain, islice

from presscut.cleaner.model import MediaType
from presscut.cleaner.patterns import lazy
from presscut.errors import Problem

LOOKED_AT = 65_536  # bytes; a head with inlined styles is often 20,000 long
CONTROL_SHARE = 0.01  # of the bytes; text has none, a PDF's or picture's streams have over a tenth
MARKDOWN_MARKS = 2  # lines or links; one may be an accident

MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF: convert it to text first, for example with `pdftotext -layout FILE -`"),
    (b"PK\x03\x04", "a zip archive or an office document: unpack it or export it as text or HTML first"),
    (b"\x1f\x8b", "gzip data: unpack it first"),
    (b"BZh", "bzip2 data: unpack it first"),
    (b"\xfd7zXZ\x00", "xz data: unpack it first"),
    (b"(\xb5/\xfd", "zstd data: unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive: unpack it first"),
    (b"\x89PNG", "a PNG picture: presscut reads text and HTML"),
    (b"\xff\xd8\xff", "a JPEG picture: presscut reads text and HTML"),
    (b"GIF8", "a GIF picture: presscut reads text and HTML"),
    (b"\x7fELF", "a program: presscut reads text and HTML"),
    (b"\xd0\xcf\x11\xe0", "an old office document: export it as text or HTML first"),
    (b"SQLite format 3", "a database: export its texts first"),
    (b"OggS", "audio or video: presscut reads text and HTML"),
    (b"ID3", "audio: presscut reads text and HTML"),
)
MAGIC_AFTER_A_LENGTH = (b"ftyp", b"WEBP", b"WAVE", b"AVI ")  # at byte 4 or 8 of MP4 and RIFF files
NEEDS_CONTROLS = (b"BZh", b"GIF8", b"ID3", b"OggS")  # a text may begin with these letters

CONTROLS = bytes((*range(9), 11, *range(14, 27), 28, 29, 30, 31, 127))
BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")

OPENING = lazy(
    r"<(?:html|head|body|title|meta|link|script|style|div|article|section|main|header|nav|aside"
    r"|table|p|h[1-6]|ul|ol|span|a|img|br|figure|blockquote|center|font|b|i|em|strong|form|iframe)(?=[\s>/])",
    re.IGNORECASE,
)
DOCTYPE = lazy(r"<!doctype\s+html(?=[\s>])(?:[^<>\[]++|\[[^\]]*+\])*+>?", re.IGNORECASE)
STRUCTURE = lazy(r"<(?:html|head|body)(?=[\s>/])", re.IGNORECASE)
PAGE_PART = lazy(r"<(?:html|head|body|meta|title|script|style)(?=[\s>/])", re.IGNORECASE)
WRITTEN_IN_TAGS = lazy(r"<(?:p|a|li|td|br|h[1-6])(?=[\s>/])", re.IGNORECASE)
"""What a converter to Markdown has a mark for: where it wrote the text, these are few."""
BLOCK = lazy(r"<(?:p|br|div|li|h[1-6]|t[dr]|article|section|blockquote|pre|dd)(?=[\s>/])", re.IGNORECASE)
CLOSED = lazy(r"</(?:p|div|a|li|ul|ol|h[1-6]|span|td|tr|article|section|strong|em|b|i)\s*>", re.IGNORECASE)
MARKED_LINES = lazy(
    r"\n(?:#{1,6} +\S|```|~~~|> \S|[*+-] {1,3}\S.*\n\n?[*+-] {1,3}\S|\d{1,3}\. +\S.*\n\n?\d{1,3}\. +\S"
    r"|\|.*\|[ \t]*\n\|[ \t:|-]+\|[ \t]*$|[=-]{3,}[ \t]*$|:{3,}[ \t]*(?:\{|[\w-]+[ \t]*$)|\[[^\]\n]{1,99}\]:[ \t]*\S)",
    re.MULTILINE,
)
MARKED_WORDS = lazy(
    r"[\[*](?:(?<=\[)[^\]\n]{0,300}\]\((?:[^()\s]{1,2000})|(?<![\w*]\*)(?<=\*)\*[^\s*][^*\n]{0,300}\*\*(?!\*))"
)
"""A link, or words between asterisks. Both begin with a mark, so that the search runs over all else at once."""
TITLED = lazy(
    r"\s*#{1,3} +[^\s#][^\n]{0,300}\n[ \t]*\n\s*"
    r"(?=[\"“„«'‘(¿¡]?[^\W\d_])"
    r"(?P<first>[^\n]{40,}(?:\n(?!#)[^\n]*\S[^\n]*){0,200})(?=\n[ \t]*\n|\s*\Z)"
)
"""A heading, an empty line, a paragraph: what Markdown begins with, and comments in scripts and settings do not, as
their next lines end no sentence."""
SENTENCE_END = lazy(r"[.!?…。！？।][\"”“’'»)\]]*\s*\Z")
MARKDOWN_NAMES = (".md", ".markdown", ".mdown", ".mkd", ".mdx", ".rmd", ".qmd")
HTML_NAMES = (".html", ".htm", ".xhtml", ".xht", ".shtml")


def sniff(content: bytes, *, name: str | None, content_type: str | None) -> MediaType | Problem:
    """The media type of a page, from its content first, then its name and Content-Type header.

    Problems: ``"empty"`` (nothing but white space), ``"binary"`` (with what it is and what to do).
    NUL bytes in UTF-16 and a few stray ones in a text are no harm.
    """
    where = name or "-"
    if not _anything(content):
        return Problem("empty", where, "the input is empty")
    kind = _binary(content)
    if kind:
        return Problem("binary", where, f"not a text but {kind}")
    return _media_type(_readable(content), (name or "").lower(), (content_type or "").lower())


def looks_like_utf16(content: bytes) -> str | None:
    """``"utf-16-le"`` or ``"utf-16-be"`` when the bytes read as UTF-16 with or without a mark, else null."""
    if content.startswith(b"\xff\xfe"):
        return "utf-16-le"
    if content.startswith(b"\xfe\xff"):
        return "utf-16-be"
    even, odd = content[0:2000:2], content[1:2000:2]
    if len(odd) < 2:
        return None
    if odd.count(0) > 0.6 * len(odd) and even.count(0) <= 0.1 * len(even):
        return "utf-16-le"
    if even.count(0) > 0.6 * len(even) and odd.count(0) <= 0.1 * len(odd):
        return "utf-16-be"
    return None


def _anything(content: bytes) -> bool:
    """Whether a byte stands there that is no white space, no NUL and no byte order mark. Linear."""
    for bom in BOMS:
        content = content.removeprefix(bom)
    return bool(content.strip(b" \t\r\n\f\v\0"))


def _binary(content: bytes) -> str | None:
    head = content[:LOOKED_AT]
    if looks_like_utf16(head):
        return None
    controls = len(head) - len(head.translate(None, CONTROLS))
    for magic, remedy in MAGIC:
        if head.startswith(magic) and (controls or magic not in NEEDS_CONTROLS):
            return remedy
    if controls and (head[4:8] in MAGIC_AFTER_A_LENGTH or head[8:12] in MAGIC_AFTER_A_LENGTH):
        return "a picture, audio or video: presscut reads text and HTML"
    if controls > max(4, CONTROL_SHARE * len(head)):
        return f"binary data ({controls} control characters in the first {len(head)} bytes)"
    return None


def _readable(content: bytes) -> str:
    head = content[:LOOKED_AT]
    encoding = looks_like_utf16(head) or "utf-8"
    return head.decode(encoding, "ignore").lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _media_type(text: str, name: str, content_type: str) -> MediaType:
    if _is_html(text, hinted=name.endswith(HTML_NAMES) or "html" in content_type):
        return "html"
    if name.endswith(MARKDOWN_NAMES) or "markdown" in content_type:
        return "markdown"
    return "markdown" if _is_markdown(text) else "text"


def _is_html(text: str, *, hinted: bool) -> bool:
    """HTML begins with a tag, or holds the tags of a whole page; a hint lowers what is asked for.

    Markdown may hold tags as well, and begin with them: the elements that have no mark, and a doctype left over.
    """
    opening = _after_comments(text, 0)
    doctype = DOCTYPE.match(text, opening)
    if doctype:
        opening = _after_comments(text, doctype.end())
    if STRUCTURE.match(text, opening):
        return True
    if _is_marked_more_than_tagged(text):
        return False
    if doctype:
        return OPENING.search(text, opening) is not None
    begins = bool(OPENING.match(text, opening))
    closings = sum(1 for _ in zip(CLOSED.finditer(text), range(5), strict=False))
    if hinted:
        return begins or closings > 0
    if begins:
        return closings > 0 or STRUCTURE.search(text) is not None
    # Text before the first tag: a fragment, unless the tags are few against the words (prose about tags), or none of
    # them makes the lines that the text has (links and pictures that a scraper took for text).
    in_lines = "\n" in text.strip() and BLOCK.search(text) is None
    return closings >= 5 and not in_lines and _tag_share(text) > 0.02


def _after_comments(text: str, place: int) -> int:
    """Where the first thing stands from a place on that is no comment, declaration or white space. Linear."""
    while True:
        while place < len(text) and text[place].isspace():
            place += 1
        for start, end in (("<!--", "-->"), ("<?xml", ">"), ("<![CDATA[", "[CDATA[")):
            if text.startswith(start, place):
                found = text.find(end, place + len(start) - (len(end) if end.endswith("[") else 0))
                if found < 0:
                    return place
                place = found + len(end)
                break
        else:
            return place


def _tag_share(text: str) -> float:
    return text.count("</") / max(1, len(text.split()))


def _is_marked_more_than_tagged(text: str) -> bool:
    """Whether what text is made of, its paragraphs, headings, items and links, is written in Markdown."""
    if "<" not in text or PAGE_PART.search(text):
        return False
    *tables, rest = text.split("</table>")  # left as they are where Markdown cannot say what the cells hold
    outside = "\n".join([*(part.partition("<table")[0] for part in tables), rest])
    tags = sum(1 for _ in WRITTEN_IN_TAGS.finditer(outside))
    return _marks(outside, max(MARKDOWN_MARKS, tags + 1))


def _is_markdown(text: str) -> bool:
    return _is_titled(text) or _marks(text, MARKDOWN_MARKS)


def _is_titled(text: str) -> bool:
    """Whether a text begins with a heading and a paragraph of sentences: one mark, in the place of a title."""
    found = TITLED.match(text) if text[:1].isspace() or text.startswith("#") else None
    return found is not None and SENTENCE_END.search(found["first"]) is not None


def _marks(text: str, least: int) -> bool:
    """Whether a text holds so many marks of Markdown at the least."""
    marked = MARKED_WORDS.finditer(text) if "](" in text or "**" in text else ()
    marks = chain(MARKED_LINES.finditer(f"\n{text}"), marked)
    return len(list(islice(marks, least))) == least
