"""Read one pack file. What it does not understand is an error that names the file and the rule."""

from __future__ import annotations

from typing import get_args

from presscut.cleaner.cues import parse_cue, sound_cue, words_in
from presscut.cleaner.kinds import KINDS, STAND_INS
from presscut.cleaner.model import MEDIA_TYPES, BlockKind
from presscut.cleaner.patterns import lazy
from presscut.cleaner.rulebook_table import Table
from presscut.cleaner.rulebook_types import (
    PROTECTED_BY_USER,
    PROTECTING,
    ClassOrId,
    Each,
    Example,
    Extent,
    HeadingLike,
    Origin,
    Pack,
    Place,
    Rule,
    RuleAction,
    TokenMatch,
    Until,
    Vocabulary,
    When,
)
from presscut.cleaner.signals import SIGNALS
from presscut.cleaner.site import host_of
from presscut.errors import ConfigError

SCHEMA = 1
LANGUAGE = lazy("[a-z]{2,3}")  # the primary tag of BCP 47, by which pages are known; `any` is none of them
SIGNAL_NAMES = tuple(SIGNALS)
STRONGEST = 6.0  # log-odds 6 is 400 to 1: no phrase deserves more
FIELDS = (
    "copyright", "author_bio", "captions.credit", "captions.text", "license.name", "license.url", "credits",
    "summary", "deck", "dateline", "section", "tags", "corrections",
)  # fmt: skip


def read_pack(name: str, text: str, origin: Origin, *, lean: bool = False) -> Pack:
    """Read a pack.

    Args:
        lean: for judging by a built-in pack, which was checked before: without its examples, its cues as they stand.

    Raises:
        ConfigError: not TOML, an unknown key or word, a value of the wrong type.
    """
    import tomllib

    content = quick_to_read(text) if lean else text.removeprefix("\ufeff")
    read_cue = sound_cue if lean else parse_cue
    try:
        top = Table(tomllib.loads(content), name)
    except tomllib.TOMLDecodeError as reason:
        raise ConfigError(f"{name}: not valid TOML: {reason}") from reason
    except RecursionError as reason:
        raise ConfigError(f"{name}: not valid TOML: nested too deep") from reason
    if top.count("schema", 0) != SCHEMA:
        raise top.error(f"'schema' must be {SCHEMA}")
    head = top.table("pack", "[pack]")
    languages = head.texts("languages")
    if not languages:
        raise head.error("'languages' is missing; [\"any\"] stands for all of them")
    if stranger := next((language for language in languages if not LANGUAGE.fullmatch(language)), None):
        raise head.error(f"'languages' are codes as pages have them, en or pt without a country, and not {stranger!r}")
    tables = [Table(values, f"{name}: rule {n}", read_cue) for n, values in enumerate(top.tables("rule"), 1)]
    rules = [_rule(table, name, origin, languages) for table in tables]
    rules.extend(_protected(top, name, languages))
    pack = Pack(
        name=name,
        id=head.text("id", name),
        version=head.text("version", "0"),
        license=head.text("license", "CC0-1.0"),
        languages=languages,
        origin=origin,
        rules=tuple(rules),
        vocabulary=_vocabulary(top.table("signals", "[signals]")),
        disable=top.texts("disable"),
    )
    head.finish()
    top.finish()
    _refuse_twins(pack)
    return pack


def quick_to_read(text: str) -> str:
    """A pack without its examples, which only tests and authors need, and with strings that are not escaped.

    `tomllib` looks at strings in double quotes character by character, for escapes, and at those in single quotes
    at once. For built-in packs, which keep to one layout: a table's head stands at the start of a line, and no string
    goes over several lines.
    """
    kept: list[str] = []
    keep = True
    for line in text.splitlines(keepends=True):
        if line.startswith("["):
            keep = not line.startswith("[[rule.example]]")
        if keep:
            kept.append(line if "\\" in line or "'" in line else line.replace('"', "'"))
    return "".join(kept)


def _refuse_twins(pack: Pack) -> None:
    seen: set[str] = set()
    for rule in pack.rules:
        if rule.id in seen:
            raise ConfigError(f"{pack.name}: rule {rule.id}: the id is used twice in this file")
        seen.add(rule.id)


def _vocabulary(table: Table) -> Vocabulary:
    def words(key: str) -> frozenset[str]:
        return frozenset(" ".join(words_in(word)) for word in table.texts(key))

    found = Vocabulary(words("second_person"), words("imperative"), words("polite"), words("networks"))
    table.finish()
    return found


def _protected(top: Table, name: str, languages: tuple[str, ...]) -> list[Rule]:
    """`protect = ["…"]` at the top of a file: blocks with these cues stay, whatever else speaks."""
    cues = top.cues("protect")
    if not cues:
        return []
    return [
        Rule(
            id=f"protect/{name}",
            kind="protect",
            why="The user wants blocks with these words to stay.",
            action="protect",
            weight=-PROTECTED_BY_USER,
            when=When(any=cues),
            pack=name,
            origin="user",
            languages=languages,
        )
    ]


