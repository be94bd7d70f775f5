"""Fields out of whole pages, as text, Markdown and blocks laid out by hand."""

from __future__ import annotations

import pytest

from tests.support.fields import BODY, fields_of, marks_of, page


def test_head_of_a_printed_page() -> None:
    """Kicker, title, deck, byline with site, date, caption and credit: each goes to its field."""
    found = fields_of(
        page(
            "kestrel ledger",
            "NEWS | SEA & COAST",
            "## Ferry to the Outer Islands Late for a Third Week",
            "“We are out of soup,” one passenger said.",
            "By Odile Mott, KESTREL LEDGER",
            "March 4, 2026",
            "The ferry lies at the pier of Sundhaven on the morning of March 1, 2026.",
            "MARIT EXAMPLE / FJORDLIGHT / POOL",
            below=("© 2026 Kestrel Ledger",),
        )
    )
    assert found["section"] == ["News", "Sea & Coast"]
    assert found["title"] == ["Ferry to the Outer Islands Late for a Third Week"]
    assert found["deck"] == ["“We are out of soup,” one passenger said."]
    assert found["authors"] == ["Odile Mott"]
    assert found["site"][0].casefold() == "kestrel ledger"
    assert found["published"] == ["2026-03-04"]
    assert found["captions.text"] == ["The ferry lies at the pier of Sundhaven on the morning of March 1, 2026."]
    assert found["captions.credit"] == ["MARIT EXAMPLE / FJORDLIGHT / POOL"]
    assert found["copyright"] == ["© 2026 Kestrel Ledger"]


@pytest.mark.parametrize(
    "line", ["By JANE SCOTT", "By JANE SCOTT, March 4, 2026, 10.20 BST", "By JANE SCOTT at 9 AM EST"]
)
def test_zones_of_times_are_no_names_and_names_no_zones(line: str) -> None:
    """Of words in capitals that end in T only those of zones belong to a time; a time is no site."""
    found = fields_of(page("## Ferry to the Outer Islands Late for a Third Week", line))
    assert found["authors"] == ["Jane Scott"]
    assert "site" not in found
    found = fields_of(
        page("## Ferry to the Outer Islands Late for a Third Week", line.replace("JANE SCOTT", "Jane Scott"))
    )
    assert found["authors"] == ["Jane Scott"]
    assert "site" not in found


def test_abstract_above_an_unmarked_title() -> None:
    """An abstract stands above the title, headings have no mark: summary, title, byline with town, credits."""
    abstract = (
        "The ferry to the islands is late again, the Selwyn Courier reports. A part is missing, and nobody says when."
    )
    credits = (
        "Additional reporting by Wim Castellane in Grey Haven; Reporting by Rosa Petrakey; Editing by Dora Minchin."
    )
    text = "\n".join(
        (
            abstract,
            "Ferry Late for a Third Week — Islands Without Milk",
            "",
            "By Rosa Petrakey — PORT SELWYN",
            *BODY,
            credits,
        )
    )
    found = fields_of(text, "text")
    assert found["summary"] == [abstract]
    assert found["title"] == ["Ferry Late for a Third Week — Islands Without Milk"]
    assert found["authors"] == ["Rosa Petrakey"]
    assert found["dateline"] == ["PORT SELWYN"]
    assert found["credits"] == [credits]
    assert found["contributors"] == ["Wim Castellane", "Dora Minchin"]


