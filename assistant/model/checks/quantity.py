"""A quantity: its value in one unit for each kind, and what it may stand for."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.model.checks.comparators import Bound

_GENERIC = "个"  # counts anything: 120个校企联盟 or 120家
_NOT_GENERIC = frozenset(
    ("元", "%", "个百分点", "倍", "分", "年", "月", "日", "工作日", "季度", "小时", "周")
)
ORDINAL, RANK, BARE = "第", "前", ""
_IN_MONTHS = {"年": 12.0, "季度": 3.0, "月": 1.0}  # 24个月 is 2年


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure with its unit's family; start and end cover both, not the comparator."""

    value: float
    upper: float | None
    unit: str
    bound: Bound
    text: str
    start: int
    end: int

    @property
    def is_count(self) -> bool:
        """Whether things are counted, as against money, shares and time."""
        return self.unit not in _NOT_GENERIC

    @property
    def is_ordinal(self) -> bool:
        """Whether it numbers rather than counts (第二十八条)."""
        return self.unit.startswith(ORDINAL)

    def same_value(self, other: Quantity) -> bool:
        """Equal within rounding; both ends of a range count."""
        if (self.upper is None) != (other.upper is None):
            return False
        mine, theirs = _scales(self.unit, other.unit)
        ends = self.upper is None or _near(self.upper * mine, (other.upper or 0.0) * theirs)
        return _near(self.value * mine, other.value * theirs) and ends

    def same_unit(self, other: Quantity) -> bool:
        """个 may stand for any counter; a bare number may stand for any unit (0.05 for 5%)."""
        mine, theirs = self.unit, other.unit
        if self.is_ordinal and other.is_ordinal:
            return mine == theirs or ORDINAL in (mine, theirs)
        if mine in (theirs, BARE) or (mine in _IN_MONTHS and theirs in _IN_MONTHS):
            return True
        counted = not {mine, theirs} & (_NOT_GENERIC | {RANK, BARE})
        plain = not (self.is_ordinal or other.is_ordinal)
        return counted and plain and _GENERIC in (mine, theirs)


def _scales(mine: str, theirs: str) -> tuple[float, float]:
    """What makes years, quarters and months comparable; 1 for all else."""
    if mine in _IN_MONTHS and theirs in _IN_MONTHS:
        return _IN_MONTHS[mine], _IN_MONTHS[theirs]
    return 1.0, 1.0


def _near(a: float, b: float) -> bool:
    return abs(a - b) <= 1e-6 * max(1.0, abs(a), abs(b))
