"""Run by pywb's Python: the key under which pywb looks up each address of a JSON array; null for none."""

import json
import sys

from pywb.utils.canonicalize import canonicalize


def key(url: str) -> str | None:
    try:
        made: str = canonicalize(url)
        return made
    except Exception:
        return None


json.dump([key(url) for url in json.load(sys.stdin)], sys.stdout)
