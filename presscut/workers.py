"""One function over many items, in order, in this process or in several."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


def in_order(
    items: Iterable[Item],
    start: Callable[[], Callable[[Item], Result]],
    *,
    jobs: int,
    dead: Callable[[Item], Result],
) -> Iterator[Result]:
    """Yield the result of every item, in the order of the items, holding at most a few of them.

    Args:
        items: read only as far ahead as the workers need.
        start: makes the function, once in each worker; it must be picklable. What it raises is raised at once.
        jobs: worker processes; 1 works in this process.
        dead: the result for an item whose worker died.
    """
    if jobs > 1:
        from presscut.pool import Pool

        return Pool(start, jobs, dead).run(items)
    return map(start(), items)
