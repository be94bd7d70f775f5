"""The example configuration of seeds/night, against its site on whatever port that has."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.presscut.nightly.site import PATH

EXAMPLE = PATH.with_name("presscut.toml")
PORT = "http://127.0.0.1:8031/"  # as the example says it
QUICK = ("delay = 0.1 ", "delay = 0.0 ")
SLOW = ("delay = 0.1 ", "delay = 0.2 ")
SLOWER = ("delay = 0.1 ", "delay = 0.5 ")


def configured(site: Any, *changes: tuple[str, str], name: str = "night.toml") -> Path:
    """A copy of the example for a site, with some pieces of it replaced; the archive lies beside it."""
    said = EXAMPLE.read_text(encoding="utf-8").replace(PORT, f"{site.base}/")
    assert site.base in said
    for before, after in changes:
        assert before in said
        said = said.replace(before, after)
    path = Path(name)
    path.write_text(said, encoding="utf-8")
    return path
