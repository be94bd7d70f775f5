"""Where the blocks of a page stand in its markup: a JSON line a block."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from presscut.cleaner.model import Block, Page
    from presscut.pipeline import Work


def lines(work: Work) -> tuple[str, ...]:
    """A line for each block of the page, kept or not, in order.

    Keys: ``file, url, id`` of the page, ``src_start, src_end`` in its source, ``path`` of the element, and ``start,
    end`` of the element in the decoded page; both null where the place is not sure. In text they are the source's.
    """
    draft, article = work.draft, work.article
    about = {"file": draft.page.origin, "url": article.url, "id": article.id}
    html = draft.media_type == "html"
    places = _in_markup(draft.page, draft.blocks) if html else [(block.start, block.end) for block in draft.blocks]
    return tuple(
        json.dumps(
            {
                **about,
                "src_start": block.start,
                "src_end": block.end,
                "path": block.hints.path,
                "start": place and place[0],
                "end": place and place[1],
            },
            ensure_ascii=False,
        )
        + "\n"
        for block, place in zip(draft.blocks, places, strict=True)
    )


def _in_markup(page: Page, blocks: Sequence[Block]) -> Sequence[tuple[int, int] | None]:
    from presscut.cleaner.decode import decode_page
    from presscut.cleaner.segment.html_places import places_of

    return places_of(decode_page(page, "html").text, blocks)
