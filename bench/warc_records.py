"""What WARC is measured with: records and articles made of the project's own pages, the same in every run."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from presscut.cleaner.model import Article, Page
from presscut.options import Options
from presscut.pipeline import Cleaner

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
SIZE = 4_400  # bytes of a block, as in the trial that the archive's format was chosen by
SEED = 4
DATE = "2031-05-06T07:08:09Z"
MOMENT = datetime(2031, 5, 6, 7, 8, 9, tzinfo=UTC)
LANGUAGE = re.compile(r"^([a-z]{2})-\d\d\.")  # of a page in seeds/languages; the samples are English


@dataclass(frozen=True, slots=True)
class Item:
    """What a record is made of; digests, ids and headers are the writers' work."""

    url: str
    content: bytes


def items(count: int) -> Iterator[Item]:
    """Blocks of lines from pages of one language and format, no two alike."""
    chance = Random(SEED)
    pools = [*_lines().values()]
    for number in range(count):
        yield Item(f"https://news.example/{number}", _passage(chance, pools[number % len(pools)]))


def articles(count: int) -> Iterator[tuple[Page, Article]]:
    """Pages with the articles that presscut makes of them."""
    cleaner = Cleaner(Options(engine="own"))
    for item in items(count):
        page = Page(item.content, url=item.url, fetched=DATE)
        article = cleaner.clean(page)
        if isinstance(article, Article):
            yield page, article


def _passage(chance: Random, lines: list[bytes]) -> bytes:
    found: list[bytes] = []
    length = 0
    while length < SIZE:
        found.append(chance.choice(lines))
        length += len(found[-1]) + 1
    return b"\n".join(found)


def _lines() -> dict[tuple[str, str], list[bytes]]:
    """The lines of all pages by language and format; gold is left out, it stands in the pages."""
    found: dict[tuple[str, str], list[bytes]] = defaultdict(list)
    for path in sorted((SEEDS / "samples").iterdir()) + sorted((SEEDS / "languages").iterdir()):
        if path.suffix in (".html", ".md", ".txt") and not path.name.endswith((".gold.txt", "README.md")):
            language = LANGUAGE.match(path.name)
            kind = language[1] if language else "en", path.suffix
            found[kind] += filter(None, path.read_bytes().splitlines())
    return found
