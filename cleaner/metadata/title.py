"""Finding the block that holds the article's title.

Every short block near the start of the prose is weighed by a few plain signs: its rank as a heading,
what follows it, its length, whether the page's own title or address says the same words. Wrong when
a page prints the name of its section larger than the title of its article.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from presscut.cleaner.metadata.article_words import ARTICLE_LOOK, CLOSEST, ArticleWords, article_words
from presscut.cleaner.metadata.cuewords import bare_cue, by_end
from presscut.cleaner.metadata.frame import INSIDE, Frame
from presscut.cleaner.metadata.names import find_names, holds_job, is_common
from presscut.cleaner.metadata.page_title import LONGEST, LONGEST_CHARS, WORD, folded, holds_page_title, page_titles
from presscut.cleaner.metadata.picture_credit import is_credit
from presscut.cleaner.metadata.words import NAV
from presscut.cleaner.model import Block, Draft
from presscut.cleaner.patterns import lazy
from presscut.cleaner.segment.pages import is_furniture

ENOUGH = {"html": 2.0, "markdown": 1.5, "text": 1.5}  # score from which the best candidate is the title
TIED = 1.0  # and more, where it is known what the article says
USUAL = (4.0, 20.0)  # words of most titles
FOLLOWED_WITHIN = 6  # blocks from a title to its byline
NEAR = 3  # blocks from a title to the body that cost nothing: byline, picture, share buttons
FAR = 24.0  # further blocks that cost 1
FARTHEST = 2.5  # the most that distance takes away
RANKS = {1: 3.0, 2: 1.5, 3: 0.7, 4: 0.3, 5: 0.2, 6: 0.0, 0: 0.5}
ENDINGS = {"stop": 1.3, "colon": 1.5, "ellipsis": 1.0, "comma": 2.0}  # what the last mark takes away
HEAD, SLUG, AGAIN = 5.0, 2.5, 1.0  # for the words of the page's own title, of its address, for their repetition
RUNNING = "running-header"
HEADER = 2.0  # and for standing at the beginning of what the pages of a printed text carry
LONGER = 1.0  # for a line that says the page's own title and goes on
HIGHEST = 300  # blocks above the prose of a text in which its title may stand: lists of products begin late
MOST_ABOVE = 400  # words of the article above a line that could be its title; below, it heads a part or is none
FURNITURE = 1.0  # what a line loses that looks like the site's own
USUAL_LOOK, STRONG_LOOK = 3.0, 5.0  # log-odds of the block model for cutting: of nine in ten titles they are below 3.9
DECK = 0.5  # what a line loses right below another that may be the title: then it is the deck
SLUG_SHARE = 0.6  # of a title's words that stand in the page's address

SHORTEST_REPEAT = 3.0  # words
FARTHEST_MENU = 8  # blocks from a menu to the first paragraph
MENU_PARTS, MENU_WORDS = 3, 3  # parts of a menu, words of each
PARAGRAPH = 15.0  # words from which a block with a full stop is a paragraph

READING_TIME = lazy(r"\b\d+\s?-?min(?:ute)?s?\b(?:\s+read)?\W*$", re.IGNORECASE)
MOMENT = lazy(r"\d\d?:\d\d:\d\d|\[[^\]]*\d:\d\d")
"""The start of a subtitle, or of a message in a chat: its time, to the second or in brackets."""
ISSUE = lazy(
    r"\b(?:vol|volume|no|nr|núm|issue|band|heft|jahrgang|tome|ausgabe|edition|édition)\b\.?\s*\d"
    r"|\b(?:spring|summer|autumn|fall|winter|frühjahr|sommer|herbst|printemps|été|automne|hiver)\s+\d{4}$"
    r"|^\W*(?:policy|working|discussion|research|occasional|green|white)?\s*(?:paper|brief|briefing|report|bulletin)"
    r"\s+(?:no\.?\s*)?\d[\d/.-]*$|\b(?:issn|isbn)\b",
    re.IGNORECASE,
)
"""What the head of a paper or a series says of its issue."""
TRAIL = lazy(r"(?:^|\s)[|>›»/](?:\s|$)")
MENU = lazy(r"\s*[|·•]\s*|\s/\s|\s{2,}")


@dataclass(frozen=True, slots=True)
class Title:
    """The title's block and what spoke for it."""

    index: int
    score: float
    reason: str


