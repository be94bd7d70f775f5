"""What `import presscut` gives, and what it costs."""

from __future__ import annotations

import builtins
import inspect
import re
import subprocess
import sys

import pytest

import presscut

HEAVY = ("trafilatura", "bs4", "lxml", "warcio", "numpy", "click", "selectolax")


def loaded_after(code: str) -> set[str]:
    """Names of the modules that a fresh interpreter holds after running some code."""
    script = f"import sys\n{code}\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_every_public_name_is_there() -> None:
    """A name in `__all__` that cannot be imported breaks `from presscut import *` for everybody."""
    for name in presscut.__all__:
        assert getattr(presscut, name).__name__ == name


def test_public_names_do_not_drift() -> None:
    """What the design promises can be imported: a change here is a change for every user."""
    types = "Archive Article ConfigError Damaged Locked NoArchive NoArticle Page PresscutError Problem Stopped"
    more = "UsageError as_html as_json as_markdown as_row clean clean_many from_row source_text"
    assert presscut.__all__ == [*types.split(), *more.split()]
    assert set(presscut.__all__) <= set(dir(presscut))


def test_what_the_calls_raise_and_take_is_public() -> None:
    """Whoever is told of an exception or a type must be able to name it."""
    for word in re.findall(r"\b(?:[A-Z]\w+Error|No[A-Z]\w+|Locked|Stopped|Damaged)\b", raised_and_taken()):
        assert word in presscut.__all__ or hasattr(builtins, word), word


def raised_and_taken() -> str:
    documented = (presscut.clean, presscut.clean_many, presscut.source_text, presscut.Archive, presscut.Archive.add)
    return " ".join(inspect.getdoc(each) or "" for each in documented)


def test_unknown_name_is_an_attribute_error() -> None:
    """`hasattr` and misspelt imports must work as with any module."""
    assert not hasattr(presscut, "celan")


def test_import_loads_nothing_heavy() -> None:
    """A program that imports presscut does not pay for what it does not use."""
    assert not loaded_after("import presscut") & set(HEAVY)


@pytest.mark.parametrize("args", [["--help"], ["--version"], ["clean", "--help"], ["archive", "--help"]])
def test_help_loads_nothing_heavy(args: list[str]) -> None:
    """Help answers as quickly as a bare click program, so it waits for none of the libraries."""
    code = (
        "from contextlib import redirect_stdout as to\nimport io\nfrom presscut.cli import run\n"
        f"with to(io.StringIO()): run({args})"
    )
    assert not loaded_after(code) & (set(HEAVY) - {"click"})


def test_cleaning_a_text_loads_nothing_heavy() -> None:
    """A small text page is cleaned without the libraries that only HTML needs."""
    loaded = loaded_after("import presscut; presscut.clean('One sentence of a page stands here.', media_type='text')")
    assert not loaded & set(HEAVY)


def test_module_runs_as_the_command() -> None:
    """`python -m presscut` works where the script is not on the path."""
    done = subprocess.run([sys.executable, "-m", "presscut", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout == f"presscut {presscut.__version__}\n"


@pytest.mark.parametrize(("args", "code"), [(["--help"], 1), (["config", "path"], 1), (["config", "init", "-h"], 1)])
def test_closed_standard_output_refuses_what_is_written(args: list[str], code: int) -> None:
    """As with any program: one line and a code, and no file gets the output by its number."""
    call = [sys.executable, "-m", "presscut", *args]
    done = subprocess.run(["/bin/sh", "-c", '"$@" >&-', "sh", *call], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (code, "presscut: standard output: Bad file descriptor\n")


def test_closed_standard_error_drops_what_is_said() -> None:
    """It must not come out among the data."""
    call = [sys.executable, "-m", "presscut", "clean", "no-such-file"]
    done = subprocess.run(["/bin/sh", "-c", '"$@" 2>&-', "sh", *call], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
