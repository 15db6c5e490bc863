"""What is to be done by a deadline, in the words of its sentence."""

from __future__ import annotations

import re

from corpus import deadline_language as say

_LONGEST = 60
_SHORT = 4
_NOUN = 6


def what(sentence: str, span: tuple[int, int]) -> str:
    """The clause without its time; with its neighbours where it says too little alone."""
    start, end = span
    every = say.EVERY_YEAR.search(sentence[:start])
    start -= len(every[0]) if every else 0
    left = re.split(say.CLAUSE, sentence[:start])[-1]
    right = clause(sentence[end:], 0, 0)
    own = _completed(_joined(left, right), sentence[end:], bool(say.THINGS_OF_IT.search(right)))
    own = _introduced(own, sentence[: start - len(left)])
    return own if len(own) <= _LONGEST else own[: _LONGEST - 1] + "…"


def clause(text: str, start: int, end: int) -> str:
    """The clause around a span."""
    left = re.split(say.CLAUSE, text[:start])[-1]
    return left + text[start:end] + re.split(say.CLAUSE, text[end:], maxsplit=1)[0]


def next_clause(after: str) -> str:
    """The clause after the one that a text opens in."""
    parts = re.split(say.CLAUSE, after, maxsplit=2)
    return parts[1] if len(parts) > 1 else ""


def _completed(own: str, after: str, only_things: bool) -> str:
    """With what follows, where only a condition or a thing is named so far."""
    clauses = re.split(say.CLAUSE, re.split(r"[。；;！？\n]", after, maxsplit=1)[0])[1:]
    open_ended = len(own) < _SHORT or only_things or bool(say.OPEN_CONDITION.search(own))
    while clauses and open_ended:
        own = _joined(own, clauses.pop(0), "" if own.endswith(("：", ":")) else "，")
        open_ended = len(own) < _SHORT or bool(say.OPEN_CONDITION.search(own))
    return own


def _introduced(own: str, before: str) -> str:
    """With what goes before, where that is the condition or what the time is of."""
    lead = re.split(r"[。；;！？\n]", before.rstrip("，,"))[-1]
    if len(own) < _SHORT:
        return _joined(lead, own, "，")
    clauses = re.split(say.CLAUSE, lead)
    last = clauses.pop()
    needed = (
        say.CONDITION.search(last)
        or (len(own) <= _NOUN and say.ONLY_A_TIME.search(own))
        or "有效期" in last
    )
    if not needed:
        return own
    while clauses and say.ALTERNATIVE.match(last):
        last = f"{clauses.pop()}，{last}"
    return f"{say.LEADING.sub('', last.strip())}，{own}"


def _joined(left: str, right: str, between: str = "") -> str:
    head = say.TRAILING.sub("", say.LEADING.sub("", left.strip()))
    tail = say.TRAILING.sub("", say.LEADING.sub("", right.strip())) or right.strip()
    return f"{head}{between if head and tail else ''}{tail}"
