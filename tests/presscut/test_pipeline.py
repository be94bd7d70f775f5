"""What the cleaner is made of under one set of options: the rules, and the hash that stands for them."""

from __future__ import annotations

from pathlib import Path

import pytest

from presscut import clean
from presscut.errors import ConfigError
from tests.presscut.conftest import ARTICLE, OWN_PACK


def rules_hash(**said: list[str]) -> str:
    """The hash of the rules that an article names."""
    return clean(ARTICLE, media_type="markdown", **said).producer.rules_hash  # type: ignore[arg-type]


def pack_in(folder: str, text: str = OWN_PACK) -> str:
    """The path of a rule pack that lies in a folder of its own."""
    Path(folder).mkdir()
    (Path(folder) / "mine.toml").write_text(text, encoding="utf-8")
    return folder


def test_the_place_of_a_pack_does_not_count() -> None:
    """Two people with the same rules get the same articles, wherever the rules lie on their disks."""
    one, other = pack_in("one"), pack_in("other")
    assert rules_hash(rules=[one]) == rules_hash(rules=[other]) == rules_hash(rules=["one/mine.toml"])


def test_whatever_changes_the_rules_changes_their_hash() -> None:
    """The hash stands in every article: equal hashes promise equal rules."""
    mine, heavier = pack_in("mine"), pack_in("heavier", OWN_PACK.replace("6.0", "5.0"))
    hashes = [rules_hash(), rules_hash(rules=[mine]), rules_hash(rules=[heavier])]
    hashes += [rules_hash(disable=["en/newsletter/sign-up"]), rules_hash(rules=[mine], disable=["mine/tickets"])]
    assert len(set(hashes)) == len(hashes)


def test_a_rule_to_disable_must_be_there() -> None:
    """A misspelt id would silently leave the rule in force."""
    with pytest.raises(ConfigError, match="no rule 'en/newsletter/sign-upp' to disable; did you mean"):
        clean(ARTICLE, disable=["en/newsletter/sign-upp"])


def test_a_rule_that_a_pack_disables_must_be_there() -> None:
    """It is refused as the setting is: whoever shares a pack misspells an id as easily."""
    right = 'disable = ["en/newsletter/sign-up"]\n' + OWN_PACK
    wrong = right.replace("sign-up", "sign-upp")
    with pytest.raises(ConfigError, match=r"mine\.toml: there is no rule 'en/newsletter/sign-upp' to disable"):
        clean(ARTICLE, rules=[pack_in("wrong", wrong)])
    assert clean(ARTICLE, rules=[pack_in("right", right)]).text
