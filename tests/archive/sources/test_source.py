"""Sources as the configuration describes them: a slip is one line with its place, never a silent night."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from presscut.archive.sources.source import Source, read_source, read_sources
from presscut.errors import ConfigError

FEED = {"name": "courier", "kind": "feed", "url": "https://www.courier.example/feed.xml"}
HERE = Path("/srv")


def test_a_source_needs_little() -> None:
    """A feed is a name, a kind and an address; the rest has good values."""
    source = read_source(FEED, HERE, "presscut.toml: source 1")
    assert source == Source("courier", "feed", url="https://www.courier.example/feed.xml")
    assert source.host == "courier.example"


def test_paths_are_relative_to_the_file() -> None:
    """cron starts in another folder than the one who wrote the file."""
    source = read_source({"name": "drop", "kind": "folder", "path": "drop", "rules": ["r"]}, HERE, "")
    assert source.path == HERE / "drop"
    assert source.rules == (HERE / "r",)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"kind": "feeds"}, "kind must be one of feed, sitemap, urls, folder, warc; did you mean 'feed'?"),
        ({"pernight": 5}, "unknown key pernight in [[source]]; did you mean 'per_night'?"),
        ({"per_night": 0}, "per_night must be a whole number of at least 1"),
        ({"per_night": True}, "per_night must be a whole number of at least 1"),
        ({"url": "file:///etc/passwd"}, "url must be an address that begins with http:// or https://"),
        ({"url": "http:///feed.xml"}, "url cannot be asked: '' is no name of a host"),
        ({"url": "https://a.example:25/feed.xml"}, "url cannot be asked: port 25 is not one of web pages"),
        ({"site": "https://a.example/"}, "site must be the name of a host, such as courier.example"),
        ({"site": "a.example:8080"}, "site must be the name of a host, such as courier.example"),
        ({"language": "German, mostly"}, "language must be the tag of a language, such as en or pt-BR"),
        ({"rules": ["a\0b"]}, "rules is no path"),
        ({"name": "a\nb"}, "name must be letters, digits, spaces and . - & + , ' ! ( ), 60 at most"),
        ({"path": "x"}, "courier needs either url or path"),
        ({"kind": "folder"}, "courier is a folder: it needs path, not url"),
        ({"robots": "ignore"}, 'courier ignores robots.txt: say why, robots_reason = "…"'),
        ({"rules": "r"}, "rules must be a list"),
        ({"enabled": "no"}, "enabled must be true or false"),
        ({"refresh": "hourly"}, "refresh must be one of never, changed, daily, weekly, monthly"),
    ],
)
def test_a_slip_is_told_with_its_place(change: dict[str, Any], message: str) -> None:
    """What is misspelt must not be missing in silence for months of nights."""
    with pytest.raises(ConfigError) as caught:
        read_source(FEED | change, HERE, "presscut.toml: source 3")
    assert str(caught.value) == f"presscut.toml: source 3: {message}"


def test_what_is_missing_is_named() -> None:
    """An empty table says what it needs."""
    with pytest.raises(ConfigError, match=r"x: a \[\[source\]\] needs name and kind"):
        read_source({}, HERE, "x")


def test_two_sources_of_one_name_are_refused() -> None:
    """Reports could not tell them apart."""
    with pytest.raises(ConfigError, match="two sources with the name courier"):
        read_sources([(FEED, HERE, "a"), (FEED, HERE, "b")])
