"""Decisions to Article: the body, its fields, and the ledger of all that is not body.

The ledger is built so that paragraphs, cut and moved entries tile the source with white space
between them; `edited` entries lie inside a paragraph or a moved entry.
"""

from __future__ import annotations

import hashlib
import math
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from presscut.cleaner.fields import collect_fields
from presscut.cleaner.judge.decide import Verdict
from presscut.cleaner.judge.page_kind import likeliest
from presscut.cleaner.judge.stand_ins import stand_in
from presscut.cleaner.model import (
    Article,
    Block,
    Decision,
    Draft,
    LedgerEntry,
    Link,
    Mark,
    Paragraph,
    Producer,
    Source,
    Stats,
)

BETWEEN = "\n\n"  # what stands between two paragraphs of the text
WORDLESS = frozenset({"element", "front-matter", "link-definition", "script"})  # edits that say what a whole block is
LOW_CONFIDENCE = 0.7  # below it an article is flagged for a person to look at
OTHER_KIND = 0.6  # from it a page of another kind is flagged: 2 articles of 100, 6 other pages of 10 (benchmarks.md)


def compose(draft: Draft, verdict: Verdict, producer: Producer = Producer()) -> Article:
    """The article of a judged and decided page."""
    sha256 = hashlib.sha256(draft.page.content).hexdigest()
    kept = [d.block for d in verdict.decisions if d.action == "keep" and draft.blocks[d.block].text]
    paragraphs, links, text = _body(draft.blocks, kept)
    fields = collect_fields(draft, verdict.decisions)
    ledger = tuple(_ledger(draft, verdict.decisions))
    confidence = _confidence(draft.blocks, verdict.decisions)
    return Article(
        id=article_id(fields.get("canonical_url") or draft.page.url, sha256),
        url=draft.page.url,
        media_type=draft.media_type,
        text=text,
        paragraphs=paragraphs,
        links=links,
        ledger=ledger,
        stats=_stats(draft.source, paragraphs, ledger, sum(draft.blocks[index].shape.words for index in kept)),
        signals=_signals(draft),
        confidence=confidence,
        flags=_flags(draft, verdict, text, confidence),
        source=Source(url=draft.page.url, media_type=draft.media_type, sha256=sha256, fetched=draft.page.fetched),
        producer=producer,
        language=draft.language,
        **_without(fields, "language"),
    )


