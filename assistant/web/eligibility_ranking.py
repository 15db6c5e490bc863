"""Several assessments in the order in which an enterprise wants to read them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.eligibility.assessment import Assessment
from assistant.eligibility.finding import Verdict


class Standing(StrEnum):
    """Best first; MANUAL is all met but what people must judge, ONE_STEP one thing in the way and
    nothing open beside it."""

    MET = "符合"
    MANUAL = "需人工核实"
    ONE_STEP = "差一步"
    UNKNOWN = "待补充"
    NOT_MET = "不符合"


@dataclass(frozen=True, slots=True)
class Ranked:
    """An assessment with its standing; step is what is missing where one thing is."""

    assessment: Assessment
    standing: Standing
    step: str = ""


def rank(assessments: Iterable[Assessment]) -> tuple[Ranked, ...]:
    """Best standing first, then the less in the way or missing; rules of the past come last."""
    return tuple(sorted(map(_ranked, assessments), key=_far))


def counted(ranked: Sequence[Ranked]) -> dict[Standing, int]:
    """How many stand where, in order, none of them left out."""
    return {s: sum(r.standing is s for r in ranked) for s in Standing}


def _ranked(assessment: Assessment) -> Ranked:
    stands = _standing(assessment)
    step = assessment.changes[0] if stands is Standing.ONE_STEP else ""
    return Ranked(assessment, stands, step)


def _standing(a: Assessment) -> Standing:
    if a.verdict is Verdict.MET and a.manual:
        return Standing.MANUAL
    if a.verdict is not Verdict.NOT_MET:
        return Standing(a.verdict.value)
    settled = not any(c.verdict is Verdict.UNKNOWN and c.missing for c in a.conditions)
    one = len(a.changes) == 1 and len(a.in_the_way) == 1
    return Standing.ONE_STEP if one and settled else Standing.NOT_MET


def _far(ranked: Ranked) -> tuple[bool, int, int, int]:
    a = ranked.assessment
    past = bool(a.programme.note)  # judged by rules of the past
    return past, list(Standing).index(ranked.standing), len(a.in_the_way), len(a.missing)
