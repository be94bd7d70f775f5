"""The scripts fail early and say what to do."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

SCRIPTS = ("scripts/demo", "scripts/peers", "scripts/test", ".ci/run")


@pytest.mark.parametrize("script", [*SCRIPTS, "scripts/environment"])
def test_script_is_sound(root: Path, script: str) -> None:
    """A syntax error in bash shows only when the line is reached; executables are marked as such."""
    subprocess.run(["bash", "-n", root / script], check=True)
    assert (root / script).stat().st_mode & 0o100 or script not in SCRIPTS


def test_check_of_changes_refuses_to_run_without_shared(root: Path, tmp_path: Path) -> None:
    """Otherwise tests would be skipped in silence where they must run."""
    (tmp_path / "clone" / ".ci").mkdir(parents=True)
    shutil.copy(root / ".ci" / "run", tmp_path / "clone" / ".ci" / "run")
    done = subprocess.run([tmp_path / "clone/.ci/run"], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "../shared is not there" in done.stderr


@pytest.mark.parametrize(
    ("pretence", "says"),
    [
        ("exit 1", "presscut needs Python 3.11 or newer; on Debian: sudo apt install python3 python3-venv"),
        (
            'case "$2" in *ensurepip*) exit 1;; *venv*) echo python3.11-venv;; *) exit 0;; esac',
            "this Python cannot make environments; on Debian: sudo apt install python3.11-venv",
        ),
    ],
    ids=["no Python", "no ensurepip"],
)
def test_missing_system_package_is_named(root: Path, tmp_path: Path, pretence: str, says: str) -> None:
    """A fresh Debian lacks ensurepip; the message is the command that brings it."""
    (tmp_path / "clone").mkdir()
    shutil.copytree(root / "scripts", tmp_path / "clone" / "scripts")
    (tmp_path / "bin").mkdir()
    for name in ("python3", "python3.11", "python3.12", "python3.13"):
        (tmp_path / "bin" / name).write_text(f"#!/bin/sh\n{pretence}\n")
        (tmp_path / "bin" / name).chmod(0o755)
    done = subprocess.run(
        [shutil.which("bash") or "bash", tmp_path / "clone/scripts/demo"],
        env={"PATH": f"{tmp_path / 'bin'}:/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr == f"demo: {says}\n"
    assert not (tmp_path / "clone" / ".venv").exists()
