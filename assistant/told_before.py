"""What a question of a message leaves to what the message told before it."""

from __future__ import annotations

import re

from assistant.clauses import asked_with, is_elliptic

# "要是作假,……几年不能再报?……几年不能参加?": supposed for all that is asked so
_SUPPOSED = re.compile(r"^(?:要是|如果|假如|万一|一旦|假设|倘若)[^,，。;；?？]{3,}[,，]")
# "一种是出钱支持它搞研究,一种是委托": "出钱那种" is the one of them that is told so
_OPTION = re.compile(
    r"(?:[一另](?:种|个|类|笔|项|边)|[一二]来)(?:就)?(?:是|叫|为)(?P<told>[^,，。;；?？]{4,})"
)
_THAT_ONE = re.compile(r"(?P<named>[\u3400-\u9fff]{2,6}?)的?那(?:一)?(?:种|个|类|笔|项|边)(?!时)")


def filled(pieces: list[str], told: str) -> list[str]:
    """The questions, each with the option that it points to and with what is supposed for all."""
    options = [option["told"].removesuffix("的") for option in _OPTION.finditer(told)]
    return _supposing([_told(piece, options) for piece in pieces])


def _told(piece: str, options: list[str]) -> str:
    """A question with the option told before in the place of the words that point to it."""
    pointed = _THAT_ONE.search(piece)
    meant = [o for o in options if pointed and pointed["named"] in o]
    if pointed is None or len(meant) != 1:
        return piece
    return f"{piece[: pointed.start()]}{meant[0]}的{piece[pointed.end() :]}"


def _supposing(pieces: list[str]) -> list[str]:
    """The questions, those that ask as the first does with what it supposes."""
    supposed = _SUPPOSED.match(pieces[0])
    if supposed is None:
        return pieces
    asked = asked_with(pieces[0])
    return [
        p
        if p.startswith(supposed[0]) or is_elliptic(p) or not asked & asked_with(p)
        else supposed[0] + p
        for p in pieces
    ]
