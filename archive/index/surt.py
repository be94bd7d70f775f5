"""Addresses as sort keys: ``https://www.courier.example/A?b&a`` becomes ``example,courier)/a?a&b``.

Addresses that lead to the same page nearly always should have one key, and those of a site stand
together: host labels reversed, without scheme, user, ``www``, default port, fragment and session id; escapes
undone and made anew; small letters; the query's fields in order. Replay tools look an address up
under the key that the `surt` package makes, so this makes the same (its rules, not its code), for web addresses
and for names such as ``urn:text:https://…`` alike. tests/archive/index/test_surt.py holds a table of its answers.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import NamedTuple
from urllib.parse import quote_from_bytes, unquote_to_bytes

SCHEME = re.compile(rb"[A-Za-z][A-Za-z0-9+.\-]*:")
WEB_TWICE = re.compile(rb"\A(?:https?://)+(?=https?://)")  # http://https://… occurs in links
PARTS = re.compile(  # RFC 3986, appendix B, with the characters a scheme may have
    rb"(?:(?P<scheme>[A-Za-z][A-Za-z0-9+.\-]*):)?(?://(?P<authority>[^/?#]*))?"
    rb"(?P<path>[^?#]*)(?:\?(?P<query>[^#]*))?(?:#.*)?",
    re.DOTALL,
)
AUTHORITY = re.compile(rb"(?:.*@)?(?:[^\[]*\[(?P<literal>[^\]]*)\]?[^:]*|(?P<name>[^:]*))(?::(?P<port>.*))?", re.DOTALL)
WWW = re.compile(rb"www\d*\.")
DIGITS = re.compile(rb"[0-9]+")
IP_LIKE = re.compile(rb"(?:0[0-7]*|[1-9][0-9]*)(?:\.[0-9]+){0,3}")
DEFAULT_PORTS = {b"http": 80, b"https": 443}
HIGHEST_PORT = 65_535
KEPT = "!\"$&'()*+,-./:;<=>?@[\\]^_`{|}~"  # besides letters and digits; neither % nor #
ESCAPED_OFTEN = re.compile(rb"%(?:25)+(?=[0-9A-Fa-f]{2})")

# What servers once put into addresses to know a visitor again.
PATH_SESSIONS = (
    re.compile(rb"(.*/)\((?:[a-z]\([0-9a-z]{24}\))+\)/([^?]+\.aspx.*)", re.IGNORECASE),
    re.compile(rb"(.*/)\([0-9a-z]{24}\)/([^?]+\.aspx.*)", re.IGNORECASE),
)
QUERY_SESSIONS = tuple(
    re.compile(rb"(.*)" + field + rb"(?:&(.*))?", re.IGNORECASE)
    for field in (
        rb"jsessionid=[0-9a-z]{32}",
        rb"phpsessid=[0-9a-z]{32}",
        rb"sid=[0-9a-z]{32}",
        rb"aspsessionid[a-z]{8}=[a-z]{24}",
        rb"cfid=[^&]{1,200}&cftoken=[^&]{1,200}",  # short numbers; without a bound a long address takes seconds
    )
)


class Parts(NamedTuple):
    """An address taken apart. No host: a name such as ``urn:…``."""

    scheme: bytes
    host: bytes
    port: int | None
    path: bytes
    query: bytes


def surt(url: str) -> str:
    """The key of an address; never with white space, ``-`` for no address.

    An address that cannot be taken apart, such as one with port 99999, is its own key.
    """
    raw = re.sub(rb"[\n\r\t]", b"", url.encode("utf-8", "surrogatepass").strip())
    if not raw:
        return "-"
    try:
        parts = _parts(WEB_TWICE.sub(b"", raw if SCHEME.match(raw) else b"http://" + raw))
    except ValueError:
        return quote_from_bytes(raw, safe=KEPT + "%#")
    return _key(parts).decode("ascii")


def _parts(url: bytes) -> Parts:
    found = PARTS.fullmatch(url)
    assert found is not None  # every part may be empty
    scheme, path = found["scheme"] or b"", found["path"]
    host, port = _host_and_port(found["authority"] or b"")
    if not host and path and scheme.startswith(b"http"):  # http:/courier.example/ and http:////courier.example/
        host, _, rest = path.lstrip(b"/").partition(b"/")
        path = b"/" + rest
    return Parts(scheme, host, port, path, found["query"] or b"")


def _host_and_port(authority: bytes) -> tuple[bytes, int | None]:
    """Raises ValueError for a port that is none."""
    found = AUTHORITY.fullmatch(authority.rstrip(b":"))
    if found is None:
        raise ValueError("an authority of two ports")
    port = found["port"]
    if port and not (DIGITS.fullmatch(port) and int(port) <= HIGHEST_PORT):
        raise ValueError("not a port")
    return (found["literal"] or found["name"] or b"").lower(), int(port) if port else None


def _key(parts: Parts) -> bytes:
    host, plain, query = _host(parts.host), _unescaped(parts.path), _query(parts.query)
    tail = b"?" + query if query else b""
    if not host:
        return parts.scheme + b":" + (_path(plain) or (b"/" if tail else b"")) + tail
    found = WWW.match(host)
    labels = host[found.end() :] if found else host
    port = b"" if parts.port in (None, 0, DEFAULT_PORTS.get(parts.scheme.lower())) else b":%d" % parts.port
    return b",".join(reversed(labels.split(b"."))) + port + b")" + _path(_without_dots(plain)) + tail


def _unescaped(text: bytes) -> bytes:
    """Percent escapes undone until none is left; ``%252525…`` at once, for it would take a pass a level."""
    while (plain := unquote_to_bytes(ESCAPED_OFTEN.sub(b"%", text))) != text:
        text = plain
    return text


def _escaped(text: bytes) -> bytes:
    return quote_from_bytes(text, safe=KEPT).encode("ascii")


def _host(raw: bytes) -> bytes:
    host = _unescaped(raw)
    if not host.isascii():
        with suppress(ValueError):  # no name of the DNS: its bytes are escaped below
            host = host.decode("utf-8", "ignore").encode("idna")
    host = host.replace(b"..", b".").strip(b".")
    return _ip_address(host) or _escaped(host.lower()).lower()


def _ip_address(host: bytes) -> bytes | None:
    """The four numbers of an address written as one, two or three, or octal; null for a name."""
    if not IP_LIKE.fullmatch(host):
        return None
    from socket import inet_aton, inet_ntoa

    if DIGITS.fullmatch(host):
        return inet_ntoa((int(host) & 0xFFFFFFFF).to_bytes(4, "big")).encode("ascii")
    try:
        return inet_ntoa(inet_aton(host.decode("ascii"))).encode("ascii")
    except OSError:
        return None


def _without_dots(path: bytes) -> bytes:
    """The path with ``.`` and ``..`` resolved and empty segments left out, but the last one."""
    kept: list[bytes] = []
    for segment in path.split(b"/")[1:]:
        if segment == b".." and kept:
            kept.pop()
        elif segment != b".":
            kept.append(segment)
    return b"/" + b"/".join([segment for segment in kept[:-1] if segment] + kept[-1:])


def _path(plain: bytes) -> bytes:
    path = _escaped(plain).lower()
    for pattern in PATH_SESSIONS:
        if found := pattern.fullmatch(path):
            path = found[1] + found[2]
    return path[:-1] if path.endswith(b"/") and len(path) > 1 else path


def _query(raw: bytes) -> bytes:
    query = _escaped(_unescaped(raw))
    for pattern in QUERY_SESSIONS:
        if found := pattern.fullmatch(query):
            query = found[1] + (found[2] or b"")
    fields = sorted(tuple(field.split(b"=", 1)) for field in query.lower().split(b"&"))
    return b"&".join(b"=".join(field) for field in fields)
