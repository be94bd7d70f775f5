"""From the address that somebody asks for to a page that is here: along stored redirects, and past another spelling."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import NamedTuple
from urllib.parse import urldefrag

from presscut.archive.lookup import Shelf, Version, version
from presscut.archive.net.guard import Forbidden
from presscut.archive.net.target import target_of
from presscut.errors import Damaged

MOST_REDIRECTS = 10  # as many as are followed when a page is fetched
SCHEMES = ("https://", "http://")
WWW = "www."


class Way(NamedTuple):
    """Where a key led.

    Attributes:
        version: what stands there; null when nothing does.
        said: a line for a person for each turn of the way.
    """

    version: Version | None
    said: tuple[str, ...] = ()


def way(shelf: Shelf, key: str, moment: str | None = None, *, made: bool = False) -> Way:
    """What stands at a key, as for `version`; else where its redirect leads, or what stands at it in another spelling.

    Raises:
        UsageError: more than one id begins so.
    """
    found = version(shelf.state, key, moment, made=made)
    if found is not None:
        return _followed(shelf, key, Way(found), moment, made)
    for other in spellings(key):
        found = version(shelf.state, other, moment, made=made)
        if found is not None:
            said = f"{key} is not here; this is of {other}"
            return _followed(shelf, other, Way(found, (said,)), moment, made)
    return Way(None)


def _followed(shelf: Shelf, address: str, found: Way, moment: str | None, made: bool) -> Way:
    """The end of a way: what its redirects lead to, as far as that is here."""
    seen = {address}
    while found.version is not None and len(seen) <= MOST_REDIRECTS:
        to = _leads_to(shelf, found.version)
        if to is None or to in seen:
            return found
        seen.add(to)
        said = (*found.said, f"{address} leads to {to}")
        found, address = Way(version(shelf.state, to, moment, made=made), said), to
    return found


def _leads_to(shelf: Shelf, found: Version) -> str | None:
    """The address that a redirect names; null when the capture is none."""
    row = None if found.entry else shelf.state.record(found.capture)
    if row is None or row.status is None or not 300 <= row.status < 400:
        return None
    try:
        headers = shelf.page(found.capture).headers
        location = next((value for name, value in (headers or ("", ()))[1] if name.lower() == "location"), None)
        return target_of(location, row.target or "").url if location else None
    except (Damaged, Forbidden):  # then it leads nowhere
        return None


def spellings(address: str) -> Iterator[str]:
    """The addresses that may be meant by one: http for https, www. before the host, a slash at the end."""
    bare, _ = urldefrag(address.strip())
    scheme = next((scheme for scheme in SCHEMES if bare.lower().startswith(scheme)), "")
    rest = bare[len(scheme) :]
    if not rest or "://" in rest:
        return
    host = rest[len(WWW) :] if rest.lower().startswith(WWW) else rest
    first = [scheme] if scheme else []
    hosts = dict.fromkeys((rest, host, WWW + host))
    for where, start in product(hosts, dict.fromkeys((*first, *SCHEMES))):
        yield from (start + each for each in _with_and_without_slash(where) if start + each != address)


def _with_and_without_slash(rest: str) -> tuple[str, ...]:
    path, mark, query = rest.partition("?")
    other = path[:-1] if path.endswith("/") else path + "/"
    return rest, other + mark + query
