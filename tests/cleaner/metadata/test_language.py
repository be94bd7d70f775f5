"""The language of a text."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscut.cleaner.language import detect_language
from tests.support.timing import seconds

SENTENCES = [
    ("en", "The ferry has been late for three weeks, and nobody in the office will say when it is to be mended."),
    ("de", "Die Fähre kommt seit drei Wochen zu spät, und im Hafenamt will niemand sagen, wann sie repariert wird."),
    ("fr", "Le bac est en retard depuis trois semaines et personne au bureau ne veut dire quand il sera réparé."),
    ("es", "El transbordador llega tarde desde hace tres semanas y nadie en la oficina sabe por qué es así."),
    ("it", "Il traghetto è in ritardo da tre settimane e nessuno nell'ufficio del porto sa quando sarà riparato."),
    ("nl", "De veerboot is al drie weken te laat en niemand op het kantoor wil zeggen wanneer hij wordt hersteld."),
    ("sv", "Färjan har varit sen i tre veckor och ingen på hamnkontoret vill säga när den ska lagas, om det nu sker."),
    ("da", "Færgen har været forsinket i tre uger, og ingen på havnekontoret vil sige, hvad der er galt med den nu."),
    ("pl", "Prom spóźnia się od trzech tygodni i nikt w biurze nie powie, kiedy to będzie naprawione, bo jest drogie."),
    ("ru", "Паром опаздывает уже три недели, и никто в конторе порта не хочет сказать, когда его починят."),
    ("uk", "Пором запізнюється вже три тижні, і ніхто в конторі не скаже, коли його полагодять та що з ним."),
    ("tr", "Feribot üç haftadır geç kalıyor ve kimse bunun ne zaman onarılacağını bilmiyor, çok kötü bir durum bu."),
    ("ar", "تتأخر العبارة منذ ثلاثة أسابيع ولا أحد في المكتب يقول متى يتم إصلاحها أو ما الذي حدث في ذلك اليوم."),
    ("hi", "नाव तीन हफ्तों से देर से चल रही है और बंदरगाह के दफ्तर में कोई नहीं बताता कि इसे कब ठीक किया जाएगा।"),
    ("zh", "渡轮已经晚点三个星期了，港务局没有人愿意说什么时候能修好。"),
    ("ja", "フェリーは三週間も遅れているが、港の事務所では誰もいつ直るのか言おうとしない。"),
    ("ko", "여객선이 삼 주째 늦고 있지만 항만 사무소에서는 아무도 언제 고칠지 말하지 않는다."),
    ("el", "Το πλοίο αργεί εδώ και τρεις εβδομάδες και κανείς δεν λέει πότε θα επισκευαστεί."),
    ("th", "เรือข้ามฟากล่าช้ามาสามสัปดาห์แล้วและไม่มีใครบอกว่าจะซ่อมเมื่อไร"),
]  # fmt: skip


@pytest.mark.parametrize(("tag", "text"), SENTENCES)
def test_tells_a_sentence(tag: str, text: str) -> None:
    """Which packs of rules apply hangs on it."""
    assert detect_language(text) == tag


@pytest.mark.parametrize(
    "text", ["", "   ", "12345", "OK", "Menu | Search", "Lorem ipsum", "https://example.example/de/und/die/der"]
)
def test_says_nothing_when_unsure(text: str) -> None:
    """A wrong language applies the wrong rules; null applies the careful ones."""
    assert detect_language(text) is None


def test_a_menu_does_not_outvote_the_article() -> None:
    """Pages carry menus in another language than their article."""
    menu = "Home\nAbout the site\nTerms of use\nThe team\nFor the press\n" * 20
    body = "\n".join(text for tag, text in SENTENCES if tag == "de") + "\n"
    assert detect_language(menu + body * 4) == "de"


@given(st.text(max_size=300))
def test_never_raises(text: str) -> None:
    """Hostile input is expected everywhere."""
    answer = detect_language(text)
    assert answer is None or (answer.isascii() and answer.islower())


def test_a_long_text_is_read_in_part() -> None:
    """A book, or one line of many megabytes, costs no more than an article."""
    marks, words = "](" * 4_000_000, "the of and to in " * 1_000_000
    assert detect_language(marks) is None
    assert detect_language(words) == "en"
    assert seconds(lambda: (detect_language(marks), detect_language(words))) < 1.0


def test_needs_no_heavy_package() -> None:
    """Importing NumPy alone costs more than the whole budget of a small page."""
    code = "import sys, presscut.cleaner.language; print('numpy' in sys.modules or 'resiliparse' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_development_set(shared: Path) -> None:
    """The accuracy stated in the module holds: 119 news pages in 20 languages."""
    with gzip.open(shared / "bench/news-dev/gold.jsonl.gz", "rt", encoding="utf8") as rows:
        pages = [row for row in map(json.loads, rows) if row["language"]]
    mislabelled = ("tz-", "za-Dizindaba", "za-EyethuNews", "za-Isolezwe")
    pages = [page for page in pages if not page["id"].startswith(mislabelled)]
    right = sum(detect_language(page["gold"]) == page["language"].replace("nb", "no") for page in pages)
    assert right == len(pages)
