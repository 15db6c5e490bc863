"""Scoring bands: of "30%以上20分，25%至30%得16分……" the one clause that holds a given value."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.figures import Comparator, Figure, Measure, figures

_CLASS = re.compile(r"[ⅠⅡⅢⅣI]+类")
_CLAUSE = re.compile(r"[^，,；;]+[，,；;]?")


def band(text: str, amounts: Sequence[Figure]) -> str:
    """ "……：15%至20%得8分" for 18%; "" where the text is no table of bands or none holds.

    Bounds belong to the higher band, as such tables say ("各档均含下限").
    """
    lead, colon, table = text.partition("：")
    clauses = [c.strip("，,；;。 ") for c in _CLAUSE.findall(table if colon else text)]
    pairs = [(c, _condition(c)) for c in clauses]
    bands = [(c, condition) for c, condition in pairs if condition is not None]
    if len(bands) < 3 or len(set(_CLASS.findall(table))) > 1:
        return ""  # bands of several classes: which one is the asker's is not said here
    for amount in amounts:
        for clause, condition in bands:
            if condition.measure is amount.measure and _within(condition, amount.value):
                return f"{lead}：{clause}" if colon else clause
    return ""


def _condition(clause: str) -> Figure | None:
    """The condition of a band, where the clause goes on to give its score."""
    found = figures(clause)
    scored = len(found) == 2 and found[1].measure is Measure.SCORE
    if not scored or found[0].measure is Measure.SCORE:
        return None
    condition = found[0]
    if condition.comparator is Comparator.EQUAL and clause[: condition.start].endswith("达到"):
        return replace(condition, comparator=Comparator.AT_LEAST)
    return condition


def _within(condition: Figure, value: float) -> bool:
    if condition.upper is not None:
        return condition.value <= value < condition.upper
    if condition.comparator is Comparator.AT_MOST:
        return value < condition.value
    if condition.comparator is Comparator.EQUAL:
        return value == condition.value
    return value >= condition.value
