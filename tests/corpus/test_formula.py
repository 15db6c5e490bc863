"""The formulas of the eligibility rules, worked out with their working spelled out."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.__main__ import SHIPPED
from corpus.library import load_passages
from corpus.programme_formula import BadFormula, Known, Step, names_in, work_out
from corpus.programme_reading import programmes_in

PROGRAMMES = programmes_in(load_passages(SHIPPED).passages)


def spelled(formula: str, values: dict[str, float | bool]) -> Step:
    known: Known = {
        name: value if isinstance(value, bool) else Fraction(str(value))
        for name, value in values.items()
    }
    return work_out(formula, known, lambda _, value: f"{float(value):g}", spelled=True)


@pytest.mark.parametrize(
    ("formula", "values", "value", "working"),
    [
        ("max(a - 500, 0) * 0.25 * 0.5", {"a": 800}, 37.5, "(800 − 500) × 25% × 50%"),
        ("max(a - 500, 0) * 0.25", {"a": 400}, 0, "(400 − 500，小于0按0计) × 25%"),
        ("max(a - 500, 0) + b", {"a": 400, "b": 2}, 2, "(400 − 500，小于0按0计) + 2"),
        ("max(a, 0) * 2", {"a": 0}, 0, "0 × 2"),
        ("a * (1.20 if b else 1.00)", {"a": 300, "b": True}, 360, "300 × 120%"),
        ("a * (1.20 if b else 1.00)", {"a": 300, "b": False}, 300, "300 × 100%"),
        ("a + b - 2", {"a": 1.5, "b": 2}, 1.5, "1.5 + 2 − 2"),
        ("a / b", {"a": 1, "b": 8}, 0.125, "1 ÷ 8"),
        ("min(a, b)", {"a": 3, "b": 2}, 2, "3，大于2按2计"),
    ],
)
def test_value_and_working(formula, values, value, working):
    step = spelled(formula, values)
    assert step.value == Fraction(str(value))
    assert step.working == working


@pytest.mark.parametrize(
    ("formula", "error"),
    [
        *((f, BadFormula) for f in ("a *", "__import__('os')", "a ** 2", "max(a)", "'text'")),
        ("a.b", BadFormula),
        ("missing + 1", KeyError),
        ("a / 0", ZeroDivisionError),
    ],
)
def test_what_cannot_be_worked_out_is_refused(formula, error):
    with pytest.raises(error):
        spelled(formula, {"a": 1})


def test_every_formula_of_the_rules_works_out_from_its_inputs_and_says_where_it_stands():
    found = 0
    for programme in PROGRAMMES:
        for rule in programme.calculators:
            spelled(rule.formula, dict.fromkeys(names_in(rule.formula), 1.0))
            found += 1
            assert rule.section or programme.benefit
    assert found >= 3


@given(st.floats(min_value=0, max_value=1e9), st.floats(min_value=0, max_value=1e9))
def test_more_income_never_means_less_tax(one, other):
    programme = PROGRAMMES.find("tech-transfer")
    (formula,) = (c.formula for c in programme.calculators if c.id == "tax_payable")
    low, high = sorted((one, other))
    taxes = [spelled(formula, {"transfer_income": x}).value for x in (low, high)]
    assert 0 <= taxes[0] <= taxes[1]
