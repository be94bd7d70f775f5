"""What is checked, as one list: every finding names one of these rules (docs/verify.md tells them all).

An error is something by which a record is lost, altered, or misread; a warning is something that a sound
file can have, or that costs nothing. The words of `remedy` are what the command says to do.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

Severity = Literal["error", "warning"]
RESTORE = "restore the file from a copy, or let `presscut archive repair` save what is intact"
REWRITE = "`presscut archive repair` writes it anew"
AGAIN = "`presscut reclean --apply` makes a lost text again from its page; any other record must come from a copy"
KEPT = "repair keeps it as it is: get the record from another copy, or from whoever wrote it"
REBUILD = "`presscut archive rebuild` makes the state again from the segments"


class Rule(NamedTuple):
    """A rule: its name, how bad a breach is, what a breach means, and what to do about it."""

    name: str
    severity: Severity
    meaning: str
    remedy: str


RULES: tuple[Rule, ...] = (
    # The file
    Rule("unreadable", "error", "The file cannot be opened or read to its end.", "look at the disk"),
    Rule("stalled", "error", "Nothing came for as long as a read may take.", "let the writer end, then check again"),
    Rule("gave-up", "error", "A stream goes on and on without a record.", "check what feeds it"),
    Rule("empty-file", "error", "The file holds nothing.", "restore it from a copy, or remove it"),
    Rule("not-warc", "error", "The file is no WARC file that can be read here.", "give WARC files, gzip or plain"),
    Rule("zstd", "error", "WARC in Zstandard is not read here, so it is not checked.", "unpack it with `zstd -d`"),
    # The members of a gzip file (RFC 1952; WARC 1.1, Annex D)
    Rule("garbage", "error", "Bytes stand where a record should begin.", RESTORE),
    Rule("zero-tail", "error", "The file ends in zeros: it was never written to its end.", RESTORE),
    Rule("truncated", "error", "The file ends in the middle of a record.", RESTORE),
    Rule("member-header", "error", "A gzip header is not as RFC 1952 has it, or not as presscut writes it.", RESTORE),
    Rule("deflate", "error", "The compressed data of a member cannot be unpacked.", RESTORE),
    Rule("crc", "error", "The unpacked data of a member does not fit its checksum.", RESTORE),
    Rule("isize", "error", "The length at the end of a member is wrong.", RESTORE),
    Rule("bomb", "error", "A member unpacks to far more than any record holds.", RESTORE),
    Rule("one-member", "error", "Several records share a gzip member, so none can be read alone.", REWRITE),
    Rule("empty-member", "warning", "A gzip member holds nothing.", "nothing: files that were joined have such"),
    # A record (WARC 1.1, section 4)
    Rule("no-record", "error", "A member or a stretch of the file holds no record.", RESTORE),
    Rule("header-line", "error", "A line of the header is no named field.", KEPT),
    Rule("length-long", "error", "Content-Length says more than the record holds.", RESTORE),
    Rule("length-short", "error", "Content-Length says less than the record holds.", RESTORE),
    Rule("record-end", "error", "The two empty lines after the block are missing.", REWRITE),
    Rule("empty-lines", "warning", "Empty lines stand between records.", "nothing: readers pass over them"),
    Rule(
        "line-end",
        "warning",
        "Lines of the header, or those after the block, end in LF alone.",
        "nothing: it is read; FastWARC and others may refuse such a header",
    ),
    Rule("version", "warning", "The version is neither WARC/1.0 nor WARC/1.1.", "nothing: it is read as WARC/1.0"),
    # Its fields (section 5; the table in archive/warc/rules.py)
    Rule("missing-field", "error", "A field that the record type must have is missing.", KEPT),
    Rule("repeated-field", "error", "A field that may not repeat stands twice.", KEPT),
    Rule("misplaced-field", "error", "A field stands in a record type that may not have it.", KEPT),
    Rule("bad-value", "error", "A field's value is not what the standard asks for.", KEPT),
    Rule(
        "payload-digest-without-payload",
        "warning",
        "A record that has no payload has a payload digest.",
        "nothing: some writers do so, and readers pass over it",
    ),
    Rule("unknown-type", "warning", "The standard defines no such record type.", "nothing: readers pass over it"),
    # Its digests (5.8, 5.9)
    Rule("block-digest", "error", "The block is not the one that its digest was made of.", KEPT),
    Rule("payload-digest", "error", "The payload is not the one that its digest was made of.", KEPT),
    Rule("unknown-digest", "warning", "A digest of an unknown algorithm was not checked.", "check it by other means"),
    Rule("http-head", "warning", "An HTTP message has no end of its headers, so no payload.", "nothing"),
    # Records among each other
    Rule("duplicate-id", "error", "Two records have one id.", "keep the right one; repair keeps both"),
    Rule(
        "reference-outside",
        "warning",
        "A record refers to one that is in none of the files that were checked.",
        "check it together with the files that hold the other record",
    ),
    # The archive
    Rule("state-missing", "error", "There is no state.db that can be used.", REBUILD),
    Rule("state-broken", "error", "SQLite finds the state damaged.", REBUILD),
    Rule("state-differs", "error", "The state says something else of a record than the record itself.", REBUILD),
    Rule("state-gap", "error", "The records in the state do not fill their segment without gap.", REBUILD),
    Rule("missing-segment", "error", "A segment that the state knows is gone.", "restore it from a copy"),
    Rule("segment-size", "error", "A segment is longer or shorter than what was acknowledged of it.", RESTORE),
    Rule("unknown-segment", "error", "The state does not know this segment.", REBUILD),
    Rule("unknown-file", "warning", "A file that is no segment lies in warc/.", "move it elsewhere"),
    Rule(
        "unfinished",
        "error",
        "Segments were about to take the places of others when a run died.",
        "the next command that opens the archive finishes it, such as `presscut archive stats`",
    ),
    Rule("staged-file", "warning", "A run that died left a segment unfinished.", "the next `archive add` removes it"),
    Rule(
        "open-segment",
        "warning",
        "A writer that is gone left a segment open.",
        "the next `archive add` closes it, or keeps it aside when nothing of it was acknowledged",
    ),
    Rule(
        "unacknowledged",
        "warning",
        "Bytes that were never acknowledged stand at the end of an open segment.",
        "the next `archive add` keeps them aside",
    ),
    Rule("changed-record", "error", "The bytes of a record are not those that were written.", RESTORE),
    Rule("missing-record", "error", "A record that was acknowledged is not in its segment.", RESTORE),
    Rule("unknown-record", "error", "A record stands in a segment that the state does not know.", REBUILD),
    Rule("moved", "error", "From here on records stand elsewhere than the state says.", REBUILD),
    Rule("dangling-reference", "error", "A record refers to one that the archive does not hold.", AGAIN),
    Rule(
        "replaced-account",
        "warning",
        "An account that a later one replaced refers to a record that the archive does not hold.",
        "nothing: the article is whole, and only an earlier version of it is lost",
    ),
    Rule("revisit-digest", "error", "A revisit and the record it refers to have different payloads.", KEPT),
    Rule("dangling-article", "error", "An article's record is not in the archive.", AGAIN),
    Rule(
        "unaccounted-original",
        "warning",
        "Nothing tells what was made of a stored page: its article was lost, or never made.",
        "`presscut reclean --apply` makes its article",
    ),
    Rule("index-order", "error", "index.cdxj is not sorted.", "`presscut archive index` makes it again"),
    Rule("index-line", "error", "A line of index.cdxj cannot be read.", "`presscut archive index` makes it again"),
    Rule(
        "index-entry",
        "error",
        "index.cdxj points where no record stands.",
        "`presscut archive index` makes it again",
    ),
)
BY_NAME: Mapping[str, Rule] = {rule.name: rule for rule in RULES}
