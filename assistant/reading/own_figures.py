"""The asker's own amounts of money, each with what it is: 所得, 收入, 成本, 研发费用, 销售收入."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from corpus.figures import Comparator, Figure, Measure

YUAN_IN_UNIT = 10_000  # the rules reckon in 万元
_BEFORE, _BEHIND = 14, 8  # characters in which the word that says what an amount is may stand
_CLAUSE = re.compile(r"[,，。;；?？!！]")
_BOUND_BEHIND = re.compile(r"元?(?:及|\(含\))?(?:以内|以上|以下|以外|之内|起|的部分|封顶)")
_BOUND_BEFORE = re.compile(
    r"(?:超过?|超出|不足|不到|低于|高于|少于|多于|至少|最多|最高|达到|满)[了到]?$"
)
_POINTED_AT = re.compile(r"(?<![我们咱])[这那该]个?$")

Roles = Mapping[str, re.Pattern[str]]


def own_amounts(text: str, figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """Plain sums of money; "500万以内", "超过500万" speak of a rule, not of a case, and "这500万"
    of what was said before."""
    return tuple(
        f
        for f in figures
        if f.measure is Measure.MONEY
        and f.comparator in (Comparator.EQUAL, Comparator.ABOUT)
        and f.value > 0
        and f.upper is None
        and not states_bound(text, f)
        and not _POINTED_AT.search(text[: f.start])
    )


def states_bound(text: str, figure: Figure) -> bool:
    """Whether the words around a figure make it a bound ("500万以内", "超过500万")."""
    behind = _BOUND_BEHIND.match(text, figure.end)
    return bool(behind or _BOUND_BEFORE.search(text[: figure.start]))


def by_role(text: str, amounts: Sequence[Figure], roles: Roles, default: str) -> dict[str, float]:
    """In 万元 by role; an amount that no word explains has the default role.

    Empty where two amounts have one role: which of them is meant is not to be guessed.
    """
    found: dict[str, float] = {}
    for n, amount in enumerate(amounts):
        start = amounts[n - 1].end if n else 0
        end = amounts[n + 1].start if n + 1 < len(amounts) else len(text)
        role = _role(text, amount, (start, end), roles) or default
        if role in found:
            return {}
        found[role] = round(amount.value / YUAN_IN_UNIT, 6)
    return found


def _role(text: str, amount: Figure, room: tuple[int, int], roles: Roles) -> str:
    """By the nearest word before it in its clause, else right behind it, else before that."""
    before = text[max(room[0], amount.start - _BEFORE) : amount.start]
    behind = _CLAUSE.split(text[amount.end : min(room[1], amount.end + _BEHIND)])[0]
    own = _CLAUSE.split(before)[-1]
    for piece, nearest_last in ((own, True), (behind, False), (before, True)):
        places = [(m.start(), role) for role, word in roles.items() for m in word.finditer(piece)]
        if places:
            return (max if nearest_last else min)(places)[1]
    return ""