def _rule(table: Table, name: str, origin: Origin, languages: tuple[str, ...]) -> Rule:
    rule_id = table.text("id")
    table.where = f"{name}: rule {rule_id}"
    action = table.choice("action", get_args(RuleAction))
    weight = table.number("weight", 0.1, STRONGEST)
    user_protects = action in PROTECTING and origin == "user"
    kind = table.choice("kind", (*KINDS, "protect"))
    scope = table.table("scope", "[rule.scope]")
    rule = Rule(
        id=rule_id,
        kind="protect" if user_protects else kind,
        why=table.text("why"),
        action=action,
        weight=-PROTECTED_BY_USER if user_protects else weight,
        alone=table.number("alone", 0.0, weight, 0.0),
        field=table.choice("field", FIELDS) if table.has("field") else None,
        flag=table.maybe_text("flag"),
        applies_to=table.choices("applies_to", MEDIA_TYPES, MEDIA_TYPES),
        sites=scope.texts("sites") or ("*",),
        when=_when(table.table("when", "[rule.when]")),
        extent=_extent(table.table("extent", "[rule.extent]")),
        examples=tuple(_example(example, table.where, n) for n, example in enumerate(table.tables("example"), 1)),
        pack=name,
        origin=origin,
        languages=languages,
    )
    scope.finish()
    table.finish()
    _refuse_nonsense(rule, table)
    return rule


def _refuse_nonsense(rule: Rule, table: Table) -> None:
    """What can be read but could never do what it says."""
    if (rule.action == "to-field") != (rule.field is not None):
        raise table.error("'field' belongs to the action 'to-field', and only to that one")
    if rule.flag is not None and (rule.action != "cut-block" or not _is_flag(rule.flag)):
        raise table.error("'flag' is a word of small letters and hyphens, and belongs to the action 'cut-block'")
    if not all(site == "*" or site == host_of(f"//{site}") for site in rule.sites):
        raise table.error("'sites' are hosts in small letters, such as press.example")
    when = rule.when
    section = rule.is_section
    if section and not rule.extent.max_blocks:
        raise table.error("a section needs 'max_blocks' in [rule.extent]")
    if section and not when.heading and not rule.extent.holds:
        raise table.error("a section needs 'heading' in [rule.when], or 'holds' in [rule.extent]")
    if not section and (when.heading or rule.extent != Extent(max_words=rule.extent.max_words)):
        raise table.error("'heading' and [rule.extent] belong to the actions 'cut-section' and 'protect-section'")
    if not section and not (when.any or when.all or when.class_or_id or when.signals):
        raise table.error("[rule.when] is empty: it would fit every block")
    if when.needs > len(when.signals) and when.signals:
        raise table.error("'needs' asks for more signals than the rule lists")
    _refuse_half_pages(rule, table)


def _is_flag(word: str) -> bool:
    letters = word.replace("-", "")
    return letters.isascii() and letters.isalpha() and letters.islower()


def _refuse_half_pages(rule: Rule, table: Table) -> None:
    """A page that goes whole is of a kind that stands in for an article, and may hold so much else."""
    whole = rule.action == "cut-page"
    if whole != (rule.kind in STAND_INS):
        raise table.error(f"the action 'cut-page' and the kinds {', '.join(sorted(STAND_INS))} belong together")
    if whole != bool(rule.extent.max_words):
        raise table.error("'max_words' in [rule.extent] belongs to the action 'cut-page', which needs it")


def _when(table: Table) -> When:
    when = When(
        any=table.cues("any"),
        all=table.cues("all"),
        none=table.cues("none"),
        heading=table.cues("heading"),
        heading_like=table.choice("heading_like", get_args(HeadingLike), "heading"),
        min_chars=table.count("min_chars", 0),
        max_chars=table.maybe_count("max_chars"),
        links=table.count("links", 0),
        kinds=table.choices("kinds", get_args(BlockKind)),
        signals=table.choices("signals", SIGNAL_NAMES),
        needs=table.count("needs", 1),
        class_or_id=_class_or_id(table),
    )
    table.finish()
    return when


def _class_or_id(table: Table) -> ClassOrId | None:
    if not table.has("class_or_id"):
        return None
    inner = table.table("class_or_id", "class_or_id")
    tokens = tuple(token.lower() for token in inner.texts("tokens"))
    if not tokens:
        raise inner.error("'tokens' is missing")
    found = ClassOrId(tokens, inner.choice("match", get_args(TokenMatch), "token"))
    inner.finish()
    return found


def _extent(table: Table) -> Extent:
    each = table.table("each", "each")
    extent = Extent(
        until=table.choices("until", get_args(Until), Extent().until),
        max_blocks=table.count("max_blocks", 0),
        each=Each(each.maybe_count("max_chars"), each.choices("any_of", SIGNAL_NAMES), each.cues("cues")),
        min_share=table.number("min_share", 0.0, 1.0, 1.0),
        holds=table.cues("holds"),
        max_words=table.count("max_words", 0),
    )
    each.finish()
    table.finish()
    return extent


def _example(values: object, where: str, number: int) -> Example:
    table = Table(values, f"{where}: [[rule.example]] {number}")
    cut, keep = table.maybe_text("cut"), table.maybe_text("keep")
    place = table.choice("place", get_args(Place), "after" if cut else "inside")
    table.finish()
    text = cut or keep
    if text is None or (cut and keep):
        raise table.error("has either 'cut' or 'keep'")
    return Example(text, cut is not None, place)
