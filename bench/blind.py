"""Quality on the pages of seeds/blind: presscut beside doing nothing and trafilatura, by set.

  python bench/blind.py                      every set
  python bench/blind.py text news            these
  python bench/blind.py text --pages         a line for every page: scores, flags, fields that are not the gold's
  python bench/blind.py --write docs/benchmarks.md

Their authors knew what scraped pages look like and nothing of presscut's rules; no weight is fitted to them. F1, P, R
and leak mean what they mean in bench/quality.py. *Fields* is how many of title, authors and day are exactly the gold's.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

from cleaners import nothing, shipped
from html_fields import found
from labels import words
from quality import Cleaner, Score, score, trafilatura
from tables import Table, rewrite

from presscut.cleaner.model import Article

FOLDER = Path(__file__).resolve().parent.parent / "seeds" / "blind"
CLEANERS: dict[str, Cleaner] = {"nothing": nothing, "trafilatura": trafilatura, "presscut": shipped}
MEASURED = {"F1": "f1", "P": "precision", "R": "recall", "leak": "leak"}
COLUMNS = ("pages", *MEASURED, "fields")
NOT_FOR = {"html": "nothing", "text": "trafilatura"}  # markup scores as nothing, and text is not trafilatura's trade
FIELDS = ("title", "authors", "date")


@dataclass(frozen=True, slots=True)
class BlindPage:
    """A page and its gold: title, authors, published, body (a text a paragraph), junk (snippets that must go)."""

    file: Path

    @property
    def name(self) -> str:
        """``"text/04"``."""
        return f"{self.file.parent.name}/{self.file.stem}"

    @property
    def gold(self) -> dict[str, Any]:
        return dict(json.loads(self.file.with_suffix(".json").read_text("utf-8")))

    @property
    def view(self) -> str:
        return "html" if self.file.suffix == ".html" else "text"

    def cleaned(self, cleaner: str) -> Article | str:
        """What one cleaner makes of it."""
        content = self.file.read_bytes()
        source = content if self.view == "html" else content.decode()
        made: Article | str = CLEANERS[cleaner](source, {"url": None, "view": self.view, "fold": None})
        return made

    def measure(self, cleaner: str) -> Score:
        """The score of one cleaner."""
        made, gold = self.cleaned(cleaner), self.gold
        return score(made if isinstance(made, str) else made.text, "\n".join(gold["body"]), gold["junk"])

    def fields(self) -> float:
        """The share of title, authors and day that presscut finds exactly, where the gold has them."""
        gold = self.gold
        wanted = {"title": gold["title"], "author": gold["authors"], "date": gold["published"]}
        right = [getattr(found(self.cleaned("presscut"), wanted), field) for field in FIELDS]
        return fmean(value for value in right if value is not None)


def pages(name: str) -> tuple[BlindPage, ...]:
    """The pages of a set, in the order of their names."""
    return tuple(BlindPage(file) for file in sorted((FOLDER / name).iterdir()) if file.suffix != ".json")


def sets(names: Sequence[str] = ()) -> list[str]:
    """The names of the sets; all of them when none is given."""
    found = sorted(folder.name for folder in FOLDER.iterdir() if folder.is_dir())
    return [name for name in found if not names or name in names]


def row(of: Sequence[BlindPage], cleaner: str) -> dict[str, str]:
    """The cells of one cleaner on one set."""
    scores = [page.measure(cleaner) for page in of]
    cells = {"pages": str(len(of))}
    cells |= {column: f"{fmean(getattr(one, name) for one in scores):.3f}" for column, name in MEASURED.items()}
    return cells | ({"fields": f"{fmean(page.fields() for page in of):.3f}"} if cleaner == "presscut" else {})


def tell(page: BlindPage) -> str:
    """A line about one page."""
    made, one = page.cleaned("presscut"), page.measure("presscut")
    assert isinstance(made, Article), f"{page.name} cannot be read"
    gold, day = page.gold, (made.published or "")[:10]
    pairs = ((made.title, gold["title"]), (made.authors, gold["authors"]), (day, gold["published"]))
    wrong = [f"{mine!r} for {said!r}" for mine, said in pairs if words(str(mine or "")) != words(str(said or ""))]
    scores = f"F1 {one.f1:.3f} P {one.precision:.3f} R {one.recall:.3f} leak {one.leak:.2f}"
    return f"{page.name} {scores} {', '.join((*made.flags, *wrong))}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", metavar="SET", help="only these")
    parser.add_argument("--pages", action="store_true", help="a line for every page")
    parser.add_argument("--write", type=Path, help="the document whose table is to be renewed")
    args = parser.parse_args()
    if unknown := set(args.sets).difference(sets()):
        parser.error(f"there is no set {min(unknown)}; there are {', '.join(sets())}")
    if args.write and args.sets:
        parser.error("--write takes no sets: the table has all of them")
    if args.pages:
        print("\n".join(tell(page) for name in sets(args.sets) for page in pages(name)))
        return
    table = Table("Pages written blind", list(COLUMNS))
    for name in sets(args.sets):
        for cleaner in CLEANERS:
            if cleaner != NOT_FOR[pages(name)[0].view]:
                table.rows[f"{name}, {cleaner}"] = row(pages(name), cleaner)
    print(table)
    if args.write:
        rewrite(args.write, "bench/blind.py", [table])


if __name__ == "__main__":
    main()
