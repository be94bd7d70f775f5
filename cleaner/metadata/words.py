"""The words of bylines, date lines, credits and notes, by language: tables to extend, nothing else.

Everything is lower case. An entry is taken as whole words; a list that has to work before the
language is known (it always does: a page mixes languages) is used as the union of its rows.
"""

from __future__ import annotations

from collections.abc import Mapping

BY: Mapping[str, tuple[str, ...]] = {
    "en": ("by", "written by", "posted by", "story by", "words by", "article by", "report by", "author", "authors",
           "authored by", "text by", "published by", "created by", "contributed by", "about the author",
           "interview by", "words and pictures by", "words and photographs by", "guide by",
           "researched and written by", "written and researched by", "recipe by", "essay by", "analysis by",
           "article written by", "author of the article", "review by"),
    "de": ("von", "ein artikel von", "eine analyse von", "ein kommentar von", "ein beitrag von", "autor", "autorin",
           "autoren", "text von", "text", "interview von", "geschrieben von", "verfasst von"),
    "fr": ("par", "écrit par", "publié par", "rédigé par", "auteur", "texte de", "texte", "propos recueillis par"),
    "es": ("por", "escrito por", "publicado por", "autor", "autora", "texto de",
           "texto", "textos", "firmado por"),
    "pt": ("por", "escrito por", "publicado por", "autor", "texto", "texto de", "reportagem de"),
    "it": ("di", "scritto da", "a cura di", "autore", "testo di", "testo", "intervista di", "servizio di"),
    "nl": ("door", "geschreven door", "auteur", "tekst"),
    "da": ("af", "skrevet af", "tekst af"),
    "no": ("av", "skrevet av", "tekst", "tekst av"),
    "sv": ("av", "skriven av", "text av"),
    "fi": ("teksti", "teksti ja kuvat", "kirjoittaja", "kirjoittanut", "toimittaja"),
    "is": ("höfundur", "texti"),
    "pl": ("autor", "autorka", "autorzy", "napisał", "napisała", "autor tekstu",
           "autorka tekstu", "rozmawiał", "rozmawiała", "opracował", "opracowała"),
    "cs": ("autor", "autorka", "autoři", "napsal", "napsala", "autor textu", "autorka textu", "připravil",
           "připravila"),
    "sk": ("autor", "autorka", "autori", "napísal", "napísala", "autor textu", "autorka textu", "pripravil",
           "pripravila"),
    "hu": ("írta", "szerző", "szerzők", "írta és fényképezte", "szöveg és fotó"),
    "ro": ("autor", "autoare", "autori", "scris de", "publicat de", "articol scris de", "text de", "un articol de"),
    "bg": ("автор", "автори", "авторка", "написа", "интервю на", "автор на статията"),
    "uk": ("автор", "авторка", "автори", "авторка тексту", "автор тексту", "підготував", "підготувала", "написав",
           "написала", "розмовляв", "розмовляла"),
    "hr": ("autor", "autorica", "autori", "piše", "pišu", "napisao", "napisala", "autor teksta", "razgovarao",
           "razgovarala", "pripremio", "pripremila"),
    "el": ("γράφει", "γράφει ο", "γράφει η", "γράφουν", "συντάκτης", "συντάκτρια", "επιμέλεια", "του συντάκτη",
           "κείμενο του", "κείμενο της", "ρεπορτάζ του", "ρεπορτάζ της"),
    "tr": ("yazan", "yazar", "kaleme alan", "haberi yazan", "röportaj yapan"),
    "id": ("oleh", "penulis", "ditulis oleh"),
    "vi": ("tác giả", "bài viết của", "viết bởi"),
    "hi": ("लेखक", "लेखिका", "लेखक के बारे में", "द्वारा", "रिपोर्टर", "संवाददाता", "द्वारा लिखित"),
    "fa": ("نویسنده", "نویسندگان", "به قلم", "نوشته", "گزارشگر"),
    "ru": ("автор", "авторы", "текст", "автор текста", "автор статьи", "подготовил", "подготовила", "беседовал",
           "беседовала"),
    "he": ("מאת", "כתב", "כתבה"),
    "ar": ("بقلم", "كتب", "كتبت", "كتابة", "تحرير"),
    "zh": ("文", "作者", "记者", "記者", "撰文", "责任编辑", "責任編輯"),
    "ja": ("文", "著者", "執筆", "記者"),
    "ko": ("기자명", "글쓴이", "작성자"),
}  # fmt: skip
"""What stands before the names of a byline. A colon or a slash may follow."""

