"""An archive to leaf through. All names are fictional."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from presscut.archive.disk import Disk
from presscut.archive.net.loopback import Answer, Asked
from presscut.archive.recovery import House
from presscut.browse.site import site
from tests.presscut.conftest import Presscut

FERRY = "https://courier.example/ferry"
HOSTILE = """\
<!doctype html><html lang=en><head><title>The &lt;b&gt;lamp&lt;/b&gt; &lt;script&gt;alert(1)&lt;/script&gt;</title>
<base href="https://evil.example/"><meta http-equiv=refresh content="0; url=https://evil.example/">
<link rel=preconnect href="https://evil.example/"><link rel=stylesheet href="https://evil.example/a.css">
<style>@import "https://evil.example/b.css"; p { background: url(https://evil.example/c.png) }</style></head>
<body onload="alert(2)"><h1>The &lt;b&gt;lamp&lt;/b&gt; &lt;script&gt;alert(1)&lt;/script&gt;</h1>
<script>alert(3)</script><img src="https://evil.example/d.png" onerror="alert(4)">
<iframe src="https://evil.example/"></iframe><object data="https://evil.example/e"></object>
<p>The keeper climbed the stairs \u202eat dusk\u202c, as she had done for years, and nobody thanked her for it.
She wrote what she saw into the book, <a href="javascript:alert(5)">which nobody</a> read,
and went down again to her soup.</p>
<p>In the winter of the great frost <a href="https://evil.example/frost">the ships</a> stood still for eleven weeks,
and the lamp burned for them all the same, because nobody had told the keeper that she might let it go out.</p>
<p>When the spring came the captains sent her a barrel of herring, a clock from the south and a letter with
nine names, and she hung the letter beside the lamp, where it has been hanging ever since, for everybody to read.</p>
<form action="https://evil.example/"><input autofocus onfocus="alert(6)">
<button>Subscribe to our newsletter</button></form>
<svg onload="alert(7)"><a xlink:href="https://evil.example/"><text>Sign up for our free newsletter</text></a></svg>
</body></html>
"""
LAMP = "https://lights.example/lamp"

Get = Callable[..., Answer]


@pytest.fixture
def kept(presscut: Presscut, article: Path) -> Path:
    """An archive of three: an article with an address, a hostile page, and a page without an article."""
    Path("lamp.html").write_text(HOSTILE, encoding="utf-8")
    Path("nothing.html").write_text("<html lang=en><title>Sign in</title><h1>Sign in</h1><input type=password></html>")
    assert presscut("archive", "add", article, "--url", FERRY, "--archive", "kept").code == 0
    assert presscut("archive", "add", "lamp.html", "--url", LAMP, "--archive", "kept").code == 0
    presscut("archive", "add", "nothing.html", "--archive", "kept")
    return Path("kept")


@pytest.fixture
def get(kept: Path) -> Get:
    """Asks for a page: ``get("/", q="ferry")``."""
    return asker(kept)


def asker(place: Path) -> Get:
    """Asks for the pages of an archive."""
    answer = site(House(place, Disk()))
    return lambda path, **said: answer(Asked(path, said))


@pytest.fixture
def ids(presscut: Presscut, kept: Path) -> dict[str, str]:
    """The ids of the articles by their address."""
    rows = map(json.loads, presscut("archive", "list", "--json", "--archive", kept).out.splitlines())
    return {row["url"] or "nothing": row["id"] for row in rows}
