"""Pages inside letters."""

from __future__ import annotations

import base64
from email.message import EmailMessage
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscut import clean, source_text
from presscut.cleaner.mail import letter_in, unwrapped
from presscut.cleaner.model import Article, Page

PROSE = (
    "The ferry to Osterby no longer sails at weekends, the operator said – and nobody had told the islanders. "
    "Most of them read it on a sheet of paper at the pier, said Åse Ørsted, who runs the shop there. "
)
HTML = f"<!DOCTYPE html><html lang=en><body><h1>A ferry less</h1><p>{PROSE}</p><p>{PROSE * 2}</p></body></html>"


def mail(html: str | None, text: str = PROSE * 2, charset: str = "utf-8", cte: str = "quoted-printable") -> bytes:
    letter = EmailMessage()
    letter["From"] = "Ann Quill <ann@gazette.example>"
    letter["Subject"] = "Fähre fällt aus"
    letter["Date"] = "Fri, 06 Jun 2031 07:00:12 +0200"
    letter.set_content(text, charset=charset, cte=cte)
    if html is not None:
        letter.add_alternative(html, subtype="html", charset=charset, cte=cte)
    return letter.as_bytes()


def saved(html: str) -> bytes:
    """A page as Chrome saves it."""
    head = dedent("""\
        From: <Saved by Blink>
        Snapshot-Content-Location: https://gazette.example/ferry
        Subject: =?utf-8?Q?A ferry less?=
        Date: Tue, 1 Jul 2031 09:00:00 -0000
        MIME-Version: 1.0
        Content-Type: multipart/related;
        \ttype="text/html";
        \tboundary="----MultipartBoundary--x7----"


        ------MultipartBoundary--x7----
        Content-Type: text/html
        Content-ID: <frame-0@mhtml.blink>
        Content-Transfer-Encoding: quoted-printable
        Content-Location: https://gazette.example/ferry

        """)
    import quopri

    tail = "\n------MultipartBoundary--x7----\nContent-Type: text/css\n\np {}\n------MultipartBoundary--x7------\n"
    return (head.encode() + quopri.encodestring(html.encode()) + tail.encode()).replace(b"\n", b"\r\n")


@pytest.mark.parametrize("charset", ["utf-8", "cp1252"])
@pytest.mark.parametrize("cte", ["quoted-printable", "base64", "8bit"])
def test_the_html_of_a_letter_is_read(charset: str, cte: str) -> None:
    """Newsletters come as HTML and text; both codings of transport and the character set are undone."""
    article = clean(mail(HTML, charset=charset, cte=cte))
    assert article.media_type == "html"
    assert PROSE.strip() in article.text
    assert "=\n" not in source_text(mail(HTML, charset=charset, cte=cte))


def test_the_header_of_a_letter_is_data() -> None:
    """Its subject, sender and day are the article's, as in letters of plain text."""
    article = clean(mail(HTML))
    assert article.title == "Fähre fällt aus"
    assert article.authors == ("Ann Quill",)
    assert article.published == "2031-06-06T07:00:12+02:00"


def test_a_letter_of_text_that_is_coded_is_undone() -> None:
    """One part, quoted-printable: most mail of programs."""
    article = clean(mail(None))
    assert (article.media_type, article.title) == ("text", "Fähre fällt aus")
    assert PROSE.strip() in article.text


def test_a_letter_of_plain_text_stays_a_text_with_a_header() -> None:
    """Nothing is to be undone, so that its offsets are those of the file."""
    content = b"From: Ann Quill <ann@gazette.example>\nSubject: Ferries\nMIME-Version: 1.0\n"
    content += b"Content-Type: text/plain; charset=utf-8\n\n" + PROSE.encode()
    assert letter_in(Page(content)) is None
    assert source_text(content).startswith("From: Ann Quill")


