"""A comparator and its value in words, and what becomes of comparators when targets are added."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.computing.worked import plain
from corpus.targets import Target

# comparators that bind alike; the word on the left says them together
_ALIKE = {
    "以上": ("以上", "不少于", "不低于", "至少", "达到"),
    "超": ("超", "突破", "高于"),
    "以内": ("以内", "以下", "不超过", "不高于"),
    "左右": ("左右", "约"),
    "低于": ("低于",),
    "力争": ("力争",),
    "": ("",),
}
_BEHIND = ("以上", "以下", "以内", "左右")


def together(rows: Sequence[Target]) -> str | None:
    """The one comparator of a sum ("以上" + "以上"); None where the parts bind differently."""
    said = {row.comparator for row in rows}
    if len(said) == 1:
        return said.pop()
    for word, alike in _ALIKE.items():
        if said <= set(alike):
            return word
    return None


def worded(comparator: str, value: float, unit: str) -> str:
    """ "35家以上", "超30项"."""
    amount = f"{plain(value)}{unit}"
    return f"{amount}{comparator}" if comparator in _BEHIND else f"{comparator}{amount}"


def gap(one: Target, other: Target) -> str:
    """How far apart two targets of one unit are, in the unit of the first."""
    (high, unit), (low, _) = one.magnitude, other.magnitude
    scale = one.value / high if high and unit != "%" else 1.0
    written = "个百分点" if unit == "%" else one.unit
    return f"{plain(abs(high - low) * scale)}{written}"