def article_id(url: str | None, sha256: str) -> str:
    """A name-based UUID (RFC 9562, version 5) of the page's address and its bytes' digest."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"{url or 'urn:sha256:' + sha256}\n{sha256}"))


def _without(fields: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if name not in names}


def _body(blocks: Sequence[Block], kept: Sequence[int]) -> tuple[tuple[Paragraph, ...], tuple[Link, ...], str]:
    paragraphs: list[Paragraph] = []
    links: list[Link] = []
    text: list[str] = []
    at = 0
    before = -1  # the block that was kept last
    for index in kept:
        block = blocks[index]
        goes_on = block.hints.goes_on and before == index - 1
        between = "" if not text else BETWEEN if not goes_on else " " * (block.start - blocks[before].end)
        at += len(between)
        end = at + len(block.text)
        if goes_on:
            paragraphs[-1] = paragraphs[-1]._replace(end=end, src_end=block.end)
        else:
            paragraphs.append(Paragraph(at, end, block.kind, block.start, block.end, block.hints.path, block.level))
        links += [Link(k.text, k.url, at + k.start, at + k.end) for k in block.links]
        text += [between, block.text]
        at, before = end, index
    return tuple(paragraphs), tuple(links), "".join(text)


def _ledger(draft: Draft, decisions: Iterable[Decision]) -> Iterator[LedgerEntry]:
    for decision in decisions:
        block = draft.blocks[decision.block]
        if decision.action == "moved":
            moved = list(_moved(draft.source, block, decision))
            yield from moved
            yield from (e for e in _edited(draft.source, block) if any(_lies_in(e, entry) for entry in moved))
        elif decision.action == "cut":
            yield _cut(draft.source, block, decision.kind, decision.rule, decision.reason, decision.score)
        elif not block.text:
            yield _cut(draft.source, block, block.kind, *_why_without_words(block), None)
        else:
            yield from _edited(draft.source, block)


def _why_without_words(block: Block) -> tuple[str, str]:
    """Rule and reason of a block that holds no text: what it is instead, where that is known."""
    told = block.edits[0] if len(block.edits) == 1 and block.edits[0].kind in WORDLESS else None
    return (told.rule, told.reason) if told else (f"compose/{block.kind}", f"{block.kind} without words")


def _cut(source: str, block: Block, kind: str, rule: str, reason: str, score: float | None) -> LedgerEntry:
    text = source[block.start : block.end]
    return LedgerEntry(block.start, block.end, "cut", kind, None, None, rule, _round(score), reason, text)


def _moved(source: str, block: Block, decision: Decision) -> Iterator[LedgerEntry]:
    """One entry a field; together they cover the block, what no field claims goes with the one before it."""
    pieces = [(m.start if m.start is not None else block.start, m) for m in _one_a_span(decision.moves)]
    starts = [block.start, *(start for start, _ in pieces[1:]), block.end]
    for (_, mark), start, end in zip(pieces, starts, starts[1:], strict=False):
        bare = source[start:end]
        left, right = len(bare) - len(bare.lstrip()), len(bare.rstrip())
        yield LedgerEntry(
            src_start=start + left,
            src_end=start + right,
            action="moved",
            kind=mark.kind,
            field=mark.field,
            to=mark.value,
            rule=mark.rule,
            score=_round(mark.weight),
            reason=mark.reason,
            text=bare[left:right],
        )


def _one_a_span(moves: Iterable[Mark]) -> list[Mark]:
    """The moves with distinct starts: several values taken from one span make one entry."""
    first: dict[int | None, Mark] = {}
    for mark in moves:
        first.setdefault(mark.start, mark)
    return list(first.values())


def _lies_in(edit: LedgerEntry, moved: LedgerEntry) -> bool:
    """Whether an edit is of what was moved, and not of the white space between two pieces that were."""
    return moved.src_start <= edit.src_start and edit.src_end <= moved.src_end


def _edited(source: str, block: Block) -> Iterator[LedgerEntry]:
    for e in block.edits:
        text = source[e.start : e.end]
        yield LedgerEntry(e.start, e.end, "edited", e.kind, None, e.to, e.rule, None, e.reason, text)


def _round(score: float | None) -> float | None:
    return None if score is None else round(score, 3)


def _stats(source: str, paragraphs: Iterable[Paragraph], ledger: Iterable[LedgerEntry], words: float) -> Stats:
    chars = {"cut": 0, "moved": 0, "edited": 0}
    for entry in ledger:
        chars[entry.action] += entry.src_end - entry.src_start
    return Stats(
        source_chars=len(source),
        kept_chars=sum(p.src_end - p.src_start for p in paragraphs),
        moved_chars=chars["moved"],
        cut_chars=chars["cut"],
        edited_chars=chars["edited"],
        words=math.floor(words + 0.5),
    )


def _confidence(blocks: Sequence[Block], decisions: Iterable[Decision]) -> float:
    """How sure the decisions are: the mean probability of being right, blocks weighted by their words."""
    total = weighted = 0.0
    for d in decisions:
        words = blocks[d.block].shape.words
        margin = min(abs(d.score - d.needed), 30.0)
        total += words
        weighted += words / (1 + math.exp(-margin))
    return round(weighted / total, 4) if total else 0.0


def _flags(draft: Draft, verdict: Verdict, text: str, confidence: float) -> tuple[str, ...]:
    told = [mark.flag for mark in draft.marks if mark.flag and verdict.decisions[mark.block].action == "cut"]
    flags = [*verdict.flags, *dict.fromkeys([*(p.code for p in draft.problems), *told])]
    if not text:
        flags.append("no-article")
    elif confidence < LOW_CONFIDENCE:
        flags.append("low-confidence")
    kind = _other_kind(draft) if text else stand_in(draft) or _other_kind(draft)
    if kind:
        flags.append(f"page:{kind}")
    return tuple(flags)


def _other_kind(draft: Draft) -> str | None:
    """What an HTML page most likely is, where that is no article."""
    page = likeliest(draft)
    return page.kind if page is not None and page.kind != "article" and page.probability >= OTHER_KIND else None


def _signals(draft: Draft) -> dict[str, Any]:
    """What else was measured: in HTML the likeliest kind of the page."""
    page = likeliest(draft)
    return {} if page is None else {"page_kind": page._asdict()}
