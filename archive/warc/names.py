"""Names of records and what they are made of: ids, dates, targets. Equal input gives equal names."""

from __future__ import annotations

import json
import re
import uuid
from hashlib import sha1

from presscut.archive.formats.rows import one_line
from presscut.archive.formats.words import encodable
from presscut.archive.warc.headers import LONGEST_VALUE, clean_uri
from presscut.archive.warc.rules import URI
from presscut.cleaner.model import Page, Producer

# Namespace of all record ids: uuid5 of the DNS namespace and "presscut".
NAMESPACE = uuid.uuid5(uuid.NAMESPACE_DNS, "presscut").bytes
# RFC 9562, 5.5: version 5, as uuid.uuid5 makes it in three times the time; and 4.1, the variant: the digit that tells
# it begins with the bits 10.
VARIANTS = {digit: "89ab"[int(digit, 16) & 3] for digit in "0123456789abcdef"}

# Addresses that are targets as they stand, which most are.
USUAL_URI = re.compile(URI.usual)


def name_id(*parts: str) -> str:
    """A record id for a name in several parts."""
    name = encodable("\n".join([f"{len(part)}:{part}" for part in parts])).encode("utf-8")
    told = sha1(NAMESPACE + name, usedforsecurity=False).hexdigest()
    variant = VARIANTS[told[16]]
    return f"<urn:uuid:{told[:8]}-{told[8:12]}-5{told[13:16]}-{variant}{told[17:20]}-{told[20:32]}>"


def target_of(page: Page, digest: str) -> str:
    """The WARC-Target-URI: the page's address, or ``urn:sha256:…`` of its bytes when it has none that can stand in
    a header. Never a path of a disk."""
    uri = page.url or ""
    if len(uri) <= LONGEST_VALUE and USUAL_URI.fullmatch(uri):
        return uri
    uri = clean_uri(uri)
    return uri if len(uri) <= LONGEST_VALUE and URI.holds(uri) else f"urn:{digest}"


def producer_key(producer: Producer) -> str:
    """The producer as one string: equal producers make equal articles of equal bytes."""
    return one_line([*producer])


def without_memory(key: str) -> list[str | None]:
    """A producer, as `producer_key` gives it, but for what it knew of the site.

    That is another every night. A page that comes again to the byte is not stored anew for it: the article that is
    there stands, with the memory it names.
    """
    return [said for name, said in zip(Producer._fields, json.loads(key), strict=True) if name != "snapshot_hash"]
