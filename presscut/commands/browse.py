"""`presscut browse`: an archive to leaf through in a browser, on this machine alone."""

from __future__ import annotations

import click

from presscut.commands.session import archive_option, examples, place_flags, session, talk_options
from presscut.signals import Signals

PORT = 8437  # no service is registered for it


@click.command(
    "browse",
    short_help="Leaf through an archive in a browser, on this machine alone.",
    epilog=examples(
        "presscut browse --archive my-archive",
        "presscut browse --archive my-archive --open",
        "presscut browse --port 0 -v",
    ),
)
@archive_option
@click.option(
    "--port", type=click.IntRange(0, 65535), default=PORT, metavar="N", help=f"{PORT} if not said; 0 takes a free one."
)
@click.option("--open", "opens", is_flag=True, help="Open the browser too.")
@talk_options
@click.pass_context
def command(context: click.Context, place: str | None, port: int, opens: bool) -> None:
    """Leaf through an archive in a browser: search, articles, what was taken away, pages as they were received.

    The address is printed, and answered until Ctrl-C. Only this machine can ask; nothing is written, and nothing of
    a page runs or is loaded.
    """
    from presscut.archive.disk import Disk
    from presscut.archive.net.loopback import Loopback
    from presscut.archive.recovery import House, open_for_reading
    from presscut.browse.site import site

    with session(context, place_flags(place)) as here, Signals() as signals:
        house = House(here.settings.archive, Disk())
        house.require()
        state, problems = open_for_reading(house)  # what must be made again is made once, before the first request
        state.close()
        for problem in problems:
            here.talk.problem(problem)
        with Loopback(site(house), port, here.talk.detail) as server:
            click.echo(server.address)
            if opens:
                _open(server.address)
            server.run(signals.check)


def _open(address: str) -> None:
    import webbrowser

    webbrowser.open(address)
