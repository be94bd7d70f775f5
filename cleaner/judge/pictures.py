"""Words that describe a picture: Markdown prints them where HTML shows the picture."""

from __future__ import annotations

from collections.abc import Iterable

from presscut.cleaner.model import Draft, Mark

WEIGHT = 3.0  # of a hundred such blocks on development pages 96 are no part of the article


def picture_descriptions(draft: Draft) -> Iterable[Mark]:
    """Is this block nothing but the description of a picture (its ``alt``)?

    Its words stand in for the picture and are no text of the page. It is asked after the block model, which takes a
    mark for a sign that what stands beside it goes as well: a heading above a picture does not. Wrong for a picture of
    words, such as a quotation set as a poster.
    """
    for i, block in enumerate(draft.blocks):
        if block.kind == "image" and block.text:
            yield Mark(i, "caption", WEIGHT, "shape/picture-words", "it only describes a picture")
