"""The patterns of everything that may need a repair. None of them can backtrack far."""

from __future__ import annotations

import re

from presscut.cleaner.characters import LIGATURES, WITHOUT_WIDTH
from presscut.cleaner.inline.style import Style
from presscut.cleaner.patterns import lazy

WHITE = "\t\n\r\x0b\x0c\x1c-\x1f\x85\xa0\u2028\u2029"
JOINED = "".join(LIGATURES)
CONTROL = "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
TEXT_MARKS = rf"\[\]<&:{WHITE}{WITHOUT_WIDTH}{CONTROL}{JOINED}"
TELLING = r"(?:(?<!:)|(?=//))"
MARKDOWN_MARKS = rf"\\`*_~{{{TEXT_MARKS}"
MARKS = {True: MARKDOWN_MARKS, False: TEXT_MARKS}
SPACE_OR_WWW = r" (?=\s)|(?<![\w@/.])www\."
PLAIN = {markdown: lazy(f"[{marks}]{TELLING}") for markdown, marks in MARKS.items()}
WIDE = {markdown: lazy(f"[{marks}]{TELLING}|{SPACE_OR_WWW}", re.IGNORECASE) for markdown, marks in MARKS.items()}
ROUND = {markdown: lazy(f"[({marks}]{TELLING}|{SPACE_OR_WWW}", re.IGNORECASE) for markdown, marks in MARKS.items()}
"""Where something may have to be done, at a colon only if it is an address's; the wide patterns are slower
and know double spaces and www, the last ones round brackets as well."""

WORD = {True: rf"(?:[^{MARKDOWN_MARKS} ]++|&(?!#|[a-zA-Z]))++", False: rf"(?:[^{TEXT_MARKS} ]++|&(?!#|[a-zA-Z]))++"}
ONLY_LINK = {
    markdown: lazy(rf"\[ ?({word}(?: {word})*+) ?\]\(([^\s()\\<>“\"]++)(?: \"[^\"]*+\")?\)")
    for markdown, word in WORD.items()
}
"""Words without any mark with their address and its title, and nothing else: what menus are made of."""

PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
SPACES = lazy(r"\s++")
ENTITY = lazy(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
TICKS = lazy(r"`+")
AUTOLINK = lazy(r"<((?:https?://|mailto:)[^\s<>]*+|[^\s<>@/:]++@[^\s<>@]++)>", re.IGNORECASE)
VALUE = r"=\s*+(?:\"[^\"<]*+\"|'[^'<]*+')?+"
TAG = lazy(rf"</?([a-zA-Z][a-zA-Z0-9]{{0,15}})(?:\s(?:[^<>=]++|{VALUE})*+)?/?>")
"""A tag; what stands in quotation marks as the value of an attribute may hold ">"."""
HREF = lazy(r"\shref\s*=\s*(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'>]++))", re.IGNORECASE)
TAGS = frozenset(
    "a abbr acronym address article aside audio b bdi bdo big blockquote br button canvas caption center cite code col"
    " colgroup dd del details dfn div dl dt em embed fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6"
    " header hgroup hr i iframe img input ins kbd label legend li main map mark nav noscript object ol option p param"
    " path picture pre q rp rt ruby s samp search section select small source span strike strong sub summary sup svg"
    " table tbody td textarea tfoot th thead time tr track tt u ul use var video wbr".split()
)
SPACING_TAGS = frozenset("br p div li tr td th h1 h2 h3 h4 h5 h6 hr dt dd blockquote option".split())
ATTRIBUTE = r"(?:[#.:@]?[^\s\"{}=]++(?:=(?:\"(?:[^\"\\\n]|\\.|\n(?!\s*\n))*+\"|[^\s\"{}]*+))?)"
ATTRIBUTES = lazy(rf"\{{:?\s*+(?=[#.]|[^\s\"'{{}}=]+=)(?:{ATTRIBUTE}\s*+)++\}}")
"""Identifier, classes and attributes of what stands before, as pandoc and kramdown write them."""
MARKED_END = frozenset(")]}`")
"""What a link, a picture, words in brackets, code, or other attributes end with."""
KEPT_ENTITIES = frozenset("<>")
DESTINATION = r"(?:[^\s()\\<>]++|\\.|\((?:[^\s()\\]++|\\.)*+\))*+"
PLAIN_TAIL = lazy(r"\(([^\s()\\<>“\"]++)\)")
"""An address and nothing else, as of nearly all links; the others are for what is not so plain."""
TAIL = lazy(
    rf"""\(\s*+ (?: <([^<>\n]*+)> | (?![\"“]) ({DESTINATION}) )
         (?: \s*+ (?: "[^"]*+" | '[^']*+' | “[^”]*+” ) )? \s*+ \)""",
    re.VERBOSE,
)
OPEN_TAIL = lazy(r"\(([^\s()<>]*+\([^\s()<>]*+)\)")
"""The address has a bracket that it never closes."""
QUOTED_TAIL = lazy(rf"\(\s*+({DESTINATION})\s++[\"“][^()\n]*+\)")
"""The title has quotation marks of its own."""
SPACED_TAIL = lazy(
    r"\(\s*+((?:[a-zA-Z][a-zA-Z0-9+.\-]{1,20}:|/|\#)(?:[^()<>\"\n]++|\([^()\n]*+\))*+)(?:\"[^\"\n]*+\"\s*+)?\)"
)
"""The address has white space that it must not have."""

REFERENCE = lazy(r"\[([^\[\]]{0,200})\]")
"""What follows the words of a link whose address stands elsewhere, under this name."""
ADDRESS_IN = (
    r"\{0}(?<![\]\w]\{0})((?:data:[^\[\]()\n]*+|(?:https?://|javascript:|mailto:|tel:|whatsapp:|#|/{2})"
    r"(?:[^\s\[\]()]++|\([^\s\[\]()]*+\))*+))\{1}(?![(\[])(?:(?:https?://|javascript:|mailto:|tel:|/)[^\s\[\]]*+)?+"
)
NO_WORD = r"(?=[^\s\[\]()]*[/.\-\d?])"
TELLING_BRACKETS = {pair[0]: lazy(ADDRESS_IN.format(*pair, NO_WORD)) for pair in ("[]", "()")}
"""An address in brackets that nobody writes as a word: ``[/quote]`` is none."""
BRACKETED = {pair[0]: lazy(ADDRESS_IN.format(*pair, "")) for pair in ("[]", "()")}
"""An address in brackets, and the one that is glued to it where a link holds a picture."""
BROKEN_TAIL = lazy(r"\(\s*+((?:[^\s()<>\"\\]++|\\.|\([^\s()<>]*+\)|(?<=-)\r?\n[ \t]*+)++)(?:\s++\"[^\"]*+\")?\s*+\)")
"""The address was broken over lines, after a hyphen."""


def label_of(name: str) -> str:
    """What names of addresses are compared by: case and white space make no difference."""
    return " ".join(name.casefold().split())


def marks_of(source: str, start: int, end: int, style: Style) -> re.Pattern[str]:
    """The pattern of all places in a span that may need a repair."""
    if style.brackets == "(":
        return ROUND[style.markdown]
    wide = source.find("  ", start, end) >= 0 or source.find("www.", start, end) >= 0
    return (WIDE if wide else PLAIN)[style.markdown]
