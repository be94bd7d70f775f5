"""The sort keys of our index are those under which pywb looks an address up."""

from __future__ import annotations

import json
import random

import pytest

from presscut.archive.index.surt import surt
from tests.peers import development
from tests.peers.programs import INSIDE, peer, run

AWKWARD = (
    "https://www.Courier.example/",
    "https://courier.example",
    "HTTPS://USER:word@WWW2.courier.example:443/A/../b/./c//d/?Z=1&a=2&a=1#part",
    "http://courier.example:8080/%7Ename/%41%2525/ü/%C3%BC?q=%20+%2B&&=&b",
    "http://courier.example:80/?",
    "http://courier.example/a;jsessionid=0123456789abcdef0123456789ABCDEF?x=1",
    "http://courier.example/?phpsessid=0123456789abcdef0123456789abcdef&a=b",
    "http://courier.example/(s(0123456789abcdefghijklmn))/page.aspx?x=1",
    "http://bücher.example/Straße",
    "http://xn--bcher-kva.example/",
    "http://0x7f.1/",
    "http://3279880203/blah",
    "http://010.0.0.1/",
    "http://[2001:DB8::1]:8080/x",
    "http://courier.example./..//",
    "http:courier.example/a",
    "http:/courier.example/a",
    "http://https://courier.example/a",
    "courier.example/a?b",
    "//courier.example/a",
    "ftp://courier.example/pub/",
    "mailto:desk@courier.example",
    "dns:courier.example",
    "data:text/plain,hello%20there",
    "urn:uuid:6F9619FF-8B86-D011-B42D-00CF4FC964FF",
    "urn:sha256:ABCDEF",
    "urn:text:https://www.Courier.example/A/?b=2&a=1",
    "urn:text:urn:sha256:abcdef",
    "urn:text:https://courier.example/%C3%8Ele/",
    "http://courier.example/a b\tc",
    "http://courier.example/a%0d%0aWARC-Type:%20response",
    "http://courier.example/\u2028line",
    "http://courier.example:99999/",
    "http://courier.example/" + "a" * 5000,
    "http://courier.example/?" + "&".join(f"k{n % 7}={n}" for n in range(300)),
    "-",
    " ",
    "a",
)
PIECES = (
    "http:// https:// HTTP:// www. www3. courier . .. example co.uk :80 :443 :8080 : / // /./ /../ ? & = # ; @ "
    "a A b %41 %2f %2F %25 %2525 %zz % + ~ é 文 %C3%A9 1.2.3.4 0x10 [::1] sid= index.html urn:text: | ^ \\ \" ' < > , !"
).split()

STARTS = (
    "http://courier.example/ https://www.courier.example:8080 //a:b@courier.example? urn:text:http://courier".split()
)


def theirs(urls: list[str]) -> list[str | None]:
    said = run(peer("pywb", "python"), INSIDE / "surt_keys.py", given=json.dumps(urls))
    assert said.code == 0, said.all
    keys: list[str | None] = json.loads(said.out)
    return keys


def differences(urls: list[str]) -> list[tuple[str, str, str]]:
    """Addresses for which the keys differ: ours, pywb's. Those that pywb refuses (a few in ten) are not compared."""
    keys = [(url, surt(url), key) for url, key in zip(urls, theirs(urls), strict=True) if key is not None]
    assert len(keys) > len(urls) // 2
    return [(url, ours, their) for url, ours, their in keys if ours != their]


def test_awkward_addresses_have_pywbs_key() -> None:
    """Session ids, escapes in escapes, users, ports, numbers for hosts, names without a host."""
    assert differences(list(AWKWARD)) == []


def test_addresses_thrown_together_have_pywbs_key() -> None:
    """No list of awkward addresses is long enough."""
    dice = random.Random(4)
    tails = ["".join(dice.choices(PIECES, k=dice.randint(1, 9))) for _ in range(20_000)]
    assert differences(tails) == []
    assert differences([dice.choice(STARTS) + tail for tail in tails]) == []


@pytest.mark.skipif(not development.SET.is_dir(), reason=f"the development pages are not at {development.SET}")
def test_real_addresses_have_pywbs_key() -> None:
    """Those of the development pages, as they are and as the text of one."""
    urls = [page.url for page in development.development_pages() if page.url]
    assert urls
    assert differences(urls) == []
    assert differences([f"urn:text:{url}" for url in urls]) == []
