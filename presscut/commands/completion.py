"""`presscut completion`: the script that completes words in a shell."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from presscut.cli import COMPLETION
from presscut.commands.session import examples, talk_options


@click.command(
    "completion",
    short_help="Print the script that completes words in a shell.",
    epilog=examples(
        'eval "$(presscut completion bash)"',
        "presscut completion zsh > ~/.zfunc/_presscut",
        "presscut completion fish > ~/.config/fish/completions/presscut.fish",
    ),
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@talk_options
@click.pass_context
def command(context: click.Context, shell: str) -> None:
    """Print the script that lets SHELL complete commands, options and file names."""
    kind = get_completion_class(shell)
    if kind is None:
        raise click.UsageError(f"click {click.__version__} has no completion for {shell}")
    click.echo(kind(context.find_root().command, {}, "presscut", COMPLETION).source_template % _names())


def _names() -> dict[str, str]:
    return {"complete_func": "_presscut_completion", "complete_var": COMPLETION, "prog_name": "presscut"}
