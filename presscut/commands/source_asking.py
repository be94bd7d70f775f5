"""Asking the places of sources while somebody waits: the network without a memory, and remedies in its messages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from presscut.commands.session import Session
from presscut.errors import Problem

if TYPE_CHECKING:
    from presscut.nightly.network import Network

OF_OURS = re.compile(r"(\S+) is (?:loopback|private|link-local)$")  # how the guard ends a refusal


@contextmanager
def network(here: Session) -> Iterator[Network]:
    """The network without a memory: everything is asked for anew."""
    import random
    from datetime import UTC, datetime

    from presscut import __version__
    from presscut.archive.sources.source import read_sources
    from presscut.nightly.network import Network, fetcher_of, policies_of

    sources = {source.name: source for source in read_sources(here.settings.sources)}
    now = partial(datetime.now, UTC)
    fetcher = fetcher_of(here.settings.night, __version__, now=now, random=random.random, stopped=lambda: False)
    with fetcher:
        yield Network(fetcher, policies_of(sources), lambda _: None)


def remedied(problem: Problem) -> Problem:
    """What is wrong with an address, and if it is of one's own network, how it is opened."""
    ours = OF_OURS.search(problem.message)
    if ours is None:
        return problem
    return problem._replace(message=f'{problem.message}; if it is yours, [network] allow = ["{ours[1]}"] opens it')
