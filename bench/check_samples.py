#!/usr/bin/env python3
"""Hold presscut against the sample pages of seeds/. Exits 0 when every page is exact, 6 when one is not.

    bench/check_samples.py [NAME…]        all samples, or those named (``fr-01`` or ``fr-01.html``)
    bench/check_samples.py --bless NAME   write a first gold from what presscut gives now, for a person to read

Exact means: the gold's paragraphs to the letter and in order, its fields, its links where they stand,
and a ledger in which every character of the page has its place: in a paragraph, or cut, or moved.
"""

from __future__ import annotations

import argparse
import difflib
import json
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from presscut import source_text
from presscut.archive.formats.rows import article_row
from presscut.cleaner.model import Article, LedgerEntry, Link, Paragraph
from presscut.errors import NoArticle, Problem
from presscut.one import page_of
from presscut.pipeline import Cleaner

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
SAMPLES, GOLD = SEEDS / "samples", SEEDS / "gold"
EXACT, FOUND = 0, 6
SHOWN = 100  # characters of a paragraph that a fault quotes
Gold = dict[str, Any]

BLESSED = (
    *("title", "authors", "published", "site", "section", "summary", "deck", "dateline", "captions", "license"),
    *("copyright", "credits", "author_bio", "language", "canonical_url", "url"),
)
PRINTED_IN_CAPITALS = ("site", "section")  # either form will do
LABEL = re.compile(r"^[^\W\d_]{2,12}\s?[:：]\s*")  # "Photo: " before the name of who took it


def samples(names: Sequence[str] = ()) -> list[Path]:
    """The sample pages in order of their names; all of them when no name is given."""
    pages = sorted(p for p in SAMPLES.iterdir() if not p.name.startswith("."))
    return [p for p in pages if not names or p.name in names or p.stem in names]


def gold_of(page: Path) -> Path:
    """Where the gold of a sample page lies."""
    return GOLD / f"{page.stem}.json"


def article_of(page: Path) -> Article:
    """What the command line makes of the file, whose name counts in finding its kind. Raises NoArticle."""
    article = Cleaner().clean(page_of(page.read_bytes(), origin=page.name))
    if isinstance(article, Problem):
        raise NoArticle(str(article))
    return article


def faults(page: Path) -> list[str]:
    """What is wrong with the article presscut makes of a sample, a sentence each; empty when it is exact."""
    content = page.read_bytes()
    gold: Gold = json.loads(gold_of(page).read_text("utf-8"))
    try:
        article = article_of(page)
    except Exception as error:  # whatever ends a page is a fault of that page, the others go on
        return [f"no article: {error!r}"]
    return [
        *body_faults(article, gold),
        *field_faults(article, gold["fields"]),
        *link_faults(article, gold["links"]),
        *ledger_faults(article, source_text(content, article.media_type)),
    ]


def paragraphs_of(article: Article) -> list[str]:
    """The paragraphs of the body as the article's own offsets give them."""
    return [article.text[p.start : p.end] for p in article.paragraphs]


def body_faults(article: Article, gold: Gold) -> Iterator[str]:
    """Every paragraph to the letter and in order, and nothing that must not be there."""
    found, wanted = paragraphs_of(article), list(gold["body"])
    for either in gold.get("accept", ()):
        found = [p.replace(either["or"], either["find"]) for p in found]
    if "\n\n".join(paragraphs_of(article)) != article.text:
        yield "the paragraphs' start and end do not give the text"
    for tag, i, j, k, m in difflib.SequenceMatcher(None, wanted, found, autojunk=False).get_opcodes():
        if tag != "equal":
            yield from (f"paragraph {n + 1} missing or different: {wanted[n][:SHOWN]!r}" for n in range(i, j))
            yield from (f"paragraph not in the gold: {p[:SHOWN]!r}" for p in found[k:m])
    yield from (f"still there: {s!r}" for s in gold["must_not"] if s in article.text)


def field_faults(article: Article, wanted: Gold) -> Iterator[str]:
    """Every field the gold names, and none made up where it says null."""
    row = article_row(article)
    for field, want in wanted.items():
        found = row[field]
        if _comparable(field, found) != _comparable(field, want):
            yield f"{field}: {found!r}, wanted {want!r}"


def _comparable(field: str, value: Any) -> Any:
    """A value without the differences that do not count: lists for tuples, capitals, a label before a credit."""
    if field == "captions":
        return [(c["text"], LABEL.sub("", c["credit"] or "").casefold()) for c in value]
    if isinstance(value, (list, tuple)):
        return [_comparable(field, v) for v in value]
    if field in PRINTED_IN_CAPITALS and isinstance(value, str):
        return value.casefold()
    return value or None


