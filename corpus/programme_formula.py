"""Formulas of the calculators: arithmetic over inputs, exact, and nothing else of Python."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction

Known = Mapping[str, Fraction | bool]
Show = Callable[[str, Fraction], str]

_SIGNS = {ast.Add: "+", ast.Sub: "−", ast.Mult: "×", ast.Div: "÷"}
_CHOICE = {"max": max, "min": min}
_RANK = {ast.Add: 1, ast.Sub: 1, ast.Mult: 2, ast.Div: 2}


class BadFormula(ValueError):
    """A formula that is no arithmetic; str() is one Chinese line."""


def names_in(formula: str) -> list[str]:
    """The inputs (and earlier calculators) a formula reads. Raises BadFormula."""
    tree = _parsed(formula)
    found = [node.id for node in ast.walk(tree) if isinstance(node, ast.Name)]
    return [name for name in dict.fromkeys(found) if name not in _CHOICE]


def evaluate(formula: str, known: Known) -> Fraction:
    """The exact value; every name must be known. ZeroDivisionError where it divides by zero."""
    return _value(_parsed(formula), known)


def worked(formula: str, known: Known, show: Show) -> str:
    """The formula with values in place of names, only the branches taken: "(800 − 500) × 25%"."""
    return _shown(_parsed(formula), known, show)


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


def _value(node: ast.expr, known: Known) -> Fraction:
    match node:
        case ast.Constant(value=value):
            return Fraction(str(value))  # as written: 1.2 is 6/5
        case ast.Name(id=name):
            return Fraction(known[name])
        case ast.IfExp(test=ast.Name(id=name)):
            return _value(node.body if known[name] else node.orelse, known)
        case ast.Call(func=ast.Name(id=name)):
            return _CHOICE[name](_value(argument, known) for argument in node.args)
        case ast.BinOp():
            return _applied(node.op, _value(node.left, known), _value(node.right, known))
    raise BadFormula(ast.unparse(node))


def _applied(sign: ast.operator, left: Fraction, right: Fraction) -> Fraction:
    match sign:
        case ast.Add():
            return left + right
        case ast.Sub():
            return left - right
        case ast.Mult():
            return left * right
    return left / right


def _shown(node: ast.expr, known: Known, show: Show) -> str:
    match node:
        case ast.Constant(value=float(share)):  # 0.25 and 1.00 are written as shares
            return f"{Decimal(str(share)) * 100:f}".rstrip("0").rstrip(".") + "%"
        case ast.Constant(value=value):
            return str(value)
        case ast.Name(id=name):
            return show(name, Fraction(known[name]))
        case ast.IfExp(test=ast.Name(id=name)):
            return _shown(node.body if known[name] else node.orelse, known, show)
        case ast.Call(func=ast.Name(id=name)):
            values = [_value(argument, known) for argument in node.args]
            return _shown(node.args[values.index(_CHOICE[name](values))], known, show)
        case ast.BinOp():
            left = _bracketed(node.left, node.op, known, show)
            right = _bracketed(node.right, node.op, known, show, right=True)
            return f"{left} {_SIGNS[type(node.op)]} {right}"
    raise BadFormula(ast.unparse(node))


def _bracketed(
    part: ast.expr, sign: ast.operator, known: Known, show: Show, *, right: bool = False
) -> str:
    text = _shown(part, known, show)
    taken = _taken(part, known)
    if not isinstance(taken, ast.BinOp):
        return text
    rank, outer = _RANK[type(taken.op)], _RANK[type(sign)]
    loose = rank < outer or (right and rank == outer and isinstance(sign, ast.Sub | ast.Div))
    return f"({text})" if loose else text


def _taken(node: ast.expr, known: Known) -> ast.expr:
    """What is left of a choice once it is made."""
    match node:
        case ast.IfExp(test=ast.Name(id=name)):
            return _taken(node.body if known[name] else node.orelse, known)
        case ast.Call(func=ast.Name(id=name)):
            values = [_value(argument, known) for argument in node.args]
            return _taken(node.args[values.index(_CHOICE[name](values))], known)
    return node
