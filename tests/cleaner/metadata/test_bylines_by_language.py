"""Bylines as papers of many languages print them. All names are fictional."""

from __future__ import annotations

import json

import pytest

from presscut import Article, clean
from presscut.cleaner.metadata.cuewords import bare_cue, by_end
from presscut.cleaner.metadata.east_signed import name_at_end, reporters
from presscut.cleaner.metadata.head_names import printed_names
from presscut.cleaner.metadata.names import find_names, is_common
from tests.support.fields import fields_of, page

TITLE = "# Ferry to the Outer Islands Late Again"


@pytest.mark.parametrize(
    ("line", "language", "authors"),
    [
        ("گزارش: شیرین دریابادی", "fa", ["شیرین دریابادی"]),
        ("Haber: Nurcan Dalgakıran", "tr", ["Nurcan Dalgakıran"]),
        ("Szöveg: Tündérligeti Sára", "hu", ["Tündérligeti Sára"]),
        ("Razgovarala: Vinka Morovlasić", "hr", ["Vinka Morovlasić"]),
        ("Bài: Trần Thị Sóng", "vi", ["Trần Thị Sóng"]),
        ("Підготувала Зоряна Човен", "uk", ["Зоряна Човен"]),
        ("Written By: रेखा नाविक Edited By: अजय घाटवाल Published: 4 Mar 2026, 07:05 AM", "hi", ["रेखा नाविक"]),
        ("4.3.2026 16:22 | Автор: Ралица Лодкарова | Прочетено: 846 пъти", "bg", ["Ралица Лодкарова"]),
        ("Rónaközi Bálint 2026. 03. 04. 07:20 Olvasási idő: 4 perc", "hu", ["Rónaközi Bálint"]),
        ("Pirkko Majakkaniemi 4.3.2026 6:00", "fi", ["Pirkko Majakkaniemi"]),
        ("기자명 한지음 기자", "ko", ["한지음"]),
        ("한지음·노을빛 기자 2026.03.04 09:30", "ko", ["한지음", "노을빛"]),
        ("한지음 기자 hanji@port.example", "ko", ["한지음"]),
        ("雲嶺報導／記者林若溪\u3000攝影：周渡\u3000編輯：何帆", "zh", ["林若溪"]),
        ("本报记者 林若溪、周小渡", "zh", ["林若溪", "周小渡"]),
    ],
)
def test_the_words_and_forms_of_each_language(line: str, language: str, authors: list[str]) -> None:
    """The label, the job beside the name or a common given name tells who wrote it."""
    assert fields_of(page(TITLE, line), language=language).get("authors") == authors


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("Odalys Wrenfield / SUNDHAVEN", ["Odalys Wrenfield"]),
        ("رأس الموج – هالة المرساوي", ["هالة المرساوي"]),
    ],
)
def test_a_name_with_its_town(line: str, authors: list[str]) -> None:
    """Turkish papers set the town in capitals behind the name, Arab ones before it."""
    assert fields_of(page(TITLE, line, "4 March 2026"))["authors"] == authors


@pytest.mark.parametrize("line", ["Haber Merkezi", "Haber", "گزارش ویژه", "Juttu jatkuu", "Bài mới nhất"])
def test_a_common_noun_without_a_colon_is_no_label(line: str) -> None:
    """A newsroom, a section of the menu and a note have the word as well."""
    assert by_end(line) is None
    assert bare_cue(line) is None


def test_a_byline_between_deck_and_buttons() -> None:
    """Pages that set all of their head with line breaks."""
    head = "One ship and two stories about its fog\n4.3.2026 16:22 | By Odalys Wrenfield | Read 846 times\nPrint Send"
    found = fields_of(page(TITLE, head), "text")
    assert (found["authors"], found["published"]) == (["Odalys Wrenfield"], ["2026-03-04"])


@pytest.mark.parametrize(
    "line",
    ["사진기자", "한 기자가 물었다", "記者會", "記者們都來了", "記者會上他說", "우리 기자", "대통령 기자회견 열려"],
)
def test_the_job_alone_signs_nothing(line: str) -> None:
    """A press conference and "a reporter asked" are no signature."""
    assert reporters(line) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("戸が、順に開いていった。（鳥羽みどり）", "鳥羽みどり"),
        ("戸が、順に開いていった。【鳥羽　翠子】", "鳥羽翠子"),
        ("戸が、順に開いていった。（文・鳥羽翠子）", "鳥羽翠子"),
        ("戸が、順に開いていった。（終わり）", None),
        ("戸が、順に開いていった。（敬称略）", None),
        ("戸が、順に開いていった。（沢渡支局）", None),
        ("出席したのは町長（鳥羽みどり）", None),
    ],
)
def test_a_name_in_brackets_at_the_end(text: str, name: str | None) -> None:
    """Japanese reporters sign behind the last sentence; remarks and places stand there too."""
    assert name_at_end(text) == name


def test_who_signs_the_last_paragraph_counts_before_the_paper() -> None:
    """The linked data names the paper; the signature is noted and stays in the text."""
    thing = {
        "@type": "NewsArticle",
        "headline": "渡し船が戻る",
        "author": {"@type": "Organization", "name": "潮路日報"},
    }
    told = "渡し船は三週間前から遅れている。事務所の誰も理由を話そうとしない。乗客は待合室で眠り、売店の汁物も尽きた。"
    markup = (
        f'<html lang=ja><title>渡し船が戻る</title><script type="application/ld+json">{json.dumps(thing)}</script>'
        f"<h1>渡し船が戻る</h1><article><p>{told * 2}</p><p>{told}</p><p>{told}（鳥羽みどり）</p></article>"
    )
    found = clean(markup, media_type="html")
    assert isinstance(found, Article)
    assert found.authors == ("鳥羽みどり",)
    assert found.text.endswith("（鳥羽みどり）")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("מאת תמר בן־שחף", "תמר בן־שחף"),
        ("Teksti: Pirkko Majakkaniemi", "Pirkko Majakkaniemi"),
        ("Автор: Ралица Лодкарова", "Ралица Лодкарова"),
        ("기자명 한지음 기자", "한지음"),
        ("תמר\nבן־שחף", "תמר בן־שחף"),
    ],
)
def test_elements_called_after_authors_hold_the_label_too(text: str, name: str) -> None:
    """Themes put "By" inside the element."""
    assert printed_names([text]) == (name,)


def test_names_are_not_divided_at_their_signs() -> None:
    """Vowels of Devanagari, points of Arabic and the joiner of Persian belong to the word."""
    for name in ("रागिनी पुरोहित", "مروان القصّار", "مهدی کویری\u200cنژاد"):
        found, rest = find_names(name, cued=True)
        assert ([n.value for n in found], rest) == ([name], "")


@pytest.mark.parametrize("name", ["Rónaközi Bálint", "Стефан Лодкаров", "Γιώργος Φάρος", "שירה ים", "Trần Thị Sóng"])
def test_given_names_of_many_languages_are_known(name: str) -> None:
    """They need no word before them; in Hungary they stand last."""
    assert is_common(name)


def test_a_line_of_three_words_without_a_known_name_signs_nothing() -> None:
    """In scripts without capitals nothing else tells a name from a heading."""
    assert "authors" not in fields_of(page(TITLE, "موج تازه", "4 March 2026"), language="fa")
