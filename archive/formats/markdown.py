"""An article as Markdown: front matter, title, body with its links.

The page's own text can add no structure: every character that CommonMark or GitHub's tables and
strikethrough would read as a mark is escaped where it would be read so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from presscut.archive.formats.grouping import cells_of, groups, nested, number_of
from presscut.archive.formats.rows import one_line
from presscut.archive.formats.words import Body, Run, encodable
from presscut.cleaner.model import Article, License, Paragraph

ANYWHERE = re.compile(
    r"(?P<note>\[\^[A-Za-z0-9_-]{1,20}\](?![:(]))|[\\`*\[\]<~]|(?<![^\W_])_|_(?![^\W_])|&(?=[#A-Za-z])"
)
"""Marks that count wherever they stand. The number of a footnote (``[^1]``) is none without a definition, which is no
text here but escaped like all else."""
# Marks that count at the start of a line only: headings, quotes, lists, rulers, tables.
AT_START = re.compile(r"^[ \t]*(?:(?P<number>\d{1,9})(?=[.)](?:\s|$))|(?P<mark>[#>+=|:-]))", re.MULTILINE)
INDENT = re.compile(r"^[ \t]+", re.MULTILINE)
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
NOT_IN_URL = re.compile(r"[\x00-\x20\x7f<>()\\\"`|]")
FENCE = re.compile("`{3,}")
TOP_HEADING = 2  # the title has the first rank


def _at_start(m: re.Match[str]) -> str:
    return f"{m['number']}\\" if m["number"] else f"\\{m['mark']}"


def _anywhere(m: re.Match[str]) -> str:
    return m[0] if m["note"] else f"\\{m[0]}"


def escape(text: str) -> str:
    """A text in which nothing reads as Markdown."""
    plain = ANYWHERE.sub(_anywhere, CONTROLS.sub(" ", encodable(text)))
    return AT_START.sub(_at_start, INDENT.sub("", plain))


def _target(url: str) -> str:
    return NOT_IN_URL.sub(lambda m: f"%{ord(m[0]):02X}", url)


def _inline(run: Run) -> str:
    plain = ANYWHERE.sub(_anywhere, CONTROLS.sub(" ", run.text))
    return f"[{plain}]({_target(run.url)})" if run.url else plain


def _flow(body: Body, paragraph: Paragraph) -> str:
    marked = "".join(map(_inline, body.runs(paragraph.start, paragraph.end)))
    return AT_START.sub(_at_start, INDENT.sub("", marked))


def _paragraph(body: Body, paragraph: Paragraph) -> str:
    return "\\\n".join(line for line in _flow(body, paragraph).split("\n") if line)


def _heading(body: Body, paragraph: Paragraph) -> str:
    return "#" * max(paragraph.level, TOP_HEADING) + " " + _one_line(_flow(body, paragraph))


def _one_line(marked: str) -> str:
    """A heading's text: no line end, and no closing number signs, which Markdown drops."""
    line = " ".join(marked.split())
    bare = line.rstrip("#")
    return bare + "\\#" * (len(line) - len(bare))


def _quote(body: Body, run: Sequence[Paragraph]) -> str:
    lines = "\n\n".join(_flow(body, paragraph) for paragraph in run).split("\n")
    return "\n".join(f"> {line}".rstrip() for line in lines)


def _list(body: Body, run: Sequence[Paragraph]) -> str:
    """Items below one another, the deeper ones indented: by four, which is enough below a number."""
    return "\n".join(_item(body, item, "    " * (depth - 1)) for depth, item in nested(run))


def _item(body: Body, item: Paragraph, indent: str) -> str:
    number = number_of(body, item)
    mark = number[0] if number else "- "
    lines = _flow(body, item._replace(start=item.start + len(mark)) if number else item).split("\n")
    return f"{indent}{mark}" + f"\n{indent}{' ' * len(mark)}".join(filter(None, lines))


def _table(body: Body, run: Sequence[Paragraph]) -> str:
    """A table of GitHub's kind, whose first row is its head; lines where the rows make no table."""
    cells = cells_of(["".join(map(_inline, body.runs(row.start, row.end))).replace("|", "\\|") for row in run])
    if cells is None:
        return "\n".join(_paragraph(body, row) for row in run)
    lines = [f"| {' | '.join(row)} |" for row in cells]
    return "\n".join((lines[0], "|" + " --- |" * len(cells[0]), *lines[1:]))


def _code(body: Body, paragraph: Paragraph) -> str:
    code = CONTROLS.sub(" ", body.text[paragraph.start : paragraph.end])
    fence = "`" * (max((len(m[0]) for m in FENCE.finditer(code)), default=2) + 1)
    return f"{fence}\n{code}\n{fence}"


BLOCKS: Mapping[str, Callable[[Body, Paragraph], str]] = {
    "heading": _heading,
    "code": _code,
}
RUNS: Mapping[str, Callable[[Body, Sequence[Paragraph]], str]] = {"quote": _quote, "item": _list, "row": _table}


def _blocks(article: Article) -> Iterator[str]:
    body = Body.of(article)
    for kind, run in groups(article):
        if kind in RUNS:
            yield RUNS[kind](body, run)
        else:
            yield from (BLOCKS.get(kind, _paragraph)(body, paragraph) for paragraph in run)


def licence_line(licence: License | None) -> str | None:
    """Name and address of a licence on one line, or null."""
    return " ".join(filter(None, (licence.name, licence.url))) or None if licence else None


def front_matter(article: Article) -> str:
    """The head of the file in YAML. Every value is a JSON string or list, which YAML reads as it is."""
    head = {
        "title": article.title,
        "authors": list(article.authors),
        "published": article.published,
        "site": article.site,
        "url": article.canonical_url or article.url,
        "licence": licence_line(article.license),
    }
    lines = (f"{key}: {encodable_json(value)}" for key, value in head.items())
    return "---\n" + "\n".join(lines) + "\n---\n"


def encodable_json(value: str | list[str] | None) -> str:
    """JSON that YAML reads too: YAML knows no surrogates, not even escaped ones."""
    if isinstance(value, list):
        return one_line([encodable(item) for item in value])
    return one_line(value and encodable(value))


def markdown(article: Article) -> str:
    """Front matter, the title as heading of the first rank, and the body with its links."""
    title = [f"# {_one_line(escape(article.title))}"] if article.title else []
    return front_matter(article) + "".join(f"\n{block}\n" for block in (*title, *_blocks(article)))
