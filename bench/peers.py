"""What others do to raw text, as line filters: the rows that presscut is set beside in bench/text.py.

C4, FineWeb and Gopher publish rules that accept or refuse whole pages, C4 some for single lines too. Here every
threshold that means something for one line is held against each line; what only means something for a page (its
number of words or sentences, a swear word, a curly bracket) is left out, for every page here holds an article.
jusText judges the paragraphs of HTML; its own classifier gets the paragraphs of the text.

All of them get the help of `plain`: Markdown marks and addresses go before a line is judged, and are gone from
what is scored. The rules were written for English: where a rule names marks or stop words, other scripts have
the marks that mean the same; on a page in another language what counts English words or their length is not asked.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache

from labels import ONE_BY_ONE
from labels import words as spoken
from plain import LINK, plain

ELLIPSES = ("...", "…")
QUOTES = ('"', "”", "’", "'", "»", "“", "」", "』")
STOPS = (".", "!", "?", "。", "！", "？", "؟", "۔", "।")
UNSPACED = re.compile(f"[{ONE_BY_ONE}]")


def nothing(text: str, _language: str | None) -> str:
    """The text as it came."""
    return text


def stripped(text: str, _language: str | None) -> str:
    """The text with Markdown marks and addresses gone: what the peers' help alone is worth."""
    return plain(text)


# C4 -----------------------------------------------------------------------------------------------------------

C4_WORDS = 5  # least words of a line
C4_WORD = 1000  # most characters of a word
C4_PHRASES = (
    "javascript",
    "terms of use",
    "privacy policy",
    "cookie policy",
    "uses cookies",
    "use of cookies",
    "use cookies",
)
C4_CITATION = re.compile(r"\[\d*\]|\[edit\]|\[citation needed\]")


def c4(text: str, _language: str | None) -> str:
    """Lines of five words and more that end a sentence and name neither JavaScript nor a policy.

    Raffel et al. 2020, "Exploring the Limits of Transfer Learning with a Unified Text-to-Text Transformer",
    JMLR 21, section 2.2: lines that end in "a period, exclamation mark, question mark, or end quotation mark"
    and hold "at least 5 words". The code that made it (c4_utils of TensorFlow Datasets) takes no ellipsis for
    an end, drops lines with a word over 1000 characters or with a phrase of policies, and citation marks.
    """
    lines = (C4_CITATION.sub("", line).strip() for line in plain(text).splitlines())
    return "\n".join(line for line in lines if c4_keeps(line))


def c4_keeps(line: str) -> bool:
    """Whether C4 keeps a line."""
    words = line.split()
    if any(len(word) > C4_WORD for word in words) or any(phrase in line.lower() for phrase in C4_PHRASES):
        return False
    return _count(words) >= C4_WORDS and line.endswith((*STOPS, *QUOTES)) and not line.endswith(ELLIPSES)


def _count(words: Sequence[str]) -> int:
    """How many words; where a script puts no space between them, every character is one."""
    return sum(max(1, len(UNSPACED.findall(word))) for word in words)


# FineWeb ------------------------------------------------------------------------------------------------------

FINEWEB_SHORT = 30  # characters; a line of so many or fewer is short


def fineweb(text: str, _language: str | None) -> str:
    """Lines that are not short, end in punctuation, and did not stand in the page before.

    Penedo et al. 2024, "The FineWeb Datasets: Decanting the Web for the Finest Text Data at Scale", section 3.6:
    a page goes when too few of its lines end in punctuation (.12), too many of its characters stand in repeated
    lines (.1) or too many of its lines are shorter than 30 characters (.67). Of these the three properties of a
    line are asked of each line.
    """
    return "\n".join(line for line in _first_of_each(_lines(text)) if fineweb_keeps(line))


def fineweb_keeps(line: str) -> bool:
    """Whether a line has what FineWeb wants of most lines of a page, repetition apart."""
    return len(line) > FINEWEB_SHORT and line.endswith((*STOPS, *QUOTES))


# Gopher -------------------------------------------------------------------------------------------------------

GOPHER_MEAN_WORD = (3, 10)  # characters
GOPHER_SYMBOLS = 0.1  # hashes or ellipses to a word
GOPHER_ALPHABETIC = 0.8  # least share of words with a letter
GOPHER_STOP_WORDS = frozenset("the be to of and that have with".split())
GOPHER_LEAST_STOP_WORDS = 2
GOPHER_TOP_GRAMS = {2: 0.20, 3: 0.18, 4: 0.16}  # most share of characters in the most repeated n-gram
GOPHER_BULLETS = ("•", "‣", "●", "▪", "-", "*")