def test_a_page_that_a_browser_saved_is_that_page() -> None:
    """The day of saving is no day of publication, and "Saved by Blink" no author."""
    article = clean(
        saved(HTML.replace("</p>", '</p><p><a href="/boats">All boats of the island</a> are listed.</p>', 1))
    )
    assert article.canonical_url == "https://gazette.example/ferry"
    assert (article.title, article.published, article.authors) == ("A ferry less", None, ())
    assert [link.url for link in article.links] == ["https://gazette.example/boats"]


def test_spans_tile_the_part_that_is_read() -> None:
    """The promise holds in the text that `source_text` gives."""
    article = clean(mail(HTML))
    source = source_text(mail(HTML))
    assert isinstance(article, Article)
    spans = sorted(
        [(p.src_start, p.src_end) for p in article.paragraphs]
        + [(e.src_start, e.src_end) for e in article.ledger if e.action != "edited"]
    )
    assert all(
        not source[a[1] : b[0]].strip() for a, b in zip([(0, 0), *spans], [*spans, (len(source), 0)], strict=True)
    )


def test_forwarded_and_nested_parts_are_found() -> None:
    """multipart/mixed around multipart/related around multipart/alternative is the mail of many offices."""
    inner = EmailMessage()
    inner["From"], inner["Subject"] = "Ann Quill <ann@gazette.example>", "Minutes"
    inner.set_content("see the HTML")
    inner.add_alternative(HTML, subtype="html")
    inner.get_payload()[1].add_related(b"\x89PNG", "image", "png")  # type: ignore[union-attr, index]
    inner.add_attachment("<p>an attachment</p>" * 50, subtype="html", filename="a.html")
    assert "A ferry less" in source_text(inner.as_bytes())


def test_what_only_talks_of_headers_is_no_letter() -> None:
    """A page about mail, and the answer of a server, stay what they are."""
    for text in ("Content-Type: text/html\n\n" + PROSE, "Note: Subject: and From: are headers\n\n" + PROSE, PROSE):
        assert letter_in(Page(text.encode())) is None


def test_hostile_letters_take_no_time() -> None:
    """Nests without end, boundaries by the million, one endless header, parameters without end."""
    head = b"Subject: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=a\n\n"
    nest = b"".join(b"--a%d\nContent-Type: multipart/mixed; boundary=a%d\n\n" % (i, i + 1) for i in range(20_000))
    for content in (
        head.replace(b"=a", b"=a0") + nest,
        head + b"--a\n" * 1_000_000,
        head + b"--a\nContent-Type: text/html\n\n" * 100_000,
        b"Subject: " + b"x\n " * 1_000_000,
        b'Subject: x\nContent-Type: multipart/mixed; a="' + b";" * 45_000 + b"\n\n--a\n",
        b" " * 1_000_000 + head,
    ):
        letter_in(Page(content))


@given(st.binary(max_size=200), st.sampled_from(["base64", "quoted-printable", "x-odd"]), st.text(max_size=10))
def test_any_body_is_read(body: bytes, coding: str, charset: str) -> None:
    """What is wrongly coded is read as far as it goes."""
    head = f"Subject: x\nContent-Type: text/html; charset={charset!r}\nContent-Transfer-Encoding: {coding}\n\n"
    assert unwrapped(Page(head.encode("utf-8", "replace") + body)).content is not None


def test_base64_that_breaks_off_is_read_as_far_as_it_goes() -> None:
    """Letters cut at a size limit lose the end of their last part."""
    content = b"Subject: x\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\n" + base64.b64encode(
        HTML.encode()
    )
    assert unwrapped(Page(content[:-9])).content.startswith(b"<!DOCTYPE html>")


def test_a_body_that_lost_its_header_is_undone() -> None:
    """Data sets hold bodies of newsletters: every "=" is a code or the end of a line."""
    body = mail(None, PROSE * 4).partition(b"\n\n")[2]
    assert b"=\n" in body
    assert PROSE.strip() in clean(body).text


def test_a_text_with_other_equals_signs_stays() -> None:
    """A page of formulas or code, or HTML with its attributes."""
    text = "speed =\nway / time =E2=80=94 and more =\n" * 3 + "a = b\n" + PROSE
    assert source_text(text.encode()) == text
