"""The table of WARC 1.1: what it lets stand, and what it does not."""

from __future__ import annotations

import hashlib
import re
from base64 import b32encode
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscut.archive.warc.headers import ALSO_NEEDED, FIELDS, Record, check_fields, clean_value, record, sha256
from presscut.archive.warc.rules import ALGORITHMS, TABLE, TYPES, Field, Grammar, breaches, is_date, read_digest

ID = "<urn:uuid:0f9c1d2e-1111-4222-8333-444455556666>"
VALUES = {
    "WARC-Type": "response",
    "Content-Length": "12",
    "Content-Type": "text/plain; charset=utf-8",
    "WARC-Date": "2031-05-06T07:08:09Z",
    "WARC-Refers-To-Date": "2031-05-06",
    "WARC-Block-Digest": "sha1:" + b32encode(bytes(20)).decode(),
    "WARC-Payload-Digest": "sha256:" + bytes(32).hex(),
    "WARC-IP-Address": "2001:db8::7",
    "WARC-Target-URI": "https://news.example/ferry?a=1#b",
    "WARC-Refers-To-Target-URI": "urn:x",
    "WARC-Profile": "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest",
    "WARC-Truncated": "length",
    "WARC-Filename": "crawl 1.warc.gz",
    "WARC-Identified-Payload-Type": "text/html",
    "WARC-Segment-Number": "2",
    "WARC-Segment-Total-Length": "99",
}


def header(kind: str, *left_out: str) -> tuple[tuple[str, str], ...]:
    """Every field that may stand in a record of a type, with a right value."""
    return tuple(
        (field.name, kind if field.name == "WARC-Type" else VALUES.get(field.name, ID))
        for field in TABLE
        if kind in field.allowed and field.name not in left_out
    )


def rules(fields: tuple[tuple[str, str], ...], version: str = "WARC/1.1") -> list[str]:
    return [breach.rule for breach in breaches(fields, version)]


@pytest.mark.parametrize("kind", sorted(TYPES))
def test_a_record_with_every_field_it_may_have_is_right(kind: str) -> None:
    """The table must not forbid what the standard allows."""
    assert rules(header(kind)) == []


@pytest.mark.parametrize(("kind", "name"), [(kind, field.name) for field in TABLE for kind in sorted(field.needed)])
def test_a_field_that_is_needed_is_missed(kind: str, name: str) -> None:
    """Section 5: "All records shall have …"; 5.14, 5.18, 5.20, 5.21 for single types."""
    assert rules(header(kind, name)) == ["missing-field"]


@pytest.mark.parametrize(
    ("kind", "name"), [(kind, field.name) for field in TABLE for kind in sorted(TYPES - field.allowed)]
)
def test_a_field_without_a_place_is_told(kind: str, name: str) -> None:
    """Section 5.7 and others: "shall not be used in …"."""
    (found,) = rules((*header(kind), (name, VALUES.get(name, ID))))
    assert found in ("misplaced-field", "payload-digest-without-payload")


@pytest.mark.parametrize("field", TABLE, ids=lambda field: field.name)
def test_only_concurrent_to_may_stand_twice(field: Field) -> None:
    """Section 5.1: "shall not be repeated …, except as noted (e.g. WARC-Concurrent-To)"."""
    kind = min(field.allowed)
    fields = header(kind)
    twice = (*fields, next(pair for pair in fields if pair[0] == field.name))
    assert rules(twice) == ([] if field.name == "WARC-Concurrent-To" else ["repeated-field"])


WRONG = {
    "WARC-Record-ID": ["urn:uuid:1", "<uuid>", "<urn:a b>", "<urn:x", ""],
    "Content-Length": ["-1", "1.5", "12 ", "٣", "0x10", ""],
    "WARC-Date": [
        "2031-02-30",
        "2031-05-06T07:08:09",
        "2031-05-06T07:08:09+02:00",
        "06.05.2031",
        "2031-05-06T24:01:00Z",
    ],
    "Content-Type": ["text", "text/", "text/plain charset=utf-8", "a/b; c"],
    "WARC-Block-Digest": ["sha1", "sha1:", "sha1:abc", "sha256:" + "0" * 63, "md5:" + "g" * 32],
    "WARC-IP-Address": ["localhost", "300.1.1.1", "1.2.3"],
    "WARC-Target-URI": ["news.example/a", "https://news.example/a b", "<https://news.example/>", "https://a\x01"],
    "WARC-Truncated": ["too long", ""],
    "WARC-Segment-Number": ["one"],
}


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in WRONG.items() for value in values])
def test_a_value_that_is_none_is_told(name: str, value: str) -> None:
    """Each value has a form (sections 5.2 to 5.22); a reader that splits at spaces reads another one."""
    kind = "continuation" if name == "WARC-Segment-Number" else "response"
    fields = (*(pair for pair in header(kind) if pair[0] != name), (name, value))
    assert rules(fields) == ["bad-value"]


def test_names_ignore_case_and_unknown_ones_are_passed() -> None:
    """Section 4: "Field names are not case-sensitive"; 5.1: "shall ignore fields with unrecognized names"."""
    lowered = tuple((name.lower(), value) for name, value in header("response"))
    assert rules((*lowered, ("WARC-JSON-Metadata", "{ }"), ("WARC-Protocol", "h2"), ("WARC-Protocol", "tls"))) == []


def test_a_type_that_nobody_defined_is_told_and_its_fields_are_not_judged_by_place() -> None:
    """Section 5.5: "Other types of WARC records may be defined in extensions"."""
    fields = tuple((name, "remark" if name == "WARC-Type" else value) for name, value in header("revisit"))
    assert rules(fields) == ["unknown-type"]


