"""The types that flow: Page → Draft (blocks, then marks) → Article.

All of them are frozen. A stage takes one and gives a new one; nothing is changed in place. What
flows whole (page, draft, article) is a dataclass; what it holds by the hundred is a named tuple, which
Python builds three times as fast: ``_replace`` gives a changed one.
Every offset is in Unicode code points. `start`/`end` of a `Block` or `Mark` are offsets into the
draft's `source`; offsets of a `Link` are into the clean text of the block (or, in an `Article`,
into the article's text).
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from presscut.errors import Problem

MediaType = Literal["html", "markdown", "text"]
BlockKind = Literal["paragraph", "heading", "item", "quote", "code", "row", "caption", "image", "divider"]
Action = Literal["cut", "moved", "edited"]
Level = Literal["gentle", "normal", "strict"]
Engine = Literal["auto", "own", "trafilatura"]

MEDIA_TYPES: tuple[MediaType, ...] = ("html", "markdown", "text")
SCHEMA = 1
FROM_TEXT = "; charset=utf-8"
"""The end of the content type of a page that came as text."""
CELL_END = "\t"
"""Between the cells of a row's text: it adds no word, and a table can be made of it again."""


@dataclass(frozen=True, slots=True)
class Page:
    """The bytes of a page as received, never altered.

    Attributes:
        content: the bytes as they came.
        url: where the page came from; null when nobody said.
        media_type: the kind as asked for; null lets the content and the name decide.
        content_type: the Content-Type header, whose charset counts in decoding.
        headers: HTTP status line and headers as received, for the archive: ``("HTTP/1.1 200 OK", ((name, value), …))``.
        fetched: when it was received, ISO 8601 in UTC.
        origin: the name of the input for messages and output names. It never enters an archive.
        truncated: why the page breaks off, a word of WARC-Truncated (``"length"``, ``"time"``,
            ``"disconnect"``, ``"unspecified"``); null when it is whole, as far as anybody knows.
        language: of its text, when the page does not say so and it cannot be told.
        encoding: what the user says it is in, a label of the web (``"windows-1250"``); null lets the page say so.
    """

    content: bytes
    url: str | None = None
    media_type: MediaType | None = None
    content_type: str | None = None
    headers: tuple[str, tuple[tuple[str, str], ...]] | None = None
    fetched: str | None = None
    origin: str = "-"
    truncated: str | None = None
    language: str | None = None
    encoding: str | None = None

    @property
    def is_text(self) -> bool:
        """Whether it came as text and not as bytes, so that it is in UTF-8 for certain."""
        return self.headers is None and (self.content_type or "").endswith(FROM_TEXT)


class Link(NamedTuple):
    """A link of the text: `start` and `end` are where its words stand in the clean text."""

    text: str
    url: str
    start: int
    end: int


class Edit(NamedTuple):
    """A repair: `source[start:end]` reads `to` in the clean text.

    Attributes:
        kind: what was repaired: ``"doubled-link"``, ``"escape"``, ``"reflow"``, ….
        rule: the id of the repair, ``"inline/doubled-link"``.
        reason: one line for a person.
    """

    start: int
    end: int
    to: str
    kind: str
    rule: str
    reason: str


class Shape(NamedTuple):
    """What can be counted in a block without knowing its language, measured once.

    Attributes:
        chars: characters of the clean text.
        words: words of the clean text; in scripts without spaces two characters count as one word.
        link_words: words that are link text.
        links: number of links.
        ending: the class of the last mark: ``"stop"`` (. ! ? 。 and their kin, closing quotes and
            brackets skipped), ``"ellipsis"``, ``"colon"``, ``"comma"``, ``"none"``.
        sentences: ends of sentences inside the block.
        digits: share of digits among the characters.
        capitals: share of words that begin with a capital, of the words whose script has capitals.
        all_caps: whether every letter with case is a capital and there are at least two.
    """

    chars: int
    words: float
    link_words: float
    links: int
    ending: Literal["stop", "ellipsis", "colon", "comma", "none"]
    sentences: int
    digits: float
    capitals: float
    all_caps: bool


