"""Formulas of the calculators: arithmetic over inputs, exact, and nothing else of Python."""

import ast
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

Known = Mapping[str, Fraction | bool]
Show = Callable[[str, Fraction], str]

_SIGNS: dict[type[ast.operator], tuple[str, int, Callable[..., Fraction]]] = {
    ast.Add: ("+", 1, operator.add),
    ast.Sub: ("−", 1, operator.sub),
    ast.Mult: ("×", 2, operator.mul),
    ast.Div: ("÷", 2, operator.truediv),
}
"""As written, how tightly it binds, what it does."""
_CHOICE = {"max": max, "min": min}
_PASSED = {"max": "小于", "min": "大于"}  # how a value stands to the bound that takes its place
_SPELLED, _ALONE = 0, 3  # ranks of a working that is words, and of a single value


class BadFormula(ValueError):
    """A formula that is no arithmetic; str() is one Chinese line."""


@dataclass(frozen=True, slots=True)
class Step:
    """A value with its working, only the branches taken: "(800 − 500) × 25%".

    constants are the formula's own numbers on the way; rank is that of the outermost sign.
    """

    value: Fraction
    working: str
    constants: tuple[Fraction, ...] = ()
    rank: int = _ALONE


@dataclass(frozen=True, slots=True)
class _Terms:
    """What a formula is worked out with."""

    known: Known
    show: Show
    spelled: bool


def names_in(formula: str) -> list[str]:
    """The inputs (and earlier calculators) a formula reads. Raises BadFormula."""
    tree = _parsed(formula)
    found = [node.id for node in ast.walk(tree) if isinstance(node, ast.Name)]
    return [name for name in dict.fromkeys(found) if name not in _CHOICE]


def work_out(formula: str, known: Known, show: Show, *, spelled: bool = False) -> Step:
    """The exact value, and the working with values as show writes them in place of names; every
    name must be known. ZeroDivisionError where it divides by zero.

    spelled says how a bound took effect, where otherwise the bound stands alone:
    "(400 − 500，小于0按0计) × 25%" for "0 × 25%".
    """
    return _step(_parsed(formula), _Terms(known, show, spelled))


def _parsed(formula: str) -> ast.expr:
    try:
        tree = ast.parse(formula, mode="eval").body
    except (SyntaxError, ValueError, RecursionError):
        raise BadFormula(f"算式 {formula} 写法不对") from None
    for node in ast.walk(tree):
        if not _is_arithmetic(node):
            raise BadFormula(f"算式 {formula} 只能用加减乘除、max、min 和“甲 if 是否 else 乙”")
    return tree


def _is_arithmetic(node: ast.AST) -> bool:
    match node:
        case ast.Constant(value=value):
            return isinstance(value, int | float) and not isinstance(value, bool)
        case ast.Call(func=ast.Name(id=name), keywords=[]):
            return name in _CHOICE and len(node.args) >= 2
        case ast.BinOp():
            return type(node.op) in _SIGNS
        case ast.IfExp():
            return isinstance(node.test, ast.Name)
        case _:
            return isinstance(node, ast.Name | ast.operator | ast.expr_context)


def _step(node: ast.expr, terms: _Terms) -> Step:
    match node:
        case ast.Constant(value=int() | float() as number):
            value = Fraction(str(number))  # as written: 1.2 is 6/5
            return Step(value, _written(number), (value,))
        case ast.Name(id=name):
            value = Fraction(terms.known[name])
            return Step(value, terms.show(name, value))
        case ast.IfExp(test=ast.Name(id=name)):
            return _step(node.body if terms.known[name] else node.orelse, terms)
        case ast.Call(func=ast.Name(id=name)):
            return _chosen(name, [_step(argument, terms) for argument in node.args], terms)
        case ast.BinOp():
            return _joined(node.op, _step(node.left, terms), _step(node.right, terms))
    raise BadFormula(ast.unparse(node))


def _written(number: float) -> str:
    """0.25 and 1.00 are written as shares, 500 as it stands."""
    if isinstance(number, int):
        return str(number)
    return f"{Decimal(str(number)) * 100:f}".rstrip("0").rstrip(".") + "%"


def _chosen(name: str, steps: list[Step], terms: _Terms) -> Step:
    """The greatest or least; the others are its bounds."""
    values = [step.value for step in steps]
    step = steps[values.index(_CHOICE[name](values))]
    constants = tuple(constant for step in steps for constant in step.constants)
    if terms.spelled and step is not steps[0]:
        told = f"{steps[0].working}，{_PASSED[name]}{step.working}按{step.working}计"
        return Step(step.value, told, constants, _SPELLED)
    return replace(step, constants=constants)


def _joined(sign: ast.operator, left: Step, right: Step) -> Step:
    written, rank, applied = _SIGNS[type(sign)]
    tight = rank + isinstance(sign, ast.Sub | ast.Div)  # a − (b − c)
    working = f"{_bracketed(left, rank)} {written} {_bracketed(right, tight)}"
    value = applied(left.value, right.value)
    return Step(value, working, left.constants + right.constants, rank)


def _bracketed(step: Step, least: int) -> str:
    return f"({step.working})" if step.rank < least else step.working
