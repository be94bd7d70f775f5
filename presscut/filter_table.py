"""The ids of the ledger that are no rules of a pack but part of the program: what each detects, and where it lives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple, get_args

from presscut.cleaner.inline.edits import REASONS
from presscut.cleaner.model import BlockKind


class Filter(NamedTuple):
    """Something that judges, reads or repairs, and has an id in the ledger.

    Attributes:
        where: its file below ``cleaner/``; the docstring there says when it would be wrong.
        about: what it detects, one line.
    """

    where: str
    about: str


BLOCK_KINDS: tuple[str, ...] = get_args(BlockKind)
REPAIR = "inline/edits.py"
FILTERS: Mapping[str, Filter] = {
    "model/blocks": Filter(
        "judge/block_model.py", "The block model: is a block of the article, by its shape, place and neighbours?"
    ),
    "shape/button-box": Filter("judge/button_box.py", "A box below the article, from its heading down to its button."),
    "shape/contents-list": Filter(
        "judge/contents.py", "A list of contents: its entries come again as headings further down."
    ),
    "shape/dated-run": Filter("judge/dated_runs.py", "A run of dates, or of times ago, each with some text."),
    "shape/json": Filter("judge/json_text.py", "JSON for the page's scripts that stands in its text."),
    "shape/last-list": Filter("judge/close_by.py", "A list without links right below the prose: it stays."),
    "shape/last-words": Filter("judge/close_by.py", "A sentence right beside the prose: it stays."),
    "shape/link-back": Filter("judge/links_back.py", "A link with an arrow to the text before this one."),
    "shape/link-run": Filter("judge/link_runs.py", "A run of blocks that are links alone: menus, lists of pages."),
    "shape/offered-copy": Filter("judge/offered_copy.py", "A copy of the article, in tags, for other sites."),
    "shape/page-number": Filter("judge/page_furniture.py", "The number of a printed page."),
    "shape/picture-words": Filter("judge/pictures.py", "Words that only describe a picture."),
    "shape/references": Filter("judge/references.py", "The works that the article cites, at its end: they stay."),
    "shape/references-heading": Filter("judge/references.py", "The heading above the works that the article cites."),
    "shape/repeated-block": Filter("judge/duplicates.py", "A block whose text stands further up."),
    "shape/repeated-line": Filter("judge/duplicates.py", "A short line that has come several times."),
    "shape/running-header": Filter("judge/page_furniture.py", "The header or footer of every printed page."),
    "shape/same-length-teasers": Filter("judge/teasers.py", "A run of teasers that were cut off at one same length."),
    "shape/section-heading": Filter(
        "judge/section_headings.py", "The heading of the prose below it, where its words come again: it stays."
    ),
    "shape/self-call": Filter("judge/self_call.py", "A short call that prints an address of the site itself."),
    "shape/self-call-heading": Filter("judge/self_call.py", "The heading right above such a call."),
    "shape/split-appeal": Filter("judge/self_call.py", "An appeal in emphasis that a link to the site broke in two."),
    "shape/teaser-heading": Filter("judge/teasers.py", "The heading above a run of teasers."),
    "shape/teaser-title": Filter("judge/teasers.py", "The title of such a teaser."),
    "shape/title-teaser": Filter("judge/alternation.py", "Title, teaser, title, teaser: a list of other articles."),
    "shape/upright-text": Filter(
        "judge/page_furniture.py", "Letters that stand upright at the edge of a printed page."
    ),
    "page/alike": Filter("judge/alike.py", "What is known of the blocks in elements of the same name and class."),
    "page/hidden": Filter("judge/hidden_between.py", "What is hidden between paragraphs of an article that are shown."),
    "page/recipe": Filter("judge/recipe.py", "An ingredient or a step that the page's own data names: it stays."),
    "site/repeats": Filter("judge/site_memory.py", "What stands on many stored pages of the site."),
    "thread/button": Filter("judge/posts.py", "A button that stands many times in the thread of a forum."),
    "thread/comments": Filter("judge/comment_threads.py", "The comments below an article, by the names of elements."),
    "thread/footer": Filter("judge/comment_threads.py", "A footer or menu below the comments."),
    "thread/form": Filter("judge/comment_threads.py", "A form in which a comment is asked for."),
    "thread/post": Filter("judge/posts.py", "A post in the thread of a forum: there it is the content."),
    "thread/poster": Filter("judge/posts.py", "Who posted in the thread of a forum, and when."),
    "trafilatura/kept": Filter("judge/second_opinion.py", "trafilatura takes it for the article."),
    "trafilatura/left-out": Filter("judge/second_opinion.py", "trafilatura leaves it out."),
    "judge/code-between": Filter("judge/policies.py", "Code between two blocks that stay, stays."),
    "judge/empty-heading": Filter("judge/policies.py", "A heading under which nothing is left goes as well."),
    "judge/heading-above": Filter("judge/policies.py", "A heading right above what stays, stays."),
    "judge/kept-kind": Filter("judge/policies.py", "It is of a kind to keep: --keep, or clean.keep."),
    "judge/one-signal": Filter("judge/policies.py", "Between two kept blocks a single weak signal takes nothing."),
    "judge/prose-in-doubt": Filter("judge/policies.py", "Prose does not go for its looks when little speaks for it."),
    "judge/prose-repeats": Filter("judge/policies.py", "What a site repeats never takes prose alone."),
    "judge/sentence-between": Filter("judge/policies.py", "A sentence between two that stay is not cut for its looks."),
    "judge/sequence": Filter("judge/decide.py", "An island among its neighbours needs more evidence than a border."),
    "judge/whole-list": Filter("judge/policies.py", "The entries of a list stay or go together."),
    "metadata/abstract": Filter("metadata/summary.py", "An abstract beside the title: the field summary."),
    "metadata/author-bio": Filter("metadata/authorbox.py", "What the page says about the author: author_bio."),
    "metadata/author-box": Filter("metadata/authorbox.py", "What else stands in a box about the author."),
    "metadata/author-name": Filter("metadata/authorbox.py", "The author's name above or in such a box."),
    "metadata/breadcrumb": Filter("metadata/section.py", "A trail from the front page: the field section."),
    "metadata/byline": Filter("metadata/bylines.py", "Who wrote it, when and for whom: authors, published, site."),
    "metadata/caption": Filter("metadata/captions.py", "The caption of a picture: the field captions."),
    "metadata/caption-above-credit": Filter("metadata/captions.py", "A caption right above the picture's credit."),
    "metadata/caption-with-credit": Filter("metadata/captions.py", "A caption and its credit in one line."),
    "metadata/copyright": Filter("metadata/licence.py", "The copyright line at the foot of the page."),
    "metadata/correction": Filter(
        "metadata/notes.py", "A correction or an editor's note: noted, it stays in the body."
    ),
    "metadata/credit-line": Filter("metadata/captions.py", "Who made a picture: the credit of its caption."),
    "metadata/credits": Filter("metadata/credits.py", "Who else worked on the article: the field credits."),
    "metadata/dateline": Filter("metadata/notes.py", "The town it was filed from: noted, it stays in the body."),
    "metadata/deck": Filter("metadata/deck.py", "A sentence or two between title and byline: the field deck."),
    "metadata/dateline-date": Filter(
        "metadata/dateline_date.py", "The day behind the town with which a release begins."
    ),
    "metadata/head-line": Filter(
        "metadata/head_line.py", "A line below the title that says again who wrote it, or how long ago."
    ),
    "metadata/foot-date": Filter("metadata/foot_date.py", "The date below the text, where none stands above it."),
    "metadata/kicker": Filter("metadata/section.py", "A kicker above the title: the field section."),
    "metadata/labelled": Filter("metadata/summary.py", "What the page calls its summary."),
    "metadata/licence": Filter("metadata/licence.py", "The licence that the page states: the field license."),
    "metadata/linked-name": Filter(
        "metadata/signed_by_link.py", "The one person on the page whose name leads to an author's page: noted."
    ),
    "metadata/masthead": Filter("metadata/site.py", "The site's name at the top of the page: the field site."),
    "metadata/name-line": Filter("metadata/lone_names.py", "A line that signs the article without a By."),
    "metadata/signed-below": Filter("metadata/signed.py", "A byline right below the last paragraph."),
    "metadata/signed-inside": Filter("metadata/signed.py", "A name in brackets at the end of the text: noted."),
    "metadata/signed-label": Filter("metadata/signed.py", "The name below a label for the author, at the foot: noted."),
    "metadata/signed-letter": Filter("metadata/signed.py", "The name below the closing of a letter."),
    "metadata/tags": Filter("metadata/tags.py", "The article's tags: the field tags."),
    "metadata/title": Filter("metadata/headline.py", "The block that holds the title: the field title."),
    "metadata/title-again": Filter("metadata/headline.py", "The title again, outside the prose."),
    **{f"compose/{kind}": Filter("compose.py", f"A block of the kind {kind} without words.") for kind in BLOCK_KINDS},
    **{f"inline/{kind}": Filter(REPAIR, f"A repair: {reason}.") for kind, reason in REASONS.items()},
}


def listed() -> Iterator[str]:
    """A line each: id, that it is a filter, what it detects."""
    width = max(map(len, FILTERS))
    for name, told in FILTERS.items():
        yield f"{name:<{width}}  {'repair' if told.where == REPAIR else 'filter':<15}  {told.about}\n"


def record(name: str) -> dict[str, object]:
    """What scripts want to know of a filter, by the keys of a rule."""
    told = FILTERS[name]
    keys = ("kind", "action", "weight", "alone", "field")
    lists = ("languages", "applies_to", "sites")
    where = {"why": told.about, "pack": f"cleaner/{told.where}", "origin": "program"}
    return {"id": name, **dict.fromkeys(keys), **{key: [] for key in lists}, **where}


def written(name: str) -> str:
    """A filter for people: what it detects, where it lives, what can be done against it."""
    told = FILTERS[name]
    what = "repair" if told.where == REPAIR else "filter"
    lines = [f"{name} is a {what} of the program, cleaner/{told.where}, and no rule of a pack", told.about]
    if what == "filter":
        lines.append(
            "it cannot be disabled; --keep KIND keeps what it takes, and so does a rule of yours that protects"
        )
    return "".join(f"# {line}\n" for line in lines)
