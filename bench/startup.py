"""How long a command takes to start, beside a bare click program: CPU time, medians, side by side.

    python bench/startup.py [RUNS]

The budgets: help at most 1.5 times the bare program, cleaning one small text at most 3 times.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

BARE = """
import click

@click.group()
def cli():
    "A program that does nothing."

@cli.command()
def one():
    "One."

cli(["--help"])
"""
PAGE = "The council met on Monday. It was a long evening, and nobody left before the vote.\n\n" * 12
RUNS = 21
PRESSCUT = [sys.executable, "-m", "presscut"]
BUDGETS = {"presscut --help": 1.5, "presscut clean page.txt": 3.0}


def main() -> None:
    """Print the medians and their ratios; exit 1 when a budget is exceeded."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.txt"
        page.write_text(PAGE, encoding="utf-8")
        commands = {
            "bare click program": [sys.executable, "-c", BARE],
            "presscut --help": [*PRESSCUT, "--help"],
            "presscut clean page.txt": [*PRESSCUT, "clean", str(page)],
        }
        medians = measure(commands, runs, environment(Path(folder) / "bytecode"))
    bare = medians["bare click program"]
    for name, median in medians.items():
        print(f"{name:<26} {median * 1000:7.1f} ms  {median / bare:5.2f} ×  budget {BUDGETS.get(name, 1.0):.1f} ×")
    sys.exit(any(medians[name] / bare > budget for name, budget in BUDGETS.items()))


def environment(bytecode: Path) -> dict[str, str]:
    """An environment in which modules are compiled once, as where presscut is installed."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PRESSCUT"))}
    return kept | {"PYTHONPYCACHEPREFIX": str(bytecode)}


def measure(commands: dict[str, list[str]], runs: int, environ: dict[str, str]) -> dict[str, float]:
    """Median CPU seconds of each command; they take turns, so that a busy machine slows all alike."""
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(runs + 1):
        for name, command in commands.items():
            seconds[name].append(cpu_seconds(command, environ))
    return {name: statistics.median(taken[1:]) for name, taken in seconds.items()}  # the first one compiles


def cpu_seconds(command: list[str], environ: dict[str, str]) -> float:
    """User and system time of one run."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main()
