"""A programme judged on a profile, and the amounts that follow, shown step by step."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from assistant.eligibility.assessment import (
    Assessment,
    BenefitLine,
    Computed,
    ConditionResult,
    ScoreCard,
)
from assistant.eligibility.citing import citations, stated_in
from assistant.eligibility.finding import Verdict, all_of, any_of
from assistant.eligibility.predicates import judge
from assistant.eligibility.profile import FieldProblem, Profile
from assistant.eligibility.wording import plain, rounded, shown
from corpus.document import Status
from corpus.programme_formula import names_in, work_out
from corpus.programme_rules import Calculator, Condition, Flag
from corpus.programmes import Programme

Results = Sequence[ConditionResult]


def assess(programme: Programme, profile: Profile) -> Assessment:
    """Judge every condition, then the whole: one hard failure decides, unknown stays unknown."""
    cards: list[ScoreCard] = []
    groups: dict[str, Results] = {}
    for name, group in programme.all_groups.items():
        judged = [_judged(c, name, group.logic, programme, profile) for c in group.conditions]
        groups[name] = [result for result, _ in judged]
        cards += [card for _, found in judged for card in found]
    clauses = [[groups[name] for name in clause] for clause in programme.clauses]
    verdicts = [_clause(clause) for clause in clauses]
    verdict = all_of(verdicts)
    results = [r for rs in groups.values() for r in rs]
    if all(r.verdict is Verdict.MANUAL for r in results):
        verdict = Verdict.UNKNOWN
    pairs = list(zip(clauses, verdicts, strict=True))
    settled = {r.id for c, v in pairs if v is Verdict.MET for group in c for r in group}
    told = tuple(replace(r, change="") if r.id in settled else r for r in results)
    asked = {n for r in results if r.id not in settled for n in r.missing}
    return Assessment(
        programme,
        verdict,
        told,
        tuple(item for item in programme.inputs if item.name in asked),
        tuple(
            BenefitLine(b.text, citations(b.section, stated_in(b.text))) for b in programme.benefit
        ),
        tuple(BenefitLine(x.label, citations(x.section, (x.value,))) for x in programme.limits),
        tuple(cards),
        _computed(programme, profile) if verdict is not Verdict.NOT_MET else (),
        tuple(line for c, v in pairs if v is not Verdict.MET for line in _changes(c)),
        _of_programme(profile.problems, programme),
        _remarks(programme, results),
        programme.disclaimer,
    )


def _judged(
    condition: Condition, group: str, logic: str, programme: Programme, profile: Profile
) -> tuple[ConditionResult, tuple[ScoreCard, ...]]:
    finding, cards = judge(condition.predicate, condition, programme, profile)
    manual = condition.kind == "manual"
    change = finding.change
    if change and isinstance(condition.predicate, Flag):
        change = f"须满足：{condition.label}"
    working = finding.working
    if manual:
        judged = finding.verdict in (Verdict.MET, Verdict.NOT_MET)
        working = f"自评：{working}；以审核为准" if judged else "由主管部门或专家审核，程序不作判断"
    return ConditionResult(
        condition.id,
        condition.label,
        Verdict.MANUAL if manual else finding.verdict,
        finding.value,
        finding.required,
        working,
        citations(condition.section, finding.thresholds),
        () if manual else finding.missing,
        "" if manual else change,
        group,
        logic,
    ), cards


def _clause(groups: Sequence[Results]) -> Verdict:
    """Of a clause any group must hold; among alternatives a manual condition leaves it open."""
    alternatives = len(groups) > 1
    return any_of(_group(results, alternatives=alternatives) for results in groups)


def _group(results: Results, *, alternatives: bool) -> Verdict:
    either = results[0].logic == "any_of"
    verdicts = [r.verdict for r in results]
    if alternatives or either:
        verdicts = [Verdict.UNKNOWN if v is Verdict.MANUAL else v for v in verdicts]
        return any_of(verdicts) if either else all_of(verdicts)
    return all_of(v for v in verdicts if v is not Verdict.MANUAL)


def _changes(groups: Sequence[Results]) -> list[str]:
    """One line for each condition in the way; alternatives share one line."""
    lines = [[r.change for r in results if r.change] for results in groups]
    if len(groups) == 1 and groups[0][0].logic == "all_of":
        return lines[0]
    if _clause(groups) is not Verdict.NOT_MET:
        return []
    ways = [
        "；".join(r.label for r in results) if results[0].logic == "any_of" else "，且".join(told)
        for results, told in zip(groups, lines, strict=True)
    ]
    return [f"满足以下任一项即可：{'；'.join(filter(None, ways))}"]


def _of_programme(
    problems: Iterable[FieldProblem], programme: Programme
) -> tuple[FieldProblem, ...]:
    """Problems of this programme's inputs; of a name that no programme knows, too."""
    return tuple(p for p in problems if p.field in programme.by_name or p.field == p.label)


def _remarks(programme: Programme, results: Results) -> tuple[str, ...]:
    """Conditions left to people, the programme's own caution, and the state of its document."""
    manual = [r.label for r in results if r.verdict is Verdict.MANUAL]
    lines = [f"另有 {len(manual)} 项需人工核实：{'、'.join(manual)}"] if manual else []
    if programme.note:
        lines.append(programme.note)
    if programme.effective_from:
        lines.append(f"所依据的办法自 {programme.effective_from} 起施行")
    source = next(p.source for c in programme.all_conditions for p in c.section.passages)
    status = source.status or Status.UNKNOWN
    if status is not Status.IN_FORCE:
        lines.append(f"所依据的《{source.title}》时效为“{status.value}”")
    return tuple(lines)


def _computed(programme: Programme, profile: Profile) -> tuple[Computed, ...]:
    """Every calculator in order; a later one may use those before it."""
    known: dict[str, Fraction | bool] = {}
    for name in programme.by_name:
        value = profile.get(name)
        if isinstance(value, bool):
            known[name] = value
        elif isinstance(value, Decimal):
            known[name] = Fraction(value)
    lines = []
    for calculator in programme.calculators:
        line, exact = _line(calculator, programme, known)
        if exact is not None:
            known[calculator.id] = exact
        lines.append(line)
    return tuple(lines)


def _line(
    calculator: Calculator, programme: Programme, known: dict[str, Fraction | bool]
) -> tuple[Computed, Fraction | None]:
    """What is told of a calculator, and its exact value."""
    cited = citations(calculator.section) if calculator.section else ()
    names = names_in(calculator.formula)
    lost = tuple(name for name in names if name not in known)
    if lost:
        told = "、".join(programme.by_name[n].label for n in lost if n in programme.by_name)
        lacks = f"尚缺：{told}" if told else ""
        return Computed(calculator.id, calculator.label, None, lacks, cited, lost), None

    def show(name: str, value: Fraction) -> str:
        item = programme.by_name.get(name)
        exact = Decimal(value.numerator) / value.denominator
        return shown(item, exact) if item and item.is_share else plain(exact)

    try:
        step = work_out(calculator.formula, known, show)
    except ZeroDivisionError:
        return Computed(calculator.id, calculator.label, None, "除数为 0，无法计算", cited), None
    value = rounded(step.value)
    told = f"{step.working} = {value}"
    return Computed(calculator.id, calculator.label, Decimal(value), told, cited), step.value
