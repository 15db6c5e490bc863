"""What a question of a message leaves to what the message told before it."""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import takewhile

from assistant.several.clauses import asked_with, is_elliptic
from assistant.several.things import named

# "要是作假,……几年不能再报?……几年不能参加?": supposed for all that is asked so
_SUPPOSED = re.compile(r"^(?:要是|如果|假如|万一|一旦|假设|倘若)[^,，。;；?？]{3,}[,，]")
# "一种是出钱支持它搞研究,一种是委托": "出钱那种" is the one of them that is told so
_OPTION = re.compile(
    r"(?:[一另](?:种|个|类|笔|项|边)|[一二]来)(?:就)?(?:是|叫|为)(?P<told>[^,，。;；?？]{4,})"
)
_THAT_ONE = re.compile(r"(?P<named>[\u3400-\u9fff]{2,6}?)的?那(?:一)?(?:种|个|类|笔|项|边)(?!时)")

# "科技人员占比这条,……": what a later "这一项" means
_TOPIC = re.compile(r"^(?P<topic>[^,，。;；?？]{2,16}?)[这那](?:一?[条项块个]|方面|事)[,，]")
_ENDING, _OTHER = 3, 6  # characters that two questions share at the end, and of the other name
_THAT_TOPIC = re.compile(
    r"[这那](?:一?[条项块]|个)(?:指标|要求|条件|数)?(?![\u3400-\u9fff]{0,2}[,，])"
)


def filled(pieces: list[str], told: str, apart: Collection[str] = ()) -> list[str]:
    """The questions, each with the option or topic that it points to, with what another that ends
    as it does says of it, and with what is supposed for all; apart are those already whole."""
    options = [option["told"].removesuffix("的") for option in _OPTION.finditer(told)]
    return _supposing(_alike(_of_topic([_told(piece, options) for piece in pieces]), apart))


def _alike(pieces: list[str], apart: Collection[str]) -> list[str]:
    """The questions, each that ends as the one before it does with what that says before the name
    that is another now ("其他费用上限高企口径几成" "加计口径几成")."""
    filled_in = pieces[:1]
    for piece in pieces[1:]:
        opening, other = _parallel(filled_in[-1], piece)
        filled_in.append(opening + piece if other and piece not in apart else piece)
    return filled_in


def _parallel(before: str, piece: str) -> tuple[str, str]:
    """What stands before the name in a question, and what has its place in the next, which ends
    the same."""
    one, two = (text.strip(" ,，、?？。") for text in (before, piece))
    alike = takewhile(
        lambda pair: pair[0] == pair[1], zip(reversed(one), reversed(two), strict=False)
    )
    ending = "".join(char for char, _ in alike)[::-1]
    name = next((n for n in named(one) if one[: len(one) - len(ending)].endswith(n)), "")
    other = two[: len(two) - len(ending)]
    if len(ending) < _ENDING or not asked_with(ending) or not name:
        return "", ""
    if not 0 < len(other) <= _OTHER or named(other):
        return "", ""
    return one[: len(one) - len(ending) - len(name)], other


def _of_topic(pieces: list[str]) -> list[str]:
    """The questions, those behind the first with the topic it opens with where they point to it."""
    topic = _TOPIC.match(pieces[0])
    if topic is None:
        return pieces
    return [pieces[0], *(_THAT_TOPIC.sub(topic["topic"], piece) for piece in pieces[1:])]


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
