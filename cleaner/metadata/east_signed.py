"""How reporters sign in Korean, Chinese and Japanese: the job behind or before the name, or the name in brackets.

"한지음 기자", "記者林若溪／雲嶺報導", and at the end of the last paragraph "（三枝 しのぶ）" or "【三枝しのぶ】". Wrong
where a short remark in brackets that ends an article has the shape of a name and is not in `REMARKS`.
"""

from __future__ import annotations

from presscut.cleaner.metadata.names import Name
from presscut.cleaner.patterns import lazy

LONGEST = 80  # characters of the line
HAN = "\u3400-\u9fff々"

_KOREAN_JOB = "(?:(?:선임|수습|인턴|전문|객원|의학전문|사진)\\s?)?(?:기자|특파원|논설위원|칼럼니스트|통신원|앵커)"
KOREAN = lazy(
    rf"\W*(?:기자명\s*|글\s*[:=]\s*)?(?:[^\s=·:]{{2,12}}(?:\s?[=:]\s?|\s))?(?P<names>[가-힣]{{2,4}}(?:\s?[·,]\s?[가-힣]{{2,4}})*)"
    rf"\s?{_KOREAN_JOB}(?:\s*\W*[\w.+-]+@[\w.-]+)?\W*"
)
_PLACE = rf"(?:[{HAN}]{{2,8}})?"
CHINESE = lazy(
    rf"\W*(?:{_PLACE}(?:報導|报道|專訪|综合报道|綜合報導)?\s*[／/|｜]\s*)?(?:本報|本报|本刊|特約|特约|实习|實習|見習|见习)*(?:記者|记者)"
    rf"(?![們们會会在說说從从])\s*[:：]?\s*(?P<names>[{HAN}·]{{2,4}}(?:\s?[、,，]\s?[{HAN}·]{{2,4}})*)"
    rf"\s*(?:[／/|｜]\s*)?(?:{_PLACE}(?:報導|报道|專訪|综合报道|綜合報導))?(?:\W+(?:{{role}}).*)?\W*".replace(
        "{role}", "攝影|摄影|編輯|编辑|責編|责编|責任編輯|责任编辑|圖|图|校對|校对|实习生|來源|来源"
    )
)
JOBS = ("기자", "특파원", "논설위원", "칼럼니스트", "통신원", "앵커", "記者", "记者")
NO_NAMES = frozenset("사진 취재 시민 편집 뉴스 스포츠 본지 우리 젊은 담당 수습 인턴 선임 전문 여러".split())
NAME = lazy(rf"[가-힣]{{2,4}}|[{HAN}·]{{2,4}}")

IN_BRACKETS = lazy(
    rf"[（(【〔［]\s?(?:(?:文|記者|取材|聞き手|文・写真|取材・文)[\s　:：・=＝／/]\s?)?"
    rf"(?P<name>[{HAN}]{{1,3}}[ 　]?(?:[{HAN}]{{1,3}}|[ぁ-ん]{{2,4}}|[ァ-ヶー]{{2,4}}))\s?[）)】〕］]$"
)
SHORTEST_NAME, LONGEST_NAME = 3, 6
REMARKS = frozenset(
    "終わり 敬称略 要予約 税込み 税抜き 年齢不詳 共同通信 時事通信 連載終了 随時掲載 次回掲載 月曜掲載 "
    "火曜掲載 水曜掲載 木曜掲載 金曜掲載 土曜掲載 日曜掲載".split()
)
HOUSES = "社部局網報聞課班系館駅校町市県区村郡州国会党員者氏様円年月日頃時前後上中下左右略無料込済"
"""A word in brackets that ends with one of these is no name."""


def reporters(text: str) -> list[Name]:
    """The names in a line that is nothing but a reporter's signature, with the job beside them."""
    if len(text) > LONGEST or not any(map(text.__contains__, JOBS)):
        return []
    found = KOREAN.fullmatch(text) if "가" <= max(text, default="") <= "힣" else CHINESE.fullmatch(text)
    if not found:
        return []
    shift = found.start("names")
    names = NAME.finditer(found["names"])
    return [Name(m[0], shift + m.start(), shift + m.end()) for m in names if m[0] not in NO_NAMES]


def name_at_end(text: str) -> str | None:
    """The name in brackets with which a Japanese paragraph ends, without the space in it."""
    found = IN_BRACKETS.search(text[-24:])
    if not found or not text[: -len(found[0])].rstrip().endswith(("。", "」", "』", "！", "？")):
        return None
    name = found["name"].replace(" ", "").replace("\u3000", "")
    fits = SHORTEST_NAME <= len(name) <= LONGEST_NAME and name not in REMARKS and name[-1] not in HOUSES
    return name if fits else None
