"""What is built can be installed and used outside the clone, with all its data."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.support.programs import run

PAGE = """\
The council met on Monday. It was a long evening, and nobody left before the vote.

The mayor said that she would not stand again, and that her deputy, who had served for nine years, would lead the list.
"""


@pytest.fixture(scope="module")
def built(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sdist and the wheel that is built from it, out of a copy of the tracked files."""
    if not (root / ".git").exists():
        pytest.skip("the tracked files are known in a clone only")
    copy, dist = tmp_path_factory.mktemp("copy"), tmp_path_factory.mktemp("dist")
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, text=True, check=True)
    for name in tracked.stdout.rstrip("\0").split("\0"):
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        if (root / name).exists():
            shutil.copy2(root / name, copy / name, follow_symlinks=False)
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", dist, copy, cwd=dist)
    return dist


def data_files(root: Path) -> set[str]:
    """Every file of the packages that is no module: rule packs, weights, schemas."""
    found = {"presscut/py.typed", "presscut/review/style.css"}
    for folder in ("cleaner", "archive", "rules"):
        for ending in ("*.toml", "*.json"):
            found |= {f"presscut/{path.relative_to(root).as_posix()}" for path in (root / folder).rglob(ending)}
    return found


def test_wheel_holds_the_package_and_all_its_data(built: Path, root: Path) -> None:
    """A rule pack that is missing from the wheel makes an installed presscut quietly worse than a clone."""
    (wheel,) = built.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    tracked = subprocess.run(["git", "ls-files"], cwd=root, capture_output=True, text=True, check=True)
    known = set(tracked.stdout.split())
    assert names >= data_files(root) & (known | {f"presscut/{name}" for name in known})
    assert {name.partition("/")[0] for name in names if ".dist-info" not in name} == {"presscut"}
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert any(name.endswith("licenses/NOTICE") for name in names)


def test_wheel_fits_every_python_from_311_on(built: Path) -> None:
    """The compiled part keeps to the stable ABI, so what is built once serves all later versions."""
    (wheel,) = built.glob("*.whl")
    assert "-cp311-abi3-" in wheel.name


def test_sdist_holds_what_a_packager_needs(built: Path) -> None:
    """Distributions build from the sdist and want its tests and documents; links have become folders."""
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as packed:
        members = packed.getmembers()
    names = {member.name.partition("/")[2] for member in members}
    assert {"presscut/cleaner/model.py", "tests/conftest.py", "docs/command-line.md", "README.md", "NOTICE"} <= names
    written_in_c = {
        f"presscut/cleaner/{name}" for name in ("_words.c", "_words.pyi", "judge/_trees.c", "judge/_trees.pyi")
    }
    assert {"setup.py", *written_in_c} <= names
    assert not any(member.issym() for member in members)


def test_wheel_works_outside_the_clone(built: Path, tmp_path: Path) -> None:
    """The command finds its rules and weights where they were installed."""
    (wheel,) = built.glob("*.whl")
    site = tmp_path / "site"
    run(sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", site, wheel, cwd=tmp_path)
    (tmp_path / "page.txt").write_text(PAGE)
    python = [sys.executable, "-m", "presscut"]
    where = run(sys.executable, "-c", "import presscut; print(presscut.__file__)", cwd=tmp_path, PYTHONPATH=str(site))
    assert Path(where.strip()).is_relative_to(site)
    assert run(*python, "--version", cwd=tmp_path, PYTHONPATH=str(site)).startswith("presscut 0.")
    assert run(*python, "clean", "page.txt", cwd=tmp_path, PYTHONPATH=str(site)) == PAGE


@pytest.mark.long
@pytest.mark.parametrize("kind", ["*.whl", "*.tar.gz"])
def test_fresh_environment_installs_and_works(built: Path, tmp_path: Path, kind: str) -> None:
    """With nothing but Python: dependencies come along, the script is on the path, an archive can be made."""
    (archive,) = built.glob(kind)
    run(sys.executable, "-m", "venv", tmp_path / "venv", cwd=tmp_path)
    run(tmp_path / "venv/bin/python", "-m", "pip", "install", "--quiet", archive, cwd=tmp_path)
    (tmp_path / "page.txt").write_text(PAGE)
    presscut = tmp_path / "venv/bin/presscut"
    assert run(presscut, "clean", "page.txt", cwd=tmp_path) == PAGE
    run(presscut, "archive", "add", "page.txt", "--archive", "kept", cwd=tmp_path)
    assert run(presscut, "archive", "export", "--archive", "kept", cwd=tmp_path).count("\n") == 1
