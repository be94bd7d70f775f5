"""The small site of seeds/night, for tests."""

from __future__ import annotations

import importlib.util
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

PATH = Path(__file__).resolve().parents[3] / "seeds" / "night" / "serve.py"


def _load() -> Any:
    spec = importlib.util.spec_from_file_location("presscut_seeds_night", PATH)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


_module = _load()
NEWS: range = _module.NEWS
LATER: range = _module.LATER
OLD: range = _module.OLD
TROUBLE: tuple[str, ...] = _module.TROUBLE
SHRUNK: int = _module.SHRUNK
CORRECTED: int = _module.CORRECTED
article = _module.article
if TYPE_CHECKING:
    Site = Any
else:
    Site = _module.Site


@contextmanager
def serving(**more: Any) -> Iterator[Any]:
    """The site on a free port of this machine, until the block ends."""
    site = _module.Site(**more)
    thread = threading.Thread(target=site.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.ended.set()
        site.shutdown()
        site.server_close()
        thread.join(5)
