"""Pages that a script renders: the article is there, but only as data."""

from __future__ import annotations

import json

import pytest

from presscut import source_text
from presscut.cleaner.model import Page
from presscut.cleaner.segment.html import Segmented, segment_html
from presscut.cleaner.segment.html_packed import unpacked
from presscut.pipeline import Cleaner, Work
from tests.support.promises import assert_nothing_disappears

TITLE = "The ferry that would not leave"
PARAGRAPHS = [
    "On the first morning of spring the ferry of Vellmar stayed at its pier, and nobody could say why it did so.",
    "The captain, Ada Loring, walked around the engine twice. She found nothing wrong with it, and told everybody.",
    "By noon two hundred people stood on the quay with bicycles, dogs and one piano that was meant for a wedding.",
    "“We waited as if for a train,” said the bride, who had come from the island. “Then somebody began to play.”",
    "The harbour office checked its papers again. A permit had run out at midnight, and the lock had been told so.",
    "It took an hour to find a stamp, another to find the ink, and five minutes to let the old ferry go at last.",
]
SHELL = f"<html><head><title>{TITLE} | Vellmar Post</title></head><body><nav><a href=/>Home</a></nav><div id=app></div>"


def page(*scripts: str, body: str = "") -> str:
    return SHELL + body + "".join(scripts)


def state(value: object, attributes: str = "type=application/json") -> str:
    return f"<script {attributes}>{json.dumps(value)}</script>"


def linked(value: object) -> str:
    return state({"@context": "https://schema.org", **dict(value)}, "type=application/ld+json")  # type: ignore[call-overload]


def codes(found: Segmented) -> list[str]:
    return [problem.code for problem in found.problems]


def texts(found: Segmented) -> list[str]:
    return [block.text for block in found.blocks]


HTML = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)


def test_the_body_of_linked_data() -> None:
    """A page that shows only its menu has its text in the linked data that search engines get."""
    found = segment_html(page(linked({"@type": "NewsArticle", "articleBody": "\n\n".join(PARAGRAPHS)})), url=None)
    assert codes(found) == ["from-json-ld"]
    assert texts(found) == ["Home", *PARAGRAPHS]


STATES = {
    "markup": {"props": {"page": {"article": {"title": TITLE, "html": HTML, "id": 7}}}},
    "lines": {"post": {"headline": TITLE, "body": "\n".join(PARAGRAPHS)}},
    "rendered": [{"title": {"rendered": TITLE}, "content": {"rendered": HTML}}],
    "parts": {"doc": {"title": TITLE, "parts": [{"type": "p", "text": text} for text in PARAGRAPHS]}},
    "words": {
        "doc": {
            "title": TITLE,
            "parts": [
                {"type": "p", "words": [{"text": text[:40]}, {"text": text[40:50], "bold": True}, {"text": text[50:]}]}
                for text in PARAGRAPHS
            ],
        }
    },
    "words marked up": {
        "post": {"headline": TITLE, "lines": ["<a href='/a'>" + t[:9] + "</a>" + t[9:] for t in PARAGRAPHS]}
    },
    "escaped": {"page": {"title": TITLE, "html": HTML.replace("<", "&lt;").replace(">", "&gt;")}},
    "in a string": {"cache": json.dumps({"title": TITLE, "html": HTML})},
    "among others": {
        "article": {"title": TITLE, "html": HTML, "comments": [{"text": HTML * 3}]},
        "next": [{"title": "Another story of the harbour", "html": HTML.replace("ferry", "ship") * 2}],
    },
}


@pytest.mark.parametrize("value", STATES.values(), ids=STATES)
def test_the_state_of_a_script(value: object) -> None:
    """Frameworks lay out the text in their own ways; it is found by the page's title and by its prose."""
    found = segment_html(page(state(value)), url=None)
    assert codes(found) == ["from-embedded-state"]
    assert texts(found) == ["Home", *PARAGRAPHS]


@pytest.mark.parametrize("before", ["window.__STATE__ = ", "var a=1;\nself['state']=", "x.y={}; data ="])
def test_what_a_script_assigns(before: str) -> None:
    """Not every state has a JSON type: many are assigned to a variable, with code before and after."""
    script = f"<script>{before}{json.dumps(STATES['markup'])};start();</script>"
    assert texts(segment_html(page(script), url=None)) == ["Home", *PARAGRAPHS]


def test_the_blocks_stand_in_an_article_and_name_their_script() -> None:
    """The judge sees an article; a person who asks where the text comes from gets the script's path."""
    found = segment_html(page("<script>start()</script>", state(STATES["markup"])), url=None)
    first = found.blocks[1].hints
    assert first.path == "/html/body/script[2]/div/p[1]"
    assert first.tags == ("body", "article", "div", "p")
    numbers = {number for block in found.blocks[:1] for number in block.hints.containers[1:]}
    assert numbers.isdisjoint(first.containers[1:])
    assert found.blocks[0].hints.containers[0] == first.containers[0]


def test_a_page_with_an_article_is_left_alone() -> None:
    """What a page shows goes before what its data says, whatever stands there."""
    found = segment_html(page(state(STATES["markup"]), body=f"<main>{HTML}{HTML}</main>"), url=None)
    assert codes(found) == []
    assert texts(found) == ["Home", *PARAGRAPHS, *PARAGRAPHS]


