"""One HTML page by presscut and by other extractors: what each finds, in what time."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from statistics import median
from typing import Any
from unittest.mock import patch

import html_fields
from cleaners import cleaner_of, cross_validated, shipped
from html_fields import Found
from html_peers import PEERS, Extract, forget
from quality import Cleaner, Job, Score, gold_rows, jobs, score
from stages import in_stages

from presscut.cleaner.model import Page

OURS = "presscut"  # begins the names of our rows


class PeerFailed(Exception):
    """A peer raised where it should have found an article."""


@dataclass(frozen=True, slots=True)
class Case:
    """A page with all of its gold row: ``page_type``, ``title``, ``author`` and ``date`` are asked for."""

    job: Job
    gold: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Seen:
    """What a cleaner made of a page.

    Attributes:
        asked: it called trafilatura; of presscut's rows alone.
        failed: a peer raised, and counts as having found nothing. presscut must not.
    """

    score: Score
    fields: Found
    asked: bool = False
    failed: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """A page: its type, what each cleaner made of it, the CPU seconds of each of presscut's stages."""

    page_type: str
    seen: Mapping[str, Seen]
    stages: Mapping[str, float]


def cases(corpus: str, every: int) -> list[Case]:
    """Every so-many-th page of a set, of all types."""
    rows = gold_rows(corpus)
    return [Case(job, rows[job.sample.id]) for job in jobs(corpus, "html", "all")[::every]]


def cleaners(only: Sequence[str] | None, *, folds: bool) -> dict[str, Cleaner]:
    """The cleaners to run by the names of their rows: the peers that are installed, then presscut.

    Raises SystemExit when a name of `only` is none.
    """
    unknown = [name for name in only or () if name not in (*PEERS, OURS)]
    if unknown:
        raise SystemExit(f"html.py: no cleaner is called {unknown[0]!r}; there are {', '.join([*PEERS, OURS])}")
    found: dict[str, Cleaner] = {
        name: partial(_peer, name) for name, peer in PEERS.items() if peer.there and (only is None or name in only)
    }
    if only is None or OURS in only:
        for told, clean in {"cross-validated": cross_validated, "in-sample": shipped}.items():
            if folds or clean is shipped:
                found[f"{OURS}, {told}"] = partial(clean, engine="auto")
                found[f"{OURS}, own engine, {told}"] = partial(clean, engine="own")
    return found


def _peer(name: str, source: str | bytes, meta: Mapping[str, Any]) -> Extract:
    try:
        return PEERS[name].extract(source if isinstance(source, bytes) else source.encode(), meta)
    except Exception as error:  # whatever a peer throws at a page: it found nothing then, and the run goes on
        raise PeerFailed(name) from error


def warm(works: Mapping[str, Cleaner], pages: Sequence[Case]) -> None:
    """Let every cleaner load what it needs for a page of each language and of each fold, and take what is there out
    of the collector's sight: the first pages measured cost no more than the last."""
    languages = {case.job.language: case for case in reversed(pages)}
    folds = {case.job.sample.fold: case for case in reversed(pages)}
    for case in (*languages.values(), *folds.values()):
        measured(works, 1, case)
    gc.collect()
    gc.freeze()


def measured(works: Mapping[str, Cleaner], rounds: int, case: Case) -> Result:
    """A page by all cleaners in turn, so many rounds; the time of each is the median."""
    turns = [{name: seen(cleaner, case) for name, cleaner in works.items()} for _ in range(rounds)]
    timed = {name: median(turn[name].score.ms for turn in turns) for name in works}
    results = {name: replace(one, score=replace(one.score, ms=timed[name])) for name, one in turns[0].items()}
    ours = any(name.startswith(OURS) for name in works)
    return Result(case.gold["page_type"], results, stages(case.job) if ours else {})


def seen(cleaner: Cleaner, case: Case) -> Seen:
    """A page by one cleaner, which finds trafilatura as new as the first page does."""
    source, meta = case.job.source, case.job.meta
    failed = False
    forget()
    with calls_of_trafilatura() as calls:
        begun = time.process_time()
        try:
            found = cleaner(source, meta)
        except PeerFailed:
            found, failed = "", True
        spent = time.process_time() - begun
    extract = Extract(found) if isinstance(found, str) else found
    scored = score(extract.text, case.job.sample.gold, case.job.forbidden)
    fields = html_fields.found(extract, case.gold)
    return Seen(replace(scored, ms=1000 * spent), fields, bool(calls), failed)


def stages(job: Job) -> Mapping[str, float]:
    """The CPU seconds of each of presscut's stages on a page, second opinion included."""
    forget()
    return in_stages(cleaner_of(None, "auto"), Page(job.sample.content, url=job.sample.url, media_type="html"))


@contextmanager
def calls_of_trafilatura() -> Iterator[list[None]]:
    """A list that grows by one with every call of ``trafilatura.extract``, by which presscut asks it.

    The peers' rows call ``bare_extraction`` and leave it empty.
    """
    import trafilatura

    calls: list[None] = []
    asked = trafilatura.extract

    def extract(*values: Any, **named: Any) -> Any:
        calls.append(None)
        return asked(*values, **named)

    with patch.object(trafilatura, "extract", extract):
        yield calls
