"""Names of authors as markup gives them: split, without titles of jobs, without addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from presscut.cleaner.metadata.caseless_names import is_name_without_capitals
from presscut.cleaner.metadata.cuewords import by_end
from presscut.cleaner.metadata.head_jsonld import TAG
from presscut.cleaner.metadata.names import JOB_WORDS, find_names, is_common, is_desk
from presscut.cleaner.metadata.words import PARTICLES
from presscut.cleaner.patterns import lazy

_BY = (
    "by|von|vom|par|por|di|da|door|av|af|przez|autor(?:in|a|en|ka|ica)?|authors?|auteurs?|autore"
    "|skrevet (?:av|af)|skriven av|teksti|kirjoittaja|toimittaja|napsala?|napísala?|írta|szerző|scris de|piše"
    "|автор(?:ка)?|γράφει(?: [οη])?|συντάκτ(?:ης|ρια)|yazan|oleh|penulis|tác giả|מאת|بقلم|نویسنده|लेखक|लेखिका"
)
LEAD = lazy(
    r"^\s*(?:(?:written|posted|published|created|submitted|words|story|text|article|reported)\s+)?"
    rf"(?:{_BY}|text|words|story)(?:\s*[:：]\s*|\s+)",
    re.IGNORECASE,
)
CUE = lazy(rf"(?:^|[\s|·•])(?:{_BY})(?:\s*[:：]\s*|\s+)(?=\S)", re.IGNORECASE)
_AND = "and|AND|und|UND|et|y|e|en|og|och|és|și|ja|ve|и|та|і|και|và|with|mit|avec"
SPLIT = lazy(
    r"\s*(?:;|\||·|•|/|\n|\t|，|、|\s[–—-]\s)\s*|(?:\s+&\s*|\s*&\s+)(?=[^\W\d_a-z])|\s+و\s+"
    rf"|\s+(?:{_AND})\s+(?=[^\W\d_a-z])|\s+i\s+(?=[^\W\d_a-z]\S*\s)"
)
"""Between two authors. In Catalan "i" stands inside a surname as well, with one word behind it."""
AND_FIRST = lazy(rf"^(?:{_AND})\s+(?=[^\W\d_a-z])")
COMMA = lazy(r"\s*,\s*(?:and\s+|und\s+|&\s*)?")
EAST_LEAD = lazy(r"^(?:文|撰文|作者|[记記]者|執筆|著者|기자명|글쓴이)\s*(?:[:：・/／|｜]\s*|\s)(?=\S)")
EAST_JOB = lazy(r"(?<=[가-힣])\s*(?:선임|객원|인턴)?(?:기자|특파원)$")
HAN_JOB = lazy(r"\s*(?:[记記]者|特派[員员])$")
"""What Chinese, Japanese and Korean write before a name, and behind it; in Han the latter may be part of a house."""
CREDENTIAL = lazy(
    r"^(?:(?-i:[A-Z][A-Z.-]{1,6}(?:\s+[A-Z][A-Z.-]{0,6})*)|ph\.?\s?d|m\.?d|mba|msc|bsc|rdn?|esq|jr|sr|edd|psyd)\.?(?:\W|$)",
    re.IGNORECASE,
)
JOB = lazy(
    r"\b(?:reporter|editor|writer|journalist|correspondent|contributor|columnist|author|staff|manager|director|"
    r"founder|ceo|cto|president|professor|analyst|specialist|expert|consultant|producer|photographer|redakteurin?|"
    r"redaktion|korrespondentin?|reporterin|journaliste|rédact\w+|redactora?|redazione|chief|head of|officer|"
    r"nutritionist|dietitian|attorney|engineer|developer|marketing|associate|coach|freelance|team|certified|licensed)\b",
    re.IGNORECASE,
)
NOT_A_NAME = lazy(
    r"^(?:(?:admin(?:istrator)?|author|editor|user|root|guest|webmaster|anonymous|unknown|null|none|undefined|n/?a|"
    r"test|info|contact|redaktion|news|staff|posts?|by|views?|comments?|share|profile)$|"
    r"(?:about|more|full|read|view|see|cite|source|updated|published|posted|follow|advertiser|reviewed|edited|fact|"
    r"last|show|all|our|the latest|subscribe|photo|image)\b|"
    r"\w+ (?:by|von|par|por)$)",
    re.IGNORECASE,
)
DEGREES = frozenset("md m.d. phd ph.d. rn bsn msn np rd rdn ldn cpa cfp mba jd dds dvm do mph lcsw edd psyd".split())
PLACEHOLDER = lazy(r"^[a-z_]+(?:\.[a-z_]+)*\.(?:author|name|title)$|[{}<>%]")  # what a template failed to fill in
AFTER_NAMES = lazy(r"\s+(?:on|at|in|from|am|um|le|el)\s+(?=[^\W_])")  # "Posted by ibis on Friday"
ADDRESS = lazy(r"(?:https?:|www\.)\S*|(?<![\w.+-])[\w.+-]*+@[\w.-]*", re.IGNORECASE)
"""An address of the web, of mail, or a name on a network: "@annek"."""
IN_BRACKETS = lazy(r"(?<=\S)\s*[(\[（][^()\[\]（）]*[)\]）]?$")
"""What stands behind a name: "Ann Ek (Kestrel)"."""
PARTS = lazy(r"\s*[|·•∙⋅►●\n]\s*|\s+[–—-]\s+")  # between a name, a day and what else a line of these holds
ROLE = lazy(r"^[^\W\d_]{3,12}:\s+")
FULL = 2  # words of a full name
LONGEST = 80  # characters of one name
MOST = 20  # authors of one article


def given_names(values: Iterable[str]) -> tuple[str, ...]:
    """The names in texts that markup gives as names of authors, in order, each once."""
    return _distinct(name for value in values for name in _split(value))


def whole_names(values: Iterable[str]) -> tuple[str, ...]:
    """Names that are not to be split, as those of firms: "Mott & Ek"."""
    return _distinct(" ".join(value.split()) for value in values)


def printed_names(values: Iterable[str]) -> tuple[str, ...]:
    """The names in bylines as they are printed: what stands after "By", else what looks like a name."""
    return _distinct(name for value in values for name in _printed(value))


def names_by_line(lines: Sequence[str]) -> tuple[str, ...]:
    """Names that stand on lines of their own, with jobs beside or below them; none where the first line is no name.

    What no line of names and jobs is ends them ("Reviewed by"). A town may stand on the second line, so that each
    name must begin with a common given name.
    """
    names: list[str] = []
    for line in lines:
        name = without_job(COMMA.split(AND_FIRST.sub("", LEAD.sub("", line)))[0])
        if _is_a_name(name):
            names.append(name)
        elif not JOB.search(line) and not CREDENTIAL.match(line):
            break
    return _distinct(names)


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for name in names:
        clean = _clean(name)
        if clean:
            found.setdefault(clean.casefold(), clean)
    return tuple(found.values())[:MOST]


def _printed(text: str) -> list[str]:
    bare = " ".join(HAN_JOB.sub("", EAST_JOB.sub("", EAST_LEAD.sub("", text.strip()))).split())
    if is_name_without_capitals(bare):
        return [bare]
    cue = CUE.search(text)
    if cue and is_desk(text[cue.end() :]):
        return [text[cue.end() :]]
    if cue:
        names, _ = find_names(AFTER_NAMES.split(text[cue.end() :], maxsplit=1)[0], cued=True)
        return [name.value for name in names]
    for part in PARTS.split(text):
        if _is_a_name(without_job(part)):
            return [part]
        names, _ = find_names(AFTER_NAMES.split(part, maxsplit=1)[0], cued=False)
        if found := [name.value for name in names if not JOB.search(name.value)]:
            return found
    return []


def _split(value: str) -> list[str]:
    text = " ".join(ADDRESS.sub(" ", TAG.sub(" ", value)[:1000]).split())
    text = LEAD.sub("", EAST_LEAD.sub("", text))
    parts: list[str] = []
    for part in SPLIT.split(text[by_end(text) or 0 :]):
        names = _without_jobs([piece for piece in COMMA.split(part) if piece])
        parts += names if not parts else [name for name in names if not JOB.search(name)]
    return parts


def _without_jobs(pieces: list[str]) -> list[str]:
    """The names among pieces between commas: "Ann Lee, PhD, health editor" is one, "Ann Lee, Bo Ek" are two."""
    if len(pieces) == 2 and _is_surname(pieces[0]) and " " not in pieces[1] and not CREDENTIAL.match(pieces[1]):
        return [f"{pieces[1]} {pieces[0]}"]  # surname first
    kept = pieces[:1]
    for piece in pieces[1:]:
        if JOB.search(piece) or CREDENTIAL.match(piece) or not looks_like_a_name(piece):
            continue
        kept.append(piece)
    return kept


def _is_surname(text: str) -> bool:
    """Whether a text is one word, with small ones before it perhaps: "van der Berg". Where there are no capitals,
    one word is a whole name."""
    *before, _ = text.split(" ")
    return text.lower() != text.upper() and PARTICLES.issuperset(before)


def _clean(name: str) -> str:
    bare = IN_BRACKETS.sub("", ROLE.sub("", LEAD.sub("", EAST_JOB.sub("", name))).rstrip())
    name = without_job(bare.strip(" ,;:|-–—•·*\"'()[]»«"))
    if not name or len(name) > LONGEST or ADDRESS.search(name) or NOT_A_NAME.match(name) or PLACEHOLDER.search(name):
        return ""
    return name if any(c.isalpha() for c in name) else ""


def without_job(name: str) -> str:
    """A name of two words or more without the job or the degree that follows without a comma: "Ida Mott Writer"."""
    words = name.split()
    if len(words) <= FULL or not is_common(name):
        return name
    end = next((i for i, word in enumerate(words) if i >= FULL and _ends_name(word)), None)
    return name if end is None else " ".join(words[:end]).rstrip(" ,")


def _ends_name(word: str) -> bool:
    bare = word.strip(",;").casefold()
    return bare in JOB_WORDS or (bare in DEGREES and not word.islower())


def _is_a_name(text: str) -> bool:
    """Whether a short text is a full name that begins with a common given name."""
    return len(text.split()) <= FULL + 1 and is_common(text) and looks_like_a_name(text)


def looks_like_a_name(text: str) -> bool:
    """Two to five words, most with a capital, no digits; or a short text in a script without capitals."""
    words = text.split()
    if any(c.isdigit() for c in text) or JOB.search(text):
        return False
    if not any(c.lower() != c.upper() for c in text):
        return 2 <= len(text) <= 20
    return 2 <= len(words) <= 5 and sum(word[0].isupper() for word in words) >= max(2, len(words) - 2)
