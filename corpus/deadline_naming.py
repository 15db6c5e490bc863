"""What is to be done by a deadline, in the words of its sentence."""

from __future__ import annotations

import re

from corpus import deadline_language as say

_LONGEST = 60
_ENOUGH = 12  # characters; a shorter clause says too little without its neighbours


def what(sentence: str, span: tuple[int, int]) -> str:
    """The clause without its time; with what follows, then what goes before, while it is short."""
    start, end = span
    every = say.EVERY_YEAR.search(sentence[:start])
    start -= len(every[0]) if every else 0
    earlier = re.split(say.CLAUSE, re.split(say.STOP, sentence[:start])[-1])
    later = re.split(say.CLAUSE, re.split(say.STOP, sentence[end:], maxsplit=1)[0])
    own = _joined(earlier.pop(), later.pop(0))
    while later and (len(own) < _ENOUGH or say.OPEN.search(own)):
        own = _joined(own, later.pop(0), "" if own.endswith(("：", ":")) else "，")
    piece = ""
    while earlier and (len(own) < _ENOUGH or say.needs(earlier[-1], piece)):
        piece = earlier.pop()
        own = _joined(piece, own, "，")
    return own if len(own) <= _LONGEST else own[: _LONGEST - 1] + "…"


def clause(text: str, start: int, end: int) -> str:
    """The clause around a span."""
    left = re.split(say.CLAUSE, text[:start])[-1]
    return left + text[start:end] + re.split(say.CLAUSE, text[end:], maxsplit=1)[0]


def next_clause(after: str) -> str:
    """The clause after the one that a text opens in."""
    parts = re.split(say.CLAUSE, after, maxsplit=2)
    return parts[1] if len(parts) > 1 else ""


def _joined(left: str, right: str, between: str = "") -> str:
    head = say.TRAILING.sub("", say.LEADING.sub("", left.strip()))
    tail = say.TRAILING.sub("", say.LEADING.sub("", right.strip())) or right.strip()
    return f"{head}{between if head and tail else ''}{tail}"
