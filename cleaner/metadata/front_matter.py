"""What a text says of itself before it begins: YAML between ``---``, TOML between ``+++``, or head lines.

Editors, site generators and clippers write YAML or TOML, Jina's reader writes ``Title:``, ``URL Source:`` and their kin
up to ``Markdown Content:``, mail has its header (RFC 5322, section 2.2). A value counts as a string and never as more;
what is no value for its field is left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from presscut.cleaner.characters import one_line
from presscut.cleaner.metadata.head_dates import machine_date
from presscut.cleaner.metadata.head_names import given_names
from presscut.cleaner.patterns import lazy

LONGEST = 20_000  # characters of a front matter
LONGEST_VALUE = 2_000
MOST_VALUES = 50  # of a list
NONE = frozenset({"", "null", "~"})
FENCED = lazy(r"\s*---[ \t]*\r?\n(.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
PLUSES = lazy(r"\s*\+\+\+[ \t]*\r?\n(.*?)\r?\n\+\+\+[ \t]*(?:\r?\n|\Z)", re.DOTALL)
READER = lazy(r"\s*(Title: [^\n]*\n.*?)\r?\nMarkdown Content:[ \t]*(?:\r?\n|\Z)", re.DOTALL)
READER_LINE = lazy(r"([A-Z][A-Za-z ]{1,30}): ([^\r\n]*)")
MAIL = lazy(r"\s*((?:[A-Z][\w-]{1,30}:[^\n]*\n(?:[ \t]+\S[^\n]*\n)*+)++)(?=\s)")
MAIL_LINE = lazy(r"^([\w-]+):[ \t]*((?:[^\n]|\n[ \t])*)", re.MULTILINE)
ANSWERED = lazy(r"(?:(?:re|fwd?|aw|wg|tr|rv|sv|vs)\s*:\s*)+", re.IGNORECASE)
LANGUAGE = lazy(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")

FIELDS: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "headline"),
    "authors": ("author", "authors", "byline", "creator", "by"),
    "published": ("published", "date", "pubdate", "publishdate", "publisheddate", "publishedtime", "datepublished"),
    "modified": ("modified", "updated", "lastmod", "lastmodified", "datemodified", "modifiedtime"),
    "canonical_url": ("canonicalurl", "canonical", "url", "urlsource", "sourceurl", "source", "link", "permalink"),
    "site": ("site", "sitename", "publisher", "publication", "website"),
    "summary": ("summary", "description", "excerpt", "abstract"),
    "tags": ("tags", "keywords", "tag"),
    "section": ("section", "sections", "category", "categories"),
    "language": ("language", "lang", "locale"),
    "image": ("image", "cover", "coverimage", "thumbnail"),
    "copyright": ("copyright",),
    "license.name": ("license", "licence"),
}
"""The fields of the row by the keys that say them, small letters and digits alone; the first key that fits counts."""
ADDRESSES = frozenset({"canonical_url", "image"})
LISTS = frozenset({"tags", "section"})
DAYS = frozenset({"published", "modified"})


class FrontMatter(NamedTuple):
    """What stands before the text.

    Attributes:
        start, end: its span in the source.
        head: what it says, by field of the row.
    """

    start: int
    end: int
    head: Mapping[str, str | tuple[str, ...]]


def front_matter(source: str) -> FrontMatter | None:
    """The front matter of a text; null when it has none that says anything."""
    start = len(source) - len(source.lstrip("\ufeff \t\r\n"))
    for opening, pattern, read in READERS:
        found = pattern.match(source, start, start + LONGEST) if source.startswith(opening, start) else None
        if found and (head := dict(_fields(read(found[1])))):
            return FrontMatter(start, start + len(found[0].rstrip()), head)
    return None


def _from_yaml(text: str) -> Mapping[str, Any]:
    import yaml

    try:
        found = yaml.load(text, Loader=yaml.BaseLoader)  # of all loaders the one that makes strings of everything
    except (yaml.YAMLError, RecursionError, ValueError, OverflowError):  # OverflowError: a character beyond Unicode
        return {}
    return {key: value for key, value in found.items() if isinstance(key, str)} if isinstance(found, dict) else {}


def _from_toml(text: str) -> Mapping[str, Any]:
    import tomllib

    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError):  # of broken TOML, and of a number of thousands of digits
        return {}


def _from_lines(text: str) -> Mapping[str, Any]:
    return dict(READER_LINE.findall(text))


def _from_mail(text: str) -> Mapping[str, Any]:
    """The fields of a letter; none without subject and sender. Who sends to a list is a site and no author."""
    from email.errors import HeaderParseError
    from email.header import decode_header, make_header
    from email.utils import parseaddr

    said = {name.lower(): " ".join(value.split()) for name, value in MAIL_LINE.findall(text)}
    if not said.get("subject") or not said.get("from"):
        return {}
    try:
        subject, sender = (str(make_header(decode_header(said[name]))) for name in ("subject", "from"))
    except (HeaderParseError, LookupError, ValueError):  # of broken base64, of a character set that is not known
        return {}
    name, _ = parseaddr(sender)
    return {
        "title": ANSWERED.sub("", subject) if ANSWERED.match(subject) else subject,
        "published": said.get("date") or said.get("sent", ""),
        "site" if any(field.startswith("list-") for field in said) else "author": name,
    }


READERS: tuple[tuple[str, re.Pattern[str], Callable[[str], Mapping[str, Any]]], ...] = (
    ("---", FENCED, _from_yaml),
    ("+++", PLUSES, _from_toml),
    ("Title: ", READER, _from_lines),
    ("", MAIL, _from_mail),
)


def _fields(said: Mapping[str, Any]) -> Iterator[tuple[str, str | tuple[str, ...]]]:
    by_key = {re.sub(r"[^a-z0-9]", "", key.lower().removeprefix("article:")): value for key, value in said.items()}
    for field, keys in FIELDS.items():
        for key in keys:
            if key in by_key and (value := _value(field, list(_strings(by_key[key])))):
                yield field, value
                break


def _value(field: str, given: list[str]) -> str | tuple[str, ...]:
    """What a field gets from the strings that stand there; nothing when they are no values for it."""
    if field == "authors":
        return given_names(given)
    if field in LISTS:
        parts = [part.strip().lstrip("#") for value in given for part in value.split(",")]
        return tuple(dict.fromkeys(filter(None, parts)))
    first = given[0] if given else ""
    if field in DAYS:
        return machine_date(first) or ""
    if field in ADDRESSES:
        return first if _is_address(first) else ""
    if field == "language":
        return first.replace("_", "-") if LANGUAGE.fullmatch(first) else ""
    return "" if field == "site" and _is_address(first) else first


def _strings(value: Any) -> Iterator[str]:
    """The strings of a value: itself, those of a list, the names of the people in it."""
    for one in value[:MOST_VALUES] if isinstance(value, list) else [value]:
        said = one.get("name") if isinstance(one, dict) else one
        if isinstance(said, str | date):
            text = one_line(str(said)[:LONGEST_VALUE]).strip("[]").strip()
            if text not in NONE:
                yield text


def _is_address(value: str) -> bool:
    try:
        return urlsplit(value).scheme in ("http", "https") and bool(urlsplit(value).hostname)
    except ValueError:
        return False
