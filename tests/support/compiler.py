"""Whether what is written in C can be built here."""

from __future__ import annotations

import shutil
import sysconfig
from pathlib import Path

CAN_COMPILE = shutil.which("cc") is not None and (Path(sysconfig.get_path("include")) / "Python.h").exists()
