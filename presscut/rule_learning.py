"""What the pages of a site repeat, as rules that a person can read, strike and keep.

Nothing is in force by being learnt. What the night job does by itself with what a site repeats is
`presscut.cleaner.judge.site_memory`; both ask the same blocks.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from typing import NamedTuple

from presscut.cleaner.cues import ANY_NUMBER
from presscut.cleaner.judge.decide import Verdict
from presscut.cleaner.judge.site_memory import WEIGHT, may_be_furniture
from presscut.cleaner.judge.stand_ins import stand_in
from presscut.cleaner.kinds import KINDS, STAND_INS
from presscut.cleaner.model import Decision, Draft, Page
from presscut.cleaner.patterns import lazy
from presscut.cleaner.prose import prose_of
from presscut.cleaner.shape import is_unspaced
from presscut.cleaner.signals import CUT_OFF, block_words
from presscut.cleaner.site import host_of, page_host

MOST_PAGES = 200  # of a site that are looked at: what stands on a third of them stands on a third of all
WHOLE = 20  # words of a block that is written out; a longer one is known by its first
OPENING = 12  # words a longer one is known by
SHORTEST_OPENING = 5  # words, where a quotation cuts it short
LETTERS = 2  # fewer say nothing: a bullet, "A", a number
LONGEST = 400  # characters of a cue
OTHER = "boilerplate"  # the kind of what stays and nothing speaks against
HOST = lazy(r"[\w.-]+")
RULE_KINDS = frozenset(KINDS) - STAND_INS - {"prose"}  # of what a rule can cut from an article

PACK = """\
# What sites repeat. Nothing of it is in force before this file is named with --rules, or in the settings.
# Read it first: strike what belongs to the articles, and give each rule a near miss that it must keep.
schema = 1
[pack]
id = "learnt"
version = "1"
languages = ["any"]
"""
RULE = """
[[rule]]
id = {id}
kind = "{kind}"
why = {why}
action = "cut-block"
weight = {weight:g}
scope.sites = [{site}]
[rule.when]
any = [
{cues}
]
[[rule.example]]
cut = {example}
"""


class Phrase(NamedTuple):
    """The words a block is known by: all that it has, or the first of many."""

    words: Sequence[str]
    whole: bool

    @classmethod
    def of(cls, words: Sequence[str]) -> Phrase | None:
        """What a block with these words is known by; null when they say too little.

        What is in quotation marks inside a block is no word of the page, so a phrase ends before it.
        """
        own = words[: words.index(CUT_OFF)] if CUT_OFF in words else words
        whole = len(own) == len(words) <= WHOLE
        phrase = cls(own if whole else own[:OPENING], whole)
        letters = sum(len(word) for word in phrase.words if not word[0].isdigit())
        enough = letters >= LETTERS and (whole or len(own) >= SHORTEST_OPENING)
        return phrase if enough and len(phrase.text) <= LONGEST else None

    @property
    def text(self) -> str:
        """The words with spaces between them; in scripts without spaces as they are written."""
        return _joined(self.words)

    @property
    def cue(self) -> str:
        """What finds the block again, in the language of rules. A number stands for any."""
        words = [ANY_NUMBER if word[0].isdigit() else word for word in self.words]
        return ("=" if self.whole else "^") + _joined(words)


class Suggestion(NamedTuple):
    """A block that a site repeats.

    Attributes:
        example: the words of its cue as they stood on the first of the pages.
        on: pages it stood on, of the `of` pages of the site that were looked at.
        stayed: how many of them kept it in the article; `amid`, how many had it among their prose.
    """

    site: str
    kind: str
    cue: str
    example: str
    on: int
    of: int
    stayed: int
    amid: int


@dataclass(slots=True)
class _Seen:
    """A block, and what became of it where it came again."""

    example: str
    on: int = 0
    stayed: int = 0
    amid: int = 0
    kinds: Counter[str] = field(default_factory=Counter)

    @property
    def kind(self) -> str:
        """What it was held to be most often."""
        return self.kinds.most_common(1)[0][0]

    def add(self, decision: Decision, amid: bool) -> None:
        """One page more."""
        self.on += 1
        self.stayed += decision.action == "keep"
        self.amid += amid
        self.kinds[_kind(decision)] += 1


@dataclass(slots=True)
class _Site:
    """What was seen of a site. Spoilt are cues of what is the article's own on one page: its title, its first words."""

    addresses: set[str] = field(default_factory=set)
    seen: dict[str, _Seen] = field(default_factory=dict)
    spoilt: set[str] = field(default_factory=set)


