"""Bytes to text."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscut.cleaner.decode import Decoded, decode, decode_page
from presscut.cleaner.encodings import LABELS, codec_of
from presscut.cleaner.model import MediaType, Page
from tests.support.undeclared import Case, cases


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


CASES = list(cases())


def in_html(content: bytes, language: str | None) -> bytes:
    said = b' lang="' + language.encode() + b'"' if language else b""
    return b"<html" + said + b"><title>2031</title><body><p>" + content + b"</p></body></html>"


@pytest.mark.parametrize(
    "case", [case for case in CASES if case.length != "title"], ids=lambda c: f"{c.length}-{c.language}-{c.encoding}"
)
def test_an_encoding_that_nobody_declared_is_told_by_the_letters(case: Case) -> None:
    """In 40 languages and all their encodings: in text, in HTML, and in HTML that says its language."""
    assert html(case.content, media_type="text").text == case.text
    assert case.text in html(in_html(case.content, None)).text
    assert case.text in html(in_html(case.content, case.language)).text


def test_two_words_mostly_are_enough() -> None:
    """What cannot be told from them: one letter that is Croatian or French, the rarer of two encodings of Slovak."""
    titles = [case for case in CASES if case.length == "title"]
    wrong = [(c.language, c.encoding) for c in titles if html(c.content, media_type="text").text != c.text]
    told = [(c.language, c.encoding) for c in titles if c.text not in html(in_html(c.content, c.language)).text]
    assert wrong == [("sk", "iso-8859-2"), ("hr", "windows-1250"), ("hr", "iso-8859-2")]
    assert told == [("sk", "iso-8859-2"), ("ru", "x-mac-cyrillic")]


def test_a_guess_is_told() -> None:
    """Programs that must be sure can leave such articles out; UTF-8 is no guess, nor is what a page declares."""
    told = [problem.code for problem in html("<p>Säge".encode("windows-1252")).problems]
    assert told == ["encoding-guessed"]
    assert not html("<p>Säge".encode()).problems
    assert not html("<meta charset=windows-1252><p>Säge".encode("windows-1252")).problems


def test_the_language_of_the_page_decides_between_two_readings() -> None:
    """One letter can be Czech or French: browsers go by the language of the user, we by that of the page."""
    content = "<html lang=cs><p>Večer".encode("windows-1250")
    assert html(content).text.endswith("Večer")
    assert html(content.replace(b"lang=cs", b"lang=fr")).text.endswith("Veèer")
    meta = b'<meta http-equiv="Content-Language" content="cs"><p>' + "Večer".encode("windows-1250")
    assert html(meta).text.endswith("Večer")


def test_what_the_user_says_counts_before_the_page() -> None:
    """HTML standard 13.2.3.2: "If the user has explicitly instructed the user agent to override"."""
    content = "<meta charset=windows-1252><p>Večer".encode("windows-1250")
    page = Page(content, content_type="text/html; charset=utf-8", encoding="windows-1250")
    found = decode_page(page, "html")
    assert (found.text[-5:], found.problems) == ("Večer", ())


def test_guessing_takes_no_time_on_markup_without_end() -> None:
    """A page of openings alone, and of letters alone, costs what any page of its size costs."""
    for content in (b"<script" * 200_000 + b"\xe4", b"<" * 1_500_000 + b"\xe4", b"\xe4\xf6 " * 500_000):
        assert html(content).encoding


SAID = "“We don’t lend boats,” said Zoë Ågård – and left. "


def misread(text: str) -> bytes:
    """UTF-8 read as windows-1252, as browsers have it, and saved as UTF-8."""
    return "".join(bytes([b]).decode("cp1252", "ignore") or chr(b) for b in text.encode()).encode()


def test_what_was_misread_before_is_undone() -> None:
    """Dumps of databases hold pages so; all of the page says it, and the flag tells."""
    found = html(misread(SAID))
    assert (found.text, [problem.code for problem in found.problems]) == (SAID, ["mojibake"])
    assert html(misread("Библиотека на Мельничной улице")).text == "Библиотека на Мельничной улице"


@pytest.mark.parametrize(
    "text",
    [
        misread(SAID).decode() + " Zoë",
        misread("don’t").decode() + " and that is all",
        misread(SAID).decode() + " – a dash of its own",
        misread(SAID).decode() + " 東京",
        "São Paulo, “Ã”, Â, â’ and Ã© are letters",
    ],
)
def test_what_may_be_meant_stays(text: str) -> None:
    """One character that cannot have been misread, or too few that may, and nothing is touched."""
    found = html(text.encode())
    assert (found.text, found.problems) == (text, ())


def test_what_the_user_says_is_not_undone() -> None:
    """Who says that a page is in UTF-8 gets it so."""
    assert decode_page(Page(misread(SAID), encoding="utf-8"), "text").text == misread(SAID).decode()