class Clues(NamedTuple):
    """What candidates are held against.

    Attributes:
        heads: the page's own titles, and how much each can be trusted.
        slug: words of the address.
        bylines: blocks, in order.
        repeats: texts that stand more than once near the head.
        body: the first block of the prose that reads as a paragraph.
        furniture: how much blocks of text look like the site's own, from 0 to 1.
        article: of a text, what its article is about.
        headers: of a printed text, what its pages carry.
    """

    heads: Mapping[str, float]
    slug: frozenset[str]
    bylines: list[int]
    repeats: frozenset[str]
    body: int
    furniture: Mapping[int, float]
    article: ArticleWords | None
    headers: frozenset[str] = frozenset()

    def at_most(self, score: float) -> float:
        """What a candidate can come to that has this score by its shape and place."""
        score += HEAD + LONGER if self.heads else 0.0
        score += SLUG if self.slug else 0.0
        score += CLOSEST if self.article else 0.0
        score += HEADER if self.headers else 0.0
        return score + AGAIN if self.repeats else score


def first_word(text: str) -> str:
    """The first word of the folded text; empty when there is none."""
    first = WORD.search(text)
    return folded(first[0]).partition(" ")[0] if first else ""


def find_title(frame: Frame) -> Title | None:
    """The best candidate among the blocks around the start of the prose, when it is good enough.

    What each page of a printed text carries is only asked when nothing else is good enough.
    """
    blocks = frame.blocks
    carried = () if frame.draft.media_type == "html" else [i for i, block in enumerate(blocks) if is_furniture(block)]
    clues = Clues(
        heads=page_titles(frame.draft),
        slug=_slug_words(frame),
        bylines=sorted(frame.bylines),
        repeats=_repeated(frame),
        body=_body_start(frame),
        furniture=_furniture(frame.draft),
        article=article_words(frame.draft),
        headers=frozenset(folded(blocks[i].text) for i in carried if blocks[i].shape.chars <= LONGEST_CHARS),
    )
    places = sorted(_by_place(frame, clues), key=lambda candidate: (-candidate[0], candidate[1]))
    own = [place for place in places if not carried or not is_furniture(blocks[place[1]])]
    headers = [place for place in places if RUNNING in blocks[place[1]].hints.tags] if carried else []
    return _best(frame, clues, own) or _best(frame, clues, headers) or _line_below_menu(frame, clues)


def _best(frame: Frame, clues: Clues, places: Iterable[tuple[float, int]]) -> Title | None:
    """The best of some candidates, the most likely places first, when it is good enough."""
    best: Title | None = None
    least = ENOUGH[frame.draft.media_type] + (TIED if clues.article else 0.0)
    for bare, i in places:
        enough = best.score if best else least
        if clues.at_most(bare) < enough:
            break
        score, reason = _score(frame, i, clues, bare, enough)
        if score > enough or (score == enough and (best is None or i < best.index)):
            best = Title(i, score, reason)
    return best


def _by_place(frame: Frame, clues: Clues) -> Iterator[tuple[float, int]]:
    """The blocks that may be the title, each with its score by shape and place."""
    blocks = frame.blocks
    last = _last_candidate(frame.draft)
    for i in _candidates(frame):
        if i <= last and i not in frame.bylines and _may_be_title(blocks[i]):
            score = _shape_score(blocks[i]) + _place_score(i, clues.body, clues.bylines)
            score -= FURNITURE * clues.furniture.get(i, 0.0)
            yield score - (DECK if _is_below_title(frame, i, clues) else 0.0), i


def _candidates(frame: Frame) -> Iterable[int]:
    """The blocks in which the title is looked for."""
    if frame.draft.media_type == "html":
        return frame.top
    return sorted({*frame.top, *range(max(frame.prose.first - HIGHEST, 0), frame.prose.first)})


