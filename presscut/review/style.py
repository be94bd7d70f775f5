"""A stylesheet as it stands in a page: without comments and spaces that only its authors need."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from importlib.resources import files

LONG = 500  # blocks from which a list has class v: a browser lays out what is looked at


def stylesheet(package: str = "presscut.review", name: str = "style.css") -> str:
    """A stylesheet of ours, made small."""
    raw = files(package).joinpath(name).read_text(encoding="utf-8")
    bare = re.sub(r"/\*.*?\*/", "", raw, flags=re.DOTALL)
    flat = re.sub(r"\s+", " ", bare)
    return re.sub(r" ?([{};,>]) ?", r"\1", flat).replace(";}", "}").replace(": ", ":").strip()


def policy(style: str) -> str:
    """The content security policy: nothing may be loaded or run, and no style but this one applies."""
    digest = b64encode(sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
