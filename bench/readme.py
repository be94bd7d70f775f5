"""Run the commands of README.md, docs/reclean.md, docs/nightly.md, the Python of docs/python.md; put true output below.

    python bench/readme.py            rewrite the pages
    python bench/readme.py --check    exit 6 when the output is not what stands there

A block of the language `console` holds commands, each on a line that begins with `$`. One of `pycon` holds statements
of Python that begin with `>>>` and go on with `...`; those of a page are one session, in a folder of its own beside
seeds/.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGES = (ROOT / "README.md", *(ROOT / "docs" / name for name in ("reclean.md", "nightly.md", "python.md")))
BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
SESSION = re.compile(r"(?<=^```pycon\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
STATEMENT = re.compile(r"^>>> .*\n(?:\.\.\..*\n)*", re.MULTILINE)
DIFFERENT = 6  # the exit code of presscut for a check that found something


def main() -> None:
    """Rewrite the pages, or compare."""
    changed = {page: text for page in PAGES if (text := renewed(page)) != page.read_text(encoding="utf-8")}
    if "--check" in sys.argv[1:]:
        sys.exit(DIFFERENT if changed else 0)
    for page, text in changed.items():
        page.write_text(text, encoding="utf-8")


def renewed(page: Path) -> str:
    """A page with the true output of its commands."""
    with tempfile.TemporaryDirectory() as folder:
        environ = environment(Path(folder))
        text = BLOCK.sub(lambda block: replayed(block.group(), environ), page.read_text(encoding="utf-8"))
        with beside_seeds(Path(folder)):
            names: dict[str, object] = {"__name__": "__main__"}
            return SESSION.sub(lambda block: answered(block.group(), names), text)


def replayed(block: str, environ: Mapping[str, str]) -> str:
    """The commands of a block, each with its output."""
    commands = [line for line in block.splitlines() if line.startswith("$ ")]
    return "\n".join(f"{command}\n{output(command[2:], environ)}" for command in commands)


@contextlib.contextmanager
def beside_seeds(folder: Path) -> Iterator[None]:
    """Work in a folder from which seeds/ is seen as from the clone, with the presscut of the clone."""
    (folder / "seeds").symlink_to(ROOT / "seeds")
    before = Path.cwd()
    os.chdir(folder)
    sys.path.insert(0, str(ROOT))
    try:
        yield
    finally:
        os.chdir(before)


def answered(block: str, names: dict[str, object]) -> str:
    """The statements of a block, each with what Python answers; what one defines the next ones know."""
    said = []
    for statement in STATEMENT.findall(block):
        code = "\n".join(line[4:] for line in statement.splitlines()) + "\n"
        with contextlib.redirect_stdout(io.StringIO()) as answer:
            exec(compile(code, "<page>", "single"), names)
        said.append(statement + answer.getvalue())
    return "".join(said)


def output(command: str, environ: Mapping[str, str]) -> str:
    """What a command prints, run by bash in the folder of the clone."""
    done = subprocess.run(
        ["bash", "-c", command], cwd=ROOT, env=environ, capture_output=True, text=True, encoding="utf-8", check=False
    )
    return done.stdout


def environment(folder: Path) -> dict[str, str]:
    """The user's settings do not count, `presscut` is that of this Python, and archives go to a folder of their own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PRESSCUT_")}
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    archive = str(folder / "archive")
    return kept | {"PATH": path, "XDG_CONFIG_HOME": str(folder), "PRESSCUT_ARCHIVE_PATH": archive, "LC_ALL": "C.UTF-8"}


if __name__ == "__main__":
    main()
