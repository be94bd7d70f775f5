"""Help and documentation say the same as the commands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from presscut.cli import COMMANDS, cli
from tests.presscut.conftest import Presscut

EXAMPLES = 3
COLUMNS = 80


def commands(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield (*path, name)
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))


def command_at(path: tuple[str, ...]) -> click.Command:
    command: click.Command = cli
    for name in path:
        assert isinstance(command, click.Group)
        found = command.get_command(click.Context(command), name)
        assert found is not None
        command = found
    return command


PATHS = [(), *commands(cli)]


@pytest.mark.parametrize("path", PATHS, ids=" ".join)
def test_help_ends_with_three_examples(path: tuple[str, ...], presscut: Presscut) -> None:
    """An example shows in one line what a paragraph of options cannot."""
    ran = presscut(*path, "--help")
    assert ran.code == 0
    assert ran.err == ""
    examples = ran.out.rpartition("Examples:")[2].strip().splitlines()
    assert len(examples) == EXAMPLES
    assert all("presscut " in line for line in examples)
    if path:
        assert all(" ".join(path) in re.sub(r" --config \S+", "", line) for line in examples)


@pytest.mark.parametrize("path", PATHS, ids=" ".join)
def test_command_line_page_names_every_command_and_option(path: tuple[str, ...], root: Path) -> None:
    """A page that misses an option has drifted from the command."""
    page = (root / "docs" / "command-line.md").read_text(encoding="utf-8")
    heading = "presscut " + " ".join(path) if path else "presscut"
    section = re.search(rf"^#+ `{re.escape(heading)}.*?(?=^#|\Z)", page, re.MULTILINE | re.DOTALL)
    assert section, f"docs/command-line.md has no heading for {heading}"
    for parameter in command_at(path).params:
        if not isinstance(parameter, click.Option) or parameter.name in ("quiet", "verbose", "log_file", "config"):
            continue
        for name in parameter.opts:
            assert f"`{name}" in section.group(), f"{heading}: {name} is not documented"


def test_command_line_page_names_nothing_that_is_gone(root: Path) -> None:
    """An option that no command has any more must leave the page too."""
    page = (root / "docs" / "command-line.md").read_text(encoding="utf-8")
    known = {name for path in PATHS for parameter in command_at(path).params for name in parameter.opts}
    for name in re.findall(r"`(--?[a-z][a-z-]*)", page):
        assert name in known | {"-h", "--help"}, f"{name} is documented, but no command has it"


@pytest.mark.parametrize("name", COMMANDS)
def test_table_of_commands_agrees_with_the_commands(name: str) -> None:
    """The list in `presscut --help` is written without importing the commands, so it could drift."""
    assert command_at((name,)).short_help == COMMANDS[name][1]


@pytest.mark.parametrize("path", [path for path in PATHS if isinstance(command_at(path), click.Group)], ids=" ".join)
def test_a_list_of_commands_is_whole_in_eighty_columns(
    path: tuple[str, ...], presscut: Presscut, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A line that is cut short leaves out what it is there to say."""
    monkeypatch.setenv("COLUMNS", "80")
    ran = presscut(*path, "--help")
    listed = ran.out.partition("Commands:\n")[2].partition("\n\n")[0].splitlines()
    assert [line for line in listed if line.endswith("...") or len(line) > 80] == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_script_calls_back(shell: str, presscut: Presscut) -> None:
    """The script is of use only if the variable in it is the one that the command answers to."""
    ran = presscut("completion", shell)
    assert ran.code == 0
    assert "_PRESSCUT_COMPLETE" in ran.out


def test_completion_answers_with_commands(presscut: Presscut, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a shell gets when the user types `presscut c` and presses Tab."""
    monkeypatch.setenv("_PRESSCUT_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", "presscut c")
    monkeypatch.setenv("COMP_CWORD", "1")
    with pytest.raises(SystemExit):
        presscut()


def test_misspelt_command_gets_a_suggestion(presscut: Presscut) -> None:
    """A typo costs a second, not a look at the manual."""
    ran = presscut("claen", "x.md")
    assert ran.code == 2
    assert ran.err == "presscut: no such command 'claen'; did you mean 'clean'? Try 'presscut --help'.\n"


@pytest.mark.parametrize("path", [(), ("archive",), ("config",)])
def test_a_group_alone_shows_its_commands(presscut: Presscut, path: tuple[str, ...]) -> None:
    """Whoever types half a command wants to know how it goes on; a script is told that it was no command."""
    ran = presscut(*path)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == presscut(*path, "--help").out


@pytest.mark.parametrize("path", PATHS, ids=" ".join)
def test_help_fits_into_80_columns(path: tuple[str, ...], presscut: Presscut, monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal has as many, and an example that breaks there cannot be copied; a wider one gets no longer lines."""
    monkeypatch.setenv("COLUMNS", "200")
    assert [line for line in presscut(*path, "--help").out.splitlines() if len(line) > COLUMNS] == []