@pytest.mark.parametrize(
    ("line", "language", "authors", "published"),
    [
        ("By Ida Mott and Leo Prado | May 3, 2024", "en", ["Ida Mott", "Leo Prado"], ["2024-05-03"]),
        ("Posted on March 3, 2024 by Ida Mott", "en", ["Ida Mott"], ["2024-03-03"]),
        ("Ida Mott · Kestrel News · Posted: Aug 08, 2024 4:00 AM EDT", "en", ["Ida Mott"], ["2024-08-08T04:00-04:00"]),
        ("By **Ida Mott**, Senior Reporter, May 3, 2024", "en", ["Ida Mott"], ["2024-05-03"]),
        ("Von Friederike Sandmoor, 3. Mai 2026", "de", ["Friederike Sandmoor"], ["2026-05-03"]),
        ("Par Capucine Arnoult | Publié le 20 février 2026", "fr", ["Capucine Arnoult"], ["2026-02-20"]),
        ("Por Remedios Alcaide - 7 de noviembre de 2025", "es", ["Remedios Alcaide"], ["2025-11-07"]),
        ("文/林若溪 2026年4月18日", "zh", ["林若溪"], ["2026-04-18"]),
        ("作者：林若溪 | 2026-04-18", "zh", ["林若溪"], ["2026-04-18"]),
        ("بقلم: ريم القاسمي | 30 يناير 2026", "ar", ["ريم القاسمي"], ["2026-01-30"]),
        ("Írta: Hajnal Réka | 2026. május 3.", "hu", ["Hajnal Réka"], ["2026-05-03"]),
        ("Autor: Jolana Brodská, 3. mája 2026", "sk", ["Jolana Brodská"], ["2026-05-03"]),
        ("Scris de Ilinca Vadu și Radu Stânca | 3 mai 2026", "ro", ["Ilinca Vadu", "Radu Stânca"], ["2026-05-03"]),
        ("Γράφει η Δανάη Λιμνιού | Δημοσίευση: 3 Μαΐου 2026", "el", ["Δανάη Λιμνιού"], ["2026-05-03"]),
        ("Автор: Рада Кайкова | Публикувано на 3 май 2026 г.", "bg", ["Рада Кайкова"], ["2026-05-03"]),
        ("Oleh: Sekar Teluk | Diterbitkan 3 Agustus 2026", "id", ["Sekar Teluk"], ["2026-08-03"]),
        ("Teksti: Aino Satama | Julkaistu 3.5.2026", "fi", ["Aino Satama"], ["2026-05-03"]),
    ],
)
def test_bylines(line: str, language: str, authors: list[str], published: list[str]) -> None:
    """The same line in the languages and orders it is printed in."""
    found = fields_of(page("# Ferry to the Outer Islands Late Again", line), language=language)
    assert found.get("authors") == authors
    assert found.get("published") == published


def test_a_change_is_no_publication() -> None:
    """ "Updated" says when the text was changed: no mark calls that the day of publication."""
    found = fields_of(page("# Ferry to the Outer Islands Late Again", "By Ida Mott", "Updated May 3, 2024"))
    assert found["modified"] == ["2024-05-03"]
    assert "published" not in found


def test_both_dates_of_a_line() -> None:
    """A line that prints both dates fills both fields."""
    found = fields_of(page("# Ferry to the Outer Islands Late Again", "Published May 3, 2024 | Updated May 5, 2024"))
    assert (found["published"], found["modified"]) == (["2024-05-03"], ["2024-05-05"])


@pytest.mark.parametrize(
    "line",
    [
        "On May 3, 2024 the council met for the first time in the new hall and voted to close the pier for good.",
        "By 2030, half of the islands will be without a ferry, the company said in its yearly report to the council.",
        "By Design: how the harbour lost its crane and what came after it",
        "The Harbour Act was signed into law on August 14, 1935",
        "Ein Kran bei der Arbeit am alten Hafen von Sundhaven, 24. April 2023",
        "Text Size",
        "Photo by Ida Mott",
        "Reviewed by Ida Mott",
        "Discover more about our offers",
        "Travel Tips",
    ],
)
def test_invents_no_author_and_no_date(line: str) -> None:
    """Nothing guessed: what is not in the page is null."""
    found = fields_of(page("# Ferry to the Outer Islands Late Again", line))
    assert "authors" not in found
    assert "published" not in found


def test_foot_of_a_printed_page() -> None:
    """Licence, author box and copyright: the statement's name and address, the bio, the author's pages."""
    found = fields_of(
        page(
            "# Ferry to the Outer Islands Late Again",
            "By Ida Mott",
            below=(
                "*This article is licensed under Creative Commons (CC BY-SA 4.0) (<https://creativecommons.org/licenses/by-sa/4.0/>).*",
                "**IDA MOTT** ([HTTPS://LEDGER.EXAMPLE/AUTHORS/IDA-MOTT/](https://ledger.example/authors/ida-mott/))",
                "Ida Mott is a reporter at the Ledger. She writes about the sea. She is on [Tidepool](https://tidepool.example/idamott).",
                "Tags: ferries, islands, milk",
                "© 2026 Kestrel Ledger. All rights reserved.",
            ),
        )
    )
    assert found["license.url"] == ["https://creativecommons.org/licenses/by-sa/4.0/"]
    assert found["license.name"] == ["CC BY-SA 4.0"]
    assert found["author_urls"] == ["https://ledger.example/authors/ida-mott/", "https://tidepool.example/idamott"]
    assert found["author_bio"] == [
        "Ida Mott is a reporter at the Ledger. She writes about the sea. She is on Tidepool."
    ]
    assert found["tags"] == ["ferries", "islands", "milk"]
    assert found["copyright"] == ["© 2026 Kestrel Ledger. All rights reserved."]


