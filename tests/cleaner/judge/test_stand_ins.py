"""Pages that stand in for an article are told from articles, in many languages, and go whole."""

from __future__ import annotations

import pytest

from presscut.batch import STAND_INS as NAMED
from presscut.batch import no_article
from presscut.cleaner.kinds import KINDS, STAND_INS
from presscut.cleaner.model import Article, Page
from presscut.cleaner.rulebook import PackSource, Rulebook, builtin_sources
from presscut.errors import ConfigError
from presscut.options import Options
from presscut.pipeline import Cleaner

URL = "https://harbour-herald.example/2031/ferry"
MENU = "<header><nav><ul><li><a href=/>Home</a></li><li><a href=/news>News</a></li></ul></nav></header>"
FOOTER = "<footer><p>© 2031 Harbour Herald</p></footer>"
PAGES = {
    "error": [
        "<h1>404 Not Found</h1><hr><center>harbourd</center>",
        "<h1>Oops! That page can’t be found.</h1><p>Nothing was found at this location. Try a search, or these:</p>"
        "<ul><li><a href=/a>Harbour wall to be repaired</a></li><li><a href=/b>Ferry times change</a></li></ul>",
        "<h1>We looked everywhere</h1><p>The story you were looking for may have been moved or deleted.</p>",
        "<h1>Something went wrong</h1><p>Please try again later.</p>",
    ],
    "blocked": [
        "<h1>Just a moment...</h1><p>Checking your browser before accessing harbour-herald.example.</p>",
        "<h1>Sorry, you have been blocked</h1><h2>Why have I been blocked?</h2><p>This site has a service that watches "
        "over it. What you just did has alarmed it; a word, a command or a broken request may have done so.</p>",
        "<noscript><p>You need to enable JavaScript to run this app.</p></noscript><div id=root></div>",
    ],
    "login": [
        "<h1>Log in to continue</h1><form><input name=e><input type=password><button>Log in</button></form>"
        "<p>New here? <a href=/join>Register</a></p><p>By going on you agree to our terms of use.</p>",
        "<h2>Forgot your password?</h2><p>Enter your address below and we will send you a link to choose another.</p>",
        "<p>You must be logged in to view this page.</p>",
    ],
    "consent": [
        "<h1>Before you continue to Harbour Herald</h1><p>We use cookies and data to run our services, to watch for "
        "outages and to measure who comes and how often.</p><p>If you choose to accept all, we will also use them to "
        "show advertisements that fit you.</p><button>Accept all</button>",
    ],
}  # fmt: skip
STORY = (
    "<h1>{title}</h1><p>The ferry lay at the quay until noon, and those who had tickets sat on their bags and looked "
    "at the water. Nobody told them why, and nobody asked twice.</p><p>At one o'clock the captain came with two men "
    "from the yard. They opened the deck, looked in, and sent a boy for the long ladder and a lamp.</p>"
    "<p>It was dark when the engine ran again. Half of the tickets had been given back by then, and the others were "
    "good for the morning boat, which left on time.</p>{more}"
)


def cleaned(body: str, language: str = "en", keep: frozenset[str] = frozenset()) -> Article:
    markup = (
        f'<html lang="{language}"><head><title>Harbour Herald</title></head><body>{MENU}{body}{FOOTER}</body></html>'
    )
    article = Cleaner(Options(engine="own", keep=keep)).clean(Page(markup.encode(), url=URL))
    assert isinstance(article, Article)
    return article


@pytest.mark.parametrize(("kind", "body"), [(kind, body) for kind, bodies in PAGES.items() for body in bodies])
def test_a_page_that_stands_in_is_no_article(kind: str, body: str) -> None:
    """Whoever keeps pages would keep it as the article; the flag says what came instead."""
    article = cleaned(body)
    assert article.text == ""
    assert article.flags == ("no-article", f"page:{kind}")
    assert {entry.kind for entry in article.ledger if entry.action == "cut"} <= {kind, "image", "divider"}


@pytest.mark.parametrize(
    ("language", "title", "text"),
    [
        ("de", "Seite nicht gefunden", "Die gesuchte Seite existiert leider nicht oder wurde verschoben."),
        ("fr", "Page introuvable", "La page que vous cherchez n’existe pas ou a été déplacée."),
        ("es", "Página no encontrada", "La página que buscas no existe o ha sido eliminada."),
        ("ru", "Страница не найдена", "Запрашиваемая страница не существует или была удалена."),
        ("zh", "页面不存在", "您访问的页面不存在，可能已被删除。"),
        ("ja", "ページが見つかりません", "お探しのページは削除されたか、移動した可能性があります。"),
        ("ar", "الصفحة غير موجودة", "الصفحة التي تبحث عنها غير موجودة أو تم حذفها."),
        ("he", "הדף לא נמצא", "הדף שחיפשת אינו קיים או הוסר מן האתר."),
        ("it", "Pagina non trovata", "La pagina che stai cercando non esiste più su questo sito."),
        ("pl", "Nie znaleziono strony", "Strona, której szukasz, nie istnieje albo zmieniła adres."),
        ("tr", "Sayfa bulunamadı", "Aradığınız sayfa kaldırılmış ya da adresi değişmiş olabilir."),
        ("ko", "페이지를 찾을 수 없습니다", "요청하신 페이지가 존재하지 않습니다."),
    ],
)
def test_an_error_page_is_known_in_its_language(language: str, title: str, text: str) -> None:
    """By its heading, and by its sentence where the heading says something else."""
    for heading in (title, "404"):
        article = cleaned(f"<main><h1>{heading}</h1><p>{text}</p></main>", language)
        assert article.flags == ("no-article", "page:error"), heading