NOT_ITS_OWN = {
    "no title": {"a": {"html": HTML}},
    "another title": {"a": {"title": "Terms of use of the Vellmar Post", "html": HTML}},
    "terms beside the title": {"page": {"title": TITLE, "id": 1, "url": "/a"}, "legal": {"terms": HTML}},
    "a description": {"a": {"title": TITLE, "text": PARAGRAPHS[0]}},
    "code": {"a": {"title": TITLE, "code": "if (a > 1) { b = [c, d]; f(x); } " * 200}},
}


@pytest.mark.parametrize("value", NOT_ITS_OWN.values(), ids=NOT_ITS_OWN)
def test_other_texts_of_the_data_are_no_article(value: object) -> None:
    """Terms, messages and settings are prose as well; without the page's title they are not its article."""
    assert codes(segment_html(page(state(value)), url=None)) == []


HOSTILE = {
    "deep": "[" * 100_000 + "]" * 100_000,
    "deep objects": '{"a":' * 50_000 + "1" + "}" * 50_000,
    "unfinished": '{"title": "' + TITLE + '", "html": "' + HTML.replace('"', ""),
    "wide": json.dumps([{"title": TITLE}] * 60_000),
    "numbers": json.dumps(list(range(100_000))),
    "assignments": "a={" * 50_000,
    "nested strings": json.dumps(["[" * 5_000 + "]" * 5_000] * 300),
    "not json": "function(){return 1}",
}


@pytest.mark.parametrize("script", HOSTILE.values(), ids=HOSTILE)
def test_hostile_data_costs_little(script: str) -> None:
    """Data is read with bounds, and what cannot be read is no article."""
    assert codes(segment_html(page(f"<script type=application/json>{script}</script>"), url=None)) == []
    assert codes(segment_html(page(f"<script>{script}</script>"), url=None)) == []
    assert codes(segment_html(page(f"<script type=application/ld+json>{script}</script>"), url=None)) == []


@pytest.mark.parametrize("kind", ["json-ld", "embedded-state"])
def test_nothing_disappears_of_it(kind: str) -> None:
    """Promise 1: the text is part of the linear text, and its words are kept, moved or cut like any other."""
    article = {"@type": "Article", "headline": TITLE, "articleBody": "\n\n".join(PARAGRAPHS)}
    markup = page(linked(article) if kind == "json-ld" else state(STATES["parts"]))
    work = Cleaner().work(Page(markup.encode(), media_type="html"))
    assert isinstance(work, Work)
    assert_nothing_disappears(work)
    assert f"from-{kind}" in work.article.flags
    assert work.draft.source == source_text(markup, "html")
    assert work.article.text.split("\n\n") == PARAGRAPHS


ABOUT = {
    "title": TITLE,
    "publishedAt": "2031-03-21T06:00:00Z",
    "updatedAt": "2031-03-22T06:00:00Z",
    "authors": [{"name": "Ada Loring", "bio": "She sails."}, {"name": "Bo Lind"}],
    "tags": ["ferries", {"label": "harbours"}],
    "blocks": [{"type": "newsletter", "text": "Five stories before breakfast from people who live here. Sign up now."}]
    + [{"type": "paragraph", "text": text} for text in PARAGRAPHS],
}


def packed(value: object) -> list[object]:
    """A value as devalue writes it: one list, in which objects and lists hold the places of others."""
    values: list[object] = []

    def put(inner: object) -> int:
        place = len(values)
        values.append(inner)
        if isinstance(inner, dict):
            values[place] = {key: put(held) for key, held in inner.items()}
        elif isinstance(inner, list):
            values[place] = [put(held) for held in inner]
        return place

    put(value)
    return values


@pytest.mark.parametrize("value", [{"data": ABOUT}, packed({"data": ABOUT})])
def test_the_data_tells_of_its_article(value: object) -> None:
    """Such a page had its text without authors and day; one with Nuxt's data, a list of numbers, had nothing at all."""
    found = segment_html(page(state(value)), url=None)
    assert texts(found)[-len(PARAGRAPHS) :] == PARAGRAPHS
    head = found.markup.head
    assert head["authors"] == ("Ada Loring", "Bo Lind")
    assert (head["published"], head["modified"]) == ("2031-03-21T06:00:00Z", "2031-03-22T06:00:00Z")
    assert head["tags"] == ("ferries", "harbours")


@pytest.mark.parametrize(
    ("values", "value"),
    [
        ([["Reactive", 1], {"a": 2, "b": 3, "c": -1}, ["Date", "2031-03-21"], [0, 4], "x"],
         {"a": "2031-03-21", "b": [None, "x"], "c": None}),
        ([{"a": 1, "b": 0}, "x", "y"], {"a": "x", "b": None}),
    ],
)  # fmt: skip
def test_packed_values_are_put_together(values: object, value: object) -> None:
    """What stands for a date or a list that scripts watch; what holds itself is null there."""
    assert unpacked(values) == value


@pytest.mark.parametrize(
    "values", [[{"a": "x"}, 1, 2], [{"count": 1, "next": 900}, "x", "y"], [1, 2, 3], [{"a": True}, 1, 2]]
)
def test_other_lists_are_what_they_say(values: object) -> None:
    """Most lists of objects hold values, not places."""
    assert unpacked(values) is values


def test_a_part_of_the_data_is_called_what_it_is() -> None:
    """The rules for elements know a newsletter by its name; in the data it has one as well."""
    found = segment_html(page(state(ABOUT)), url=None)
    assert ("newsletter",) in found.blocks[1].hints.tokens
