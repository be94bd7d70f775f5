"""Quality on texts of programs that presscut has not learnt from: the pages of the development sets as they print them.

  python bench/converters.py --folds DIR                       cross-validated by site, weights of bench/train.py
  python bench/converters.py --folds DIR --write docs/benchmarks.md
  python bench/converters.py --every 20 --programs lynx,pandoc shipped weights, fewer pages

Every sixth article of the general set and every second of the news set, by each program that is there: lynx, w3m,
elinks and pandoc; html-to-text, turndown and node-html-markdown where node finds them (NODE_PATH); html2text,
markdownify, inscriptis, Resiliparse, html-text, Beautiful Soup and lxml in this Python. What is missing is named on
stderr and keeps its row in a document. Nothing is fetched: programs get the page on standard input. *as it came* is
the F1 of the text as the program printed it.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from multiprocessing import Pool
from pathlib import Path
from statistics import fmean
from typing import Any

from cleaners import cross_validated, nothing, shipped
from quality import MEASURES, Cleaner, Job, Score, jobs, run
from tables import Table, made_by, replaced

SCRIPT = "bench/converters.py"
EVERY = {"wcxb-dev": 6, "news-dev": 2}
CHARSET = re.compile(r"(?i)<meta[^>]*charset[^>]*>")  # the page is handed over as UTF-8, whatever it was
UTF_8 = '<meta charset="utf-8">'
HIDDEN = ("script", "style", "noscript", "template")
SECONDS = 60  # for one page
COMMANDS: Mapping[str, Sequence[str]] = {
    "lynx": ("lynx", "-dump", "-stdin", "-force_html", "-display_charset=utf-8", "-nolist"),
    "lynx, links listed": ("lynx", "-dump", "-stdin", "-force_html", "-display_charset=utf-8"),
    "w3m": ("w3m", "-T", "text/html", "-I", "utf-8", "-O", "utf-8", "-dump"),
    "elinks": ("elinks", "-dump", "-force-html", "-no-references", "-dump-charset", "utf-8", "/dev/stdin"),
    "pandoc, plain": ("pandoc", "-f", "html", "-t", "plain", "--sandbox"),
    "pandoc, Markdown": ("pandoc", "-f", "html", "-t", "markdown", "--sandbox"),
    "pandoc, GitHub's Markdown": ("pandoc", "-f", "html", "-t", "gfm-raw_html", "--wrap=none", "--sandbox"),
}
Program = Callable[[str], str]


def html2text_defaults(html: str) -> str:
    """html2text as it is called without options: lines are broken at 78 columns."""
    import html2text

    return html2text.HTML2Text().handle(html)


def html2text_references(html: str) -> str:
    """html2text with the addresses of links below each paragraph."""
    import html2text

    program = html2text.HTML2Text()
    program.inline_links = False
    return program.handle(html)


def markdownify_wrapped(html: str) -> str:
    """markdownify with lines broken at 80 columns and underlined headings."""
    from markdownify import markdownify

    return str(markdownify(_without(html, HIDDEN), wrap=True, wrap_width=80))


def inscriptis_links(html: str) -> str:
    """inscriptis with links and pictures."""
    from inscriptis import get_text
    from inscriptis.model.config import ParserConfig

    return str(get_text(html, ParserConfig(display_links=True, display_images=True)))


def resiliparse_links(html: str) -> str:
    """Resiliparse with the addresses of links."""
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.html import HTMLTree

    return str(extract_plain_text(HTMLTree.parse(html), links=True, alt_texts=True, form_fields=True))


def html_text(html: str) -> str:
    """The package html-text."""
    from html_text import extract_text

    return str(extract_text(html))


def soup(html: str, between: str) -> str:
    """Beautiful Soup's ``get_text``: as the source has its lines, or with one space for all white space."""
    from bs4 import BeautifulSoup

    found = BeautifulSoup(html, "lxml")
    for element in found(HIDDEN):
        element.decompose()
    return found.get_text(between, strip=bool(between))


def lxml_text(html: str, between: str | None) -> str:
    """All text of lxml's tree, scripts and style sheets as well: as it stands, or every piece on a line of its own."""
    from lxml.html import HTMLParser, document_fromstring

    tree: Any = document_fromstring(html.encode(), parser=HTMLParser(encoding="utf-8"))
    if between is None:
        return str(tree.body.text_content())
    return between.join(filter(None, (str(text).strip() for text in tree.body.xpath(".//text()"))))


def _without(html: str, elements: Sequence[str]) -> str:
    return re.sub(rf"(?is)<({'|'.join(elements)})\b.*?</\1\s*>", "", html)


PACKAGES: Mapping[str, tuple[str, Program]] = {
    "html2text, defaults": ("html2text", html2text_defaults),
    "html2text, references": ("html2text", html2text_references),
    "markdownify, wrapped": ("markdownify", markdownify_wrapped),
    "inscriptis, links": ("inscriptis", inscriptis_links),
    "Resiliparse, links": ("resiliparse", resiliparse_links),
    "html-text": ("html_text", html_text),
    "Beautiful Soup, get_text()": ("bs4", partial(soup, between="")),
    "Beautiful Soup, one line": ("bs4", partial(soup, between=" ")),
    "lxml, text_content()": ("lxml", partial(lxml_text, between=None)),
    "lxml, //text()": ("lxml", partial(lxml_text, between="\n")),
}


