"""The rulebook: all rule packs of a run, in load order, and their hash.

Packs are data: the built-in ones stand in ``presscut.rules`` as ``LANGUAGE/KIND.toml``, the user's are
handed in. Later packs win: a rule with the id of an earlier one replaces it, ``disable`` switches
earlier rules off. Built-in packs are read when their language is first asked for, the user's at once,
so that a mistake in them is heard of before the first page.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from pkgutil import get_data
from typing import NamedTuple

from presscut.cleaner.rulebook_read import read_pack
from presscut.cleaner.rulebook_types import Origin, Pack, Rule, Vocabulary
from presscut.errors import ConfigError

ANY = "any"
IN_FULL = ("en", "de", "fr", "es", "ru", "zh", "ja", "ar", "he")  # a file for each kind
IN_BRIEF = (
    "it", "nl", "pt", "sv", "da", "no", "fi", "is", "pl", "cs", "sk", "hu", "ro", "bg", "uk", "hr", "el", "tr", "fa",
    "hi", "ko", "id", "vi",
)  # fmt: skip
"""One file: what is plain and common."""
READ_AS = {"nb": "no", "nn": "no", "bs": "hr", "sr": "hr"}
"""Languages that have no packs of their own, and are printed with the words of another."""
LANGUAGES = (*IN_FULL, *IN_BRIEF)
OF_A_LANGUAGE = (
    "ads", "app", "audio", "authorbio", "comments", "controls", "cookie", "copyright", "correction", "credit", "donate",
    "license", "nav", "newsletter", "page", "paywall", "related", "share", "signals", "tags",
)  # fmt: skip
BUILT_IN: Mapping[str, tuple[str, ...]] = {
    ANY: ("copyright", "license", "markup", "page", "recipe", "share", "signals"),
    **dict.fromkeys(IN_FULL, OF_A_LANGUAGE),
    **dict.fromkeys(IN_BRIEF, ("core",)),
}
"""The files of each folder, named: listing them by `importlib.resources` costs every start five milliseconds."""
FALLBACK = "en"  # for pages whose language nobody knows: most of what is scraped


class PackSource(NamedTuple):
    """The text of one pack file. `name` is as in ``"en/donate.toml"``, or the path of a user's file."""

    name: str
    text: str
    origin: Origin = "user"


def builtin_sources(languages: Iterable[str] | None = None) -> tuple[PackSource, ...]:
    """The packs that come with presscut: those of any language and of these languages, or all of them.

    The order is fixed: what is for any language first. A language without packs adds none.
    """
    asked = LANGUAGES if languages is None else tuple(languages)
    wanted = (ANY, *(language for language in LANGUAGES if language in asked))
    names = [f"{folder}/{pack}.toml" for folder in wanted for pack in BUILT_IN[folder]]
    return tuple(PackSource(name, _text_of(name), "built-in") for name in names)


def _text_of(name: str) -> str:
    """The text of a built-in pack, with the line ends of Unix."""
    found = get_data("presscut.rules", name)
    assert found is not None, "the importer of this package reads no data"
    text = found.decode()
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


