"""Run by datatrove's Python: what its WarcReader reads of a folder's segments, a JSON array a document."""

import json
import sys

import pylibmagic  # noqa: F401 — loads the library that the reader's guesses need, where the system has none
from datatrove.pipeline.readers import WarcReader
from loguru import logger

logger.remove()
folder, names = sys.argv[1:]
for document in WarcReader(folder, glob_pattern=names)():
    print(json.dumps([document.id, document.metadata["url"], document.text]))
