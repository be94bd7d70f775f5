"""Chromium without a screen, driven through a pair of pipes: no port, no library, no network.

The messages are those of the DevTools protocol, JSON ended by a NUL, over file descriptors 3 and 4.
"""

from __future__ import annotations

import json
import os
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --disable-dev-shm-usage --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync --remote-debugging-pipe"
).split()
PIPES = "import os, sys; [os.dup2(int(sys.argv[n]), n + 2) for n in (1, 2)]; os.execvp(sys.argv[3], sys.argv[3:])"
WIDTHS = (1280, 400)  # of a window, in pixels
COMPLAINTS = ("Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded")
PATIENCE = 60  # seconds for one answer; the first waits for the start

Message = dict[str, Any]


def find_chromium() -> str | None:
    """The browser of this machine, if there is one."""
    return next(filter(None, map(shutil.which, NAMES)), None)


class Browser:
    """One tab. Everything that the page asks for or complains about is kept in `events`."""

    def __init__(self, program: str, profile: Path) -> None:
        their_in, self._out = os.pipe()
        self._in, their_out = os.pipe()
        spare = [os.dup(fd) for fd in (their_in, their_out)]  # above 3 and 4, whatever the pipes were given
        command = [program, *FLAGS, f"--user-data-dir={profile}", "about:blank"]
        self._process = subprocess.Popen(
            [sys.executable, "-c", PIPES, *map(str, spare), *command],
            pass_fds=spare,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for fd in (their_in, their_out, *spare):
            os.close(fd)
        self._rest = b""
        self._number = 0
        self._session: str | None = None
        self.events: list[Message] = []
        (page,) = [t for t in self.ask("Target.getTargets")["targetInfos"] if t["type"] == "page"]
        self._session = self.ask("Target.attachToTarget", targetId=page["targetId"], flatten=True)["sessionId"]
        for domain in ("Page", "Network", "Runtime", "Log"):
            self.ask(f"{domain}.enable")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait()
        os.close(self._out)
        os.close(self._in)

    def ask(self, method: str, **params: Any) -> Message:
        """Send a command and wait for its result. Raises RuntimeError when the browser refuses it."""
        self._number += 1
        message: Message = {"id": self._number, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._out, json.dumps(message).encode() + b"\0")
        answer = self._until(lambda m: m.get("id") == self._number)
        if "error" in answer:
            raise RuntimeError(f"{method}: {answer['error']}")
        result: Message = answer["result"]
        return result

    def open(self, url: str, width: int, height: int = 900) -> None:
        """Load a page in a window of this size; the events of the page before are forgotten."""
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        for address in ("about:blank", url):  # without the step between, a fragment would load nothing
            self.events.clear()
            self.ask("Page.navigate", url=address)
            self._until(lambda m: m.get("method") == "Page.loadEventFired")

    def value(self, expression: str) -> Any:
        """The value of a JavaScript expression in the page: it asks, the page itself runs none."""
        return self.ask("Runtime.evaluate", expression=expression, returnByValue=True)["result"].get("value")

    def happened(self, *methods: str) -> list[Message]:
        """The events of these names since the page was opened."""
        return [event["params"] for event in self.events if event["method"] in methods]

    def _until(self, wanted: Callable[[Message], bool]) -> Message:
        for event in self.events:
            if wanted(event):
                return event
        while True:
            message = self._read()
            if "method" in message:
                self.events.append(message)
            if wanted(message):
                return message

    def _read(self) -> Message:
        end = time.monotonic() + PATIENCE
        while b"\0" not in self._rest:
            ready, _, _ = select.select([self._in], [], [], max(0, end - time.monotonic()))
            chunk = os.read(self._in, 1 << 20) if ready else b""
            if not chunk:
                raise RuntimeError("Chromium does not answer" if not ready else "Chromium has ended")
            self._rest += chunk
        raw, _, self._rest = self._rest.partition(b"\0")
        message: Message = json.loads(raw)
        return message


def assert_fits(browser: Browser, where: str) -> None:
    """Nobody has to scroll sideways."""
    wide = browser.value("document.scrollingElement.scrollWidth")
    assert wide <= browser.value("innerWidth"), where
