"""The programs that judge an archive beside presscut: where they are, and how a test runs one.

warcio and fastwarc come with the development extra, gzip with the system. Those that pin old libraries
have environments of their own, which scripts/peers makes.
"""

from __future__ import annotations

import filecmp
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
INSIDE = Path(__file__).parent / "inside"  # scripts that a peer's own Python runs
PATIENCE = 600  # seconds for one program: many times what each needs on two cores
PRESSCUT = (sys.executable, "-m", "presscut")
GZIP = ("gzip",)
WARCIO = (sys.executable, "-c", "from warcio.cli import main; main()")
FASTWARC = (sys.executable, "-c", "from fastwarc.cli import main; main()")


@dataclass(frozen=True, slots=True)
class Said:
    """How a program ended and what it said."""

    code: int
    out: str
    err: str

    @property
    def all(self) -> str:
        return f"exit code {self.code}\n{self.out}\n{self.err}"


def run(*command: str | Path, given: str | None = None, folder: Path | None = None) -> Said:
    """Run a program to its end; `given` is its standard input."""
    done = subprocess.run(
        list(map(str, command)),
        input=given,
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )
    return Said(done.returncode, done.stdout, done.stderr)


def peer(name: str, program: str) -> Path:
    """A program of a peer's environment. Without it the test is skipped, but in a check of changes it fails."""
    place = ROOT / ".peers" / name
    if not is_installed(place / ".installed", ROOT / "scripts" / "peers.d" / f"{name}.txt"):
        assert os.environ.get("CI") != "true", f"a check of changes asks {name}: scripts/peers must install it"
        pytest.skip(f"needs {name} as scripts/peers installs it")
    return place / "bin" / program


def is_installed(stamp: Path, wanted: Path) -> bool:
    """Whether what was installed is what is wanted now."""
    return stamp.exists() and filecmp.cmp(stamp, wanted, shallow=False)