def _last_candidate(draft: Draft) -> int:
    """The last block of a text that may be its title: above it too little stands that looks like the article."""
    if draft.media_type == "html":
        return len(draft.blocks)
    words = 0.0
    for mark in draft.marks:
        if mark.rule == "model/blocks" and mark.weight < ARTICLE_LOOK:
            words += draft.blocks[mark.block].shape.words
            if words > MOST_ABOVE:
                return mark.block
    return len(draft.blocks)


def _furniture(draft: Draft) -> Mapping[int, float]:
    """How much the blocks of a text look like the site's own, from 0 to 1: more than titles do, which go as well."""
    if draft.media_type == "html":
        return {}
    return {
        m.block: min((m.weight - USUAL_LOOK) / (STRONG_LOOK - USUAL_LOOK), 1.0)
        for m in draft.marks
        if m.rule == "model/blocks" and m.weight > USUAL_LOOK
    }


def _is_below_title(frame: Frame, i: int, clues: Clues) -> bool:
    """Whether a line stands right below another of the same kind that may be the title: then it is the deck."""
    above = i - 1
    if above < 0 or above in frame.bylines or frame.blocks[above].kind != frame.blocks[i].kind:
        return False
    if clues.furniture.get(above, 0.0) > clues.furniture.get(i, 0.0):
        return False
    block = frame.blocks[above]
    low, high = USUAL
    return low <= block.shape.words <= high and block.shape.ending == "none" and not block.links


def _line_below_menu(frame: Frame, clues: Clues) -> Title | None:
    """The longest line between a row of sections and the byline or the first paragraph, for a page of plain lines."""
    menu = next((i for i in reversed(frame.top) if i < clues.body and _is_menu(frame.blocks[i])), None)
    if menu is None or clues.body - menu > FARTHEST_MENU:
        return None
    stop = next((b for b in clues.bylines if b > menu), clues.body)
    lines = [i for i in range(menu + 1, min(stop, clues.body)) if _may_be_line(frame, i)]
    longest = max(lines, key=lambda i: frame.blocks[i].shape.words, default=None)
    if longest is None:
        return None
    return Title(longest, ENOUGH[frame.draft.media_type], "the longest line below the menu")


def _is_menu(block: Block) -> bool:
    """A row of sections: short words with marks or wide gaps between them, or links side by side."""
    parts = [part for part in MENU.split(block.text[:LONGEST_CHARS]) if part.strip()]
    row = len(parts) >= MENU_PARTS and all(len(part.split()) <= MENU_WORDS for part in parts)
    linked = block.shape.links >= MENU_PARTS and block.shape.link_words >= block.shape.words
    return bool((row or linked) and block.shape.ending == "none")


def _may_be_line(frame: Frame, i: int) -> bool:
    block = frame.blocks[i]
    text = folded(block.text)
    return bool(
        _may_be_title(block)
        and block.shape.words >= SHORTEST_REPEAT
        and block.kind == "paragraph"
        and block.shape.ending == "none"
        and not block.links
        and i not in frame.bylines
        and text.split(" ", 1)[0] not in NAV
        and text not in frame.sites
        and not _is_menu(block)
        and not _is_something_else(block)
    )


def _may_be_title(block: Block) -> bool:
    words = block.shape.words
    return bool(
        0 < words <= LONGEST
        and block.shape.chars <= LONGEST_CHARS
        and block.kind in ("heading", "paragraph", "quote", "item")
    )


def _score(frame: Frame, i: int, clues: Clues, score: float, enough: float) -> tuple[float, str]:
    """The score by shape and place with what speaks for and against the words, and the reason.

    What speaks against the words is not looked for when the score is below `enough` without it.
    """
    block = frame.blocks[i]
    text = folded(block.text)
    reason = f"{'heading' if block.kind == 'heading' else 'line'} before the prose"
    if text in clues.heads and not holds_page_title(frame.draft, i):
        score, reason = score + HEAD * clues.heads[text], "the page's own title"
    elif _goes_on(frame, i, text, clues):
        score, reason = score + HEAD + LONGER, "the page's own title and more"
    words = set(text.split())
    shared = len(words & clues.slug)
    if shared >= 2 and shared >= SLUG_SHARE * len(words) and len(words) >= 0.5 * len(clues.slug):
        score += SLUG
    if text in clues.repeats:
        score += AGAIN
    if any(header.startswith(text) for header in clues.headers):
        score += HEADER
    if clues.article is not None:
        score += clues.article.tie(i, text)
    if score >= enough and (text.split(" ", 1)[0] in NAV or text in frame.sites or _is_something_else(block)):
        score -= 3.0
    return score, reason