def test_who_speaks_last_in_an_interview_is_no_box_about_the_author() -> None:
    """The reporter's name stands before each question, and before the last sentence."""
    below = ("IDA MOTT: The pilot says that it was the tide, and nobody has asked the tide.",)
    made = page("# Ferry to the Outer Islands Late Again", "By Ida Mott", below=below)
    assert "author_bio" not in fields_of(made)
    told = ("Ida Mott says of herself that she has asked the tide.",)
    made = page("# Ferry to the Outer Islands Late Again", "By Ida Mott", below=told)
    assert fields_of(made)["author_bio"] == [*told]


@pytest.mark.parametrize(
    ("caption", "text", "credit"),
    [
        ("The pier at dawn. Photo: Ida Mott", "The pier at dawn.", "Ida Mott"),
        ("Die Pier am Morgen. Foto: Ida Mott/Seebild", "Die Pier am Morgen.", "Ida Mott/Seebild"),
        ("The pier at dawn (Ida Mott/Seebild)", "The pier at dawn", "Ida Mott/Seebild"),
        ("The pier at dawn. © Ida Mott", "The pier at dawn.", "Ida Mott"),
        (
            "The pier at dawn. | Ida Mott/Seebild via Getty Images",
            "The pier at dawn.",
            "Ida Mott/Seebild via Getty Images",
        ),
    ],
)
def test_caption_with_its_credit(caption: str, text: str, credit: str) -> None:
    """A credit at the end of a sentence tells that it is a caption, wherever it stands."""
    found = fields_of(page("# Ferry to the Outer Islands Late Again", "By Ida Mott", BODY[0], caption))
    assert (found["captions.text"], found["captions.credit"]) == ([text], [credit])


def test_an_agency_in_brackets_is_no_credit() -> None:
    """A bare agency at the end of a paragraph names the source of the news; the paragraph stays."""
    found = fields_of(page("# Ferry to the Outer Islands Late Again", "By Ida Mott", BODY[0] + " (Reuters)"))
    assert "captions.text" not in found


def test_notes_and_towns_stay_in_the_body() -> None:
    """Editor's notes and corrections stay in the body and are listed in `corrections`."""
    note = "Correction: An earlier version of this article gave the wrong number of passengers."
    marks = marks_of(
        page("# Ferry Late Again on the Islands", "By Ida Mott", "SUNDHAVEN (AFP) — " + BODY[0], below=(note,))
    )
    by_field = {mark.field: mark for mark in marks}
    assert by_field["corrections"].weight == 0
    assert by_field["corrections"].value == note
    assert by_field["dateline"].weight == 0
    assert by_field["dateline"].value == "SUNDHAVEN"


def test_breadcrumb_is_the_section() -> None:
    """A trail from the front page names the sections, not the front page and not the title."""
    title = "Ferry to the Outer Islands Late Again"
    found = fields_of(page(f"Home > News > Islands > {title}", f"# {title}", "By Ida Mott"))
    assert found["section"] == ["News", "Islands"]


def test_a_menu_is_no_section() -> None:
    """A row of links is a menu, whatever separates them."""
    found = fields_of(
        page("[NEWS](#) | [SPORT](#) | [DONATE](#)", "# Ferry to the Outer Islands Late Again", "By Ida Mott")
    )
    assert "section" not in found


def test_the_title_again_is_a_duplicate() -> None:
    """A repeat of the title outside the prose is evidence for cutting it, not a second title."""
    title = "Ferry to the Outer Islands Late Again"
    marks = marks_of(page(f"# {title}", "By Ida Mott", below=(f"## {title}",)))
    assert [m.kind for m in marks if m.kind == "duplicate"] == ["duplicate"]
    assert sum(m.field == "title" for m in marks) == 1


def test_the_markup_title_finds_its_block() -> None:
    """In HTML the head knows the title: the block that says the same moves, whatever its rank."""
    text = page("# The Kestrel Ledger", "Ferry to the Outer Islands Late Again", "Share this")
    found = fields_of(text, title="Ferry to the Outer Islands Late Again - The Kestrel Ledger")
    assert found["title"] == ["Ferry to the Outer Islands Late Again"]


def test_an_article_about_licences_keeps_its_paragraphs() -> None:
    """A paragraph about Creative Commons in the middle of the article is prose."""
    about = "The museum put its photographs under a Creative Commons licence, CC BY 4.0, and sold more postcards."
    assert "license.name" not in fields_of(page("# What the Museum Gave Away and Got", "By Ida Mott", about, *BODY))


@pytest.mark.parametrize("text", ["", "\n\n", "word", "# Title", "By Ida Mott", "[a](#)\n\n[b](#)"])
def test_pages_without_prose(text: str) -> None:
    """A page without an article gives no error."""
    marks_of(text)
    marks_of(text, "text")
