"""`presscut rules`: the rules in force, and what packs of one's own do."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import pytest

from presscut.cleaner.judge.page_furniture import REASONS
from presscut.cleaner.rulebook import Rulebook, builtin_sources
from presscut.filter_table import FILTERS
from tests.presscut.conftest import OWN_PACK, Presscut

LEDGER_ID = re.compile(r"(?:shape|model|page|thread|judge|site|trafilatura|inline)/[a-z-]+")
BROKEN = 'schema = 1\n[pack]\nid = "mine"\nlanguages = ["en"]\n[[rule]]\nid = "mine/one"\n'


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A pack of one rule that is as it should be."""
    path = tmp_path / "mine.toml"
    path.write_text(OWN_PACK, encoding="utf-8")
    return path


def test_list_has_every_rule(presscut: Presscut) -> None:
    """Whoever wonders what is cut can read all of it."""
    ran = presscut("rules", "list", "--json")
    assert ran.code == 0
    rows = [json.loads(line) for line in ran.out.splitlines()]
    assert [row["id"] for row in rows] == [rule.id for rule in Rulebook.parse(builtin_sources()).rules]
    assert presscut("rules", "list").out.count("\n") == len(rows)


def test_list_is_narrowed_by_language_and_kind(presscut: Presscut, pack: Path) -> None:
    """A page is judged by the rules of its language and of any; packs of one's own count."""
    ran = presscut("rules", "list", "--language", "de", "--kind", "share", "--json")
    assert {json.loads(line)["languages"][0] for line in ran.out.splitlines()} == {"de", "any"}
    assert {json.loads(line)["kind"] for line in ran.out.splitlines()} == {"share"}
    ran = presscut("rules", "list", "--language", "en", "--kind", "ads", "--rules", pack)
    assert "mine/tickets  " in ran.out
    assert "mine/tickets" not in presscut("rules", "list").out


@pytest.mark.parametrize(
    ("said", "message"),
    [
        (("list", "--language", "xx"), "there are no rules for 'xx'; there are for any, ar, bg, "),
        (("show", "tickets"), "there is no rule 'tickets'; `presscut rules list --all` shows what there is"),
        (("list", "--kind", "donat"), "did you mean 'donate'?"),
        (("show", "en/newsletter/sing-up"), "there is no rule 'en/newsletter/sing-up'; did you mean"),
        (("try", "page.md"), "name the packs to try with --rules"),
    ],
)
def test_what_is_not_there_gets_a_suggestion(said: tuple[str, ...], message: str, presscut: Presscut) -> None:
    """One line, exit 2."""
    ran = presscut("rules", *said)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err


def test_show_prints_the_rule_as_it_is_written(presscut: Presscut, pack: Path) -> None:
    """What is printed can be copied into a pack, changed and tried."""
    ran = presscut("rules", "show", "mine/tickets", "--rules", pack)
    assert ran.code == 0
    assert ran.out == "# mine.toml, user, for en\n" + OWN_PACK[OWN_PACK.index("[[rule]]") :]


def test_every_rule_can_be_shown(presscut: Presscut) -> None:
    """The ledger names ids; each of them leads to its text."""
    for rule in Rulebook.parse(builtin_sources()).rules[::40]:
        out = presscut("rules", "show", rule.id).out
        assert out.startswith(f"# {rule.pack}, built-in, for ")
        assert f'\nid = "{rule.id}"\n' in out
        assert out.count("[[rule]]") == 1


def test_the_examples_in_the_help_name_rules_that_are_there(presscut: Presscut) -> None:
    """An example that fails teaches nothing."""
    for page in ((), ("show",)):
        for rule_id in re.findall(r"presscut rules show (\S+)$", presscut("rules", *page, "--help").out, re.MULTILINE):
            assert presscut("rules", "show", rule_id).code == 0


def test_a_rule_that_replaces_one_is_the_one_shown(presscut: Presscut, tmp_path: Path) -> None:
    """The one in force counts, not the one it replaced."""
    path = tmp_path / "mine.toml"
    path.write_text(OWN_PACK.replace("mine/tickets", "en/ads/label"), encoding="utf-8")
    assert "tickets cost" in presscut("rules", "show", "en/ads/label", "--rules", path).out
    assert "tickets cost" not in presscut("rules", "show", "en/ads/label").out


