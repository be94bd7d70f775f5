"""Signals: what else speaks for a rule, besides its phrase.

A phrase alone is weak evidence: of the blocks with any of the known phrases, a quarter were junk;
with a second agreeing signal, seven in ten. Each signal is one question about one block of a page,
answered yes or no; the words of a language it needs come from the rule packs' ``[signals]`` tables.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from math import ceil
from types import MappingProxyType

from presscut.cleaner.cues import words_in
from presscut.cleaner.model import Block, Draft
from presscut.cleaner.once import once
from presscut.cleaner.patterns import lazy
from presscut.cleaner.prose import Span, prose_of, prose_scores
from presscut.cleaner.rulebook_types import Vocabulary
from presscut.cleaner.shape import count_words
from presscut.cleaner.site import Site, host_of, label_of, site_of

READ_CHARS = 4_000  # of one block: no appeal is longer, and a block of 100 MB must not cost more
CUT_OFF = "…"  # no word of any text
SHORT_CHARS = 120  # ads cues: .94 precise up to here, .11 above 300 characters (development set)
BUTTON_WORDS = 4
DATE_WORDS = 8
TITLE_WORDS = (3, 30)
TEASER_WORDS = (8, 90)
SENTENCES = 30  # sentence starts looked at for an imperative
LINKED = 0.5
TOLD_WORDS = 100  # a counter of comments at the top of the page has none above it
LEFT_WORDS = 60  # a second biography, a copyright notice: less than an article goes on with
AROUND_WORDS = 4  # around a quotation: with fewer the block is a title or a motto in quotation marks
LABEL_CHARS = 48  # within which a label ends: "You may also be interested in:"
LABEL_WORDS = 6
LABELLED_CHARS = 300  # of a label with the title behind it
CAPITALISED = 0.4  # share of words with a capital: names, not a sentence

SENTENCE_START = lazy(r"[.!?:;|•\n–—»](?=\s)|[。！？]")
YEAR_OR_DATE = lazy(r"\b(?:19|20)\d\d\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b")
LABEL_END = lazy(r"\s*[:：|»›→▶】]\s*|\s+[–—-]\s+")
QUOTATION = lazy(r"“[^“”]*”|„[^„“”]*[“”]|«[^«»]*»|»[^«»]*«|\"[^\"]*\"|「[^「」]*」")
QUOTES = lazy('["“”„‘«»‹›「」『』]')
GERSHAYIM = lazy(r"(?<=[\u05d0-\u05ea])\"(?=[\u05d0-\u05ea](?![\u05d0-\u05ea]))")  # marks an abbreviation: ד"ר
TRACKING = lazy(r"[?&](?:utm_|mc_cid|fbclid|gclid|cmpid|ref=|source=|campaign)", re.IGNORECASE)
SYMBOL_FIRST = lazy(r"^[^\w\s\"'“”„«»‘’(\[#@$€£¥*_©-]")


class Context:
    """A page as signals see it. What several signals need is worked out once a page, and kept with it.

    Attributes:
        words: the words of each block, as cues see them.
        prose: the run of running prose.
        told_at: the first block with `TOLD_WORDS` of prose above it.
        done_at: the first block with less than `LEFT_WORDS` of prose below it.
        site: names and hosts of the page's own site.
    """

    def __init__(self, draft: Draft, vocabulary: Vocabulary) -> None:
        self.draft = draft
        self.blocks = draft.blocks
        self.vocabulary = vocabulary
        self.words = [block_words(block) for block in draft.blocks]
        self.prose: Span = prose_of(draft)

    @property
    def told_at(self) -> int:
        """The first block that has enough prose above it for `prose-above`."""
        return _told_at(self.draft)

    @property
    def done_at(self) -> int:
        """The first block that has little prose below it, for `prose-done`."""
        return _done_at(self.draft)

    @property
    def site(self) -> Site:
        """Names and hosts of the page's own site."""
        return site_of(self.draft, self.prose)

    @property
    def all_words(self) -> float:
        """Words of the page."""
        return _all_words(self.draft)

    @property
    def container_words(self) -> Mapping[int, int]:
        """How many words of the page each HTML element holds."""
        return _container_words(self.draft)

    @property
    def link_texts(self) -> Counter[str]:
        """How many links of the page have which text."""
        return _link_texts(self.draft)

    def agreeing(self, names: tuple[str, ...], index: int) -> list[str]:
        """Which of the signals say yes to a block."""
        return [name for name in names if SIGNALS[name](self, index)]


