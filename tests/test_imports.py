"""Who may import whom: the arrows of the design, read out of the source itself."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

# module: what of presscut it may import, longest name first; "" is everything
TABLE = {
    "presscut.errors": (),
    "presscut.cleaner": ("presscut.cleaner", "presscut.errors"),
    "presscut.archive": ("presscut.archive", "presscut.cleaner.model", "presscut.errors"),
    "presscut.rules": (),
    "presscut.terminal": (),
    "presscut.workers": ("presscut.pool",),
    "presscut.collector": (),
    "presscut.pool": ("presscut.collector",),
    "presscut.signals": ("presscut.errors",),
    "presscut.settings": ("presscut.errors", "presscut.options", "presscut.setting_keys"),
    "presscut.setting_keys": ("presscut.errors", "presscut.options"),
    "presscut.options": ("presscut.cleaner.kinds", "presscut.errors"),
    "presscut.talk": ("presscut.errors", "presscut.outputs", "presscut.terminal"),
    "presscut.cli": (
        "presscut.collector",
        "presscut.commands.session",
        "presscut.errors",
        "presscut.options",
        "presscut.terminal",
    ),
    "presscut": ("presscut",),
}
# The cleaner opens no file, no socket and no clock: nothing of these is imported there.
OUTSIDE_WORLD = {
    "asyncio",
    "http",
    "io",
    "os",
    "pathlib",
    "random",
    "secrets",
    "shutil",
    "socket",
    "sqlite3",
    "ssl",
    "subprocess",
    "sys",
    "tempfile",
    "threading",
    "time",
    "urllib.request",
}
# Third-party packages that take long to import: only inside a function, never when a module is loaded.
HEAVY = {
    "bs4",
    "fastwarc",
    "jsonschema",
    "lxml",
    "numpy",
    "py3langid",
    "pyarrow",
    "resiliparse",
    "trafilatura",
    "warcio",
}


def modules(folder: str) -> list[Path]:
    return sorted(path for path in (ROOT / folder).rglob("*.py") if "__pycache__" not in path.parts)


LINKS = ("cleaner", "archive", "rules")
SOURCES = [
    *(p for p in modules("presscut") if p.relative_to(ROOT / "presscut").parts[0] not in LINKS),
    *(p for link in LINKS for p in modules(link)),
]


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    parts = parts if parts[0] == "presscut" else ("presscut", *parts)
    return ".".join(parts).removesuffix(".__init__")


def is_type_checking(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def imports(tree: ast.AST, *, top_only: bool = False) -> Iterator[str]:
    """Full names of what is imported; types alone do not count."""
    for node in ast.iter_child_nodes(tree):
        if is_type_checking(node) or (top_only and isinstance(node, ast.FunctionDef)):
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute here"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        yield from imports(node, top_only=top_only)


def within(name: str, package: str) -> bool:
    return name == package or name.startswith(package + ".")


def allowed(module: str) -> tuple[str, ...]:
    return next(TABLE[part] for part in sorted(TABLE, key=len, reverse=True) if within(module, part))


@pytest.mark.parametrize("path", SOURCES, ids=module_name)
def test_imports_follow_the_table(path: Path) -> None:
    """A late stage never reaches back and an early one never knows a late one; the table says so."""
    mine = allowed(module_name(path))
    for name in imports(ast.parse(path.read_text(encoding="utf-8"))):
        if within(name, "presscut") and name != "presscut.__version__":
            assert any(within(name, package) for package in mine), f"{module_name(path)} imports {name}"


@pytest.mark.parametrize("path", modules("cleaner"), ids=module_name)
def test_cleaner_touches_no_file_socket_or_clock(path: Path) -> None:
    """Same bytes in, same bytes out: nothing of the outside world may enter."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for name in imports(tree):
        assert not any(within(name, outside) for outside in OUTSIDE_WORLD), f"{module_name(path)} imports {name}"
    called = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    assert not called & {"open", "input", "print", "exec", "eval"}


@pytest.mark.parametrize("path", SOURCES, ids=module_name)
def test_heavy_packages_are_imported_where_they_are_used(path: Path) -> None:
    """Cleaning one small text must not wait for an HTML library to load."""
    for name in imports(ast.parse(path.read_text(encoding="utf-8")), top_only=True):
        assert name.partition(".")[0] not in HEAVY, f"{module_name(path)} imports {name} when it is loaded"


def test_the_links_of_the_package_are_relative(root: Path) -> None:
    """`presscut/cleaner` and its sisters are links tracked by git; an absolute one works on one machine only."""
    if not (root / ".git").exists():
        pytest.skip("an unpacked distribution holds folders in place of the links")
    for link in LINKS:
        assert (root / "presscut" / link).readlink() == Path("..") / link


def test_pyarrow_is_known_to_one_module() -> None:
    """It is the largest package here, and an extra: whatever changes in it changes in one place."""
    know = {
        module_name(path)
        for path in SOURCES
        if any(within(name, "pyarrow") for name in imports(ast.parse(path.read_text(encoding="utf-8"))))
    }
    assert know == {"presscut.archive.formats.parquet"}
