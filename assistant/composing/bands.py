"""Scoring bands: of "30%以上20分，25%至30%得16分……" the one clause that holds a given value."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from assistant.reading.lexicon import lexicon
from corpus.figures import Comparator, Figure, Measure, figures

NOTHING: Mapping[str, float] = MappingProxyType({})
_CLASS = re.compile(r"[ⅠⅡⅢⅣI]+类")
_ROMAN = {"I类": "Ⅰ类", "II类": "Ⅱ类", "III类": "Ⅲ类"}  # as a normalised question has them
# "Ⅱ类知识产权包括实用新型专利、软件著作权等": which things are of which class
_MEMBERS = re.compile(r"([ⅠⅡⅢⅣ]类)(?:知识产权)?(?:是|为|指|包括)([^，；。]+)")
_BESIDE = r"[^，,、；;。？?和与及跟还没无不\d]{1,12}"
_FULL_MARKS = re.compile(r"(?:满分|不超过)?\d+分$")  # of the table, and none of the asker's
_CLAUSE = re.compile(r"[^，,；;]+[，,；;]?")


def held_classes(
    question: str, amounts: Sequence[Figure], texts: Iterable[str]
) -> dict[str, float]:
    """How many things of each class the asker has ("3个实用新型和2个软著": 5 of Ⅱ类), as texts
    say which thing is of which class."""
    members = [
        (found[0], item.removesuffix("等").removesuffix("专利").strip())
        for text in texts
        for found in _MEMBERS.findall(text)
        for item in found[1].split("、")
    ]
    held: dict[str, float] = {}
    for amount in amounts:
        if amount.measure is not Measure.COUNT:
            continue
        thing = _counted_thing(question, amount)
        classes = [_ROMAN.get(of, of) for of in _CLASS.findall(thing)]
        classes += [of for of, item in members if len(item) > 1 and item in thing]
        if classes:
            held[classes[0]] = held.get(classes[0], 0.0) + amount.value
    return held


def _counted_thing(question: str, amount: Figure) -> str:
    """What an amount counts, as said and in the official wording; it stands after or before."""
    after = re.match(_BESIDE, question[amount.end :])
    before = re.search(_BESIDE + "$", question[: amount.start])
    said = after[0] if after else before[0] if before else ""
    return " ".join((said, *(term for _, terms in lexicon().found_in(said) for term in terms)))


def band(
    text: str,
    amounts: Sequence[Figure],
    held: Mapping[str, float] = NOTHING,
    *,
    to_best: bool = False,
) -> str:
    """ "……：15%至20%得8分" for 18%; "" where the text is no table of bands or none holds.

    Bounds belong to the band that they open, as such tables say ("各档均含下限"); to_best says
    that they belong to the one of more points. held says how many things of each class the asker
    has, where the bands are of several classes.
    """
    lead, colon, table = text.partition("：")
    lead = _FULL_MARKS.sub("", lead)
    bands = _bands(table if colon else text)
    if len(bands) < 3:
        return ""
    if len(set(_CLASS.findall(table))) > 1:
        clause = _band_of_class(bands, held)
        return f"{lead}：{clause}" if clause else ""
    for amount in amounts:
        found = [c for c, of in bands if of.measure is amount.measure and _within(of, amount.value)]
        found = _touching(bands, amount) if to_best and found else found
        if found:
            return f"{lead}：{found[0]}" if colon else found[0]
    return ""


def on_edge(text: str, amounts: Iterable[Figure]) -> bool:
    """Whether the value that the asker has is where one band ends and the next begins."""
    bands = [] if _CLASS.search(text) else _bands(text.partition("：")[2] or text)
    return len(bands) > 2 and any(len(_touching(bands, amount)) > 1 for amount in amounts)


def _bands(table: str) -> list[tuple[str, Figure]]:
    """The clauses that give a score, each with the condition of it."""
    clauses = [c.strip("，,；;。 ") for c in _CLAUSE.findall(table)]
    pairs = [(c, _condition(c)) for c in clauses]
    return [(c, condition) for c, condition in pairs if condition is not None]


def _touching(bands: Sequence[tuple[str, Figure]], amount: Figure) -> list[str]:
    """The bands that hold the value or end at it, that of most points first."""
    touched = [
        clause
        for clause, of in bands
        if of.measure is amount.measure
        and (_within(of, amount.value) or amount.value in (of.value, of.upper))
    ]
    return sorted(touched, key=lambda clause: -figures(clause)[1].value)


def _band_of_class(bands: Sequence[tuple[str, Figure]], held: Mapping[str, float]) -> str:
    """The first band whose class the asker has in that number; "" where none is."""
    for clause, condition in bands:
        of = _CLASS.search(clause)
        count = held.get(of[0]) if of else None
        whole = condition.upper is not None and count == condition.upper  # "3至4项" has 4
        if count is not None and (whole or _within(condition, count)):
            return clause
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