@pytest.mark.parametrize(
    ("title", "more"),
    [
        ("Log in to continue", ""),
        ("The ferry that was not found", "<p>You need to enable JavaScript to see the comments.</p>"),
        ("Just a moment", "<div hidden><h2>Sign in</h2><p>You must be logged in to view this page.</p></div>"),
        ("404 not found", "<p>The page you are looking for has been moved.</p>"),
    ],
)
def test_an_article_stays_whatever_it_is_called(title: str, more: str) -> None:
    """Three paragraphs of prose are more than any such page has besides."""
    article = cleaned(f"<main>{STORY.format(title=title, more=more)}</main>")
    assert "sent a boy for the long ladder" in article.text
    assert article.flags == ()


def test_a_short_article_with_a_hidden_dialog_stays() -> None:
    """A form to log in lies in many pages: it tells of the page only where it would stay itself."""
    brief = "<h1>Ferry late again</h1><p>The ferry came an hour late on Monday, as it had on Friday, and left late.</p>"
    dialog = '<div class="modal" hidden><h2>Sign in</h2><label>Password</label><input type=password></div>'
    article = cleaned(f"<main>{brief}</main>{dialog}")
    assert "an hour late on Monday" in article.text
    assert "no-article" not in article.flags


def test_text_is_known_as_well() -> None:
    """What a scraper printed of an error page has no headings."""
    text = "Page Not Found\n\nSorry, the page you are looking for doesn't exist.\n\nGo back to the homepage\n"
    article = Cleaner().clean(Page(text.encode()))
    assert isinstance(article, Article)
    assert article.flags == ("no-article", "page:error")


def test_a_kind_to_keep_stays() -> None:
    """Who studies error pages can have them."""
    body = PAGES["error"][2]
    assert "may have been moved or deleted" in cleaned(body, keep=frozenset({"error"})).text
    assert cleaned(body, keep=frozenset({"login"})).text == ""


def test_what_the_user_protects_stays() -> None:
    """No rule outvotes a protection, not even one that speaks of the whole page."""
    pack = PackSource(
        "mine.toml", 'schema = 1\nprotect = ["may have been moved"]\n[pack]\nid = "mine"\nlanguages = ["any"]\n'
    )
    markup = f"<html lang=en><body>{PAGES['error'][2]}</body></html>"
    article = Cleaner(Options(engine="own", packs=(pack,))).clean(Page(markup.encode(), url=URL))
    assert isinstance(article, Article)
    assert article.text == "The story you were looking for may have been moved or deleted."


def test_the_message_says_what_came_instead() -> None:
    """The remedy fits: a gentler level would change nothing."""
    assert set(NAMED) == STAND_INS
    assert set(KINDS) >= STAND_INS
    problem = no_article(cleaned(PAGES["blocked"][0]), "page.html")
    assert problem is not None
    assert problem.message == (
        "it is no article but a check of who is asking; --keep blocked keeps it, `presscut why page.html` says why"
    )
    assert no_article(cleaned(f"<main>{STORY.format(title='Late', more='')}</main>"), "page.html") is None


@pytest.mark.parametrize(
    ("kind", "action", "extent", "message"),
    [
        ("error", "cut-block", "", "'cut-page' and the kinds blocked, consent, error, login belong together"),
        ("nav", "cut-page", "max_words = 9", "the action 'cut-page' and the kinds"),
        ("error", "cut-page", "", "'max_words' in [rule.extent] belongs to the action 'cut-page'"),
        ("nav", "cut-block", "max_words = 9", "'max_words' in [rule.extent] belongs to the action 'cut-page'"),
        ("error", "cut-page", "max_words = 9\nmax_blocks = 3", "[rule.extent] belong to the actions"),
    ],
)  # fmt: skip
def test_half_a_rule_is_refused(kind: str, action: str, extent: str, message: str) -> None:
    """A rule that could never take a page, or would take it at any length, is a mistake."""
    rule = f'id = "mine/one"\nkind = "{kind}"\nwhy = "A test."\naction = "{action}"\nweight = 2.0\n'
    text = f'schema = 1\n[pack]\nid = "mine"\nlanguages = ["any"]\n[[rule]]\n{rule}[rule.when]\nany = ["not here"]\n'
    with pytest.raises(ConfigError) as refused:
        Rulebook.parse([PackSource("mine.toml", f"{text}[rule.extent]\n{extent}\n")])
    assert message in str(refused.value)


def test_every_language_knows_an_error_page() -> None:
    """A language without the rule would keep its error pages as articles."""
    book = Rulebook.parse(builtin_sources())
    spoken = {language for rule in book.rules if rule.kind == "error" for language in rule.languages}
    assert spoken == {language for pack in book.packs for language in pack.languages}
