"""What lint finds in rules that can be read."""

from __future__ import annotations

import pytest

from presscut.cleaner.rulebook import PackSource, Rulebook, builtin_sources
from presscut.cleaner.rulebook_lint import lint

PACK = """schema = 1
[pack]
id = "mine"
languages = ["en"]
[[rule]]
id = "mine/one"
kind = "cta"
why = "A promotion."
action = "cut-block"
weight = 2.0
[rule.when]
any = ["{cue}"]
{more}
[[rule.example]]
cut = "Visit our shop"
[[rule.example]]
keep = "The shop shut."
"""


def codes(text: str) -> set[str]:
    """The codes lint gives for one pack."""
    return {finding.code for finding in lint(Rulebook.parse([PackSource("mine.toml", text)]))}


def test_the_built_in_packs_are_without_findings() -> None:
    """Shipped rules are the example others copy."""
    assert [str(finding) for finding in lint(Rulebook.parse(builtin_sources()))] == []


@pytest.mark.parametrize(
    ("cue", "more", "code"),
    [
        ("shop", "", "single-word"),
        ("(shop|visit our shop)", "", "single-word"),
        ("店", "", "short-phrase"),
        ("go", "", "short-phrase"),
        ("visit our shop", "max_chars = 3\nmin_chars = 5", "never-fits"),
        ("visit our shop", "max_chars = 0", "never-fits"),
        (r"\\bvisit our shop\\b", "", "regular-expression"),
        (r"visit\\s+our shop", "", "regular-expression"),
        ("(?<=visit) our shop", "", "regular-expression"),
        ("visit .* shop", "", "regular-expression"),
        ("visit our shops?", 'none = ["[0-9]+ shops"]', "regular-expression"),
        ("(visit our shop)+", "", "regular-expression"),
        ("visit our shop{2}", "", "regular-expression"),
    ],
)
def test_lint_finds(cue: str, more: str, code: str) -> None:
    """Each of these stood in a real list of cues and cut what it should not have."""
    assert code in codes(PACK.format(cue=cue, more=more))


def test_a_protected_section_has_no_weight_for_its_heading_alone() -> None:
    """A cut section has: its opening may be a phrase of what is to go."""
    section = PACK.format(cue="=visit our shop", more="[rule.extent]\nmax_blocks = 4").replace("any = ", "heading = ")
    cut = section.replace("weight = 2.0", "weight = 2.0\nalone = 1.0").replace("cut-block", "cut-section")
    assert "alone" not in codes(cut)
    assert "alone" in codes(cut.replace("cut-section", "protect-section"))


def test_a_sound_rule_has_no_findings() -> None:
    """A check that always finds something would be ignored."""
    assert codes(PACK.format(cue="visit our shop", more="")) == set()
    assert codes(PACK.format(cue="=shop", more="")) == set()


def test_a_rule_without_a_near_miss_is_found() -> None:
    """A rule proves itself by what it keeps."""
    text = PACK.format(cue="visit our shop", more="").replace('[[rule.example]]\nkeep = "The shop shut."', "")
    assert codes(text) == {"no-keep-example"}


def test_the_same_id_and_the_same_cue_twice_are_found() -> None:
    """Twins across the built-in files would silently replace one another."""
    text = PACK.format(cue="visit our shop", more="")
    book = Rulebook.parse([PackSource("a.toml", text), PackSource("b.toml", text)])
    assert {finding.code for finding in lint(book)} == {"duplicate-id"}
    other = text.replace("mine/one", "mine/two")
    book = Rulebook.parse([PackSource("a.toml", text), PackSource("b.toml", other)])
    assert {finding.code for finding in lint(book)} == {"repeated-cue"}
