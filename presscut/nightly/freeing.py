"""Freeing held articles that give no cause any more: made anew by better rules, they stand for their address."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from presscut.archive.state.rows import Entry
from presscut.archive.store import Archive
from presscut.nightly.settling import BASELINE, sight_of
from presscut.nightly.verdict import drifted, worse

REASON = "made anew: nothing speaks against it any more"


def free(archive: Archive, made: Collection[str]) -> tuple[str, ...]:
    """Free the held ones among some articles that were made anew, if a night would not hold them now.

    A site's held articles are judged together, as a night does.

    Args:
        made: ids of articles.

    Returns:
        The ids of those that were freed.

    Raises:
        Locked, Stopped: as for `Archive.add`.
    """
    held = archive.held()
    by_host: dict[str, list[Entry]] = defaultdict(list)
    for entry in filter(None, map(archive.entry, sorted(held))):
        by_host[entry.host].append(entry)
    freed = [
        entry
        for host, entries in sorted(by_host.items())
        for entry in _sound(archive, host, entries)
        if entry.id in made
    ]
    with archive.together():
        for entry in freed:
            archive.note("release", held[entry.id].target, article=entry.id, reason=REASON)
            archive.queue.released(entry.id)
    archive.commit()
    return tuple(entry.id for entry in freed)


def _sound(archive: Archive, host: str, entries: list[Entry]) -> list[Entry]:
    """The held articles of a site against which neither the site nor the article before speaks."""
    known = [sight_of(entry) for entry in archive.latest(host, BASELINE)] if host else []
    if drifted(known, list(map(sight_of, entries))):
        return []
    return [entry for entry in entries if not _lost(archive, entry)]


def _lost(archive: Archive, entry: Entry) -> bool:
    before = archive.current(entry.url or entry.canonical_url or "", but=entry.id)
    return before is not None and worse(before.words, entry.words) is not None
