"""What it costs to work in parts: `cluster clean`, here and on Dask, beside `clean`, on the same pages.

    python bench/cluster.py [RUNS]

Wall time, for processes wait for each other here; the least of the runs, two workers each. All give the same rows, or
the comparison ends. The pages are those of seeds/languages, 3,000 of them, in files of as many as a part has.
"""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

PAGES = Path(__file__).resolve().parent.parent / "seeds" / "languages"
FILES, PAGES_OF_A_FILE = 6, 500
RUNS = 3
WORKERS = "2"
PRESSCUT = [sys.executable, "-m", "presscut"]
DASK = "distributed.cli.dask_"
WIDTH = 36
HERE = "cluster clean --jobs 2"


def main() -> None:
    """Print the seconds of each way, and their ratio to `clean`."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    with tempfile.TemporaryDirectory() as place, ExitStack() as stack:
        folder = Path(place)
        inputs = write_pages(folder)
        scheduler = stack.enter_context(dask(folder))
        ways = {
            "clean --jobs 2": ["clean", *inputs, "--to", "jsonl", "-o", str(folder / "clean.jsonl"), "--jobs", WORKERS],
            HERE: ["cluster", "clean", *inputs, "-d", str(folder / "here"), "--jobs", WORKERS],
            "cluster clean, Dask with 2 workers": [
                *("cluster", "clean", *inputs, "-d", str(folder / "dask"), "--scheduler", str(scheduler))
            ],
        }
        least = {name: min(seconds(way) for _ in range(runs)) for name, way in ways.items()}
        whole = rows(folder / "clean.jsonl")
        assert whole == rows(*folder.glob("here/*.gz")) == rows(*folder.glob("dask/*.gz"))
        again = seconds(ways[HERE], anew=False)
    for name, took in least.items():
        rate, ratio = FILES * PAGES_OF_A_FILE / took, took / least["clean --jobs 2"]
        print(f"{name:<{WIDTH}} {took:6.1f} s  {rate:6.0f} pages a second  {ratio:5.2f} ×")
    print(f"{'once more, all parts there':<{WIDTH}} {again:6.1f} s")


def write_pages(folder: Path) -> list[str]:
    """Files of JSON lines, each with a few hundred pages of text."""
    texts = [path.read_text("utf-8") for path in sorted(PAGES.glob("*.bs4.txt")) + sorted(PAGES.glob("*.html2text.md"))]
    names = []
    for number in range(FILES):
        at = range(number * PAGES_OF_A_FILE, (number + 1) * PAGES_OF_A_FILE)
        lines = (json.dumps({"text": texts[n % len(texts)], "url": f"https://courier.example/{n}"}) for n in at)
        path = folder / f"crawl-{number:02}.jsonl"
        path.write_text("\n".join(lines) + "\n")
        names.append(str(path))
    return names


@contextmanager
def dask(folder: Path) -> Iterator[Path]:
    """A scheduler with two workers on this machine; gives its file."""
    file = folder / "scheduler.json"
    common = ["--host", "127.0.0.1", "--no-dashboard", "--scheduler-file", str(file)]
    commands = [["scheduler", "--port", "0"], *[["worker", "--nthreads", "1", "--local-directory", str(folder)]] * 2]
    quiet = subprocess.DEVNULL
    begun = [
        subprocess.Popen([sys.executable, "-m", DASK + name, *options, *common], stdout=quiet, stderr=quiet)
        for name, *options in commands
    ]
    try:
        while not file.exists():
            time.sleep(0.1)
        yield file
    finally:
        for process in reversed(begun):
            process.terminate()
            process.wait()


def seconds(way: list[str], *, anew: bool = True) -> float:
    """Wall time of a command that must end well. The parts that are there from a run before are removed."""
    if anew and "-d" in way:
        shutil.rmtree(way[way.index("-d") + 1], ignore_errors=True)
    begun = time.perf_counter()
    done = subprocess.run([*PRESSCUT, *way], capture_output=True, text=True, check=False)
    took = time.perf_counter() - begun
    assert done.returncode == 0, done.stderr
    return took


def rows(*files: Path) -> list[str]:
    """The rows of files, sorted."""
    packed = [gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes() for path in files]
    return sorted(line for content in packed for line in content.decode().splitlines())


if __name__ == "__main__":
    main()
