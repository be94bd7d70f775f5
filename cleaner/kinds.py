"""What a block can be held to be: the words of the ledger, of rule packs and of `--keep`."""

from __future__ import annotations

KINDS = tuple(
    "ads app audio authorbio blocked boilerplate byline caption comments consent cookie copyright correction credit "
    "cta date deck donate duplicate error license login nav newsletter paywall prose related share summary tags "
    "teaser title toc".split()
)
STAND_INS = frozenset({"blocked", "consent", "error", "login"})
"""What a whole page can be in place of the article that was asked for: a page of one of these has none."""
