"""What is probably wrong with rules that can be read. What cannot be read is an error of the loader.

The checks come from the defects of a first list of cues: 86 of 88 were alternatives left empty by
mistake, so that a cue fitted nearly every block.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from presscut.cleaner.cues import ANY_NUMBER, GAP, Cue
from presscut.cleaner.patterns import lazy
from presscut.cleaner.rulebook import Rulebook
from presscut.cleaner.rulebook_types import Rule
from presscut.cleaner.shape import UNSPACED_CHAR

SHORTEST = 3  # letters of a phrase that is not the whole block
SHORTEST_UNSPACED = 2  # characters, in Chinese, Japanese and Thai
# \b, (?<=, .*, )+, ]?, [a-z], {2,3}: signs of expressions that stand in no phrase.
EXPRESSION = lazy(r"\\[A-Za-z.]|\(\?[:=!<]|\.[*+]|[)\]][+?]|\[[^\]]*\]|\{\d*,?\d*\}")
STARTS_WITHIN = 400  # characters of a block that one opening word may stand for


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to look at in a pack.

    Attributes:
        code: a stable word: ``"single-word"``, ``"no-keep-example"``, ….
    """

    code: str
    pack: str
    rule: str
    message: str

    def __str__(self) -> str:
        return f"{self.pack}: rule {self.rule}: {self.message} [{self.code}]"


def lint(book: Rulebook) -> list[Finding]:
    """Every finding, in the order of the packs.

    Raises:
        ConfigError: a pack cannot be read.
    """
    rules = [rule for pack in book.packs for rule in pack.rules]
    findings = [finding for rule in rules for check in CHECKS for finding in check(rule)]
    return [*findings, *_twins(rules), *_repeated(rules), *_unknown(book, rules)]


def _finding(rule: Rule, code: str, message: str) -> Finding:
    return Finding(code, rule.pack, rule.id, message)


def _examples(rule: Rule) -> Iterator[Finding]:
    """Markup cannot be written as an example, and the user's protection needs none."""
    if rule.applies_to == ("html",) or rule.id.startswith("protect/"):
        return
    if not any(not example.cut for example in rule.examples):
        yield _finding(rule, "no-keep-example", "has no example of what it must keep")
    if not rule.protects and not any(example.cut for example in rule.examples):
        yield _finding(rule, "no-cut-example", "has no example of what it cuts")


def _deciding(rule: Rule) -> Iterator[Cue]:
    """The cues that make a rule fit; those of `none`, `each`, `holds` only ask for more."""
    yield from rule.when.any
    yield from rule.when.all
    yield from rule.when.heading


def _phrases(rule: Rule) -> Iterator[Finding]:
    for cue in _deciding(rule):
        if cue.whole:
            continue
        shortest = min(cue.phrases, key=lambda phrase: (len(phrase), len("".join(phrase))))
        literal = "".join(word for word in shortest if word not in (ANY_NUMBER, GAP))
        unspaced = UNSPACED_CHAR.search(literal) is not None
        if len(literal) < (SHORTEST_UNSPACED if unspaced else SHORTEST) and not (cue.start and literal):
            yield _finding(
                rule, "short-phrase", f"the cue {cue.pattern!r} stands for {literal!r}, too short to mean much"
            )
        if len(shortest) == 1 and not unspaced and not _is_bounded(cue, rule):
            yield _finding(rule, "single-word", f"the cue {cue.pattern!r} stands for one word; write ={shortest[0]}")


def _is_bounded(cue: Cue, rule: Rule) -> bool:
    """An opening or closing word may stand alone in a short block."""
    short = rule.when.max_chars is not None and rule.when.max_chars <= STARTS_WITHIN
    return (cue.start or cue.end) and (short or rule.protects or rule.is_section)


def _silent(rule: Rule) -> Iterator[Finding]:
    if rule.alone and not rule.when.signals and rule.action != "cut-section":
        yield _finding(rule, "alone", "'alone' says nothing without signals")
    if rule.when.max_chars is not None and rule.when.max_chars < rule.when.min_chars:
        yield _finding(rule, "never-fits", "'max_chars' is below 'min_chars'")
    elif rule.when.max_chars == 0:
        yield _finding(rule, "never-fits", "'max_chars' is 0, and no block is empty")


def _regular(rule: Rule) -> Iterator[Finding]:
    """Its signs are cut away between words: the cue would look for letters that nobody writes."""
    for cue in (*_deciding(rule), *rule.when.none, *rule.extent.holds):
        if sign := EXPRESSION.search(cue.pattern):
            yield _finding(
                rule,
                "regular-expression",
                f"the cue {cue.pattern!r} is no regular expression, and {sign[0]!r} means nothing in it;"
                " besides words there are (a|b), * and #",
            )


CHECKS: tuple[Callable[[Rule], Iterable[Finding]], ...] = (_examples, _phrases, _silent, _regular)


def _twins(rules: list[Rule]) -> Iterator[Finding]:
    """An id may come again in the user's packs, which is how they replace a rule."""
    seen: dict[str, Rule] = {}
    for rule in rules:
        before = seen.setdefault(rule.id, rule)
        if before is not rule and before.origin == rule.origin:
            yield _finding(rule, "duplicate-id", f"the id stands in {before.pack} as well")


def _repeated(rules: list[Rule]) -> Iterator[Finding]:
    seen: dict[tuple[str, str, str, tuple[str, ...]], Rule] = {}
    for rule in rules:
        for cue in _deciding(rule):
            before = seen.setdefault((rule.kind, rule.action, cue.pattern, rule.languages), rule)
            if before.id != rule.id:
                yield _finding(rule, "repeated-cue", f"the cue {cue.pattern!r} stands in {before.id} as well")


def _unknown(book: Rulebook, rules: list[Rule]) -> Iterator[Finding]:
    known = {rule.id for rule in rules}
    for pack in book.packs:
        for rule_id in pack.disable:
            if rule_id not in known:
                yield Finding("unknown-rule", pack.name, rule_id, "there is no such rule to disable")