LABELS: Mapping[str, tuple[str, ...]] = {
    "en": ("words", "story", "reporting"),
    "sv": ("reporter",), "da": ("tekst", "journalist"), "no": ("journalist",), "fi": ("juttu",), "pl": ("tekst",),
    "hr": ("tekst",), "hu": ("szöveg", "riport", "interjú"), "bg": ("текст", "репортер", "текст и снимки"),
    "uk": ("текст", "журналіст", "журналістка"), "el": ("κείμενο", "ρεπορτάζ", "συνέντευξη", "κείμενο φωτογραφίες"),
    "tr": ("haber", "muhabir", "röportaj", "haber foto"), "id": ("laporan", "reporter", "wartawan", "kontributor"),
    "vi": ("bài", "bài và ảnh", "phóng viên", "thực hiện"), "hi": ("रिपोर्ट",), "pt": ("reportagem",),
    "fa": ("گزارش", "خبرنگار", "یادداشت", "گفت وگو"), "ar": ("تقرير", "إعداد", "حوار", "الكاتب"), "ko": ("글", "취재"),
    "ru": ("корреспондент", "журналист"), "ja": ("取材", "取材 文"), "zh": ("采写", "採訪", "采访", "採訪撰文"),
}  # fmt: skip
"""Common nouns that stand before the names of a byline only where a colon or a slash follows."""

PUBLISHED: Mapping[str, tuple[str, ...]] = {
    "en": ("published", "posted", "published on", "posted on", "first published", "originally published", "date",
           "created", "release date", "published date", "publication date", "publish date", "published at", "issued",
           "date published", "post date", "written on", "published online", "available online", "on"),
    "de": ("veröffentlicht", "veröffentlicht am", "erschienen am", "datum", "vom", "publiziert am", "publiziert",
           "erstellt am", "stand"),
    "fr": ("publié le", "publié", "mis en ligne le", "paru le", "date de publication", "le"),
    "es": ("publicado", "publicado el", "fecha", "fecha de publicación"),
    "pt": ("publicado em", "publicado", "data"),
    "it": ("pubblicato il", "pubblicato", "data"),
    "nl": ("gepubliceerd", "gepubliceerd op", "geplaatst op"),
    "da": ("publiceret", "offentliggjort"),
    "no": ("publisert", "publiseringsdato"),
    "sv": ("publicerad", "publicerat"),
    "fi": ("julkaistu",),
    "is": ("birt",),
    "pl": ("publikacja", "opublikowano", "data publikacji"),
    "cs": ("publikováno", "zveřejněno", "vydáno"),
    "sk": ("publikované", "zverejnené", "uverejnené"),
    "hu": ("megjelent", "közzétéve", "publikálva"),
    "ro": ("publicat", "publicat la", "publicat pe", "data publicării"),
    "bg": ("публикувано", "публикувана", "публикувано на"),
    "uk": ("опубліковано", "дата публікації"),
    "hr": ("objavljeno", "datum objave"),
    "el": ("δημοσιεύθηκε", "δημοσιεύτηκε", "δημοσίευση", "ημερομηνία δημοσίευσης"),
    "id": ("diterbitkan", "dipublikasikan", "tanggal terbit"),
    "vi": ("ngày đăng", "đăng ngày", "xuất bản"),
    "hi": ("प्रकाशित", "पब्लिश", "पब्लिश्ड", "प्रकाशन तिथि"),
    "fa": ("تاریخ انتشار", "منتشر شده", "انتشار", "تاریخ"),
    "tr": ("yayınlanma", "yayınlanma tarihi", "giriş", "giriş tarihi"),
    "ru": ("опубликовано", "дата", "дата публикации"),
    "ar": ("نشر", "نُشر", "نشر في", "تاريخ النشر"),
    "zh": ("发布时间", "发表于", "发布于", "发布", "日期", "時間", "时间"),
    "ja": ("公開", "公開日", "掲載"),
    "ko": ("입력", "등록", "기사입력"),
}  # fmt: skip

