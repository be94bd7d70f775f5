"""An address as it is asked: taken apart, its host in ASCII, its path percent-encoded. Only http and https."""

from __future__ import annotations

import ipaddress
import re
from typing import NamedTuple
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from presscut.archive.net.guard import PORTS_OF_OTHERS, Forbidden

DEFAULT_PORTS = {"http": 80, "https": 443}
LONGEST = 8_000  # characters; RFC 9110, 4.1: what everybody is recommended to support
# RFC 1123, 2.1, and the underscore, which is in use. 253 is what the name service can carry.
HOST = re.compile(r"(?=.{1,253}\.?$)[a-z0-9_]([a-z0-9_-]{0,62})(\.[a-z0-9_-]{1,63})*\.?")
# RFC 3986, 3.3 and 3.4: what may stand in a path and a query, beside letters, digits and -._~
IN_PATH = "/%:@!$&'()*+,;="
IN_QUERY = IN_PATH + "?"
# Segments that name a place in the path. RFC 3986, 6.2.2.2: an escaped dot is a dot.
HERE = re.compile(r"\.|%2e", re.IGNORECASE)
ABOVE = re.compile(rf"(?:{HERE.pattern}){{2}}", re.IGNORECASE)


class Target(NamedTuple):
    """Where a request goes.

    Attributes:
        scheme: ``"http"`` or ``"https"``.
        host: a name in ASCII, or an address without brackets.
        path: what the request line has, with the query.
        url: the whole address, without fragment and default port.
    """

    scheme: str
    host: str
    port: int
    path: str
    url: str

    @property
    def origin(self) -> str:
        """Scheme, host and port: what a robots.txt speaks for (RFC 9309, 2.3)."""
        return _origin(self.scheme, self.host, self.port)


def target_of(url: str, base: str = "") -> Target:
    """The target of an address, which may be relative to `base`.

    Raises:
        Forbidden: no request may be made of it.
    """
    if len(url) > LONGEST:
        raise Forbidden(f"an address of {len(url)} characters is too long")
    try:
        parts = urlsplit(urljoin(base, url.strip()))
        port = parts.port
    except ValueError as error:
        raise Forbidden(f"{url!r} is no address: {error}") from None
    if parts.scheme not in DEFAULT_PORTS:
        raise Forbidden(f"{url!r} is neither http nor https")
    if "@" in parts.netloc:
        raise Forbidden("an address with a user name or password is not asked")
    host = _host(parts.hostname or "")
    return _target(parts, host, DEFAULT_PORTS[parts.scheme] if port is None else port)


def _target(parts: SplitResult, host: str, port: int) -> Target:
    if port in PORTS_OF_OTHERS or not port:
        raise Forbidden(f"port {port} is not one of web pages")
    path = undotted(quote(parts.path, safe=IN_PATH, errors="replace"))
    if parts.query:
        path += "?" + quote(parts.query, safe=IN_QUERY, errors="replace")
    return Target(parts.scheme, host, port, path, _origin(parts.scheme, host, port) + path)


def undotted(path: str) -> str:
    """The path of an address without dot segments (RFC 3986, 5.2.4), which would lead past robots.txt."""
    segments = path.split("/")[1:]
    kept: list[str] = []
    for segment in segments:
        if ABOVE.fullmatch(segment):
            del kept[-1:]
        elif not HERE.fullmatch(segment):
            kept.append(segment)
    if segments and (HERE.fullmatch(segments[-1]) or ABOVE.fullmatch(segments[-1])):
        kept.append("")  # what a dot segment at the end names is a folder
    return "/" + "/".join(kept)


def _origin(scheme: str, host: str, port: int) -> str:
    name = f"[{host}]" if ":" in host else host
    return f"{scheme}://{name}" + ("" if port == DEFAULT_PORTS[scheme] else f":{port}")


def _host(name: str) -> str:
    if ":" in name:
        return _literal(name)
    ascii_name = name.lower() if name.isascii() else _idna(name)
    if not HOST.fullmatch(ascii_name):
        raise Forbidden(f"{name!r} is no name of a host")
    return ascii_name


def _literal(name: str) -> str:
    try:
        return str(ipaddress.IPv6Address(name if "%" not in name else ""))
    except ValueError:
        raise Forbidden(f"[{name}] is no address") from None


def _idna(name: str) -> str:
    """The name as the name service knows it (IDNA 2008 with the mappings of UTS 46, as browsers do)."""
    import idna

    try:
        return idna.encode(name, uts46=True).decode("ascii")
    except idna.IDNAError as error:
        raise Forbidden(f"{name!r} is no name of a host: {error}") from None
