"""Escapes, entities, tags, white space and characters that nobody sees."""

from __future__ import annotations

import pytest

from presscut.cleaner.inline import repair
from presscut.cleaner.inline.style import Style


def clean(source: str, *, markdown: bool = True) -> str:
    return repair(source, 0, len(source), Style(markdown)).text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("4\\. Item \\*", "4. Item *"),
        ("C:\\dir", "C:\\dir"),
        ("a &amp; b&nbsp;c &#8217;", "a & b c ’"),
        ("&unknownentity; & co", "&unknownentity; & co"),
        ("&notation; &copy 2031", "&notation; &copy 2031"),
        ("<u>a</u> <b>b</b><br>c", "a b c"),
        ("x<sup>2</sup> <!-- hidden --> y", "x2 y"),
        ("<name> and a < b > c", "<name> and a < b > c"),
        ("<a href='/x' title=\"News > Sea\">a</a> <b title='it's'>b</b> <i x=>c</i>", "a b c"),
        ("a  b\t\tc", "a b c"),
        ("a\u00a0b", "a\u00a0b"),
        ("a\u00a0 b", "a b"),
        ("syl\u00adla\u00adble", "syllable"),
        ("syl&shy;la&#173;ble&ZeroWidthSpace;&#xFEFF; a&zwnj;b", "syllable a\u200cb"),
        ("a\u200bb\ufeffc", "abc"),
        ("a\x00b\x07c", "abc"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d💻", "👩\u200d💻"),
    ],
)
def test_in_markdown(source: str, text: str) -> None:
    """What a converter or a typesetter put in goes; what carries meaning stays."""
    assert clean(source) == text


def test_plain_text_keeps_written_tags_and_their_entities() -> None:
    """Text may write about markup; only entities that no reader means are replaced."""
    assert clean("Use &lt;b&gt; &amp; <b>", markdown=False) == "Use &lt;b&gt; & <b>"


def test_every_edit_names_its_rule_and_reason() -> None:
    """The ledger shows them to people and to scripts."""
    made = repair("a &amp; **b**  [c](https://x.example)", 0, 37, Style(True))
    assert made.edits
    for edit in made.edits:
        assert edit.rule == f"inline/{edit.kind}"
        assert edit.reason


def test_a_span_without_marks_has_no_edits() -> None:
    """Clean text passes untouched."""
    assert repair("Just words (here).", 0, 18, Style(True)).edits == ()
