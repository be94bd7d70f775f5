"""The element names that the walk tells apart, and nothing else.

Block and inline follow the HTML standard's rendering section (15.3): what a browser shows on a line
of its own begins a block here. https://html.spec.whatwg.org/multipage/rendering.html
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}

BREAKING = frozenset(
    {
        *HEADINGS,
        *"address article aside blockquote body button caption center dd details dialog dir div dl dt".split(),
        *"fieldset figcaption figure footer form frame frameset header hgroup hr html legend li listing main".split(),
        *"menu nav noscript ol p plaintext pre search section summary table tbody td tfoot th".split(),
        *"thead tr ul xmp".split(),
    }
)
"""Elements that stand on lines of their own: text before, inside and after them is never one block."""

VERBATIM = frozenset({"pre", "listing", "xmp", "plaintext"})
"""Elements whose white space is text (CSS ``white-space: pre``)."""

UNREAD = frozenset(
    {
        *"applet area audio base canvas col colgroup datalist embed iframe input link map meta".split(),
        *"noembed noframes object optgroup option param progress script select source style svg textarea title".split(),
        *"track video annotation annotation-xml".split(),
    }
)
"""Elements without text for a reader: data, drawings, embedded documents, what a form is filled with."""

LISTS = frozenset({"ul", "ol", "menu", "dir", "dl"})
ITEMS = frozenset({"li", "dt", "dd"})
CELLS = frozenset({"td", "th"})
CAPTIONS = frozenset({"figcaption", "caption"})

INTERRUPTING = frozenset("hr iframe video audio object embed select textarea noframes".split())
"""Elements without text of their own that stand between two blocks of text."""

COUNTED = HEADINGS.keys() | ITEMS | LISTS | CELLS | CAPTIONS | VERBATIM | {"blockquote", "tr", "table"}
"""Elements on lines of their own that say what kind of block their text is."""

Role = Literal["inline", "block", "counted", "link", "mark", "line-break", "template", "unread", "skipped"]

ROLES: Mapping[str, Role] = {
    **dict.fromkeys(BREAKING, "block"),
    **dict.fromkeys(COUNTED, "counted"),
    **dict.fromkeys(UNREAD | INTERRUPTING, "unread"),
    **dict.fromkeys(
        "abbr b bdi cite code em font i img label mark q s small span strong sub sup time u".split(), "inline"
    ),
    "a": "link",
    "br": "line-break",
    "template": "template",
    "-comment": "skipped",
}
"""What the walk does with the elements that pages are made of. Any other is inline, unless its name says more."""

VOID = frozenset(
    "area base br col embed hr img input link meta param source track wbr frame keygen bgsound basefont".split()
)
"""Elements that never hold anything (HTML standard 13.1.2, and its parser's old friends)."""

SELF_CLOSING = frozenset("p li dt dd tr td th thead tbody tfoot colgroup rb rt rp head".split())
"""Elements that the next of their kind closes: any number of them in a row is no nesting."""

FORMATTING = frozenset("a b big code em font i nobr s small strike strong tt u".split())
"""Elements that the parser opens again in every following block (HTML standard 13.2.4.3)."""

ROOTS = frozenset({"html", "body"})
"""Elements of which a page has one each: another tag of theirs adds its attributes (13.2.6.4.7)."""
