"""The last step of a night: each site is judged by all its pages, and its articles are filed or held."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from presscut.archive.queue import Item
from presscut.archive.state.rows import Entry
from presscut.cleaner.model import Article
from presscut.nightly.desk import Desk
from presscut.nightly.packing import unpacked
from presscut.nightly.verdict import Sight, drifted, worse

BASELINE = 50  # the latest articles of a site that tonight's are compared with


@dataclass(frozen=True, slots=True)
class Settling:
    """Files what was made.

    Attributes:
        sights: of the articles of this night, by address; each is taken out when it is looked at.
    """

    desk: Desk
    sights: dict[str, Sight]

    def run(self) -> None:
        """Settle every site that has articles waiting."""
        waiting: dict[str, list[Item]] = defaultdict(list)
        for item in self.desk.queue.at("cleaned"):
            waiting[item.host].append(item)
        for host, items in sorted(waiting.items()):
            suspect = self._suspect(host, items)
            for item in items:
                self._file(item, suspect)

    def _suspect(self, host: str, items: list[Item]) -> str:
        """Why the articles of a site are held tonight; empty when they are not."""
        tonight = [self._sight(item) for item in items]
        known = [sight_of(entry) for entry in self.desk.archive.latest(host, BASELINE)] if host else []
        found = drifted(known, tonight)
        for finding in found:
            self.desk.report.alarms.append((host, finding.code, finding.message))
        self.desk.report.sites[host] = {
            "articles": len(items),
            "kept": round(sorted(sight.kept for sight in tonight)[len(tonight) // 2], 4),
            "drift": [finding.code for finding in found],
        }
        return "; ".join(finding.message for finding in found)

    def _sight(self, item: Item) -> Sight:
        known = self.sights.pop(item.url, None)
        return known or sight(unpacked(self.desk.queue.made(item.url)))

    def _file(self, item: Item, suspect: str) -> None:
        article = unpacked(self.desk.queue.made(item.url))
        source = self.desk.sources.get(item.source)
        before = self.desk.archive.current(article.url or article.canonical_url or "", but=article.id)
        lost = worse(before.words, article.stats.words) if before is not None else None
        message = "; ".join(filter(None, (lost.message if lost else "", suspect)))
        with self.desk.archive.together():
            added = self.desk.archive.file(item.capture or "", article, brought_by=item.source)
            if message and added.status != "duplicate":
                self._hold(item, article, lost.code if lost else "drift", message)
            else:
                due = self.desk.due(source)
                self.desk.queue.archived(item.url, article.id, run=self.desk.run, due=due)
                message = ""
        self._account(item, article, added.status)
        self.desk.tell(
            item.url, f"{added.status}, {article.stats.words} words{f', held: {message}' if message else ''}"
        )
        self.desk.names.pop(item.url, None)

    def _hold(self, item: Item, article: Article, code: str, message: str) -> None:
        target = article.url or article.canonical_url or item.url
        self.desk.archive.note("hold", target, article=article.id, reason=message)
        self.desk.queue.held(item.url, article.id, run=self.desk.run, code=code, message=message)
        self.desk.report.held.append((article.id, target, message))
        self.desk.report.count("held", item.source)

    def _account(self, item: Item, article: Article, status: str) -> None:
        self.desk.report.count("known" if status in ("duplicate", "revisit") else status, item.source)
        if not article.text:
            self.desk.report.count("empty", item.source)
        for entry in article.ledger:
            if entry.action == "cut":
                self.desk.report.cut[entry.kind] += entry.src_end - entry.src_start


def sight(article: Article) -> Sight:
    """An article seen from outside."""
    stats = article.stats
    return Sight(
        words=stats.words,
        kept=stats.kept_chars / max(stats.source_chars, 1),
        cuts=sum(entry.action == "cut" for entry in article.ledger),
        title=bool(article.title),
        byline=bool(article.authors),
    )


def sight_of(entry: Entry) -> Sight:
    """The same, of an article that is stored."""
    return Sight(entry.words, entry.kept, entry.cuts, bool(entry.title), entry.authors > 0)
