"""`presscut clean`: pages in, articles out."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from functools import cache, partial
from pathlib import Path
from typing import Any

import click

from presscut.batch import Outcome, Wanted, page_died, page_worker
from presscut.commands.pages import read_pages, standard_input
from presscut.commands.session import Session, clean_flags, clean_options, examples, page_options, session, talk_options
from presscut.commands.tally import Tally
from presscut.difference import coloured
from presscut.errors import UsageError
from presscut.input_names import holds_many
from presscut.outputs import Write, apart, not_over, product, refuse_no_table, table, writing
from presscut.signals import Signals
from presscut.workers import in_order

PARQUET = "parquet"
FORMATS = ("text", "markdown", "json", "jsonl", "html", PARQUET)
PARTED = {"text": "\f\n", "jsonl": "", PARQUET: ""}  # what stands between two articles of a stream; else a blank line
ON_A_SCREEN = "\n\n"  # in place of a form feed, which a terminal shows as \x0c


@click.command(
    "clean",
    short_help="Clean pages: print or write their articles.",
    epilog=examples(
        "presscut clean article.md",
        "cat dump.txt | presscut clean - --explain",
        "presscut clean scraped/ -d clean/ --to markdown --jobs 2",
    ),
)
@click.argument("inputs", nargs=-1, metavar="[INPUT…|-]", type=click.Path())
@page_options
@click.option("--to", type=click.Choice(FORMATS), help="The format to write; text if not said.")
@click.option("-o", "out", metavar="FILE", help="Write everything to FILE; .gz is compressed.")
@click.option("-d", "folder", metavar="DIR", help="Write one file a page to DIR.")
@click.option("--tree", is_flag=True, help="With -d, keep the folders of a folder that is named.")
@click.option("--explain", is_flag=True, help="Say on stderr what went and why.")
@click.option("--ledger", metavar="FILE", help="Write what was cut, moved and edited to FILE, as JSON lines.")
@click.option("--offsets", metavar="FILE", help="Write where each block stands in the markup to FILE, as JSON lines.")
@click.option("--diff", is_flag=True, help="Print how the clean text differs from the source instead.")
@clean_options
@talk_options
@click.pass_context
def command(context: click.Context, /, **said: Any) -> None:
    """Clean pages and print or write their articles.

    INPUT is an HTML, Markdown or text file, a folder of them, JSONL (one record a line with text or
    html, and url), a WARC, ARC, WET or WACZ file, or - for standard input. One page is printed as
    text; for more than one say --to or -d.
    """
    with session(context, clean_flags(said), waits=_screen_is_free(said)) as here:
        inputs = said["inputs"] or standard_input()
        _check(said, inputs)
        _clean(here, inputs, said)


def _screen_is_free(said: Mapping[str, Any]) -> bool:
    """Whether nothing but messages goes to the terminal."""
    elsewhere = said["folder"] or said["out"] not in (None, "-") or not sys.stdout.isatty()
    return bool(elsewhere and not said["explain"])


def _check(said: dict[str, Any], inputs: tuple[str, ...]) -> None:
    if said["out"] and said["folder"]:
        raise UsageError("-o writes one file and -d many; say only one of them")
    if said["tree"] and not said["folder"]:
        raise UsageError("--tree says how -d DIR is laid out; say -d")
    if said["diff"] and (said["to"] or said["folder"]):
        raise UsageError("--diff is printed instead of the body; it goes without --to and -d")
    if said["to"] == PARQUET:
        refuse_no_table(said["out"], said["folder"])
    apart({"-o": said["out"], "--ledger": said["ledger"], "--offsets": said["offsets"]})
    if not _chosen(said) and (len(inputs) > 1 or holds_many(inputs[0])):
        raise _several()


def _chosen(said: Mapping[str, Any]) -> bool:
    return bool(said["to"] or said["folder"] or said["diff"])


def _several() -> UsageError:
    return UsageError("there is more than one page: say --to text, markdown, json, jsonl, html or parquet, or -d DIR")


def _clean(here: Session, inputs: tuple[str, ...], said: Mapping[str, Any]) -> None:
    options = here.options()
    to = "diff" if said["diff"] else said["to"] or "text"
    wanted = Wanted("jsonl" if to == PARQUET else to, said["explain"], bool(said["ledger"]), bool(said["offsets"]))
    with Signals() as signals:
        pages = signals.stoppable(read_pages(inputs, said, here.talk))
        first = list(itertools.islice(pages, 2))
        single = len(first) < 2 and not holds_many(inputs[0])
        if not single and not _chosen(said):
            raise _several()
        start = partial(page_worker, options, wanted)
        outcomes = in_order(itertools.chain(first, pages), start, jobs=here.settings.jobs, dead=page_died)
        with _sink(said, to, inputs, single) as put:
            tally = Tally(here.talk, single)
            for outcome in outcomes:
                put(outcome)
                tally.count(outcome.origin, outcome.problem, dict(outcome.facts))
                if outcome.explanation:
                    click.echo(outcome.explanation, err=True, nl=False)
            signals.check()
            tally.refuse_single()
    tally.close("cleaned")


@contextmanager
def _sink(
    said: Mapping[str, Any], to: str, inputs: tuple[str, ...], single: bool
) -> Iterator[Callable[[Outcome], None]]:
    """Where the products and the ledger of each page go. No input is written over."""
    check = not_over(inputs)
    for name in (said["ledger"], said["offsets"], said["out"]):
        check(name or "-")
    with ExitStack() as stack:
        ledger = stack.enter_context(product(said["ledger"])) if said["ledger"] else None
        offsets = stack.enter_context(product(said["offsets"])) if said["offsets"] else None
        write = (
            _to_folder(Path(said["folder"]), to, check, inputs if said["tree"] else ())
            if said["folder"]
            else _to_stream(stack, said["out"], to, single)
        )

        def put(outcome: Outcome) -> None:
            if outcome.product is not None:
                write(outcome.origin, outcome.product)
            if ledger is not None:
                ledger("".join(outcome.ledger))
            if offsets is not None:
                offsets("".join(outcome.offsets))

        yield put


def _to_stream(stack: ExitStack, out: str | None, to: str, single: bool) -> Callable[[str, str], object]:
    """Writes one article after the other; several rows of JSON become one document."""
    to_one = _to_one(stack, out, to, single)
    if to == "json" and not single:
        return stack.enter_context(_array(to_one))
    return _one_after_another(to_one, _parting(to, out))


def _to_one(stack: ExitStack, out: str | None, to: str, single: bool) -> Write:
    """Writes to one place. For a single page it is opened with the first word, so that no article makes no file."""
    paint = partial(coloured, paint=lambda line, colour: click.style(line, fg=colour))

    @cache
    def opened() -> Write:
        return stack.enter_context(table(out) if to == PARQUET else product(out, paint if to == "diff" else str))

    if not single:
        opened()

    def write(text: str) -> None:
        opened()(text)

    return write


def _parting(to: str, out: str | None) -> str:
    """What parts two articles: a body has blank lines of its own, so a line with a form feed ends it."""
    if to == "text" and out in (None, "-") and sys.stdout.isatty():
        return ON_A_SCREEN
    return PARTED.get(to, "\n")


@contextmanager
def _array(write: Write) -> Iterator[Callable[[str, str], None]]:
    """Rows as the elements of one array, so that all of it is one JSON document."""
    written = 0

    def put(_origin: str, text: str) -> None:
        nonlocal written
        write((",\n" if written else "[\n") + text.rstrip("\n"))
        written += 1

    yield put
    write("\n]\n" if written else "[]\n")


def _one_after_another(write: Write, between: str) -> Callable[[str, str], None]:
    parting = itertools.chain([""], itertools.repeat(between))

    def put(_origin: str, text: str) -> None:
        write(next(parting) + text)

    return put


def _to_folder(
    folder: Path, to: str, check: Callable[[str | Path], None], kept: Sequence[str]
) -> Callable[[str, str], None]:
    """Writes a file for each page; the folders of the inputs `kept`, where those are folders, are made again."""
    from presscut.archive.formats import SUFFIXES
    from presscut.archive.output import OutputNames, write_whole

    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is no folder; -d names a folder for a file a page, -o FILE one file for all")
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
    above = [Path(name) for name in kept if Path(name).is_dir()]
    names = OutputNames(folder, SUFFIXES[to])

    def write(origin: str, text: str) -> None:
        path = names.path_for(origin, _below(above, origin))
        check(path)
        with writing(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, text, follow=False)

    return write


def _below(above: Iterable[Path], origin: str) -> Sequence[str]:
    """The folders in which an input lies below the first of some folders; none when it lies in none of them."""
    place = Path(origin)
    return next((place.relative_to(folder).parts[:-1] for folder in above if place.is_relative_to(folder)), ())
