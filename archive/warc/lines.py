"""Where headers and records end: in CRLF, as WARC 1.1 has it (section 4), or in LF alone, as some crawlers do."""

from __future__ import annotations

import re

EMPTY_LINE = re.compile(rb"\r?\n\r?\n")
"""The end of a header: that of its last line, and the empty line after it."""

RECORD_END = b"\r\n\r\n"
"""What stands after a block, as the standard has it and as it is written here."""

ENDING = re.compile(rb"\r\n\r\n|\n\n(?=WARC/|\Z)")
"""What stands there in files of anyone. Empty lines in LF can be the block's own: a record must follow, or nothing."""

NEXT = re.compile(rb"(?:\r\n\r\n|\n\n)(?=WARC/)")
"""The end of a record that another one follows."""

LONGEST_NEXT = len(RECORD_END + b"WARC/")
"""Bytes by which an `ENDING` or a `NEXT` is told."""
