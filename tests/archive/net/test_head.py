"""The head of an answer, as it was received."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscut.archive.net.head import read_head, retry_after

NOW = datetime(2031, 5, 6, 7, 8, 9, tzinfo=UTC)


def test_headers_keep_order_spelling_and_repetition() -> None:
    """The archive stores them as evidence: what is tidied up cannot be told apart any more."""
    raw = b"HTTP/1.1 200 Fine\r\nx-B: 1\r\nX-a:2\r\nX-b:   3 \t\r\nEmpty:\r\n\r\n<html>: no header"
    assert read_head(raw) == ("HTTP/1.1 200 Fine", (("x-B", "1"), ("X-a", "2"), ("X-b", "3"), ("Empty", "")))


def test_validators_are_kept_verbatim() -> None:
    """Readers of feeds that unquoted an ETag or rewrote a date never got a 304 again."""
    raw = b'HTTP/1.1 200 OK\r\nETag: W/"a,b\xe9"\r\nLast-Modified: Tue, 06 May 2031 7:8:9 gmt\r\n\r\n'
    assert read_head(raw)[1] == (("ETag", 'W/"a,b\xe9"'), ("Last-Modified", "Tue, 06 May 2031 7:8:9 gmt"))


def test_a_folded_header_is_one_line() -> None:
    """RFC 9112, 5.2: "replace each received obs-fold with one or more SP octets"."""
    assert read_head(b"HTTP/1.1 200 OK\r\nX-A: 1\r\n\t 2\r\nX-B: 3\r\n\r\n")[1] == (("X-A", "1 2"), ("X-B", "3"))


def test_a_line_that_is_no_header_costs_none_of_the_others() -> None:
    """The parser of Python stops at such a line and takes the rest for the body."""
    raw = b"HTTP/1.1 200 OK\r\nX-A: 1\r\nnonsense\r\n: nameless\r\nX-B: 2\n\r\n"
    assert read_head(raw)[1] == (("X-A", "1"), ("X-B", "2"))


def test_interim_answers_are_passed_over() -> None:
    """RFC 9110, 15.2: "one or more 1xx responses" may come before the last one."""
    raw = (
        b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\nX-A: 1\r\n\r\n"
    )
    assert read_head(raw) == ("HTTP/1.1 200 OK", (("X-A", "1"),))


@given(st.binary())
def test_any_bytes_have_a_head(raw: bytes) -> None:
    """Servers send anything; no header may hold a line end, or it would become two in the archive."""
    line, headers = read_head(raw)
    assert "\n" not in line
    assert all("\n" not in name + value for name, value in headers)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        (" 0 ", 0.0),
        ("99999999999999999999", 999999999.0),
        ("Tue, 06 May 2031 07:10:09 GMT", 120.0),
        ("Tue, 06 May 2031 07:10:09", 120.0),
        ("Tuesday, 06-May-31 07:10:09 GMT", 120.0),
        ("Tue, 06 May 2031 07:00:00 GMT", 0.0),
        ("Tue, 06 May 2031 09:10:09 +0200", 120.0),
        (None, None),
        ("", None),
        ("-5", None),
        ("1.5", None),
        ("soon", None),
        ("Tue, 99 May 2031 07:10:09 GMT", None),
        ("Mon, 01 Jan 2020 00:00:00 +99999999999999999999", None),
        ("Mon, 01 Jan 99999999999 00:00:00 GMT", None),
    ],
)
def test_retry_after_is_read_in_both_forms(value: str | None, seconds: float | None) -> None:
    """RFC 9110, 10.2.3: "Retry-After = HTTP-date / delay-seconds"; what is neither says nothing."""
    assert retry_after(value, NOW) == seconds


@given(st.text())
def test_any_retry_after_is_seconds_or_nothing(value: str) -> None:
    """It comes from the server: it must neither end the night nor go back in time."""
    found = retry_after(value, NOW)
    assert found is None or found >= 0
