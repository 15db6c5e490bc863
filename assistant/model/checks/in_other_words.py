"""Figures that state no amount of their own: they point back, or stand for a word of the source."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.model.checks.excused import LISTED
from assistant.model.checks.places import Place, valued
from assistant.model.checks.quantity import Quantity
from assistant.model.checks.source_text import SourceText
from corpus.figures import Comparator

_POINTS = re.compile(
    r"(?:分项|方面|比例|数字|指标|要求|条件|部分|情形|情况|步骤|门槛|时间点|环节|层次|要点|档次)"
)
_FEW = 10
_POINTING_BACK = re.compile(r"(?:这|那|上述|以上|前述|该|此)$")
_SPAN = re.compile(r"(?:满|为|近|过去|期限|最近|提前|推迟|延长|任期|有效期|不足|连续)$")
_YEARS = re.compile(r"(\d{4})年?(?:至|到|[-—~])(\d{4})年(?:这|共|的)*$")
_YEARLY = re.compile(r"当年|每年|全年|纳税年度|年度内")


def needs_no_source(
    text: str,
    quantity: Quantity,
    places: Sequence[Place],
    cited: Sequence[tuple[int, SourceText]],
) -> bool:
    """Whether it states no amount of the source's: it points back, or says it in other words."""
    return (
        _points_back(text, quantity, places)
        or _is_a_year(text, quantity, cited)
        or _is_told_otherwise(text, quantity, cited)
        or _sums_up(text, quantity, cited)
    )


def _points_back(text: str, quantity: Quantity, places: Sequence[Place]) -> bool:
    """Whether "这三条" counts what the source counts by a counter of its own (三项)."""
    pointing = _POINTING_BACK.search(text[: quantity.start])
    counts = quantity.is_count and quantity.bound.comparator is Comparator.EQUAL
    return bool(pointing and counts and quantity.unit in LISTED) and any(
        p.quantity.unit in LISTED for p in valued(quantity, places)
    )


def _is_a_year(text: str, quantity: Quantity, cited: Sequence[tuple[int, SourceText]]) -> bool:
    """Whether "一年" is the period in which the source reckons ("一年应纳税所得额" for 当年)."""
    if quantity.text != "一年" or quantity.bound.comparator is not Comparator.EQUAL:
        return False
    if _SPAN.search(text[: quantity.start]) or text[quantity.end :].startswith(("期", "以")):
        return False
    return any(_YEARLY.search(source.text) for _, source in cited)


def _is_told_otherwise(
    text: str, quantity: Quantity, cited: Sequence[tuple[int, SourceText]]
) -> bool:
    """Whether it says in figures what the source says in words, or what the sentence shows.

    第一次 is 首次; "2013年到2017年这五年" counts its own years.
    """
    span = _YEARS.search(text[: quantity.start])
    if span and quantity.unit == "年":
        return int(span[2]) - int(span[1]) + 1 == quantity.value
    first = quantity.is_ordinal and quantity.value == 1 and len(quantity.unit) > 1
    return first and any(f"首{quantity.unit[1:]}" in source.text for _, source in cited)


def _sums_up(text: str, quantity: Quantity, cited: Sequence[tuple[int, SourceText]]) -> bool:
    """Whether it counts points that the answer itself makes ("三个分项都有底线").

    What the source counts by that name is its own figure, and checked.
    """
    plain = quantity.bound.comparator is Comparator.EQUAL and quantity.unit in LISTED
    points = _POINTS.match(text, quantity.end)
    if not (plain and points and 1 < quantity.value < _FEW):
        return False
    counted = re.compile(rf"[\d一二三四五六七八九十两][个项条类种]{re.escape(points.group(0))}")
    return not any(counted.search(source.everything) for _, source in cited)
