"""Which addresses may be asked, and which never: those of this machine, of its network, of its cloud.

A page can name any address in a link or a redirect, and any name can resolve to any address. So every
address is vetted right before it is connected to, whatever name or notation led there.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass

from presscut.errors import UsageError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network


class Forbidden(Exception):
    """An address that must not be asked. The message says why, as the end of a sentence."""


def _table(rows: str) -> tuple[tuple[Network, str], ...]:
    split = (row.split(maxsplit=1) for row in rows.strip().splitlines())
    return tuple((ipaddress.ip_network(network), reason) for network, reason in split)


# The special-purpose registries of IANA (RFC 6890 and after), and where clouds tell a machine its secrets.
# The first row that holds an address gives the reason.
REFUSED = _table("""
    169.254.169.254/32    a cloud's metadata
    169.254.170.2/32      a cloud's metadata
    168.63.129.16/32      a cloud's metadata
    100.100.100.200/32    a cloud's metadata
    192.0.0.192/32        a cloud's metadata
    fd00:ec2::254/128     a cloud's metadata
    fd20:ce::254/128      a cloud's metadata
    0.0.0.0/8             unspecified
    127.0.0.0/8           loopback
    10.0.0.0/8            private
    172.16.0.0/12         private
    192.168.0.0/16        private
    100.64.0.0/10         shared by a provider's customers
    169.254.0.0/16        link-local
    192.0.0.0/24          reserved
    192.0.2.0/24          for documentation
    198.51.100.0/24       for documentation
    203.0.113.0/24        for documentation
    192.88.99.0/24        reserved
    198.18.0.0/15         for benchmarks
    224.0.0.0/4           multicast
    240.0.0.0/4           reserved
    ::/128                unspecified
    ::1/128               loopback
    64:ff9b:1::/48        private
    100::/64              reserved
    100:0:0:1::/64        reserved
    2001:2::/48           for benchmarks
    2001:10::/28          reserved
    2001:20::/28          reserved
    2001:db8::/32         for documentation
    3fff::/20             for documentation
    5f00::/16             reserved
    fc00::/7              private
    fe80::/10             link-local
    fec0::/10             private
    ff00::/8              multicast
""")
# The one part of IPv6 that is routed on the internet (RFC 4291, section 2.4).
UNICAST = ipaddress.IPv6Network("2000::/3")

TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")  # NAT64, RFC 6052
SIX_TO_FOUR = ipaddress.IPv6Network("2002::/16")  # RFC 3056
TEREDO = ipaddress.IPv6Network("2001::/32")  # RFC 4380: the server's address, and the client's with its bits turned
ISATAP = frozenset({0x00005EFE, 0x02005EFE})  # RFC 5214, 6.1: stands before the IPv4 address in the lower half

# Ports that belong to another protocol: a request sent there could be read as mail, chat or print.
# Fetch standard, "Port blocking".
PORTS_OF_OTHERS = frozenset(
    map(
        int,
        "1 7 9 11 13 15 17 19 20 21 22 23 25 37 42 43 53 69 77 79 87 95 101 102 103 104 109 110 111 113 115 117 119 "
        "123 135 137 139 143 161 179 389 427 465 512 513 514 515 526 530 531 532 540 548 554 556 563 587 601 636 989 "
        "990 993 995 1719 1720 1723 2049 3659 4045 4190 5060 5061 6000 6566 6665 6666 6667 6668 6669 6679 6697 "
        "10080".split(),
    )
)


@dataclass(frozen=True, slots=True)
class Guard:
    """Says which addresses may be connected to.

    Attributes:
        allow: networks that are open in spite of the table, for tests and for a site in one's own network.
    """

    allow: tuple[Network, ...] = ()

    def vet(self, address: str | Address) -> None:
        """Let an address pass.

        Raises:
            Forbidden: it is of this machine, its network or its cloud, or no address of the internet at all.
        """
        wanted = plain(address)
        if any(wanted in network for network in self.allow):
            return
        for inner in (wanted, *embedded(wanted)):
            if reason := _refusal(inner):
                raise Forbidden(f"{address} is {reason}")


def networks(texts: Iterable[str]) -> tuple[Network, ...]:
    """The networks or addresses of a list, as a configuration gives it.

    Raises:
        UsageError: one is neither.
    """
    return tuple(_network(text) for text in texts)


def _network(text: str) -> Network:
    try:
        return ipaddress.ip_network(text.strip())
    except ValueError as error:
        raise UsageError(f"{error}; give an address such as 127.0.0.1 or a network such as 10.1.0.0/16") from None


def plain(address: str | Address) -> Address:
    """The address itself: without the zone of a link, and as IPv4 when it is one in the notation of IPv6.

    Raises:
        Forbidden: it is no address.
    """
    try:
        found = ipaddress.ip_address(str(address).partition("%")[0])
    except ValueError:
        raise Forbidden(f"{address!r} is no address") from None
    return (found.ipv4_mapped or found) if isinstance(found, ipaddress.IPv6Address) else found


def embedded(address: Address) -> tuple[ipaddress.IPv4Address, ...]:
    """The IPv4 addresses to which an IPv6 address leads through a tunnel or a translator."""
    if isinstance(address, ipaddress.IPv4Address):
        return ()
    number = int(address)
    last = ipaddress.IPv4Address(number & 0xFFFFFFFF)
    if address in SIX_TO_FOUR:
        return (ipaddress.IPv4Address(number >> 80 & 0xFFFFFFFF),)
    if address in TEREDO:
        return (ipaddress.IPv4Address(number >> 64 & 0xFFFFFFFF), ipaddress.IPv4Address(~number & 0xFFFFFFFF))
    if address in TRANSLATED or number >> 32 & 0xFFFFFFFF in ISATAP:
        return (last,)
    return ()


def _refusal(address: Address) -> str | None:
    """Why an address is refused; null when it is not."""
    reason = next((reason for network, reason in REFUSED if address in network), None)
    if reason or isinstance(address, ipaddress.IPv4Address):
        return reason
    return None if address in UNICAST or address in TRANSLATED else "no address of the internet"
