"""The command `presscut`: finds the subcommand, and turns what ends it into one line and an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import click

from presscut import __version__
from presscut.collector import look_no_more, look_seldom
from presscut.commands.session import examples, talk_options
from presscut.errors import PresscutError, UsageError
from presscut.terminal import one_line

# name: the module that holds it as `command`, and its line in `presscut --help`.
# The modules are imported on use: a command's help must not wait for another's libraries.
COMMANDS: Mapping[str, tuple[str, str]] = {
    "clean": ("presscut.commands.clean", "Clean pages: print or write their articles."),
    "why": ("presscut.commands.why", "Say which rule took a piece of a page, or kept it."),
    "review": ("presscut.commands.review", "Show what was kept, moved and cut, as a page."),
    "archive": ("presscut.commands.archive", "Keep articles and their originals in WARC files."),
    "cluster": ("presscut.commands.cluster", "Clean or export in parts, here or on many machines."),
    "browse": ("presscut.commands.browse", "Leaf through an archive in a browser, on this machine alone."),
    "reclean": ("presscut.commands.reclean", "Show what new rules would change in an archive, or apply them."),
    "nightly": ("presscut.commands.nightly", "Fetch, clean, store and check what is new: the job for cron."),
    "status": ("presscut.commands.status", "Show the last nights and what waits for a person."),
    "sources": ("presscut.commands.sources", "Add, list, check, import and remove sources of the night job."),
    "rules": ("presscut.commands.rules", "List, show, check, try and learn rules."),
    "config": ("presscut.commands.config", "Show where settings come from, or begin a file."),
    "completion": ("presscut.commands.completion", "Print the script that completes words in a shell."),
}
COMPLETION = "_PRESSCUT_COMPLETE"  # set by a shell that wants to know how a word goes on
UNEXPECTED = 1
SIGINT_EXIT = 130  # 128 + SIGINT


class LazyGroup(click.Group):
    """A group that imports a command's module when the command is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 click's signature
        """The names of the commands, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import one command."""
        import importlib

        if cmd_name not in COMMANDS:
            return None
        command = importlib.import_module(COMMANDS[cmd_name][0]).command
        return command if isinstance(command, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, about) for name, (_, about) in COMMANDS.items()])

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the whole line, of which the command gets its own part."""
        _refuse_nothing(args)
        return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; a misspelt one gets a suggestion."""
        from presscut.options import suggestion

        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            ctx.fail(f"no such command {args[0]!r}{suggestion(args[0], COMMANDS)}")
        return super().resolve_command(ctx, args)


def _refuse_nothing(args: Sequence[str]) -> None:
    """Raises UsageError for an option without a value: what is meant is in a variable that is not set.

    Each command would take it for something else: the current folder, the settings, an option that was not said.
    """
    for word, following in pairwise((*args, "-")):
        if word == "--":
            return
        if (following == "" and word.startswith("-") and word != "-") or _says_nothing(word):
            raise UsageError(f"nothing stands after {word}; is a variable not set?")


def _says_nothing(word: str) -> bool:
    return word.startswith("--") and word.find("=") == len(word) - 1


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
    epilog=examples(
        "presscut clean article.md",
        "presscut archive add scraped/ --archive my-archive",
        "presscut config show --origin",
    ),
)
@talk_options
@click.version_option(__version__, prog_name="presscut", message="%(prog)s %(version)s")
def cli() -> None:
    """Turn scraped pages into clean articles, with an account of all that was taken away."""


def main() -> None:
    """Run the command of this process and end it."""
    _have_streams()
    look_seldom()
    code = run(sys.argv[1:])
    look_no_more()
    sys.exit(code)


def run(args: Sequence[str]) -> int:
    """Run one command and give its exit code. Data goes to stdout, all else to stderr."""
    said: dict[str, Any] = {}
    try:
        if COMPLETION in os.environ:
            cli.main(prog_name="presscut")  # click answers the shell and ends the process
        with cli.make_context("presscut", list(args), obj=said) as context:
            cli.invoke(context)
        sys.stdout.flush()
        return 0
    except click.exceptions.Exit as end:
        return end.exit_code
    except BrokenPipeError:
        _leave_pipe()
        return 0
    except PresscutError as error:
        return _ends(str(error), error.exit_code)
    except click.exceptions.NoArgsIsHelpError as error:
        print(error.format_message(), file=sys.stderr)
        return error.exit_code
    except click.UsageError as error:
        path = error.ctx.command_path if error.ctx else "presscut"
        return _ends(f"{error.format_message()} Try '{path} --help'.", error.exit_code)
    except click.ClickException as error:
        return _ends(error.format_message(), error.exit_code)
    except (KeyboardInterrupt, click.Abort):
        return _ends("stopped by SIGINT", SIGINT_EXIT)
    except OSError as error:
        _leave_pipe()
        return _ends(f"{error.filename or 'standard output'}: {error.strerror}", UNEXPECTED)
    except Exception as error:
        if said.get("verbose"):
            raise
        return _ends(f"unexpected {type(error).__name__}: {error}; -v shows where", UNEXPECTED)


def _ends(message: str, code: int) -> int:
    print(f"presscut: {one_line(message)}", file=sys.stderr)
    return code


def _have_streams() -> None:
    """Closed by the caller, standard output refuses what is written to it, and standard error drops it."""
    if sys.stdout is None:
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_RDONLY), "w")
    if sys.stderr is None:
        sys.stderr = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w")


def _leave_pipe() -> None:
    """Nothing more can be written to stdout: give the rest, and the end of the process, nowhere to fail."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
