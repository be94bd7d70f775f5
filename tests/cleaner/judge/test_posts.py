"""Posts of a forum are its content; the boxes beside them and the buttons below them are not."""

from __future__ import annotations

from presscut.cleaner.judge import judge
from presscut.cleaner.judge.block_model import BlockModel
from presscut.cleaner.judge.features_rules import rule_columns
from presscut.cleaner.judge.posts import is_forum, may_be_forum, posts
from presscut.cleaner.judge.standard import standard
from presscut.cleaner.judge.weights import shipped_weights
from presscut.cleaner.model import Draft, Page
from presscut.cleaner.rulebook import Rulebook
from presscut.cleaner.segment import segment
from tests.support.blocks import PROSE, draft

SAID = '<script type=application/ld+json>{"@type": "QAPage", "mainEntity": {"@type": "Question"}}</script>'
POST = """<div class="post answer"><div class=username>keeper{n}</div>
<p>{prose} That was in year {n}.</p><div class=votes>{n}2</div><a href=#r>Reply</a></div>"""
THREAD = "".join(POST.format(n=n, prose=PROSE) for n in range(1, 6))
SIDE = f"<div class=sidebar><p>{PROSE} Join us.</p></div>"


def page(body: str, head: str = SAID) -> Draft:
    markup = (
        f"<html lang=en><head>{head}</head><body class='forum thread'><div class=has-sidebar>{body}</div></body></html>"
    )
    found = segment(Page(markup.encode(), url="https://lamps.example/questions/7/oil", media_type="html"))
    assert isinstance(found, Draft)
    return found


def kinds_of(made: Draft) -> dict[str, str]:
    return {made.blocks[mark.block].text: mark.kind for mark in posts(made)}


def test_posts_speak_for_staying() -> None:
    """Every post of the thread, by a weight that outdoes what is known of comments."""
    made = page(f"<div class=thread>{THREAD}</div>{SIDE}")
    assert is_forum(made)
    kept = [mark for mark in posts(made) if mark.kind == "prose"]
    assert len(kept) == 5
    assert all(mark.weight < 0 for mark in kept)


def test_names_of_the_whole_page_do_not_count_against_a_post() -> None:
    """Themes put "has-sidebar" around everything; only what an element inside the thread says counts."""
    found = kinds_of(page(f"<div class=thread>{THREAD}{SIDE}</div>"))
    assert f"{PROSE} That was in year 1." in found
    assert f"{PROSE} Join us." not in found


def test_buttons_and_posters_are_no_posts() -> None:
    """What stands under every post is a button; a name and votes are no text."""
    found = kinds_of(page(f"<div class=thread>{THREAD}</div>"))
    assert found["Reply"] == "cta"
    assert found["keeper1"] == found["12"] == "byline"


def test_the_block_model_sees_what_is_said_of_posts() -> None:
    """A thread around a block is evidence for the model, not only for the sum that comes after it."""
    made = page(f"<div class=thread>{THREAD}</div>")
    filters = standard(Rulebook.parse(()), shipped_weights("html"), "html", "own")
    place = next(i for i, look in enumerate(filters) if isinstance(look, BlockModel))
    assert max(rule_columns(made)["evidence"]) == 0.0
    assert min(rule_columns(judge(made, filters[:place]))["evidence"]) < -1.5


def test_an_article_has_no_posts() -> None:
    """Nothing is kept for being a post where the page is an article, nor in text."""
    article = '<script type=application/ld+json>{"@type": "NewsArticle"}</script>'
    made = segment(Page(f"{article}<main>{f'<p>{PROSE}</p>' * 9}</main>".encode(), media_type="html"))
    assert isinstance(made, Draft)
    assert not may_be_forum(made)
    assert list(posts(made)) == list(posts(draft(PROSE))) == []


def test_a_blog_with_more_comments_than_text_is_no_forum() -> None:
    """WordPress names the entry and the comments on it: these are no posts, however few words the entry has."""
    said = (
        6
        * f'<li class="comment depth-1"><b class=fn>Jo</b> says:<div class="comment-content"><p>{PROSE}</p></div></li>'
    )
    body = f'<div class="entry-content"><p>{PROSE}</p></div><div id=comments class="comments-area">'
    made = page(f'{body}<ol class="comment-list">{said}</ol></div>', head="")
    assert not is_forum(made)
    assert not may_be_forum(made)
