"""Site memory on a self-written site of thirty pages in two templates: what goes that stayed, and what stays."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from presscut.archive.store import Archive
from presscut.cleaner.memory import Memory, Repeats, key_of
from presscut.cleaner.model import Article, Page
from presscut.errors import Damaged, Problem
from presscut.nightly.cleaning import source_cleaner
from presscut.nightly.means import Means
from presscut.nightly.memory import keys_of, memory_of, repeats
from presscut.options import Options
from presscut.pipeline import Cleaner
from tests.archive.making import article, clock, page
from tests.presscut.nightly import thirty
from tests.presscut.nightly.nights import World
from tests.presscut.nightly.thirty import FURNITURE, OPENING, Made, site

ROOT = Path(__file__).resolve().parents[3]
FORMS = ["html", "markdown"]
HOST = "courier.example"
PLAIN = Cleaner()


def page_of(made: Made, form: str) -> Page:
    return Page(getattr(made, form)(), url=made.url)


def cleaned(pages: Iterable[Made], form: str, memory: Memory | None = None) -> list[Article]:
    cleaner = PLAIN.remembering(memory)
    found = [cleaner.clean(page_of(made, form)) for made in pages]
    assert not [one for one in found if isinstance(one, Problem)]
    return [one for one in found if isinstance(one, Article)]


def known(articles: Iterable[Article]) -> Memory:
    return Memory.of({HOST: repeats(articles)})


def left(made: Made, of: Article) -> set[str]:
    """The furniture that stayed in an article."""
    return set(of.text.split("\n\n")) & set(made.furniture)


@pytest.mark.parametrize("form", FORMS)
def test_what_a_site_repeats_goes_and_its_articles_are_exact(form: str) -> None:
    """The heart of it: twelve lines that no rule knows and that look like text stand on page after page."""
    pages = site()
    before = cleaned(pages, form)
    assert sum(bool(left(made, of)) for made, of in zip(pages, before, strict=True)) >= 20
    after = cleaned(pages, form, known(before))
    assert [of.text for of in after] == [made.text for made in pages]


def test_every_result_names_the_memory_it_was_made_with() -> None:
    """Without the name nobody could tell why two nights differ."""
    before = cleaned(site()[:4], "html")
    memory = known(cleaned(site(), "html"))
    after = cleaned(site()[:4], "html", memory)
    assert {of.producer.snapshot_hash for of in before} == {None}
    assert {of.producer.snapshot_hash for of in after} == {memory.digest}
    assert {of.producer.settings_hash for of in before} == {of.producer.settings_hash for of in after}


def test_the_account_says_on_how_many_pages_it_stood() -> None:
    """A person who reads the ledger must be able to judge the evidence."""
    pages = site()
    after = cleaned(pages, "markdown", known(cleaned(pages, "markdown")))
    found = {entry.text: entry.reason for entry in after[0].ledger if entry.rule == "site/repeats"}
    assert found[thirty.PROMPT] == f"on 20 of 30 pages of {HOST}"
    assert found[thirty.COUNTER] == f"on 30 of 30 pages of {HOST}"


@pytest.mark.parametrize("form", FORMS)
def test_the_standing_opening_of_a_serial_stays(form: str) -> None:
    """It is prose and means something on each of the ten pages on which it stands."""
    pages = site()
    memory = known(cleaned(pages, form))
    assert memory.sites[HOST].blocks[key_of(OPENING)] == 10
    for made, of in zip(pages, cleaned(pages, form, memory), strict=True):
        assert of.text.startswith(OPENING) == (made.template == "column")


def test_the_order_in_which_pages_come_changes_nothing() -> None:
    """Same in, same out: a memory is frozen before the run and learns nothing in it."""
    pages = site()[:9]
    memory = known(cleaned(site(), "html"))
    one, other = cleaned(pages, "html", memory), cleaned(pages[::-1], "html", memory)
    assert one == other[::-1]


def test_the_memory_does_not_hang_on_the_order_of_the_pages_either() -> None:
    """It is a count. The archive may be merged from two halves and give the same."""
    articles = cleaned(site(), "html")
    assert known(articles) == known(articles[::-1])


def test_a_template_that_changed_is_learnt_when_three_tenths_of_the_pages_have_it() -> None:
    """The old furniture is no harm meanwhile, and of the new only what no rule knows stays for some nights."""
    old, new = site(), [thirty.page(n, template="new") for n in range(thirty.PAGES)]
    stored = cleaned(old, "markdown")
    memory = known(stored)
    assert all(left(made, of) for made, of in zip(new, cleaned(new, "markdown", memory), strict=True))
    renewed = cleaned(new, "markdown")
    for count, learnt in ((8, False), (9, True)):
        memory = known([*renewed[:count], *stored[count:]])
        found = cleaned(new, "markdown", memory)
        assert [of.text == made.text for made, of in zip(new, found, strict=True)] == [learnt] * thirty.PAGES


def test_three_pages_are_too_few_to_be_sure_of_and_two_say_nothing() -> None:
    """What stands on two pages may be one article at two addresses."""
    articles = cleaned(site()[:4:3], "html")
    assert repeats(articles) == Repeats(2, {})
    assert key_of(thirty.PROMPT) in repeats(cleaned([thirty.page(n) for n in (0, 1, 3)], "html")).blocks


def test_the_most_frequent_are_kept_when_there_are_too_many() -> None:
    """A site whose pages are all one page must not fill the memory of the machine."""
    articles = cleaned(site(), "markdown")
    kept = repeats(articles, most=3)
    assert sorted(kept.blocks.values()) == [30, 30, 30]


def test_a_page_tells_of_all_its_blocks_whatever_became_of_them() -> None:
    """What is cut today must still be known tomorrow, else memory would forget what it takes away."""
    pages = site()
    before = cleaned(pages, "html")
    after = cleaned(pages, "html", known(before))
    assert repeats(after) == repeats(before)
    assert {key_of(text) for text in FURNITURE["news"]} <= keys_of(after[0])


@pytest.mark.parametrize("sample", sorted((ROOT / "seeds" / "samples").glob("en-*")), ids=lambda path: path.name)
def test_a_memory_of_another_site_changes_nothing_but_its_name(sample: Path) -> None:
    """A page of a site that nothing is known of is judged as it always was."""
    one = Page(sample.read_bytes(), url="https://herald.example/1", origin=sample.name)
    plain, knowing = PLAIN.clean(one), PLAIN.remembering(Memory.of({HOST: Repeats(9, {"00" * 8: 9})})).clean(one)
    assert isinstance(plain, Article)
    assert isinstance(knowing, Article)
    assert replace(knowing, producer=plain.producer) == plain
    assert knowing.producer != plain.producer


# The archive


def stored(path: Path, pages: Iterable[tuple[Page, Article]]) -> None:
    with Archive(path, create=True, now=clock) as archive:
        for one, made in pages:
            archive.add(one, made)


def counted(path: Path, *hosts: str) -> Memory | None:
    with Archive(path) as archive:
        return memory_of(archive, hosts)


def whole_site(form: str = "markdown") -> list[tuple[Page, Article]]:
    pages = [page_of(made, form) for made in site()]
    return list(zip(pages, cleaned(site(), form), strict=True))


def test_the_memory_is_counted_over_stored_articles_alone(tmp_path: Path) -> None:
    """So it can be made again at any time, from an archive that was copied, merged or rebuilt."""
    items = whole_site()
    stored(tmp_path, items)
    assert counted(tmp_path, HOST) == known([made for _, made in items])


def test_only_the_sites_that_are_asked_for_are_looked_at(tmp_path: Path) -> None:
    """A night may have one site in its queue and a thousand in its archive."""
    stored(tmp_path, whole_site())
    assert counted(tmp_path, "herald.example", "") is None
    assert counted(tmp_path) is None


def test_versions_of_one_page_count_as_one(tmp_path: Path) -> None:
    """A live report is stored fifty times in a night; its paragraphs are no furniture."""
    versions = []
    for number in range(5):
        one = page(content=b"Version %d." % number, url="https://news.example/live")
        versions.append((one, article(one)))
    stored(tmp_path, versions)
    assert counted(tmp_path, "news.example") is None


def test_copies_of_one_article_count_as_one(tmp_path: Path) -> None:
    """The print version, the one for telephones and the one with a tracker in its address."""
    body = " ".join(made for n in range(3) for made in thirty.story(n))
    copies = [page(name) for name in ("wall", "wall/print", "m/wall", "wall/amp")]
    stored(tmp_path, [(one, replace(article(one), text=body, paragraphs=(), title="The wall")) for one in copies])
    assert counted(tmp_path, "news.example") is None


def test_an_article_that_cannot_be_read_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A torn record is for the check to report; the night goes on with what is left."""
    stored(tmp_path, whole_site())
    with Archive(tmp_path) as archive:
        sound = archive.get
        broken = {entry.id for entry in archive.latest(HOST, 5)}

        def get(key: str, at: str | None = None) -> Article | None:
            if key in broken:
                raise Damaged("torn")
            return sound(key, at)

        monkeypatch.setattr(archive, "get", get)
        memory = memory_of(archive, [HOST])
    assert memory is not None
    assert memory.sites[HOST].pages == thirty.PAGES - 5