def gopher(text: str, language: str | None) -> str:
    """Lines that are words, hold two stop words, are no bullet or teaser, and repeat nothing.

    Rae et al. 2021, "Scaling Language Models: Methods, Analysis & Insights from Training Gopher", appendix A1.1
    and table A1: mean length of a word 3 to 10; hashes or ellipses to words at most .1; bullets and ellipses
    that begin and end lines; 80 % of the words with a letter; two of eight stop words; repeated lines; share of
    the most repeated n-gram. A page's 50 to 100,000 words say nothing of a line; the shares of repeated 5- to
    10-grams need more words than a line has.
    """
    lines = _first_of_each(_lines(text))
    return "\n".join(line for line in lines if gopher_keeps(line, english=language == "en"))


def gopher_keeps(line: str, *, english: bool = True) -> bool:
    """Whether a line would pass as a page of its own, its length apart."""
    words = line.split()
    if not words or line.startswith(GOPHER_BULLETS) or line.endswith(ELLIPSES):
        return False
    low, high = GOPHER_MEAN_WORD
    ellipses = sum(line.count(mark) for mark in ELLIPSES)
    return (
        (not english or low <= sum(map(len, words)) / len(words) <= high)
        and (not english or sum(word in GOPHER_STOP_WORDS for word in spoken(line)) >= GOPHER_LEAST_STOP_WORDS)
        and max(line.count("#"), ellipses) / len(words) <= GOPHER_SYMBOLS
        and sum(any(map(str.isalpha, word)) for word in words) / len(words) >= GOPHER_ALPHABETIC
        and all(_top_share(words, n) <= most for n, most in GOPHER_TOP_GRAMS.items())
    )


def _top_share(words: Sequence[str], n: int) -> float:
    """Share of a line's characters in its most repeated n-gram; 0 when none is repeated."""
    grams = Counter(" ".join(words[i : i + n]) for i in range(len(words) - n + 1))
    (gram, times), *_ = grams.most_common(1) or [("", 0)]
    return len(gram) * times / len(" ".join(words)) if times > 1 else 0.0


def _lines(text: str) -> Iterator[str]:
    return (line for line in map(str.strip, plain(text).splitlines()) if line)


def _first_of_each(lines: Iterable[str]) -> Iterator[str]:
    """Lines without those that stood there before."""
    return iter(dict.fromkeys(lines))


# jusText ------------------------------------------------------------------------------------------------------

STOPLISTS = {  # codes of languages to the names of jusText's lists
    **{"cs": "Czech", "da": "Danish", "de": "German", "en": "English", "es": "Spanish", "fr": "French", "hi": "Hindi"},
    **{"is": "Icelandic", "ko": "Korean", "nb": "Norwegian_Bokmal", "nl": "Dutch", "no": "Norwegian_Bokmal"},
    **{"pl": "Polish", "ru": "Russian", "sv": "Swedish", "tr": "Turkish"},
}
STANDS_ALONE = re.compile(r"[ \t]*(?:#{1,6}[ \t]|[*+•-][ \t]|\d+[.)][ \t]|\|)")  # headings, items and rows


def justext(text: str, language: str | None) -> str:
    """Paragraphs that jusText calls good, by its own classifier and its default settings.

    Pomikálek 2011, "Removing Boilerplate and Duplicate Content from Web Corpora"; the package of that name. The
    stop words are those of the page's language; where jusText has no list (Japanese in these sets) it runs without,
    as its documentation says: both shares of stop words 0. It sees headings and the share of a paragraph's
    characters in links where the text has Markdown's marks for them.
    """
    from justext.core import PathInfo, classify_paragraphs, revise_paragraph_classification
    from justext.paragraph import Paragraph

    found = []
    for source in paragraphs(text):
        paragraph = Paragraph(PathInfo().append("h2" if source.lstrip().startswith("#") else "p"))
        paragraph.append_text(plain(source))
        paragraph.chars_count_in_links = sum(len(plain(match[1])) for match in LINK.finditer(source))
        found.append(paragraph)
    stoplist = stop_words(language)
    shares = {} if stoplist else {"stopwords_low": 0, "stopwords_high": 0}
    classify_paragraphs(found, stoplist, **shares)
    revise_paragraph_classification(found)
    return "\n\n".join(paragraph.text for paragraph in found if not paragraph.is_boilerplate)


def paragraphs(text: str) -> Iterator[str]:
    """What stands between blank lines; a heading, item or row is one of its own."""
    lines: list[str] = []
    for line in [*text.splitlines(), ""]:
        if lines and (not line.strip() or STANDS_ALONE.match(line) or STANDS_ALONE.match(lines[-1])):
            yield "\n".join(lines)
            lines = []
        if line.strip():
            lines.append(line)


@cache
def stop_words(language: str | None) -> frozenset[str]:
    """jusText's stop words of a language, none where it has no list."""
    from justext import get_stoplist

    return get_stoplist(STOPLISTS[language]) if language in STOPLISTS else frozenset()


PEERS: dict[str, Callable[[str, str | None], str]] = {
    "nothing": nothing,
    "stripped": stripped,
    "C4": c4,
    "FineWeb": fineweb,
    "Gopher": gopher,
    "jusText": justext,
}