def block_words(block: Block) -> list[str]:
    """The words of a block, or of its beginning: then a last "word" keeps its end from being found.

    What somebody is quoted with is no word of the page: one "word" stands in its place.
    """
    text = block.text[:READ_CHARS]
    words = _own_words(GERSHAYIM.sub("\u05f4", text)) if QUOTES.search(text) else words_in(text)
    return [*words, CUT_OFF] if block.shape.chars > READ_CHARS else words


def _own_words(text: str) -> list[str]:
    """The words around quotations; all words where next to nothing stands around them."""
    pieces = [words_in(piece) for piece in QUOTATION.split(text)]
    if sum(map(len, pieces)) < AROUND_WORDS:
        return words_in(text)
    return [word for piece in pieces for word in (*piece, CUT_OFF)][:-1]


@once
def _told_at(draft: Draft) -> int:
    words = 0.0
    scores = prose_scores(draft)
    for index, block in enumerate(draft.blocks):
        if words >= TOLD_WORDS:
            return index
        words += block.shape.words if scores[index] > 1 else 0
    return len(draft.blocks)


@once
def _done_at(draft: Draft) -> int:
    words = 0.0
    scores = prose_scores(draft)
    for index in range(len(draft.blocks) - 1, -1, -1):
        if words >= LEFT_WORDS:
            return index + 1
        words += draft.blocks[index].shape.words if scores[index] > 1 else 0
    return 0


@once
def _all_words(draft: Draft) -> float:
    return sum(block.shape.words for block in draft.blocks)


@once
def _container_words(draft: Draft) -> Mapping[int, int]:
    words: dict[int, int] = defaultdict(int)
    for block in draft.blocks:
        own = ceil(block.shape.words)
        for container in block.hints.containers:
            words[container] += own
    return words


@once
def _link_texts(draft: Draft) -> Counter[str]:
    return Counter(link.text.strip().casefold() for block in draft.blocks for link in block.links)


Signal = Callable[[Context, int], bool]


def _self_name(page: Context, index: int) -> bool:
    return page.site.named_in(page.words[index])


def _self_link(page: Context, index: int) -> bool:
    return any(page.site.owns(link.url) for link in page.blocks[index].links)


def _self_cta(page: Context, index: int) -> bool:
    return _self_link(page, index) and _imperative(page, index)


def _second_person(page: Context, index: int) -> bool:
    return not page.vocabulary.second_person.isdisjoint(page.words[index])


def _imperative(page: Context, index: int) -> bool:
    """A sentence begins with a verb that asks the reader to do something."""
    pieces = SENTENCE_START.split(page.blocks[index].text[:READ_CHARS], maxsplit=SENTENCES)
    return any(_asks(page.vocabulary, words_in(piece[:SHORT_CHARS])) for piece in pieces)


def _asks(vocabulary: Vocabulary, words: list[str]) -> bool:
    for word in words:
        if word not in vocabulary.polite:
            return word in vocabulary.imperative
    return False


def _button_like(page: Context, index: int) -> bool:
    """A label of a few words that is a link, begins with a symbol or asks for something."""
    block = page.blocks[index]
    if not 0 < block.shape.words <= BUTTON_WORDS or block.shape.ending not in ("none", "ellipsis"):
        return False
    symbol = SYMBOL_FIRST.match(block.text) is not None
    linked = block.shape.link_words >= block.shape.words
    return symbol or linked or block.shape.all_caps or _imperative(page, index)


def _network_names(page: Context, index: int) -> bool:
    networks = page.vocabulary.networks
    named = not networks.isdisjoint(page.words[index])
    return named or any(label_of(host_of(link.url)) in networks for link in page.blocks[index].links)


def _url_tracking(page: Context, index: int) -> bool:
    """A link with parameters that count where readers come from. Clean links have lost them: the source tells."""
    block = page.blocks[index]
    return bool(block.links) and TRACKING.search(page.draft.source, block.start, block.end) is not None


