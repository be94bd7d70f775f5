"""Tags below the article: "Tags: harbour, ferries", or the word alone with the tags in the next blocks."""

from __future__ import annotations

from collections.abc import Iterator

from presscut.cleaner.metadata.frame import Frame
from presscut.cleaner.metadata.opening import Opening
from presscut.cleaner.metadata.places import SURE, noted, whole
from presscut.cleaner.metadata.words import TAGS
from presscut.cleaner.model import Block, Mark
from presscut.cleaner.patterns import lazy

LONGEST = 60.0  # words of a line of tags
LONGEST_CHARS = 1500
TAG_WORDS = 5.0
MOST = 30
ROW = 0.9  # of the words of a row of tags are linked
BETWEEN = lazy(r"\s*[,，、;|·•#]\s*")
CUE_CHARS = 24
HASHTAGS = lazy(r"#\w[\w-]*(?:[\s,·|]+#\w[\w-]*)+")
"""Two or more of them; one alone may be a number, or a title."""


def read_tags(frame: Frame, _opening: Opening) -> Iterator[Mark]:
    """The first line of tags at the foot."""
    for i in frame.tail:
        block = frame.blocks[i]
        if not 0 < block.shape.words <= LONGEST or block.shape.chars > LONGEST_CHARS:
            continue
        if block.text.startswith("#") and HASHTAGS.fullmatch(block.text):
            first, *others = _split(" ".join(block.text.split()).lstrip("#"), [])
            yield whole(i, "tags", "tags", "a line of hashtags", weight=SURE, field="tags", value=first)
            for tag in others[:MOST]:
                yield noted(i, "tags", "tags", "a line of hashtags", "tags", tag)
            return
        cue, _, rest = block.text[: CUE_CHARS + 1].partition(":")
        if not rest and cue.strip(" :#").casefold() in TAGS:
            yield whole(i, "tags", "tags", "a heading of tags", weight=SURE)
            yield from _below(frame, i)
            return
        if cue.strip(" #*").casefold() in TAGS and ":" in block.text[: CUE_CHARS + 1]:
            tags = _split(block.text.partition(":")[2], [k.text for k in block.links])
            if tags:
                yield whole(i, "tags", "tags", "a line of tags", weight=SURE, field="tags", value=tags[0])
                for tag in tags[1:MOST]:
                    yield noted(i, "tags", "tags", "a line of tags", "tags", tag)
            return


def _split(text: str, linked: list[str]) -> list[str]:
    parts = [part.strip(" #.") for part in BETWEEN.split(text)]
    parts = parts if len([p for p in parts if p]) > 1 or not linked else [t.strip(" #,") for t in linked]
    return [part for part in parts if part and len(part.split()) <= TAG_WORDS]


def _linked(block: Block) -> list[str]:
    """The tags of a row of links with nothing but marks between them; none when it is another block."""
    tags = [link.text.strip(" #,") for link in block.links]
    row = len(tags) > 1 and block.shape.link_words >= ROW * block.shape.words and block.shape.chars <= LONGEST_CHARS
    return tags if row and all(0 < len(tag.split()) <= TAG_WORDS for tag in tags) else []


def _below(frame: Frame, i: int) -> Iterator[Mark]:
    """Short items right below the word, all of one list."""
    listed = 0
    for j in range(i + 1, min(i + 1 + MOST, len(frame.blocks))):
        block = frame.blocks[j]
        here = _list_of(block)
        if listed and here != listed:
            return
        listed = here
        linked = _linked(block)
        if linked:
            yield whole(j, "tags", "tags", "a row of tags", weight=SURE, field="tags", value=linked[0])
            for tag in linked[1:MOST]:
                yield noted(j, "tags", "tags", "a row of tags", "tags", tag)
            continue
        short = 0 < block.shape.words <= TAG_WORDS and block.shape.ending in ("none", "comma")
        if not short or not (block.kind == "item" or block.shape.links):
            return
        yield whole(
            j, "tags", "tags", "below a heading of tags", weight=SURE, field="tags", value=block.text.strip(" #,")
        )


def _list_of(block: Block) -> int:
    """The number of the innermost list of the markup that a block stands in; 0: none."""
    around = zip(block.hints.tags, block.hints.containers, strict=False)
    return next((number for tag, number in reversed(list(around)) if tag in ("ul", "ol")), 0)