class Hints(NamedTuple):
    """What only the markup, or only the line layout, knows of a block.

    Attributes:
        path: element path of the block in HTML, ``"/html/body/main/p[3]"``; null for text.
        tags: names of the elements around the block, from the body inwards.
        tokens: words of class, id, role and data-component of the block and its ancestors, and the
            names that were made of several words, lower case, from the body inwards, one tuple an
            element (parallel to `containers`).
        containers: numbers of the ancestor elements, from the body inwards; equal numbers mean the
            same element, so that statistics of a container can be counted over its blocks.
        hidden: the element or an ancestor is hidden (attribute, inline style, aria-hidden).
        gap: blank lines before the block in the source.
        indent: leading columns of the block's first line.
        goes_on: the block stands in one line with the block before, on a page without line breaks.
    """

    path: str | None = None
    tags: tuple[str, ...] = ()
    tokens: tuple[tuple[str, ...], ...] = ()
    containers: tuple[int, ...] = ()
    hidden: bool = False
    gap: int = 0
    indent: int = 0
    goes_on: bool = False


class Block(NamedTuple):
    """One piece of the page in reading order.

    Attributes:
        start, end: its span in the source. Spans of a draft's blocks do not overlap, are in order,
            and hold every character of the source that is not white space.
        kind: paragraph, heading, item, quote, code, row, caption, image, divider.
        level: rank of a heading 1–6 (0: unknown), depth of an item from 1; else 0.
        text: the clean text: the source span with `edits` applied. Empty for dividers and images
            without a text of their own.
        links: links with offsets into `text`.
        edits: in order, not overlapping, inside the span.
    """

    start: int
    end: int
    kind: BlockKind
    text: str
    shape: Shape
    level: int = 0
    links: tuple[Link, ...] = ()
    edits: tuple[Edit, ...] = ()
    hints: Hints = Hints()


