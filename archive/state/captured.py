"""When the page of an article was captured last: by this, one of several articles stands for an address."""

from __future__ import annotations

from presscut.archive.state.rows import CAPTURES

KINDS = ", ".join(repr(kind) for kind in CAPTURES)


def captured(article: str) -> str:
    """SQL for the time of the last capture of an article's page, without the Z at its end; null when there is none.

    Captures are those with its bytes at its address, a server's word that nothing had changed included. What names a
    canonical address is one article at every address where these bytes were.

    Args:
        article: what the query calls the row of ``articles``.
    """
    return f"""(
        SELECT max(rtrim(c.date, 'Z')) FROM records c LEFT JOIN records f ON f.id = c.refers_to
        WHERE c.type IN ({KINDS}) AND coalesce(c.digest, f.digest) = {article}.digest AND c.target IN (
            SELECT m.target FROM records m WHERE m.id = {article}.capture
            UNION SELECT d.target FROM records d WHERE {article}.canonical_url IS NOT NULL
                AND substr(d.digest, 8, 12) = substr({article}.digest, 8, 12)
                AND d.digest = {article}.digest AND d.type != 'conversion'
        ))"""
