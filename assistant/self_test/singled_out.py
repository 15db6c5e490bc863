"""Conditions that a message asks about alone: "够高企的研发占比吗", "就这条过得去不"."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.citations import CitationList
from assistant.eligibility import ConditionResult, Verdict
from assistant.eligibility.citing import citations
from assistant.eligibility.predicates import judge
from assistant.self_test.clauses import Clause, clauses
from assistant.self_test.judged import Judged
from assistant.self_test.language import spoken
from assistant.self_test.missing import AT_ONCE, to_ask
from assistant.self_test.pending import heading
from assistant.self_test.percentages import STAND_IN
from assistant.self_test.phrases import CLOSING, OPENING
from assistant.self_test.recognise import (
    asks_of_one,
    asks_of_programme,
    asks_of_score,
    asks_whether,
    without_programmes,
)
from assistant.self_test.said import Facts
from assistant.self_test.told import (
    capped,
    condition_of,
    is_rough,
    mark,
    told_of,
    why_not,
    with_rule,
)
from assistant.self_test.writing import questions
from corpus.programme_rules import (
    Combined,
    Compare,
    Condition,
    Predicate,
    Ratio,
    ScoreAtLeast,
    TieredRatio,
    fields_of,
)
from corpus.programmes import Programmes

_DECIDED = (Verdict.MET, Verdict.NOT_MET)
_MOST = 2
_IS_SHARE = ("占比", "比例", "比重", "占")


@dataclass(frozen=True)
class Single:
    """A condition asked about, or the part of it that is; result is the verdict on that."""

    condition: Condition
    result: ConditionResult

    @property
    def decided(self) -> bool:
        """Whether there is a yes or no to it."""
        return self.result.verdict in _DECIDED


def singled_out(text: str, judged: Judged, day: date) -> tuple[Single, ...]:
    """The conditions named in the clause that asks, where figures tell something of each; of
    "这条" without a name, the one that the figures are told of."""
    whole = [Single(condition_of(judged, c), c) for c in judged.conditions if _told(judged, c)]
    if asks_of_score(text):
        return tuple(s for s in whole if _is_score(judged, s.condition))
    asking = [c for c in clauses(without_programmes(text), day.year) if _asks_of_condition(c)]
    inputs = _named(asking)
    shares = any(word in clause.text for clause in asking for word in _IS_SHARE)
    named = [s for s in whole if _plain(judged.reads[s.result.id]) & inputs]
    found = [_narrowed(s, inputs, judged, shares=shares) for s in named]
    if shares:
        found = [s for s in found if _of_shares(s.condition.predicate)]
    if not found and any(asks_of_one(clause.text) for clause in asking):
        return _most_told(whole, judged)
    if not found and touches_one(text, judged):
        return tuple(single for single in whole if single.decided)
    decided = [s for s in found if s.decided]
    return tuple(found if len(found) == 1 else decided[:_MOST])


def touches_one(text: str, judged: Judged) -> bool:
    """Whether figures are told of one condition only, and the clause that asks ("凑5件行不") is
    not one about the whole programme."""
    told = [c for c in judged.conditions if any(n in judged.used for n in judged.reads[c.id])]
    return len(told) == 1 and not asks_of_programme(text)


def _asks_of_condition(clause: Clause) -> bool:
    if asks_of_one(clause.text):
        return True
    return not clause.quantities and asks_whether(f"{clause.text}?")


def _named(asking: Sequence[Clause]) -> frozenset[str]:
    """The inputs whose figures the clauses name."""
    return frozenset(
        name
        for clause in asking
        for named in clause.names
        for term in named.terms
        if term not in (spoken().everyone, spoken().other)
        for names in (*term.of.values(), *term.share.values())
        for name in names
    )


def _inputs_of(predicate: Predicate) -> set[str]:
    """The inputs read; of the stand-in for a share that was told, both figures of the share."""
    return _plain(fields_of(predicate))


def _plain(names: Iterable[str]) -> set[str]:
    return {part for name in names for part in name.removesuffix(STAND_IN).split("/")}


def _of_shares(predicate: Predicate) -> bool:
    parts = predicate.of if isinstance(predicate, Combined) else (predicate,)
    return all(isinstance(part, (Ratio, TieredRatio)) for part in parts)


def _narrowed(single: Single, inputs: Collection[str], judged: Judged, *, shares: bool) -> Single:
    """Of a condition that asks for several things, the parts that read the inputs, shares or
    the figures themselves; whole where rough figures are among them."""
    predicate = single.condition.predicate
    if not (isinstance(predicate, Combined) and predicate.op == "all_of"):
        return single
    reading = tuple(part for part in predicate.of if _inputs_of(part) & set(inputs))
    parts = tuple(part for part in reading if _of_shares(part) is shares) or reading
    fields = {name for part in parts for name in fields_of(part)}
    rough = any(is_rough(judged.used[name]) for name in fields if name in judged.used)
    if rough or not parts or len(parts) == len(predicate.of):
        return single
    part = predicate.model_copy(update={"of": parts})
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


def _most_told(whole: Sequence[Single], judged: Judged) -> tuple[Single, ...]:
    """The one decided condition of which most was told; none where several are as good."""

    def told(single: Single) -> int:
        return sum(name in judged.used for name in judged.reads[single.result.id])

    order = sorted((s for s in whole if s.decided), key=told, reverse=True)
    alone = len(order) == 1 or (len(order) > 1 and told(order[0]) > told(order[1]))
    return tuple(order[:1]) if alone else ()


def written_singled_out(
    judged: Judged, asked: Sequence[Single], facts: Facts, programmes: Programmes
) -> tuple[str, CitationList]:
    """The verdict on what was asked about, its working, and how to go on to the rest."""
    marks = CitationList()
    lines = [OPENING + _verdicts(judged, asked)]
    told = {single.result.id for single in asked}
    others = [Single(condition_of(judged, c), c) for c in judged.in_the_way if c.id not in told]
    lines += filter(None, (_line(judged, single, marks) for single in (*asked, *others[:1])))
    if any(isinstance(single.condition.predicate, TieredRatio) for single in asked):
        lines += heading(judged, facts, marks)
    read = {name for single in asked for name in _read(single, judged)}
    provisos = [s.proviso for n, s in judged.used.items() if s.proviso and n.split("/")[0] in read]
    if provisos:
        lines.append(f"注意：{'；'.join(dict.fromkeys(provisos))}。")
    missing = {n for single in asked if not single.decided for n in single.result.missing}
    wanted = [n for n in to_ask(judged, facts, len(programmes.inputs)) if n in missing]
    lines += questions(wanted[:AT_ONCE], [judged], facts, programmes, marks)
    if not wanted and judged.verdict is Verdict.UNKNOWN:
        failed = any(single.result.verdict is Verdict.NOT_MET for single in asked)
        other = "另有可替代的条件，" if failed else "其余条件"
        lines.append(f"{other}请回复“自测{_spoken_name(judged)}”。")
    return "\n".join([*lines, CLOSING]), marks


def is_decided(asked: Sequence[Single]) -> bool:
    """Whether all that was asked about is decided."""
    return bool(asked) and all(single.decided for single in asked)


def _spoken_name(judged: Judged) -> str:
    """The shortest wording by which the programme is known again."""
    return min(spoken().programmes[judged.programme.id], key=len)


def _verdicts(judged: Judged, asked: Sequence[Single]) -> str:
    name = judged.programme.name
    words = {Verdict.MET: "符合", Verdict.NOT_MET: "不符合"}
    verdicts = dict.fromkeys(single.result.verdict for single in asked)
    told = [words.get(verdict, "还不能确定是否符合") for verdict in verdicts]
    return f"{'；'.join(f'{stands}{name}的这项条件' for stands in told)}。"


def _line(judged: Judged, single: Single, marks: CitationList) -> str:
    result = single.result
    if result.verdict is Verdict.NOT_MET:
        return f"- 不符合：{why_not(judged, result, single.condition).line(marks)}"
    told = capped(told_of(result.working, judged), result)
    cited = mark(result.citations, marks)
    if result.verdict is not Verdict.MET:
        return f"- 待补充，已知：{told}。{cited}" if told != result.label else ""
    return f"- 符合：{with_rule(told, result.citations)}{cited}"


def _told(judged: Judged, result: ConditionResult) -> bool:
    """Whether something was told of it, and no rough figure alone leaves it open."""
    used = [n for n in judged.reads[result.id] if n in judged.used]
    open_ = result.verdict is Verdict.UNKNOWN
    rough = any(is_rough(judged.used[n]) for n in used)
    return bool(used) and result.verdict is not Verdict.MANUAL and not (open_ and rough)


def _is_score(judged: Judged, condition: Condition) -> bool:
    predicate = condition.predicate
    if isinstance(predicate, Compare):
        item = judged.programme.by_name.get(predicate.field)
        return item is not None and item.unit == "分"
    return isinstance(predicate, ScoreAtLeast)


def _read(single: Single, judged: Judged) -> Collection[str]:
    return tuple(fields_of(single.condition.predicate)) or judged.reads[single.result.id]
