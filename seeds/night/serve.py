"""A small news site for trying the night job: `python seeds/night/serve.py`, then

    presscut nightly --config seeds/night/presscut.toml

It has feeds, sitemaps and a robots.txt, knows validators and redirects, and behaves badly where a server can:
it is busy, slow, endless, packs bombs, lies about its charset, sends visitors to places that are none of their
business. With each night (`--night N`, or `Site.night`) something changes; in the third a template does.
All names, places and sentences are made up.
"""

from __future__ import annotations

import argparse
import gzip
import json
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

PLACES = ("Lowmere", "Vantry", "Osterby", "Hallin", "Skerrow", "Tarnhope", "Quillan", "Brae End", "Ulvik Sound", "Marl")
THINGS = ("ferry", "harbour wall", "tide mill", "night bus", "library", "market hall", "lighthouse", "footbridge")
DOINGS = (
    "will open again before the first storms of autumn",
    "is to be paid for by a levy on moorings",
    "has divided the council for most of a year",
    "was inspected by three engineers who could not agree",
    "lost its roof in the gale of February",
    "carries twice as many people as it was built for",
    "has a keeper again after eleven years without one",
)
REMARKS = (
    "“We have waited long enough, and the winter will not wait for us,” said {who}, who has lived here all her life.",
    "The figures were read out to a full hall on Tuesday evening, and nobody asked for them to be read again.",
    "Two neighbours have lent their boats, a third his barn, and the school a room with a working stove.",
    "In the minutes of the meeting the matter fills eleven pages, of which four are about the colour of the railings.",
    "An earlier plan, drawn up after the floods, was put aside when the money went to the road instead.",
    "What is saved on oil will not pay for the work before the children of today have children of their own.",
    "Visitors are asked to use the path along the dyke until the scaffolding comes down.",
)
PEOPLE = ("Ida Brandt", "Tomas Weir", "Elin Sorrel", "Jonah Pike", "Marta Lund")
NEWS = range(1, 13)  # of the first template
LATER = range(13, 18)  # come in the third night, in the second template
OLD = range(101, 107)  # named by the sitemap alone
SHRUNK, CORRECTED = 5, 7  # what changes in the third night
ENDLESS = 3600  # seconds after which even an endless page gives up


