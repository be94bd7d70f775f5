"""The inputs of a command line as pages."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from presscut.errors import Problem, UsageError
from presscut.input_names import ADDRESS, holds_many
from presscut.one import asked, checked_encoding

if TYPE_CHECKING:
    from presscut.archive.inputs.records import Fields
    from presscut.cleaner.model import Page
    from presscut.talk import Talk

Item = TypeVar("Item")


def standard_input() -> tuple[str, ...]:
    """What a command reads when it names no input. Raises UsageError when that is a terminal."""
    if sys.stdin is None or sys.stdin.isatty():
        raise UsageError("there is no INPUT; name files, or - for standard input")
    return ("-",)


class PassedOver:
    """Files of folders that are not read: says their names to those who asked for more, and counts them."""

    def __init__(self, talk: Talk) -> None:
        self._talk = talk
        self._count = 0

    def note(self, name: str) -> None:
        """Take note of one file."""
        self._count += 1
        self._talk.detail(f"{name}: passed over; it is no page by its name")
        self._talk.event("passed-over", {"file": name})

    def before_end_of(self, found: Iterator[Item]) -> Iterator[Item]:
        """What is found in the folders; then says how many files were passed over."""
        yield from found
        if self._count:
            self._talk.note(f"{self._count} passed over in folders: no pages by their names; -v says which")


def read_pages(names: Sequence[str], said: Mapping[str, Any], talk: Talk) -> Iterator[Page | Problem]:
    """Every page of the inputs; then says how many files of folders were passed over.

    Args:
        said: what was said of the inputs with the options of `page_options`.

    Raises UsageError, at once, for an address: nothing is fetched here, for a `url` that is none, or with more
    than one input, and for an encoding that the web does not have.
    """
    from presscut.archive.inputs import read_inputs

    url, kind, fields = said["url"], asked(said["media_type"]), fields_of(said["fields"])
    encoding = checked_encoding(said["encoding"])
    if url is not None and not ADDRESS.fullmatch(url):
        raise UsageError(f"--url: {url!r} is no address; one looks like https://courier.example/ferry")
    if url is not None and (len(names) > 1 or holds_many(names[0])):
        raise UsageError("--url is the address of one page; several inputs bring their own")
    refuse_addresses(names)
    stdin = sys.stdin.buffer if sys.stdin is not None else None
    passed = PassedOver(talk)
    pages = read_inputs(
        names,
        stdin=stdin,
        media_type=kind,
        url=url,
        encoding=encoding,
        passed_over=passed.note,
        fields=fields,
    )
    return passed.before_end_of(pages)


def fields_of(said: Sequence[str]) -> Fields:
    """Where the parts of a page stand in records, as `--field KEY=NAME` says it. Raises UsageError."""
    from presscut.archive.inputs.records import Fields
    from presscut.options import suggestion

    named: dict[str, str] = {}
    for word in said:
        key, _, name = word.partition("=")
        if not name:
            raise UsageError(f"--field {word}: say KEY=NAME, such as text=content")
        if key not in Fields._fields:
            known = Fields._fields
            raise UsageError(f"--field {word}: {key!r} is none of {', '.join(known)}{suggestion(key, known)}")
        named[key] = name
    return Fields(**named)


def refuse_addresses(names: Sequence[str]) -> None:
    """Raises UsageError for the first input that is an address: it would have to be fetched."""
    for name in names:
        if name.startswith(("http://", "https://")):
            raise UsageError(f"{name} is an address; save the page and name the file (its address goes to --url)")
