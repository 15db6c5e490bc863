"""Several assessments in the order in which an enterprise wants to read them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.eligibility import Assessment
from assistant.eligibility.standing import Standing, standing


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
    stands = standing(assessment.verdict, assessment.conditions, assessment.changes)
    step = assessment.changes[0] if stands is Standing.ONE_STEP else ""
    return Ranked(assessment, stands, step)


def _far(ranked: Ranked) -> tuple[bool, int, int, int]:
    a = ranked.assessment
    past = bool(a.programme.note)  # judged by rules of the past
    return past, list(Standing).index(ranked.standing), len(a.in_the_way), len(a.missing)
