"""Arithmetic shown in an answer ("400 ÷ 12000 = 3.33%"): recomputed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from assistant.writing.quantities import Quantity, quantities

_OPERATOR = re.compile(
    r"^[^\d,，。；;]{0,6}?([+\-−x×*÷/=]|乘以|除以|减去|加上|等于|即)[^\d,，。；;]{0,6}$"
)
_SIGNS = {"加上": "+", "−": "-", "减去": "-", "x": "*", "×": "*", "乘以": "*"}
_SIGNS |= {"÷": "/", "除以": "/", "等于": "=", "即": "="}
_ROUNDING = 0.006
_SCALES = (1, 100, 1e-4, 1e4, 1e8)  # 3.33 may stand for 0.0333, and 万元 be left out in the terms


def reckonings(text: str) -> Iterator[tuple[list[Quantity], Quantity, bool]]:
    """Every "a op b (op c) = r" of a folded text: operands, result, whether it follows."""
    chain: list[Quantity] = []
    signs: list[str] = []
    listed = quantities(text)
    for this, following in zip_longest(listed, listed[1:]):
        chain.append(this)
        match = _OPERATOR.match(text[this.end : following.start]) if following else None
        sign = _SIGNS.get(match[1], match[1]) if match else ""
        if sign == "=" and len(chain) > 1:
            values = [_value(chain, signs) * scale for scale in _SCALES]
            right = any(_agrees(value, following.value) for value in values)
            yield chain, following, right
        if sign in ("", "="):
            chain, signs = [], []
        else:
            signs.append(sign)


def _value(chain: list[Quantity], signs: list[str]) -> float:
    """Products before sums."""
    terms: list[float] = [chain[0].value]
    for sign, quantity in zip(signs, chain[1:], strict=True):
        if sign == "*":
            terms[-1] *= quantity.value
        elif sign == "/":
            terms[-1] = terms[-1] / quantity.value if quantity.value else float("nan")
        else:
            terms.append(-quantity.value if sign == "-" else quantity.value)
    return sum(terms)


def _agrees(value: float, shown: float) -> bool:
    return abs(value - shown) <= _ROUNDING * max(abs(value), 1e-9)