class Mark(NamedTuple):
    """An opinion on one block: evidence, never a decision.

    Attributes:
        block: index of the block in the draft.
        kind: what the block is held to be: ``"donate"``, ``"related"``, ``"prose"``, ….
        weight: log-odds that the block does not belong to the body: above 0 speaks for cutting,
            below 0 for keeping. With `field`: log-odds that it belongs in that field.
        rule: id of the rule or filter, ``"donate/reader-funded"``.
        reason: one line for a person, with the number or words that tipped it.
        field: the metadata field of the row the text goes to (``"title"``, ``"captions.credit"``,
            ``"license.url"``), or null for a question of keep or cut.
        value: what the field gets; null takes the clean text of the span.
        start, end: the part of the block the opinion is about, in source offsets; null: all of it.
        section: index of the block that opened the section this mark belongs to; the guard can
            take a section's marks back together.
        flag: what the article is flagged with when the block goes.
    """

    block: int
    kind: str
    weight: float
    rule: str
    reason: str
    field: str | None = None
    value: str | None = None
    start: int | None = None
    end: int | None = None
    section: int | None = None
    flag: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A page in blocks, with the marks given so far.

    Attributes:
        source: the text that all offsets point into (for HTML, and columns side by side: the linear text).
        head: metadata that stands in markup outside the reading order (JSON-LD, meta tags), by
            field of the row. Strings, or tuples of strings for the row's lists.
        language: BCP 47 primary tag, or null when unsure.
        problems: what was wrong with the input and could be worked around.
        types: what the markup says the page is, in its order: schema.org types in lower case
            (``"newsarticle"``), og:type behind a prefix (``"og:article"``).
        recipe: the ingredients and steps that the markup names outside the reading order, a text each.
        facts: what has been worked out about the blocks, see `presscut.cleaner.once`.
    """

    page: Page
    media_type: MediaType
    source: str
    blocks: tuple[Block, ...]
    marks: tuple[Mark, ...] = ()
    head: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    language: str | None = None
    problems: tuple[Problem, ...] = ()
    types: tuple[str, ...] = ()
    recipe: tuple[str, ...] = ()
    facts: dict[Hashable, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def marked(self, marks: Iterable[Mark]) -> Draft:
        """The draft with more marks. What is known of its blocks stays known."""
        given = tuple(marks)
        if not given:
            return self
        fixed = self.head, self.language, self.problems, self.types, self.recipe
        marked = Draft(self.page, self.media_type, self.source, self.blocks, self.marks + given, *fixed)
        marked.facts.update(self.facts)
        return marked


class Decision(NamedTuple):
    """What becomes of one block, and why.

    Attributes:
        score: log-odds that the block does not belong to the body, all terms and the sequence
            step included.
        needed: the score above which it would have gone.
        terms: the marks that were added up, the largest first.
        moves: field marks that were followed, in the order of their spans (action ``"moved"``).
    """

    block: int
    action: Literal["keep", "cut", "moved"]
    kind: str
    rule: str
    reason: str
    score: float
    needed: float
    terms: tuple[Mark, ...] = ()
    moves: tuple[Mark, ...] = ()


class Paragraph(NamedTuple):
    """A paragraph of the article: where it stands in `Article.text` and in the source."""

    start: int
    end: int
    kind: BlockKind
    src_start: int
    src_end: int
    path: str | None = None
    level: int = 0


class LedgerEntry(NamedTuple):
    """What was done to one span of the source, and why."""

    src_start: int
    src_end: int
    action: Action
    kind: str
    field: str | None
    to: str | None
    rule: str
    score: float | None
    reason: str
    text: str


class Caption(NamedTuple):
    """The words that stand with a picture, and who made it."""

    text: str
    credit: str | None = None


class License(NamedTuple):
    """A licence by its name and by the address of its words; either may be missing."""

    name: str | None = None
    url: str | None = None


class Stats(NamedTuple):
    """Counts in characters of the source, except `words`, which counts the article's text."""

    source_chars: int = 0
    kept_chars: int = 0
    moved_chars: int = 0
    cut_chars: int = 0
    edited_chars: int = 0
    words: int = 0


class Source(NamedTuple):
    """What the article was made from. `sha256` is the digest of the page's bytes."""

    file: str | None = None
    url: str | None = None
    media_type: MediaType = "text"
    sha256: str = ""
    fetched: str | None = None


class Producer(NamedTuple):
    """What made the article: equal producers and equal bytes give equal articles."""

    version: str = ""
    rules_hash: str = ""
    settings_hash: str = ""
    model_hash: str | None = None
    snapshot_hash: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """A clean article with its metadata and the account of what was taken away.

    The attributes are the keys of the article row, in its order (see docs/article-row.md).
    """

    schema: int = SCHEMA
    id: str = ""
    url: str | None = None
    canonical_url: str | None = None
    media_type: MediaType = "text"
    title: str | None = None
    authors: tuple[str, ...] = ()
    contributors: tuple[str, ...] = ()
    author_urls: tuple[str, ...] = ()
    published: str | None = None
    modified: str | None = None
    site: str | None = None
    section: tuple[str, ...] = ()
    language: str | None = None
    summary: str | None = None
    deck: str | None = None
    dateline: str | None = None
    captions: tuple[Caption, ...] = ()
    license: License | None = None
    copyright: str | None = None
    credits: str | None = None
    author_bio: str | None = None
    corrections: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    image: str | None = None
    text: str = ""
    paragraphs: tuple[Paragraph, ...] = ()
    links: tuple[Link, ...] = ()
    ledger: tuple[LedgerEntry, ...] = ()
    stats: Stats = Stats()  # noqa: RUF009 a named tuple cannot change
    signals: Mapping[str, Any] = field(default_factory=dict)
    confidence: float = 0.0
    flags: tuple[str, ...] = ()
    source: Source = Source()  # noqa: RUF009 a named tuple cannot change
    producer: Producer = Producer()  # noqa: RUF009 a named tuple cannot change
