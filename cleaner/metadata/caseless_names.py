"""Names in scripts that have no capitals, where nothing but the place says that it is one.

Asked of what an author's element holds, or of the text of a link to an author's page.
"""

from __future__ import annotations

from presscut.cleaner.patterns import lazy

EASTERN = lazy(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af々·\s]+")  # Han, kana and Hangul
SHORTEST_EASTERN, LONGEST_EASTERN = 2, 8  # letters of a name in these scripts
FULL, LONGEST = 2, 4  # words of a name in others
NO_NAME = lazy(
    r"[\d.,:;!?()|/。、！？]|(?:部|社|局|網|网|報|报|新聞|新闻|編集|编辑|통신|뉴스|신문|일보|팀)$"
    r"|一覧|記事|もっと|続き|更多|查看|全部|文章|プロフィール"
)
"""What stands in no name, the end of that of a house or a desk, and what links to all that somebody wrote say."""


def is_name_without_capitals(text: str) -> bool:
    """Whether a text is a name in a script that has no capitals: a few letters, or words."""
    if not text or any(c.lower() != c.upper() for c in text) or NO_NAME.search(text):
        return False
    words = text.split()
    if EASTERN.fullmatch(text):
        return SHORTEST_EASTERN <= len("".join(words)) <= LONGEST_EASTERN
    return FULL <= len(words) <= LONGEST
