"""Where a product goes: stdout or a file. A file appears when it is complete, or not at all."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from presscut.errors import PresscutError, UsageError

Write = Callable[[str], object]


class OutputFailed(PresscutError):
    """A product cannot be written: the disk is full, the folder is not writable."""


@contextmanager
def product(path: str | None, dress: Callable[[str], str] = str) -> Iterator[Write]:
    """A function that writes text to a file, or to stdout for null and ``-``.

    Args:
        path: a name that ends in ``.gz`` is compressed, always to the same bytes.
        dress: what text gets on a terminal after its control characters were spelt out.

    Raises:
        UsageError: the file's folder is not there, or it is a folder itself. OutputFailed: writing failed.
    """
    if path is None or path == "-":
        yield _to_stdout(dress)
        sys.stdout.flush()
        return
    from presscut.archive.output import whole_file

    with writing(path), whole_file(Path(path)) as file:
        yield lambda text: file.write(text.encode())


@contextmanager
def table(path: str | None) -> Iterator[Write]:
    """A function that adds an article, a row as one line of JSON, to a Parquet file, or to one on stdout.

    Raises:
        UsageError: as `product`, and without pyarrow. OutputFailed: writing failed.
    """
    from presscut.archive.formats import parquet
    from presscut.archive.output import whole_file

    if path is None or path == "-":
        with parquet.table(sys.stdout.buffer) as add:
            yield add
        sys.stdout.flush()
        return
    with writing(path), whole_file(Path(path), pack=False) as file, parquet.table(file) as add:
        yield add


def refuse_no_table(out: str | None, folder: str | None) -> None:
    """Raises UsageError where a Parquet file cannot go, or cannot be made: before any work is done for it."""
    from presscut.archive.formats.parquet import refuse_without_pyarrow

    if folder:
        raise UsageError("--to parquet writes one file with a row an article; say -o FILE in place of -d")
    if out in (None, "-") and sys.stdout.isatty():
        raise UsageError("--to parquet is no text that a terminal could show; say -o FILE")
    if out and out.endswith(".gz"):
        raise UsageError(f"--to parquet is packed inside, {out} would be packed twice; name it without .gz")
    refuse_without_pyarrow()


def not_over(inputs: Sequence[str]) -> Callable[[str | Path], None]:
    """A function that raises UsageError for a file that is, or lies in, one of the inputs: it would be lost."""
    places = [Path(name) for name in inputs if name != "-"]
    folders = {place.resolve() for place in places if place.is_dir()}

    def check(target: str | Path) -> None:
        file = Path(target)
        if not file.is_file():
            return
        if not folders.isdisjoint(file.resolve().parents) or any(p.exists() and p.samefile(file) for p in places):
            raise UsageError(f"{target} is one of the inputs; write to another place")

    return check


def apart(targets: Mapping[str, str | None]) -> None:
    """Raises UsageError when two options name one file: the last written would replace the others.

    Args:
        targets: the name that each option says; stdout, and devices and pipes, take what comes from several.
    """
    seen: dict[str, str] = {}
    for option, name in targets.items():
        if not name or name == "-" or (Path(name).exists() and not Path(name).is_file()):
            continue
        place = os.path.realpath(name)
        if place in seen:
            raise UsageError(f"{seen[place]} and {option} would both write {name}; name a file for each")
        seen[place] = option


def print_bytes(content: bytes) -> None:
    """Bytes to stdout as they are; on a terminal as text that cannot command it."""
    if sys.stdout.isatty():
        _to_stdout(str)(content.decode("utf-8", "replace"))
    else:
        sys.stdout.buffer.write(content)
    sys.stdout.flush()


@contextmanager
def writing(path: str | Path) -> Iterator[None]:
    """Turn failures to write a file into one line that says which file and why."""
    try:
        yield
    except FileNotFoundError as error:
        raise UsageError(f"{path} cannot be written: its folder is not there") from error
    except (IsADirectoryError, NotADirectoryError, FileExistsError) as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}") from error
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputFailed(f"{path} cannot be written: {error.strerror}") from error


def _to_stdout(dress: Callable[[str], str]) -> Write:
    if sys.stdout.isatty():
        from presscut.archive.formats import printable

        return lambda text: sys.stdout.write(dress(printable(text)))
    return lambda text: sys.stdout.buffer.write(text.encode())
