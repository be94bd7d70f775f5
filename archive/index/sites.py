"""Whether an article is of a site, as people name one."""

from __future__ import annotations

from urllib.parse import urlsplit


def of_site(asked: str, name: str | None, *addresses: str | None) -> bool:
    """Whether a site's name, or the host of an address, is what was asked for; subdomains count too.

    `asked` is a name (``The Lowmere Courier``), a host (``courier.example``) or an address of the site.
    """
    wanted = asked.strip().casefold()
    host = wanted.rpartition("://")[2].partition("/")[0]
    return bool(wanted) and (
        (name or "").strip().casefold() == wanted or any(_under(address, host) for address in addresses)
    )


def _under(address: str | None, host: str) -> bool:
    try:
        own = urlsplit(address or "").hostname or ""
    except ValueError:  # a broken address of a stranger
        return False
    return bool(host) and (own == host or own.endswith(f".{host}"))
