"""The formulas of the eligibility rules, worked out with their working."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.__main__ import SHIPPED
from corpus.calculators import programmes, resolve
from corpus.formula import FormulaError, names, rate, work_out, written
from corpus.library import load_passages

LIBRARY = load_passages(SHIPPED).passages


@pytest.mark.parametrize(
    ("formula", "values", "value", "working"),
    [
        ("max(a - 500, 0) * 0.25 * 0.5", {"a": 800}, 37.5, "(800 − 500) × 25% × 50%"),
        ("max(a - 500, 0) * 0.25", {"a": 400}, 0, "(400 − 500，小于0按0计) × 25%"),
        ("a * (1.20 if b else 1.00)", {"a": 300, "b": True}, 360, "300 × 120%"),
        ("a * (1.20 if b else 1.00)", {"a": 300, "b": False}, 300, "300 × 100%"),
        ("a + b - 2", {"a": 1.5, "b": 2}, 1.5, "1.5 + 2 − 2"),
        ("a / b", {"a": 1, "b": 8}, 0.125, "1 ÷ 8"),
        ("min(a, b)", {"a": 3, "b": 2}, 2, "3，大于2按2计"),
    ],
)
def test_value_and_working(
    formula: str, values: dict[str, float], value: float, working: str
) -> None:
    step = work_out(formula, values)
    assert step.value == pytest.approx(value)
    assert step.working == working


@pytest.mark.parametrize(
    "formula",
    ["a *", "missing + 1", "__import__('os')", "a ** 2", "a / 0", "max(a)", "'text'", "a.b"],
)
def test_what_is_no_formula_is_refused(formula: str) -> None:
    with pytest.raises(FormulaError):
        work_out(formula, {"a": 1})


def test_every_formula_of_the_rules_works_out_from_its_inputs_and_its_sections_resolve() -> None:
    found = 0
    for programme in programmes().values():
        for rule in programme.calculators.values():
            work_out(rule.formula, dict.fromkeys(names(rule.formula), 1.0))
            found += 1
            sections = [rule.section, *programme.benefits]
            assert any(resolve(section, LIBRARY) for section in sections)
        for share in programme.shares:
            assert resolve(share.section, LIBRARY)
            assert share.tiers[-1].most is None
    assert found >= 3


@given(st.floats(min_value=0, max_value=1e9), st.floats(min_value=0, max_value=1e9))
def test_more_income_never_means_less_tax(one: float, other: float) -> None:
    formula = programmes()["tech-transfer"].calculators["tax_payable"].formula
    low, high = sorted((one, other))
    taxes = [work_out(formula, {"transfer_income": x}).value for x in (low, high)]
    assert 0 <= taxes[0] <= taxes[1]


def test_numbers_as_they_are_written() -> None:
    assert [written(x) for x in (0, 300.0, 37.5, 0.1 + 0.2)] == ["0", "300", "37.5", "0.3"]
    assert [rate(x) for x in (0.25, 1.2, 0.035)] == ["25%", "120%", "3.5%"]
