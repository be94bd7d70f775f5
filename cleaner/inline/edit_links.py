"""The link to edit a section, as MediaWiki prints it behind each heading: ``History [edit | edit source]``.

A converter keeps its address or its words: the address says ``action=edit`` in any language, of the words those of
the larger wikis are known. Browsers for terminals number it ("[[19]edit | [20]edit source]").
"""

from __future__ import annotations

from presscut.cleaner.patterns import lazy

REACH = 600  # characters of the longest such link, with both its addresses
_WORDS = (
    "edit(?: source)?|(?:quelltext )?bearbeiten|modifier(?: le (?:wiki)?code)?|editar(?: (?:código|a? ?código-fonte))?"
    "|modifica(?: wikitesto)?|(?:brontekst )?bewerken|edytuj(?: kod)?|redigera(?: wikitext)?|править(?: код)?"
    "|редагувати(?: код)?|değiştir|kaynağı değiştir|editovat(?: zdroj)?|szerkesztés"
    "|編集|编辑|編輯|편집|עריכה|تحرير|ویرایش"
)
_PLAIN = rf"(?:\[\d{{1,4}}\]\s?)?(?:{_WORDS})"
_LINKED = r"\[[^\[\]\n]{1,40}\]\([^\s()]*[?&](?:ve)?action=edit[^\n)]*\)"
_ONE = rf"(?:{_LINKED}|{_PLAIN})"
EDIT_LINK = lazy(rf"\s*\\?\[\s?{_ONE}(?:\s?\|\s?{_ONE})?\s?\\?\]\Z")


def edit_link(source: str, start: int, end: int) -> int | None:
    """Where the link to edit begins with which `source[start:end]` ends, with the space before; null without words."""
    if source[end - 1] != "]":
        return None
    text = source[max(start, end - REACH) : end]
    found = EDIT_LINK.search(text)
    place = end - len(text) + found.start() if found else start
    return place if place > start else None
