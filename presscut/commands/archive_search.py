"""`presscut archive search`: articles by their words, with the piece of the text that shows them."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from presscut.commands.selecting import say_none, select_options, selection
from presscut.commands.session import Session, archive_option, examples, place_flags, session, talk_options
from presscut.errors import Damaged, Problem, SomeFailed
from presscut.outputs import product
from presscut.terminal import one_line

if TYPE_CHECKING:
    from presscut.archive.index.finding import Hit
    from presscut.archive.index.query import Query
    from presscut.archive.recovery import House
    from presscut.archive.state import State

LIMIT = 20  # a screen of them
WIDE_ENOUGH = 8  # characters of an id, as in the list
OURS = re.compile("-[hqv]+")  # what begins with one hyphen and is an option
MINUS = "\N{MINUS SIGN}"
MOST = 1_000_000  # articles that one search prints
BOLD, PLAIN = "\ue000", "\ue001"  # stand for the terminal's sequences until all else is spelt out
MARKED = ("*", "*")
SPACES = re.compile(r"\s")


class SearchCommand(click.Command):
    """A command whose arguments may begin with a hyphen: ``-word`` is a word that must not be there."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Hand such words past the options."""
        taking = {name for option in self.params for name in option.opts if not getattr(option, "is_flag", True)}
        before = ["", *args]
        return super().parse_args(
            ctx, [word if last in taking else _past_options(word) for last, word in zip(before, args, strict=False)]
        )


def _past_options(word: str) -> str:
    if len(word) > 1 and word[0] == "-" != word[1] and not OURS.fullmatch(word):
        return MINUS + word[1:]
    return word


@click.command(
    "search",
    cls=SearchCommand,
    short_help="Find articles by their words.",
    epilog=examples(
        "presscut archive search ferry island -winter --archive my-archive",
        "presscut archive search 'title:ferry OR \"harbour board\"' --since 2031",
        "presscut archive search 北京 --newest --limit 5 --json",
    ),
)
@click.argument("words", nargs=-1, required=True, metavar="QUERY…")
@archive_option
@select_options
@click.option("--newest", is_flag=True, help="The latest published first, instead of the best.")
@click.option(
    "--limit", type=click.IntRange(1, MOST), default=LIMIT, metavar="N", help=f"At most N; {LIMIT} if not said."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@talk_options
@click.pass_context
def command(context: click.Context, /, words: Sequence[str], place: str | None, **said: Any) -> None:
    """Find articles by the words of their title, text, authors, tags, deck and captions.

    All words must be there. "A phrase" stands as it is, -word must not be there, one of two words joined by OR
    is enough, begin* finds what begins so. title:word looks in the title alone, author:name, tag:word and
    site:courier.example in what they say.
    """
    from presscut.archive.disk import Disk
    from presscut.archive.index.finding import look_up
    from presscut.archive.index.query import parse, unknown_field
    from presscut.archive.index.selecting import flags_of
    from presscut.archive.recovery import House, open_for_reading

    filters = selection(said)
    asked, limit = " ".join(words), said["limit"]
    query = parse(asked)
    with session(context, place_flags(place)) as here:
        house = House(here.settings.archive, Disk())
        house.require()
        state, problems = open_for_reading(house)
        try:
            for problem in problems:
                here.talk.problem(problem)
            hits = tuple(look_up(state.db, query, filters, newest=said["newest"], limit=limit + 1))
            _print(here, house, state, query, hits[:limit], as_json=said["as_json"])
            if not hits and query.holds_words:
                say_none(here.talk, filters, partial(flags_of, state.db), "nothing found")
                _say_fields(here, unknown_field(asked))
            elif not hits:
                here.talk.note("nothing found: the query holds no word")
        finally:
            state.close()
        if len(hits) > limit:
            here.talk.note(f"there are more; --limit {limit * 5} shows more of them")


def _say_fields(here: Session, unknown: str | None) -> None:
    from presscut.archive.index.query import FIELDS

    if unknown is not None:
        fields = ", ".join(f"{field}:" for field in FIELDS)
        here.talk.note(f"{unknown}: was looked for as a word; the fields of a query are {fields}")


def _print(here: Session, house: House, state: State, query: Query, hits: Sequence[Hit], *, as_json: bool) -> None:
    failed = 0
    with product(None, _dressed) as write:
        for hit in hits:
            try:
                text = _text(house, state, hit)
            except Damaged as damage:
                here.talk.problem(Problem("damaged", hit.entry.id, str(damage)))
                failed, text = failed + 1, ""
            write((_json if as_json else _lines)(hit, query, text))
    if failed:
        raise SomeFailed(f"{len(hits)} found, of {failed} the text cannot be read")


def _text(house: House, state: State, hit: Hit) -> str:
    from presscut.archive.warc.reading import read_text

    if hit.entry.conversion is None:
        return ""
    row = state.record(hit.entry.conversion)
    if row is None:
        raise Damaged(f"record {hit.entry.conversion} is missing; restore its segment from a copy")
    return read_text(house.folder, row.place, row.id)


def _lines(hit: Hit, query: Query, text: str) -> str:
    from presscut.archive.index.snippets import marks, snippet

    entry, title = hit.entry, hit.entry.title or "(no title)"
    heading = _marked(title, 0, len(title), marks(title, query.terms))
    where = one_line(entry.canonical_url or entry.url or entry.site or "-")
    first = f"{entry.id[:WIDE_ENOUGH]}  {(entry.published or '-')[:10]:<10}  {heading}  {where}\n"
    piece = snippet(text, query.terms)
    if piece.start == piece.end:
        return first
    more = "…" if piece.end < len(text.rstrip()) else ""
    return f"{first}    {'…' if piece.start else ''}{_marked(text, piece.start, piece.end, piece.hits)}{more}\n"


def _marked(text: str, start: int, end: int, hits: Sequence[tuple[int, int]]) -> str:
    """A piece of a text on one line, its hits between marks."""
    opening, closing = (BOLD, PLAIN) if sys.stdout.isatty() else MARKED
    parts, at = [], start
    for first, last in hits:
        parts += [_flat(text[at:first]), opening, _flat(text[first:last]), closing]
        at = last
    return "".join((*parts, _flat(text[at:end])))


def _flat(text: str) -> str:
    return one_line(SPACES.sub(" ", text.replace("\n\n", "\n"))).translate({ord(BOLD): "?", ord(PLAIN): "?"})


def _dressed(text: str) -> str:
    return text.replace(BOLD, "\x1b[1m").replace(PLAIN, "\x1b[0m")


def _json(hit: Hit, query: Query, text: str) -> str:
    """One row; all offsets are into the article's text or title, in code points."""
    from presscut.archive.formats.rows import one_line as json_line
    from presscut.archive.index.snippets import marks, snippet

    entry, piece = hit.entry, snippet(text, query.terms)
    names = ("id", "url", "canonical_url", "title", "site", "published", "language", "words")
    row = {
        **{name: getattr(entry, name) for name in names},
        "score": round(hit.score, 4),
        "title_hits": marks(entry.title or "", query.terms),
        "snippet": text[piece.start : piece.end],
        "start": piece.start,
        "end": piece.end,
        "hits": piece.hits,
    }
    return json_line(row) + "\n"
