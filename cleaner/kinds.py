"""What a block can be held to be: the words of the ledger, of rule packs and of `--keep`."""

from __future__ import annotations

KINDS = tuple(
    "ads app audio authorbio boilerplate byline caption comments cookie copyright correction credit cta date deck "
    "donate duplicate license nav newsletter paywall prose related share summary tags teaser title toc".split()
)
