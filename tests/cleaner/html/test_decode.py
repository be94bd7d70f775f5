"""Bytes to text."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscut.cleaner.decode import Decoded, decode
from presscut.cleaner.encodings import LABELS, codec_of
from presscut.cleaner.model import MediaType


def html(content: bytes, content_type: str | None = None, media_type: MediaType = "html") -> Decoded:
    return decode(content, media_type=media_type, content_type=content_type, origin="page")


def test_byte_order_mark_wins_and_goes() -> None:
    """HTML standard 13.2.3.2: "BOM sniffing" comes before all else."""
    found = html("\ufeffBäume".encode(), "text/html; charset=windows-1251")
    assert (found.text, found.encoding) == ("Bäume", "utf-8")
    assert html("\ufeffBäume".encode("utf-16-le")).text == "Bäume"


def test_header_before_meta() -> None:
    """The transport layer's word counts before the page's own."""
    content = "<meta charset=windows-1252>Ελλάδα".encode("windows-1253")
    assert html(content, 'text/html; charset="windows-1253"').text.endswith("Ελλάδα")


@pytest.mark.parametrize(
    ("label", "codec", "text"),
    [
        ("iso-8859-1", "windows-1252", "“Quotes” – €"),
        ("gb2312", "gb18030", "镕基"),
        ("x-sjis", "cp932", "①髙"),
        ("ks_c_5601-1987", "cp949", "똠방각하"),
        ("latin5", "windows-1254", "ığdır"),
    ],
)
def test_labels_mean_what_the_web_means(label: str, codec: str, text: str) -> None:
    """WHATWG Encoding 4.2: ISO-8859-1 is windows-1252, GB2312 is GB18030, x-sjis is Shift_JIS."""
    content = f'<meta http-equiv="Content-Type" content="text/html; charset={label}"><p>{text}'.encode(codec)
    assert html(content).text.endswith(text)


def test_meta_in_a_comment_does_not_count() -> None:
    """The prescan skips comments; old templates carry dead meta tags in them."""
    content = "<!-- <meta charset=koi8-r> --><meta charset=windows-1252>café".encode("windows-1252")
    assert html(content).text.endswith("café")


def test_utf8_under_an_old_label_is_utf8() -> None:
    """Converted pages keep their old meta tag; the bytes cannot lie this way by chance."""
    assert html("<meta charset=iso-8859-1>Zürich – schön".encode()).text.endswith("Zürich – schön")


def test_windows_text_under_utf8_is_read_all_the_same() -> None:
    """Servers send charset=utf-8 for everything."""
    assert html("Zürich – schön".encode("windows-1252"), "text/html; charset=utf-8").text == "Zürich – schön"


def test_damaged_utf8_stays_utf8_with_a_problem() -> None:
    """One broken character must not turn all others into rubbish."""
    content = ("Zürich schön über " * 50).encode() + b"\xc3 end"
    found = html(content)
    assert found.encoding == "utf-8"
    assert found.text.count("\ufffd") == 1
    assert [problem.code for problem in found.problems] == ["bad-bytes"]


def test_utf16_without_a_mark() -> None:
    """Exports of old editors come without a byte order mark."""
    assert html("<p>plain words here</p>".encode("utf-16-le")).text == "<p>plain words here</p>"


def test_japanese_without_any_label() -> None:
    """Content decides last: a detector is asked, not the locale."""
    text = "日本の首都は東京です。この文章は文字コードの判定を確かめるために書かれました。"
    assert html(text.encode("cp932")).text == text


def test_nuls_go_and_are_told() -> None:
    """NULs end strings in other people's C; the promise is that their loss is told."""
    found = html(b"one\0two", media_type="text")
    assert found.text == "onetwo"
    assert [problem.code for problem in found.problems] == ["nul"]


def test_meta_tags_of_text_are_text() -> None:
    """A text that quotes a meta tag is not encoded as the quotation says."""
    assert html(b"caf\xc3\xa9 <meta charset=koi8-r>", media_type="text").encoding == "utf-8"


def test_every_label_has_a_codec() -> None:
    """A typo in the table would raise on the first page that uses it."""
    assert all(codecs.lookup(codec) for codec in LABELS.values())
    assert codec_of("rot13") is None
    assert codec_of("unicode_escape") is None


@given(st.binary(max_size=300), st.sampled_from([None, "text/html; charset=utf-7", "text/html; charset=big5"]))
def test_any_bytes_decode(content: bytes, content_type: str | None) -> None:
    """Never raises, never leaves a NUL or a byte order mark in front, and the text can be encoded."""
    found = html(content, content_type)
    assert "\0" not in found.text
    found.text.encode()


UNDECLARED = {
    "Polish": (
        "Biblioteka przy ulicy Młyńskiej wypożycza od września także narzędzia. Półki z książkami stoją teraz w głębi "
        "sali, a zaraz za drzwiami wiszą wiertarki, piły i drabiny. Każdy mieszkaniec może je wziąć na trzy dni.",
        ("windows-1250", "iso-8859-2"),
    ),
    "French": (
        "La bibliothèque de la rue du Moulin prête désormais aussi des outils. Les étagères ont été déplacées au fond "
        "de la salle, et derrière l’entrée pendent des perceuses, des scies et une échelle qui a déjà servi à l’été.",
        ("windows-1252",),
    ),
    "German": (
        "Die Bücherei in der Mühlenstraße verleiht seit September auch Werkzeug. Die Regale stehen jetzt hinten im "
        "Saal, und gleich hinter der Tür hängen Bohrmaschinen, Sägen und eine Leiter für größere Höhen.",
        ("windows-1252",),
    ),
    "Russian": (
        "Библиотека на Мельничной улице выдаёт с сентября и инструменты. Полки стоят в глубине зала.",
        ("koi8-r",),
    ),
    "Arabic": (
        "تعير المكتبة في شارع الطاحونة منذ أيلول الأدوات أيضا. وضعت الرفوف في آخر القاعة، "
        "وخلف الباب علقت المناشير والسلالم.",
        ("windows-1256",),
    ),
    "Japanese": ("水車通りの図書館は九月から工具も貸し出している。本棚は部屋の奥に移された。", ("euc-jp", "shift_jis")),
}


@pytest.mark.parametrize(("language", "codec"), [(name, codec) for name, (_, of) in UNDECLARED.items() for codec in of])
def test_an_encoding_that_nobody_declared_is_told_by_the_letters(language: str, codec: str) -> None:
    """Those of Latin letters by the language that comes out; without one it is what most of the old web is in."""
    text = 3 * (UNDECLARED[language][0] + "\n\n")
    assert html(text.encode(codec), media_type="text").text == text
