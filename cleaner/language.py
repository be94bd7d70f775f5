"""The language of a text: by its script where that is enough, by its commonest words where it is not.

Measured on news-dev (119 pages, 20 languages; the four pages whose gold wrongly says English count as
right when they come out as what they are or as null) and on the 791 English articles of wcxb-dev, CPU
time on one core:

    =================  ============  ============  ============  ============  ===========
    right / wrong      html2text     inscriptis    body          body[:200]    title
    =================  ============  ============  ============  ============  ===========
    this module        .975 / .008   .983 / .017   1.000 / .000  .966 / .000   .529 / .000
    py3langid          1.000 / .000  1.000 / .000  1.000 / .000  1.000 / .000  .992 / .008
    resiliparse, fast  .933 / .067   .958 / .042   .966 / .034   .866 / .134   .782 / .168
    =================  ============  ============  ============  ============  ===========

English articles: .999, 1.000 and .999 right. Import: 5, 704 and 5 ms (py3langid brings NumPy); a page of
wcxb-dev: 0.8, 4.7 and 0.1 ms. py3langid costs five times the budget of a small page, resiliparse names a
wrong language where this module says null, and its compiled package would serve this one question.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from presscut.cleaner.patterns import lazy

LOOKED_AT = 60_000  # characters: enough for any article; the rest of a book changes nothing
LONG_LINE = 8  # words: shorter lines are menus, often in another language than the article
LONG_ENOUGH = 200  # characters of long lines; with fewer the whole text is asked
ENOUGH = 1.5  # weight of common words below which a text is too short to tell
SHARE = 0.03  # weight per word of the text below which it is in a language that is not listed
GLANCE = 600  # characters of both ends that are asked first
CLEAR = 2.0  # the lead, see below, from which their answer stands: on 1,155 pages that of the whole, but for
# three views of one English page filled up with Latin
LEAD = 1.15  # the best language must have this many times the weight of the next one, else null

COMMON: dict[str, str] = {
    "en": "the of and to in is that for it was with as on be at by this have from are not his you which or has but "
    "an they their were its will who more about been would there",
    "de": "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er "
    "hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder",
    "fr": "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont avec la aux "
    "d'un cette mais ou été comme ont son elle nous leur",
    "es": "de la que el en y a los se del las un por con no una su para es al lo como más o pero sus le ha me si sin "
    "sobre este ya entre cuando todo esta ser son también fue había era muy",
    "pt": "de a o que e do da em um para com não uma os no se na por mais as dos como mas ao ele das à seu sua ou "
    "quando muito nos já eu também só pelo pela até isso ela entre são foi",
    "it": "di che e la il un a per in una mi sono ho non si lo le con gli da della dei nel del alla più come anche al "
    "è i delle ma questo ha dal nella degli se sua suo dalla era",
    "nl": "de van het een en in is dat op te zijn met voor niet die aan er om ook als dan maar bij nog uit naar heeft "
    "wordt door over hij ze werd deze tot worden hebben was",
    "da": "og i at det er en til på som for af den de ikke har med jeg han et der var men sig ud efter blev kan om fra "
    "også skal siger havde blevet hvor mod være ved hun vil ind hvad noget mellem nogle meget mere uden bliver gør nu",
    "no": "og i det er en til på som for av den de ikke har med jeg han et at var men seg ut etter ble kan om fra også "
    "skal sier hadde blitt hvor mot være ved hun vil inn hva noe mellom noen mye mer uten blir gjør nå",
    "sv": "och i att det som en på är av för med den till inte har de ett om jag var han men sig från vi så kan när år "
    "under också efter eller nu sin där vid mot ska skulle hade bli sedan",
    "is": "og að í á er sem við til um það en var ekki fyrir með hann af hafa þess eru þá segir hefur verið því þetta "
    "eftir frá ég þar hún voru þeir",
    "fi": "ja on ei että se oli hän en mutta ovat kun niin myös ole kuin mitä joka sen tai jos hänen mukaan vuonna "
    "olla sekä vain jo nyt siitä kanssa ovat joka",
    "pl": "w i na z się do nie że to jest o jak za po od co ale przez dla jego tym czy które tak są był oraz może już "
    "także roku ze być ich pod",
    "cs": "a v se na je to že s z do o i za ve by ale si po jsem které podle jako k pro tak který už jeho jsou bylo "
    "byl nebo také před při od jen aby není když co",
    "sk": "a v sa na je to že s z do o aj za vo by ale si po som ktoré podľa ako k pre tak ktorý už jeho sú bolo bol "
    "alebo tiež pred pri od len aby nie keď čo",
    "sl": "in je v na da se za ki so pa z s bi ne tudi po ali kot bo pri od še do iz ter je bil tako ni vse med le",
    "hr": "i je u na da se za su od s a koji što ne kako ili bi o će iz te samo nije bio po kao ali to sve već",
    "hu": "a az és hogy nem is egy ez volt meg de csak már mint van még ha vagy fel ki el szerint után azt ami amely "
    "lesz majd között",
    "ro": "de și în la a că nu cu o pe un este din care pentru se sunt mai sau ca fi au fost ce prin după dar lui sa "
    "către până între",
    "tr": "ve bir bu da de için ile çok olarak daha olan gibi o kadar sonra en ne ama var her olduğu göre ise değil "
    "oldu dedi tarafından yeni iki yer",
    "id": "yang dan di itu dengan untuk dari dalam tidak ini akan pada juga ke karena tersebut bisa ada oleh mereka "
    "telah kata saat atau menjadi sudah",
    "ca": "de la i el en que els les a per un una del amb no és al va més ha com però dels o són seva aquest aquesta "
    "també fer quan hi pel",
    "vi": "và của là có trong được cho không với các một những người này đã khi từ để cũng tại ra vào về như nhiều",
    "sw": "ya na wa kwa ni katika la za kuwa hiyo cha huo hayo amesema ili watu kama baada zaidi lakini hilo huyo "
    "wakati pia yake",
    "et": "ja on ei et see oli kui ka oma aga mis ta siis või nii kes välja ning tema seda pole mida veel juba eesti",
    "lv": "un ir ka no ar par uz bija kas arī tas lai bet kā viņš tika gan vai pēc pie līdz tā",
    "lt": "ir yra kad į su iš tai kaip bet buvo jis už po jo dėl tik ne apie taip nuo bei jau",
    "ru": "и в не на что с по как это он из к у за от но его то для все так о же была или был они при после также",
    "uk": "і в не на що з у та як це за до від його але про для він є був після або які також через який щоб",
    "bg": "и на да в се за от не с че е по са как но като си това до му той ще или бе към след която при има",
    "sr": "и у је на да се за су од са који што не као или би о ће из само није био по али то све већ",
    "ar": "في من على إلى أن التي عن مع هذا ما الذي كان هذه بعد لا بين قال كما لم قد ذلك وقال أو",
    "fa": "در به از که این را با است آن برای های می یک شد خود تا کرد بر هم نیز وی ها بود",
    "ur": "کے کی میں کا اور سے ہے کو نے یہ پر کہ ہیں اس بھی کہا ایک نہیں تھا لیے تو ہو",
    "hi": "के में की है और से का को पर ने यह कि हैं भी इस एक नहीं हो तो था लिए कर ही किया",
    "mr": "आहे आणि या तर हे ते होते त्यांनी आहेत नाही मध्ये केली असे होता म्हणून झाला",
    "ne": "छ र मा छन् पनि भएको गर्ने यो गरेको लागि थियो तथा भने",
}
"""The commonest words of a language, as whole words; the list need not be complete, only typical."""

SCRIPTS: tuple[tuple[str, str, str], ...] = (
    ("ja", "\u3040", "\u30ff"),
    ("ko", "\uac00", "\ud7af"),
    ("zh", "\u4e00", "\u9fff"),
    ("el", "\u0370", "\u03ff"),
    ("he", "\u0590", "\u05ff"),
    ("hy", "\u0530", "\u058f"),
    ("ka", "\u10a0", "\u10ff"),
    ("th", "\u0e00", "\u0e7f"),
    ("bn", "\u0980", "\u09ff"),
    ("pa", "\u0a00", "\u0a7f"),
    ("gu", "\u0a80", "\u0aff"),
    ("ta", "\u0b80", "\u0bff"),
    ("te", "\u0c00", "\u0c7f"),
    ("kn", "\u0c80", "\u0cff"),
    ("ml", "\u0d00", "\u0d7f"),
    ("si", "\u0d80", "\u0dff"),
    ("lo", "\u0e80", "\u0eff"),
    ("my", "\u1000", "\u109f"),
    ("am", "\u1200", "\u137f"),
    ("km", "\u1780", "\u17ff"),
)
"""Scripts that one language of the news is written in. Kana decide before Han: Japanese uses both."""

KANA_SHARE = 0.1  # of Han and kana together; Chinese text prints a Japanese name now and then
SCRIPT_SHARE = 0.3  # of all letters: names in Latin letters stand in every language
ENOUGH_LETTERS = 8  # letters of a script that belongs to one language

WORD = lazy(r"[^\s\d.,;:!?…„“”\"«»()\[\]|*_/—–·•।]+")
SEPARATORS = b' \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f0123456789.,;:!?"()[]|*_/'
ASCII_WORDS = bytes(32 if c in SEPARATORS else c for c in range(128)).ljust(256)
"""The same for text in ASCII, to be split at spaces."""
PARTING = "“”–—…"  # what makes most English texts more than ASCII
ADDRESS = lazy(r"\]\([^)\s]{0,300}|https?://\S+")
FOREIGN = lazy("[\u0370-\u03ff\u0530-\u109f\u10a0-\u10ff\u1200-\u137f\u1780-\u17ff\u3040-\u30ff\u4e00-\ud7af]+")
ASCII = lazy(r"[A-Za-z]+")
ADDRESSED = ("](", "http")  # what stands in every address


def detect_language(text: str) -> str | None:
    """The BCP 47 primary tag of the language a text is written in, or null when that is unsure.

    Lines of `LONG_LINE` words and more are asked first, so that a menu does not outvote its article.
    """
    head = text[:LOOKED_AT]
    if any(map(head.__contains__, ADDRESSED)):
        head = ADDRESS.sub(" ", head)
    return _by_script(head) or _by_words(_sample(head))


def common_share(text: str, language: str) -> float:
    """The share of a text's words that are among the commonest of a language, 0 to 1; 0 where they are not known.

    Running text has .2 and more of them, whatever its lines look like: a list of names has next to none.
    """
    common = frozenset(COMMON.get(language.partition("-")[0], "").split())
    words = _words(text.casefold())
    return sum(word in common for word in words) / max(1, len(words))


def _sample(head: str) -> str:
    joined = "\n".join(line for line in head.split("\n") if line.count(" ") >= LONG_LINE - 1)
    return joined if len(joined) >= LONG_ENOUGH else head


def _by_script(head: str) -> str | None:
    letters = "" if head.isascii() else "".join(FOREIGN.findall(_beyond_ascii(head)))
    if len(letters) < ENOUGH_LETTERS:
        return None
    counts = Counter({tag: len(re.findall(f"[{low}-{high}]", letters)) for tag, low, high in SCRIPTS})
    east = counts["ja"] + counts["zh"]
    if counts["ja"] > KANA_SHARE * east:
        counts["ja"], counts["zh"] = east, 0
    tag, count = counts.most_common(1)[0]
    return tag if count >= ENOUGH_LETTERS and count > SCRIPT_SHARE * (len(letters) + _ascii(head)) else None


def _beyond_ascii(head: str) -> str:
    """The characters of a text that are not in ASCII: few in most texts, so that they are looked through at once."""
    return head.encode("utf-8", "surrogatepass").translate(None, bytes(range(128))).decode("utf-8", "surrogatepass")


def _ascii(head: str) -> int:
    return sum(map(len, ASCII.findall(head)))


def _by_words(sample: str) -> str | None:
    """The language whose common words weigh most, from the sample's beginning if that is clear."""
    ends = f"{sample[:GLANCE]} {sample[-GLANCE:]}" if len(sample) > 2 * GLANCE else ""
    return _outweighing(ends, CLEAR) or _outweighing(sample, LEAD)


