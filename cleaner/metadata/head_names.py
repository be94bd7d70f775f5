"""Names of authors as markup gives them: split, without titles of jobs, without addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable

LEAD = re.compile(
    r"^\s*(?:(?:written|posted|published|reviewed|words|story|text|article|reported|edited)\s+)?"
    r"(?:by|von|vom|par|por|di|da|door|av|af|przez|autor(?:in|a|en)?|author|authors|auteurs?|autore|text|foto)\s*[:：]?\s+",
    re.IGNORECASE,
)
SPLIT = re.compile(
    r"\s*(?:;|\||·|•|/|\n|\t|，|、|\s[–—]\s|\s-\s)\s*|\s+(?:and|und|et|y|e|en|og|och|és|und|with|mit|&)\s+(?=[^\W\d_a-z])|\s*&\s*"
)
COMMA = re.compile(r"\s*,\s*(?:and\s+|und\s+|&\s*)?")
CREDENTIAL = re.compile(
    r"^(?:[A-Z][A-Za-z]?\.?\s?){1,4}$|^(?:ph\.?\s?d|m\.?d|mba|msc|bsc|cpa|cfp|rdn?|rn|esq|jr|sr|iii?|dds|dvm|lcsw|"
    r"mph|llb|psyd|edd|phd)\.?(?:\W|$)",
    re.IGNORECASE,
)
JOB = re.compile(
    r"\b(?:reporter|editor|writer|journalist|correspondent|contributor|columnist|author|staff|manager|director|"
    r"founder|ceo|cto|president|professor|analyst|specialist|expert|consultant|producer|photographer|redakteurin?|"
    r"redaktion|korrespondentin?|reporterin|journaliste|rédact\w+|redactora?|redazione|chief|head of|officer|"
    r"nutritionist|dietitian|attorney|engineer|developer|marketing|associate|coach|freelance|team)\b",
    re.IGNORECASE,
)
NOT_A_NAME = re.compile(
    r"^(?:admin(?:istrator)?|author|editor|user|root|guest|webmaster|anonymous|unknown|null|none|undefined|n/?a|"
    r"test|info|contact|about|redaktion|news|staff|posts?|by|views?|comments?|share|read more|profile)$",
    re.IGNORECASE,
)
ADDRESS = re.compile(r"https?://|www\.|@[\w.-]+\.\w|^@\w+$|\.(?:com|org|net|de|co|io)\b", re.IGNORECASE)
TAG = re.compile(r"<[^<>]*>")
LONGEST = 80  # characters of one name
MOST = 20  # authors of one article


def author_names(values: Iterable[str], *, trusted: bool) -> tuple[str, ...]:
    """The names in what markup gives as authors, in order, each once.

    Args:
        values: texts, each with one name or several.
        trusted: the text is given as a name (linked data); otherwise it is read from the page and
            must look like one.
    """
    found: dict[str, str] = {}
    for value in values:
        for name in _split(value):
            clean = _clean(name)
            if clean and (trusted or _looks_like_a_name(clean)):
                found.setdefault(clean.casefold(), clean)
    return tuple(found.values())[:MOST]


def _split(value: str) -> list[str]:
    text = " ".join(TAG.sub(" ", value)[:1000].split())
    parts: list[str] = []
    for part in SPLIT.split(LEAD.sub("", text)):
        pieces = [piece for piece in COMMA.split(part) if piece]
        parts += _without_jobs(pieces)
    return parts


def _without_jobs(pieces: list[str]) -> list[str]:
    """The names among pieces between commas: "Ann Lee, PhD, health editor" is one, "Ann Lee, Bo Ek" are two."""
    if len(pieces) == 2 and " " not in pieces[0] and " " not in pieces[1] and not CREDENTIAL.match(pieces[1]):
        return [f"{pieces[1]} {pieces[0]}"]  # surname first
    kept = pieces[:1]
    for piece in pieces[1:]:
        if JOB.search(piece) or CREDENTIAL.match(piece) or not _looks_like_a_name(piece):
            continue
        kept.append(piece)
    return kept


def _clean(name: str) -> str:
    name = (
        LEAD.sub("", name).strip(" ,.;:|-–—•·*\"'()[]")
        if not name.endswith(".")
        else LEAD.sub("", name).strip(" ,;:|-–—•·*\"'()[]")
    )
    if not name or len(name) > LONGEST or ADDRESS.search(name) or NOT_A_NAME.match(name):
        return ""
    return name if any(c.isalpha() for c in name) else ""


def _looks_like_a_name(text: str) -> bool:
    """Two to five words, most with a capital, no digits; or a short text in a script without capitals."""
    words = text.split()
    if any(c.isdigit() for c in text) or JOB.search(text):
        return False
    if not any(c.lower() != c.upper() for c in text):
        return 2 <= len(text) <= 20
    return 2 <= len(words) <= 5 and sum(word[0].isupper() for word in words) >= max(2, len(words) - 2)
