"""What a run over an archive comes to, said when it ends."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from presscut.errors import CheckFound, SomeFailed
from presscut.reclean.work import Result
from presscut.talk import Talk

NAMED = 5  # rules that the sum names, those of the most words


class Total:
    """Counts the articles of a run. What is lost and won is that of changed articles, without those held back.

    Args:
        applied: changed articles were stored.
    """

    def __init__(self, talk: Talk, applied: bool) -> None:
        self._talk = talk
        self._applied = applied
        self._found: Counter[str] = Counter()
        self._lost: defaultdict[str, float] = defaultdict(float)  # words by rule; "" is all of them
        self._won: defaultdict[str, float] = defaultdict(float)

    def count(self, result: Result) -> None:
        """Take note of one article."""
        words = result.words
        self._found[result.status] += 1
        if result.status == "changed":
            for rule, lost, won in (("", words.lost, words.won), *result.rules):
                self._lost[rule] += lost
                self._won[rule] += won
        self._talk.detail(f"{result.id}: {result.status}, {words.before} → {words.after} words")
        self._talk.event("article", {"id": result.id, "outcome": result.status, "words": words._asdict()})
        if result.problem is not None:
            self._talk.problem(result.problem)
        if words.before > words.after == 0:
            went = self._applied and result.status == "changed"
            self._talk.note(f"{result.id}: ALL of its text {'went' if went else 'would go'}, {words.before} words")

    def close(self) -> None:
        """Say the sum. Raises what the run ends with: SomeFailed, CheckFound."""
        found = self._found
        self._talk.event("end", {**found, "words": {"lost": self._lost[""], "won": self._won[""]}})
        for rule in self._largest():
            self._talk.note(f"{rule}: {self._changed(rule)}")
        if found["failed"]:
            raise SomeFailed(f"{self._sum()}, {found['failed']} failed")
        if found["held"] and self._applied:
            raise CheckFound(f"{self._sum()}; --diff shows what is held back, --allow-shrink applies it too")
        self._talk.note(self._sum())

    def _largest(self) -> list[str]:
        """The rules of the most words."""
        words = {rule: self._lost[rule] + self._won[rule] for rule in self._lost if rule}
        return sorted(words, key=lambda rule: (-words[rule], rule))[:NAMED]

    def _changed(self, rule: str) -> str:
        lost, won = self._lost[rule], self._won[rule]
        return ", ".join(f"{count:,.0f} words {verb}" for count, verb in ((lost, "lost"), (won, "won")) if count)

    def _sum(self) -> str:
        count = sum(self._found.values())
        return f"{count} article{'' if count == 1 else 's'}: {', '.join(self._parts())}"

    def _parts(self) -> Iterator[str]:
        found = self._found
        yield f"{found['same']} the same"
        if found["account"]:
            yield f"{found['account']} with another account of the same text"
        words = self._changed("")
        yield f"{found['changed']} {'made anew' if self._applied else 'would change'}{f' ({words})' if words else ''}"
        if found["made"]:
            yield f"{found['made']} {'made' if self._applied else 'would be made'} from originals without article"
        if found["held"]:
            yield f"{found['held']} held back"
