"""What a rule is, once read from its pack. All frozen; the words are those of the TOML schema."""

from __future__ import annotations

from typing import Literal, NamedTuple

from presscut.cleaner.cues import Cue
from presscut.cleaner.model import MEDIA_TYPES, BlockKind, MediaType

RuleAction = Literal["cut-block", "cut-section", "cut-tail", "cut-page", "to-field", "protect", "protect-section"]
HeadingLike = Literal["heading", "line"]
Until = Literal["heading<=same", "heading", "divider", "prose", "end"]
TokenMatch = Literal["token", "prefix", "substring"]
Origin = Literal["built-in", "user"]
Place = Literal["before", "inside", "after", "alone"]

SECTIONS = frozenset({"cut-section", "protect-section"})
PROTECTING = frozenset({"protect", "protect-section"})
PROTECTED_BY_USER = -20.0  # no sum of evidence reaches it: marks stay within −6 to 6, one rule a kind
EXAMPLE_THRESHOLD = 1.0  # the sum of weights at which an example counts as cut; log-odds 1 is odds of 2.7


class ClassOrId(NamedTuple):
    """Words of class, id or role of an element around the block.

    Attributes:
        match: how a word is compared: the whole token, its beginning, or any part of it.
    """

    tokens: tuple[str, ...]
    match: TokenMatch = "token"

    def fits(self, words: tuple[str, ...]) -> str | None:
        """The first of an element's words that is meant, or null."""
        if self.match == "token":
            return next((word for word in words if word in self.tokens), None)
        if self.match == "prefix":
            return next((word for word in words if word.startswith(self.tokens)), None)
        return next((word for word in words for token in self.tokens if token in word), None)


class When(NamedTuple):
    """The conditions of a rule. What is empty or null asks nothing.

    Attributes:
        any: at least one of these cues stands in the block.
        all: every one of these cues does.
        none: none of these cues does.
        heading: for sections: the opening block matches one of these cues; empty means any heading.
        heading_like: what may open a section: a real heading, or also a short line without end mark.
        min_chars, max_chars: length of the block's clean text.
        links: the block has at least so many links.
        kinds: kinds of block.
        signals: names of signals that speak for the rule; `needs` of them give it its full weight.
        class_or_id: for HTML: words on the elements around the block.
    """

    any: tuple[Cue, ...] = ()
    all: tuple[Cue, ...] = ()
    none: tuple[Cue, ...] = ()
    heading: tuple[Cue, ...] = ()
    heading_like: HeadingLike = "heading"
    min_chars: int = 0
    max_chars: int | None = None
    links: int = 0
    kinds: tuple[BlockKind, ...] = ()
    signals: tuple[str, ...] = ()
    needs: int = 1
    class_or_id: ClassOrId | None = None


class Each(NamedTuple):
    """What a block must be to belong to a section: not longer, and one of the signals or cues."""

    max_chars: int | None = None
    any_of: tuple[str, ...] = ()
    cues: tuple[Cue, ...] = ()

    @property
    def asks(self) -> bool:
        """Whether there is any condition at all."""
        return self.max_chars is not None or bool(self.any_of or self.cues)


class Extent(NamedTuple):
    """How far a section reaches below its opening block; of a page that goes whole, how much else it may hold.

    Attributes:
        until: where it ends at the latest.
        max_blocks: how many blocks it has at most.
        each: what its blocks look like.
        min_share: share of blocks that must look so; with fewer, the section shrinks to the run of
            such blocks right below its opening. One that is protected reaches as far as they are so many.
        holds: at least one block of the section has one of these cues.
        max_words: words of prose that the page may hold besides what tells that it is no article.
    """

    until: tuple[Until, ...] = ("heading<=same", "end")
    max_blocks: int = 0
    each: Each = Each()
    min_share: float = 1.0
    holds: tuple[Cue, ...] = ()
    max_words: int = 0


class Example(NamedTuple):
    """A page in small that a rule must cut, or must leave alone.

    Attributes:
        text: Markdown; blocks are separated by blank lines. A cut example loses its first block.
        cut: whether the rule must cut it.
        place: where it stands: before, inside or after the article's prose, or alone on its page.
    """

    text: str
    cut: bool
    place: Place


class Rule(NamedTuple):
    """One rule of a pack.

    Attributes:
        weight: log-odds when enough signals agree, above 0 for every action.
        alone: log-odds when too few signals agree; 0 keeps the rule silent.
        field: for ``to-field``: the field of the article row that gets the text.
        flag: for ``cut-block``: what the article is flagged with when enough signals agree and the block goes.
        sites: hosts the rule is for; a host stands for its subdomains, ``*`` for all.
        pack, origin, languages: where it comes from.
    """

    id: str
    kind: str
    why: str
    action: RuleAction
    weight: float
    alone: float = 0.0
    field: str | None = None
    flag: str | None = None
    applies_to: tuple[MediaType, ...] = MEDIA_TYPES
    sites: tuple[str, ...] = ("*",)
    when: When = When()
    extent: Extent = Extent()
    examples: tuple[Example, ...] = ()
    pack: str = ""
    origin: Origin = "built-in"
    languages: tuple[str, ...] = ()

    @property
    def is_section(self) -> bool:
        """Whether it speaks of a heading and what stands under it."""
        return self.action in SECTIONS

    @property
    def protects(self) -> bool:
        """Whether it speaks for keeping."""
        return self.action in PROTECTING

    def weight_with(self, signals: int) -> float:
        """The log-odds for cutting when so many of the rule's signals agree: below 0 when it protects."""
        enough = not self.when.signals or signals >= self.when.needs
        weight = self.weight if enough else self.alone
        return -weight if self.protects else weight


class Vocabulary(NamedTuple):
    """The words of a language that signals look for, all case folded.

    Attributes:
        second_person: words that address the reader.
        imperative: verbs, in the form that asks the reader to do something.
        polite: words that may stand before an imperative.
        networks: names of social networks, which are also names of their hosts.
    """

    second_person: frozenset[str] = frozenset()
    imperative: frozenset[str] = frozenset()
    polite: frozenset[str] = frozenset()
    networks: frozenset[str] = frozenset()

    def joined(self, other: Vocabulary) -> Vocabulary:
        """Both vocabularies together."""
        return Vocabulary(
            self.second_person | other.second_person,
            self.imperative | other.imperative,
            self.polite | other.polite,
            self.networks | other.networks,
        )


class Pack(NamedTuple):
    """A pack file, read. `disable` names rules of earlier packs that are switched off."""

    name: str
    id: str
    version: str
    license: str
    languages: tuple[str, ...]
    origin: Origin
    rules: tuple[Rule, ...] = ()
    vocabulary: Vocabulary = Vocabulary()
    disable: tuple[str, ...] = ()
