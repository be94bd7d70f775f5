"""Signals: each one question, answered yes and no."""

from __future__ import annotations

import pytest

from presscut.cleaner.model import Draft, Page
from presscut.cleaner.rulebook import Rulebook, builtin_sources
from presscut.cleaner.segment.markdown import segment_markdown
from presscut.cleaner.signals import SIGNALS, Context

WORDS = Rulebook.parse(builtin_sources(["en"])).vocabulary
PROSE = (
    "The tide came in at six and went out again before anyone in the town had looked at a clock, "
    "and then the lamps along the wall went on.\n\n"
)
SITE = "https://harbour-herald.example/2026/tide"

CASES = [
    ("self-name", "Harbour Herald never sleeps.", "The herald of the harbour never sleeps."),
    ("self-link", "See [this](https://give.harbour-herald.example/x)", "See [this](https://other.example/x)"),
    ("self-cta", "Join [us](https://harbour-herald.example/x)", "We met [them](https://harbour-herald.example/x)"),
    ("second-person", "It is up to you.", "It is up to them."),
    ("imperative", "News is rare. Please support it.", "They support it."),
    ("button-like", "♥ Donate", "The lamp was lit."),
    ("ellipsis-end", "And then the lamps along the wall...", "And then the lamps went out."),
    ("all-caps", "REPUBLISH", "Republish"),
    ("network-names", "Find us on Facebook", "Find us on the quay"),
    ("url-tracking", "[x](https://a.example/?utm_source=b)", "[x](https://a.example/?page=2)"),
    ("duplicate-of-link-text", "The last lamp", "The first lamp"),
    (
        "link>0.5",
        "[The whole line is a link](https://a.example)",
        "Only [one](https://a.example) word of this is a link",
    ),
    ("short-line", "A short line", PROSE.strip()),
    ("no-stop", "A title without end", "A sentence."),
    ("label-then-title", "Nearby: [The last lamp](https://a.example)", "Nearby: a lamp was lit."),
    ("label-then-title", "Nearby – The last lamp", "They said it in the town hall too: The last lamp"),
    (
        "label-then-title",
        "Nearby [Who lit the last lamp?](https://a.example)",
        "Nearby a [lamp](https://a.example) was lit",
    ),
    ("unquoted", "Join us today.", "“Join us today,” he said."),
    ("unquoted", 'כל הזכויות שמורות לחברת הנמל בע"מ', '"הצטרפו אלינו", אמרה.'),
    ("date-line", "10 December 2025", "In December it snowed."),
    ("capitalised", "Ada Fenn, Tom Hale, Mira Quell", "ada fenn and others"),
    (
        "title-then-teaser",
        "Pilots leave the old harbour\n\nThe four pilots who had guided ships for years have...",
        "So.",
    ),
]


def says(name: str, text: str, before: str = PROSE, after: str = "") -> bool:
    """Whether a signal says yes to the first block of a text on a page of Harbour Herald."""
    whole = f"{before}{text}\n\n{after}\n\n- [The last lamp](https://a.example/lamp)\n"
    blocks = segment_markdown(whole)
    head = {"site": "Harbour Herald"}
    page = Context(Draft(Page(b"", url=SITE), "markdown", whole, blocks, head=head, language="en"), WORDS)
    return SIGNALS[name](page, before.count("\n\n"))


@pytest.mark.parametrize(("name", "yes", "no"), CASES, ids=[case[0] for case in CASES])
def test_a_signal_tells_yes_from_no(name: str, yes: str, no: str) -> None:
    """A signal that always agreed would make every phrase a certainty."""
    assert says(name, yes)
    assert not says(name, no)


def test_signals_of_place() -> None:
    """What stands above, below and behind the prose is told apart by place alone."""
    long = PROSE * 5
    assert says("before-prose", "Menu", before="", after=long)
    assert not says("before-prose", "Menu", before=long)
    assert says("after-prose", "Menu", before=long)
    assert not says("after-prose", "Menu", before="", after=long)
    assert says("prose-above", "Menu", before=long)
    assert not says("prose-above", "Menu", before="", after=long)
    assert says("prose-done", "Menu", before=long)
    assert not says("prose-done", "Menu", before=PROSE, after=long)


def test_every_signal_has_a_test() -> None:
    """A signal added to the table without a test would be trusted unseen."""
    places = {"before-prose", "after-prose", "prose-above", "prose-done"}
    assert {case[0] for case in CASES} | places == set(SIGNALS)


@pytest.mark.parametrize("name", sorted(SIGNALS))
def test_no_signal_stumbles_over_an_empty_page(name: str) -> None:
    """Dividers and images have no words at all."""
    text = "---\n"
    page = Context(Draft(Page(b""), "markdown", text, segment_markdown(text)), WORDS)
    assert SIGNALS[name](page, 0) in (True, False)
