"""scripts/peers installs what is missing, says what went wrong, and leaves alone what is there."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.peers.programs import ROOT, peer, run

WANTED = sorted((ROOT / "scripts" / "peers.d").glob("*.txt"))
# Stands for Python: it makes an environment whose Python cannot install anything.
NO_NETWORK = """#!/bin/sh
case "$*" in
    "-m venv --clear "*) mkdir -p "$4/bin" && cp "$0" "$4/bin/python" ;;
    "-m pip install "*) echo "no route to host"; exit 1 ;;
    --version) echo "Python 3.11.2" ;;
esac
"""


def test_what_is_there_is_left_alone() -> None:
    """A check of changes calls it every time."""
    for wanted in WANTED:
        peer(wanted.stem, "python")
    said = run(ROOT / "scripts" / "peers")
    assert (said.code, said.out, said.err) == (0, "", "")


def test_a_peer_that_does_not_exist_is_named_with_those_that_do() -> None:
    """A slip of the pen must not look like success."""
    said = run(ROOT / "scripts" / "peers", "pwyb")
    assert said.code == 1
    assert said.err == "peers: there is no peer pwyb; scripts/peers.d has cdxj-indexer datatrove pywb wacz\n"


@pytest.mark.parametrize("again", [False, True], ids=["first time", "once more"])
def test_a_failed_installation_is_one_line_and_no_stamp(tmp_path: Path, again: bool) -> None:
    """After it, the next run starts anew; what pip said is in a file."""
    clone = tmp_path / "clone"
    shutil.copytree(ROOT / "scripts", clone / "scripts")
    (tmp_path / "bin").mkdir()
    for name in ("python3", "python3.11", "python3.12", "python3.13"):
        (tmp_path / "bin" / name).write_text(NO_NETWORK)
        (tmp_path / "bin" / name).chmod(0o755)
    (clone / "scripts" / "peers").write_text(
        (clone / "scripts" / "peers").read_text().replace("in 0 1 4", "in 0 0 0")  # without the waiting
    )
    command = ("env", f"PATH={tmp_path / 'bin'}:/usr/bin:/bin", clone / "scripts" / "peers", "wacz")
    said = run(*command)
    if again:
        said = run(*command)
    assert said.code == 1
    assert said.out == "installing wacz into .peers/wacz with Python 3.11.2\n"
    assert said.err == (
        "peers: wacz could not be installed, .peers/wacz.log says why; once that is mended, run scripts/peers again\n"
    )
    assert (clone / ".peers" / "wacz.log").read_text() == "no route to host\n"
    assert not (clone / ".peers" / "wacz" / ".installed").exists()


@pytest.mark.parametrize("wanted", WANTED, ids=lambda path: path.stem)
def test_versions_are_written_down_to_the_last(wanted: Path) -> None:
    """What is proved is proved of these versions: the page that says so names them, and nothing else comes along."""
    lines = [line for line in wanted.read_text().splitlines() if line and not line.startswith("#")]
    assert all(re.fullmatch(r"[a-z0-9\-]+==[0-9][0-9.]*(; python_version [<>=]+ \"[0-9.]+\")?", line) for line in lines)
    (version,) = [line.partition("==")[2] for line in lines if line.startswith(f"{wanted.stem}==")]
    assert f"{wanted.stem} {version}" in (ROOT / "docs" / "conformance.md").read_text(encoding="utf-8")
