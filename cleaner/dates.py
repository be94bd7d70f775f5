"""Printed dates to ISO 8601. Only a whole date counts: day, month and year all stand in the text.

Read are ISO dates, `3 May 2024`, `May 3, 2024` and `2024 May 3` with the month names of `MONTHS`, numeric dates
(`2024. 5. 3.` among them), the forms with 年月日, 년월일 and tháng, and those of the calendar of Iran; digits of any
script count. Where two readings are possible (`03/04/2024`) the page's language decides, and where it cannot
(English), there is no date: a guess is worse than none. A time is kept only when a zone is printed beside it that
means one offset, after the date or before it: `16.30 GMT` and `4:30 PM EST` are, `18h42` and `4:30 PM ET` are not,
and the date stands alone. Seconds are given when they are printed, else the time ends with its minutes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from presscut.cleaner import jalali
from presscut.cleaner.patterns import lazy

LOOKED_AT = 600  # characters: a line that carries a date is short, and a hostile one must cost nothing
EARLIEST, LATEST = 1700, 2199  # years in print; outside them four digits are something else
LAST_CENTURY = 69  # from it years of two digits are of the last century

MONTHS: dict[str, tuple[str, ...]] = {
    "en": ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
           "september sept sep", "october oct", "november nov", "december dec"),
    "de": ("januar jänner jän", "februar feber", "märz mär mrz", "april", "mai", "juni", "juli", "august",
           "september", "oktober okt", "november", "dezember dez"),
    "fr": ("janvier janv", "février fevrier févr fév", "mars", "avril avr", "mai", "juin", "juillet juil", "août aout",
           "septembre", "octobre", "novembre", "décembre decembre déc"),
    "es": ("enero ene", "febrero", "marzo", "abril abr", "mayo", "junio", "julio", "agosto ago",
           "septiembre setiembre", "octubre", "noviembre", "diciembre dic"),
    "pt": ("janeiro", "fevereiro fev", "março marco", "abril", "maio", "junho", "julho", "agosto",
           "setembro set", "outubro out", "novembro", "dezembro"),
    "it": ("gennaio gen", "febbraio", "marzo", "aprile", "maggio mag", "giugno giu", "luglio lug", "agosto",
           "settembre", "ottobre ott", "novembre", "dicembre"),
    "nl": ("januari", "februari", "maart mrt", "april", "mei", "juni", "juli", "augustus",
           "september", "oktober", "november", "december"),
    "da": ("januar", "februar", "marts", "april", "maj", "juni", "juli", "august",
           "september", "oktober", "november", "december"),
    "no": ("januar", "februar", "mars", "april", "mai", "juni", "juli", "august",
           "september", "oktober", "november", "desember des"),
    "sv": ("januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti",
           "september", "oktober", "november", "december"),
    "is": ("janúar", "febrúar", "mars", "apríl", "maí", "júní", "júlí", "ágúst",
           "september", "október", "nóvember", "desember"),
    "pl": ("stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca", "lipca", "sierpnia",
           "września", "października", "listopada", "grudnia"),
    "fi": ("tammikuuta", "helmikuuta", "maaliskuuta", "huhtikuuta", "toukokuuta", "kesäkuuta", "heinäkuuta", "elokuuta",
           "syyskuuta", "lokakuuta", "marraskuuta", "joulukuuta"),
    "cs": ("ledna", "února", "března", "dubna", "května", "června", "července", "srpna",
           "září", "října", "listopadu", "prosince"),
    "sk": ("januára", "februára", "marca", "apríla", "mája", "júna", "júla", "augusta",
           "septembra", "októbra", "novembra", "decembra"),
    "hu": ("január", "február febr", "március márc", "április ápr", "május máj", "június jún", "július júl",
           "augusztus", "szeptember szept", "október", "november", "december"),
    "ro": ("ianuarie ian", "februarie", "martie", "aprilie", "mai", "iunie iun", "iulie iul", "august",
           "septembrie", "octombrie", "noiembrie noi", "decembrie"),
    "bg": ("януари", "февруари", "март", "април", "май", "юни", "юли", "август",
           "септември", "октомври", "ноември", "декември"),
    "hr": ("siječnja januara", "veljače februara", "ožujka marta", "travnja aprila", "svibnja maja", "lipnja juna",
           "srpnja jula", "kolovoza augusta avgusta", "rujna septembra", "oktobra", "studenoga studenog novembra",
           "prosinca decembra"),
    "el": ("ιανουαρίου ιαν", "φεβρουαρίου φεβ", "μαρτίου μαρ", "απριλίου απρ", "μαΐου μαϊου μάι", "ιουνίου ιουν",
           "ιουλίου ιουλ", "αυγούστου αυγ", "σεπτεμβρίου σεπ", "οκτωβρίου οκτ", "νοεμβρίου νοε", "δεκεμβρίου δεκ"),
    "id": ("januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus agu agt",
           "september", "oktober", "november", "desember"),
    "tr": ("ocak", "şubat", "mart", "nisan", "mayıs", "haziran", "temmuz", "ağustos",
           "eylül", "ekim", "kasım", "aralık"),
    "ru": ("января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа",
           "сентября", "октября", "ноября", "декабря"),
    "uk": ("січня", "лютого", "березня", "квітня", "травня", "червня", "липня", "серпня",
           "вересня", "жовтня", "листопада", "грудня"),
    "he": ("ינואר בינואר", "פברואר בפברואר", "מרץ מרס במרץ במרס", "אפריל באפריל", "מאי במאי", "יוני ביוני",
           "יולי ביולי", "אוגוסט באוגוסט", "ספטמבר בספטמבר", "אוקטובר באוקטובר", "נובמבר בנובמבר", "דצמבר בדצמבר"),
    "ar": ("يناير جانفي كانون_الثاني", "فبراير فيفري شباط", "مارس آذار", "أبريل ابريل إبريل أفريل نيسان",
           "مايو ماي أيار", "يونيو جوان حزيران", "يوليو جويلية تموز", "أغسطس اغسطس أوت آب",
           "سبتمبر أيلول", "أكتوبر اكتوبر تشرين_الأول", "نوفمبر تشرين_الثاني", "ديسمبر كانون_الأول"),
    "fa": ("ژانویه", "فوریه", "مارس", "آوریل", "مه می", "ژوئن", "ژوئیه جولای", "اوت آگوست",
           "سپتامبر", "اکتبر", "نوامبر", "دسامبر"),
    "hi": ("जनवरी", "फरवरी फ़रवरी", "मार्च", "अप्रैल", "मई", "जून", "जुलाई", "अगस्त",
           "सितंबर सितम्बर", "अक्टूबर अक्तूबर", "नवंबर नवम्बर", "दिसंबर दिसम्बर"),
}  # fmt: skip
"""Month names as they stand in a date, by language."""
MEANT = {("hr", "listopada"): 10}
"""Names that mean another month in one language than in the others: in Polish that one is November."""

_DAY_FIRST = "de fr es pt it nl da no nb nn sv fi is pl cs sk sl hr bs sr ro el tr ru uk bg ar he hi id vi ca gl"
DAY_FIRST = frozenset(_DAY_FIRST.split())
"""Languages in which a numeric date with slashes puts the day before the month, everywhere they are written."""

_AGO = {
    "en": r"\d+ ?\w+ ago|an? \w+ ago", "de": r"vor \d+ \w+|vor eine[rmn]? \w+", "fr": r"il y a \d+",
    "es": r"hace \d+", "pt": r"há \d+|\d+ \w+ atrás", "it": r"\d+ \w+ fa", "nl": r"\d+ \w+ geleden",
    "sv": r"\d+ \w+ sedan", "da": r"\d+ \w+ siden", "fi": r"\d+ \w+ sitten", "is": r"fyrir \d+ \w+",
    "pl": r"\d+ \w+ temu", "cs": r"před \d+ \w+", "sk": r"pred \d+ \w+", "hu": r"\d+ \w+ ezelőtt",
    "ro": r"acum \d+", "bg": r"преди \d+", "ru": r"\d+ \w+ назад", "uk": r"\d+ \w+ тому",
    "hr": r"prije \d+ \w+", "el": r"πριν (?:από )?\d+", "tr": r"\d+ \w+ önce", "ar": r"(?:منذ|قبل) \d+",
    "fa": r"\d+ \w+ پیش", "he": r"לפני \d+", "hi": r"\d+ \S+ पहले", "id": r"\d+ \w+ (?:yang )?lalu",
    "vi": r"\d+ \w+ trước",
}  # fmt: skip
_AGO_TIGHT = r"\d+ ?(?:년|개월|달|주|일|시간|분) ?전|\d+ ?(?:年|[个か]月|日|天|小时|小時|時間|分钟|分鐘|分)前"
AGO = lazy(rf"\b(?:{'|'.join(_AGO.values())})(?!\w)|{_AGO_TIGHT}", re.IGNORECASE)
"""How long ago something was, as programs print it: `3 hours ago`, `vor 3 Stunden`, `3시간 전`."""

ZONES = {
    "z": "Z", "utc": "Z", "gmt": "Z", "cet": "+01:00", "mez": "+01:00", "cest": "+02:00", "mesz": "+02:00",
    "eet": "+02:00", "eest": "+03:00", "edt": "-04:00", "est": "-05:00", "cdt": "-05:00", "mdt": "-06:00",
    "pst": "-08:00", "pdt": "-07:00", "jst": "+09:00", "kst": "+09:00", "msk": "+03:00",
    "wib": "+07:00", "wita": "+08:00",
}  # fmt: skip
"""Zone names that mean one offset in print. CST, IST, BST and ET mean several and are left out."""

NAMES = {
    name.replace("_", " ").casefold(): number
    for months in MONTHS.values()
    for number, names in enumerate(months, 1)
    for name in names.split()
}
JALALI = {name: number for number, names in enumerate(jalali.MONTHS, 1) for name in names.split()}
INDIC = "\u0900-\u0903\u093a-\u094f"  # vowels and other signs of Devanagari, which are no letters to `\w`
WORD = rf"((?:[^\W\d_]|[{INDIC}]){{2,12}}(?: (?:الثاني|الأول))?)(?:/[^\W\d_]{{3,8}}(?: (?:الثاني|الأول))?)?"
"""A month, and behind a slash its other name: many Arab countries print both."""
YEAR = r"(\d{4})(?!\d)"
DAY = r"(?<!\d)(\d{1,2})"

ISO = lazy(r"(?<!\d)(\d{4})([-/.])(?:(?<=\.) )?(\d{1,2})\2(?:(?<=\.) )?(\d{1,2})(?!\d)")
EAST = lazy(r"(?<!\d)(\d{4}) ?[年년] ?(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日일]")
THANG = lazy(r"(?<!\d)(\d{1,2}) tháng (\d{1,2})(?:,| năm)? (\d{4})(?!\d)", re.IGNORECASE)
DAY_MONTH = lazy(
    rf"{DAY}(?:\.|st|nd|rd|th|er|º|ª)?[ -]{{0,2}}(?:de |of |d['’])?{WORD}[.,]?[ -]{{0,2}}(?:del? )?{YEAR}", re.I
)
MONTH_DAY = lazy(rf"(?<![^\W\d_]){WORD}\.? ?(\d{{1,2}})(?:st|nd|rd|th)?(?:, ?| ){YEAR}", re.I)
YEAR_FIRST = lazy(rf"(?<!\d)(\d{{4}})[.,]? {WORD}\.? (\d{{1,2}})(?:st|nd|rd|th)?(?!\d|[.:h]\d)", re.I)
NUMERIC = lazy(rf"{DAY}([./-]) ?(\d{{1,2}})\2 ?(\d{{4}}|\d{{2}})(?!\d)")
CLOCK = lazy(
    r"[ ,T|·•–—-]{0,4}(?:at |um |à |a las )?(\d{1,2})[:.h](\d{2})(?::(\d{2})(?:\.\d{1,9})?)? ?([ap]\.?m\.?)?"
    r" ?\(?(Z\b|[A-Z]{3,4}\b|[+-]\d{2}:?\d{2})",
    re.I,
)
CLOCK_FIRST = lazy(
    r"(?<![\d:.])(\d{1,2})[:.h](\d{2})(?::(\d{2}))? ?([ap]\.?m\.?)? ?\(?([A-Z]{3,4})\b\)?"
    r"[ ,|·•–—-]{0,4}(?:on )?(?:[^\W\d_]{3,9},? )?$",
    re.I,
)
OFFSET = lazy(r"([+-])(\d{2}):?(\d{2})?")
FARTHEST = 14  # hours from UTC: the Line Islands
BEFORE = 40  # characters before a date in which its time stands


class Found(NamedTuple):
    """A date in a text: its value in ISO 8601 and where it stands, a printed time with its zone included."""

    value: str
    start: int
    end: int


def parse_date(text: str, language: str | None) -> str | None:
    """The first whole date printed in a text, as ISO 8601, or null."""
    found = next(find_dates(text, language), None)
    return found.value if found else None


def find_dates(text: str, language: str | None) -> Iterator[Found]:
    """The whole dates printed in the first `LOOKED_AT` characters, from left to right.

    Args:
        language: of the text, a region may follow: ``"de"``, ``"de-AT"``.
    """
    language = language.partition("-")[0].lower() if language else None
    text = text[:LOOKED_AT].replace("\u00a0", " ").replace("\u202f", " ").replace("\n", " ")
    at = 0
    for day, start, end in sorted(_days(text, language), key=lambda found: (found[1], -found[2])):
        if start >= at:
            first = CLOCK_FIRST.search(text, max(at, start - BEFORE), start)
            clock, at = _clock(CLOCK.match(text, end), end)
            before = "" if clock else _clock(first, end)[0]
            begin = first.start() if first and before else start
            yield Found(day.isoformat() + (clock or before), begin, at)


def _days(text: str, language: str | None) -> Iterator[tuple[date, int, int]]:
    for m in ISO.finditer(text):
        yield from _dated(m, m[1], m[3], m[4], is_jalali=language == "fa")
    for m in EAST.finditer(text) if "年" in text or "년" in text else ():
        yield from _dated(m, m[1], m[2], m[3])
    for m in THANG.finditer(text) if "tháng" in text or "Tháng" in text else ():
        yield from _dated(m, m[3], m[2], m[1])
    for m in DAY_MONTH.finditer(text):
        yield from _dated(m, m[3], _month(m[2], language), m[1], is_jalali=m[2] in JALALI)
    for m in MONTH_DAY.finditer(text):
        yield from _dated(m, m[3], _month(m[1], language), m[2])
    for m in YEAR_FIRST.finditer(text):
        yield from _dated(m, m[1], _month(m[2], language), m[3])
    for m in NUMERIC.finditer(text):
        day_first = _day_first(m[1], m[2], m[3], language)
        if day_first is not None:
            year = m[4] if len(m[4]) == 4 else _century(m[4], m[2], language)
            yield from _dated(m, year, *((m[3], m[1]) if day_first else (m[1], m[3])))


def _dated(
    m: re.Match[str], year: str, month: str | int, day: str, *, is_jalali: bool = False
) -> Iterator[tuple[date, int, int]]:
    calendar = jalali.gregorian if is_jalali and int(year) <= jalali.LAST_YEAR else date
    try:
        found = calendar(int(year), int(month), int(day))
    except ValueError:
        return
    if EARLIEST <= found.year <= LATEST:
        yield found, m.start(), m.end()


def _month(word: str, language: str | None) -> int:
    """The number of a month's name, 0 when it is none."""
    name = word.casefold()
    if word in JALALI:
        return JALALI[word]
    return MEANT.get((language or "", name)) or NAMES.get(name) or NAMES.get(name.split(" ")[0], 0)


