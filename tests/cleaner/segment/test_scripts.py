"""Scripts, style sheets and data that were taken with the text of a page."""

from __future__ import annotations

import time

import pytest

from presscut import clean
from presscut.cleaner.model import Block
from presscut.cleaner.segment.markdown import segment_markdown
from presscut.cleaner.segment.text import segment_text

FIRST = "The ferry to Larkholm was late for the eleventh day in a row, and nobody at the pier was surprised by it."
SECOND = "A patient woman called Odile Brandvik wrote to the council, which has answered no letter since the spring."
RUN = """window.harbour = window.harbour || [];
function report(name) {
  harbour.push(arguments);
}
report('tide', new Date());
document.querySelector('.pier').addEventListener('click', function () {
  // names of the boats
  boats = [
    'Tern',
    'Gannet',
  ];
});"""
STYLE = """.pier-list {
  padding: 2rem;
  color: #333333;
}
@media (max-width: 600px) { .pier-list { padding: 0; } }"""
DATA = '{"@context": "https://schema.example", "@type": "NewsArticle", "headline": "Ferry late"}'
PACKED = "!function(e,t){var n=e.pier||{};t.forEach(function(r){n[r]=n[r]&&r.tide})}(window,[]);" * 4
PAGE = "\n".join((RUN, FIRST, DATA, STYLE, SECOND, PACKED))


def texts(blocks: tuple[Block, ...]) -> list[str]:
    return [block.text for block in blocks if block.text]


def test_what_a_page_runs_is_no_text() -> None:
    """Each stretch of it is one block without words; the paragraphs between stay as they are."""
    blocks = segment_text(PAGE)
    assert texts(blocks) == [FIRST, SECOND]
    assert [PAGE[b.start : b.end] for b in blocks if not b.text] == [RUN, f"{DATA}\n{STYLE}", PACKED]


def test_the_ledger_says_what_it_was() -> None:
    """Every character has its account."""
    article = clean(PAGE, media_type="text")
    assert article.text == f"{FIRST}\n\n{SECOND}"
    assert [entry.rule for entry in article.ledger if entry.action == "cut"] == ["inline/script"] * 3


@pytest.mark.parametrize(
    "code",
    [
        DATA,
        RUN,
        "for boat in boats:\n    print(boat['name'])\n    tide[boat] = (high, low)",
        "window.dataLayer = [];\ngtag('tide');",
    ],
)
def test_code_that_an_author_shows_stays(code: str) -> None:
    """Linked data, a lesson on scripts, code of other kinds: nothing of it says that scripts came with the text."""
    assert texts(segment_text(f"{FIRST}\n\n{code}\n\n{SECOND}"))[1:-1]


@pytest.mark.parametrize("fence", ["```", "~~~"])
def test_code_in_fences_stays(fence: str) -> None:
    """A lesson on scripts shows some."""
    assert texts(segment_markdown(f"{FIRST}\n\n{fence}js\n{RUN}\n{fence}\n\n{SECOND}"))[1] == RUN


def test_indented_code_of_markdown_stays() -> None:
    """As an older manual shows it."""
    indented = "\n".join(f"    {line}" for line in RUN.splitlines())
    paragraphs = "\n\n".join([FIRST, SECOND] * 12)
    assert RUN in texts(segment_markdown(f"{paragraphs}\n\n{indented}\n\n{SECOND}"))


def test_a_line_of_text_and_script_keeps_its_text() -> None:
    """What is glued together is not thrown away for the half of it that is no text."""
    glued = f"{FIRST} {SECOND} " * 8 + PACKED
    assert FIRST in " ".join(texts(segment_text(f"{RUN}\n{STYLE}\n{glued}")))


@pytest.mark.parametrize("piece", ["{a:", "{a:b;", "window.x={", "function ( ", '":{', "//  ", "a " * 11 + "; "])
def test_time_is_linear(piece: str) -> None:
    """Ten times the script takes no more than thirty times as long: were it quadratic, a hundred times."""

    def least(size: int) -> float:
        source = f"{RUN}\n{STYLE}\n" + piece * (size // len(piece))
        seconds = []
        for _ in range(3):
            began = time.process_time()
            segment_text(source)
            seconds.append(time.process_time() - began)
        return min(seconds)

    assert least(400_000) <= 30 * max(least(40_000), 0.02)