def test_a_pack_protects_without_a_rule_of_its_own(presscut: Presscut, tmp_path: Path) -> None:
    """`protect = […]` makes a rule that no pack writes out: it has its reason."""
    path = tmp_path / "mine.toml"
    path.write_text('protect = ["tide table"]\n' + OWN_PACK, encoding="utf-8")
    ran = presscut("rules", "show", "protect/mine.toml", "--rules", path)
    assert ran.out == "# mine.toml, user, for en\n# The user wants blocks with these words to stay.\n"


def test_lint_names_what_is_probably_wrong(presscut: Presscut, pack: Path) -> None:
    """A finding is no failure of the pack to be read, so it has an exit code of its own."""
    assert presscut("rules", "lint", pack).code == 0
    pack.write_text(OWN_PACK.partition("[[rule.example]]\nkeep")[0], encoding="utf-8")
    ran = presscut("rules", "lint", pack)
    assert ran.code == 6
    assert ran.out == "mine.toml: rule mine/tickets: has no example of what it must keep [no-keep-example]\n"
    assert ran.err == "presscut: 1 to look at\n"


def test_the_built_in_rules_have_nothing_to_look_at(presscut: Presscut) -> None:
    """What is asked of the user's packs holds for ours."""
    ran = presscut("rules", "lint")
    assert (ran.code, ran.out, ran.err) == (0, "", "presscut: nothing to say\n")


def test_a_pack_that_cannot_be_read_is_an_error(presscut: Presscut, pack: Path) -> None:
    """With file and rule, by every command alike."""
    pack.write_text(BROKEN, encoding="utf-8")
    for said in (("lint", pack), ("test", pack), ("list", "--rules", pack)):
        ran = presscut("rules", *said)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith("presscut: mine.toml: rule mine/one: ")


def test_examples_that_hold(presscut: Presscut, pack: Path) -> None:
    """Two examples, one line, exit 0."""
    ran = presscut("rules", "test", pack)
    assert (ran.code, ran.out, ran.err) == (0, "", "presscut: 2 examples of 1 rule hold\n")


@pytest.mark.parametrize(
    "limit", ['scope.sites = ["courier.example"]', 'applies_to = ["html"]', 'applies_to = ["text"]']
)
def test_examples_of_a_rule_for_some_pages_stand_on_one_of_them(limit: str, presscut: Presscut, pack: Path) -> None:
    """A rule for one site, or for one kind of input, is tried where it is in force."""
    pack.write_text(OWN_PACK.replace("[rule.when]", f"{limit}\n[rule.when]"), encoding="utf-8")
    ran = presscut("rules", "test", pack)
    assert (ran.code, ran.out) == (0, "")


def test_an_example_that_does_not_hold_says_why(presscut: Presscut, pack: Path) -> None:
    """The marks tell which rule spoke, and the score how far off it is."""
    text = OWN_PACK.replace("Tickets cost two crowns, and dogs", "Tickets are two crowns, and dogs")
    pack.write_text(text.replace("argued all evening about what", "said tickets cost too much, and asked what"))
    ran = presscut("rules", "test", pack)
    assert ran.code == 6
    first, second, *rest = ran.out.splitlines()
    assert first == (
        "mine.toml: rule mine/tickets: “Tickets are two crowns, and dogs ride free.” must be cut; its score is +0.0"
    )
    assert second == "  mine/tickets says nothing about it"
    assert "must stay; its score is +6.0" in rest[0]
    assert rest[1] == "  +6.00  mine/tickets: “tickets cost”"
    assert ran.err == "presscut: 2 of 2 examples of 1 rule do not hold\n"


def test_try_says_what_a_pack_would_change(presscut: Presscut, pack: Path, article: Path) -> None:
    """Before a rule is kept its author wants to see it on pages."""
    ran = presscut("rules", "try", "--rules", pack, article)
    assert ran.code == 0
    assert (
        ran.out
        == "article.md: keep → cut  mine/tickets: Tickets cost four crowns. Children ride free, the board sai…\n"
    )
    assert ran.err == "presscut: 1 block on 1 of 1 page\n"


