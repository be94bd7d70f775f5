"""Links of a page as absolute URLs."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

from presscut.cleaner.inline.urls import untracked

ABSOLUTE = ("http://", "https://", "mailto:", "tel:", "javascript:", "data:")
LONGEST = 4_000  # characters of a URL; longer ones are data


class Resolver:
    """Joins links with the page's base, each distinct link once."""

    def __init__(self, url: str | None) -> None:
        self._known: dict[str, str] = {}
        self.base = ""
        self._root = ""
        self.rebase(url or "")

    def rebase(self, href: str) -> None:
        """Take a ``base`` element's address for all links that follow."""
        self.base = _join(self.base, clean_url(href))
        self._root = _root(self.base)
        self._known.clear()

    def stand_at(self, href: str) -> None:
        """Take the address that the page gives as its own, where nobody said from where it came.

        Wrong where a page copied another with its canonical address and has links of its own.
        """
        if not self._root and clean_url(href).lower().startswith(("http://", "https://")):
            relative, self.base = self.base, ""
            self.rebase(href)
            self.rebase(relative)

    def __call__(self, href: str) -> str:
        """The absolute URL without tracking parameters, or the link as it stands when it cannot be joined."""
        found = self._known.get(href)
        if found is None:
            found = self._known[href] = untracked(self._resolve(clean_url(href)))
        return found

    def _resolve(self, href: str) -> str:
        if not self.base or href.startswith(ABSOLUTE):
            return href
        if href.startswith("/") and not href.startswith("//") and "/." not in href:
            return self._root + href
        return _join(self.base, href)


def clean_url(href: str) -> str:
    """Strip what the URL standard strips (4.4: white space around, tabs and line breaks inside)."""
    href = href.strip()[:LONGEST]
    return href.translate({9: None, 10: None, 13: None}) if not href.isprintable() else href


def _join(base: str, href: str) -> str:
    try:
        return urljoin(base, href)
    except ValueError:
        return href


def _root(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""
