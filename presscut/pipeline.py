"""The whole way of a page, read aloud: segment, judge, decide, compose."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from dataclasses import replace
from typing import NamedTuple

from presscut import __version__
from presscut.cleaner.compose import compose
from presscut.cleaner.item_numbers import with_item_numbers
from presscut.cleaner.judge import Filter, judge
from presscut.cleaner.judge.decide import Verdict, decide
from presscut.cleaner.judge.standard import remembered, standard
from presscut.cleaner.judge.weights import Weights, model_hash, shipped_weights
from presscut.cleaner.memory import Memory
from presscut.cleaner.model import Article, Draft, MediaType, Page, Producer
from presscut.cleaner.rulebook import Rulebook, builtin_sources
from presscut.cleaner.segment import segment
from presscut.errors import Problem
from presscut.options import Options


class Work(NamedTuple):
    """A page after all stages, each of which can be looked at."""

    draft: Draft
    verdict: Verdict
    article: Article


class Cleaner:
    """Cleans pages under one set of options. Filters are built once a language and kind of page, on first need.

    What a page comes out as depends on the page and the options alone, never on pages cleaned before.

    Attributes:
        producer: what its articles name as their maker: equal producers and equal bytes give equal articles.
    """

    def __init__(self, options: Options = Options(), weights: Callable[[MediaType], Weights] = shipped_weights) -> None:
        """Raises `ConfigError` when a rule pack of the options is not valid, or a rule to disable is not there."""
        self.options = options
        self._weights = weights
        self._rulebook = Rulebook.parse((*builtin_sources(), *options.packs), disable=options.disable)
        if self._rulebook.disables:
            self._rulebook.check()
        self._filters: dict[tuple[MediaType, str | None], tuple[Filter, ...]] = {}
        self.producer = Producer(
            version=__version__,
            rules_hash=self._rulebook.hash,
            settings_hash=options.hash(),
            model_hash=model_hash(),
            snapshot_hash=options.memory.digest if options.memory else None,
        )

    def remembering(self, memory: Memory | None) -> Cleaner:
        """This cleaner with another memory of sites. The rules are not read again."""
        other = copy(self)
        other.options = replace(self.options, memory=memory)
        other.producer = self.producer._replace(snapshot_hash=memory.digest if memory else None)
        return other

    def judged(self, page: Page) -> tuple[Draft, Verdict] | Problem:
        """The page in blocks with all marks and what is decided by them, or what is wrong with it."""
        draft = segment(page)
        if isinstance(draft, Problem):
            return draft
        draft = judge(draft, self.filters(draft))
        return draft, decide(draft, level=self.options.level, keep=self.options.keep)

    def work(self, page: Page) -> Work | Problem:
        """The page after all stages, or what is wrong with it."""
        judged = self.judged(page)
        if isinstance(judged, Problem):
            return judged
        draft, verdict = judged
        draft = with_item_numbers(draft, verdict)
        return Work(draft, verdict, compose(draft, verdict, self.producer))

    def clean(self, page: Page) -> Article | Problem:
        """The article of a page (flag ``no-article`` when it holds none), or what is wrong with it."""
        work = self.work(page)
        return work if isinstance(work, Problem) else work.article

    def filters(self, draft: Draft) -> tuple[Filter, ...]:
        """The literal list of filters this draft is judged by; what is known of its site has the last word."""
        kind = (draft.media_type, draft.language)
        if kind not in self._filters:
            rules, weights = self._rulebook.for_language(draft.language), self._weights(draft.media_type)
            self._filters[kind] = standard(rules, weights, draft.media_type, self.options.engine)
        return self._filters[kind] + remembered(self.options.memory)
