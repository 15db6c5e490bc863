"""Whether a rule holds for another time than the asker's: its month, or before or after a day."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.finding.statement import Statement
from assistant.reading.question import Question
from corpus.figures import number

_MONTH = re.compile(
    r"(?<![\d个])(1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月(?:份|(?!\d|底|内))"
)
_OPENING = re.compile(r"[^，。；]*")
_UNTIL = re.compile(r"(20\d\d)年(?:年?底|\d{1,2}月\d{1,2}日|\d{1,2}月)?(?:以前|之前|前)")
_SINCE = re.compile(r"(20\d\d)年(?:\d{1,2}月\d{1,2}日|\d{1,2}月)?(?:以后|之后)")
_SPAN = re.compile(r"(20\d\d)年[^，。；年]{0,8}至(?:(20\d\d)年)?\d{1,2}月")
_END_TOLD = re.compile(
    r"到期|截止|截至|为止|结束|失效|执行到"
)  # the year of an end is no time of theirs
_ASKS_OF_ORDER = re.compile(r"以[前后]|之[前后]|从前|原来")


def of_another_time(question: Question, statement: Statement) -> bool:
    """Whether the opening of the rule sets it for a time that the asker's is not in."""
    opening = _OPENING.match(statement.shown)
    assert opening is not None
    return _of_other_months(question.text, opening[0]) or _out_of(question, opening[0])


def _of_other_months(asked: str, opening: str) -> bool:
    mine, theirs = _months(asked), _months(opening)
    return bool(mine and theirs) and not mine & theirs


def _months(text: str) -> set[float | None]:
    return {number(month) for month in _MONTH.findall(text)}


def _out_of(question: Question, opening: str) -> bool:
    """Before or after a year, where the asker names years on the other side of it alone."""
    years: Sequence[int] = question.years or question.befell
    if not years or _ASKS_OF_ORDER.search(question.text):
        return False
    until, since, span = (p.search(opening) for p in (_UNTIL, _SINCE, _SPAN))
    if until and min(years) > int(until[1]):
        return True
    if span and (min(years) > int(span[2] or span[1]) or max(years) < int(span[1])):
        return True
    return bool(since and max(years) < int(since[1]))


def of_that_time(question: Question, statement: Statement) -> bool:
    """Whether it says what holds before or after a day, and the asker names a time there alone."""
    years: Sequence[int] = question.years or question.befell
    if not years or _ASKS_OF_ORDER.search(question.text) or _END_TOLD.search(question.text):
        return False
    until, since = _UNTIL.search(statement.text), _SINCE.search(statement.text)
    return bool((until and max(years) < int(until[1])) or (since and min(years) >= int(since[1])))
