"""Conditions that a message asks about alone: "够高企的研发占比吗", "就这条过得去不"."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from assistant.composing.citations import CitationList
from assistant.eligibility import ConditionResult, Verdict
from assistant.reading.concepts import pairs
from assistant.self_test.clauses import Clause, clauses
from assistant.self_test.judged import Judged
from assistant.self_test.language import spoken
from assistant.self_test.low_part import low_parts
from assistant.self_test.missing import AT_ONCE, to_ask
from assistant.self_test.pending import heading
from assistant.self_test.phrases import CLOSING, OPENING
from assistant.self_test.recognise import (
    asks_of_one,
    asks_of_programme,
    asks_of_score,
    asks_whether,
    without_programmes,
)
from assistant.self_test.said import Facts
from assistant.self_test.single import Single, hanging, narrowed, of_shares, plain
from assistant.self_test.told import (
    LONG_RULE,
    capped,
    condition_of,
    is_rough,
    mark,
    ruling,
    told_of,
    why_not,
    with_rule,
)
from assistant.self_test.writing import questions
from corpus.programme_rules import (
    Compare,
    Condition,
    ScoreAtLeast,
    TieredRatio,
    fields_of,
)
from corpus.programmes import Programmes

_MOST = 2
_SAYS = 0.6  # of the character pairs of a proviso
_IS_SHARE = ("占比", "比例", "比重", "占")


def singled_out(
    text: str, judged: Judged, day: date, *, begins: bool = False
) -> tuple[Single, ...]:
    """The conditions named in the clause that asks, where figures tell something of each; of
    "这条" without a name, the one that the figures are told of. begins: as in touches_one."""
    whole = [Single(condition_of(judged, c), c) for c in judged.conditions if _told(judged, c)]
    if asks_of_score(text):
        return tuple(s for s in whole if _is_score(judged, s.condition))
    asking = [c for c in clauses(without_programmes(text), day.year) if _asks_of_condition(c)]
    inputs = _named(asking)
    shares = any(word in clause.text for clause in asking for word in _IS_SHARE)
    named = [s for s in whole if plain(judged.reads[s.result.id]) & inputs]
    found = [narrowed(s, inputs, judged, shares=shares) for s in named]
    if shares:
        found = [s for s in found if of_shares(s.condition.predicate)]
    if not found and any(asks_of_one(clause.text) for clause in asking):
        return _most_told(whole, judged)
    if not found and touches_one(text, judged, begins=begins):
        return tuple(
            hanging(single, judged) if single.hangs(judged) else single
            for single in whole
            if single.decided or single.hangs(judged)
        )
    decided = [s for s in found if s.decided]
    return tuple(found if len(found) == 1 else decided[:_MOST])


def touches_one(text: str, judged: Judged, *, begins: bool = False) -> bool:
    """Whether figures are told of one condition only, and the clause that asks ("凑5件行不") is
    not one about the whole programme; that is left open where a message begins with it."""
    told = [c for c in judged.conditions if any(n in judged.used for n in judged.reads[c.id])]
    if len(told) == 1 and not asks_of_programme(text):
        return True
    if not begins or judged.verdict is not Verdict.UNKNOWN:
        return False
    singles = [Single(condition_of(judged, c), c) for c in told]
    if len(judged.used) == 1:
        return len([s for s in singles if s.decided or s.hangs(judged)]) == 1
    return len(singles) == 1 and (singles[0].decided or singles[0].hangs(judged))


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
    hanging = any(single.hangs(judged) for single in asked)
    lines = [OPENING + _verdicts(asked, _name(judged, short=hanging))]
    told = {single.result.id for single in asked}
    others = [Single(condition_of(judged, c), c) for c in judged.in_the_way if c.id not in told]
    lines += filter(None, (_line(judged, single, marks) for single in (*asked, *others[:1])))
    lines += (line for single in asked for line in low_parts(judged, single.condition, marks))
    if any(isinstance(single.condition.predicate, TieredRatio) for single in asked):
        lines += heading(judged, facts, marks)
    read = {name for single in asked for name in _read(single, judged)}
    told_already = "".join(lines)
    provisos = [
        s.proviso
        for n, s in judged.used.items()
        if s.proviso and n.split("/")[0] in read and not _says(told_already, s.proviso)
    ]
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


def _says(text: str, proviso: str) -> bool:
    """Whether a text that quotes the rule says the same already."""
    said = set(pairs(proviso))
    return sum(pair in text for pair in said) >= _SAYS * len(said)


def _spoken_name(judged: Judged) -> str:
    """The shortest wording by which the programme is known again."""
    return min(spoken().programmes[judged.programme.id], key=len)


def _name(judged: Judged, *, short: bool) -> str:
    """The name of the programme, short where the rule is quoted in full below it."""
    name = judged.programme.name
    return name.partition("（")[0] if short else name


def _verdicts(asked: Sequence[Single], name: str) -> str:
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
        if single.hangs(judged):
            return f"- {told}。{ruling(result.citations, told, LONG_RULE, exempt=True)}{cited}"
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