MODIFIED: Mapping[str, tuple[str, ...]] = {
    "en": ("updated", "updated on", "last updated", "last updated on", "modified", "last modified", "edited",
           "last edited", "revised", "last reviewed", "reviewed", "last update", "update", "updated at",
           "date modified",
           "last revised", "fact checked", "medically reviewed on", "reviewed on"),
    "de": ("aktualisiert", "aktualisiert am", "zuletzt aktualisiert", "zuletzt aktualisiert am", "update",
           "zuletzt geändert am", "geändert am", "letzte aktualisierung", "bearbeitet am"),
    "fr": ("mis à jour", "mis à jour le", "mise à jour", "actualisé le", "modifié le", "modifié"),
    "es": ("actualizado", "actualizado el", "actualización", "última actualización", "actualizada"),
    "pt": ("atualizado em", "atualizado", "atualizada em", "modificado em"),
    "it": ("aggiornato", "aggiornato il", "ultimo aggiornamento", "modificato il"),
    "nl": ("bijgewerkt", "laatst bijgewerkt", "aangepast", "geüpdatet"),
    "da": ("opdateret", "sidst opdateret"),
    "no": ("oppdatert", "sist oppdatert"),
    "sv": ("uppdaterad", "uppdaterat", "senast uppdaterad"),
    "fi": ("päivitetty",),
    "is": ("uppfært",),
    "pl": ("aktualizacja", "zaktualizowano"),
    "cs": ("aktualizováno",),
    "sk": ("aktualizované",),
    "hu": ("frissítve", "utoljára frissítve"),
    "ro": ("actualizat", "actualizat la", "ultima actualizare"),
    "bg": ("обновено", "последна промяна"),
    "uk": ("оновлено",),
    "hr": ("ažurirano", "zadnja izmjena"),
    "el": ("ενημερώθηκε", "τελευταία ενημέρωση"),
    "id": ("diperbarui", "terakhir diperbarui"),
    "vi": ("cập nhật", "cập nhật lúc"),
    "hi": ("अपडेटेड", "अपडेट", "अद्यतन", "अंतिम अपडेट"),
    "fa": ("به روز رسانی", "آخرین به روز رسانی"),
    "tr": ("güncelleme", "güncellenme", "son güncelleme"),
    "ru": ("обновлено", "изменено"),
    "ar": ("تحديث", "آخر تحديث", "تم التحديث"),
    "zh": ("更新时间", "更新于", "更新"),
    "ja": ("更新", "更新日", "最終更新"),
    "ko": ("수정", "최종수정", "업데이트"),
}  # fmt: skip

ELSE: Mapping[str, tuple[str, ...]] = {
    "en": ("received", "accepted", "submitted", "received in revised form", "argued", "accessed", "accessed on",
           "retrieved", "retrieved on", "downloaded", "downloaded on", "viewed on", "deadline", "application deadline",
           "closing date", "apply by", "applications close", "expires", "expires on", "valid until", "valid to", "due",
           "due date", "due by", "starts", "starts on", "ends", "ends on", "event date", "date and time", "when",
           "next meeting", "born", "died"),
    "de": ("eingegangen", "eingegangen am", "angenommen", "abgerufen", "abgerufen am", "frist", "bewerbungsfrist",
           "bewerbungsschluss", "einsendeschluss", "anmeldeschluss", "gültig bis", "beginn", "termin", "wann",
           "geboren", "gestorben"),
    "fr": ("reçu le", "accepté le", "consulté le", "date limite", "date de clôture", "clôture", "valable jusqu'au",
           "quand"),
    "es": ("recibido", "aceptado", "consultado el", "fecha límite", "plazo", "válido hasta", "cuándo"),
    "pt": ("recebido em", "aceito em", "aceite em", "acesso em", "prazo", "válido até", "quando"),
    "it": ("ricevuto", "accettato", "consultato il", "scadenza", "valido fino al", "quando"),
    "nl": ("ontvangen", "geraadpleegd op", "sluitingsdatum", "geldig tot", "wanneer"),
    "pl": ("termin", "termin składania", "dostęp"),
    "sv": ("sista ansökningsdag", "hämtad"), "da": ("ansøgningsfrist",), "no": ("søknadsfrist",),
    "ru": ("срок подачи", "дата обращения"),
}  # fmt: skip
"""What stands before a day on which something else happens than the page being published or changed."""