def test_try_is_about_the_packs_it_is_given(presscut: Presscut, pack: Path, article: Path, tmp_path: Path) -> None:
    """What the settings have in force already is no change."""
    settings = tmp_path / "night.toml"
    settings.write_text(f'[rules]\npaths = ["{pack}"]\n', encoding="utf-8")
    ran = presscut("--config", settings, "rules", "try", "--rules", pack, article)
    assert (ran.code, ran.out) == (0, "")


def test_coverage_counts_who_speaks(presscut: Presscut, pack: Path, article: Path) -> None:
    """A rule that never speaks costs its reader time."""
    ran = presscut("rules", "coverage", article, "--rules", pack)
    assert ran.code == 0
    head, *lines = ran.out.splitlines()
    assert head.split() == ["blocks", "named", "pages", "rule"]
    assert ["1", "1", "1", "mine/tickets"] in [line.split() for line in lines]
    unused = presscut("rules", "coverage", article, "--rules", pack, "--unused").out.splitlines()
    spoken = {line.split()[-1] for line in lines}
    assert "mine/tickets" in spoken
    assert spoken.isdisjoint(unused)
    assert len(spoken) + len(unused) == len(Rulebook.parse(builtin_sources()).rules) + 1


def test_pages_that_cannot_be_read_are_counted(presscut: Presscut, pack: Path, article: Path, tmp_path: Path) -> None:
    """The others are looked at all the same."""
    bad = tmp_path / "picture.md"
    bad.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    for said in (("try", "--rules", pack), ("coverage",)):
        ran = presscut("rules", *said, article, bad)
        assert ran.code == 3
        assert ran.err.splitlines()[0].startswith(f"presscut: {bad}: ")
        assert ran.err.splitlines()[1].endswith(", 1 failed")


def ids_in_the_source(root: Path) -> set[str]:
    """The ids that the cleaner can write into a ledger and that no pack has, as its source spells them."""
    ids: set[str] = set()
    for path in (root / "cleaner").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                ids |= {node.value} if LEDGER_ID.fullmatch(node.value) else set()
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                place = {"whole": 2, "noted": 2, "pieces_marks": 3}.get(node.func.id, len(node.args))
                rule = node.args[place] if place < len(node.args) else None
                ids |= {f"metadata/{rule.value!s}"} if isinstance(rule, ast.Constant) else set()
    return ids | {f"shape/{tag}" for tag in REASONS}


def test_every_id_of_the_ledger_can_be_looked_up(presscut: Presscut, root: Path) -> None:
    """docs/article-row.md promises it: what took a block is never a word without a meaning."""
    assert ids_in_the_source(root) - set(FILTERS) == set()
    assert all((root / "cleaner" / told.where).exists() for told in FILTERS.values())
    rows = presscut("clean", root / "seeds" / "samples", "--to", "jsonl").out.splitlines()
    rules = {json.loads(line)["id"] for line in presscut("rules", "list", "--all", "--json").out.splitlines()}
    assert {entry["rule"] for row in rows for entry in json.loads(row)["ledger"]} - rules == set()


def test_a_filter_is_shown_for_what_it_is(presscut: Presscut) -> None:
    """It is no rule of a pack; a reader of the ledger wants to know what it looks at, and where it is."""
    ran = presscut("rules", "show", "shape/self-call")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[:2] == [
        "# shape/self-call is a filter of the program, cleaner/judge/self_call.py, and no rule of a pack",
        "# A short call that prints an address of the site itself.",
    ]
    assert "the marks of a link removed" in presscut("rules", "show", "inline/link").out
    assert "did you mean 'shape/self-call'?" in presscut("rules", "show", "shape/self-cal").err


def test_filters_are_listed_on_request(presscut: Presscut) -> None:
    """Below the rules; the list without them is what can be disabled."""
    plain, every = (presscut("rules", "list", *more).out for more in ((), ("--all",)))
    assert every.startswith(plain)
    added = every[len(plain) :].splitlines()
    assert [line.split()[0] for line in added] == list(FILTERS)
