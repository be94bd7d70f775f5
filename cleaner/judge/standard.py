"""The algorithm, as a list you can read aloud."""

from __future__ import annotations

from presscut.cleaner.judge import Filter
from presscut.cleaner.judge.alternation import title_teaser_alternation
from presscut.cleaner.judge.block_model import BlockModel
from presscut.cleaner.judge.button_box import button_boxes
from presscut.cleaner.judge.close_by import close_by
from presscut.cleaner.judge.comment_threads import comment_threads
from presscut.cleaner.judge.contents import contents_lists
from presscut.cleaner.judge.dated_runs import dated_runs
from presscut.cleaner.judge.duplicates import repeated_blocks
from presscut.cleaner.judge.hidden_between import hidden_between
from presscut.cleaner.judge.json_text import json_text
from presscut.cleaner.judge.link_runs import link_runs
from presscut.cleaner.judge.links_back import links_back
from presscut.cleaner.judge.offered_copy import offered_copy
from presscut.cleaner.judge.packs import Packs
from presscut.cleaner.judge.page_furniture import page_furniture
from presscut.cleaner.judge.pictures import picture_descriptions
from presscut.cleaner.judge.posts import posts
from presscut.cleaner.judge.recipe import recipe_parts
from presscut.cleaner.judge.references import references
from presscut.cleaner.judge.section_headings import section_headings
from presscut.cleaner.judge.self_call import self_calls
from presscut.cleaner.judge.site_memory import SiteMemory
from presscut.cleaner.judge.stand_ins import StandIns
from presscut.cleaner.judge.teasers import same_length_teasers
from presscut.cleaner.judge.weights import Weights
from presscut.cleaner.memory import Memory
from presscut.cleaner.metadata import FIELDS
from presscut.cleaner.model import Engine, MediaType
from presscut.cleaner.rulebook import Rulebook


def standard(rulebook: Rulebook, weights: Weights, media_type: MediaType, engine: Engine) -> tuple[Filter, ...]:
    """The filters a page is judged by, in order; later ones see the marks of those before.

    Args:
        rulebook: the rules of the page's language.
        weights: what was learnt for this media type.
        media_type: HTML has hints of its own and can be shown to a second extractor.
        engine: ``own`` asks nobody else, ``auto`` and ``trafilatura`` ask trafilatura about HTML;
            with ``trafilatura`` its answer outvotes the shapes.
    """
    second = _second_opinion(engine, weights) if media_type == "html" and engine != "own" else ()
    return (
        link_runs,
        links_back,
        same_length_teasers,
        title_teaser_alternation,
        repeated_blocks,
        page_furniture,
        contents_lists,
        self_calls,
        dated_runs,
        Packs(rulebook),
        button_boxes,
        section_headings,
        close_by,
        references,
        posts,
        BlockModel(weights.model, weights.others),
        picture_descriptions,
        json_text,
        hidden_between,
        offered_copy,
        recipe_parts,
        comment_threads,
        *second,
        *FIELDS,
        StandIns(rulebook),
    )


def remembered(memory: Memory | None) -> tuple[Filter, ...]:
    """What is judged last, by what is known of the page's site: nothing without a memory."""
    return (SiteMemory(memory),) if memory is not None else ()


def _second_opinion(engine: Engine, weights: Weights) -> tuple[Filter, ...]:
    """Loaded for HTML alone: text starts faster without it."""
    from presscut.cleaner.judge.second_opinion import SecondOpinion

    return (SecondOpinion(engine, weights.opinion),)
