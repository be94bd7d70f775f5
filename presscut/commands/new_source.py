"""A new source as a table of a configuration file: what was said of it, and what is found out."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from presscut.commands.session import Session
from presscut.commands.source_asking import network, remedied
from presscut.errors import Problem, UsageError

NOTHING = "nothing-offered"


def table_of(here: Session, path: Path, place: str, said: Mapping[str, Any]) -> dict[str, object]:
    """The table of a new source in a file, checked. Raises ConfigError, UsageError."""
    from presscut.archive.sources.file import unused_name
    from presscut.archive.sources.source import read_source

    online = place.lower().startswith(("http://", "https://"))
    if not online and "://" in place:
        raise UsageError(f"{place}: only http and https are asked")
    known = known_addresses(here, path)
    _refuse_known(known, said["name"], place if online else None)
    more = _more(path.parent, said)
    read_source({"name": "new", "kind": "feed", "url": "https://new.example/", **more}, Path(), "this source")
    table = {
        "name": said["name"] or unused_name(place, known),
        "kind": said["kind"] or (_kind_online(here, place) if online else _kind_on_disk(place)),
        "url" if online else "path": place if online else _seen_from(path.parent, place),
        **more,
    }
    read_source(table, Path(), "this source")
    return table


def _refuse_known(known: Mapping[str, str | None], name: str | None, address: str | None) -> None:
    if name in known:
        raise UsageError(f"there is a source with the name {name} already; choose another with --name")
    for other, url in known.items():
        if address is not None and url == address:
            raise UsageError(f"{address} is a source already: {other}")


def _more(folder: Path, said: Mapping[str, Any]) -> dict[str, object]:
    """What else was said of a source, as the keys of its table."""
    more = {key: said[key] for key in ("site", "language", "per_night", "refresh") if said[key] is not None}
    if said["robots_reason"] is not None:
        more |= {"robots": "ignore", "robots_reason": said["robots_reason"]}
    if said["rules"]:
        more["rules"] = [_seen_from(folder, pack) for pack in said["rules"]]
    return more | ({"enabled": False} if said["disabled"] else {})


def _seen_from(folder: Path, place: str) -> str:
    """A path as it must stand in a file of that folder: one that is not absolute starts there."""
    return place if place.startswith(("/", "~")) else os.path.relpath(place, folder)


def _kind_on_disk(place: str) -> str:
    if Path(place).is_dir():
        return "folder"
    if place.lower().endswith((".warc", ".warc.gz", ".wacz", ".arc.gz", ".warc.zst")):
        return "warc"
    raise UsageError(f"{place}: say what it is with --kind")


def _kind_online(here: Session, url: str) -> str:
    """What stands at an address. Raises UsageError when it is neither feed nor sitemap, or cannot be had."""
    from presscut.archive.sources.discover import Offer, discover

    with network(here) as open_network:
        found = list(discover(url, open_network.document, lambda _: ()))
    own = [offer for offer in found if isinstance(offer, Offer)]
    if own and own[0].url == url:
        return own[0].kind
    if own:
        said = "; ".join(f"{offer.kind} {offer.url}" for offer in own)
        raise UsageError(f"{url} is neither feed nor sitemap. The site offers: {said}")
    (problem,) = (each for each in found if isinstance(each, Problem))
    if problem.code == NOTHING:
        raise UsageError(f"{url} is neither feed nor sitemap: {problem.message}")
    raise UsageError(f"{url} could not be looked at: {remedied(problem).message}; --kind adds it unseen")


def known_addresses(here: Session, path: Path) -> dict[str, str | None]:
    """The address of each source by its name: those in force, and those of the file that is written."""
    from presscut.archive.sources.file import tables
    from presscut.archive.sources.source import read_sources

    inside = {str(table.get("name")): str(table.get("url")) for table in tables(path)}
    return inside | {source.name: source.url for source in read_sources(here.settings.sources)}
