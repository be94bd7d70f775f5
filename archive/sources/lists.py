"""Lists of addresses: one a line; empty lines and lines that begin with ``#`` are passed over."""

from __future__ import annotations

from presscut.archive.sources.found import Document, Found, Named, joined
from presscut.errors import Problem


def read_list(document: Document) -> Named:
    """The addresses of a list, in its order. A line that is none is a problem with its number."""
    lines = document.content.decode("utf-8-sig", "replace").splitlines()
    for number, line in enumerate(lines, 1):
        bare = line.strip()
        if url := joined("", bare):
            yield Found(url)
        elif bare and not bare.startswith("#"):
            yield Problem("not-an-address", f"{document.url}:{number}", "this is no address; one begins with https://")
