"""Articles that end at a paywall are flagged, in many languages; others are not."""

from __future__ import annotations

import pytest

from presscut.cleaner.model import Article, Page
from presscut.options import Options
from presscut.pipeline import Cleaner

# An article's beginning, and what stands below it.
WALLED = {
    "en": (
        "The ferry lay at the quay until noon, and those who had tickets sat on their bags and looked at the water. "
        "Nobody told them why, and nobody asked twice.",
        "This story is exclusive to subscribers. Log in or subscribe to keep reading.",
    ),
    "de": (
        "Die Fähre lag bis zum Mittag am Kai, und wer eine Karte hatte, saß auf seinem Koffer und sah aufs Wasser. "
        "Niemand sagte den Leuten, warum, und niemand fragte ein zweites Mal.",
        "Dieser Artikel ist nur für Abonnenten. Jetzt anmelden und weiterlesen.",
    ),
    "fr": (
        "Le bac resta à quai jusqu’à midi, et ceux qui avaient un billet s’assirent sur leurs sacs et regardèrent "
        "l’eau. Personne ne leur dit pourquoi, et personne ne le demanda deux fois.",
        "Cet article est réservé aux abonnés. Abonnez-vous pour lire la suite.",
    ),
    "es": (
        "El transbordador estuvo en el muelle hasta el mediodía, y los que tenían billete se sentaron en sus maletas "
        "y miraron el agua. Nadie les dijo por qué, y nadie lo preguntó dos veces.",
        "Contenido exclusivo para suscriptores. Suscríbete para seguir leyendo.",
    ),
    "it": (
        "Il traghetto restò alla banchina fino a mezzogiorno, e chi aveva un biglietto sedeva sulla valigia e guardava "
        "l’acqua. Nessuno disse loro perché, e nessuno lo chiese due volte.",
        "Contenuto riservato agli abbonati. Abbonati per continuare a leggere.",
    ),
    "nl": (
        "De veerboot lag tot de middag aan de kade, en wie een kaartje had, zat op zijn koffer en keek naar het water. "
        "Niemand vertelde hun waarom, en niemand vroeg het twee keer.",
        "Dit artikel is exclusief voor abonnees. Log in om verder te lezen.",
    ),
    "sv": (
        "Färjan låg vid kajen till klockan tolv, och de som hade biljett satt på sina väskor och såg ut över vattnet. "
        "Ingen sade varför, och ingen frågade två gånger.",
        "Artikeln är bara för prenumeranter. Logga in för att läsa vidare.",
    ),
    "ja": (
        "渡し船は昼まで岸壁を離れず、切符を持った人々は荷物に腰かけて水面を眺めていた。なぜかと教える者はなく、二度尋ねる者もいなかった。",
        "この記事は会員限定です。ログインすると続きをお読みいただけます。",
    ),
}
STORY = (
    "The ferry lay at the quay until noon, and those who had tickets sat on their bags and looked at the water.",
    "At one o'clock the captain came with two men from the yard, who opened the deck and sent a boy for a ladder.",
    "It was dark when the engine ran again. Half of the tickets had been given back by then, and the others were",
)
MORE = (
    "good for the morning boat. It left on time, with eleven passengers and the post of two days, and came back at "
    "noon with the doctor, who had been on the island since Friday and had not been missed by anybody but his dog, "
    "and with four crates of apples that nobody had ordered and that the harbour master gave to the school."
)


def flags(language: str, *paragraphs: str) -> tuple[str, ...]:
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    markup = f"<html lang={language}><body><article><h1>The ferry lay still</h1>{body}</article></body></html>"
    made = Cleaner(Options(engine="own")).clean(Page(markup.encode(), url="https://courier.example/2031/ferry"))
    assert isinstance(made, Article)
    assert made.text.startswith(paragraphs[0])
    return made.flags


@pytest.mark.parametrize("language", WALLED)
def test_an_article_that_ends_at_a_paywall_is_flagged(language: str) -> None:
    """Whoever counts words must know that there were more."""
    assert flags(language, *WALLED[language]) == ("paywall",)
    assert flags(language, WALLED[language][0]) == ()


def test_an_article_that_goes_on_is_not() -> None:
    """The notice of a page that shows all of the article stands somewhere in it."""
    assert flags("en", STORY[0], STORY[1], WALLED["en"][1], STORY[2], MORE) == ()
    assert flags("en", *STORY, MORE) == ()


def test_an_invitation_to_subscribe_is_no_paywall() -> None:
    """What every page has at its end says nothing of the article."""
    invited = "Subscribe now to keep reading and get access to the full archive."
    assert flags("en", *STORY, MORE, invited) == ()
    assert flags("en", *STORY, MORE, "Subscribe to our newsletter and never miss a story.") == ()