def _duplicate_of_link_text(page: Context, index: int) -> bool:
    """The block says what a link says: its own second copy, or a link elsewhere on the page."""
    block = page.blocks[index]
    own = bool(block.links) and block.shape.link_words >= block.shape.words
    return page.link_texts[block.text[:READ_CHARS].strip().casefold()] > int(own)


def _linked(page: Context, index: int) -> bool:
    shape = page.blocks[index].shape
    return shape.words > 0 and shape.link_words / shape.words > LINKED


def _short_line(page: Context, index: int) -> bool:
    return page.blocks[index].shape.chars <= SHORT_CHARS


def _no_stop(page: Context, index: int) -> bool:
    return page.blocks[index].shape.ending in ("none", "colon", "ellipsis")


def _label_then_title(page: Context, index: int) -> bool:
    """A short label, then nothing but a title: one link to the end, or words without a full stop."""
    block = page.blocks[index]
    if block.shape.chars > LABELLED_CHARS:
        return False
    mark = LABEL_END.search(block.text[:LABEL_CHARS])
    if mark and _is_label(block.text[: mark.start()]):
        return bool(words_in(block.text[mark.end() :])) and (_is_unstopped(block) or _only_link(block, mark.end()))
    first = block.links[0].start if block.links else 0
    return _is_label(block.text[:first]) and _only_link(block, first)


def _is_label(text: str) -> bool:
    return len(text) <= LABEL_CHARS and 0 < count_words(text) <= LABEL_WORDS


def _only_link(block: Block, first: int) -> bool:
    """One or more links from there to the block's end."""
    links = block.links
    return bool(links) and links[0].start <= first and not words_in(block.text[links[-1].end :])


def _is_unstopped(block: Block) -> bool:
    """No sentence: no end mark, or only that of a title that asks or calls."""
    return block.shape.ending == "none" or block.text.rstrip().endswith(("?", "!", "？", "！"))


def _unquoted(page: Context, index: int) -> bool:
    """Nobody is quoted: the words are the page's own."""
    text = page.blocks[index].text[:READ_CHARS]
    return QUOTES.search(text) is None or QUOTES.search(GERSHAYIM.sub("", text)) is None


def _is_title(block: Block) -> bool:
    least, most = TITLE_WORDS
    return least <= block.shape.words <= most and block.shape.ending != "ellipsis" and block.shape.sentences <= 1


def _is_teaser(block: Block) -> bool:
    least, most = TEASER_WORDS
    return least <= block.shape.words <= most and block.shape.ending in ("ellipsis", "stop")


def _title_then_teaser(page: Context, index: int) -> bool:
    """One half of a pair: a title above a teaser, or the teaser below its title."""
    blocks = page.blocks
    return any(
        first >= 0 and first + 1 < len(blocks) and _is_pair(blocks[first], blocks[first + 1])
        for first in (index - 1, index)
    )


def _is_pair(title: Block, teaser: Block) -> bool:
    unstopped = title.shape.ending == "none" or teaser.shape.ending == "ellipsis"
    return unstopped and _is_title(title) and _is_teaser(teaser)


def _date_line(page: Context, index: int) -> bool:
    block = page.blocks[index]
    return block.shape.words <= DATE_WORDS and YEAR_OR_DATE.search(block.text) is not None


SIGNALS: Mapping[str, Signal] = MappingProxyType(
    {
        "self-name": _self_name,
        "self-link": _self_link,
        "self-cta": _self_cta,
        "second-person": _second_person,
        "imperative": _imperative,
        "button-like": _button_like,
        "ellipsis-end": lambda page, index: page.blocks[index].shape.ending == "ellipsis",
        "all-caps": lambda page, index: page.blocks[index].shape.all_caps,
        "network-names": _network_names,
        "url-tracking": _url_tracking,
        "duplicate-of-link-text": _duplicate_of_link_text,
        "link>0.5": _linked,
        "short-line": _short_line,
        "no-stop": _no_stop,
        "label-then-title": _label_then_title,
        "unquoted": _unquoted,
        "title-then-teaser": _title_then_teaser,
        "date-line": _date_line,
        "before-prose": lambda page, index: index < page.prose.first,
        "prose-above": lambda page, index: index >= page.told_at,
        "prose-done": lambda page, index: index >= page.done_at,
        "capitalised": lambda page, index: page.blocks[index].shape.capitals >= CAPITALISED,
        "after-prose": lambda page, index: index >= page.prose.last,
    }
)
