"""The figures that a question takes to be so, and whether a statement has their like."""

from __future__ import annotations

import re

from assistant.finding.statement import Statement
from assistant.judging.figures_told import counted_alike
from assistant.reading.question import Question
from corpus.figures import Figure, Measure

OFF = 0.2  # of a statement without such a figure as the question claims
_CLAIMS = re.compile(
    r"不是[^。;；?？]{0,16}吗|对[吧吗]|对不对|是[吧吗]|没错吧|听说|据说|既然|以为|吧\s*[?？]?\s*$|"
    r"就(?:行|够|可以|能)[^,，。?？]{0,4}[?？]?$"
)
_PERIOD = re.compile(r"20\d\d年?(?:到|至|[-—–~～])20\d\d")  # of a plan, in its name
# When a thing began, or ends: the claim of a year, and what says it rightly.
_YEARS_CLAIMED = (
    (
        re.compile(r"(?:19|20)\d\d年?(?:才|就|开始|起(?!止)|出台|成立|启动|实施|施行|搞)"),
        re.compile(
            r"(?:19|20)\d\d年[^,，。；;]{0,10}(?:起|启动|开始|施行|实施|成立|出台|印发|举办|召开)"
        ),
    ),
    (
        re.compile(
            r"(?:19|20)\d\d年?(?:[底末年中]|\d+月)?(?:就|都)?(?:到期|停|截止|取消|结束|作废)"
        ),
        re.compile(r"至(?:19|20)\d\d年|(?:届满|到期|截止|取消)"),
    ),
    (_PERIOD, _PERIOD),
)


def claim_fit(question: Question, statement: Statement) -> float:
    """Of a claim that a figure is so ("不是限300人以内吗") a statement with such a figure, right
    or wrong, tells more than one without; .5 where none is claimed."""
    for claim, told in _YEARS_CLAIMED:
        if claim.search(question.text):
            return 1.0 if told.search(statement.text) else OFF
    claimed = claims(question)
    if not claimed:
        return 0.5
    return 1.0 if any(alike(c, f) for c in claimed for f in statement.figures) else OFF


def tells_years(question: Question, statement: Statement) -> bool:
    """Whether years that the question takes to be so are told here, rightly or otherwise."""
    return any(c.search(question.text) and t.search(statement.text) for c, t in _YEARS_CLAIMED)


def claims(question: Question) -> tuple[Figure, ...]:
    """The figures that a question takes to be so."""
    if not _CLAIMS.search(question.text):
        return ()
    return tuple(f for f in question.amounts if f.measure is not Measure.DATE)


def alike(claimed: Figure, stated: Figure) -> bool:
    """Whether both are of a kind, and count things of a kind."""
    if claimed.measure is not stated.measure:
        return False
    counted = claimed.measure is Measure.COUNT and claimed.unit != stated.unit
    return not counted or counted_alike(claimed.unit, stated.unit)
