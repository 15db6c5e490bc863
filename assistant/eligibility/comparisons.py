"""Predicates on one input: against a constant, yes or no, in a list."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from assistant.eligibility.finding import Finding, Verdict, lacking
from assistant.eligibility.profile import Profile
from assistant.eligibility.wording import gap, number, shown
from corpus.programme_rules import Compare, Flag, Input, Member
from corpus.programmes import Programme

COUNTED = ("人", "项", "家", "个", "天", "年", "名")
# op: what is required, and how the figure stands where it holds and where it does not
WORDS = {
    "gte": ("不低于", "不低于", "低于"),
    "gt": ("高于", "高于", "不高于"),
    "lte": ("不超过", "不超过", "超过"),
    "lt": ("低于", "低于", "不低于"),
    "eq": ("为", "等于", "不是"),
}


def judge_simple(
    predicate: Compare | Flag | Member, programme: Programme, profile: Profile
) -> Finding:
    """The verdict on one input; where it is not known, what is asked for."""
    item = programme.by_name[predicate.field]
    value = profile.get(predicate.field)
    match predicate:
        case Flag():
            return _flag(predicate, item, value)
        case Member():
            return _member(predicate, item, value)
    return _compare(predicate, item, value)


def words_for(op: str, unit: str) -> tuple[str, str, str]:
    """Counted things are 少于, everything else 低于."""
    required, holds, fails = WORDS[op]
    if unit not in COUNTED or op == "gt":
        return required, holds, fails
    return required.replace("低", "少"), holds.replace("低", "少"), fails.replace("低", "少")


def _flag(predicate: Flag, item: Input, value: object) -> Finding:
    wanted = predicate.op == "is_true"
    required = f"{item.label}：{'是' if wanted else '否'}"
    if not isinstance(value, bool):
        return lacking(required, [item])
    verdict = Verdict.MET if value is wanted else Verdict.NOT_MET
    change = "" if value is wanted else f"“{item.label}”须为“{'是' if wanted else '否'}”"
    return Finding(
        verdict, value, required, (f"{item.label}：{shown(item, value)}",), change=change
    )


def _member(predicate: Member, item: Input, value: object) -> Finding:
    within = predicate.op == "in"
    listed = "、".join(predicate.values)
    required = f"{item.short_label}{'属于' if within else '不属于'}：{listed}"
    if not isinstance(value, str):
        return lacking(required, [item])
    inside = value in predicate.values
    verdict = Verdict.MET if inside is within else Verdict.NOT_MET
    working = f"{item.short_label}为“{value}”，{'属于' if inside else '不属于'}所列范围"
    change = (
        "" if inside is within else f"{item.short_label}须{'属于' if within else '不属于'}所列范围"
    )
    return Finding(verdict, value, required, (working,), change=change)


def _compare(predicate: Compare, item: Input, value: object) -> Finding:
    required, holds, fails = words_for(predicate.op, item.unit)
    if isinstance(predicate.value, str):
        return _same_text(predicate.value, item, value)
    bound = shown(item, predicate.value)
    wanted = f"{item.short_label}{required} {bound}"
    if not isinstance(value, Decimal):
        return lacking(wanted, [item], (predicate.value,))
    held = _holds(predicate.op, value, predicate.value)
    return Finding(
        Verdict.MET if held else Verdict.NOT_MET,
        number(value),
        wanted,
        (f"{item.short_label} {shown(item, value)}，{holds if held else fails} {bound}",),
        change="" if held else _change(predicate.op, item, predicate.value - value, bound),
        thresholds=(predicate.value,),
    )


def _same_text(wanted: str, item: Input, value: object) -> Finding:
    required = f"{item.short_label}为“{wanted}”"
    if not isinstance(value, str):
        return lacking(required, [item])
    same = value == wanted
    return Finding(
        Verdict.MET if same else Verdict.NOT_MET,
        value,
        required,
        (f"{item.short_label}为“{value}”" + ("" if same else f"，不是“{wanted}”"),),
        change="" if same else f"{item.short_label}须为“{wanted}”",
    )


def _holds(op: str, value: Decimal, bound: Decimal) -> bool:
    match op:
        case "gte":
            return value >= bound
        case "gt":
            return value > bound
        case "lte":
            return value <= bound
        case "lt":
            return value < bound
    return value == bound


def _change(op: str, item: Input, short: Decimal, bound: str) -> str:
    if op == "gte":
        return f"{item.short_label}还差 {gap(item, Fraction(short))}"
    if op == "lte":
        return f"{item.short_label}须减少 {gap(item, Fraction(-short))}"
    return f"{item.short_label}须{words_for(op, item.unit)[0]} {bound}"
