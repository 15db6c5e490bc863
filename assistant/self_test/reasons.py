"""Why a condition is not met, in as few words as tell it: the parts that fail, no others."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.eligibility import Profile, Verdict
from assistant.eligibility.finding import Finding
from assistant.eligibility.predicates import judge
from corpus.programme_rules import Combined, Condition, Predicate
from corpus.programmes import Programme


def failing(condition: Condition, programme: Programme, profile: Profile) -> Sequence[Finding]:
    """The findings that fail: of several that must hold, those; of alternatives, all
    where each is one thing, else the nearest."""
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
    if not any(isinstance(part, Combined) for part in predicate.of):
        return [finding]  # every way is told, in one breath

    def far(n: int) -> tuple[float, int, bool]:
        """Of ways as near as each other, what was reckoned tells more than what was named."""
        size = _size(predicate.of[n])
        return len(parts[n]) / size, -size, not any(found.thresholds for found in parts[n])

    return parts[min(range(len(parts)), key=far)]


def one_way_fails(condition: Condition, programme: Programme, profile: Profile) -> bool:
    """Whether what was told bars one way of meeting a condition that another may still meet."""

    def fails(predicate: Predicate) -> bool:
        if isinstance(predicate, Combined):
            return any(map(fails, predicate.of))
        return judge(predicate, condition, programme, profile)[0].verdict is Verdict.NOT_MET

    return fails(condition.predicate)


def _size(predicate: Predicate) -> int:
    return len(predicate.of) if isinstance(predicate, Combined) else 1
