"""Predicates on one input: against a constant, yes or no, in a list."""

import operator
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction

from assistant.eligibility.finding import Finding, judged, lacking
from assistant.eligibility.profile import Profile
from assistant.eligibility.wording import gap, number, shown
from corpus.programme_rules import Compare, Flag, Input, Member
from corpus.programmes import Programme

_HOLDS: Mapping[str, Callable[[Decimal, Decimal], bool]] = {
    "gte": operator.ge,
    "gt": operator.gt,
    "lte": operator.le,
    "lt": operator.lt,
    "eq": operator.eq,
}
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
    needed = "是" if wanted else "否"
    required = f"{item.label}：{needed}"
    if not isinstance(value, bool):
        return lacking(required, [item])
    step, change = f"{item.label}：{shown(item, value)}", f"“{item.label}”须为“{needed}”"
    return judged(value is wanted, value, required, step, change)


def _member(predicate: Member, item: Input, value: object) -> Finding:
    within = predicate.op == "in"
    belongs = "属于" if within else "不属于"
    required = f"{item.short_label}{belongs}：{'、'.join(predicate.values)}"
    if not isinstance(value, str):
        return lacking(required, [item])
    inside = value in predicate.values
    step = f"{item.short_label}为“{value}”，{'属于' if inside else '不属于'}所列范围"
    change = f"{item.short_label}须{belongs}所列范围"
    return judged(inside is within, value, required, step, change)


def _compare(predicate: Compare, item: Input, value: object) -> Finding:
    required, holds, fails = words_for(predicate.op, item.unit)
    if isinstance(predicate.value, str):
        return _same_text(predicate.value, item, value)
    bound = shown(item, predicate.value)
    wanted = f"{item.short_label}{required} {bound}"
    if not isinstance(value, Decimal):
        return lacking(wanted, [item], (predicate.value,))
    held = _HOLDS[predicate.op](value, predicate.value)
    step = f"{item.short_label} {shown(item, value)}，{holds if held else fails} {bound}"
    change = _change(predicate.op, item, predicate.value - value, bound)
    return judged(held, number(value), wanted, step, change, (predicate.value,))


def _same_text(wanted: str, item: Input, value: object) -> Finding:
    required = f"{item.short_label}为“{wanted}”"
    if not isinstance(value, str):
        return lacking(required, [item])
    same = value == wanted
    step = f"{item.short_label}为“{value}”" + ("" if same else f"，不是“{wanted}”")
    return judged(same, value, required, step, f"{item.short_label}须为“{wanted}”")


def _change(op: str, item: Input, short: Decimal, bound: str) -> str:
    if op == "gte":
        return f"{item.short_label}还差 {gap(item, Fraction(short))}"
    if op == "lte":
        return f"{item.short_label}须减少 {gap(item, Fraction(-short))}"
    return f"{item.short_label}须{words_for(op, item.unit)[0]} {bound}"
