"""Running programs as a user would, outside the clone."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path


def run(*args: str | Path, cwd: Path, **environ: str) -> str:
    """Run a program outside the clone and give its stdout."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PRESSCUT"))}
    done = subprocess.run(args, cwd=cwd, env=clean | environ, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
