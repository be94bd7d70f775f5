"""Markup to a tree: the one place that knows the parser.

Lexbor (selectolax) was chosen over lxml by measurement on 150 development pages: parsing takes 0.46
against 1.05 ms at the median, parsing and walking 1.0 against 1.9; it follows the HTML standard, and
it keeps the text below 2,048 levels that lxml drops. The standard's tree building has steps whose
work grows with the square of the input (100,000 open `div` take 9 s, 10,000 unclosed `b` before as
many `p` exhaust the memory); `tame` takes such markup apart before the parser sees it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from presscut.cleaner.characters import encodable
from presscut.cleaner.segment.html_names import FORMATTING, ROOTS, SELF_CLOSING, VOID
from presscut.cleaner.segment.html_xml import as_html
from presscut.errors import Problem

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode as Node

__all__ = ["Node", "Tree", "parse"]

FEW_COPIES = 300_000  # tags times formatting elements that the parser may make of a page in any case
DEEPEST = 2_500  # open elements; browsers stop at 512, and 10,000 cost the parser 90 ms
DEEPEST_FORMATTING = 50  # open formatting elements; each is copied into every block that follows, so that
MOST_COPIES = 500_000  # tags times open formatting elements stay below this; each costs the walk 10 µs
MOST_TAGS = 1_000_000  # the rest of the page is not read; a page of 50 MB has half as many
MOST_ROOTS = 100  # tags of html or body: the attributes of all are merged
MOST_ATTRIBUTES = 500  # of one tag; the parser compares each with all before it
LONG_TAG = 8_000  # characters of a tag that cannot hold that many attributes before

STRETCH = 1_000_000  # characters whose tags are listed at a time

TAG_ROLES: Mapping[str, str] = {
    **dict.fromkeys(("div", "span", "a", "ul", "h2", "h3", "button", "svg", "path", "script"), "nested"),
    **dict.fromkeys(FORMATTING - {"a"}, "formatting"),
    **dict.fromkeys(VOID | SELF_CLOSING, "flat"),
    **dict.fromkeys(ROOTS, "root"),
}
"""What a tag does to the depth; those of other elements do as those of `div`."""

TAG = re.compile(r"<(/?)([a-zA-Z][^\s/<>]*)[^<>]*>?")
FORMATTING_TAG = re.compile(r"<(?:b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)(?=[\s/>])", re.IGNORECASE)
VERY_LONG_TAG = re.compile(rf"<[a-zA-Z][^<>]{{{LONG_TAG},}}")
QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
SEPARATED = re.compile(r"[^\s/=\"']+")


@dataclass(frozen=True, slots=True)
class Tree:
    """A parsed page: its root element (null when there is none) and what was wrong with the markup."""

    root: Node | None
    problems: tuple[Problem, ...] = ()


def parse(markup: str, *, where: str = "-") -> Tree:
    """Parse markup of any kind; never raises. Problems: ``"nesting"``, ``"attributes"``, ``"markup"``."""
    from selectolax.lexbor import LexborHTMLParser, SelectolaxError

    calm, problems = tame(as_html(markup), where)
    try:
        root = LexborHTMLParser(calm).root
    except UnicodeEncodeError:  # half of a surrogate pair
        root = LexborHTMLParser(encodable(calm)).root
    except (SelectolaxError, ValueError, MemoryError) as error:
        return Tree(None, (*problems, Problem("markup", where, f"the HTML cannot be parsed: {error}")))
    return Tree(root, problems)


def is_shadow(template: Node) -> bool:
    """Whether a template is declarative shadow DOM, which readers see; others are moulds for scripts."""
    return "shadowrootmode" in template.attributes


def shadow_of(template: Node) -> Node | None:
    """The first node in a template. Its content is a tree of its own (HTML standard 4.12.3)."""
    if not hasattr(template, "template_fragments"):  # selectolax before 1.0 does not reach it
        return None
    fragments = template.template_fragments()
    return fragments[0].first_child if fragments else None


def tame(markup: str, where: str = "-") -> tuple[str, tuple[Problem, ...]]:
    """The markup without the tags that would make parsing it run away; nearly always the same string."""
    problems: list[Problem] = []
    if _has_long_stretch(markup) and VERY_LONG_TAG.search(markup):
        short = VERY_LONG_TAG.sub(_few_attributes, markup)
        if short != markup:
            problems.append(Problem("attributes", where, f"tags with over {MOST_ATTRIBUTES} attributes lost them"))
        markup = short
    tags = markup.count("<")
    if tags > MOST_TAGS:
        problems.append(Problem("elements", where, f"only the first {MOST_TAGS:,} tags were read"))
        markup = _first_tags(markup)
    if tags > DEEPEST or tags * len(FORMATTING_TAG.findall(markup)) > FEW_COPIES:
        flattener = _Flattener(min(tags, MOST_TAGS))
        flat = TAG.sub(flattener, markup) if flattener.too_deep(markup) else markup
        if flat != markup:
            problems.append(Problem("nesting", where, "elements are nested too deeply; the deepest tags were left out"))
        markup = flat
    return markup, tuple(problems)


def _has_long_stretch(markup: str) -> bool:
    """Whether there may be `LONG_TAG` characters without a bracket: then one of their halves lies in them."""
    half = LONG_TAG // 2
    places = range(0, len(markup) - half, half)
    return any(markup.find("<", at, at + half) < 0 and markup.find(">", at, at + half) < 0 for at in places)


def _first_tags(markup: str) -> str:
    """The markup up to its `MOST_TAGS`-th tag."""
    place = 0
    for _ in range(MOST_TAGS):
        place = markup.index("<", place) + 1
    return markup[: place - 1]


def _few_attributes(tag: re.Match[str]) -> str:
    text = tag.group()
    if len(SEPARATED.findall(QUOTED.sub("=", text))) <= MOST_ATTRIBUTES:
        return text
    return str(SEPARATED.findall(text[:200])[0]) + " "


class _Flattener:
    """Counts open elements along the tags; as a substitution it leaves out those beyond the limits."""

    def __init__(self, tags: int) -> None:
        self.most_formatting = min(DEEPEST_FORMATTING, MOST_COPIES // tags)
        self.open = self.formatting = self.roots = 0

    def too_deep(self, markup: str) -> bool:
        """Whether any tag would be left out: the same count, in one loop, up to the first that is beyond."""
        nested = formatting = roots = 0
        for closing, name in _tags(markup):
            role = TAG_ROLES.get(name) or TAG_ROLES.get(name.lower(), "nested")
            if role == "nested":
                nested += -(nested > 0) if closing else 1
            elif role == "formatting":
                formatting += -(formatting > 0) if closing else 1
            elif role == "root":
                roots += 1
            else:
                continue
            if nested > DEEPEST or formatting > self.most_formatting or roots > MOST_ROOTS:
                return True
        return False

    def __call__(self, tag: re.Match[str]) -> str:
        return "" if self._beyond(tag.group(1), tag.group(2)) else tag.group()

    def _beyond(self, closing: str, name: str) -> bool:
        """Count one more tag. Whether it lies beyond the limits."""
        role = TAG_ROLES.get(name) or TAG_ROLES.get(name.lower(), "nested")
        if role == "flat":
            return False
        if role == "root":
            self.roots += 1
            return self.roots > MOST_ROOTS
        if role == "formatting":
            self.formatting, beyond = _step(self.formatting, closing, self.most_formatting)
        else:
            self.open, beyond = _step(self.open, closing, DEEPEST)
        return beyond


def _tags(markup: str) -> Iterator[tuple[str, str]]:
    """The tags of the markup, in order: ``"/"`` or nothing, and the name. They are found some at a time."""
    at = 0
    while at < len(markup):
        end = markup.find("<", at + STRETCH)
        yield from TAG.findall(markup, at, end if end >= 0 else len(markup))
        at = end if end >= 0 else len(markup)


def _step(open_elements: int, closing: str, most: int) -> tuple[int, bool]:
    """The count after one more tag, and whether that tag lies beyond the limit."""
    if closing:
        return max(0, open_elements - 1), open_elements > most
    return open_elements + 1, open_elements >= most
