"""What a Markdown file says of itself before its text."""

from __future__ import annotations

import time

import pytest

from presscut.archive.formats.markdown import markdown
from presscut.cleaner.metadata.front_matter import front_matter
from presscut.cleaner.model import Article, MediaType, Page
from presscut.options import Options
from presscut.pipeline import Cleaner

TEXT = """# The ferry runs again

The ferry to the northern islands runs again on all days of the week, the harbour office said on Monday.

"We are glad that it is back," said Captain Jonas Brandt, who has steered the ferry for twenty years.

The winter timetable begins on the first of April, and tickets are sold at the harbour as they were before.
"""
YAML = """---
title: "The ferry runs again"
author:
  - name: Mira Holt
  - "[[Jonas Brandt]]"
date: 2031-03-04 08:15:00 +0100
lastmod: 2031-03-05
source: https://tern.example/ferry
site: The Tern
tags: [ferry, "#harbour", ferry]
description: >
  It had been in the dock
  for the whole winter.
lang: en_GB
draft: false
---

"""
TOML = """+++
title = "The ferry runs again"
authors = ["Mira Holt"]
date = 2031-03-04T08:15:00+01:00
categories = ["Harbour"]
+++
"""
READER = """Title: The ferry runs again

URL Source: https://tern.example/ferry

Published Time: 2031-03-04T08:15:00Z

Markdown Content:
"""


MAIL = """Return-Path: <harbour@courier.example>
From: =?utf-8?q?Mira_H=C3=B6lt?= <mira@courier.example>
To: reader@mail.example
Date: Tue, 4 Mar 2031 08:15:00 +0100
Subject: Re: The ferry
 runs again
X-Mailer: tern 2.1

"""


def cleaned(source: str) -> Article:
    article = Cleaner(Options()).clean(Page(source.encode(), origin="ferry.md"))
    assert isinstance(article, Article)
    return article


def test_yaml_gives_the_fields() -> None:
    """Names of keys as editors, generators and clippers use them; lists and folded texts."""
    found = front_matter(YAML + TEXT)
    assert found is not None
    assert found.head == {
        "title": "The ferry runs again",
        "authors": ("Mira Holt", "Jonas Brandt"),
        "published": "2031-03-04T08:15:00+01:00",
        "modified": "2031-03-05",
        "canonical_url": "https://tern.example/ferry",
        "site": "The Tern",
        "summary": "It had been in the dock for the whole winter.",
        "tags": ("ferry", "harbour"),
        "language": "en-GB",
    }


def test_toml_gives_the_fields() -> None:
    """Some generators write it."""
    found = front_matter(TOML + TEXT)
    assert found is not None
    assert found.head["published"] == "2031-03-04T08:15:00+01:00"
    assert (found.head["authors"], found.head["section"]) == (("Mira Holt",), ("Harbour",))


@pytest.mark.parametrize("head", [YAML, TOML, READER, "\ufeff\n" + YAML])
def test_it_is_data_and_no_text(head: str) -> None:
    """The article is the same with and without; the ledger holds what went and says why."""
    article = cleaned(head + TEXT)
    assert article.text == cleaned(TEXT).text
    assert (article.title, article.published and article.published[:10]) == ("The ferry runs again", "2031-03-04")
    first = article.ledger[0]
    assert (first.rule, first.text) == ("inline/front-matter", head.strip("\ufeff\n \t"))


@pytest.mark.parametrize("media", ["markdown", "text"])
def test_header_of_a_letter_gives_the_fields(media: MediaType) -> None:
    """RFC 5322, 2.2.3: a field goes on in lines that begin with white space; RFC 2047: words in other characters."""
    article = Cleaner(Options()).clean(Page((MAIL + TEXT.lstrip("# ")).encode(), media_type=media))
    assert isinstance(article, Article)
    assert (article.title, article.authors) == ("The ferry runs again", ("Mira Hölt",))
    assert article.published is not None
    assert article.published.startswith("2031-03-04")
    assert "Subject" not in article.text
    assert (article.ledger[0].rule, article.ledger[0].text) == ("inline/front-matter", MAIL.strip())


def test_sender_to_a_list_is_a_site() -> None:
    """Who has a newsletter sent is not its author."""
    found = front_matter(MAIL.replace("X-Mailer: tern 2.1", "List-Unsubscribe: <https://courier.example/u>") + TEXT)
    assert found is not None
    assert (found.head["site"], found.head.get("authors")) == ("Mira Hölt", None)


def test_half_a_surrogate_pair_is_no_character() -> None:
    """YAML can escape what no encoding can write; two halves that belong together are their character."""
    found = front_matter('---\ntitle: "The \\ud83d\\ude80 runs \\ud83d again"\n---\n' + TEXT)
    assert found is not None
    assert found.head == {"title": "The \U0001f680 runs \ufffd again"}


def test_what_presscut_writes_it_reads() -> None:
    """The fields of an article come back from its own Markdown."""
    article = cleaned(YAML + TEXT)
    again = cleaned(markdown(article))
    assert markdown(again) == markdown(article)
    assert (again.authors, again.published, again.site) == (article.authors, article.published, article.site)


@pytest.mark.parametrize(
    "source",
    [
        "---\n\nA rule, and text: below it.\n\n---\n\nMore.",
        "---\nNote: it is only a remark\n---\n\nMore.",
        "---\ntitle: [broken\n---\n\nMore.",
        "---\n- a\n- list\n---\n\nMore.",
        "---\ntitle: never closed\n\nMore.",
        "+++\ntitle = broken\n+++\n\nMore.",
        "Title: a page\n\nWithout the reader's last line.",
        "From: the pier\nTo: the light\n\nIt is a mile.",
        "Subject: boats\n\nWithout a sender.",
        "From: =?nonsense?q?x?= <a@b.example>\nSubject: =?utf-8?b?%%%?=\n\nMore.",
        "From: x\nSubject: it goes on in this line",
        "---\ndate: soon\nurl: javascript:alert(1)\nlang: <b>\ntitle: null\n---\nMore.",
        "---\n" + "a: &a [*a]\n" + "---\nMore.",
        "---\n" + "[" * 9000 + "\n---\nMore.",
        '---\ntitle: "\\UFFFFFFFF"\n---\nMore.',
        "+++\ntitle = 'x'\nnumber = " + "1" * 5000 + "\n+++\nMore.",
        "From: x\nSubject: =?utf-8?b?a?=\n\nMore.",
    ],
)
def test_anything_else_is_text(source: str) -> None:
    """Rules, remarks, broken or hostile data: none of it gets into a field, and nothing fails."""
    assert front_matter(source) is None


def test_a_bomb_of_references_is_no_bomb() -> None:
    """Ten references to ten references, nine deep, would make a billion strings."""
    levels = [f"k{n}: &k{n} [{', '.join([f'*k{n - 1}'] * 10)}]" for n in range(1, 10)]
    source = "\n".join(["---", 'k0: &k0 ["x"]', *levels, "title: Safe", "tags: *k9", "---", TEXT])
    begun = time.process_time()
    found = front_matter(source)
    assert found is not None
    assert found.head == {"title": "Safe"}
    assert time.process_time() - begun < 2
