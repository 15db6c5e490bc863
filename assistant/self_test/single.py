"""One condition of a programme, or the parts of it that are asked about, judged by itself."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.eligibility import ConditionResult, Verdict
from assistant.eligibility.citing import citations
from assistant.eligibility.predicates import judge
from assistant.self_test.judged import Judged
from assistant.self_test.percentages import STAND_IN
from assistant.self_test.reasons import one_way_fails
from assistant.self_test.told import condition_of, is_rough
from corpus.programme_rules import (
    Combined,
    Condition,
    Predicate,
    Ratio,
    TieredRatio,
    fields_of,
)

_DECIDED = (Verdict.MET, Verdict.NOT_MET)


@dataclass(frozen=True)
class Single:
    """A condition asked about, or the part of it that is; result is the verdict on that."""

    condition: Condition
    result: ConditionResult

    def hangs(self, judged: Judged) -> bool:
        """Whether one way to it is barred, and another open: that is what the asker must know."""
        open_ = self.result.verdict is Verdict.UNKNOWN
        return open_ and one_way_fails(self.condition, judged.stated, judged.profile)

    @property
    def decided(self) -> bool:
        """Whether there is a yes or no to it."""
        return self.result.verdict in _DECIDED


def hangs(judged: Judged) -> bool:
    """Whether what was told bars one way to a condition that another may still meet."""
    return any(Single(condition_of(judged, c), c).hangs(judged) for c in judged.conditions)


def is_decided(asked: Sequence[Single]) -> bool:
    """Whether all that was asked about is decided."""
    return bool(asked) and all(single.decided for single in asked)


def _inputs_of(predicate: Predicate) -> set[str]:
    """The inputs read; of the stand-in for a share that was told, both figures of the share."""
    return plain(fields_of(predicate))


def plain(names: Iterable[str]) -> set[str]:
    """The inputs of which something is told: both figures of a share."""
    return {part for name in names for part in name.removesuffix(STAND_IN).split("/")}


def of_shares(predicate: Predicate) -> bool:
    """Whether a predicate reads nothing but shares."""
    parts = predicate.of if isinstance(predicate, Combined) else (predicate,)
    return all(isinstance(part, (Ratio, TieredRatio)) for part in parts)


def narrowed(single: Single, inputs: Collection[str], judged: Judged, *, shares: bool) -> Single:
    """Of a condition that asks for several things, the parts that read the inputs, shares or
    the figures themselves; whole where rough figures are among them."""
    predicate = single.condition.predicate
    if not (isinstance(predicate, Combined) and predicate.op == "all_of"):
        return single
    reading = tuple(part for part in predicate.of if _inputs_of(part) & set(inputs))
    parts = tuple(part for part in reading if of_shares(part) is shares) or reading
    fields = {name for part in parts for name in fields_of(part)}
    rough = any(is_rough(judged.used[name]) for name in fields if name in judged.used)
    if rough:
        return single
    return _only(single, predicate, parts, judged)


def hanging(single: Single, judged: Judged) -> Single:
    """Of a condition that asks for several things, those of which one way is barred."""
    predicate = single.condition.predicate
    if not (isinstance(predicate, Combined) and predicate.op == "all_of"):
        return single
    barred = tuple(
        part
        for part in predicate.of
        if one_way_fails(
            single.condition.model_copy(update={"predicate": part}), judged.stated, judged.profile
        )
    )
    return _only(single, predicate, barred, judged)


def _only(
    single: Single, predicate: Combined, parts: Sequence[Predicate], judged: Judged
) -> Single:
    """The condition with these parts of it alone, judged anew; whole where they are all or none."""
    if not parts or len(parts) == len(predicate.of):
        return single
    part = predicate.model_copy(update={"of": tuple(parts)})
    condition = single.condition.model_copy(update={"predicate": part, "label": ""})
    finding = judge(part, condition, judged.stated, judged.profile)[0]
    result = replace(
        single.result,
        label="",
        verdict=finding.verdict,
        working=finding.working,
        missing=finding.missing,
        citations=citations(condition.section, finding.thresholds),
    )
    return Single(condition, result)
