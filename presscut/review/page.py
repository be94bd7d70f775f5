"""One page as a section: its numbers, its fields, its source block by block, and the map down its side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from presscut.archive.formats.webpage import reads_right_to_left
from presscut.cleaner.fields import NOTED
from presscut.cleaner.judge.decide import MOVE_AT
from presscut.review.charts import bar, minimap
from presscut.review.escape import attribute, text
from presscut.review.fates import Fate, fates, runs
from presscut.review.fields import fields
from presscut.review.marks import marked
from presscut.review.notes import note
from presscut.review.style import LONG
from presscut.review.summary import Line, edited, lines, shares

if TYPE_CHECKING:
    from presscut.cleaner.model import Mark
    from presscut.pipeline import Work

NEAREST = 8  # links to blocks near the line, at the head of a page


class Place(NamedTuple):
    """Where a section stands in the document.

    Attributes:
        prefix: what its ids begin with: ``"p3-"``; empty when it is alone.
        name: the input as shown.
    """

    prefix: str
    name: str

    @property
    def id(self) -> str:
        """The id of the section."""
        return f"{self.prefix}page"


def section(work: Work, place: Place) -> str:
    """The section of a page, from its heading to its last block."""
    of = fates(work)
    return (
        f"<section class=p id={place.id} aria-labelledby={place.prefix}t>"
        f"<header>{_heading(work, place)}{_account(work, of, place)}</header>"
        f"{fields(work.article, _direction(work))}"
        f"<div class=c><ol class={_column(of)}{_language(work)}{_direction(work)}>"
        f"{''.join(_blocks(work, of, place))}</ol>"
        f"{minimap(of, place.prefix)}</div></section>\n"
    )


def _column(of: Sequence[Fate]) -> str:
    """The class of the list of blocks; a browser lays out a long one only where it is looked at."""
    return '"s v"' if len(of) > LONG else "s"


def _language(work: Work) -> str:
    return f' lang="{attribute(work.draft.language)}"' if work.draft.language else ""


def _direction(work: Work) -> str:
    """Which side the page begins on. Each block finds out for itself which way it reads."""
    return " dir=rtl" if reads_right_to_left(work.draft.language) else ""


def _heading(work: Work, place: Place) -> str:
    article = work.article
    title = article.title or "Without a title"
    url = f"<bdi>{text(article.url)}</bdi>" if article.url else ""
    about = [f"<bdi>{text(place.name)}</bdi>", url, article.media_type, article.language or "language unknown"]
    flags = "".join(f" <b class=flag>⚑ {text(flag)}</b>" for flag in article.flags)
    return (
        f"<h1 id={place.prefix}t dir=auto{_language(work)}>{text(title)}</h1>"
        f"<p class=about>{' · '.join(filter(None, about))} · {article.stats.words:,} words · "
        f"confidence {article.confidence:.2f}{flags}</p>"
    )


def _account(work: Work, of: Sequence[Fate], place: Place) -> str:
    counted, total = lines(of), work.article.stats.source_chars
    between = total - sum(line.chars for line in counted)
    repaired = edited(of)
    legend = "".join(_legend(line, total, place) for line in (*counted, repaired) if line)
    return (
        f"{bar(shares(counted), total, repaired.share if repaired else None)}<ul class=legend>{legend}</ul>"
        f"<p class=about>{total:,} characters, each of them accounted for; {between:,} are white space between blocks."
        f"{_edited(work)}{_line(of)}{_near(of, place)}{_first_run(of, place)}</p>"
    )


def _legend(line: Line, total: int, place: Place) -> str:
    percent = 100 * line.chars / max(total, 1)
    share = f"{percent:.0f}%" if percent >= 1 else "&lt;1%"
    blocks = f"{line.blocks} block{'s' if line.blocks > 1 else ''}"
    return (
        f"<li><i class={line.family.css}></i><a href=#{place.prefix}b{line.first}>{text(line.label)}</a> "
        f"{share} <small>{blocks}</small>"
    )


def _edited(work: Work) -> str:
    counts: dict[str, int] = {}
    for entry in work.article.ledger:
        if entry.action == "edited":
            counts[entry.kind] = counts.get(entry.kind, 0) + 1
    kinds = ", ".join(f"{kind} {n}" for kind, n in sorted(counts.items(), key=lambda item: (-item[1], item[0])))
    return f" Edited in place: {text(kinds)}." if counts else ""


def _line(of: Sequence[Fate]) -> str:
    """The score that decided: the same for every block of a page, and another for fields."""
    needed = {fate.decision.needed for fate in of if fate.decision.action != "moved"}
    return f" Cut above {max(needed):+.2f}, moved from {MOVE_AT:+.2f}." if needed else ""


def _near(of: Sequence[Fate], place: Place) -> str:
    near = [index for index, fate in enumerate(of) if fate.near]
    if not near:
        return ""
    nearest = sorted(sorted(near, key=lambda index: of[index].gap)[:NEAREST])
    links = " ".join(f"<a href=#{place.prefix}b{index}>{of[index].block.start}</a>" for index in nearest)
    return f" ≈ {len(near):,} near the line{', the nearest' if len(near) > NEAREST else ''}: {links}."


def _first_run(of: Sequence[Fate], place: Place) -> str:
    first = next(runs(of), None)
    return f" <a href=#{place.prefix}b{first[0]}>First that went\N{NO-BREAK SPACE}↓</a>" if first else ""


def _blocks(work: Work, of: Sequence[Fate], place: Place) -> Iterator[str]:
    onward = _onward(of)
    noted = _noted(work)
    for index, fate in enumerate(of):
        here = f"{place.prefix}b{index}"
        further = f"<a href=#{place.prefix}b{onward[index]} aria-label=next>↓</a>" if index in onward else ""
        css = "" if fate.action == "keep" else f" class={fate.family.css}"
        yield (
            f"<li id={here}{css}><a href=#{here}>{fate.block.start}</a>{further}"
            f"{note(fate, noted.get(index, ()))}{marked(work.draft.source, fate)}\n"
        )


def _onward(of: Sequence[Fate]) -> dict[int, int]:
    """From the first block of each run of what went to the first of the next."""
    firsts = [first for first, _ in runs(of)]
    return dict(pairwise(firsts))


def _noted(work: Work) -> Mapping[int, list[Mark]]:
    noted: dict[int, list[Mark]] = {}
    for mark in work.draft.marks:
        if mark.field is not None and mark.weight == NOTED:
            noted.setdefault(mark.block, []).append(mark)
    return noted
