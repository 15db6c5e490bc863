"""A keyword of a page's filter: every word of it is found, also as an abbreviation of a name."""

from __future__ import annotations

import re

from index.tokenizer import normalize

MAX_KEYWORD_CHARS = 60
_SHORT = range(2, 5)


class Keyword:
    """The words of a keyword as it comes from the net."""

    def __init__(self, text: str) -> None:
        words = normalize(text[:MAX_KEYWORD_CHARS]).split()
        self._words = [(word, _abbreviated(word)) for word in words]

    def found(self, names: str, text: str) -> bool:
        """Whether every word stands in the text, or shortens one of the names."""
        if not self._words:
            return True
        names, text = normalize(names), normalize(text)
        return all(word in text or (p and p.search(names)) for word, p in self._words)


def _abbreviated(word: str) -> re.Pattern[str] | None:
    """ "高企" shortens 高新技术企业: its characters in order, each beginning a pair."""
    if len(word) not in _SHORT or not re.fullmatch("[一-鿿]+", word):
        return None
    return re.compile("[一-鿿]{1,4}?".join(map(re.escape, word)))