AND: tuple[str, ...] = (
    "and",
    "und",
    "et",
    "y",
    "e",
    "og",
    "och",
    "en",
    "ve",
    "и",
    "i",
    "és",
    "și",
    "ja",
    "та",
    "και",
    "và",
    "with",
    "mit",
    "avec",
)
"""What joins two names. `with` names a second author as well."""

JOBS: tuple[str, ...] = (
    "reporter", "editor", "correspondent", "writer", "journalist", "columnist", "contributor", "director", "producer",
    "senior", "chief", "staff", "deputy", "managing", "associate", "assistant", "contributing", "freelance",
    "special",
    "head", "manager", "founder", "co-founder", "ceo", "specialist", "analyst", "professor", "dietitian",
    "consultant",
    "coordinator", "strategist", "expert", "president", "vice", "lead", "executive", "content", "marketing", "author",
    "redakteur", "redakteurin", "korrespondent", "korrespondentin", "autor", "autorin", "reporterin", "chefredakteur",
    "journaliste", "journalistin", "correspondant", "correspondante", "rédacteur", "rédactrice", "periodista",
    "redactor", "redactora", "corresponsal", "giornalista", "redaktør", "journalisti", "gardener", "engineer",
    "representative", "attorney", "lecturer", "physician", "chair", "secretary",
    "photographer", "fotograf", "guest", "extension", "intern", "fellow", "researcher", "political", "print",
    "toimittaja", "kirjeenvaihtaja", "päätoimittaja",
    "redaktor", "redaktorka", "dziennikarz", "dziennikarka", "korespondent", "novinář", "novinářka",
    "novinár", "novinárka", "novinar", "novinarka", "újságíró", "szerkesztő", "журналист", "журналістка", "журналіст",
    "редактор", "репортер", "δημοσιογράφος", "muhabir", "muhabiri", "editör", "jurnalis",
)  # fmt: skip
"""Words of a job title: a name ends before them."""

NOT_NAMES: frozenset[str] = frozenset(
    "follow published updated share posted contributor comment comments read min minutes subscribe save print email "
    "the this that these our your my we you what why how when where who is are was were about in on at for from with "
    "to of a an and or not no new more less best top home menu search news january february march april june july "
    "august september october november december jan feb mar apr jun jul aug sept sep oct nov dec monday tuesday "
    "wednesday thursday friday saturday sunday der die das ein eine und oder für mit auf la le les el los las une un "
    "last view all skip go get sign log login cookie privacy terms contact copy link listen watch play video photo "
    "image getty reading time ago uhr advertisement anzeige publicité sponsored related next previous opinion "
    "default add show hide open close learn start free book size settings account edited written translated abstract "
    "summary keywords introduction zusammenfassung einleitung résumé resumen introducción resumo introdução riassunto "
    "streszczenie".split()
)
"""Capitalised words that no name holds: a name ends before them."""

GROUPS: frozenset[str] = frozenset(
    "desk team news post times staff bureau agency press magazine daily today network media herald service services "
    "editors editorial tribune journal gazette chronicle zeitung redaktion rédaction redacción agencies online radio "
    "tv group company inc ltd llc gmbh studio studios blog university institute foundation".split()
)
"""Words of a publisher or a desk, which is an author only after a clear "By"."""

PARTICLES: frozenset[str] = frozenset(
    "de da do dos das del della di du des van von der den ter te la le al el bin ibn ben bint zu zur af av y e i "
    "ap mac mc o' d' l' san".split()
)
"""Small words inside a name."""

HOME: frozenset[str] = frozenset(
    ("home", "start", "startseite", "accueil", "inicio", "início", "homepage", "front page", "hjem", "hem", "etusivu",
     "strona główna", "domů", "domov", "kezdőlap", "címlap", "főoldal", "acasă", "начало", "головна", "naslovnica",
     "početna", "αρχική", "beranda", "trang chủ", "forsíða", "होम", "خانه", "anasayfa", "haberler", "главная",
     "首页", "首頁", "ホーム", "トップ", "홈", "الرئيسية",
     "בית", "דף הבית", "ראשי")
)  # fmt: skip
"""Where a breadcrumb trail begins."""

