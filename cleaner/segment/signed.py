"""Lines at the head of a text that say who wrote it. They stand alone, though no empty line sets them off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from presscut.cleaner.metadata.cuewords import by_end
from presscut.cleaner.metadata.names import find_names
from presscut.cleaner.patterns import lazy
from presscut.cleaner.segment.lines import Line

HEAD = 80  # lines in which a byline is looked for
LONGEST = 100  # characters
BESIDE = 6  # words that are no names: a job, a town
FULL = 2  # words of a full name
MARK = r"[\d*†‡§¹²³⁴-⁹]"
MARKED = lazy(rf"[^\W\d_]\s?{MARK}{{1,3}}(?:\s*[,;&]|\s+\w{{1,3}}\s|$)")
DATELINE = lazy(r"[A-ZÀ-Þ][A-ZÀ-Þ .'’-]{2,30}(?:,[^–—]{2,30})?\s?[–—]\s?[“„«\"]?[A-ZÀ-Þ]")
HOUSE = lazy(rf"{MARK}{{1,2}}\s?[^\W\d_a-zß-ÿ]")


def signed_lines(lines: Sequence[Line]) -> frozenset[int]:
    """The indices of the lines that begin with a "By" and go on with the full name of a person, of those that a
    paper prints below its title (names with marks, and what the marks say of them), and of a dateline."""
    found = {i for i, line in enumerate(lines[:HEAD]) if len(line.text) <= LONGEST and is_signed(line.text)}
    datelines = {i for i, line in enumerate(lines[:HEAD]) if is_dateline(line.text)}
    return frozenset(found | datelines | set(_with_houses(lines[:HEAD])))


def is_dateline(text: str) -> bool:
    """Whether a line begins as the first paragraph of news does: a town in capitals, a day perhaps, and a dash."""
    return DATELINE.match(text) is not None


def _with_houses(lines: Sequence[Line]) -> Iterator[int]:
    """Names with the marks of notes, and the lines right below that say with the same marks where they work."""
    inside = False
    for i, line in enumerate(lines):
        if len(line.text) > LONGEST:
            inside = False
        elif MARKED.search(line.text) and _are_names(line.text):
            inside = True
            if line.text[0] != "," and (i + 1 == len(lines) or lines[i + 1].text[0] != ","):
                yield i
        elif inside and (HOUSE.match(line.text) or "@" in line.text):
            yield i
        else:
            inside = False


def _are_names(text: str) -> bool:
    names, rest = find_names(text, cued=False)
    return bool(names) and not any(map(str.isalpha, rest))


def is_signed(text: str) -> bool:
    """Whether a line is a byline and nothing else."""
    names_at = by_end(text)
    if names_at is None or text[-1] in ".!?:,;":
        return False
    names, rest = find_names(text[names_at:], cued=True)
    return any(len(name.value.split()) >= FULL for name in names) and len(rest.split()) <= BESIDE
