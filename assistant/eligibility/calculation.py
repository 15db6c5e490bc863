"""The amounts that follow, worked out from the inputs and shown step by step."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from assistant.answer import Citation
from assistant.eligibility.assessment import Computed
from assistant.eligibility.citing import citations
from assistant.eligibility.profile import Profile
from assistant.eligibility.wording import plain, rounded, shown
from corpus.programme_formula import evaluate, names_in, work_out
from corpus.programme_rules import Calculator, Section
from corpus.programmes import Programme


def computed(programme: Programme, profile: Profile) -> tuple[Computed, ...]:
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
        line = _line(calculator, programme, known)
        if line.value is not None:
            known[calculator.id] = evaluate(calculator.formula, known)
        lines.append(line)
    return tuple(lines)


def _line(
    calculator: Calculator, programme: Programme, known: dict[str, Fraction | bool]
) -> Computed:
    cited = _cited(calculator.section)
    names = names_in(calculator.formula)
    lost = tuple(name for name in names if name not in known)
    if lost:
        told = "、".join(programme.by_name[n].label for n in lost if n in programme.by_name)
        return Computed(
            calculator.id, calculator.label, None, f"尚缺：{told}" if told else "", cited, lost
        )

    def show(name: str, value: Fraction) -> str:
        item = programme.by_name.get(name)
        exact = Decimal(value.numerator) / value.denominator
        return shown(item, exact) if item and item.is_share else plain(exact)

    try:
        step = work_out(calculator.formula, known, show)
    except ZeroDivisionError:
        return Computed(calculator.id, calculator.label, None, "除数为 0，无法计算", cited)
    value = rounded(step.value)
    told = f"{step.working} = {value}"
    return Computed(calculator.id, calculator.label, Decimal(value), told, cited)


def _cited(section: Section | None) -> tuple[Citation, ...]:
    return citations(section) if section else ()
