"""The guard: which addresses are asked, in every notation they have."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscut.archive.net.guard import Forbidden, Guard, embedded, networks
from presscut.errors import UsageError

# address, and the word with which it is refused; "" passes
VERDICTS = """
    93.184.215.14
    1.1.1.1
    9.255.255.255
    11.0.0.0
    100.63.255.255
    100.128.0.0
    126.255.255.255
    128.0.0.1
    169.253.255.255
    172.15.255.255
    172.32.0.0
    192.0.1.1
    192.167.255.255
    192.169.0.0
    198.17.255.255
    198.20.0.0
    223.255.255.255
    0.0.0.0                                     unspecified
    0.1.2.3                                     unspecified
    10.0.0.1                                    private
    10.255.255.255                              private
    100.64.0.0                                  shared
    100.127.255.255                             shared
    127.0.0.1                                   loopback
    127.255.255.254                             loopback
    169.254.0.1                                 link-local
    169.254.169.254                             metadata
    169.254.170.2                               metadata
    168.63.129.16                               metadata
    100.100.100.200                             metadata
    192.0.0.192                                 metadata
    172.16.0.1                                  private
    172.31.255.255                              private
    192.0.0.1                                   reserved
    192.0.2.7                                   documentation
    192.88.99.1                                 reserved
    192.168.1.1                                 private
    198.18.0.1                                  benchmarks
    198.19.255.255                              benchmarks
    198.51.100.9                                documentation
    203.0.113.5                                 documentation
    224.0.0.1                                   multicast
    239.255.255.255                             multicast
    240.0.0.1                                   reserved
    255.255.255.255                             reserved
    2606:4700::1111
    2a00:1450:4001:82a::200e
    2001:4860:4860::8888
    ::                                          unspecified
    ::1                                         loopback
    0:0:0:0:0:0:0:1                             loopback
    ::2                                         internet
    ::7f00:1                                    internet
    ::127.0.0.1                                 internet
    ::93.184.215.14                             internet
    ::ffff:127.0.0.1                            loopback
    ::ffff:7f00:1                               loopback
    ::ffff:10.1.2.3                             private
    ::ffff:169.254.169.254                      metadata
    ::ffff:93.184.215.14
    ::ffff:0:127.0.0.1                          internet
    64:ff9b::127.0.0.1                          loopback
    64:ff9b::a00:1                              private
    64:ff9b::169.254.169.254                    metadata
    64:ff9b::93.184.215.14
    64:ff9b:1::1                                private
    64:ff9b:1:ffff::5db8:d70e                   private
    2002:7f00:1::                               loopback
    2002:a00:1::1                               private
    2002:a9fe:a9fe::                            metadata
    2002:5db8:d70e::1
    2001:0:7f00:1::a247:28f1                    loopback
    2001:0:5db8:d70e::80ff:fffe                 loopback
    2001:0:5db8:d70e::a247:28f1
    2a00:1450::5efe:7f00:1                      loopback
    2a00:1450::200:5efe:c0a8:101                private
    2a00:1450::5efe:5db8:d70e
    100::1                                      reserved
    2001:2::1                                   benchmarks
    2001:10::1                                  reserved
    2001:20::1                                  reserved
    2001:db8::1                                 documentation
    3fff::1                                     documentation
    4000::1                                     internet
    5f00::1                                     reserved
    fc00::1                                     private
    fd12:3456:789a::1                           private
    fd00:ec2::254                               metadata
    fd20:ce::254                                metadata
    fe80::1                                     link-local
    fe80::1%eth0                                link-local
    ::1%lo                                      loopback
    fec0::1                                     private
    ff02::1                                     multicast
    localhost                                   no address
    127.1                                       no address
    0x7f000001                                  no address
    2130706433                                  no address
    0177.0.0.1                                  no address
"""
ROWS = [row.split(maxsplit=1) for row in VERDICTS.strip().splitlines()]
V4 = st.integers(0, 2**32 - 1).map(ipaddress.IPv4Address)
V6 = st.integers(0, 2**128 - 1).map(ipaddress.IPv6Address)
NAMED_NETWORKS = (
    "127.0.0.0/8 10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 169.254.0.0/16 100.64.0.0/10 0.0.0.0/8 224.0.0.0/4 240.0.0.0/4"
)
INSIDE = st.sampled_from(NAMED_NETWORKS.split()).flatmap(
    lambda text: st.integers(
        int(ipaddress.IPv4Network(text)[0]), int(ipaddress.IPv4Network(text).broadcast_address)
    ).map(ipaddress.IPv4Address)
)
# What the standard library of some Python versions knows less well: by its own registries these are not global.
UNKNOWN_TO_PYTHON = [ipaddress.ip_network(text) for text in ("64:ff9b::/96", "2001::/23", "2002::/16", "192.0.0.0/24")]


def refused(address: object, guard: Guard | None = None) -> str:
    """The reason, or nothing."""
    try:
        (guard or Guard()).vet(str(address))
    except Forbidden as error:
        return str(error)
    return ""


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_every_address_has_the_verdict_of_the_table(row: list[str]) -> None:
    """An address that slips through in one notation opens the machine's own network to any page with a link."""
    address, reason = row[0], row[1] if len(row) > 1 else ""
    assert reason in refused(address)
    assert bool(refused(address)) == bool(reason)


@given(V4 | V6)
def test_what_passes_is_an_address_of_the_internet(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> None:
    """The table is written by hand; the registry inside Python must not know better."""
    if not refused(address) and not any(address in network for network in UNKNOWN_TO_PYTHON):
        assert address.is_global or (isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped)
        assert not address.is_multicast


@given(INSIDE)
def test_an_inner_address_is_refused_in_every_disguise(inner: ipaddress.IPv4Address) -> None:
    """Mapped, NAT64, 6to4, Teredo (as server and as client) and ISATAP all lead to the address inside."""
    number, public = int(inner), 0x5DB8D70E
    disguises = [
        0xFFFF << 32 | number,
        0x64FF9B << 96 | number,
        0x2002 << 112 | number << 80 | 1,
        0x20010000 << 96 | number << 64 | (~public & 0xFFFFFFFF),
        0x20010000 << 96 | public << 64 | (~number & 0xFFFFFFFF),
        0x2A001450 << 96 | 0x5EFE << 32 | number,
    ]
    for disguise in disguises:
        assert refused(ipaddress.IPv6Address(disguise)), ipaddress.IPv6Address(disguise)


@given(V6)
def test_only_a_whole_address_is_found_inside(address: ipaddress.IPv6Address) -> None:
    """Taking apart must never fail: an error there would end a night."""
    assert all(isinstance(inner, ipaddress.IPv4Address) for inner in embedded(address))


def test_the_allow_list_opens_what_it_names_and_nothing_else() -> None:
    """Tests need one address of loopback, and its neighbours must stay closed."""
    guard = Guard(networks(["127.0.0.1", " 10.1.0.0/16", "fd00::/8"]))
    for address in ("127.0.0.1", "::ffff:127.0.0.1", "10.1.2.3", "fd00:ec2::254"):
        assert not refused(address, guard)
    for address in ("127.0.0.2", "10.2.0.1", "::1", "64:ff9b::127.0.0.1", "2002:7f00:1::", "169.254.169.254"):
        assert refused(address, guard)


@pytest.mark.parametrize("text", ["localhost", "10.1.0.0/8", "1.2.3", ""])
def test_an_allow_list_that_names_no_address_is_a_usage_error(text: str) -> None:
    """A misspelt entry that opens nothing, or too much, must be seen at once."""
    with pytest.raises(UsageError, match="give an address"):
        networks([text])
