"""The document around the sections: its head, its switches, the index before several, what made it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presscut.review.escape import attribute, text
from presscut.review.families import ASKS, EDITED, FRAME, KEPT, LEADS, MOVED
from presscut.review.style import policy, stylesheet

if TYPE_CHECKING:
    from presscut.cleaner.model import Producer

FAMILIES = (KEPT, MOVED, FRAME, LEADS, ASKS, EDITED)
HOME = "<span class=brand>presscut review</span>"
SWITCHES = (
    ("vs", "radio", "Source", " checked"),
    ("vc", "radio", "Clean text", ""),
    ("vt", "checkbox", "All terms", ""),
)


def head(title: str, *, several: bool) -> str:
    """The document down to where the sections begin."""
    style = stylesheet()
    brand = HOME + "<a class=brand href=#top>← all pages</a>" if several else HOME
    views = "".join(
        f"<label><input type={kind} name=v id={name}{state}>{label}</label>" for name, kind, label, state in SWITCHES
    )
    return (
        "<!doctype html>\n<html lang=en><head><meta charset=utf-8>"
        f'<meta http-equiv=Content-Security-Policy content="{policy(style)}">'
        '<meta name=viewport content="width=device-width, initial-scale=1">'
        "<meta name=referrer content=no-referrer><meta name=robots content=noindex>"
        f"<title>{attribute(title)}</title>\n<style>{style}</style></head>\n"
        f"<body id=top><nav aria-label=View>{brand}"
        f"<span class=views>{views}</span></nav>\n<main>\n"
    )


def foot(producer: Producer, level: str) -> str:
    """The end of the document: how to read it, and what made it."""
    shapes = "".join(f"<li><i class={family.css}></i>{family.about}" for family in FAMILIES)
    return (
        f"</main>\n<footer><ul class=legend>{shapes}</ul>"
        "<p>Struck through: cut. Dotted: moved to the field that is named. In a kept text, "
        "<del>what the source says</del> <ins>what stands there instead</ins>. The number before a block is its "
        "place in the source, in characters, and a link to it. ≈ marks what little would have turned."
        f"<p>presscut {text(producer.version)} · level {text(level)} · rules {producer.rules_hash[:12]} · "
        f"settings {producer.settings_hash[:12]} · model {(producer.model_hash or 'none')[:12]}</footer>"
        "</body></html>\n"
    )
