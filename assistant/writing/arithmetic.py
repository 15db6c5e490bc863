"""Arithmetic shown in an answer ("400 ÷ 12000 = 3.33%"): recomputed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import zip_longest

from assistant.writing.quantities import Quantity, quantities
from assistant.writing.source_text import clauses
from corpus.figures import Comparator

_OPERATOR = re.compile(
    r"^[^\d,，。；;]{0,6}?([+\-−×xX*÷/=]|乘以|除以|减去|加上|等于|即)[^\d,，。；;]{0,6}$"
)
_SIGNS = {"加上": "+", "−": "-", "减去": "-", "x": "*", "×": "*", "乘以": "*"}
_SIGNS |= {"÷": "/", "除以": "/", "等于": "=", "即": "="}
_ROUNDING = 0.006


@dataclass(frozen=True, slots=True)
class Reckoning:
    """One expression: its operands and its result, which follows from them where it is right."""

    operands: tuple[Quantity, ...]
    result: Quantity
    right: bool


def reckonings(text: str) -> list[Reckoning]:
    """Every "a op b (op c) = r" of a folded text."""
    found: list[Reckoning] = []
    chain: list[Quantity] = []
    signs: list[str] = []
    listed = quantities(text)
    for this, following in zip_longest(listed, listed[1:]):
        chain.append(this)
        sign = _sign(text[this.end : following.start]) if following else ""
        if sign == "=" and len(chain) > 1 and following:
            right = _agrees(_value(chain, signs), following.value)
            found.append(Reckoning(tuple(chain), following, right))
        if not sign or sign == "=":
            chain, signs = [], []
        else:
            signs.append(sign)
    return found


def meets(value: Quantity, limit: Quantity) -> bool:
    """Whether a figure keeps within a limit, or a range."""
    if limit.upper is not None:
        return limit.value <= value.value <= limit.upper
    compare = {
        Comparator.AT_LEAST: value.value >= limit.value,
        Comparator.MORE: value.value > limit.value,
        Comparator.AT_MOST: value.value <= limit.value,
        Comparator.LESS: value.value < limit.value,
    }
    return compare.get(limit.comparator, True)


_VERDICT = re.compile(
    r"(?:因此|所以|故|,|\s)*(?:目前|您|贵公司|企业)*(?P<no>尚未|没有|未能?|不|达不到)?(?:能够?|已)?"
    r"(?:达到|符合|满足|达标)?(?:这一|该|上述|此|本)?(?:档|项)?的?(?:要求|标准|条件|门槛)"
)


def wrong_verdict(text: str, own: list[Quantity], stated: list[Quantity]) -> bool:
    """Whether "因此尚未达到要求" goes against a figure of the asker's and the limit named."""
    limits = [
        limit
        for said in quantities(text)
        for limit in stated
        if limit.comparator is not Comparator.EQUAL
        and limit.unit == said.unit
        and limit.same_value(said)
    ]
    for clause in clauses(text):
        verdict = _VERDICT.fullmatch(clause.text.strip())
        held = [meets(q, limit) for limit in limits for q in own if q.unit == limit.unit]
        if verdict and held and held[-1] is bool(verdict["no"]):
            return True
    return False


def _sign(between: str) -> str:
    match = _OPERATOR.match(between)
    return _SIGNS.get(match[1], match[1]) if match else ""


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
    """Equal within rounding; 3.33 may stand for 0.0333, and 万元 may be left out in the terms."""
    near = [value, value * 100, value / 1e4, value * 1e4, value * 1e8]
    return any(abs(v - shown) <= _ROUNDING * max(abs(v), 1e-9) for v in near)