def _day_first(first: str, mark: str, second: str, language: str | None) -> bool | None:
    """Whether a numeric date puts the day first; null when nothing on the page decides it."""
    if mark == "." or int(first) > 12 or first == second:
        return True
    if int(second) > 12:
        return False
    return True if language in DAY_FIRST else None


def _century(year: str, mark: str, language: str | None) -> str:
    """A year of two digits is read only as in `28.04.23` and only where that form is in use.

    From 69 on it is one of the last century, as POSIX reads it (`strptime`, "%y").
    """
    if mark != "." or language not in DAY_FIRST:
        return "0"
    return ("19" if int(year) >= LAST_CENTURY else "20") + year


def _clock(m: re.Match[str] | None, end: int) -> tuple[str, int]:
    """The ISO time that is printed beside a date, and where it ends; an empty string without time or zone."""
    zone = m and (ZONES.get(m[5].casefold()) or offset(m[5]))
    if not m or not zone:
        return "", end
    hour, minute, second = int(m[1]), int(m[2]), int(m[3] or 0)
    if m[4] and hour <= 12:
        hour = hour % 12 + (12 if m[4][0] in "pP" else 0)
    if hour > 23 or minute > 59 or second > 59:
        return "", end
    seconds = f":{second:02}" if m[3] else ""
    return f"T{hour:02}:{minute:02}{seconds}{zone}", m.end()


def offset(zone: str) -> str:
    """An offset from UTC, `+0200` or `-03:30` or `+01`, as ISO 8601 has it; an empty string for anything else."""
    found = OFFSET.fullmatch(zone)
    if found is None or int(found[2]) > FARTHEST or int(found[3] or 0) > 59:
        return ""
    hours, minutes = int(found[2]), int(found[3] or 0)
    return f"{found[1] if hours or minutes else '+'}{hours:02}:{minutes:02}"
