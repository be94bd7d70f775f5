"""Comments under an article: the whole thread by the name of its elements, the forms and buttons in it apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from operator import attrgetter
from typing import NamedTuple

from presscut.cleaner.judge.evidence import by_block
from presscut.cleaner.judge.mass import LINKED, mass_of
from presscut.cleaner.judge.page_features import names_of
from presscut.cleaner.judge.posts import may_be_forum
from presscut.cleaner.model import Block, Draft, Mark
from presscut.cleaner.patterns import lazy

COMMENT = 3.2  # log-odds, as of the rules for these names: .99 precise on the development pages
FORM = 3.4  # more, so that it names what both speak of
PROSE_ABOVE = 60  # words; comments stand below what they comment on
MOST_OF_PAGE = 0.35  # share of a page's words in one box; the article stands in a box that holds more
LABEL = 4  # words of a button
LINE = 12  # words of a line that says who wrote a comment, and when
ROW = 3  # boxes that are a thread without an element around all of them
LINES_BETWEEN = 4  # lines between two of them at most
NEAR = 4  # elements around a block that may be a form, and of these
OWN = 2  # elements that may be a button, or a line of name and date
OFTEN = 2  # times that a label stands in a thread to be a button
WHOLE = frozenset("html body main article h1".split())
THREAD = frozenset(
    "comment comments commentlist commentbody commenttext usercomment usercomments disqus kommentar kommentare "
    "commentaire commentaires comentario comentarios commento commenti komentar komentarze reacties kommentarer".split()
)
"""Words of classes, ids, roles and itemprop around comments, and of the names of custom elements."""
NUMBERED = lazy(r"(?:div-)?comment-\d+")
"""The id of one comment, which is an article in its own right (HTML, 4.3.2)."""
FORM_TAGS = frozenset("form button fieldset label legend".split())
FORMS = frozenset("respond form login signin captcha textarea editor email-input".split())
BUTTONS = frozenset(
    "reply replies actions action buttons toolbar vote votes voting like likes share flag report".split()
)
FOOTERS = frozenset({"footer", "nav"})
IN_FORM = "in the form for comments"
LINES = frozenset(
    "author name fn vcard user username date time timestamp posted published meta metadata byline".split()
)


class Thread(NamedTuple):
    """A box of comments: the blocks it holds, the last one not included, and the word that says so."""

    first: int
    last: int
    word: str


def comment_threads(draft: Draft) -> Iterator[Mark]:
    """Is this a reader's comment, or the form for one?

    What the page's own markup calls comments is, below the prose, and whatever it holds: names, dates,
    long text. What asks for a comment and the buttons of each are no comment but a call to the reader, and
    a footer is none though it stands under their heading. On a page that may be a forum none of this is
    said: there posts are the content (see `posts`). Wrong for an article that stands in a box called after
    its comments, when that box holds little of the page.
    """
    if draft.media_type != "html" or may_be_forum(draft):
        return
    known = by_block(draft)
    threads = list(_threads(draft)) if _may_hold_comments(draft) else []
    threads = list(_joined(draft.blocks, threads))
    for thread in threads:
        yield from _inside(draft.blocks, thread, known)
    named_so = {i for thread in threads for i in range(thread.first, thread.last)}
    for i, block in enumerate(draft.blocks):
        if block.text and i not in named_so and any(mark.kind == "comments" and mark.weight > 0 for mark in known[i]):
            if _stands_in_form(block):
                yield Mark(i, "cta", FORM, "thread/form", IN_FORM)
            elif not FOOTERS.isdisjoint(block.hints.tags):
                yield Mark(i, "nav", FORM, "thread/footer", "in a footer or a menu below the comments")


def _inside(blocks: Sequence[Block], thread: Thread, known: Sequence[Sequence[Mark]]) -> Iterator[Mark]:
    """The marks of one thread: comments, but for the forms and buttons in it."""
    inside = range(thread.first, thread.last)
    labels = Counter([blocks[i].text.casefold() for i in inside if blocks[i].shape.words <= LABEL])
    for i in inside:
        asks = _asks(blocks[i], labels, known[i])
        if asks:
            yield Mark(i, "cta", FORM, "thread/form", asks)
        elif blocks[i].text:
            yield Mark(i, "comments", COMMENT, "thread/comments", f"in an element called “{thread.word}”")


def _may_hold_comments(draft: Draft) -> bool:
    """Whether any element is called after comments: most pages need not be looked at."""
    names = names_of(draft)
    return any(not THREAD.isdisjoint(tokens) for tokens, _ in names.tokens) or any("-" in tag for tag in names.tags)


def _threads(draft: Draft) -> Iterator[Thread]:
    """The boxes that are named after comments and stand below prose, none inside another."""
    blocks = draft.blocks
    mass, above = mass_of(draft), 0.0
    words = _words(blocks)
    page = sum([block.shape.words for block in blocks])
    end = 0
    telling: dict[tuple[str, tuple[str, ...]], str | None] = {}
    for index, block in enumerate(blocks):
        if index >= end and above >= PROSE_ABOVE:
            for depth, number in enumerate(block.hints.containers):
                said = block.hints.tags[depth], block.hints.tokens[depth]
                if said not in telling:
                    telling[said] = _word_of(*said)
                word = telling[said]
                if word is not None and words[number] <= MOST_OF_PAGE * page:
                    end = _end(blocks, index, depth, number)
                    yield Thread(index, end, word)
                    break
        if index >= end:
            above += mass[index]


def _joined(blocks: Sequence[Block], threads: Sequence[Thread]) -> Iterator[Thread]:
    """The threads, with the lines of name and date that stand between the boxes of one, and before its first box."""
    for word, group in groupby(threads, key=attrgetter("word")):
        boxes = list(group)
        gaps = [range(box.last, after.first) for box, after in pairwise(boxes)]
        lines = max(map(len, gaps), default=0)
        if (
            len(boxes) < ROW
            or not 0 < lines <= LINES_BETWEEN
            or any(not _is_line(blocks[i]) for gap in gaps for i in gap)
        ):
            yield from boxes
            continue
        first = boxes[0].first
        while first > boxes[0].first - lines and first and _is_line(blocks[first - 1]):
            first -= 1
        yield Thread(first, boxes[-1].last, word)


def _is_line(block: Block) -> bool:
    return block.kind != "heading" and block.shape.words <= LINE


def _words(blocks: Sequence[Block]) -> Mapping[int, float]:
    words: dict[int, float] = {}
    for block in blocks:
        own = block.shape.words
        for number in block.hints.containers:
            words[number] = words.get(number, 0.0) + own
    return words


def _word_of(tag: str, tokens: tuple[str, ...]) -> str | None:
    """The word by which an element is one of comments."""
    if tag in WHOLE and not (tag == "article" and any(map(NUMBERED.fullmatch, tokens))):
        return None
    found = next((word for word in tokens if word in THREAD), None)
    return found or (tag if "-" in tag and not THREAD.isdisjoint(tag.split("-")) else None)


def _end(blocks: Sequence[Block], index: int, depth: int, number: int) -> int:
    """The first block behind an element that begins at `index`."""
    for i in range(index + 1, len(blocks)):
        around = blocks[i].hints.containers
        if len(around) <= depth or around[depth] != number:
            return i
    return len(blocks)


def _asks(block: Block, labels: Mapping[str, int], known: Sequence[Mark]) -> str:
    """Why this is a form or a button and no comment; empty when it is none."""
    shape, hints = block.shape, block.hints
    if _stands_in_form(block):
        return IN_FORM
    if any(mark.kind == "cta" and mark.weight > 0 for mark in known):
        return "a rule knows it for a call to the reader"
    if shape.words > LABEL or _called(LINES, hints.tokens[-OWN:]):
        return ""
    if labels[block.text.casefold()] >= OFTEN and not shape.digits:
        return f"“{block.text}” stands {labels[block.text.casefold()]} times in the thread"
    if shape.link_words > LINKED * shape.words and _called(BUTTONS, hints.tokens[-OWN:]):
        return "a button of a comment"
    return ""


def _stands_in_form(block: Block) -> bool:
    hints = block.hints
    return not FORM_TAGS.isdisjoint(hints.tags[-NEAR:]) or _called(FORMS, hints.tokens[-NEAR:])


def _called(names: frozenset[str], elements: Sequence[Sequence[str]]) -> bool:
    return any(not names.isdisjoint(tokens) for tokens in elements)
