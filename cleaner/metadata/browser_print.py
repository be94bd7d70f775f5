"""What a browser prints at the edges of a page: when it did so, the page's title, its address and the page's number.

Chrome and its kin print "5/23/31, 8:14 AM" and the title above, the address and "1/4" below; a converter puts them in
one line, or in several, at either end of the page. So the title is known to the letter.
"""

from __future__ import annotations

import re

from presscut.cleaner.patterns import lazy

SPACE = r"[ \t\u00a0\u202f]"
STAMPED = lazy(
    rf"^{SPACE}*(?:\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}|\d{{4}}[-/]\d{{1,2}}[-/]\d{{1,2}}),?{SPACE}+\d{{1,2}}[:.]\d\d"
    rf"(?:[:.]\d\d)?(?:{SPACE}?[AaPp]\.?[Mm]\.?)?(?:{SPACE}*\n\s*+|{SPACE}+)(?P<title>\S[^\n\f]{{7,300}})$",
    re.MULTILINE,
)
ADDRESS = lazy(rf"^{SPACE}*(?:https?|file|ﬁle)://\S+\s+\d{{1,3}}/\d{{1,3}}{SPACE}*$", re.MULTILINE)
MOST = 200_000  # characters in which they are looked for


def printed_title(source: str) -> str | None:
    """The title that a browser printed at the edge of the page; null where none did."""
    text = source[:MOST]
    stamped = STAMPED.search(text)
    return stamped["title"].strip() if stamped and ADDRESS.search(text) else None
