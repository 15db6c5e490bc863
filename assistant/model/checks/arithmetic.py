"""Arithmetic shown in an answer ("400 ÷ 12000 = 3.33%"): what it reckons with and arrives at."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.model.checks.quantities import quantities
from assistant.model.checks.quantity import Quantity
from assistant.model.checks.source_text import clauses
from corpus.figures import Comparator

_OPERATOR = re.compile(r"^[^\d,，。；;]{0,6}?([+＋\-－−×xX*÷/＝=]|乘以|除以|减去|加上|等于|即)")
_SIGNS = {"＋": "+", "加上": "+", "－": "-", "−": "-", "减去": "-", "x": "*", "X": "*", "×": "*"}
_SIGNS |= {"乘以": "*", "÷": "/", "除以": "/", "＝": "=", "等于": "=", "即": "="}
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
    for this, following in _neighbours(quantities(text)):
        chain.append(this)
        sign = _sign(text[this.end : following.start]) if following else ""
        if sign == "=" and len(chain) > 1 and following:
            right = _agrees(_value(chain, signs), following)
            found.append(Reckoning(tuple(chain), following, right))
        if not sign or sign == "=":
            chain, signs = [], []
        else:
            signs.append(sign)
    return found


def _neighbours(listed: tuple[Quantity, ...]) -> list[tuple[Quantity, Quantity | None]]:
    following: list[Quantity | None] = [*listed[1:], None]
    return list(zip(listed, following[: len(listed)], strict=True))


def _sign(between: str) -> str:
    match = _OPERATOR.match(between)
    if not match or len(between) > 12 or re.search(r"[,，。；;]", between):
        return ""
    return _SIGNS.get(match.group(1), match.group(1))


def _value(chain: list[Quantity], signs: list[str]) -> float:
    """Products before sums; a mark between figures of a formula is all we read."""
    terms: list[float] = [chain[0].value]
    for sign, quantity in zip(signs, chain[1:], strict=True):
        if sign == "*":
            terms[-1] *= quantity.value
        elif sign == "/":
            terms[-1] = terms[-1] / quantity.value if quantity.value else float("nan")
        else:
            terms.append(-quantity.value if sign == "-" else quantity.value)
    return sum(terms)


def _agrees(value: float, shown: Quantity) -> bool:
    """Equal within rounding; 3.33 may stand for 0.0333, and 万元 may be left out in the terms."""
    near = [value, value * 100, value / 1e4, value * 1e4, value * 1e8]
    return any(abs(v - shown.value) <= _ROUNDING * max(abs(v), 1e-9) for v in near)


_VERDICT = re.compile(
    r"(?:因此|所以|故)?(?:目前|暂时|您|贵公司|企业|该企业)*(?P<no>尚未|还没有|没有|未能?|不|达不到)?(?:能够?|已经?|可以)?"
    r"(?:达到|符合|满足|达标|超过)?(?:这一|该|上述|此|本)?(?:一?档|项)?的?(?:要求|标准|条件|门槛)"
)


def without_verdict(
    text: str, known: Sequence[Quantity], stated: Sequence[Quantity]
) -> tuple[str, bool]:
    """The text without "因此尚未达到要求", and whether that follows from figures known here.

    stated are the figures of the sources, whose comparators decide. A verdict that no known
    figure decides stays in, to be supported by the sources.
    """
    results = [shown.result for shown in reckonings(text) if shown.right] or known
    for clause in clauses(text):
        verdict = _VERDICT.fullmatch(clause.text.strip(" 。."))
        decided = _decided(text, results, stated) if verdict else []
        if verdict and decided:
            blank = "　" * (clause.end - clause.start)
            plain = text[: clause.start] + blank + text[clause.end :]
            return plain, decided[-1] is not bool(verdict["no"])
    return text, True


def _decided(text: str, results: Sequence[Quantity], stated: Sequence[Quantity]) -> list[bool]:
    """Whether each figure known meets each limit named, as the source binds it."""
    limits = [
        limit
        for said in quantities(text)
        for limit in stated
        if limit.bound.comparator is not Comparator.EQUAL
        and limit.same_unit(said)
        and limit.same_value(said)
    ]
    return [meets(r, limit) for limit in limits for r in results if r.unit == limit.unit]


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
    return compare.get(limit.bound.comparator, True)
