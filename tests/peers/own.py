"""Pages of our own for the kinds of record that the development pages do not give. All names are fictional."""

from __future__ import annotations

from presscut.cleaner.model import Page

HTML = "text/html; charset=utf-8"
STORIES = (
    "The lamp of the north pier burns again. Oda Marrick climbed the tower on Sunday with a new wick and two cans "
    "of oil, and the boats that waited outside the bar came in before midnight.",
    "The school of Tarnby has a garden since the spring. Forty children dug it, the baker gave the seeds, and the "
    "first radishes were sold at the market on Saturday for the price of a song.",
    "Nobody in Elverholm remembers a winter with so little ice. The ferryman, who counts the days on his door, "
    "says that he has made ninety crossings more than his father ever did in one year.",
    "A bridge of ropes will join the two halves of Kestrel Gorge. The council voted for it on Monday after the "
    "carpenter Ilse Vantorp had walked across her model with a hen under each arm.",
)
FIRST = "https://lantern.example"


def story(number: int, note: str = "") -> bytes:
    """A page of HTML with a story, a prompt for a newsletter, and a comment that nobody reads."""
    text = STORIES[number % len(STORIES)]
    paragraphs = "".join(f"<p>{text} This was part {part} of {number + 2}.</p>" for part in range(1, number + 3))
    return (
        f"<!doctype html><html lang=en><head><meta charset=utf-8><title>Story {number} of Tarnby</title></head>"
        f"<body><!--{note}--><main><h1>Story {number} of Tarnby</h1>{paragraphs}</main>"
        "<footer><p>Subscribe to our newsletter</p></footer></body></html>"
    ).encode()


def received(*more: tuple[str, str]) -> tuple[str, tuple[tuple[str, str], ...]]:
    """An HTTP status line and headers, as a server sends them."""
    return "HTTP/1.1 200 OK", (("Content-Type", HTML), ("Server", "quay/2.1"), *more)


def first_pages() -> tuple[Page, ...]:
    """Pages with HTTP headers, pages without an address, text and Markdown, a page without an article."""
    return (
        Page(story(0), url=f"{FIRST}/pier", headers=received(("ETag", '"a1"'))),
        Page(story(1), url=f"{FIRST}/garden?b=2&a=1", headers=received(("Content-Encoding", "gzip"))),
        Page(story(2), url=f"{FIRST}/Île d’Elver/", headers=received(("Transfer-Encoding", "chunked"))),
        Page(story(3), url=f"{FIRST}/gorge/", headers=received(("Set-Cookie", "a=1"), ("Set-Cookie", "b=2"))),
        Page(story(4), media_type="html"),
        Page(story(5, "no address either"), media_type="html", origin="story.html"),
        Page(f"# A story\n\n{STORIES[0]}\n\n{STORIES[1]}\n".encode(), media_type="markdown", origin="story.md"),
        Page(f"{STORIES[2]}\n\n{STORIES[3]}\n".encode(), url=f"{FIRST}/plain.txt", media_type="text"),
        Page(b"<html><body></body></html>", url=f"{FIRST}/empty", media_type="html"),
    )


def last_pages() -> tuple[Page, ...]:
    """Bytes that came before: the same address later, another address, without HTTP headers. And a changed page
    whose article is unchanged."""
    return (
        Page(story(0), url=f"{FIRST}/pier", headers=received(("ETag", '"a1"'))),
        Page(story(1), url="https://mirror.example/garden", headers=received()),
        Page(story(3), url="https://copy.example/gorge", media_type="html", content_type=HTML),
        Page(story(4), media_type="html"),
        Page(story(2, "another comment"), url=f"{FIRST}/Île d’Elver/", headers=received(("ETag", '"b7"'))),
    )