NAV: frozenset[str] = frozenset(
    "menu search share subscribe login log donate about contact newsletter newsletters skip close sign home latest "
    "follow print email facebook twitter whatsapp linkedin comments comment listen save copy advertisement anzeige "
    "werbung suche anmelden abo abonnieren teilen kommentare recherche partager connexion buscar compartir "
    "suscríbete".split()
)
"""First words of a control, never of a title or a section."""

CREDITED: tuple[str, ...] = (
    "photo", "photos", "photo by", "photos by", "photograph", "photograph by", "photography by", "picture",
    "pictures",
    "picture by", "image", "images", "image by", "image credit", "photo credit", "credit", "credits", "image source",
    "illustration", "illustration by", "courtesy of", "photo courtesy of", "image courtesy of", "foto", "fotos",
    "bild",
    "bilder", "foto von", "bildquelle", "fotocredit", "grafik", "crédit photo", "crédit", "crédits", "foto de",
    "imagen", "fotografía", "crédito", "foto di", "beeld", "zdroj", "fot", "fotoğraf", "фото", "图", "图片来源",
    "摄影",
    "fotó", "снимка", "снимки", "φωτογραφία", "φωτό", "zdjęcie", "ảnh", "dok", "fotografija", "izvor fotografije",
    "عکس", "写真", "撮影", "צילום", "צילומים", "사진", "صورة", "kuva", "ljósmynd", "source photo", "photographie",
    "світлина", "світлини", "фотограф", "snimio", "snimila", "snimke", "kuvat", "valokuva", "kép", "fotók",
    "sursa foto", "foto de arhivă", "zdjęcia", "fotografie", "ilustrační foto", "ilustračné foto", "φωτογραφίες",
    "तस्वीर", "फोटो", "عکاس", "عکس ها", "تصوير", "攝影", "攝", "圖", "圖片來源", "图片", "사진제공",
    "사진 제공", "写真提供",
    "ảnh minh họa",
    "ljósmyndari", "fotoğraflar", "снимано от", "фото автора", "grafika", "illustrasjon", "illustratie", "kuvitus",
)  # fmt: skip
"""What stands before the maker of a picture; a colon follows, or nothing after "by", "of", "von", "de"."""

AGENCIES: tuple[str, ...] = (
    "getty images", "getty", "afp", "reuters", "ap photo", "associated press", "epa", "efe", "dpa",
    "picture alliance",
    "picture-alliance", "shutterstock", "istock", "istockphoto", "unsplash", "pexels", "pixabay", "alamy", "imago",
    "ansa", "xinhua", "zuma", "zuma press", "wireimage", "aap", "pa images", "pa wire", "pa media", "keystone",
    "tass",
    "anadolu", "nurphoto", "adobe stock", "depositphotos", "wikimedia commons", "wikimedia", "sipa", "bloomberg",
    "ritzau", "scanpix", "ntb", "tt nyhetsbyrån", "lehtikuva", "belga", "lusa", "pap", "ctk", "čtk", "flickr",
    "afp via",
    "rex", "magnum", "laif", "ddp", "apa", "kyodo", "jiji", "yonhap", "vcg", "handout", "pool", "via",
    "hulton archive",
    "canva", "freepik", "dreamstime", "123rf", "fotolia",
)  # fmt: skip
"""Sources of pictures, as they stand in a credit."""

TAGS: frozenset[str] = frozenset(
    ("tags", "tag", "tagged", "topics", "topic", "keywords", "filed under", "tagged with", "tagged as",
    "related topics",
     "in this story", "schlagworte", "schlagwörter", "themen", "stichworte", "stichwörter", "mots-clés", "mots clés",
     "sujets", "thèmes", "etiquetas", "temas", "palabras clave", "archivado en", "argomenti", "parole chiave",
     "trefwoorden", "emneord", "ämnen", "tagi", "témata", "témy", "címkék", "etichete", "ключови думи",
     "етикети", "ключові слова", "oznake", "ετικέτες", "avainsanat", "aiheet", "efnisorð", "từ khóa", "etiketler",
     "برچسب ها", "теги", "标签", "關鍵字", "关键词", "タグ",
     "태그",
     "كلمات مفتاحية", "الوسوم", "الكلمات المفتاحية")
)  # fmt: skip

