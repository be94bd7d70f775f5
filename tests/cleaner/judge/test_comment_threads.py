"""Threads of comments under an article: told by their elements, whole, and never the article itself."""

from __future__ import annotations

import pytest

from presscut.cleaner.judge.comment_threads import comment_threads
from presscut.cleaner.model import Draft, Mark, Page
from presscut.cleaner.segment import segment
from tests.support.blocks import PROSE, draft

HEAD = """<html lang=en><head><meta property=og:type content=article><meta name=author content="Ada Quill">
<meta property=article:published_time content=2031-05-04></head>"""
STORY = "".join(f"<p>{PROSE}</p>" for _ in range(8))
TALK = "I was on the ferry that day, and it was eleven minutes early."


def page(body: str) -> Draft:
    found = segment(Page(f"{HEAD}<body>{body}</body></html>".encode(), media_type="html"))
    assert isinstance(found, Draft)
    return found


def said(body: str) -> dict[str, str]:
    """What the filter says, by the text of the block."""
    made = page(body)
    return {made.blocks[mark.block].text: mark.kind for mark in comment_threads(made)}


@pytest.mark.parametrize(
    "box",
    [
        f"<div class=comment-list><div>{TALK}</div></div>",
        f"<section id=comments><p>{TALK}</p></section>",
        f"<div itemprop=comment itemscope itemtype='https://schema.org/Comment'><p>{TALK}</p></div>",
        f"<div id=disqus_thread><p>{TALK}</p></div>",
        f"<user-comment><p>{TALK}</p></user-comment>",
        f"<div class=kommentare><p>{TALK}</p></div>",
        f"<article id=comment-1893><p>{TALK}</p></article>",
        f"<article id=div-comment-12 class=comment-body><p>{TALK}</p></article>",
    ],
)
def test_comments_are_known_by_what_their_elements_are_called(box: str) -> None:
    """Class, id, microdata or the element's own name: one is enough."""
    assert said(f"<main>{STORY}</main>{box}") == {TALK: "comments"}


def test_an_article_is_no_comment_whatever_its_box_is_called() -> None:
    """Themes call the page after its comments; the text inside is the article all the same."""
    assert said(f"<div class='content with-comments'>{STORY}<p>{TALK}</p></div>") == {}
    assert said(f"<div class=comments><p>{TALK}</p></div><main>{STORY}</main>") == {}
    assert said(f"<main>{STORY}</main><article class='comment open'><p>{TALK}</p></article>") == {}


def test_a_long_thread_is_found_box_by_box() -> None:
    """Where comments are most of the page no box may hold most of it, but each comment has its own."""
    boxes = "".join(f"<div class=comment><b class=author>Reader {n}</b><p>{TALK} {n}.</p></div>" for n in range(80))
    found = said(f"<main>{STORY}</main><div class=comments>{boxes}</div>")
    assert sum(kind == "comments" for kind in found.values()) == 160


def test_lines_between_the_boxes_of_a_thread_are_part_of_it() -> None:
    """Some sites call only the words of a comment so; who wrote them, and when, stands before each."""
    texts = [f"{TALK} And again, {n}." for n in range(4)]
    who = [f"Reader {n} - 04.05.2031, 10:4{n}" for n in range(4)]
    boxes = "".join(
        f"<div>#{n}</div><div>{who[n]}</div><div class=comment><p>{text}</p></div>" for n, text in enumerate(texts)
    )
    found = said(f"<main>{STORY}</main><h3>Said below</h3>{boxes}<p>The ferry goes on.</p>")
    lines = {f"#{n}" for n in range(4)} | {*who}
    assert {text for text, kind in found.items() if kind == "comments"} == lines | {*texts}
    apart = "".join(f"<p>{PROSE}</p><div class=comment><p>{text}</p></div>" for text in texts)
    assert PROSE not in said(f"<main>{STORY}</main>{apart}")


def test_forms_and_buttons_among_comments_are_calls() -> None:
    """With comments kept, nobody wants to read "Reply" eighty times."""
    boxes = "".join(f"<div class=comment><p>{TALK} {n}.</p><a href=#r{n}>Reply</a></div>" for n in range(3))
    form = "<form><p>Tell us what you think of it.</p><button>Send it</button></form>"
    found = said(f"<main>{STORY}</main><div id=comments>{boxes}{form}</div>")
    assert found["Reply"] == found["Send it"] == found["Tell us what you think of it."] == "cta"
    assert found[f"{TALK} 1."] == "comments"


def test_a_footer_under_a_heading_of_comments_is_none() -> None:
    """A rule's section of comments runs to the end of the page; what stands in the footer is not kept with them."""
    made = page(f"<main>{STORY}</main><h2>2 comments</h2><p>{TALK}</p><footer><p>Made by hand in Larkholm</p></footer>")
    last = len(made.blocks) - 1
    section = made.marked([Mark(last, "comments", 1.0, "en/comments/section", "", section=last - 2)])
    assert [(m.block, m.kind) for m in comment_threads(section)] == [(last, "nav")]


def test_nothing_is_said_of_text_and_of_forums() -> None:
    """Text has no elements, and on a forum posts are the content."""
    assert list(comment_threads(draft(PROSE, TALK))) == []
    forum = f"""<script type=application/ld+json>{{"@type": "DiscussionForumPosting"}}</script>
    <body class="forum thread"><div class=posts>{STORY}<div class=comment><p>{TALK}</p></div></div>"""
    assert said(forum.replace("og:type", "x")) == {} or "comments" not in said(forum).values()
