"""Originals of which nothing tells what was made: their articles were lost, or never made.

Not all that was received is to become an article. Left out are redirects and other answers that are no page; what
the night job has fetched and not worked off, or could not make an article of; and what came before at an address it
asked again: an error page in the place of an article has no account.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from hashlib import sha256

from presscut.archive.state.rows import CAPTURES, RecordRow

NOTHING = f"sha256:{sha256(b'').hexdigest()}"
# Of the same bytes at two addresses one article is made when the page names its canonical address, else two.
UNACCOUNTED = f"""
SELECT {", ".join(f"c.{name}" for name in RecordRow._fields)}, min(c.date) FROM records c
WHERE c.type IN ({", ".join(repr(kind) for kind in CAPTURES)}) AND c.digest IS NOT NULL AND c.digest <> '{NOTHING}'
AND (c.status IS NULL OR c.status BETWEEN 200 AND 299) AND (:target IS NULL OR c.target = :target)
AND NOT EXISTS (SELECT 1 FROM articles a LEFT JOIN records m ON m.id = a.capture
    WHERE a.digest = c.digest AND (a.canonical_url IS NOT NULL OR m.id IS NULL OR m.target = c.target))
AND (c.id IN (SELECT capture FROM queue WHERE stage IN ('archived', 'held'))
    OR c.target NOT IN (SELECT l.target FROM queue q JOIN records l ON l.id = q.capture WHERE l.target IS NOT NULL))
GROUP BY c.target, c.digest ORDER BY min(c.date), c.segment, c.offset
"""


def unaccounted(db: sqlite3.Connection, target: str | None = None) -> Iterator[RecordRow]:
    """The first capture of each such page, the oldest first.

    Args:
        target: only of this address.
    """
    return (RecordRow(*row[:-1]) for row in db.execute(UNACCOUNTED, {"target": target}))