def link_faults(article: Article, wanted: Sequence[Gold]) -> Iterator[str]:
    """The links in reading order, each where its words stand in the text."""
    for link in article.links:
        if article.text[link.start : link.end] != link.text:
            yield f"the offsets of a link do not give its text: {link!r}"
    want_urls, urls = [w["url"] for w in wanted], [link.url for link in article.links]
    if want_urls != urls:
        yield from (f"link lost: {url}" for url in want_urls if url not in urls)
        yield from (f"not a link of the body: {url}" for url in urls if url not in want_urls)
        if sorted(want_urls) == sorted(urls):
            yield "links out of order"
        return
    for link, want in zip(article.links, wanted, strict=True):
        if not _reads(link, want):
            yield f"link text: {link.text!r}, wanted {want['text'] or '… ' + want['ends_with']!r}"


def _reads(link: Link, want: Gold) -> bool:
    """Whether a link covers the right words. Where the page printed only the address, only their end is known."""
    if want["text"] is None:
        return link.text.endswith(want["ends_with"])
    return bool(link.text == want["text"])


def ledger_faults(article: Article, source: str) -> Iterator[str]:
    """The first promise: kept, moved and cut spans tile the source, and the edits turn each into what stands there."""
    for entry in article.ledger:
        yield from _entry_faults(entry, source)
    yield from _tiling_faults(article, source)
    edits = [e for e in article.ledger if e.action == "edited"]
    for paragraph, text in zip(article.paragraphs, paragraphs_of(article), strict=True):
        if edited(paragraph, edits, source) != text:
            yield f"changed without an edit in the ledger: {text[:SHOWN]!r}"


def _entry_faults(entry: LedgerEntry, source: str) -> Iterator[str]:
    if not (entry.rule and entry.kind and entry.reason):
        yield f"ledger entry without rule, kind or reason: {entry!r}"
    if entry.text != source[entry.src_start : entry.src_end]:
        yield f"ledger entry whose text is not what stands at its place: {entry!r}"
    if (entry.action == "moved") != (entry.field is not None):
        yield f"moved without a field, or a field that nothing was moved to: {entry!r}"
    if (entry.action == "edited" and entry.to is None) or (entry.action == "cut" and entry.to is not None):
        yield f"edited without a text, or cut with one: {entry!r}"


def _tiling_faults(article: Article, source: str) -> Iterator[str]:
    spans = [(p.src_start, p.src_end) for p in article.paragraphs]
    spans += [(e.src_start, e.src_end) for e in article.ledger if e.action != "edited"]
    spans.sort()
    at = 0
    for start, end in [*spans, (len(source), len(source))]:
        if start < at:
            yield f"two spans hold the same characters: {source[start:at][:SHOWN]!r}"
        elif source[at:start].strip():
            yield f"in no paragraph and in no ledger entry: {source[at:start].strip()[:SHOWN]!r}"
        at = max(at, end)
    for entry in article.ledger:
        inside = any(start <= entry.src_start and entry.src_end <= end for start, end in spans)
        if entry.action == "edited" and not inside:
            yield f"an edit outside of what was kept or moved: {entry!r}"


def edited(paragraph: Paragraph, edits: Sequence[LedgerEntry], source: str) -> str:
    """What the source of a paragraph reads once the edits inside it are made."""
    parts, at = [], paragraph.src_start
    for edit in sorted(edits, key=lambda e: (e.src_start, e.src_end)):
        if edit.src_start >= at and edit.src_end <= paragraph.src_end:
            parts += [source[at : edit.src_start], edit.to or ""]
            at = edit.src_end
    return "".join([*parts, source[at : paragraph.src_end]])


def first_gold(article: Article) -> Gold:
    """A gold that says what presscut gives now. Worth nothing before a person has read it against the page."""
    row = json.loads(json.dumps(article_row(article)))
    return {
        "body": paragraphs_of(article),
        "fields": {field: row[field] for field in BLESSED},
        "links": [{"text": link.text, "url": link.url} for link in article.links],
        "must_not": [],
    }


def bless(page: Path) -> Path:
    """Write the first gold of a page, keeping what a person wrote under ``must_not`` and ``accept``."""
    place, gold = gold_of(page), first_gold(article_of(page))
    if place.exists():
        before: Gold = json.loads(place.read_text("utf-8"))
        gold |= {key: before[key] for key in ("must_not", "accept") if key in before}
    place.write_text(json.dumps(gold, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return place


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a line a page and its faults under it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("name", nargs="*")
    parser.add_argument("--bless", action="store_true", help="write gold from the present output, for review")
    parser.add_argument("--all", action="store_true", help="print every fault, not only the first ten of a page")
    options = parser.parse_args(arguments)
    pages = samples(options.name)
    if not pages or (options.bless and not options.name):
        parser.error("no such sample" if options.name else "--bless needs a name")
    if options.bless:
        for page in pages:
            print(f"{bless(page)}: read it against the page before you commit it")
        return EXACT
    found = {page.name: faults(page) for page in pages}
    for name, wrong in found.items():
        print(f"{name}: {f'{len(wrong)} faults' if wrong else 'exact'}")
        for fault in wrong if options.all else wrong[:10]:
            print("   ", fault)
    print(f"{sum(not wrong for wrong in found.values())} of {len(found)} exact")
    return FOUND if any(found.values()) else EXACT


if __name__ == "__main__":
    sys.exit(main())
