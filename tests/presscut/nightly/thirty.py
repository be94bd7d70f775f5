"""A site of thirty pages in two templates, each page with the article that stands on it.

The news template has a menu, a prompt inside the article, a box of teasers and a legal note, all worded as no
rule of ours is. The column has a standing opening, which belongs to it, and a foot of its own. A third template
is what the site looks like after its makers have changed everything.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Literal

SITE = "https://courier.example"
PAGES = 30
COLUMNS = 10  # of the thirty

Template = Literal["news", "column", "new"]

PLACES = "Osterby Fennholt Larkholm Vindsund Saltmarsh Brackness Torvik Elmstrand Graymouth Hollowell".split()
PEOPLE = ("Odile Brandvik", "Tomas Reyl", "Ida Fenn", "Marek Holt", "Sunniva Aas", "Per Lowen")
THINGS = ("ferry", "weir", "lime kiln", "tide mill", "school bus", "salt store", "lamp house")
TROUBLES = ("late", "closed", "leaking", "for sale", "full of sand", "under repair")

MENU = ("Quayside", "Ledger of the week", "Weathercock", "From the slipway", "Births and boats")
PROMPT = "The Slipway List goes out on Thursdays with the mail boat"
TEASER_HEAD = "Also moored here"
TEASERS = (
    "Five knots every child of the coast should know by heart",
    "Why the mill at Fennholt grinds at night",
    "A lamp keeper's winter, told in forty letters",
)
COUNTER = "Copies at the counter while the shutters are up"
LEGAL = "Set, printed and answered for at Chandler's Row, Osterby, under entry nineteen of the county roll"
OPENING = (
    "In this column Ida Fenn walks one stretch of the coast each week, with a notebook, a flask and no telephone, "
    "and writes down what she is told."
)
COLUMN_FOOT = "Walks are numbered as on the society's map"
NEW_MENU = ("Today", "Harbour", "Country", "Letters")
NEW_PROMPT = "Have the noon edition called out under your window"
NEW_FOOT = "Nothing on this quay may be copied by bell or by lamp"


@dataclass(frozen=True)
class Made:
    """A page and what a person would say its article is."""

    url: str
    title: str
    body: tuple[str, ...]
    furniture: tuple[str, ...]
    template: Template

    @property
    def text(self) -> str:
        return "\n\n".join(self.body)

    def html(self) -> bytes:
        return _html(self).encode()

    def markdown(self) -> bytes:
        return _markdown(self).encode()


def site() -> tuple[Made, ...]:
    """The thirty pages: twenty of the news, ten of the column."""
    return tuple(page(number) for number in range(PAGES))


def page(number: int, *, template: Template | None = None) -> Made:
    """One page. The same number gives the same article, whatever the template."""
    chosen: Template = template or ("column" if number % 3 == 2 and number < 3 * COLUMNS else "news")
    place, thing = PLACES[number % len(PLACES)], THINGS[number % len(THINGS)]
    body = story(number)
    title = f"{place} and its {thing}, part {number + 1}" if chosen == "column" else f"No {thing} for {place}"
    if chosen == "column":
        body = (OPENING, *body)
    return Made(f"{SITE}/{number:02}/{thing.replace(' ', '-')}", title, body, FURNITURE[chosen], chosen)


def story(number: int) -> tuple[str, ...]:
    """Paragraphs that stand on no other page."""
    place, other = PLACES[number % len(PLACES)], PLACES[(3 * number + 1) % len(PLACES)]
    person, second = PEOPLE[number % len(PEOPLE)], PEOPLE[(number + 1 + number // 6) % len(PEOPLE)]
    thing, trouble = THINGS[number % len(THINGS)], TROUBLES[(number // 2) % len(TROUBLES)]
    word = NUMBERS[number]
    return (
        f"The {thing} at {place} has been {trouble} for {word} days, and nobody on the quay can say who is to pay "
        f"for it. {person}, who has the key, was told of it by letter.",
        f"“We counted {word} carts that turned back,” said {second}, “and after that we stopped counting.” The road "
        f"to {other} is two hours longer, and in the wet it is no road at all.",
        f"At the meeting in {other} it was said that the {thing} had been promised a new roof in the year {person} "
        f"was elected. The book of the council has a line about it, struck out in pencil {word} times.",
        f"What happens now depends on the spring tide. If it comes over the sill at {place}, {second} will have the "
        f"{thing} propped up with what is left of the old pier; if not, it waits for another {word} weeks.",
    )


NUMBERS = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty thirty forty fifty sixty seventy eighty ninety ninety-one ninety-two ninety-three ninety-four"
).split()

FURNITURE: dict[Template, tuple[str, ...]] = {
    "news": (*MENU, PROMPT, TEASER_HEAD, *TEASERS, COUNTER, LEGAL),
    "column": (*MENU[:3], COLUMN_FOOT, COUNTER, LEGAL),
    "new": (*NEW_MENU, NEW_PROMPT, NEW_FOOT),
}


def _html(made: Made) -> str:
    links = "".join(f'<li><a href="/{i}">{escape(name)}</a></li>' for i, name in enumerate(_menu(made)))
    inside, after = _parts(made)
    body = [f"<p>{escape(text)}</p>" for text in (*made.body[:2], *inside, *made.body[2:])]
    foot = "".join(f"<p>{escape(text)}</p>" for text in after)
    return (
        f"<!doctype html><html lang=en><head><title>{escape(made.title)}</title></head>"
        f"<body><div><ul>{links}</ul></div>"
        f"<div><h1>{escape(made.title)}</h1>{''.join(body)}</div><div>{foot}</div></body></html>"
    )


def _markdown(made: Made) -> str:
    links = "\n".join(f"* [{name}]({SITE}/{i})" for i, name in enumerate(_menu(made)))
    inside, after = _parts(made)
    return "\n\n".join([links, f"# {made.title}", *made.body[:2], *inside, *made.body[2:], *after]) + "\n"


def _menu(made: Made) -> tuple[str, ...]:
    return NEW_MENU if made.template == "new" else MENU if made.template == "news" else MENU[:3]


def _parts(made: Made) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What stands inside the article, and what stands after it."""
    if made.template == "new":
        return (NEW_PROMPT,), (NEW_FOOT,)
    if made.template == "column":
        return (), (COLUMN_FOOT, COUNTER, LEGAL)
    return (PROMPT,), (TEASER_HEAD, *TEASERS, COUNTER, LEGAL)