def article(number: int, night: int = 1) -> list[str]:
    """The paragraphs of an article: the same number, the same words."""
    place, thing = PLACES[number % len(PLACES)], THINGS[number // 2 % len(THINGS)]
    told = [f"The {thing} of {place} {DOINGS[(number + n) % len(DOINGS)]}." for n in range(3)]
    remarks = [
        REMARKS[(number * 3 + n) % len(REMARKS)].format(who=PEOPLE[(number + n) % len(PEOPLE)]) for n in range(5)
    ]
    paragraphs = [
        f"{told[0]} {remarks[0]} Report {number} of the harbour commission says so in as many words.",
        f"{remarks[1]} {told[1]}",
        f"{remarks[2]} By the end of week {number} the work is to be finished, if the weather holds.",
        f"{told[2]} {remarks[3]} {remarks[4]}",
    ]
    if number == CORRECTED and night >= 3:
        paragraphs.insert(2, f"The mayor of {place} has confirmed the sum since: it is nine thousand crowns.")
    return paragraphs


def title(number: int) -> str:
    """The headline of an article."""
    return f"The {THINGS[number // 2 % len(THINGS)]} of {PLACES[number % len(PLACES)]}, report {number}"


def page(number: int, night: int) -> str:
    """The page of an article, in the template of its time."""
    if number in LATER:
        return _by_script(number)
    if number == SHRUNK and night >= 3:
        return _first(number, ["Sign in or take out a subscription to read on."])
    return _first(number, article(number, night))


def _first(number: int, paragraphs: list[str]) -> str:
    body = "\n".join(f"<p>{text}</p>" for text in paragraphs)
    others = "".join(f'<li><a href="/news/{n}">{title(n)}</a></li>' for n in NEWS if n != number)
    links = "".join(f'<a href="/{name}">{name.title()}</a> ' for name in ("news", "weather", "tides", "letters"))
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>{title(number)} | The Harbour Courier</title>
<link rel="alternate" type="application/rss+xml" href="/feed.xml" title="The Harbour Courier">
<meta property="og:site_name" content="The Harbour Courier"><meta name="author" content="{PEOPLE[number % 5]}">
<meta property="article:published_time" content="2031-05-{number % 28 + 1:02}T06:00:00Z"></head><body>
<header><a href="/">The Harbour Courier</a><nav>{links}</nav></header>
<main><article><h1>{title(number)}</h1><p class="byline">By {PEOPLE[number % 5]}</p>
{body}
</article><aside class="newsletter"><h2>Get our newsletter</h2><p>Sign up for the tide table and the news of the
week, every Friday in your inbox.</p></aside>
<section class="related"><h2>More from the harbour</h2><ul>{others}</ul></section></main>
<footer><p>© 2031 The Harbour Courier. All rights reserved.</p></footer></body></html>"""


def _by_script(number: int) -> str:
    """The second template: the words come by script, and what stands in the page is a promise."""
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Courier</title></head><body>
<div id="root" data-id="{number}"><div class="skeleton">Loading…</div></div><script src="/app.js"></script>
<noscript>Please switch on JavaScript.</noscript></body></html>"""


def feed(numbers: list[int], extra: tuple[str, ...], base: str) -> str:
    """An RSS feed of some articles and further addresses."""
    items = [f"<item><title>{title(n)}</title><link>{base}/news/{n}</link></item>" for n in numbers]
    items += [f"<item><title>{path}</title><link>{base}{path}</link></item>" for path in extra]
    head = "<title>The Harbour Courier</title><link>/</link><description>News of the coast</description>"
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{head}{"".join(items)}</channel></rss>'


# What a feed names besides its articles: each is another way to be a bad host.
TROUBLE = (
    "/go/3",
    "/busy",
    "/private/ledger",
    "/slow",
    "/endless",
    "/bomb",
    "/latin",
    "/gone",
    "/fails",
    "/elsewhere",
    "/loop",
)


@dataclass
class Answer:
    """What is sent: a status, headers, and a body or something that writes one."""

    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    write: Callable[[Any], None] | None = None


class Site(ThreadingHTTPServer):
    """The site on a port of this machine; port 0 takes a free one.

    Attributes:
        night: what has changed by now.
        asked: how often each path was asked for; `headers`: what came with the last request for it.
        elsewhere: where the site sends visitors who should not go there.
        trouble: what its feed names besides its articles.
    """

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, port: int = 0, night: int = 1, elsewhere: str = "http://127.0.0.2:9/") -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.night = night
        self.asked: Counter[str] = Counter()
        self.headers: dict[str, dict[str, str]] = {}
        self.elsewhere = elsewhere
        self.trouble = TROUBLE
        self.ended = threading.Event()

    @property
    def base(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A visitor who hangs up is no error of this site."""

    def answer(self, path: str) -> Answer:
        """What stands at a path tonight."""
        if path.startswith(("/news/", "/old/")) and path.rpartition("/")[2].isdecimal():
            return Answer(headers=HTML, body=page(int(path.rpartition("/")[2]), self.night).encode())
        special = SPECIAL.get(path)
        return special(self) if special else Answer(404, HTML, b"<h1>Not here</h1>")


HTML = {"Content-Type": "text/html; charset=utf-8"}


def _feed(site: Site) -> Answer:
    numbers = [*NEWS, *(LATER if site.night >= 3 else ())]
    return Answer(headers={"Content-Type": "application/rss+xml"}, body=feed(numbers, site.trouble, site.base).encode())


def _json_feed(site: Site) -> Answer:
    items = [{"id": str(n), "url": f"{site.base}/news/{n}", "title": title(n)} for n in NEWS]
    made = {"version": "https://jsonfeed.org/version/1.1", "title": "The Harbour Courier", "items": items}
    return Answer(headers={"Content-Type": "application/feed+json"}, body=json.dumps(made).encode())


def _sitemap(site: Site) -> Answer:
    body = f"<sitemapindex><sitemap><loc>{site.base}/sitemap-1.xml.gz</loc></sitemap></sitemapindex>"
    return Answer(headers={"Content-Type": "application/xml"}, body=body.encode())


def _packed_sitemap(site: Site) -> Answer:
    entries = "".join(f"<url><loc>{site.base}/old/{n}</loc><lastmod>2031-01-01</lastmod></url>" for n in OLD)
    body = gzip.compress(f"<urlset>{entries}</urlset>".encode(), mtime=0)
    return Answer(headers={"Content-Type": "application/gzip"}, body=body)


def _busy(site: Site) -> Answer:
    if site.asked["/busy"] % 2:
        return Answer(429, {**HTML, "Retry-After": "1"}, b"<h1>Too many</h1>")
    return Answer(headers=HTML, body=page(30, 1).encode())


def _drip(site: Site, pause: float, size: int) -> Callable[[Any], None]:
    def write(stream: Any) -> None:
        for _ in range(int(ENDLESS / pause)):
            stream.write(b"<p>And on it goes.</p>" * size)
            stream.flush()
            if site.ended.wait(pause):
                return

    return write


def _latin(_: Site) -> Answer:
    text = page(31, 1).replace("The Harbour Courier", "The Café on the Quay")
    return Answer(headers=HTML, body=text.encode("latin-1", "replace"))


SPECIAL: dict[str, Callable[[Site], Answer]] = {
    "/": lambda site: Answer(headers=HTML, body=page(1, site.night).encode()),
    "/feed.xml": _feed,
    "/feed.json": _json_feed,
    "/sitemap.xml": _sitemap,
    "/sitemap-1.xml.gz": _packed_sitemap,
    "/robots.txt": lambda site: Answer(
        headers={"Content-Type": "text/plain"},
        body=f"User-agent: *\nDisallow: /private/\nSitemap: {site.base}/sitemap.xml\n".encode(),
    ),
    "/go/3": lambda _: Answer(301, {"Location": "/news/3"}),
    "/busy": _busy,
    "/slow": lambda site: Answer(headers=HTML, write=_drip(site, 0.3, 1)),
    "/endless": lambda site: Answer(headers=HTML, write=_drip(site, 0.001, 4000)),
    "/bomb": lambda _: Answer(headers={**HTML, "Content-Encoding": "gzip"}, body=gzip.compress(b"<p>" * 3_000_000)),
    "/latin": _latin,
    "/fails": lambda _: Answer(500, HTML, b"<h1>Sorry</h1>"),
    "/elsewhere": lambda site: Answer(302, {"Location": site.elsewhere}),
    "/loop": lambda _: Answer(302, {"Location": "/loop"}),
    "/private/ledger": lambda _: Answer(headers=HTML, body=page(32, 1).encode()),
}


class Handler(BaseHTTPRequestHandler):
    """Answers as the site says, with validators; knows If-None-Match."""

    protocol_version = "HTTP/1.1"
    server: Site

    def do_GET(self) -> None:
        """Answer a request."""
        site, path = self.server, self.path.partition("?")[0]
        site.asked[path] += 1
        site.headers[path] = dict(self.headers.items())
        answer = site.answer(path)
        tag = f'"{sha256(answer.body).hexdigest()[:16]}"'
        if answer.status == 200 and answer.body and self.headers.get("If-None-Match") == tag:
            self._send(Answer(304), {"ETag": tag})
        else:
            self._send(answer, {"ETag": tag} if answer.status == 200 and answer.body else {})

    def _send(self, answer: Answer, more: dict[str, str]) -> None:
        self.send_response(answer.status)
        for name, value in {**answer.headers, **more}.items():
            self.send_header(name, value)
        if answer.write is None:
            if answer.status != 304:
                self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body)
            return
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        answer.write(self.wfile)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: what was asked is counted."""


def main() -> None:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(description="A small news site for trying the night job.")
    parser.add_argument("--port", type=int, default=8031)
    parser.add_argument("--night", type=int, default=1, help="what has changed by now: 1, 2 or 3")
    said = parser.parse_args()
    site = Site(said.port, said.night)
    print(f"{site.base}/ in its night {site.night}; Ctrl-C ends it")
    try:
        site.serve_forever()
    except KeyboardInterrupt:
        site.ended.set()
        time.sleep(0)


if __name__ == "__main__":
    main()
