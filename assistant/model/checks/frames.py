"""A figure's frame, the words right around it: where the source has another figure in the same one.

A sentence that keeps the source's words and changes only a figure, its unit or its comparator
says it of the thing that the source counts there. The frame tells which figure that was, even
where the changed one stands elsewhere in the passage, bound and counted as it should be.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.model.checks.comparators import unbound
from assistant.model.checks.places import Place, bound_alike
from assistant.model.checks.quantities import family
from assistant.model.checks.quantity import Quantity
from assistant.model.checks.source_text import SourceText
from assistant.model.checks.verification import Fault, FaultKind

_REACH = 12  # characters on either side
_BEYOND = 3  # of them beyond the end of the clause, which may have come from elsewhere
_LEAST = 4  # that a frame must share with another figure's
_ENOUGH = 8  # shared with a figure that is the same: it may well be that one
_ENDS = ",;。:、"
_ONE = re.compile(
    r"一(?P<of>个?(?:年度?|月度?|季度|工作日|日)|个(?!百分)|[项条家名位批次类种场天所档])|"
    r"(?<!第)1(?P<digit>[项条家名位批次类种场天所年])"
)


def framed_otherwise(text: str, quantity: Quantity, places: Sequence[Place]) -> str:
    """What the source states in the frame of a figure of a folded sentence, if that differs."""
    theirs = [
        (p.source.text, p.quantity.start, p.quantity.end, _is_same(quantity, p))
        for p in places
        if not p.around
    ]
    return _other(text, quantity.start, quantity.end, theirs)


def check_ones(text: str, cited: Sequence[tuple[int, SourceText]]) -> list[Fault]:
    """Faults of "上一个月" for "上一年", "同一家优惠" for "同一项优惠": one of something else."""
    faults = []
    for one in _ONE.finditer(text):
        theirs = [
            (source.text, *other.span(), _counter(one) == _counter(other))
            for _, source in cited
            for other in _ONE.finditer(source.text)
        ]
        other = _other(text, *one.span(), theirs)
        if other:
            faults.append(Fault(FaultKind.FIGURE, *one.span(), said_there(other, one.group(0))))
    return faults


def said_there(stated: str, said: str) -> str:
    """The reason given where a frame holds another figure."""
    return f"原文在这里说的是“{stated}”，不是“{said}”"


def _other(text: str, start: int, end: int, theirs: Sequence[tuple[str, int, int, bool]]) -> str:
    """The text of the place with clearly the likest frame, where it is not the same figure."""
    mine = unbound(text, start, end, _REACH)
    same, most, found = 0, 0, ""
    for other, at, until, is_same in theirs:
        shared = _shared(mine, unbound(other, at, until, _REACH))
        if is_same:
            same = max(same, shared)
        elif shared > most:
            most, found = shared, other[at:until]
    clearly = same < _ENOUGH and most >= max(_LEAST, 2 * same + 2)
    return found if clearly else ""


def _is_same(quantity: Quantity, place: Place) -> bool:
    stated = place.quantity
    return (
        quantity.same_value(stated) and quantity.same_unit(stated) and bound_alike(quantity, place)
    )


def _counter(one: re.Match[str]) -> str:
    of = one["of"] or one["digit"]
    return family(of.removesuffix("度") if of != "季度" else of)


def _shared(mine: tuple[str, str], theirs: tuple[str, str]) -> int:
    """Characters alike on both sides; 0 where none of them is of the figure's own clause."""
    sides = [(mine[0][::-1], theirs[0][::-1]), (mine[1], theirs[1])]
    alike = [_common(a, b) for a, b in sides]
    own = any(n and a[0] not in _ENDS for n, (a, _) in zip(alike, sides, strict=True))
    return sum(alike) if own else 0


def _common(one: str, other: str) -> int:
    """Characters alike from the start; beyond a clause's end a few, and none past a figure.

    Clauses may have changed places, and then a neighbour tells nothing.
    """
    alike = beyond = 0
    for a, b in zip(one, other, strict=False):
        beyond += a in _ENDS or beyond > 0
        if a != b or beyond > _BEYOND + 1 or (beyond and a.isdigit()):
            break
        alike += 1
    return alike
