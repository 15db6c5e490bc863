"""What to ask for next: what can decide most, at most a few at a time."""

from __future__ import annotations

from assistant.eligibility import ConditionResult, Verdict
from assistant.self_test.judged import Judged
from assistant.self_test.said import Facts
from corpus.programme_rules import Input
from corpus.programme_scores import fields_of_scale

AT_ONCE = 3
_LAST = 9


def to_ask(judged: Judged, facts: Facts, most: int = AT_ONCE) -> tuple[str, ...]:
    """The inputs to ask for, the most deciding first; what was declined is not asked again.

    First the exact figure of what was told roughly, then what completes a condition half told,
    then other figures, then the shortest way through alternatives, then yes and no.
    """
    if judged.verdict is not Verdict.UNKNOWN:
        return ()
    inputs = judged.programme.by_name
    wanted = {item.name for item in judged.assessment.missing} - facts.unknown
    ranks = {name: (0, n) for n, name in enumerate(judged.rough)}
    spare = _instead(judged)
    for n, condition in enumerate(judged.conditions):
        for name in condition.missing:
            if name in wanted:
                urgency = _urgency(condition, inputs[name], judged)
                rank = (_LAST if name in spare else urgency, n)
                ranks[name] = min(ranks.get(name, rank), rank)
    order = sorted(ranks, key=lambda name: (ranks[name], list(inputs).index(name)))
    return tuple(order[:most])


def _urgency(condition: ConditionResult, item: Input, judged: Judged) -> int:
    """The lower, the sooner: see to_ask."""
    alternative = condition.group and not _alone(condition.group, judged)
    if alternative:
        # of the ways through, the one that a single yes opens; then the one half told
        return 4 if condition.logic == "any_of" else 3 if _half_told(condition, judged) else 5
    if _half_told(condition, judged):
        return 1
    return 6 if item.type == "boolean" else 2


def _alone(group: str, judged: Judged) -> bool:
    """Whether nothing can stand in for a group of conditions."""
    return (group,) in judged.programme.clauses


def _half_told(condition: ConditionResult, judged: Judged) -> bool:
    return any(name in judged.used for name in judged.reads[condition.id])


def _instead(judged: Judged) -> frozenset[str]:
    """Inputs of an alternative beside one whose figures are all told."""
    parts = [part for table in judged.stated.scoring.values() for part in table.parts]
    spare: set[str] = set()
    for part in parts:
        ways = [frozenset(fields_of_scale(way)) for way in part.choose_one]
        if any(way <= judged.used.keys() for way in ways):
            spare.update(name for way in ways for name in way)
    return frozenset(spare)