class Rulebook:
    """Rule packs in load order.

    Attributes:
        hash: SHA-256 over the texts of all packs and what is disabled, in hexadecimal. Books made by
            `for_language` carry the hash of the book they come from.
    """

    def __init__(self, sources: tuple[PackSource, ...], disable: tuple[str, ...], digest: str) -> None:
        self.hash = digest
        self._sources = sources
        self._disable = disable
        self._packs: dict[tuple[Origin, str, bool], Pack] = {}
        self._lean = False

    @classmethod
    def parse(cls, sources: Iterable[PackSource], *, disable: Iterable[str] = ()) -> Rulebook:
        """Make a rulebook. The user's packs are read at once, built-in ones when they are needed.

        Raises:
            ConfigError: naming file and rule: a pack of the user's is not valid.
        """
        ordered, disabled = tuple(sources), tuple(disable)
        book = cls(ordered, disabled, _digest(ordered, disabled))
        for source in ordered:
            if source.origin == "user":
                book._read(source)
        return book

    @property
    def disables(self) -> bool:
        """Whether a setting or a pack of the user's names rules to switch off."""
        ours = (self._read(source) for source in self._sources if source.origin == "user")
        return bool(self._disable) or any(pack.disable for pack in ours)

    @property
    def packs(self) -> tuple[Pack, ...]:
        """Every pack, read."""
        return tuple(self._read(source) for source in self._sources)

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Every rule that is in force, by load order; a replaced rule keeps its first place."""
        rules: dict[str, Rule] = {}
        for pack in self.packs:
            for rule_id in pack.disable:
                rules.pop(rule_id, None)
            rules.update({rule.id: rule for rule in pack.rules})
        return tuple(rule for rule in rules.values() if rule.id not in self._disable)

    @property
    def protect(self) -> tuple[Rule, ...]:
        """The rules that speak for keeping."""
        return tuple(rule for rule in self.rules if rule.protects)

    @property
    def vocabulary(self) -> Vocabulary:
        """The words of all packs that signals look for."""
        words = Vocabulary()
        for pack in self.packs:
            words = words.joined(pack.vocabulary)
        return words

    def for_language(self, language: str | None) -> Rulebook:
        """The packs of one language and those of any; English ones when the language is not known.

        It is for judging: the built-in rules come without their examples.
        """
        wanted = {language or FALLBACK, READ_AS.get(language or "", ANY), ANY}
        sources = tuple(source for source in self._sources if self._speaks(source, wanted))
        book = Rulebook(sources, self._disable, self.hash)
        book._packs, book._lean = self._packs, True
        return book

    def _speaks(self, source: PackSource, wanted: set[str]) -> bool:
        if source.origin == "built-in":
            return source.name.partition("/")[0] in wanted
        return not wanted.isdisjoint(self._read(source).languages)

    def _read(self, source: PackSource) -> Pack:
        lean = self._lean and source.origin == "built-in"
        key = (source.origin, source.name, lean)
        if key not in self._packs:
            self._packs[key] = read_pack(source.name, source.text, source.origin, lean=lean)
        return self._packs[key]

    def check(self) -> None:
        """Read every pack, and look up every id that is to be disabled: costs time, so it is asked for.

        Raises:
            ConfigError: a pack is not valid, or there is no rule of that id.
        """
        asked = [("disable", rule_id) for rule_id in self._disable]
        asked += [(pack.name, rule_id) for pack in self.packs for rule_id in pack.disable]
        known = {rule.id: None for pack in self.packs for rule in pack.rules}
        for where, rule_id in asked:
            if rule_id not in known:
                raise ConfigError(f"{where}: there is no rule {rule_id!r} to disable; {_like(rule_id, known)}")


def _like(rule_id: str, known: Iterable[str]) -> str:
    """The few ids that were probably meant; what there is would be hundreds."""
    import difflib

    near = [repr(found) for found in difflib.get_close_matches(rule_id, sorted(known), 3)]
    return f"did you mean {' or '.join(near)}?" if near else "`presscut rules list` shows what there is"


def _digest(sources: tuple[PackSource, ...], disable: tuple[str, ...]) -> str:
    hasher = hashlib.sha256()
    for part in _canonical(sources, disable):
        encoded = part.encode("utf-8", "surrogatepass")
        hasher.update(len(encoded).to_bytes(8, "big") + encoded)
    return hasher.hexdigest()


def _canonical(sources: tuple[PackSource, ...], disable: tuple[str, ...]) -> Iterator[str]:
    """What decides about rules: origins and texts, whatever the line ends and the files' places."""
    for source in sources:
        yield source.origin
        yield source.name if source.origin == "built-in" else ""
        yield source.text if source.origin == "built-in" else source.text.removeprefix("\ufeff").replace("\r\n", "\n")
    yield from sorted(set(disable))
