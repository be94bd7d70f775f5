"""Whose page this is: the names and hosts a page gives itself.

A page that asks for money or mail names itself and links to itself; knowing who "itself" is makes
such a sentence recognisable on any site. Sources, from the surest: the address of the page and its
head; a copyright line after the prose; then the masthead, the line "By Somebody, SITE" and the host
most links lead to, each of which counts only when a second source agrees. A name that only one weak
source gives is left out: better no name than the name of a party or a town.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from presscut.cleaner.cues import words_in
from presscut.cleaner.model import Block, Draft
from presscut.cleaner.once import once
from presscut.cleaner.patterns import lazy
from presscut.cleaner.prose import Span

MASTHEAD_BLOCKS = 5  # a masthead is among the first blocks of the page
NAME_WORDS = 5  # longest name taken for one
BYLINE_BLOCKS = 40  # a byline stands at the top
COPYRIGHT_CHARS = 200
OWN_LINKS = 3  # links to one host before it may be the page's own
OWN_SHARE = 0.3  # of the page's links, see above
SHORTEST_NAME = 3  # characters, all words together
MOST_NAMES = 8  # the first ones count, in the order of `site_of`

SUFFIX_WORDS = frozenset("co com org net gov ac edu or ne go gob".split())  # as in example.co.uk
HOST = lazy(r"\s*(?:[A-Za-z][A-Za-z0-9+.-]{0,20}:)?//(?:[^/?#@\s]{0,200}@)?([^/?#:\s\\]{1,255})")
COPYRIGHT = lazy(r"(?:©|\bcopyright\b|\(c\))", re.IGNORECASE)
YEARS = lazy(r"\b(?:19|20)\d\d\b(?:\s*[-–—]\s*(?:(?:19|20)\d\d|\d\d)\b)?")
AFTER_NAME = lazy(r"[.,|•·;:(]|\ball\b|\balle\b|\btous\b|\btodos\b", re.IGNORECASE)
BYLINE = lazy(r"^\W*(?:by|von|par|por)\s", re.IGNORECASE)


class Site(NamedTuple):
    """Names as sequences of case-folded words, hosts without ``www.``."""

    names: tuple[tuple[str, ...], ...] = ()
    hosts: frozenset[str] = frozenset()

    def owns(self, url: str) -> bool:
        """Whether a link leads to the page's own site."""
        return bool(self.hosts) and registered(host_of(url)) in self.hosts

    def named_in(self, words: Sequence[str]) -> bool:
        """Whether the words, as `words_in` gives them, hold one of the site's names in a row."""
        firsts = {name[0] for name in self.names}
        if firsts.isdisjoint(words):
            return False
        return any(
            word in firsts and any(tuple(words[i : i + len(name)]) == name for name in self.names)
            for i, word in enumerate(words)
        )


def host_of(url: str) -> str:
    """The host of an absolute address in lower case, empty when it has none."""
    found = HOST.match(url)
    return found[1].lower().rstrip(".") if found else ""


def page_host(draft: Draft) -> str:
    """The host of the page's own address, or of the canonical one it names where nobody gave its address."""
    canonical = draft.head.get("canonical_url")
    return host_of(draft.page.url or (canonical if isinstance(canonical, str) else ""))


def registered(host: str) -> str:
    """The part of a host that someone registered: ``shop.example.co.uk`` gives ``example.co.uk``."""
    labels = host.split(".")
    keep = 3 if len(labels) > 2 and labels[-2] in SUFFIX_WORDS and len(labels[-1]) == 2 else 2
    return ".".join(labels[-keep:])


def label_of(host: str) -> str:
    """The telling part of a host: ``www.harbour-herald.example`` gives ``harbour-herald``."""
    return registered(host).split(".")[0]


@once
def site_of(draft: Draft, prose: Span) -> Site:
    """The names and hosts of a page's own site; empty when the page does not say."""
    hosts = {registered(host) for host in _stated_hosts(draft)}
    sure = [*_stated_names(draft), *_copyright_names(draft.blocks, prose)]
    hints = [*_masthead(draft.blocks, prose), *_byline_names(draft.blocks)]
    linked = _linked_host(draft)
    if not hosts and linked and _squash_in(label_of(linked), sure + hints):
        hosts.add(linked)
    labels = {label_of(host).replace("-", "") for host in hosts}
    agreed = [name for name in hints if "".join(name) in labels or hints.count(name) > 1 or name in sure]
    from_hosts = [tuple(words_in(label_of(host))) for host in sorted(hosts)]
    names = dict.fromkeys(name for name in sure + agreed + from_hosts if _is_name(name))
    return Site(tuple(names)[:MOST_NAMES], frozenset(host for host in hosts if host))


def _is_name(name: tuple[str, ...]) -> bool:
    return 0 < len(name) <= NAME_WORDS and len("".join(name)) >= SHORTEST_NAME and not name[0].isdigit()


def _squash_in(label: str, names: list[tuple[str, ...]]) -> bool:
    return any("".join(name) == label.replace("-", "") for name in names)


def _stated_hosts(draft: Draft) -> Iterator[str]:
    for url in (draft.page.url, draft.head.get("canonical_url"), draft.head.get("url")):
        host = host_of(url) if isinstance(url, str) else ""
        if "." in host:
            yield host


def _stated_names(draft: Draft) -> Iterator[tuple[str, ...]]:
    site = draft.head.get("site")
    if isinstance(site, str):
        yield tuple(words_in(site))


def _copyright_names(blocks: Sequence[Block], prose: Span) -> Iterator[tuple[str, ...]]:
    """© 2026 NAME, in a short block after the prose."""
    for block in blocks[prose.last :]:
        if block.shape.chars > COPYRIGHT_CHARS or not block.shape.digits:
            continue
        sign = COPYRIGHT.search(block.text)
        if sign and YEARS.search(block.text):
            rest = YEARS.sub(" ", COPYRIGHT.sub(" ", block.text[sign.start() :])).strip(" -–—,.|")
            yield tuple(words_in(AFTER_NAME.split(rest, maxsplit=1)[0]))


def _masthead(blocks: Sequence[Block], prose: Span) -> Iterator[tuple[str, ...]]:
    for block in blocks[: min(MASTHEAD_BLOCKS, prose.first)]:
        if block.kind in ("heading", "paragraph", "image") and block.shape.ending == "none":
            yield tuple(words_in(block.text[:COPYRIGHT_CHARS]))


def _byline_names(blocks: Sequence[Block]) -> Iterator[tuple[str, ...]]:
    """The last part of "By Somebody, SITE", in capitals or not; the date line is cut off."""
    for block in blocks[:BYLINE_BLOCKS]:
        if block.shape.chars <= COPYRIGHT_CHARS and BYLINE.match(block.text):
            parts = [part for part in re.split(r"[,|•·\n]|\s[-–—]\s", block.text)[1:] if not re.search(r"\d", part)]
            yield from (tuple(words_in(part)) for part in parts)


@once
def linked_hosts(draft: Draft) -> Counter[str]:
    """The registered hosts that links lead to, each with the number of its links."""
    hosts = Counter([host_of(link.url) for block in draft.blocks if block.links for link in block.links])
    found: Counter[str] = Counter()
    for host, count in hosts.items():
        found[registered(host)] += count
    return found


def _linked_host(draft: Draft) -> str | None:
    """The host that most links lead to, when it is clearly ahead."""
    hosts = +linked_hosts(draft)
    hosts.pop("", None)
    if not hosts:
        return None
    host, count = min(hosts.items(), key=lambda item: (-item[1], item[0]))
    return host if count >= OWN_LINKS and count >= OWN_SHARE * hosts.total() else None
