"""Where a programme stands among several that were tested on the same figures."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from assistant.eligibility.assessment import ConditionResult
from assistant.eligibility.verdict import Verdict


class Standing(StrEnum):
    """Best first; ONE_STEP is one thing in the way and nothing open beside it."""

    MET = "符合"
    ONE_STEP = "差一步"
    UNKNOWN = "待补充"
    NOT_MET = "不符合"


def standing(
    verdict: Verdict, conditions: Sequence[ConditionResult], changes: Sequence[str]
) -> Standing:
    """The standing that a verdict, its conditions and what would change it add up to."""
    if verdict is Verdict.MET:
        return Standing.MET
    if verdict is Verdict.UNKNOWN:
        return Standing.UNKNOWN
    settled = not any(c.verdict is Verdict.UNKNOWN and c.missing for c in conditions)
    in_the_way = [c for c in conditions if c.verdict is Verdict.NOT_MET and c.change]
    one = len(changes) == 1 and len(in_the_way) == 1
    return Standing.ONE_STEP if one and settled else Standing.NOT_MET
