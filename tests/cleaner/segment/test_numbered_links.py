"""Pages as text browsers dump them: links by number, addresses in a list at the end."""

from __future__ import annotations

import pytest

from presscut.cleaner.segment.text import segment_text

PAGE = """   [1]Home [2]Tide tables

   The [3]harbour office says that the ferry runs again. See [4]the times for
   it.

     * [5]Contact us
     * [6]About the Tern

References

   1. https://tern.example/
   2. https://tern.example/tides
   3. https://harbour.example/
   4. https://tern.example/times
   Hidden links:
   5. mailto:desk@tern.example
   6. file:///tmp/L1#about
"""


def found(source: str) -> list[tuple[str, list[tuple[str, str]]]]:
    return [(b.text, [(link.text, link.url) for link in b.links]) for b in segment_text(source) if b.text]


def test_numbers_are_the_links_of_what_follows() -> None:
    """A label is a link as a whole, of a sentence the first word; the list is no text."""
    assert found(PAGE) == [
        ("Home Tide tables", [("Home", "https://tern.example/"), ("Tide tables", "https://tern.example/tides")]),
        (
            "The harbour office says that the ferry runs again. See the times for it.",
            [("harbour", "https://harbour.example/"), ("the", "https://tern.example/times")],
        ),
        ("Contact us", [("Contact us", "mailto:desk@tern.example")]),
        ("About the Tern", [("About the Tern", "file:///tmp/L1#about")]),
    ]


def test_every_line_of_the_list_is_accounted_for() -> None:
    """The addresses are kept as data, and the ledger can say so."""
    kinds = [edit.kind for block in segment_text(PAGE) if not block.text for edit in block.edits]
    assert kinds == ["link-definition"] * 8


def test_links_of_pictures_have_no_words() -> None:
    """Their numbers stand alone, and are no notes."""
    source = PAGE.replace("   [1]Home", "   [1]\n\n   [2]\n\n   [3]\n\n   [4]Home", 1)
    assert [text for text, _ in found(source)] == [text for text, _ in found(PAGE)]


def test_without_the_list_the_numbers_still_go() -> None:
    """A dump can leave the list out; what is left are numbers without addresses."""
    texts = [text for text, _ in found(PAGE.partition("References")[0])]
    assert texts[0] == "Home Tide tables"
    assert texts[-2:] == ["Contact us", "About the Tern"]


@pytest.mark.parametrize(
    "source",
    [
        "The ferry runs.[1] It is late.[2] It is full.[3] It is old.[4] It is new.[5]",
        "Take [3]a and [9]b and [2]c and [5]d and [1]e",
        "Take [1]a and [2]b and [3]c only",
        "[1] Holt, [2] Brandt, [3] Doll, [4] Quill, [5] Tern",
    ],
)
def test_numbers_of_the_author_stay(source: str) -> None:
    """Notes follow their words, come in no order, or are few."""
    assert [text for text, _ in found(source)] == [source]


def test_a_list_of_addresses_under_notes_stays() -> None:
    """What an author cites is the article's, even where its numbers stand in brackets."""
    notes = "\n".join(f"{n}. https://source.example/{n}" for n in range(1, 7))
    text = " ".join(f"Sentence {n} ends.[{n}]" for n in range(1, 7))
    assert len(found(f"{text}\n\n{notes}")) == 7
