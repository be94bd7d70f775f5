"""Quality, speed and metadata on HTML pages beside other extractors: the door to bench/html_bench.py.

  python bench/html.py --help

This folder is at the head of the path of every script in it, and of the tests: whoever says `import html` there
finds this file, and has to get the standard library's package. So this is but the door; html.pyi says the same to
the checker of types.
"""

import sys
import sysconfig
from importlib.machinery import PathFinder
from importlib.util import module_from_spec

spec = PathFinder.find_spec("html", [sysconfig.get_path("stdlib")])
if spec is None or spec.loader is None:
    raise ImportError("the standard library has no html")
sys.modules["html"] = module_from_spec(spec)
spec.loader.exec_module(sys.modules["html"])

if __name__ == "__main__":
    from html_bench import main

    main()
