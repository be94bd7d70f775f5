"""The two real inputs, held against their gold by the checker that came with them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from shlex import quote

import pytest

CHECK = Path(__file__).resolve().parents[3] / "shared" / "seeds" / "check.py"


@pytest.mark.skipif(not CHECK.exists(), reason="the two real inputs lie in ../shared, which this clone does not have")
def test_both_real_inputs_come_out_exact() -> None:
    """The pages the project was started for: every paragraph to the letter, and no fault."""
    installed = Path(sys.executable).with_name("presscut")
    command = quote(str(installed)) if installed.exists() else f"{quote(sys.executable)} -m presscut"
    done = subprocess.run(
        [sys.executable, str(CHECK), f"{command} clean {{file}} --to json"],
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
