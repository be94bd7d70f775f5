"""Packs: read, checked, put in order."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from presscut.cleaner.rulebook import ANY, BUILT_IN, LANGUAGES, PackSource, Rulebook, builtin_sources
from presscut.cleaner.rulebook_types import PROTECTED_BY_USER
from presscut.errors import ConfigError

HEAD = """schema = 1
[pack]
id = "mine"
version = "1"
languages = ["en"]
"""
RULE = """
[[rule]]
id = "mine/promo"
kind = "cta"
why = "A promotion of our own shop."
action = "cut-block"
weight = 2.0
[rule.when]
any = ["visit our shop"]
"""


def pack(text: str, name: str = "mine.toml") -> PackSource:
    """A user's pack."""
    return PackSource(name, HEAD + text)


def test_the_built_in_packs_are_read() -> None:
    """What is shipped must load: a broken pack would break every page of its language."""
    book = Rulebook.parse(builtin_sources())
    book.check()
    assert len(book.rules) > 100
    assert {language for rule in book.rules for language in rule.languages} == {"any", *LANGUAGES}


@pytest.mark.parametrize("folder", [ANY, *LANGUAGES])
def test_every_file_of_a_pack_is_named(root: Path, folder: str) -> None:
    """Packs are read by name; one that is not in the table would never be asked."""
    assert sorted(path.stem for path in (root / "rules" / folder).glob("*.toml")) == list(BUILT_IN[folder])


@pytest.mark.parametrize("language", ["en", "de", "fr", "es"])
def test_every_language_has_every_kind(language: str) -> None:
    """A kind that one language lacks would leave that junk in all its pages."""
    kinds = {rule.kind for rule in Rulebook.parse(builtin_sources([language])).rules if language in rule.languages}
    needed = "donate newsletter related share nav authorbio copyright license credit comments cookie ads paywall"
    assert set(needed.split()) <= kinds


def test_only_packs_of_the_language_are_in_a_book_for_it() -> None:
    """German phrases must not judge an English page; what is for any language judges both."""
    book = Rulebook.parse(builtin_sources())
    assert {lang for rule in book.for_language("de").rules for lang in rule.languages} == {"de", "any"}
    assert {lang for rule in book.for_language(None).rules for lang in rule.languages} == {"en", "any"}
    assert {lang for rule in book.for_language("ja").rules for lang in rule.languages} == {"ja", "any"}
    assert {lang for rule in book.for_language("la").rules for lang in rule.languages} == {"any"}
    assert {lang for rule in book.for_language("nb").rules for lang in rule.languages} == {"no", "any"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (RULE.replace("weight", "wieght"), "mine.toml: rule mine/promo: unknown key 'wieght'; did you mean 'weight'?"),
        (
            RULE + "max_chrs = 3\n",
            "mine.toml: rule mine/promo: [rule.when]: unknown key 'max_chrs'; did you mean 'max_chars'?",
        ),
        (RULE.replace("cut-block", "cut-blok"), "'action' does not know 'cut-blok'; did you mean 'cut-block'?"),
        (RULE + 'signals = ["self-nam"]\n', "'signals' does not know 'self-nam'; did you mean 'self-name'?"),
        (RULE.replace('"visit our shop"', '"(|visit )"'), "the cue '(|visit )' can stand for the empty text"),
        (RULE.replace("2.0", "60"), "'weight' must be a number from 0.1 to 6"),
        (RULE.replace("2.0", "true"), "'weight' must be a number"),
        (RULE.replace('any = ["visit our shop"]', ""), "[rule.when] is empty"),
        (RULE.replace("cut-block", "cut-section"), "a section needs 'max_blocks'"),
        (RULE.replace("cut-block", "to-field"), "'field' belongs to the action 'to-field'"),
        (RULE.replace("[rule.when]", 'flag = "Sponsored!"\n[rule.when]'), "'flag' is a word of small letters"),
        (RULE.replace("cut-block", "protect").replace("[rule.when]", 'flag = "mine"\n[rule.when]'), "'flag' is a word"),
        (
            RULE.replace("[rule.when]", 'scope.sites = ["Press.example"]\n[rule.when]'),
            "'sites' are hosts in small letters",
        ),
        (RULE.replace("[rule.when]", 'scope.sites = ["https://press.example/"]\n[rule.when]'), "'sites' are hosts"),
        (RULE + RULE, "rule mine/promo: the id is used twice in this file"),
        (RULE.replace("[[rule]]", "[rule]"), "'rule' must be an array of tables"),
        ("disable = 3\n", "'disable' must be a list of texts"),
        ("x = [", "not valid TOML"),
        (RULE.replace('id = "mine/promo"\n', ""), "mine.toml: rule 1: 'id' is missing"),
        (RULE.replace('kind = "cta"\n', ""), "mine.toml: rule mine/promo: 'kind' is missing"),
        (
            RULE + '[[rule.example]]\ncut = "Visit our shop"\n[[rule.example]]\nkeep = 3\n',
            "mine.toml: rule mine/promo: [[rule.example]] 2: 'keep' must be a text",
        ),
    ],
)
def test_a_mistake_in_a_pack_names_file_and_rule(text: str, message: str) -> None:
    """A key that is skipped in silence is a rule that silently never fires."""
    source = pack(text) if "rule" in text else PackSource("mine.toml", text + HEAD)
    with pytest.raises(ConfigError) as error:
        Rulebook.parse([source])
    assert message in str(error.value)
    assert str(error.value).startswith("mine.toml")


