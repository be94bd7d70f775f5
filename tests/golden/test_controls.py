"""Controls of pages between the paragraphs of an article, in nine languages: what scrapers take for text."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from presscut.cleaner.model import Article, Page
from presscut.options import Options
from presscut.pipeline import Cleaner

CLEANER = Cleaner(Options())


class Language(NamedTuple):
    """An article, and the words that websites set between its paragraphs.

    Attributes:
        sentence: every paragraph of it; ``{n}`` and ``{m}`` are numbers, ``{thing}`` one of the things.
    """

    title: str
    sentence: str
    things: tuple[str, ...]
    controls: tuple[str, ...]


LANGUAGES = {
    "en": Language(
        "The ferry comes back",
        "On the {n}th morning after the ferry came back, the keeper wrote in his book that {m} people had "
        "come to see it, and that {n} of them had asked him what he made of it all. He told them that {thing}"
        " was older than the boat.",
        ("the rope", "the lamp", "the oven", "the bell", "the dog", "the anchor", "the clock", "the gate"),
        (
            "Press enter or click to view image in full size",
            "after newsletter promotion",
            "View this post on Instagram",
            "Add us as a preferred source on Google",
            "Thanks for reading! Subscribe for free to receive new posts and support my work.",
            "How useful was this post?",
            "412 Upvote Reply Share",
            "Continue this thread",
            "Member-only story",
            "Beginning of dialog window. Escape will cancel and close the window.",
            "Current Time 0:00",
            "When you purchase through links on our site, we may earn an affiliate commission.",
            "Email this to a friend",
            "You have 3 free articles remaining",
            "Image caption, The ferry at the quay",
        ),
    ),
    "de": Language(
        "Die Fähre kommt zurück",
        "Am {n}. Morgen nach der Rückkehr der Fähre schrieb der Wärter in sein Buch, dass {m} Leute gekommen "
        "waren, um sie zu sehen, und dass {n} von ihnen wissen wollten, was er davon halte. Er sagte, {thing}"
        " sei älter als das Boot.",
        ("das Seil", "die Lampe", "der Ofen", "die Glocke", "der Hund", "der Anker", "die Uhr", "das Tor"),
        (
            "Artikel merken",
            "Zur Merkliste",
            "Zum Inhalt springen",
            "Empfohlener redaktioneller Inhalt",
            "Ich bin damit einverstanden, dass mir externe Inhalte angezeigt werden.",
            "Sieh dir diesen Beitrag auf Instagram an",
            "Melden Sie sich an, um zu kommentieren",
            "Fehler gefunden?",
            "War dieser Artikel hilfreich?",
            "Exklusiv für Abonnenten",
            "Jederzeit kündbar",
            "vor 3 Stunden",
        ),
    ),
    "fr": Language(
        "Le bac revient à Lomère",
        "Le {n}e matin après le retour du bac, le gardien écrivit dans son livre que {m} personnes étaient "
        "venues le voir, et que {n} d'entre elles lui avaient demandé ce qu'il en pensait. Il répondit que "
        "{thing} était plus vieux que le bateau.",
        ("la corde", "la lampe", "le four", "la cloche", "le chien", "l'ancre", "la pendule", "la porte"),
        (
            "Offrir l'article",
            "Retour à l'accueil",
            "Déjà abonné ? Connectez-vous",
            "Voir cette publication sur Instagram",
            "Ce contenu est bloqué car vous n'avez pas accepté les cookies.",
            "Connectez-vous pour commenter",
            "Signaler une erreur",
            "Votre adresse e-mail",
            "Temps de lecture : 3 min",
            "Il y a 3 heures",
            "Lien copié",
            "Agrandir l'image",
        ),
    ),
    "es": Language(
        "El transbordador vuelve a Lomera",
        "La mañana {n} después del regreso del transbordador, el guarda escribió en su libro que {m} personas"
        " habían venido a verlo, y que {n} de ellas le habían preguntado qué le parecía. Dijo que {thing} era"
        " más viejo que el barco.",
        ("la cuerda", "la lámpara", "el horno", "la campana", "el perro", "el ancla", "el reloj", "la puerta"),
        (
            "Guardar artículo",
            "Volver arriba",
            "Ver esta publicación en Instagram",
            "Para ver este contenido, acepta las cookies.",
            "Inicia sesión para comentar",
            "Reportar un error",
            "¿Te ha resultado útil este artículo?",
            "Tu correo electrónico",
            "Hace 3 horas",
            "Enlace copiado",
            "Contenido exclusivo para suscriptores",
            "Ampliar imagen",
        ),
    ),
    "ru": Language(
        "Паром возвращается в Ломер",
        "На {n}-е утро после возвращения парома смотритель записал в свою книгу, что посмотреть на него "
        "пришли {m} человек и что {n} из них спросили его, что он об этом думает. Он ответил, что {thing} "
        "старше лодки.",
        ("канат", "фонарь", "печь", "колокол", "пёс", "якорь", "часы", "ворота"),
        (
            "Послушать статью",
            "Скопировать ссылку",
            "Наверх",
            "Посмотреть эту публикацию в Instagram",
            "Ваш браузер не поддерживает аудио.",
            "Войдите, чтобы оставить комментарий",
            "Нашли опечатку? Выделите её и нажмите Ctrl+Enter",
            "Ваш e-mail",
            "Время чтения: 3 минуты",
            "3 часа назад",
            "Показать ещё",
            "Только для подписчиков",
        ),
    ),
    "zh": Language(
        "渡船回到洛米尔",
        "渡船回来后的第{n}个早晨，看守人在他的本子上写道，有{m}个人来看它，其中{n}个人问他对此有什么"
        "看法。他说，{thing}比那条船还要老。",
        ("绳子", "灯", "炉子", "钟", "狗", "锚", "时钟", "大门"),
        (
            "收听全文",
            "复制链接",
            "返回顶部",
            "您的浏览器不支持音频播放。",
            "登录后发表评论",
            "这篇文章对您有帮助吗？",
            "欢迎关注我们的微信公众号",
            "会员专享",
            "查看更多",
            "3小时前",
            "点击查看大图",
            "猜你喜欢",
        ),
    ),
    "ja": Language(
        "渡し船が戻ってくる",
        "渡し船が戻ってから{n}日目の朝、番人は帳面に、{m}人が船を見に来て、そのうち{n}人が彼にどう思"
        "うかと尋ねた、と書いた。彼は、{thing}のほうが船よりも古いと答えた。",
        ("綱", "灯", "炉", "鐘", "犬", "錨", "時計", "門"),
        (
            "記事を保存する",
            "リンクをコピー",
            "ページトップへ戻る",
            "この投稿をInstagramで見る",
            "JavaScriptを有効にしてください。",
            "コメントを投稿するにはログインしてください",
            "この記事は役に立ちましたか？",
            "無料会員登録はこちら",
            "有料会員限定記事",
            "この記事は約3分で読めます。",
            "3時間前",
            "画像を拡大する",
        ),
    ),
    "ar": Language(
        "العبارة تعود إلى لومير",
        "في الصباح رقم {n} بعد عودة العبارة كتب الحارس في دفتره أن {m} شخصا جاؤوا لرؤيتها، وأن {n} منهم سألوه"
        " عن رأيه في الأمر كله. فقال إن {thing} أقدم من القارب.",
        ("الحبل", "المصباح", "الفرن", "الجرس", "الكلب", "المرساة", "الساعة", "الباب"),
        (
            "نسخ الرابط",
            "العودة إلى الأعلى",
            "مواضيع ذات صلة",
            "متصفحك لا يدعم تشغيل الصوت",
            "أضف تعليقا",
            "سجل الدخول لإضافة تعليق",
            "هل كان هذا المقال مفيدا؟",
            "البريد الإلكتروني",
            "للمشتركين فقط",
            "عرض المزيد",
            "منذ 3 ساعات",
            "المقال التالي",
        ),
    ),
    "he": Language(
        "המעבורת חוזרת ללומר",
        "בבוקר ה-{n} אחרי שחזרה המעבורת כתב השומר בספרו כי {m} אנשים באו לראות אותה, וכי {n} מהם שאלו אותו מה"
        " דעתו על כל העניין. הוא אמר כי {thing} זקן יותר מן הסירה.",
        ("החבל", "המנורה", "התנור", "הפעמון", "הכלב", "העוגן", "השעון", "השער"),
        (
            "האזינו לכתבה",
            "העתק קישור",
            "חזרה לראש העמוד",
            "כתבות נוספות",
            "יש להתחבר כדי להגיב",
            "מצאתם טעות בכתבה? כתבו לנו",
            "הירשמו לניוזלטר שלנו",
            "כתובת מייל",
            "למנויים בלבד",
            "הצג עוד",
            "לפני 3 שעות",
            "הסרטון אינו זמין",
        ),
    ),
}
CASES = [(language, control) for language, said in LANGUAGES.items() for control in said.controls]


def paragraphs(said: Language) -> list[str]:
    """Eight paragraphs."""
    return [said.sentence.format(n=n, m=n * 7, thing=thing) for n, thing in enumerate(said.things, 3)]


def cleaned(said: Language, control: str, at: int) -> Article:
    """The article of a page in Markdown that has a line between its paragraphs."""
    body = paragraphs(said)
    text = "\n\n".join([f"# {said.title}", *body[:at], control, *body[at:]])
    article = CLEANER.clean(Page(text.encode(), media_type="markdown"))
    assert isinstance(article, Article)
    return article


@pytest.mark.parametrize(("language", "control"), CASES)
def test_a_control_goes_and_the_article_stays(language: str, control: str) -> None:
    """Near the top and in the middle, where all around it stays."""
    said = LANGUAGES[language]
    for at in (1, 4):
        article = cleaned(said, control, at)
        assert article.text == "\n\n".join(paragraphs(said))
        assert article.language == language


@pytest.mark.parametrize(("language", "control"), CASES)
def test_an_article_may_speak_of_a_control(language: str, control: str) -> None:
    """The same words inside a paragraph are the article's."""
    said = LANGUAGES[language]
    first, *others = paragraphs(said)
    text = "\n\n".join([f"# {said.title}", *others[:4], f"{first} {control} {others[0]}", *others[4:]])
    article = CLEANER.clean(Page(text.encode(), media_type="markdown"))
    assert isinstance(article, Article)
    assert f"{first} {control} {others[0]}" in article.text
