"""Why a condition is not met, in as few words as tell it: the parts that fail, no others."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.eligibility import Profile, Verdict
from assistant.eligibility.finding import Finding
from assistant.eligibility.predicates import judge
from corpus.programme_rules import Combined, Condition, Predicate
from corpus.programmes import Programme


def failing(condition: Condition, programme: Programme, profile: Profile) -> Sequence[Finding]:
    """The findings that fail: of several that must hold, those; of alternatives, the nearest."""
    return _failing(condition.predicate, condition, programme, profile)


def _failing(
    predicate: Predicate, condition: Condition, programme: Programme, profile: Profile
) -> list[Finding]:
    finding = judge(predicate, condition, programme, profile)[0]
    if finding.verdict is not Verdict.NOT_MET:
        return []
    if not isinstance(predicate, Combined):
        return [finding]
    parts = [_failing(part, condition, programme, profile) for part in predicate.of]
    if predicate.op == "all_of":
        return [found for part in parts for found in part]
    nearest = min(
        range(len(parts)),
        key=lambda n: (len(parts[n]) / _size(predicate.of[n]), -_size(predicate.of[n])),
    )
    return parts[nearest]


def _size(predicate: Predicate) -> int:
    return len(predicate.of) if isinstance(predicate, Combined) else 1
