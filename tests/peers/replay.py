"""pywb on a port of this machine, started for a test and ended after it."""

from __future__ import annotations

import http.client
import socket
import subprocess
import time
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

HOST = "127.0.0.1"
STARTS = 3  # another process may take the port between the look for it and the start
START_WITHIN = 60.0  # seconds; pywb takes one or two
ANSWER_WITHIN = 30.0  # seconds
END_WITHIN = 10.0  # seconds, then it is killed


class Answer(NamedTuple):
    """What pywb answers to a request."""

    status: int
    content_type: str | None
    body: bytes


class Pywb:
    """A pywb that replays one archive.

    Args:
        program: pywb.
        folder: an empty folder for its settings and its log.
        warc: the folder of the segments.
        index: the CDXJ by which it finds the records.
    """

    def __init__(self, program: Path, folder: Path, warc: Path, index: Path) -> None:
        self._program = program
        self._folder = folder
        settings = f"collections:\n  kept:\n    index_paths: {index}\n    archive_paths: {warc}/\n"
        (folder / "config.yaml").write_text(settings, encoding="utf-8")

    def __enter__(self) -> Self:
        for _ in range(STARTS):
            self._port = free_port()
            with (self._folder / "log").open("ab") as log:
                command = [str(self._program), "--bind", HOST, "--port", str(self._port)]
                self._process = subprocess.Popen(command, cwd=self._folder, stdout=log, stderr=log)
            if self._answers():
                return self
            self._end()
        raise RuntimeError(f"pywb does not start:\n{self.log()}")

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._end()

    def _answers(self) -> bool:
        until = time.monotonic() + START_WITHIN
        while time.monotonic() < until and self._process.poll() is None:
            try:
                return self._get("/").status == http.HTTPStatus.OK
            except OSError:
                time.sleep(0.1)
        return False

    def _end(self) -> None:
        self._process.terminate()
        try:
            self._process.wait(END_WITHIN)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _get(self, path: str) -> Answer:
        connection = http.client.HTTPConnection(HOST, self._port, timeout=ANSWER_WITHIN)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers["Content-Type"], answer.read())
        finally:
            connection.close()

    def raw(self, url: str, time: str) -> Answer:
        """The capture of an address that is closest to a time (``YYYYMMDDhhmmss``).

        ``id_`` asks for the bytes as they were captured, without the banner and the links made over.
        """
        return self._get(f"/kept/{time}id_/{url}")

    def log(self) -> str:
        """What pywb said."""
        return (self._folder / "log").read_text(encoding="utf-8", errors="replace")


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.create_server((HOST, 0)) as server:
        port: int = server.getsockname()[1]
        return port
