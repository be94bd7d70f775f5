"""Cleaning anew what was cleaned with a memory of its site: with that same memory, or not at all."""

from __future__ import annotations

from pathlib import Path

from presscut.archive.store import Archive
from presscut.cleaner.memory import Memory
from presscut.cleaner.model import Page, Producer
from presscut.errors import Problem
from presscut.nightly.memory import repeats
from presscut.options import Options
from presscut.pipeline import Cleaner
from presscut.reclean.origins import Origins
from presscut.reclean.stored import stored
from presscut.reclean.work import Result, Stored, Wanted, recleaner
from tests.archive.making import clock
from tests.presscut.nightly.thirty import PROMPT, site

YESTERDAY = Producer("0", "other rules")
CLEANER = Cleaner(Options(engine="own"))


def filled(path: Path, *, remembered: bool = True) -> Memory:
    """An archive with one page that was cleaned by other rules, with a memory of its site."""
    pages = [Page(made.html(), url=made.url) for made in site()]
    found = [CLEANER.clean(page) for page in pages]
    memory = Memory.of({"courier.example": repeats(one for one in found if not isinstance(one, Problem))})
    made = CLEANER.remembering(memory).work(pages[0])
    assert not isinstance(made, Problem)
    with Archive(path, create=True, now=clock) as archive:
        if remembered:
            archive.remember(memory.digest, memory.value())
        archive.add(pages[0], made.article)
    return memory


def items(path: Path, today: Producer = YESTERDAY) -> list[Stored | Problem]:
    with Archive(path) as archive:
        return list(stored(archive, None, None, Origins(archive, {"": today})))


def test_only_the_rules_differ_when_a_page_is_cleaned_anew(tmp_path: Path) -> None:
    """Else a new rule would bring back all that the memory had taken away, and its diff would be full of it."""
    memory = filled(tmp_path)
    (item,) = items(tmp_path)
    assert isinstance(item, Stored)
    assert item.memory == memory
    result: Result = recleaner({"": Options(engine="own")}, Wanted(apply=True))(item)
    assert (result.status, result.report) == ("same", "")
    without = recleaner({"": Options(engine="own")}, Wanted("diff"))(item._replace(memory=None))
    assert without.status == "changed"
    assert PROMPT in without.report


def test_what_todays_rules_made_is_not_cleaned_again_for_want_of_a_memory(tmp_path: Path) -> None:
    """The command has no memory of its own; that alone does not make an article old."""
    filled(tmp_path)
    (item,) = items(tmp_path, CLEANER.producer)
    assert isinstance(item, Stored)
    assert item.page is None


def test_a_page_whose_memory_is_missing_is_a_problem(tmp_path: Path) -> None:
    """It cannot be told what the rules changed. Nothing is stored over an article on such a guess."""
    filled(tmp_path, remembered=False)
    (item,) = items(tmp_path)
    assert isinstance(item, Problem)
    assert "memory" in item.message
