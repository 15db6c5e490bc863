"""The formulas of the eligibility rules: worked out, with the working as it is shown."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass

Value = float | bool
_SIGNS: Mapping[type[ast.operator], str] = {
    ast.Add: "+",
    ast.Sub: "−",
    ast.Mult: "×",
    ast.Div: "÷",
}
LARGEST_RATE = 3.0  # a factor up to here is a rate and is shown in per cent


@dataclass(frozen=True, slots=True)
class Step:
    """A value with its working ("(800 − 500) × 25%"); constants are the formula's own numbers."""

    value: float
    working: str
    constants: tuple[float, ...] = ()
    is_sum: bool = False


class FormulaError(ValueError):
    """A formula that cannot be worked out: unknown word, unknown name, missing value."""


def work_out(formula: str, values: Mapping[str, Value]) -> Step:
    """+ − × ÷, max and min of two, "a if flag else b". Raises FormulaError."""
    try:
        tree = ast.parse(formula.strip(), mode="eval")
    except SyntaxError as error:
        raise FormulaError(f"算式写法有误：{formula}") from error
    return _step(tree.body, values)


def names(formula: str) -> tuple[str, ...]:
    """The values that a formula needs, in order."""
    nodes = ast.walk(ast.parse(formula.strip(), mode="eval"))
    called = {"max", "min"}
    found = [n.id for n in nodes if isinstance(n, ast.Name) and n.id not in called]
    return tuple(dict.fromkeys(found))


def written(value: float) -> str:
    """300 for 300.0, 37.5 for 37.50."""
    return f"{value:.6f}".rstrip("0").rstrip(".") or "0"


def rate(value: float) -> str:
    """25% for 0.25."""
    return f"{written(value * 100)}%"


def _step(node: ast.expr, values: Mapping[str, Value]) -> Step:
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        number = float(node.value)
        return Step(number, written(number), (number,))
    if isinstance(node, ast.Name):
        number = float(_value(node.id, values))
        return Step(number, written(number))
    if isinstance(node, ast.IfExp) and isinstance(node.test, ast.Name):
        return _step(node.body if _value(node.test.id, values) else node.orelse, values)
    if isinstance(node, ast.BinOp) and type(node.op) in _SIGNS:
        return _joined(node, values)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return _bounded(node.func.id, [_step(argument, values) for argument in node.args])
    raise FormulaError(f"算式里有不认识的写法：{ast.unparse(node)}")


def _value(name: str, values: Mapping[str, Value]) -> Value:
    if name not in values:
        raise FormulaError(f"算式缺少数据：{name}")
    return values[name]


def _joined(node: ast.BinOp, values: Mapping[str, Value]) -> Step:
    left, right = _step(node.left, values), _step(node.right, values)
    sign = _SIGNS[type(node.op)]
    constants = left.constants + right.constants
    if sign in "+−":
        value = left.value + right.value if sign == "+" else left.value - right.value
        return Step(value, f"{left.working} {sign} {right.working}", constants, True)
    if sign == "÷" and not right.value:
        raise FormulaError("除数为 0")
    value = left.value * right.value if sign == "×" else left.value / right.value
    shown = f"{_factor(left, node.left)} {sign} {_factor(right, node.right)}"
    return Step(value, shown, constants)


def _factor(step: Step, node: ast.expr) -> str:
    if step.is_sum:
        return f"({step.working})"
    chosen = isinstance(node, ast.Constant | ast.IfExp)
    is_rate = chosen and len(step.constants) == 1 and step.value <= LARGEST_RATE
    return rate(step.value) if is_rate else step.working


def _bounded(name: str, steps: list[Step]) -> Step:
    if name not in ("max", "min") or len(steps) != 2:
        raise FormulaError(f"算式里有不认识的写法：{name}")
    first, second = steps
    chosen = (max if name == "max" else min)(first, second, key=lambda s: s.value)
    constants = first.constants + second.constants
    if chosen is first or first.value == second.value:
        return Step(first.value, first.working, constants, first.is_sum)
    word = "小于" if name == "max" else "大于"
    told = f"{first.working}，{word}{second.working}按{second.working}计"
    return Step(second.value, told, constants, True)