NOTES: tuple[str, ...] = (
    "correction", "corrections", "clarification", "editor's note", "editors' note", "editor’s note", "editors’ note",
    "this article has been corrected", "this article was amended", "this story has been corrected",
    "this story has been updated", "this article has been updated", "an earlier version of this",
    "a previous version of this", "update", "korrektur", "korrekturhinweis", "richtigstellung",
    "anmerkung der redaktion",
    "anm. d. red.", "in einer früheren version", "hinweis der redaktion", "rectificatif", "note de la rédaction",
    "corrección", "correcciones", "nota del editor", "nota de la redacción", "fe de erratas", "aclaración",
    "errata corrige", "correctie", "rättelse", "rettelse", "oikaisu", "sprostowanie", "oprava", "helyesbítés",
    "erată", "уточнение", "поправка", "виправлення", "ispravak", "διόρθωση", "düzeltme", "koreksi", "ralat",
    "đính chính", "更正", "编者按", "訂正", "تصحيح",
)  # fmt: skip
"""How a correction or an editor's note begins."""

ROLES: tuple[str, ...] = (
    "additional reporting by", "additional reporting", "reporting by", "editing by", "writing by", "compiled by",
    "edited by", "translated by", "translation by", "research by", "fact-checked by", "produced by", "graphics by",
    "with reporting by", "with reporting from", "with additional reporting by", "with files from",
    "with reports from",
    "contributed reporting", "contributed to this report", "contributed to this article", "contributed to this story",
    "contributed research", "with contributions from", "with contributions by", "contributions by",
    "fact-checking by", "fact checking by", "fact-check by", "mit beiträgen von", "con la colaboración de",
    "met bijdragen van", "com contribuição de",
    "mitarbeit", "redaktion", "übersetzung", "mit material von", "bearbeitet von",
    "reportage de", "reportage par", "édité par", "rédigé avec", "avec la contribution de", "traduit par",
    "traduction", "información de", "con información de", "editado por", "edición de", "reporte de", "traducido por",
    "redacción de", "mit agenturmaterial von", "rapportage door",
)  # fmt: skip
"""What a person did for the article besides being its author."""

CHECKED: tuple[str, ...] = (
    "reviewed by", "checked by", "verified by", "approved by", "tested by", "analysis by", "edits by", "photos by",
    "illustrated by", "illustrations by", "contributions from", "contributors", "reviewer", "editor", "fact checker",
    "geprüft von", "redigiert von", "lektorat", "relu par", "vérifié par", "validé par", "revisado por",
    "verificado por", "rivisto da", "verificato da", "revisto por", "gecontroleerd door", "sprawdził", "sprawdziła",
    "проверил", "проверила", "kontrol eden",
)  # fmt: skip
"""The ends of cues before those who checked, tested or drew for an article."""

SITE_AUTHOR_PATHS: tuple[str, ...] = (
    "/author", "/autor", "/auteur", "/autore", "/by/", "/people/", "/person/", "/profile", "/staff", "/contributor",
    "/writers/", "/writer/", "/experts/", "/team/", "/users/", "/user/", "/journalist", "/redakt", "/reporter", "/@",
    "/columnist", "/bio/", "/members/", "/correspondent", "?author=",
)  # fmt: skip
"""Parts of an address under which a site shows its authors."""

SOCIAL: frozenset[str] = frozenset(
    "twitter.com x.com bsky.app mastodon.social facebook.com instagram.com linkedin.com threads.net threads.com "
    "youtube.com tiktok.com github.com muckrack.com medium.com substack.com orcid.org mstdn.social t.me".split()
)
"""Hosts on which a person has a page."""

ABOUT_AUTHOR: frozenset[str] = frozenset(
    ("about the author", "about the authors", "about author", "the author", "meet the author", "author bio",
     "article written by", "über den autor", "über die autorin", "zum autor", "zur autorin", "à propos de l'auteur",
     "à propos de l’auteur", "l'auteur", "sobre el autor", "sobre la autora", "sobre o autor", "sobre a autora",
     "sull'autore", "l'autore", "l'autrice", "over de auteur", "o autorze", "o autorce", "об авторе", "om författaren",
     "om forfatteren", "نبذة عن الكاتب", "عن الكاتب", "על הכותב", "על הכותבת", "著者について", "关于作者", "作者简介",
     "關於作者", "लेखक के बारे में", "yazar hakkında")
)  # fmt: skip
"""What stands above the name of the author at the foot of a page."""
