"""The licence and the copyright line at the foot of a page.

An article about licences keeps its paragraphs: only a short block at the foot counts, and a licence
needs both the word and a name or an address of one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from presscut.cleaner.metadata.frame import Frame
from presscut.cleaner.metadata.opening import Opening
from presscut.cleaner.metadata.places import SURE, noted, whole
from presscut.cleaner.model import Block, Mark
from presscut.cleaner.patterns import lazy

LONGEST_LICENCE = 70.0  # words
LONGEST_COPYRIGHT = 45.0
LONGEST_CHARS = 1500
LABELLED = 20.0  # words of a line that is nothing but labels and a licence's name
TERMS = {
    r"non[ -]?commercial|nicht[ -]?kommerziell|pas d['’]utilisation commerciale|no ?comercial|non commerciale": "NC",
    r"no[ -]?deriv(?:ative)?s?(?: works)?|keine bearbeitungen?|pas de modification|sin obras? derivadas?": "ND",
    r"share[ -]?alike|weitergabe unter gleichen bedingungen|partage dans les mêmes conditions|compartir ?igual": "SA",
}
"""The terms of Creative Commons licences as they are spelled out, with the letters they are known by."""
CC_URL = lazy(
    r"https?://(?:www\.)?creativecommons\.org/(?:licenses/(?P<kind>[a-z-]{2,20})/(?P<version>\d\.\d)|publicdomain/zero/1\.0)"
    r"[\w./-]{0,40}",
    re.IGNORECASE,
)
CC_NAME = lazy(r"\bCC[ -]?(?P<kind>BY(?:[ -](?:NC|SA|ND)){0,2}|0)(?:[ -]?(?P<version>\d\.\d))?(?![\w])", re.IGNORECASE)
CC_WORDS = lazy(
    r"\bcreative[ -]commons(?: \(?CC\)?)?[ :,–—-]{0,3}"
    r"(?:attribution|namensnennung|reconocimiento|atribución|attribuzione)"
    r"(?P<terms>(?:[ ,/–—-]{1,3}(?:and |und |et |y )?(?:" + "|".join(TERMS) + r")){0,3})[ ,]{0,2}(?P<version>\d\.\d)?",
    re.IGNORECASE,
)
PUBLIC_DOMAIN = lazy(
    r"\W{0,3}(?:(?:this|the) (?:text|work|article|story|page) is (?:released |placed |dedicated )?(?:in|into|to) the "
    r"|(?:text|licen[cs]e|copyright)s?: )?public domain\b.{0,40}$",
    re.IGNORECASE,
)
WORD = lazy(
    r"\blicen[sc]|\blizen[sz]|\blicenci|creative commons|republish|re-?use\b|weiterverbreit|republier|reproduire"
    r"|reproducir|许可|ライセンス|رخصة",
    re.IGNORECASE,
)
STEMS = (
    "licen", "lizen", "creative commons", "republish", "reuse", "re-use", "weiterverbreit", "republier", "reproduire",
    "reproducir", "许可", "ライセンス", "رخصة",
)  # fmt: skip
"""One of them is in every text that `WORD` finds something in, in small letters."""
SIGN = lazy(r"^\W{0,3}(?:©|\(c\)\s|copyright\b|&copy;)", re.IGNORECASE)
YEAR = lazy(r"\b(?:19|20)\d\d\b")


def read_licence(frame: Frame, _opening: Opening) -> Iterator[Mark]:
    """The licence statement and the copyright line."""
    for i in frame.tail:
        block = frame.blocks[i]
        if not 0 < block.shape.chars <= LONGEST_CHARS:
            continue
        if block.shape.words <= LONGEST_LICENCE and _speaks_of_licences(block) and frame.ends_here(i):
            yield from _licence(i, block)
        if block.shape.words <= LONGEST_COPYRIGHT and SIGN.match(block.text) and _is_copyright(frame, i):
            reason = "a copyright line at the foot"
            yield whole(i, "copyright", "copyright", reason, weight=SURE, field="copyright")


def _speaks_of_licences(block: Block) -> bool:
    small = block.text.lower()
    return (any(map(small.__contains__, STEMS)) and WORD.search(block.text) is not None) or is_licence_line(block)


def _licence(i: int, block: Block) -> Iterator[Mark]:
    url = next((m for m in (CC_URL.match(k.url) for k in block.links) if m), None) or CC_URL.search(block.text)
    name = CC_NAME.search(block.text)
    value = _name(url) if url else (_name(name) if name else _spelled(block.text))
    reason = f"a licence statement: {value}"
    if url:
        yield whole(i, "license", "licence", reason, weight=SURE, field="license.url", value=url[0])
        yield noted(i, "license", "licence", reason, "license.name", value or "")
    elif value:
        yield whole(i, "license", "licence", reason, weight=SURE, field="license.name", value=value)
        yield noted(i, "license", "licence", reason, "license.name", value)  # whoever claims the block


def is_licence_line(block: Block) -> bool:
    """Whether a short line names a licence without the word: "Text: CC BY 4.0 · Photos: all rights reserved"."""
    if not 0 < block.shape.words <= LABELLED or block.shape.chars > LONGEST_CHARS:
        return False
    name = CC_NAME.search(block.text) if "CC" in block.text else None
    return bool((name and name[0].isupper()) or PUBLIC_DOMAIN.match(block.text))


def _spelled(text: str) -> str | None:
    """A licence whose name is written out: "Creative Commons Attribution-NonCommercial 4.0 International"."""
    m = CC_WORDS.search(text)
    if m is None:
        return "public domain" if PUBLIC_DOMAIN.match(text) else None
    letters = [code for term, code in TERMS.items() if re.search(term, m["terms"], re.IGNORECASE)]
    kind = "-".join(code for code in ("BY", "NC", "SA", "ND") if code == "BY" or code in letters)
    return f"CC {kind} {m['version'] or ''}".strip()


def _name(m: re.Match[str]) -> str:
    """A Creative Commons licence as it is usually written, ``CC BY-NC 4.0``."""
    kind = m["kind"]
    if not kind or kind == "0":
        return "CC0 1.0"
    return f"CC {kind.upper().replace(' ', '-')} {m['version'] or ''}".strip()


def _is_copyright(frame: Frame, i: int) -> bool:
    """A year or nothing but the sign and a name; inside the prose, a line and not a sentence."""
    block = frame.blocks[i]
    if not frame.ends_here(i):
        return False
    return bool(YEAR.search(block.text) or block.shape.words <= 12) and (
        i >= frame.prose.last - 2 or block.shape.words <= 15
    )
