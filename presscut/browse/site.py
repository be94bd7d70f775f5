"""Which address is answered by what."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial

from presscut.archive.net.loopback import Answer, Asked
from presscut.archive.recovery import House
from presscut.browse.account import account
from presscut.browse.article import article, download
from presscut.browse.frame import ICON, sorry, style
from presscut.browse.listing import listing
from presscut.browse.original import content, original, shown, source
from presscut.browse.room import NotHere, Room, reading
from presscut.errors import PresscutError, UsageError

ID = "([0-9a-f-]{4,36})"
PAGES: Mapping[str, Callable[..., Answer]] = {
    f"/article/{ID}": article,
    f"/article/{ID}/account": account,
    rf"/article/{ID}\.(txt|md|json)": download,
    f"/page/{ID}": original,
    f"/page/{ID}/shown": shown,
    f"/page/{ID}/source": source,
    f"/page/{ID}/bytes": content,
}
"""By the pattern of the path; its groups are what the page is asked for with."""
NOT_FOUND, BAD_REQUEST, FAILED = 404, 400, 500


def site(house: House) -> Callable[[Asked], Answer]:
    """What answers all that is asked of an archive."""
    return partial(_answer, house)


def _answer(house: House, asked: Asked) -> Answer:
    if asked.path == "/style.css":
        return Answer(style(), "text/css; charset=utf-8")
    if asked.path == "/icon.svg":
        return Answer(ICON, "image/svg+xml")
    try:
        with reading(house) as room:
            return _page(room, asked)
    except NotHere as missing:
        return sorry(str(missing), NOT_FOUND)
    except UsageError as error:
        return sorry(str(error), BAD_REQUEST)
    except PresscutError as error:
        return sorry(str(error), FAILED)


def _page(room: Room, asked: Asked) -> Answer:
    if asked.path == "/":
        return listing(room, asked.said)
    for pattern, page in PAGES.items():
        found = re.fullmatch(pattern, asked.path)
        if found is not None:
            return page(room, *found.groups())
    raise NotHere("There is nothing at this address.")