def common_weights(text: str) -> dict[str, float]:
    """How many of the words of a text are common in each language, where a word of several counts in parts."""
    return _weights(Counter(_words(text.casefold())))


def _weights(words: Counter[str]) -> dict[str, float]:
    weights = dict.fromkeys(COMMON, 0.0)
    languages = _languages_of()
    for word in sorted(words.keys() & languages.keys()):
        tags = languages[word]
        weight = words[word] / len(tags)
        for tag in tags:
            weights[tag] += weight
    return weights


def _outweighing(sample: str, lead: float) -> str | None:
    """The language that leads the next one; a word that several languages share is divided among them."""
    words = Counter(_words(sample.casefold()))
    weights = _weights(words)
    best, second = sorted(weights, key=weights.__getitem__, reverse=True)[:2]
    most, share = weights[best], weights[best] / max(1, words.total())
    return best if most >= ENOUGH and most >= lead * weights[second] and share >= SHARE else None


def _words(text: str) -> list[str]:
    bare = text
    for mark in PARTING:
        bare = bare.replace(mark, " ")
    return bare.encode().translate(ASCII_WORDS).decode().split() if bare.isascii() else WORD.findall(text)


@cache
def _languages_of() -> dict[str, list[str]]:
    """Each common word with the languages it is common in."""
    languages: dict[str, list[str]] = {}
    for tag, common in COMMON.items():
        for word in dict.fromkeys(common.split()):
            languages.setdefault(word, []).append(tag)
    return languages