@given(st.datetimes(), st.integers(min_value=0, max_value=9))
def test_every_time_is_a_date_to_nine_digits_of_a_second(when: datetime, digits: int) -> None:
    """Section 5.4: "a minimum of 1 digit and a maximum of 9 digits"."""
    whole = f"{when:%m-%dT%H:%M:%S}"
    fraction = "." + "123456789"[:digits] if digits else ""
    assert is_date(f"{when.year:04}-{whole}{fraction}Z")
    assert not is_date(f"{when.year:04}-{whole}.1234567890Z")


@given(st.sampled_from(sorted(ALGORITHMS)), st.binary(max_size=40), st.booleans(), st.booleans())
def test_a_digest_is_read_back_in_both_bases(label: str, content: bytes, sixteen: bool, lower: bool) -> None:
    """The annotations to section 5.8: either base, either case, with padding or without."""
    value = hashlib.new(ALGORITHMS[label].name, content).digest()
    text = value.hex() if sixteen else b32encode(value).decode()
    found = read_digest(f"{label}:{text.lower() if lower else text.upper()}")
    assert found is not None
    assert found.value == value


def test_what_presscut_writes_is_less_than_the_standard_allows() -> None:
    """The writer's own profile stands beside the table, and within it."""
    by_name = {field.name: field for field in TABLE}
    for kind, names in FIELDS.items():
        for name in names & by_name.keys():
            assert kind in by_name[name].allowed


@st.composite
def records(draw: st.DrawFn) -> Record:
    """Records of one type with a field or two too many, too few, twice, empty or wrong."""
    kind = draw(st.sampled_from(sorted(FIELDS)))
    names = sorted(FIELDS[kind] - {"WARC-Type", "Content-Length"})
    names = [name for name in names if name not in draw(st.sets(st.sampled_from(names), max_size=1))]
    names += draw(st.lists(st.sampled_from([field.name for field in TABLE if field.name != "WARC-Type"]), max_size=1))
    values = {name: VALUES.get(name, ID) for name in names}
    values |= draw(st.dictionaries(st.sampled_from(names), st.sampled_from(["", "x", "a b", "<x>"]), max_size=1))
    return Record((("WARC-Type", kind), *((name, values[name]) for name in draw(st.permutations(names)))), b"text")


@given(records())
def test_the_writer_asks_the_whole_table_however_it_is_asked(made: Record) -> None:
    """What it has asked of a set of fields once it does not ask again; the answer must stay the table's."""
    kind, names = made.require("WARC-Type"), {name for name, _ in made.fields}
    wrong = (
        rules((*made.fields, ("Content-Length", "4")))
        or not names <= FIELDS[kind]
        or ALSO_NEEDED.get(kind, "WARC-Type") not in names
        or not all(value for _, value in made.fields)
    )
    if wrong:
        with pytest.raises(ValueError, match=f"{kind} record: "):
            check_fields(made)
    else:
        check_fields(made)


GRAMMARS = sorted({field.grammar for field in TABLE}, key=lambda grammar: grammar.words)


@pytest.mark.parametrize("grammar", GRAMMARS, ids=[grammar.words for grammar in GRAMMARS])
@given(st.data())
def test_the_usual_form_of_a_value_is_right_and_needs_no_cleaning(grammar: Grammar, data: st.DataObject) -> None:
    """The writer lets it pass at one glance, so nothing may have it that the table or the cleaning would change."""
    if grammar.usual == "(?!)":
        return
    value = data.draw(st.from_regex(re.compile(grammar.usual), fullmatch=True))
    assert grammar.holds(value)
    assert clean_value(value) == value
    assert "\n" not in value


@given(
    st.sampled_from(sorted(VALUES.keys() - {"WARC-Type"})),
    st.text("a:/ \n\r\t\x85\u2028;=<>", max_size=8),
    st.booleans(),
)
def test_a_value_that_is_not_usual_is_cleaned_and_tested_as_ever(name: str, odd: str, at_end: bool) -> None:
    """Neither a line end nor a blank at an end slips through because the rest of a header is as it always is."""
    good = {name: VALUES.get(name, ID) for name in ("WARC-Record-ID", "WARC-Date", "WARC-Target-URI", "Content-Type")}
    fields = {**good, name: VALUES[name] + odd if at_end else odd + VALUES[name]}
    rows = {"WARC-Type": "resource", **fields, "WARC-Block-Digest": sha256(b"text")}
    slow = Record(tuple((name, clean_value(value)) for name, value in rows.items()), b"text")
    try:
        check_fields(slow)
    except ValueError as wrong:
        with pytest.raises(ValueError, match=re.escape(str(wrong))):
            record("resource", fields, b"text")
    else:
        assert record("resource", fields, b"text") == slow


@pytest.mark.parametrize(
    "wrong",
    [
        {"WARC-Record-ID": "urn:uuid:1"},
        {"WARC-Date": "yesterday"},
        {"WARC-Target-URI": "no scheme"},
        {"WARC-Refers-To": "<x>"},
        {"WARC-Refers-To": None},
        {"WARC-Concurrent-To": ID},
    ],
)
def test_our_own_writer_breaks_no_rule(wrong: dict[str, str | None]) -> None:
    """What a verifier would tell is not written in the first place."""
    right: dict[str, str | None] = {
        "WARC-Record-ID": ID,
        "WARC-Date": "2031-05-06T07:08:09Z",
        "WARC-Target-URI": "https://news.example/",
        "WARC-Refers-To": ID,
        "Content-Type": "text/plain",
    }
    assert record("conversion", right, b"text").get("WARC-Block-Digest")
    with pytest.raises(ValueError, match="conversion record: "):
        record("conversion", right | wrong, b"text")
