"""The box about the author below the last paragraph: name, short life, addresses.

In text it needs the author's name from the byline: a block that is the name, or begins with it, but not to say
who speaks. In HTML an element that is called an author box is one, see `author_markup`. Wrong where an article ends
in a paragraph about its own author.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from presscut.cleaner.metadata.author_markup import author_boxes
from presscut.cleaner.metadata.frame import Frame
from presscut.cleaner.metadata.names import untitled
from presscut.cleaner.metadata.opening import Opening
from presscut.cleaner.metadata.page_title import folded
from presscut.cleaner.metadata.places import SURE, noted, whole
from presscut.cleaner.metadata.title import first_word
from presscut.cleaner.metadata.words import SITE_AUTHOR_PATHS, SOCIAL
from presscut.cleaner.model import Block, Link, Mark
from presscut.cleaner.patterns import lazy

LONGEST = 160.0  # words of a bio
LONGEST_CHARS = 2500
SHORTEST = 5.0
IN_BOX = 3.0  # words of a sentence in a box that the markup names
SMALL = 15.0  # words of a job, a button, a list of networks
MOST_BOXES = 6
MARKS = lazy(r"\W+")


def read_author_box(frame: Frame, opening: Opening) -> Iterator[Mark]:
    """Name lines and bios at the foot, and the addresses in them."""
    marked: set[int] = set()
    for box in author_boxes(frame):
        marked.update(box)
        yield from _box(frame, opening, box)
    yield from _by_name(frame, opening, marked)


def _box(frame: Frame, opening: Opening, box: tuple[int, ...]) -> Iterator[Mark]:
    """What the markup calls an author box: its sentences are the bio, the rest goes with it."""
    names = opening.folded_authors
    for i in box:
        block = frame.blocks[i]
        text = folded(untitled(block.text))
        if not text or opening.is_taken(i) or not frame.ends_here(i):
            continue
        name = next((n for n in names if n and text == n), None)
        if name is not None:
            yield from _name_line(i, block, opening.authors[names.index(name)])
        elif block.shape.words >= IN_BOX and block.shape.sentences and block.shape.ending == "stop":
            yield whole(i, "authorbio", "author-bio", "in an author box", weight=SURE, field="author_bio")
            for url in _addresses(block, next(iter(names), "")):
                yield noted(i, "authorbio", "author-bio", "an address of the author", "author_urls", url)
        elif block.shape.words <= SMALL:
            yield whole(i, "authorbio", "author-box", "in an author box", weight=SURE)


def _by_name(frame: Frame, opening: Opening, marked: set[int]) -> Iterator[Mark]:
    """Blocks at the foot that are an author's name, or begin with it."""
    names = opening.folded_authors
    firsts = {name.partition(" ")[0] for name in names if name}
    boxes = 0
    for i in frame.tail if firsts else ():
        block = frame.blocks[i]
        if boxes >= MOST_BOXES or not 0 < block.shape.chars <= LONGEST_CHARS or opening.is_taken(i):
            continue
        if i in marked or not any(map(block.text.casefold().__contains__, firsts)):
            continue
        if first_word(untitled(block.text)) not in firsts:
            continue
        text = folded(untitled(block.text))
        name = next((n for n in names if n and (text == n or text.startswith(n + " "))), None)
        if name is None or not frame.ends_here(i) or _speaks(block, name):
            continue
        if text == name:
            boxes += 1
            yield from _name_line(i, block, opening.authors[names.index(name)])
        elif SHORTEST <= block.shape.words <= LONGEST and block.shape.sentences:
            boxes += 1
            reason = "about the author, below the last paragraph"
            yield whole(i, "authorbio", "author-bio", reason, weight=SURE, field="author_bio")
            for url in _addresses(block, name):
                yield noted(i, "authorbio", "author-bio", "an address of the author", "author_urls", url)


def _speaks(block: Block, name: str) -> bool:
    """Whether the name only says who speaks, as in an interview: `ADA QUILL: And then?`."""
    speaker, colon, said = block.text.partition(":")
    return bool(colon and said) and folded(speaker) == name


def _name_line(i: int, block: Block, author: str) -> Iterator[Mark]:
    """The author's name alone: its link is the value, else the name once more."""
    reason = "the author's name below the last paragraph"
    urls = [link.url for link in block.links if link.url.startswith("http")]
    field, value = ("author_urls", urls[0]) if urls else ("authors", author)
    yield whole(i, "authorbio", "author-name", reason, weight=SURE, field=field, value=value)


def _addresses(block: Block, name: str) -> Iterator[str]:
    """Links to social networks, to an author's page, or with the author's name in them."""
    for link in block.links:
        if link.url.startswith("http") and _is_the_authors(link, name):
            yield link.url


def _is_the_authors(link: Link, name: str) -> bool:
    try:
        parts = urlsplit(link.url)
    except ValueError:
        return False
    host = (parts.hostname or "").removeprefix("www.")
    squashed = MARKS.sub("", link.url.casefold())
    return (
        host in SOCIAL
        or any(path in link.url.casefold() for path in SITE_AUTHOR_PATHS)
        or any(len(word) > 3 and word in squashed for word in name.split())
    )
