"""Quality on the pages of seeds/languages: presscut beside doing nothing and trafilatura, by language and view.

  python bench/languages.py                      every page
  python bench/languages.py de fr-05             a language, a page
  python bench/languages.py --pages              a line for every page and view
  python bench/languages.py --leaks              which kinds of junk were left, page by page
  python bench/languages.py --render             print the pages to text anew (html2text, inscriptis, BeautifulSoup)

F1/P/R, lossy and leak mean what they mean in bench/quality.py; a forbidden snippet is one of the page's junk.
The pages are our own prose. No weight is fitted to them; the rule packs were extended with most of them in
view, so that what docs/benchmarks.md calls blind is the honest figure for pages unknown.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

from cleaners import nothing, shipped
from labels import words
from quality import LOSSY, Score, score, trafilatura

from presscut.cleaner.model import Article

FOLDER = Path(__file__).resolve().parent.parent / "seeds" / "languages"
RENDERINGS = {"html2text": "md", "inscriptis": "txt", "bs4": "txt"}  # view to the ending of its files
VIEWS = (*RENDERINGS, "html")
Cleaner = Callable[[str | bytes, Mapping[str, Any]], Any]


@dataclass(frozen=True, slots=True)
class LanguagePage:
    """A page of seeds/languages with its gold body and what is known of it."""

    name: str
    facts: Mapping[str, Any]

    @property
    def language(self) -> str:
        return str(self.facts["language"])

    @property
    def junk(self) -> dict[str, list[str]]:
        """Kind of junk to distinctive snippets of it, none of which belongs to the body."""
        return dict(self.facts["junk"])

    @property
    def snippets(self) -> list[str]:
        return [snippet for snippets in self.junk.values() for snippet in snippets]

    @property
    def gold(self) -> str:
        return (FOLDER / f"{self.name}.gold.txt").read_text("utf-8")

    def file(self, view: str) -> Path:
        """Where the page lies in one view: ``html`` or a rendering."""
        return FOLDER / (f"{self.name}.html" if view == "html" else f"{self.name}.{view}.{RENDERINGS[view]}")

    def article(self) -> Article:
        """What presscut makes of the HTML, as shipped."""
        found = shipped(self.file("html").read_bytes(), {"url": self.facts["url"], "view": "html", "fold": None})
        if isinstance(found, str):
            raise ValueError(f"{self.name} cannot be read")
        return found

    def measure(self, cleaner: Cleaner, view: str) -> Score:
        """The score of one cleaner on one view of this page."""
        content = self.file(view).read_bytes()
        source = content if view == "html" else content.decode()
        found = cleaner(source, {"url": self.facts["url"], "view": view, "fold": None})
        return score(found if isinstance(found, str) else found.text, self.gold, self.snippets)


def pages(names: Sequence[str] = ()) -> list[LanguagePage]:
    """The pages in order of their names; all of them, or those of the languages and names given."""
    found = sorted(path.stem for path in FOLDER.glob("*.json"))
    wanted = [name for name in found if not names or name in names or name.partition("-")[0] in names]
    return [LanguagePage(name, json.loads((FOLDER / f"{name}.json").read_text("utf-8"))) for name in wanted]


def rendered(markup: str, view: str) -> str:
    """The page as text, as one of three common programs prints all of it."""
    if view == "html2text":
        from html2text import HTML2Text

        return HTML2Text(bodywidth=0).handle(markup)
    if view == "inscriptis":
        from inscriptis import get_text

        text: str = get_text(markup)
        return text
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(markup, "html.parser")
    for hidden in soup(["script", "style", "noscript", "template"]):
        hidden.decompose()
    return soup.get_text("\n")


def render(page: LanguagePage) -> Iterator[Path]:
    """Write the renderings of a page beside it."""
    markup = page.file("html").read_text("utf-8")
    for view in RENDERINGS:
        page.file(view).write_text(rendered(markup, view).strip() + "\n", "utf-8")
        yield page.file(view)


def row(first: str, view: str, name: str, scores: Sequence[Score]) -> str:
    """A line of the table: means over pages."""
    means = [fmean(s.f1 for s in scores), fmean(s.precision for s in scores), fmean(s.recall for s in scores)]
    means += [fmean(s.recall < LOSSY for s in scores), fmean(s.leak or 0.0 for s in scores)]
    return f"| {first} | {view} | {name} | {len(scores)} | " + " | ".join(f"{m:.3f}" for m in means) + " |"


def table(found: Sequence[LanguagePage], *, by_page: bool) -> Iterator[str]:
    """The table of pages given, a line for each language (or page), view and cleaner."""
    yield f"| {'page' if by_page else 'language'} | view | cleaner | pages | F1 | P | R | lossy | leak |"
    yield "|---" * 9 + "|"
    groups: dict[str, list[LanguagePage]] = {}
    for page in found:
        groups.setdefault(page.name if by_page else page.language, []).append(page)
    for first, group in groups.items():
        text: list[Score] = []
        for view in VIEWS:
            peer = ("trafilatura", trafilatura) if view == "html" else ("nothing", nothing)
            ours = [page.measure(shipped, view) for page in group]
            text += [] if view == "html" else ours
            yield row(first, view, peer[0], [page.measure(peer[1], view) for page in group])
            yield row(first, view, "presscut", ours)
        yield row(first, "text views", "presscut", text)


def leaks(found: Sequence[LanguagePage]) -> Iterator[str]:
    """The junk that presscut left, a line for every page and view that has any."""
    for page in found:
        for view in VIEWS:
            content = page.file(view).read_bytes()
            source = content if view == "html" else content.decode()
            article = shipped(source, {"url": page.facts["url"], "view": view, "fold": None})
            flat = " ".join(words(article if isinstance(article, str) else article.text))
            left = {kind: [s for s in snippets if " ".join(words(s)) in flat] for kind, snippets in page.junk.items()}
            if any(left.values()):
                shown = "; ".join(f"{kind}: {' / '.join(snippets)}" for kind, snippets in left.items() if snippets)
                yield f"{page.name} {view}: {shown}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("name", nargs="*", help="a language or a page; all by default")
    parser.add_argument("--pages", action="store_true", help="a line for every page")
    parser.add_argument("--leaks", action="store_true", help="print the junk that was left")
    parser.add_argument("--render", action="store_true", help="write the text renderings from the HTML")
    options = parser.parse_args()
    found = pages(options.name)
    if not found:
        parser.error("no such page")
    if options.render:
        for page in found:
            print(*(path.name for path in render(page)))
        return 0
    for line in leaks(found) if options.leaks else table(found, by_page=options.pages):
        print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
