"""Prose of many languages and the encodings it was written in before UTF-8.

Each language has a title and a paragraph, about one library; both must be in all its encodings.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from unicodedata import normalize

WESTERN = ("windows-1252", "iso-8859-1", "iso-8859-15")
CENTRAL = ("windows-1250", "iso-8859-2")
BALTIC = ("windows-1257", "iso-8859-13")
CYRILLIC = ("windows-1251", "koi8-r", "iso-8859-5")

PROSE: dict[str, tuple[tuple[str, ...], str, str]] = {
    "en": (
        ("windows-1252",), "“We lend saws”",
        "“We lend saws,” said Zoë Marsh, the town’s librarian – and nobody at the café next door was surprised.",
    ),
    "de": (
        WESTERN, "Säge statt Bücher",
        "Die Bücherei in der Mühlenstraße verleiht seit September auch Werkzeug. Die Regale stehen jetzt hinten "
        "im Saal, und gleich hinter der Tür hängen Bohrmaschinen, Sägen und eine Leiter für größere Höhen.",
    ),
    "fr": (
        WESTERN, "Une échelle à prêter",
        "La bibliothèque de la rue du Moulin prête désormais aussi des outils. Les étagères sont au fond de la "
        "salle, et là où l'on entrait pendent des perceuses et une échelle qui a déjà servi à repeindre les "
        "fenêtres.",
    ),
    "es": (
        WESTERN, "La biblioteca presta más",
        "La biblioteca de la calle del Molino también presta herramientas desde septiembre. ¿Quién las repara? Un "
        "carpintero jubilado, dice Íñigo Peña, que aún viene cada mañana y no cobra ni un céntimo.",
    ),
    "pt": (
        WESTERN, "Emprestam-se serrões",
        "A biblioteca da rua do Moinho empresta também ferramentas desde setembro. As estantes estão agora no "
        "fundo da sala, e junto à porta pendem berbequins, serras e uma escada. A população não paga, e ninguém "
        "reclamou até hoje.",
    ),
    "it": (
        WESTERN, "La libertà del trapano",
        "La biblioteca di via del Mulino presta anche attrezzi, perché così costa meno a tutti. Non è più un "
        "luogo di soli libri: lì, già all'ingresso, ci sono trapani e scale che la città può prendere per tre "
        "giorni.",
    ),
    "nl": (
        WESTERN, "Geen ideeën tekort",
        "De bibliotheek in de Molenstraat leent sinds september ook gereedschap uit, één stuk per keer. Het idee "
        "kwam van twee buren, en financiële steun was er niet: ze hebben alles zelf betaald, zegt de beheerder, "
        "geërgerd.",
    ),
    "da": (
        WESTERN, "Låner værktøj ud",
        "Biblioteket på Møllegade låner også værktøj ud. Hylderne er flyttet ind bag i salen, og lige ved døren "
        "hænger boremaskiner, save og en stige. Det har været en god måned, siger Søren Ågård.",
    ),
    "no": (
        WESTERN, "Låner ut verktøy",
        "Biblioteket i Møllegata låner også ut verktøy. Hyllene er flyttet inn bakerst i salen, og like ved døra "
        "henger bormaskiner, sager og en stige. Det har vært en god måned, sier Sølvi Ås.",
    ),
    "sv": (
        WESTERN, "Lånar ut sågar",
        "Biblioteket på Kvarngatan lånar sedan september också ut verktyg. Hyllorna står nu längst in i salen, "
        "och strax innanför dörren hänger borrmaskiner, sågar och en stege. Det är fler än någonsin som kommer, "
        "säger Örjan Åk.",
    ),
    "fi": (
        WESTERN, "Sahat lähtevät kotiin",
        "Kirjasto lainaa syyskuusta lähtien myös työkaluja. Hyllyt ovat nyt salin perällä, ja heti oven jälkeen "
        "roikkuu poria, sahoja ja tikkaat. Niitä ei ole vielä käyttänyt moni, mutta jonoa on jo, sanoo Päivi "
        "Mäenpää.",
    ),
    "is": (
        ("windows-1252",), "Lánar út sagir",
        "Bókasafnið við Myllugötu lánar einnig út verkfæri. Hillurnar standa nú innst í salnum og við dyrnar "
        "hanga borvélar, sagir og stigi. Það hefur verið góður mánuður, segir Þórunn Ægis, og fólkið kemur aftur.",
    ),
    "ga": (
        ("windows-1252",), "Iasacht uirlisí",
        "Tá an leabharlann ar Shráid an Mhuilinn ag tabhairt uirlisí ar iasacht ó mhí Mheán Fómhair. Tá na "
        "seilfeanna ar chúl an halla anois, agus díreach taobh istigh den doras tá druilirí, sábha agus dréimire.",
    ),
    "eu": (
        ("windows-1252",), "Liburutegiko lanabesak",
        "Errota kaleko liburutegiak lanabesak ere uzten ditu irailetik. Apalak aretoaren hondoan daude orain, eta "
        "Iñaki Muñoz arduratzen da sarreran dauden zerrez; Begoñaren ustez ez da nahikoa.",
    ),
    "ca": (
        ("windows-1252",), "Una biblioteca més àgil",
        "La biblioteca del carrer del Molí també deixa eines des del setembre. Els prestatges són ara al fons de "
        "la sala, i just després de la porta hi ha trepants, xerracs i una escala que ja ha anat per mig barri. "
        "Això és bo per a tothom.",
    ),
    "pl": (
        CENTRAL, "Piły zamiast książek",
        "Biblioteka przy ulicy Młyńskiej wypożycza od września także narzędzia. Półki z książkami stoją teraz w "
        "głębi sali, a zaraz za drzwiami wiszą wiertarki, piły i drabiny. Każdy mieszkaniec może je wziąć na trzy "
        "dni.",
    ),
    "cs": (
        CENTRAL, "Půjčují také žebříky",
        "Knihovna v Mlýnské ulici půjčuje od září také nářadí. Regály stojí teď vzadu v sále a hned za dveřmi "
        "visí vrtačky, pily a žebřík. Každý obyvatel si je může vzít na tři dny, říká Šárka Šťastná.",
    ),
    "sk": (
        CENTRAL, "Požičajú aj rebrík",
        "Knižnica v Mlynskej ulici požičiava od septembra aj náradie. Police s knihami stoja teraz v zadnej časti "
        "sály a hneď za dverami visia vŕtačky, píly a rebrík. Každý obyvateľ si ich môže vziať na tri dni, hovorí "
        "Ľubica Šťastná.",
    ),
    "sl": (
        CENTRAL, "Žage na posodo",
        "Knjižnica v Mlinski ulici od septembra posoja tudi orodje. Police stojijo zdaj na koncu dvorane, takoj "
        "za vrati pa visijo vrtalniki, žage in lestev. Vsak občan jih lahko vzame za tri dni, pravi Špela Čuk.",
    ),
    "hr": (
        CENTRAL, "Pile umjesto knjiga: čudo",
        "Knjižnica u Mlinskoj ulici od rujna posuđuje i alat. Police s knjigama sada stoje na kraju dvorane, a "
        "odmah iza vrata vise bušilice, pile i ljestve. Svatko ih može uzeti na tri dana, kaže Željka Đurić, i "
        "nitko se nije žalio.",
    ),
    "hu": (
        CENTRAL, "Fűrészt is kölcsönöznek",
        "A Malom utcai könyvtár szeptember óta szerszámokat is kölcsönöz. A polcok most a terem végében állnak, "
        "és rögtön az ajtó mögött fúrógépek, fűrészek és egy létra lóg. Az első hónap jó volt, mondja Őry Győző.",
    ),
    "ro": (
        CENTRAL, "Biblioteca împrumută şi scări",
        "Biblioteca din strada Morii împrumută din septembrie şi unelte. Rafturile stau acum în fundul sălii, iar "
        "imediat după uşă atârnă maşini de găurit, ferăstraie şi o scară. Fiecare locuitor le poate lua pentru "
        "trei zile.",
    ),
    "et": (
        ("windows-1257", "iso-8859-13", "windows-1252"), "Raamatukogu tööriistad",
        "Veski tänava raamatukogu laenutab septembrist ka tööriistu. Riiulid seisavad nüüd saali lõpus ja kohe "
        "ukse taga ripuvad trellid, saed ja redel. Igaüks võib need kolmeks päevaks võtta, ütleb Õie Mägi.",
    ),
    "lv": (
        BALTIC, "Zāģi grāmatu vietā",
        "Bibliotēka Dzirnavu ielā kopš septembra izsniedz arī instrumentus. Plaukti tagad stāv zāles galā, un "
        "uzreiz aiz durvīm karājas urbji, zāģi un kāpnes. Ikviens tos var paņemt uz trim dienām, saka Ņina Šķēle.",
    ),
    "lt": (
        BALTIC, "Pjūklai vietoj knygų",
        "Malūno gatvės biblioteka nuo rugsėjo skolina ir įrankius. Lentynos dabar stovi salės gale, o iškart už "
        "durų kabo grąžtai, pjūklai ir kopėčios. Kiekvienas gyventojas gali juos pasiimti trims dienoms, sako "
        "Živilė Šaulytė.",
    ),
    "tr": (
        ("windows-1254", "iso-8859-9"), "Kütüphaneden ödünç bıçkı",
        "Değirmen Sokağı'ndaki kütüphane eylülden beri alet de ödünç veriyor. Raflar şimdi salonun arkasında "
        "duruyor ve kapının hemen ardında matkaplar, testereler ve bir merdiven asılı. İsteyen üç gün için "
        "alabiliyor, diyor Işıl Şen.",
    ),
    "vi": (
        ("windows-1258",), "Thư viện cho mượn cưa",
        "Thư viện trên đường Cối Xay từ tháng chín cũng cho mượn dụng cụ. Các kệ sách bây giờ đứng ở cuối phòng, "
        "và ngay sau cửa treo máy khoan, cưa và một cái thang.",
    ),
    "ru": (
        (*CYRILLIC, "cp866", "x-mac-cyrillic"), "Пилы вместо книг",
        "Библиотека на Мельничной улице выдаёт с сентября и инструменты. Полки стоят теперь в глубине зала, а "
        "сразу за дверью висят дрели, пилы и лестница. Каждый житель может взять их на три дня.",
    ),
    "uk": (
        ("windows-1251", "koi8-u", "iso-8859-5"), "Пилки замість книжок",
        "Бібліотека на Млинській вулиці видає з вересня й інструменти. Полиці стоять тепер у глибині зали, а "
        "одразу за дверима висять дрилі, пилки та драбина. Їх може взяти кожен мешканець на три дні.",
    ),
    "be": (
        ("windows-1251",), "Пілы замест кніг",
        "Бібліятэка на Млынавай вуліцы пазычае з верасня і прылады. Паліцы стаяць цяпер у глыбіні залы, а адразу "
        "за дзвярыма вісяць дрылі, пілы і лесвіца, якую ўжо бралі дзесяць разоў.",
    ),
    "bg": (
        ("windows-1251", "iso-8859-5"), "Триони вместо книги",
        "Библиотеката на улица Воденична от септември дава назаем и инструменти. Рафтовете стоят сега в дъното на "
        "залата, а веднага зад вратата висят бормашини, триони и стълба. Всеки може да ги вземе за три дни.",
    ),
    "sr": (
        ("windows-1251", "iso-8859-5"), "Тестере уместо књига",
        "Библиотека у Млинској улици од септембра позајмљује и алат. Полице стоје сада у дну сале, а одмах иза "
        "врата висе бушилице, тестере и мердевине. Свако их може узети на три дана, каже Љиља Ђукић.",
    ),
    "el": (
        ("windows-1253", "iso-8859-7"), "Πριόνια αντί για βιβλία",
        "Η βιβλιοθήκη στην οδό του Μύλου δανείζει από τον Σεπτέμβριο και εργαλεία. Τα ράφια στέκονται τώρα στο "
        "βάθος της αίθουσας, και αμέσως πίσω από την πόρτα κρέμονται τρυπάνια, πριόνια και μια σκάλα. Άλλα δεν "
        "υπάρχουν.",
    ),
    "he": (
        ("windows-1255", "iso-8859-8"), "מסורים במקום ספרים",
        "הספרייה ברחוב הטחנה משאילה מספטמבר גם כלי עבודה. המדפים עומדים עכשיו בקצה האולם, ומיד מאחורי הדלת תלויים "
        "מקדחות, מסורים וסולם.",
    ),
    "ar": (
        ("windows-1256", "iso-8859-6"), "مناشير بدل الكتب",
        "تعير المكتبة في شارع الطاحونة منذ أيلول الأدوات أيضا. وضعت الرفوف في آخر القاعة، وخلف الباب علقت "
        "المناشير والسلالم، وقال أمينها إن الناس يعودون كل يوم.",
    ),
    "th": (
        ("windows-874",), "เลื่อยแทนหนังสือ",
        "ห้องสมุดบนถนนโรงสีให้ยืมเครื่องมือด้วยตั้งแต่เดือนกันยายน ชั้นหนังสือตอนนี้อยู่ด้านในของห้อง "
        "และหลังประตูมีสว่าน เลื่อย และบันไดแขวนอยู่",
    ),
    "ja": (
        ("shift_jis", "euc-jp", "iso-2022-jp"), "本の代わりにのこぎり",
        "水車通りの図書館は九月から工具も貸し出している。本棚は部屋の奥に移され、"
        "扉のすぐ後ろにはドリルとのこぎりが掛かっている。",
    ),
    "ko": (
        ("euc-kr",), "책 대신 톱을 빌려준다",
        "방앗간 거리의 도서관은 구월부터 공구도 빌려준다. 책장은 이제 방 안쪽에 서 있고, 문 바로 뒤에는 드릴과 "
        "톱, 사다리가 걸려 있다.",
    ),
    "zh": (
        ("gb2312", "gb18030"), "不借书，借锯子",
        "磨坊街的图书馆从九月起也出借工具。书架现在放在大厅的后面，门后面就挂着电钻、锯子和梯子。"
        "每个居民都可以借三天。",
    ),
    "zh-TW": (
        ("big5",), "不借書，借鋸子",
        "磨坊街的圖書館從九月起也出借工具。書架現在放在大廳的後面，門後面就掛著電鑽、鋸子和梯子。"
        "每個居民都可以借三天。",
    ),
}  # fmt: skip

PYTHON = {"x-mac-cyrillic": "mac-cyrillic", "windows-874": "cp874"}
"""What Python calls an encoding, where it does not know the web's name."""
COMPOSED_BY_MARKS = "windows-1258"  # tones are characters of their own


class Case(NamedTuple):
    """A text in an encoding, and what it must be read as."""

    language: str
    encoding: str
    length: str
    text: str
    content: bytes


def cases() -> Iterator[Case]:
    """Every title, paragraph, and article of three paragraphs, in every encoding of its language."""
    for language, (encodings, title, paragraph) in PROSE.items():
        for encoding in encodings:
            for length, text in (("title", title), ("paragraph", paragraph), ("article", _article(title, paragraph))):
                said = _in_marks(text) if encoding == COMPOSED_BY_MARKS else text
                yield Case(language, encoding, length, said, said.encode(PYTHON.get(encoding, encoding)))


def _article(title: str, paragraph: str) -> str:
    return "\n\n".join([title, *3 * [paragraph]])


def _in_marks(text: str) -> str:
    """Vietnamese as windows-1258 has it: the tone as a mark of its own behind the letter."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    found = []
    for char in normalize("NFC", text):
        parts = normalize("NFD", char)
        letter = normalize("NFC", "".join(part for part in parts if part not in tones))
        found.append(letter + "".join(part for part in parts if part in tones))
    return "".join(found)