def _goes_on(frame: Frame, i: int, text: str, clues: Clues) -> bool:
    """Whether a line right below the page's own title, as the last step of a trail, begins with it and goes on."""
    above = folded(frame.blocks[i - 1].text) if i > 1 else ""
    return above in clues.heads and len(above.split()) >= SHORTEST_REPEAT and text.startswith(f"{above} ")


def _is_something_else(block: Block) -> bool:
    """A byline, a reading time, a time in a recording, a credit, an issue, a trail of sections, a name with a job."""
    text = block.text
    if bare_cue(text) or by_end(text) is not None or READING_TIME.search(text) or MOMENT.match(text) or is_credit(text):
        return True
    if ISSUE.search(text):
        return True
    names, rest = find_names(text, cued=True)
    return len(TRAIL.findall(text)) > 1 or bool(names and (not rest or holds_job(rest)) and is_common(names[0].value))


def _body_start(frame: Frame) -> int:
    """The first block of the prose that reads as a paragraph."""
    for i in range(frame.prose.first, min(frame.prose.last, frame.prose.first + INSIDE)):
        if frame.blocks[i].shape.words >= PARAGRAPH and frame.blocks[i].shape.ending == "stop":
            return i
    return frame.prose.first


def _shape_score(block: Block) -> float:
    shape = block.shape
    score = RANKS.get(block.level, 0.0) if block.kind == "heading" else 0.0
    score -= 2.0 if block.kind in ("item", "quote") else 0.0
    low, high = USUAL
    score += 1.0 if low <= shape.words <= high else (-1.0 if shape.words < 2.5 or shape.words > 28 else 0.0)
    score -= ENDINGS.get(shape.ending, 0.0)
    if block.text.rstrip('"”’»')[-1:] in "?!？！":
        score += 1.0
    if shape.link_words > 0.5 * shape.words:
        score -= 2.5
    return score


def _place_score(i: int, body: int, bylines: list[int]) -> float:
    """Nearness to the prose, and a byline that follows or stands right above."""
    score = 0.0
    after = next((b - i for b in bylines if 0 < b - i <= FOLLOWED_WITHIN), 0)
    if after:
        score += 2.0
    elif any(0 < i - b <= 2 for b in bylines):
        score += 0.7
    distance = body - i
    if distance > 0:
        score += 1.0 - min(max(0, distance - NEAR) / FAR, FARTHEST)
    elif not after or after > 3:
        score -= 2.0 + 0.3 * (i - body)
    return score


def _slug_words(frame: Frame) -> frozenset[str]:
    """The words of the page's address, when it is one of the kind that repeats the title."""
    url = frame.draft.page.url
    if not url:
        return frozenset()
    try:
        path = unquote(urlsplit(url).path)
    except ValueError:
        return frozenset()
    longest = max(path.casefold().split("/"), key=len, default="")
    words = [w for w in WORD.findall(longest) if not w.isdigit()]
    return frozenset(words) if len(words) >= 3 else frozenset()


def _repeated(frame: Frame) -> frozenset[str]:
    """Texts that stand more than once near the head, alone or at the end of a trail ("Home News TITLE")."""
    seen: set[str] = set()
    again: set[str] = set()
    before = ""
    for i in frame.top:
        block = frame.blocks[i]
        if not (SHORTEST_REPEAT <= block.shape.words <= LONGEST and block.shape.chars <= LONGEST_CHARS):
            continue
        text = folded(block.text)
        if block.shape.link_words < block.shape.words:
            (again if text in seen or before.endswith(" " + text) else seen).add(text)
        before = text
    return frozenset(again)