def command(arguments: Sequence[str], html: str) -> str:
    """What a program prints of a page; nothing when it takes too long."""
    try:
        given = (UTF_8 + html).encode()
        done = subprocess.run(arguments, input=given, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return ""
    return done.stdout.decode("utf-8", "replace")


def of_node(pages: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """By program and page what those of converters.js print; none without node."""
    if shutil.which("node") is None:
        return {}
    lines = "".join(json.dumps({"id": name, "html": html}) + "\n" for name, html in pages.items())
    script = str(Path(__file__).with_name("converters.js"))
    done = subprocess.run(["node", script], input=lines.encode(), stdout=subprocess.PIPE, check=True)
    texts: dict[str, dict[str, str]] = {}
    for row in map(json.loads, done.stdout.splitlines()):
        for program, text in row.items():
            texts.setdefault(program, {})[row["id"]] = text
    return {program: found for program, found in texts.items() if program != "id"}


def texts_of(pages: Mapping[str, str], wanted: Sequence[str]) -> Iterator[tuple[str, dict[str, str]]]:
    """Each program with the texts of the pages."""
    for name, arguments in COMMANDS.items():
        if _is_wanted(name, wanted) and _is_there(name, shutil.which(arguments[0])):
            yield name, {page: command(arguments, html) for page, html in pages.items()}
    for name, (package, program) in PACKAGES.items():
        if _is_wanted(name, wanted) and _is_there(name, importlib.util.find_spec(package)):
            yield name, {page: program(html) for page, html in pages.items()}
    if not wanted or any(_is_wanted(name, wanted) for name in ("turndown", "html-to-text", "node-html-markdown")):
        yield from ((name, texts) for name, texts in of_node(pages).items() if _is_wanted(name, wanted))


def _is_wanted(name: str, wanted: Sequence[str]) -> bool:
    return not wanted or any(name.startswith(one) for one in wanted)


def _is_there(name: str, found: object) -> bool:
    """Whether a program was found; one that was not is named."""
    if found is None:
        print(f"converters.py: {name} is not installed", file=sys.stderr)
    return found is not None


def html_of(job: Job) -> str:
    """A page as text, decoded as presscut does."""
    from presscut.cleaner.decode import decode

    content = job.sample.content
    text = decode(content, media_type="html", content_type=None, origin=job.sample.id).text
    return CHARSET.sub("", text)


def scores(cleaner: Cleaner, pages: Sequence[Job], texts: Mapping[str, str], workers: int) -> list[Score]:
    """The scores of one program's texts; a page that it prints nothing of is left out."""
    given = [
        replace(job, sample=replace(job.sample, view="text", content=texts[job.sample.id].encode("utf-8", "replace")))
        for job in pages
        if texts.get(job.sample.id, "").strip()
    ]
    with Pool(workers) as pool:
        return pool.map(partial(run, cleaner), given, chunksize=8)


def main() -> None:
    """Print the table, and write it into a document."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folds", help="folder of weights by fold: cross-validated by site")
    parser.add_argument("--every", type=int, help="every so many pages of both sets")
    parser.add_argument("--programs", default="", help="comma list of beginnings of names; default: all")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--write", type=Path, metavar="FILE", help="renew the table of a document")
    asked = parser.parse_args()
    if asked.folds:
        os.environ["PRESSCUT_FOLDS"] = asked.folds
    cleaner = cross_validated if asked.folds else shipped
    made = table(cleaner, asked.every, [name for name in asked.programs.split(",") if name], asked.jobs)
    print(made)
    if asked.write:
        document = asked.write.read_text("utf-8")
        for old in made_by(document, SCRIPT):
            made.rows = {**old.rows, **made.rows}
        asked.write.write_text(replaced(document, SCRIPT, [made]), "utf-8")


def table(cleaner: Cleaner, every: int | None, wanted: Sequence[str], workers: int) -> Table:
    """A row for each program."""
    made = Table("Texts of other programs", [])
    for corpus, told in (("wcxb-dev", "general"), ("news-dev", "news")):
        pages = jobs(corpus, "html")[:: every or EVERY[corpus]]
        for program, texts in texts_of({job.sample.id: html_of(job) for job in pages}, wanted):
            found = scores(cleaner, pages, texts, workers)
            cells = {
                f"{told}, as it came": f"{fmean(s.f1 for s in scores(nothing, pages, texts, workers)):.3f}",
                f"{told} F1": f"{fmean(s.f1 for s in found):.3f}",
                f"{told} lossy": MEASURES["lossy"](found),
            } | ({f"{told} leak": MEASURES["leak"](found)} if corpus == "wcxb-dev" else {})
            made.columns += [column for column in cells if column not in made.columns]
            made.rows.setdefault(program, {}).update(cells)
            print(f"{corpus} {program}: {cells}", file=sys.stderr, flush=True)
    return made


if __name__ == "__main__":
    main()
