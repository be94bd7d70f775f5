"""The letters beyond ASCII of a language, the commonest first, and the encodings it was written in before UTF-8.

What tells an encoding that nobody declared: of the texts that the same bytes make in one and the other, one has the
letters of its language, and the commonest most often. The orders are those that counts of running text give; they need
not be exact. Letters of capitals follow from them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Letters(NamedTuple):
    """What a language is written in.

    Attributes:
        codecs: encodings that its texts are in, the likeliest first.
        common: its letters beyond ASCII in small, the commonest first.
        latin: its other letters are those of ASCII.
    """

    codecs: tuple[str, ...]
    common: str
    latin: bool = True


WESTERN = ("cp1252", "iso8859-15", "mac-roman")
CENTRAL = ("cp1250", "iso8859-2")
BALTIC = ("cp1257", "iso8859-13", "iso8859-4")
TURKISH = ("cp1254",)
CYRILLIC = ("cp1251", "koi8-r", "iso8859-5", "cp866", "mac-cyrillic")
UKRAINIAN = ("cp1251", "koi8-u", "iso8859-5", "mac-cyrillic")

LETTERS: Mapping[str, Letters] = {
    "en": Letters(WESTERN, "éñèöüçáïóíà"),
    "de": Letters(WESTERN, "üäößé"),
    "fr": Letters(WESTERN, "éèàêçôîùâûœïëü"),
    "es": Letters(WESTERN, "óíáéñúü"),
    "pt": Letters(WESTERN, "ãçáéíóõêâúàô"),
    "it": Letters(WESTERN, "àèòùéì"),
    "nl": Letters(WESTERN, "ëéïèöüçó"),
    "da": Letters(WESTERN, "øåæéöä"),
    "no": Letters(WESTERN, "åøæéòôöä"),
    "sv": Letters(WESTERN, "äåöéü"),
    "fi": Letters(WESTERN, "äöåé"),
    "is": Letters(WESTERN, "ðáíóþéöýúæ"),
    "ca": Letters(WESTERN, "àéèóíçòïúü"),
    "pl": Letters(CENTRAL, "łęążóśćńźü"),
    "cs": Letters(CENTRAL, "íáéřýěščžůúňťóďö"),
    "sk": Letters(CENTRAL, "áíéčšžýúľôťňäóďŕĺ"),
    "sl": Letters(CENTRAL, "čšžćđ"),
    "hr": Letters(CENTRAL, "čšžćđ"),
    "hu": Letters(CENTRAL, "áéöóőíüúű"),
    "ro": Letters(CENTRAL, "ăîâţş"),
    "et": Letters((*BALTIC, "cp1252"), "äõüöšž"),
    "lv": Letters(BALTIC, "āīšēūžļņģķč"),
    "lt": Letters(BALTIC, "ėšųžįčūąę"),
    "tr": Letters(TURKISH, "ıüşğçöâîû"),
    "eo": Letters(("iso8859-3",), "ĝĉŝŭĵĥ"),
    "mt": Letters(("iso8859-3",), "ħżġċàù"),
    "cy": Letters(("iso8859-14",), "ŵŷâêîôûáï"),
    "vi": Letters(("cp1258",), "\u0301\u0300đ\u0323ưôâơ\u0309êă\u0303àáéèóòíúùì"),
    "ru": Letters(CYRILLIC, "оеаинтсрвлкдмпуяыьгзбчйхжшюцщэфъё", latin=False),
    "uk": Letters(UKRAINIAN, "оаинівретсклудмпязьбгчйхжїюцшєщфґ", latin=False),
    "be": Letters(UKRAINIAN, "анісреокталявумпыдзьбйцгчшжхюёфўэ", latin=False),
    "bg": Letters(CYRILLIC, "аоиетнрсвлкдпмзъябугчжщюцхшйфь", latin=False),
    "sr": Letters(("cp1251", "iso8859-5"), "аоиеунтјсрвдкмлпбзгжчцшњхћђљџф", latin=False),
    "mk": Letters(("cp1251", "iso8859-5"), "аоиетнрсвдклпумзбјгчжцшѓќљњџхфѕ", latin=False),
    "el": Letters(("cp1253", "iso8859-7"), "αοιετνσηυρκςπμλόίάέγύώήθδωχφβξζψϊϋΐΰ", latin=False),
    "he": Letters(("cp1255", "iso8859-8"), "יוהלאמתרבשנדםחקפעכגטצןסזךףץ", latin=False),
    "ar": Letters(("cp1256", "iso8859-6"), "اليمنوترهبعدسفقكةحجأشصىطخضءذثزإئغظؤآ", latin=False),
    "fa": Letters(("cp1256",), "اينرهدموتبشسکلزكىگقفحعخجپطصچآضغثژذظئ", latin=False),
    "th": Letters(("cp874",), "านรอก่เงมยล\u0e31วดทส้ต\u0e35ะ\u0e34ปบคหแจพชขใไ์ุู\u0e37โำ็ผซธศณฐษถภญ\u0e36ฉฟๆ", latin=False),
}  # fmt: skip

PUNCTUATION = frozenset("\u00a0’“”–„—‘…«»•·‚‹›¿¡\u200c\u200e\u200f،؛؟")
"""Marks that texts of every language hold, and no other sign as often."""
CLOSING = frozenset("’")
"""Those of them that stand behind a word or within one, in every language."""
OPENING = frozenset("¿¡„‚")
"""Those that stand before a word, in every language."""
SYMBOLS = frozenset("§°€©®ºª™£")
"""Signs that stand in texts now and then, and no small letter behind them."""

HANZI = (
    "的一是了我不人在他有这个上们来到时大地为子中你说生国年着就那和要她出也得里后自以会家可下而过天去能对小多然于心学么之都好看起发当没成只如"
    "事把还用第样道想作种开美总从无情己面最女但现前些所同日手又行意动方期它头经长儿回位分爱老因很给名法间斯知世什两次使身者被高已亲其进此话常与活正"
)
"""The commonest characters of Chinese; `TRADITIONAL` gives the other form of those that have one."""
TRADITIONAL = str.maketrans(
    "这个们来时为说国着里后会过对学发没样种开总无从现动头经长儿爱给间两亲进话与么还当东",
    "這個們來時為說國著裡後會過對學發沒樣種開總無從現動頭經長兒愛給間兩親進話與麼還當東",
)
KANJI = (
    "日一国人年大十二本中長出三時行見月分後前生五間上東四今金九入学高円子外八六下来気小七山話女北午百書先名川千水半男西電校語土木聞食車何南万毎"
    "白天母火右読友左休父雨会者的事方場合社部地市政府議員業体新代表同理対当用発力動定作度全目所的自明意心経済化性成法思手主関開通通信"
)
HANGUL = "이다는을의에가고하지한로를은서사인기도과대리자시있으나그어일정아부장수전니해라스들만보주여면성것원구했동상"
KANA = "".join(map(chr, range(0x3041, 0x3094)))
KATAKANA = "".join(map(chr, range(0x30A1, 0x30F7))) + "ー"
FULL_WIDTH = "。、，：；？！「」『』（）《》“”‘’・…—　·．"
