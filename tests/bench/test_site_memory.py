"""The measurement of site memory: what a page's memory is made of, and how the weight is chosen."""

from __future__ import annotations

import site_memory
from quality import Score
from site_memory import WEIGHTS, Result, tables

from presscut.cleaner.judge.site_memory import WEIGHT


def result(fold: int, f1: dict[float, float], *, kind: str = "article", known: int = 1) -> Result:
    """A page whose F1 is this at some weights and .5 at all others."""
    scores = {weight: Score(f1.get(weight, 0.5), 0.5, 0.5, None) for weight in WEIGHTS}
    return Result("general", "html", kind, f"{fold}.example", fold, known, scores)


def test_a_block_must_stand_on_every_other_page_where_few_are_known() -> None:
    """With one other page its blocks are the memory, with two what they share, with ten what stands on three."""
    assert set(memory(["ab"])) == set("ab")
    assert set(memory(["ab", "bc"])) == {"b"}
    assert set(memory(["ab", "ab", "ab", "b", "b", "b", "c", "d", "e", "f"])) == set("ab")


def memory(pages: list[str]) -> dict[str, int]:
    """The blocks of a memory over pages whose keys are these letters."""
    return dict(site_memory._memory("a.example", [set(page) for page in pages]).sites["a.example"].blocks)


def test_the_weight_of_a_fold_is_chosen_without_it() -> None:
    """Fold 0 gains at 8, all others at 1: fold 0 is judged at 1, and the others, which see it, at 1 as well."""
    results = [result(0, {8.0: 0.9}), *(result(fold, {1.0: 0.9}) for fold in range(1, 5))]
    chosen = {table.title: table for table in tables(results)}["F1 of the articles by the weight of the evidence"]
    assert chosen.rows["HTML"]["chosen without the fold"] == "0.8200 (1, 1, 1, 1, 1)"


def test_articles_and_other_pages_stand_in_tables_of_their_own() -> None:
    """What is gained on articles must not be hidden by product pages, nor hide what is lost there."""
    results = [result(0, {WEIGHT: 0.9}), result(1, {WEIGHT: 0.1}, kind="product", known=5)]
    articles, others, _ = tables(results)
    assert (articles.rows["general, html"]["F1, memory"], articles.rows["general, html"]["better"]) == ("0.9000", "1")
    assert (others.rows["4 pages or more"]["F1, memory"], others.rows["4 pages or more"]["worse"]) == ("0.1000", "1")
