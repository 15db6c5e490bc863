"""Faults that a well-formed programme can still have, each as one Chinese line."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from corpus.programme_formula import BadFormula, names_in
from corpus.programme_rules import (
    Combined,
    Compare,
    Condition,
    Flag,
    Input,
    ManualCheck,
    Member,
    Predicate,
    Ratio,
    ScoreAtLeast,
    TieredRatio,
    fields_of,
)
from corpus.programme_scores import (
    Scale,
    faults_of_scale,
    faults_of_table,
    fields_of_scale,
    measured,
    rises,
    scales_of,
)
from corpus.programmes import Programme, well_formed_logic

_NUMBERS = ("number", "integer")


def faults_of(programme: Programme, shipped: Iterable[str]) -> list[str]:
    """Everything wrong with one programme by itself."""
    missing = sorted(set(programme.sources) - set(shipped))
    faults = [f"没有编号为 {source} 的文件" for source in missing]
    shape = list(_shape(programme))
    if shape:
        return [f"{programme.id}：{fault}" for fault in (*faults, *shape)]
    for condition in programme.all_conditions:
        faults += [f"{condition.id}：{f}" for f in _of_condition(condition, programme)]
    for name, table in programme.scoring.items():
        faults += [f"{name}：{f}" for f in faults_of_table(table)]
        for scale in scales_of(table):
            faults += [f"{name} › {scale.id}：{f}" for f in _of_scale(scale, programme)]
    faults += _calculators(programme)
    faults += [f"填报项 {name} 没有用到" for name in _unused(programme)]
    return [f"{programme.id}：{fault}" for fault in faults]


def faults_together(programmes: Sequence[Programme], fields: Mapping[str, Any] | None) -> list[str]:
    """What is wrong only among several programmes: names used twice, or in two senses."""
    ids = Counter(p.id for p in programmes)
    ids.update(c.id for p in programmes if p.groups or p.conditions for c in p.all_conditions)
    faults = [f"编号 {name} 用了 {count} 次" for name, count in ids.items() if count > 1]
    known: dict[str, Input] = {}
    for programme in programmes:
        for item in programme.inputs:
            first = known.setdefault(item.name, item)
            if (first.type, first.unit) != (item.type, item.unit):
                faults.append(f"{programme.id}：填报项 {item.name} 的类型或单位与别的项目不同")
    return faults + (_of_fields(fields, known) if fields is not None else [])


def _of_fields(fields: Mapping[str, Any], known: Mapping[str, Input]) -> list[str]:
    """What fields say of inputs that no programme has; only told once all programmes are read."""
    faults = [f"fields › {name}：没有这个填报项" for name in fields if name not in known]
    for item in known.values():
        others = (*item.part_of, *item.sum_of, *item.same_as)
        faults += [f"填报项 {item.name}：没有填报项 {o}" for o in others if o not in known]
    return faults


def _shape(programme: Programme) -> Iterator[str]:
    if bool(programme.conditions) == bool(programme.groups):
        yield "conditions 和 groups 应有且只有一个"
        return
    if not well_formed_logic(programme.logic, grouped=bool(programme.groups)):
        yield f"logic 读不懂：{programme.logic}"
    elif programme.groups:
        named = [group for clause in programme.clauses for group in clause]
        yield from (f"logic 里的 {g} 不在 groups 中" for g in named if g not in programme.groups)
        yield from (f"logic 没有提到 {g}" for g in programme.groups if g not in named)
    names = Counter(item.name for item in programme.inputs)
    yield from (f"填报项 {name} 写了 {n} 次" for name, n in names.items() if n > 1)


def _of_condition(condition: Condition, programme: Programme) -> Iterator[str]:
    if isinstance(condition.predicate, ManualCheck) and condition.kind == "auto":
        yield "kind: auto 的条件不能用 manual 谓词"
    yield from _of_predicate(condition.predicate, programme)


def _of_predicate(predicate: Predicate, programme: Programme) -> Iterator[str]:
    unknown = [name for name in fields_of(predicate) if name not in programme.by_name]
    if isinstance(predicate, Combined):
        for part in predicate.of:
            yield from _of_predicate(part, programme)
    elif unknown:
        yield from (f"没有填报项 {name}" for name in unknown)
    elif isinstance(predicate, ScoreAtLeast):
        yield from _of_score(predicate, programme)
    else:
        yield from _of_types(predicate, programme)
        if isinstance(predicate, TieredRatio) and not rises([t.max for t in predicate.tiers]):
            yield "tiers 的 max 应从小到大，最后一档为 null"


def _of_types(predicate: Predicate, programme: Programme) -> Iterator[str]:
    wanted: tuple[str, ...] = _NUMBERS
    match predicate:
        case Flag():
            wanted = ("boolean",)
        case Member() | Compare(op="eq", value=str()):
            wanted = ("enum",)
        case Compare(value=str()):
            yield f"{predicate.op} 的 value 应是数：{predicate.value}"
        case Ratio() if predicate.value < 0:
            yield "比例的 value 不能是负数"
    for name in fields_of(predicate):
        if programme.by_name[name].type not in wanted:
            yield f"填报项 {name} 的类型不能用于 {predicate.op}"


def _of_score(predicate: ScoreAtLeast, programme: Programme) -> Iterator[str]:
    table = programme.scoring.get(predicate.table)
    if table is None:
        yield f"没有评分表 {predicate.table}"
        return
    parts = {part.id: part for part in table.parts}
    yield from (f"评分表没有 {name} 这一项" for name in predicate.min_parts if name not in parts)
    if predicate.value > table.full:
        yield "要求的分数超过满分"


def _of_scale(scale: Scale, programme: Programme) -> Iterator[str]:
    yield from faults_of_scale(scale)
    for name in measured(scale):
        item = programme.by_name.get(name)
        if item is None:
            yield f"没有填报项 {name}"
        elif item.type not in _NUMBERS:
            yield f"填报项 {name} 不是数"
    for rule in scale.rules:
        if rule.when != "default":
            yield from _of_predicate(rule.when, programme)


def _calculators(programme: Programme) -> Iterator[str]:
    known = set(programme.by_name)
    for calculator in programme.calculators:
        try:
            names = names_in(calculator.formula)
        except BadFormula as error:
            yield f"{calculator.id}：{error}"
            continue
        lost = [name for name in names if name not in known]
        yield from (f"{calculator.id}：算式里的 {name} 没有定义" for name in lost)
        known.add(calculator.id)


def _unused(programme: Programme) -> list[str]:
    used: set[str] = set()
    for group in programme.all_groups.values():
        used |= {f for c in group.conditions for f in fields_of(c.predicate)}
    for table in programme.scoring.values():
        used |= {field for part in table.parts for field in fields_of_scale(part)}
    for calculator in programme.calculators:
        try:
            used |= set(names_in(calculator.formula))
        except BadFormula:
            return []  # said already
    return [item.name for item in programme.inputs if item.name not in used]
