"""Lines below the title that say again what is known: the authors' names, how long ago it was, how long it takes.

Such a line has no date and needs no "By": the markup named the authors, and "3 hours ago" is true for the visit alone.
Wrong for an article that begins with the bare name of its author.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from presscut.cleaner.metadata.frame import Frame
from presscut.cleaner.metadata.opening import Opening
from presscut.cleaner.metadata.places import SURE, whole
from presscut.cleaner.model import Mark
from presscut.cleaner.patterns import lazy

UNDER = 6  # blocks below the title
MOST_WORDS = 16.0
LEDE = 20.0  # words from which a block below the title is a paragraph
COUNT = r"(?:\d{1,3}|an?|one|few|ein(?:er|em|e)?|une?|un[ao]?|een)"
UNIT = (
    r"(?:s|m|h|d|w|y|mo|min|mins|hr|hrs|wk|wks|yr|yrs|seconds?|minutes?|hours?|days?|weeks?|months?|years?"
    r"|minuten?|stunden?|tag(?:en?)?|wochen?|monat(?:en?)?|jahr(?:en?)?|heures?|jours?|semaines?|mois|ans?"
    r"|minutos?|horas?|d[ií]as?|semanas?|mes(?:es)?|años?|minut[oi]|or[ae]|giorn[oi]|uur|uren|dag(?:en)?|we[ek]{2}(?:en)?)"
)
AGO = lazy(
    rf"\b(?:{COUNT}\s?{UNIT}\.?\s+(?:ago|geleden|fa|atrás)|vor\s+{COUNT}\s+{UNIT}|il\s+y\s+a\s+{COUNT}\s+{UNIT}"
    rf"|(?:hace|há)\s+{COUNT}\s+{UNIT}|yesterday|just now|gestern|hier|ayer)(?![^\W\d_])",
    re.IGNORECASE,
)
BESIDE = lazy(
    r"\b(?:\d{1,3}[\s-]?min(?:ute)?s?\.?(?:\s+(?:read|lesezeit))?|by|and|written|posted|published|updated|on"
    r"|von|und|veröffentlicht|par|et|publié|por|y|publicado)(?!\w)",
    re.IGNORECASE,
)
"""What stands beside names and times and says nothing by itself."""
WORD = lazy(r"\w")


def read_head_lines(frame: Frame, opening: Opening) -> Iterator[Mark]:
    """The lines between the title and the first paragraph that are nothing but these."""
    if opening.title is None:
        return
    names = sorted((name for name in opening.authors if name), key=len, reverse=True)
    for i in frame.top:
        if not opening.title.index < i <= opening.title.index + UNDER or opening.is_taken(i):
            continue
        block = frame.blocks[i]
        if block.shape.words >= LEDE:
            return
        if block.text and block.shape.words <= MOST_WORDS and _says_nothing_new(block.text, names):
            yield whole(i, "byline", "head-line", "names and times that are known", weight=SURE)


def _says_nothing_new(text: str, names: list[str]) -> bool:
    rest = AGO.sub(" ", text)
    for name in names:
        rest = rest.replace(name, " ")
    return rest != text and WORD.search(BESIDE.sub(" ", rest)) is None
