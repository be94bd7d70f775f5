"""A site of eight hosts for bench/night.py: thousands of pages made of the project's own prose, and who serves them.

A page has the bulk of a real one: styles and scripts in its head, menus, lists of other articles, a form. Its article
is drawn from the sentences of seeds/languages, a language for each host: the first half of one and the second of
another, so that no two articles have much in common. The same number gives the same bytes.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping, Sequence
from functools import cache
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random

SEEDS = Path(__file__).resolve().parent.parent / "seeds" / "languages"
LANGUAGES = ("ar", "de", "es", "fr", "he", "ja", "ru", "zh")
HOSTS = tuple(f"127.0.0.{number}" for number in range(1, len(LANGUAGES) + 1))
SENTENCE = re.compile(r"[^.!?。！？\n]+[.!?。！？]+[”»“\"’」』]*\s*")
PARAGRAPHS, SENTENCES = (6, 24), (2, 6)  # of an article, and of a paragraph of it
MENU, RELATED = (40, 120), (10, 40)  # entries
STYLES, SCRIPTS = (60, 240), (40, 200)  # lines in the head
# Of the first page trafilatura asks jusText, as of every thousandth or so: from then on a worker has the stop words of
# all languages in memory, 33 MB. With it nights of any number of pages can be compared.
FIRST = 1207
NOT_HERE = b"HTTP/1.1 404 Not Found\r\nContent-Type: text/plain\r\nContent-Length: 0\r\n\r\n"
SITEMAP = "/sitemap.xml"


@cache
def sentences(language: str) -> tuple[str, ...]:
    """All sentences of a language's bodies, long enough to be prose."""
    bodies = "\n".join(path.read_text("utf-8") for path in sorted(SEEDS.glob(f"{language}-*.gold.txt")))
    return tuple(found.strip() for found in SENTENCE.findall(bodies) if len(found) > 15)


def sentence(drawn: Sequence[str], chance: Random) -> str:
    """The first half of one sentence and the second of another."""
    first, second = chance.choice(drawn), chance.choice(drawn)
    return first[: len(first) // 2] + second[len(second) // 2 :]


def page(number: int) -> bytes:
    """The page of a number. The hosts take turns, and so do the languages."""
    chance = Random(number := number + FIRST)
    language = LANGUAGES[number % len(LANGUAGES)]
    drawn = sentences(language)

    def some(between: tuple[int, int]) -> range:
        return range(chance.randint(*between))

    def headline() -> str:
        return sentence(drawn, chance)[:70]

    body = "\n".join(
        f"<p>{' '.join(sentence(drawn, chance) for _ in some(SENTENCES))} ({number}.{n})</p>" for n in some(PARAGRAPHS)
    )
    styles = "\n".join(f".c-{n}-block > .inner {{ margin: {n}px auto; padding: 0 {n % 9}em }}" for n in some(STYLES))
    scripts = "\n".join(f'window.q = window.q || []; q.push(["slot-{n}", {{"size": {n * 7}}}]);' for n in some(SCRIPTS))
    menu = "".join(f'<li class="menu-item"><a href="/section/{n}">{headline()[:18]}</a></li>\n' for n in some(MENU))
    related = "".join(
        f'<div class="card"><a href="/news/{n}"><img src="/img/{n}.jpg" alt=""><h3>{headline()}</h3></a></div>\n'
        for n in some(RELATED)
    )
    title = f"{headline()} {number}"
    return f"""<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>
<meta property="og:title" content="{title}"><meta property="og:site_name" content="The Courier">
<meta name="author" content="Ida Brandt"><meta property="article:published_time" content="2031-05-06T06:00:00Z">
<style>{styles}</style><script>{scripts}</script></head><body>
<header class="site-header"><nav class="main-menu"><ul>{menu}</ul></nav></header>
<main><article><h1>{title}</h1><p class="byline">Ida Brandt</p>
{body}
</article><aside class="newsletter"><form action="/letter"><input name="mail"><button>OK</button></form></aside>
<section class="related">{related}</section></main>
<footer><ul>{menu}</ul><p>© 2031 The Courier</p></footer></body></html>""".encode()


def write_pages(folder: Path, count: int) -> int:
    """A file for each page, in folders by thousands; gives the bytes of all."""
    size = 0
    for number in range(count):
        path = file_of(folder, number)
        path.parent.mkdir(exist_ok=True)
        size += path.write_bytes(page(number))
    return size


def file_of(folder: Path, number: int) -> Path:
    """Where the page of a number lies."""
    return folder / f"{number // 1000:02}" / f"{number:05}.html"


def serve(folder: Path, ready: Connection) -> None:
    """Serve the pages of a folder on all hosts until the process is ended; the port is sent when it is ready.

    A host's sitemap names its pages below a number: ``/sitemap.xml?below=500``.
    """
    asyncio.run(_serve(folder, ready))


async def _serve(folder: Path, ready: Connection) -> None:
    first = await asyncio.start_server(lambda r, w: _talk(r, w, 0, folder), HOSTS[0], 0)
    port = first.sockets[0].getsockname()[1]
    others = [
        await asyncio.start_server(lambda r, w, n=n: _talk(r, w, n, folder), host, port)  # type: ignore[misc]
        for n, host in enumerate(HOSTS[1:], 1)
    ]
    ready.send(port)
    await asyncio.gather(*(server.serve_forever() for server in (first, *others)))


async def _talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, host: int, folder: Path) -> None:
    """One connection: a request after the other until the client hangs up."""
    try:
        while head := await reader.readuntil(b"\r\n\r\n"):
            lines = head.decode("latin-1").split("\r\n")
            names = dict(line.lower().split(": ", 1) for line in lines[1:] if line)
            writer.write(_answer(lines[0].split(" ")[1], names["host"], host, folder))
            await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError):
        writer.close()


def _answer(path: str, authority: str, host: int, folder: Path) -> bytes:
    if path.startswith("/news/"):
        number = int(path.removeprefix("/news/"))
        return _with_head(file_of(folder, number).read_bytes(), {"Content-Type": "text/html", "ETag": f'"{number}"'})
    if path.startswith(SITEMAP):
        below = int(path.partition("=")[2])
        return _with_head(_sitemap(authority, range(host, below, len(HOSTS))), {"Content-Type": "application/xml"})
    return NOT_HERE


def _sitemap(authority: str, numbers: range) -> bytes:
    entries = "".join(f"<url><loc>http://{authority}/news/{number}</loc></url>\n" for number in numbers)
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>'.encode()


def _with_head(body: bytes, headers: Mapping[str, str]) -> bytes:
    fields = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"HTTP/1.1 200 OK\r\n{fields}Content-Length: {len(body)}\r\n\r\n".encode() + body