class Learner:
    """Looks at judged pages and says what those of a site repeat.

    Attributes:
        strangers: pages of which nobody says from which site they are.
    """

    def __init__(self) -> None:
        self._sites: defaultdict[str, _Site] = defaultdict(_Site)
        self.strangers = 0

    @property
    def pages(self) -> int:
        """How many pages were looked at."""
        return sum(len(site.addresses) for site in self._sites.values())

    @property
    def sites(self) -> int:
        """How many sites they are from."""
        return len(self._sites)

    def wants(self, page: Page) -> bool:
        """Whether a page is worth being judged: not when enough of its site were looked at."""
        known = self._sites.get(_filed(host_of(page.url or "")))
        return known is None or len(known.addresses) < MOST_PAGES

    def look(self, draft: Draft, verdict: Verdict) -> None:
        """Take note of a page: once of each address, and of none that stands in for an article."""
        if stand_in(draft) in STAND_INS:
            return
        host = _filed(page_host(draft))
        if not host:
            self.strangers += 1
            return
        site, address = self._sites[host], draft.page.url or str(draft.head["canonical_url"])
        if address in site.addresses or len(site.addresses) == MOST_PAGES:
            return
        site.addresses.add(address)
        furniture, prose = set(may_be_furniture(draft)), prose_of(draft)
        met: set[str] = set()
        for decision in verdict.decisions:
            phrase = Phrase.of(block_words(draft.blocks[decision.block]))
            if phrase is None or (cue := phrase.cue) in met:
                continue
            met.add(cue)
            if decision.block in furniture:
                site.seen.setdefault(cue, _Seen(phrase.text)).add(decision, decision.block in prose)
            else:
                site.spoilt.add(cue)

    def suggestions(self, *, least: int, share: float, every: bool = False) -> list[Suggestion]:
        """What stood on so many pages of a site, by site and kind, the most frequent first.

        Args:
            least: pages on which it must have stood; and `share` of those of its site.
            every: also what never stayed.
        """
        found = [
            Suggestion(host, seen.kind, cue, seen.example, seen.on, len(site.addresses), seen.stayed, seen.amid)
            for host, site in self._sites.items()
            for cue, seen in site.seen.items()
            if seen.on >= max(least, share * len(site.addresses)) and cue not in site.spoilt
            if every or seen.stayed
        ]
        return sorted(found, key=lambda each: (each.site, each.kind, -each.on, each.cue))


def pack_of(suggestions: Iterable[Suggestion]) -> str:
    """What is suggested as a pack of the user's own, with one rule for each kind of a site."""
    groups = groupby(suggestions, key=lambda each: (each.site, each.kind))
    return PACK + "".join(_rule(site, kind, list(found)) for (site, kind), found in groups)


def _rule(site: str, kind: str, found: Sequence[Suggestion]) -> str:
    return RULE.format(
        id=_quoted(f"learnt/{site}/{kind}"),
        kind=kind,
        why=_quoted(f"Stands on many pages of {site}."),
        weight=WEIGHT,
        site=_quoted(site),
        cues="\n".join(f"  {_quoted(each.cue)},  # {_counts(each)}" for each in found),
        example=_quoted(found[0].example),
    )


def _counts(found: Suggestion) -> str:
    amid = f", amid the prose on {found.amid}" if found.amid else ""
    return f"on {found.on} of {found.of} pages, stayed on {found.stayed}{amid}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)  # a string of JSON is one of TOML


def _joined(words: Sequence[str]) -> str:
    parts = list(words[:1])
    for before, word in pairwise(words):
        parts += ("" if is_unspaced(before[0]) and is_unspaced(word[0]) else " ", word)
    return "".join(parts)


def _filed(host: str) -> str:
    """The host a rule is made for; empty for what no rule can name."""
    return host.removeprefix("www.") if HOST.fullmatch(host) else ""


def _kind(decision: Decision) -> str:
    """What the block was held to be, or what speaks most for cutting it where it stayed."""
    against = [mark.kind for mark in decision.terms if mark.weight > 0]
    kind = decision.kind if decision.action == "cut" else next(iter(against), OTHER)
    return kind if kind in RULE_KINDS else OTHER
