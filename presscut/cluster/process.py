"""The work of a shard in a process of its own, which ends with the one that started it.

Engines start their workers as they like, as daemons that may have no children, in threads, with signals of their own.
A process of our own has the memory of one shard and none of that, and runs the presscut that asks for it.

    python -m presscut.cluster.process < SHARD > ANSWER
"""

from __future__ import annotations

import os
import pickle
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from subprocess import PIPE, Popen
from typing import BinaryIO

import presscut
from presscut.archive.disk import remedy_of
from presscut.archive.parts import Manifest
from presscut.cluster.shards import Shard, work
from presscut.collector import look_no_more, look_seldom
from presscut.errors import PresscutError, Problem, Stopped
from presscut.many import unexpected

QUIET = "ignore::UserWarning:multiprocessing.resource_tracker"  # which complains when its process is killed
COMMAND = (sys.executable, "-P", "-W", QUIET, "-m", "presscut.cluster.process")
FOUND_IN = str(Path(presscut.__file__).parent.parent)
"""Where the presscut that asks stands."""

Answer = Manifest | Problem | PresscutError


class ShardDied(Exception):
    """The process of a shard ended without an answer: it was killed, as the system does where memory is short."""


def in_process(shard: Shard, started: Callable[[Popen[bytes]], object] = id) -> Manifest | Problem:
    """Make the part of a shard; a problem when something failed that nobody thought of.

    When the process is killed another one tries it with care: a page that kills costs itself, and not the shard.

    Args:
        started: gets each process, to end it early.

    Raises:
        ShardDied: the processes ended without an answer. Stopped: the disk is full, or the folder cannot be written.
        OtherSoftware, Superseded: see `work`.
    """
    result = _answer(shard, False, started) or _answer(shard, True, started)
    if result is None:
        raise ShardDied(shard.name)
    if isinstance(result, PresscutError):
        raise result
    return result


def _answer(shard: Shard, careful: bool, started: Callable[[Popen[bytes]], object]) -> Answer | None:
    """What a process says of a shard; null when it was killed."""
    said = b""
    # in a group of its own, where no Ctrl-C of the terminal comes: that is meant for who started it
    with suppress(BrokenPipeError), Popen(COMMAND, stdin=PIPE, stdout=PIPE, env=_environ(), process_group=0) as process:
        started(process)
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(pickle.dumps((shard, careful)))
        process.stdin.flush()  # and left open: it breaks when this process ends
        said = process.stdout.read()
        process.wait()
    if process.returncode != 0 or not said:
        return None
    answer: Answer = pickle.loads(said)  # what our own process wrote
    return answer


def _environ() -> dict[str, str]:
    """The environment, in which this presscut is found before any other."""
    paths = [FOUND_IN, *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}


def main() -> None:
    """Read a shard, do its work, write what came of it."""
    look_seldom()
    asked, answer = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # nothing that a library prints gets into the answer
    shard, careful = pickle.load(asked)
    threading.Thread(target=_end_with, args=(asked,), daemon=True).start()
    with answer:
        pickle.dump(_result(shard, careful), answer)
    look_no_more()


def _result(shard: Shard, careful: bool) -> Answer:
    try:
        return work(shard, careful=careful)
    except PresscutError as error:
        return error
    except OSError as error:
        why = error.strerror or str(error)
        return Stopped(
            f"{shard.result.folder}: cannot write ({why}); what was done is safe, {remedy_of(error)} and run again"
        )
    except Exception as error:
        return unexpected(shard.name, error)


def _end_with(asked: BinaryIO) -> None:
    """End this process with the one at the other end of the pipe, however that ended."""
    os.read(asked.fileno(), 1)  # by the call itself: who waits in `read` holds a lock that the interpreter's end needs
    os._exit(1)


if __name__ == "__main__":
    main()
