"""What is compiled; all else stands in setup.cfg.

The walk down the trees and the counting of words are written in C. They are built where there is a compiler and left
out where there is none.

    pip install . "setuptools>=77" mypy
    PRESSCUT_COMPILE=1 pip install --no-build-isolation --no-deps --force-reinstall .

compiles the cleaner's own modules as well, by mypyc, from the same Python: some minutes of work for pages cleaned
faster (docs/benchmarks.md, Speed) with the same results. The first line installs what presscut needs: its types are
asked for. Such a wheel fits the Python that built it alone. In a clone to work in (`pip install -e`) the compiled
modules would hide the sources.
"""

import os
from collections import defaultdict
from importlib.util import find_spec
from pathlib import Path
from sysconfig import get_config_var

from setuptools import Extension, setup

COMPILE = os.environ.get("PRESSCUT_COMPILE") == "1"
CLEANER = Path("presscut/cleaner")
# Python that mypyc does not run as Python does: attributes and parameters that are only known when they are asked for.
PLAIN = {"patterns.py", "once.py", "metadata/head_article.py"}
C = ("_words", "judge._trees")
# The ABI that what is in C keeps to: one wheel for this Python and all later ones. Python without its lock has none.
STABLE = None if get_config_var("Py_GIL_DISABLED") else "cp311"
# A folder of its own for what is built: no compiled module gets from there into a wheel of plain ones.
BUILD = {"build": {"build_base": "build/compiled"}, "build_ext": {"parallel": True}}


def written_in_c(name: str) -> Extension:
    """A module of the cleaner that has a twin in plain Python, by its name in dots."""
    return Extension(
        f"presscut.cleaner.{name}",
        [f"presscut/cleaner/{name.replace('.', '/')}.c"],
        define_macros=[("Py_LIMITED_API", "0x030b0000")] if STABLE else [],
        py_limited_api=STABLE is not None,
        optional=True,
    )


def modules() -> list[Extension]:
    """The cleaner's modules, those of a folder together: calls among them are calls of C."""
    if find_spec("mypyc") is None or find_spec("selectolax") is None:
        raise SystemExit(
            "presscut is compiled where mypy and all that presscut needs is there: pip install . 'setuptools>=77' mypy"
        )
    from mypyc.build import mypycify

    folders: dict[Path, list[str]] = defaultdict(list)
    for path in sorted(CLEANER.rglob("*.py")):
        if path.name != "__init__.py" and path.relative_to(CLEANER).as_posix() not in PLAIN:
            folders[path.parent].append(str(path))
    # without setup.cfg's settings of mypy, which ask for what other packages' types are
    options = ["--config-file=", "--ignore-missing-imports", "--follow-imports=silent"]
    paths = [path for group in folders.values() for path in group]
    groups = [(group, f"presscut_{folder.name}") for folder, group in folders.items()]
    made: list[Extension] = mypycify([*options, *paths], separate=groups, opt_level="2", debug_level="0")
    return made


setup(
    ext_modules=[*map(written_in_c, C), *(modules() if COMPILE else ())],
    options=BUILD if COMPILE else {"bdist_wheel": {"py_limited_api": STABLE}} if STABLE else {},
)
