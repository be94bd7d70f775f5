"""Ingredients and steps, which look like a menu: known by the page's own data, or by a heading and their amounts."""

from __future__ import annotations

import json
from typing import Any

import pytest

from presscut.cleaner.judge.recipe import WEIGHT, recipe_parts
from presscut.cleaner.metadata.head_recipe import MOST, MOST_CHARS, read_recipe
from presscut.cleaner.model import Article, Draft, Page
from presscut.cleaner.segment import segment
from presscut.pipeline import Cleaner

MENU = "".join(f"<li><a href=/{word}>{word}</a></li>" for word in ("Home", "Salt", "Shop", "Events", "About"))
AMOUNTS = ("2 lemons", "250 g of brown sugar", "a pinch of salt", "½ cup of dark rum", "Water")
STEPS = (
    "Boil the lemons whole until a straw goes through them, and let the water stand overnight in a cold room.",
    "Slice them, pips and all, add the sugar, and stir over a low flame until the back of the spoon is coated.",
)
STORY = (
    "My aunt made this every January, when the boat from the south came in with the first lemons of the year. "
    "She stood at the stove in her coat, for the kitchen was never warm, and would not be spoken to."
)


def page(data: Any, body: str) -> Page:
    script = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    markup = f"<html><head><title>Lemon jam</title>{script}</head><body>{body}</body></html>"
    return Page(markup.encode(), url="https://kitchen.example/lemon-jam")


def items(texts: tuple[str, ...]) -> str:
    return f"<ul>{''.join(f'<li>{text}</li>' for text in texts)}</ul>"


RECIPE = {"@type": "Recipe", "name": "Lemon jam", "recipeIngredient": AMOUNTS, "recipeInstructions": STEPS}


def marked(given: Page) -> list[str]:
    draft = segment(given)
    assert isinstance(draft, Draft)
    return [draft.blocks[mark.block].text for mark in recipe_parts(draft)]


def cleaned(given: Page) -> Article:
    made = Cleaner().clean(given)
    assert isinstance(made, Article)
    return made


@pytest.mark.parametrize(
    "recipe",
    [
        RECIPE,
        {"@graph": [{"@type": "WebSite"}, RECIPE]},
        {**RECIPE, "recipeInstructions": [{"@type": "HowToStep", "text": f"<p>{step}</p>"} for step in STEPS]},
        {
            **RECIPE,
            "recipeInstructions": {
                "@type": "HowToSection",
                "name": "The jam",
                "itemListElement": [{"@type": "HowToStep", "text": step} for step in STEPS],
            },
        },
        {**RECIPE, "recipeInstructions": "&lt;b&gt;" + "\n".join(STEPS)},
    ],
)
def test_what_the_data_names_is_marked(recipe: Any) -> None:
    """However the data is nested; a word of the list in the menu is none of it."""
    body = f"<nav><ul>{MENU}</ul></nav><p>{STORY}</p>{items(AMOUNTS)}{items(STEPS)}"
    assert marked(page(recipe, body)) == [*AMOUNTS, *STEPS]


def test_amounts_may_stand_in_elements_of_their_own() -> None:
    """ "250 g" in one cell and what it is of in the next; the data may write the number in another way."""
    data = {"@type": "Recipe", "recipeIngredient": ["2 lemons", "250 g brown sugar", "0.5 cup dark rum"]}
    parts = ("2", "lemons", "250 g", "brown sugar", "½", "cup dark rum", "4.5")
    body = "".join(f"<div>{part}</div>" for part in parts)
    assert marked(page(data, f"<p>{STORY}</p><hr>{body}")) == [*parts[:-1]]


def test_the_same_amount_may_stand_in_a_list_twice() -> None:
    """A spoon of this and a spoon of that: they are no copies of one another."""
    data = {"@type": "Recipe", "recipeIngredient": ["1 spoon salt", "1 spoon sugar", "1 spoon rum"]}
    body = "".join(f"<div>1 spoon</div><div>{of}</div>" for of in ("salt", "sugar", "rum"))
    assert marked(page(data, f"<p>{STORY}</p><hr>{body}")) == ["1 spoon", "salt", "1 spoon", "sugar", "1 spoon", "rum"]


def test_what_comes_twice_is_marked_once() -> None:
    """Many pages hold the list a second time to be printed."""
    assert marked(page(RECIPE, f"{items(AMOUNTS)}<p>{STORY}</p>{items(AMOUNTS)}")) == [*AMOUNTS]


def test_other_things_of_the_page_name_none() -> None:
    """What a listing or a review tells of is not the page's recipe; what is no text is no ingredient."""
    listed = {"@type": "ItemList", "itemListElement": [RECIPE]}
    assert marked(page(listed, items(AMOUNTS))) == []
    assert read_recipe([{"@type": "Recipe", "recipeIngredient": [3, None, {"a": "b"}, "rum"], "step": 4}]) == ("rum",)


def test_a_recipe_without_end_is_read_up_to_a_bound() -> None:
    """The data is a stranger's."""
    assert len(read_recipe([{"recipeIngredient": ["salt"] * MOST}] * MOST)) == MOST
    assert sum(map(len, read_recipe([{"recipeIngredient": ["salt" * 9_000] * MOST}]))) == MOST_CHARS


def test_the_list_stays_and_the_menu_goes() -> None:
    """The whole way, with what usually stands around a recipe."""
    body = (
        f"<nav><ul>{MENU}</ul></nav><main><h1>Lemon jam</h1><p>{STORY}</p><h3>What goes in</h3>{items(AMOUNTS)}"
        f"<h3>How it is done</h3>{items(STEPS)}</main>"
        f"<aside><h3>More to cook</h3>{items(('<a href=/1>Pear soup</a>', '<a href=/2>Rye bread</a>'))}</aside>"
    )
    text = cleaned(page(RECIPE, body)).text
    assert all(line in text for line in (*AMOUNTS, *STEPS, STORY))
    assert not any(word in text for word in ("Events", "About", "Pear soup", "Rye bread"))


TEXT = "\n\n".join(
    [
        *("Home", "Recipes", "Ingredients", "Techniques", "Log in", "Lemon jam", STORY, "Ingredients", *AMOUNTS),
        *("Method", *STEPS, "Print", "Share", "Pear soup", "Cold leeks", "Rye bread"),
    ]
)


def test_in_text_the_heading_and_the_amounts_tell() -> None:
    """There is no data in scraped text. A menu may have an entry "Ingredients" as well: no amounts follow on it."""
    text = cleaned(Page(TEXT.encode(), url="https://kitchen.example/lemon-jam")).text
    assert all(line in text for line in (*AMOUNTS, *STEPS, STORY))
    assert not any(word in text for word in ("Techniques", "Log in", "Rye bread"))


def test_the_marks_are_as_strong_as_the_model() -> None:
    """It says of such a list what it says of a menu, and would win otherwise."""
    from presscut.cleaner.judge.block_model import STRONGEST

    assert WEIGHT <= -STRONGEST
