"""The links to edit a section that wikis print behind their headings."""

from __future__ import annotations

import pytest

from presscut.cleaner.inline.repair import Inline, repair
from presscut.cleaner.inline.style import Style

ADDRESS = "https://tideopedia.example/w/index.php?title=Quay&action=edit&section=2"


def repaired(text: str) -> Inline:
    return repair(text, 0, len(text), Style(True))


@pytest.mark.parametrize(
    "link",
    [
        f'[[edit]({ADDRESS} "Edit section: Quay")]',
        f" \\[[hariri]({ADDRESS})\\]",
        f"[[Bearbeiten]({ADDRESS}) | [Quelltext bearbeiten]({ADDRESS})]",
        "[edit]",
        " [ edit | edit source ]",
        " [[19]править | [20]править код]",
        "[編集]",
    ],
)
def test_the_link_to_edit_goes(link: str) -> None:
    """The heading is what the author called it; the address tells in any language."""
    found = repaired(f"The Quay{link}")
    assert (found.text, found.links) == ("The Quay", ())
    assert found.edits[-1].rule == "inline/edit-link"
    assert found.edits[-1].end == len(f"The Quay{link}")


@pytest.mark.parametrize("text", ["The Quay [sic]", "[edit]", "He said: [edit this]", "The Quay [edit] of 1904"])
def test_other_brackets_stay(text: str) -> None:
    """What stands in brackets elsewhere is the author's."""
    assert repaired(text).text == text


def test_repairs_before_the_link_are_made() -> None:
    """A heading may hold emphasis and a link of its own."""
    found = repaired(f"*Old* [Quay](https://tideopedia.example/quay)[[edit]({ADDRESS})]")
    assert found.text == "Old Quay"
    assert [link.text for link in found.links] == ["Quay"]