@pytest.mark.parametrize("language", ["english", "EN", "en-GB", "pt_BR", "e"])
def test_a_language_that_no_page_is_in_is_refused(language: str) -> None:
    """Pages are in `en`: the rules would speak of none, and nobody would say why."""
    with pytest.raises(ConfigError, match=f"en or pt without a country, and not '{language}'"):
        Rulebook.parse([PackSource("mine.toml", HEAD.replace('"en"', f'"{language}"') + RULE)])


def test_an_unknown_schema_is_refused() -> None:
    """A pack of a later schema may mean something else by the same words."""
    with pytest.raises(ConfigError, match="'schema' must be 1"):
        Rulebook.parse([PackSource("mine.toml", HEAD.replace("schema = 1", "schema = 2"))])


def test_deep_nesting_is_a_config_error() -> None:
    """A pack may come from anywhere: no depth of brackets may end in another exception."""
    with pytest.raises(ConfigError):
        Rulebook.parse([PackSource("mine.toml", "x = " + "[" * 100_000)])


def test_a_later_rule_of_the_same_id_wins() -> None:
    """Overriding by id is how a user changes a shipped rule without copying the pack."""
    mine = pack(RULE.replace("mine/promo", "en/ads/label").replace("2.0", "0.5"))
    rules = {rule.id: rule for rule in Rulebook.parse([*builtin_sources(["en"]), mine]).rules}
    assert rules["en/ads/label"].weight == 0.5
    assert rules["en/ads/label"].origin == "user"


def test_rules_are_disabled_by_option_and_by_pack() -> None:
    """Both ways of switching a rule off must work, and a wrong id must be told on request."""
    sources = builtin_sources(["en"])
    by_option = Rulebook.parse(sources, disable=["en/ads/label"])
    by_pack = Rulebook.parse([*sources, PackSource("mine.toml", 'disable = ["en/ads/label"]\n' + HEAD)])
    for book in (by_option, by_pack):
        book.check()
        assert "en/ads/label" not in {rule.id for rule in book.for_language("en").rules}
    with pytest.raises(ConfigError, match="no rule 'en/ads/lable' to disable; did you mean 'en/ads/label'"):
        Rulebook.parse(sources, disable=["en/ads/lable"]).check()


def test_what_the_user_protects_outweighs_everything() -> None:
    """User protection beats all: no sum of evidence may reach its weight."""
    book = Rulebook.parse([PackSource("mine.toml", 'protect = ["tide table"]\n' + HEAD)])
    (rule,) = book.protect
    assert rule.kind == "protect"
    assert rule.weight == -PROTECTED_BY_USER


def test_the_hash_follows_rules_and_nothing_else() -> None:
    """Results carry the hash: the same rules must give the same one wherever the user's file lies."""
    unix, windows = pack(RULE), PackSource("C:/other/place.toml", (HEAD + RULE).replace("\n", "\r\n"))
    one = Rulebook.parse([unix])
    assert one.hash == Rulebook.parse([windows]).hash == one.for_language("de").hash
    assert one.hash != Rulebook.parse([pack(RULE.replace("2.0", "2.1"))]).hash
    assert one.hash != Rulebook.parse([unix], disable=["mine/promo"]).hash


def test_a_rulebook_can_be_sent_to_a_worker() -> None:
    """Workers get their rules by pickle; they must be the same rules there."""
    book = Rulebook.parse([*builtin_sources(["de"]), pack(RULE)])
    copy = pickle.loads(pickle.dumps(book))
    assert copy.hash == book.hash
    assert copy.rules == book.rules


@pytest.mark.parametrize("language", ["en", "de", "fr", "es"])
def test_rules_for_judging_are_the_same_rules(language: str) -> None:
    """They are read without their examples to save time; nothing else may be lost on the way."""
    book = Rulebook.parse(builtin_sources([language]))
    assert book.for_language(language).rules == tuple(rule._replace(examples=()) for rule in book.rules)


def test_a_language_is_never_a_path() -> None:
    """The language may come from a page's own markup."""
    assert builtin_sources(["../cleaner", "la", ""]) == builtin_sources([])
    assert {source.name.split("/")[0] for source in builtin_sources([])} == {"any"}
