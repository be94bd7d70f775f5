"""Addresses: what is one, which two are the same, and which of their parameters only track a reader."""

from __future__ import annotations

import re

from presscut.cleaner.inline.patterns import ENTITY
from presscut.cleaner.patterns import lazy

ADDRESS = lazy(
    r"""(?i:https?://|www\.(?=[^\s.]))
    (?: [^\s<>\[\]()"'`|\\^{}\u2018-\u201f\u00ab\u00bb\u3000-\u9fff\uac00-\ud7af\uff00-\uffef]++
      | \\+[^\s()\[\]<>\\]
      | '(?=[\w/])
      | \([^\s<>\[\]()]*+\)
    )*+""",
    re.VERBOSE,
)
"""An address as it is printed, perhaps with escapes; brackets only in pairs."""

# Parameters that say how a reader came, never which page it is: the published lists of the mail,
# advertisement and analytics services that add them.
TRACKING = lazy(
    r"(?:utm_\w+|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|li_fat_id|igshid|igsh"
    r"|mc_cid|mc_eid|mkt_tok|_hsenc|_hsmi|__hssc|__hstc|__hsfp|hsCtaTracking|vero_id|vero_conv|oly_anon_id"
    r"|oly_enc_id|wickedid|s_kwcid|ref_src|ref_url|__twitter_impression|_ga|_gl|at_medium|at_campaign"
    r"|at_custom\d|at_format|xtor|wt_mc|ns_mchannel|ns_source|ns_campaign|ns_linkname|cmpid|smid|guccounter)",
    re.IGNORECASE,
)
TRACKED = lazy(rf"[?&;]{TRACKING.pattern}=[^&#\s]*+", re.IGNORECASE)
ESCAPED = lazy(r"\\+([!-/:-@\[-`{-~])")
TRAILING = ".,;:!?*_~'\"”’»"
LONGEST_ADDRESS = 8_000
"""Characters; the longest address that servers take is about as long."""
LEAD = "\\(<*_[ \t\n"


def unescape(address: str) -> str:
    """An address without the backslashes and entities that a converter put into it."""
    if "\\" in address:
        address = ESCAPED.sub(r"\1", address)
    return without_entities(address) if "&" in address else address


def without_entities(text: str) -> str:
    """The text with characters for its entities, those that end with a semicolon: ``&copy=2`` is a parameter.

    CommonMark 0.31, section 2.5: "Although HTML5 does accept some entity references without a trailing semicolon
    (such as &copy), these are not recognized here, because it makes the grammar too ambiguous".
    """
    return ENTITY.sub(_character, text)


def _character(entity: re.Match[str]) -> str:
    """What an entity stands for, or itself; their table is loaded by the first page that has one."""
    from html import unescape as resolved
    from html.entities import html5

    name = entity[0][1:]
    return resolved(entity[0]) if name[0] == "#" else html5.get(name, entity[0])


def untracked(address: str) -> str:
    """The address without tracking parameters; unchanged, to the letter, if it has none."""
    if "=" not in address or not TRACKED.search(address):
        return address
    rest, mark, fragment = address.partition("#")
    path, query, parameters = rest.partition("?")
    if not query:
        return TRACKED.sub("", rest) + mark + fragment
    kept = "&".join(p for p in parameters.split("&") if not TRACKING.fullmatch(p.partition("=")[0]))
    return path + (query + kept if kept else "") + mark + fragment


def clean_url(address: str) -> str:
    """What a link's address is as data: unescaped, without white space and tracking parameters."""
    bare = unescape(address.strip())
    return untracked(bare)


def same_page(one: str, other: str) -> bool:
    """Whether two addresses lead to one page, however they are escaped, capitalised, tracked or ended."""
    return one == other or _key(one) == _key(other)


def _key(address: str) -> str:
    bare = clean_url(address).casefold()
    for lead in ("https://", "http://", "www."):
        bare = bare.removeprefix(lead)
    return bare.rstrip(f"/{TRAILING}")


def is_printed(text: str) -> bool:
    """Whether words are nothing but an address, perhaps in brackets, escaped or emphasised."""
    if len(text) > LONGEST_ADDRESS:
        return False
    bare = text.strip().lstrip(LEAD)
    return bare[:4].lower() in ("http", "www.") and ADDRESS.match(bare) is not None and not any(map(str.isspace, bare))


def printed_end(source: str, start: int, end: int) -> int:
    """Where the address ends that begins at `start`: before the marks of the sentence around it."""
    found = ADDRESS.match(source, start, end)
    if found is None:
        return start
    last = found.end()
    while last > start and source[last - 1] in TRAILING:
        last -= 1
        if source[last - 1] == "\\":
            last -= 1
    return last