# The night


class Remembering(World):
    """A world whose pages are cleaned, and whose sites are remembered, as on a real night."""

    def means(self) -> Means:
        options = {"": Options(engine="own")}
        return replace(
            super().means(),
            memory=memory_of,
            cleaner=lambda memory: partial(source_cleaner, options, {}, memory),
        )


def test_the_second_night_knows_the_site_and_its_articles_name_what_it_knew(tmp_path: Path) -> None:
    """The whole way: frozen before the run, kept in the archive, named in every result and in the report."""
    world = Remembering({made.url: made.html().decode() for made in site()[:25]})
    first = world.run(tmp_path)
    assert first.snapshot is None
    world.pages |= {made.url: made.html().decode() for made in site()[25:]}
    second = world.run(tmp_path)
    assert second.snapshot is not None
    with Archive(tmp_path) as archive:
        found = [archive.get(made.url) for made in site()]
        kept = archive.memory(second.snapshot)
    assert [of.producer.snapshot_hash for of in found if of] == [None] * 25 + [second.snapshot] * 5
    assert kept is not None
    assert Memory.parse(kept).digest == second.snapshot
    assert all(of and of.text == made.text for made, of in zip(site()[25:], found[25:], strict=True))


def test_a_night_with_nothing_new_keeps_no_memory(tmp_path: Path) -> None:
    """It stores nothing, and reads no article to find that out."""
    world = Remembering({made.url: made.html().decode() for made in site()})
    world.run(tmp_path)
    report = world.run(tmp_path)
    assert report.counts["asked"] == thirty.PAGES
    assert report.snapshot is None
    with Archive(tmp_path) as archive:
        assert list(archive.notes()) == []
