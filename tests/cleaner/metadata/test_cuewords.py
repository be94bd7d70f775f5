"""The words before names and dates, and what is a picture's credit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscut.cleaner.metadata.cuewords import bare_cue, by_end, dated_cue
from presscut.cleaner.metadata.picture_credit import is_credit, trailing_credit


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("By Ida Mott", "Ida Mott"),
        ("ByIda Mott", "Ida Mott"),
        ("Written by: Ida Mott", "Ida Mott"),
        ("Écrit par Ida Mott", "Ida Mott"),
        ("作者林若溪", "林若溪"),
        ("بقلم: ريم القاسمي", "ريم القاسمي"),
    ],
)
def test_names_begin_after_the_cue(text: str, rest: str) -> None:
    """Where the names of a byline begin, whatever its language and however it is set."""
    end = by_end(text)
    assert end is not None
    assert text[end:] == rest


@pytest.mark.parametrize("text", ["PORT SELWYN", "Bystanders saw it", "文化新闻", "", "Ida Mott"])
def test_no_cue_inside_a_word(text: str) -> None:
    """ "PORT" is no "por", "Bystanders" no "by"."""
    assert by_end(text) is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ida Mott, EditorUpdated ", "modified"),
        ("Last updated on: ", "modified"),
        ("publié le ", "published"),
        ("发布时间：", "published"),
        ("Ida Shelton ", None),
        ("", None),
    ],
)
def test_what_stands_before_a_date(text: str, kind: str | None) -> None:
    """The word before a date tells the publication from a change; "Shelton" does not end in "on"."""
    found = dated_cue(text)
    assert (found[0] if found else None) == kind


@pytest.mark.parametrize(("text", "kind"), [("By:", "by"), ("Last Updated", "modified"), ("By Ida", None)])
def test_a_cue_alone(text: str, kind: str | None) -> None:
    """Pages that break each inline tag print "By" and the name as two blocks."""
    assert bare_cue(text) == kind


@pytest.mark.parametrize(
    "text",
    [
        *("Photo: Ida Mott", "IDA MOTT / SEEBILD", "© Ida Mott", "Foto von Ida Mott", "Ida Mott/Getty Images", "AFP"),
        *(
            "Світлини: Зоряна Човен",
            "Snimila: Vinka Morovlasić",
            "फोटो: रेखा नाविक",
            "攝影：林若溪",
            "تصوير: هالة المرساوي",
        ),
    ],
)
def test_credits(text: str) -> None:
    """Lines that say nothing but who made a picture."""
    assert is_credit(text)


@pytest.mark.parametrize(
    "text",
    ["The photo: a short history of it. It began in 1826.", "© 2026 Ledger", "NEWS", "He spoke to Reuters.", "", "1/2"],
)
def test_no_credits(text: str) -> None:
    """Sentences, copyright lines and kickers are no credits."""
    assert not is_credit(text)
    assert trailing_credit(text) is None


@given(st.text(max_size=120))
def test_never_raises(text: str) -> None:
    """Hostile input is expected everywhere, and places stay inside the text."""
    end, cue, credit = by_end(text), dated_cue(text), trailing_credit(text)
    assert end is None or 0 <= end <= len(text)
    assert cue is None or 0 <= cue[1] < len(text)
    assert credit is None or 0 < credit[0] < credit[1] <= len(text)
    bare_cue(text)
    is_credit(text)
