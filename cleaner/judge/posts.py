"""Posts of a forum: on a page of questions, answers and replies, what visitors write is the content."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from presscut.cleaner.judge.mass import LINKED
from presscut.cleaner.judge.page_features import feature
from presscut.cleaner.judge.page_kind import kinds
from presscut.cleaner.model import Block, Draft, Mark
from presscut.cleaner.once import once
from presscut.cleaner.prose import prose_words

FORUM = 0.5  # probability from which a page is a forum
SURELY = 0.7  # of one that calls itself an article
MAY_BE = 0.1  # probability from which a page that does not call itself an article may be one
SIGNS = ("says thread", "path thread", "named thread", "named vote", "named user")
SAYS_FORUM = frozenset({"qapage", "discussionforumposting"})
ENTRY = frozenset({"entry-content", "post-content"})
COMMENTS = frozenset({"comment-list", "commentlist", "comment-respond", "comments-area"})
"""Whole names of elements: no forum of the development pages has one of both."""
POST = -4.0  # log-odds: what is said of comments under an article speaks as strongly against
SHORT_POST = -2.0
SHORT = 5  # words of an answer that ends like one
BUTTON = 2.5
OFTEN = 2  # times that a label stands in a thread to be a button
NEAR = 3  # elements around a line that may be called after its poster
LABEL = 9  # words of what does not; fewer are a name, a time, a rank
MOST = 0.8  # of the page's prose, in the element that holds the thread
ELSEWHERE_TAGS = frozenset("nav footer aside form button fieldset header".split())
ELSEWHERE = frozenset(
    "sidebar widget footer nav navbar menu breadcrumb breadcrumbs related recommended similar cookie cookies consent "
    "gdpr banner modal popup newsletter signup signature sig promo ad ads advert copyright login".split()
)
USERS = frozenset(
    "user username userinfo member avatar author poster postprofile signature reputation rank joined badge badges date "
    "time timestamp datetime vote votes votecell score".split()
)
"""Words of class names around a poster's name and rank, the time, the votes."""


@once
def is_forum(draft: Draft) -> bool:
    """Whether visitors' posts are what the page is about: by its kind, or by its types where it is no article.

    The kind alone is not enough: a short page without a head may be of any. Something must speak of a thread.
    """
    known = kinds(draft)
    if not known or not any(feature(draft, sign) > 0 for sign in SIGNS):
        return False
    says_forum = known["article"] < FORUM and not SAYS_FORUM.isdisjoint(draft.types)
    return (says_forum or known["forum"] >= (SURELY if _says_article(draft) else FORUM)) and not _is_blog(draft)


def _is_blog(draft: Draft) -> bool:
    """Whether an entry stands apart from the comments on it, by the names that WordPress gives to both."""
    names = [name for block in draft.blocks for element in block.hints.tokens for name in element]
    return not ENTRY.isdisjoint(names) and not COMMENTS.isdisjoint(names)


def may_be_forum(draft: Draft) -> bool:
    """Whether posts may be what the page is about: then they are not cut for what their elements are called."""
    may_be = not _says_article(draft) and kinds(draft).get("forum", 0.0) >= MAY_BE
    return is_forum(draft) or (may_be and not _is_blog(draft))


def _says_article(draft: Draft) -> bool:
    return feature(draft, "says article") > 0 or feature(draft, "says news") > 0


def posts(draft: Draft) -> Iterable[Mark]:
    """Is this said in the thread of a forum?

    What looks like comments under an article (names, dates, buttons, short answers) is here what readers
    come for. Wrong for boxes of prose beside the thread that no name of their element gives away.
    """
    if not is_forum(draft):
        return
    blocks = draft.blocks
    prose = [0.0 if _is_linked(b) else words for b, words in zip(blocks, prose_words(draft), strict=True)]
    thread = _thread(blocks, prose)
    unseen = _mostly_hidden(blocks, prose)
    inside = [i for i, block in enumerate(blocks) if thread in block.hints.containers and block.text]
    labels = Counter([blocks[i].text.casefold() for i in inside if blocks[i].shape.words < LABEL])
    for i in inside:
        block, words = blocks[i], blocks[i].shape.words
        times = labels[block.text.casefold()]
        if times >= OFTEN and block.shape.ending == "none":
            yield Mark(i, "cta", BUTTON, "thread/button", f"“{block.text[:40]}” stands {times} times in the thread")
        elif _is_linked(block) or (block.hints.hidden and not unseen) or _stands_elsewhere(block, thread):
            continue
        elif prose[i]:
            yield Mark(i, "prose", POST, "thread/post", "in the thread of a forum")
        elif words >= (SHORT if block.shape.ending != "none" else LABEL):
            yield Mark(i, "prose", SHORT_POST, "thread/post", "few words in the thread of a forum")
        elif block.shape.ending == "none" and _called(USERS, block.hints.tokens[-NEAR:]):
            yield Mark(i, "byline", BUTTON, "thread/poster", "who posted, and when, by the names of its elements")


def _is_linked(block: Block) -> bool:
    return block.shape.link_words > LINKED * block.shape.words


def _stands_elsewhere(block: Block, thread: int) -> bool:
    """Whether an element inside the thread says that it is none of it: themes call the page by such names as well."""
    hints = block.hints
    inside = hints.containers.index(thread) + 1
    return not ELSEWHERE_TAGS.isdisjoint(hints.tags[inside:]) or _called(ELSEWHERE, hints.tokens[inside:])


def _called(names: frozenset[str], elements: Sequence[Sequence[str]]) -> bool:
    return any(not names.isdisjoint(tokens) for tokens in elements)


def _mostly_hidden(blocks: Sequence[Block], prose: Sequence[float]) -> bool:
    """Whether a script is to show the thread: then hidden is what readers see."""
    return sum([words for b, words in zip(blocks, prose, strict=True) if b.hints.hidden]) > MOST * sum(prose)


def _thread(blocks: Sequence[Block], prose: Sequence[float]) -> int:
    """The innermost element that holds most of the prose."""
    held: dict[int, float] = {}
    for block, words in zip(blocks, prose, strict=True):
        if words:
            for container in block.hints.containers:
                held[container] = held.get(container, 0.0) + words
    enough = MOST * sum(prose)
    return max([number for number, words in held.items() if words >= enough], default=0)
