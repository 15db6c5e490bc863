"""Quantities of an answer or a passage: values with one unit for each kind, and comparators."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from assistant.model.checks.comparators import Bound, bound_of
from assistant.model.checks.dates import dates
from assistant.model.checks.quantity import BARE, ORDINAL, RANK, Quantity
from assistant.model.checks.said_again import joined
from assistant.reading.amounts import amounts
from corpus.figures import Comparator, Figure, Measure, figures, number

_FAMILIES = {
    "年": "年 周年 年度 会计年度 纳税年度 个年度 个会计年度 个纳税年度",
    "月": "月 个月",
    "日": "日 天 个自然日 个日历天数",
    "工作日": "工作日 个工作日",
    "人": "人 名 位",
    "家": "家 家企业 户 所",
    "场": "场 场次",
    "批": "批 批次",
    "类": "类 种",
    "季度": "季度 个季度",
}
_FAMILY = {unit: family for family, listed in _FAMILIES.items() for unit in listed.split()}

_HALVED = frozenset(("年", "倍", "成"))
_PLAIN = Bound(Comparator.EQUAL, False)
_CN = "零〇一二三四五六七八九十百千两"
_ONE_MONTH = re.compile(r"一个(?P<unit>月|季度|工作日|会计年度|纳税年度)")
_ORDINALS = re.compile(
    rf"第(\d+|[{_CN}]+)[项条款类]?(?:至|到|[-—~、和及])第?(\d+|[{_CN}]+)(?P<of>[项条款类])"
)
# 这一档, 每一项: pointing, not counting
_POINTING = re.compile(r"[这那该每同某任另哪上下本唯其统]$")
_IDLE = re.compile(r"一(?:分钱|下(?!半))")  # 一分钱都不能加计
# 第一步, 第二，: the answer's own enumeration
_STEP = re.compile(r"(?:步|点|[,，、:：])")
_QUARTERS = re.compile(r"前(?P<n>[一二三四两\d])个?季度")
_HALF = re.compile(r"一半|半数|对半")
_ORDINAL = re.compile(rf"第(\d+|[{_CN}]+)(?!季度|[一二三四]季)(?P<of>[条章节批类项款期届名家号]?)")
_RANK = re.compile(
    rf"(?<![税以之此目年月])前(\d+|[{_CN}]+)(?=名|位|$|[，。、；)(,.;的\"]|(?![年个次期半项季]))"
)
_LOOSE = re.compile(r"(?<![\d.a-z〔\[(（])\d+(?:\.\d+)?(?![\d.]*\d|\.\s|[a-z〕\]])")


@lru_cache(maxsize=4096)
def quantities(text: str) -> tuple[Quantity, ...]:
    """All quantities of a folded text in order, dates left out."""
    ranges = list(_ORDINALS.finditer(text))
    found = [_ordinal(m, n) for m in ranges for n in (1, 2)]
    spans = [m.span() for m in ranges]
    found += [_quantity(text, f) for f in _figures(text) if not _meets(f, spans)]
    found += [_one(text, m) for m in _ONE_MONTH.finditer(text)]
    quarters = (_bare(number(m["n"]), "季度", m) for m in _QUARTERS.finditer(text))
    found += [q for q in quarters if q is not None]
    found = [q for q in found if not _points(text, q)]
    taken = [(q.start, q.end) for q in found]
    dated = [(d.start, d.end) for d in dates(text)]
    found = [q for q in found if not any(q.start < e and s < q.end for s, e in dated)]
    taken += dated
    for match in _HALF.finditer(text):
        _add(found, taken, _bound(text, _bare(0.5, "%", match)))
    for match in _ORDINAL.finditer(text):
        if not match["of"] and _STEP.match(text[match.end() :]):
            taken.append(match.span())
            continue
        _add(found, taken, _bare(number(match.group(1)), ORDINAL + match["of"], match))
    for match in _RANK.finditer(text):
        _add(found, taken, _bare(number(match.group(1)), RANK, match))
    for match in _LOOSE.finditer(text):
        _add(found, taken, _bound(text, _bare(number(match.group(0)), BARE, match)))
    return tuple(joined(text, sorted(found, key=lambda q: q.start)))


def family(unit: str) -> str:
    """The name that units of one kind share (名 and 位 count 人)."""
    return _FAMILY.get(unit, unit)


def _meets(figure: Figure, spans: list[tuple[int, int]]) -> bool:
    return any(figure.start < end and start < figure.end for start, end in spans)


def _ordinal(match: re.Match[str], group: int) -> Quantity:
    value = number(match.group(group)) or 0.0
    return Quantity(
        value, None, ORDINAL + match["of"], _PLAIN, match.group(group), *match.span(group)
    )


def _one(text: str, match: re.Match[str]) -> Quantity:
    unit = match["unit"]
    bound = bound_of(text, *match.span())
    return Quantity(1.0, None, family(unit), bound, match.group(0), *match.span())


def _points(text: str, quantity: Quantity) -> bool:
    if quantity.unit == ORDINAL and _STEP.match(text[quantity.end :]):
        return True
    if quantity.unit == ORDINAL + "步":
        return True
    if not quantity.text.startswith("一"):
        return False
    idle = _IDLE.match(text[quantity.start :])
    return bool(idle or _POINTING.search(text[: quantity.start]))


def _add(found: list[Quantity], taken: list[tuple[int, int]], quantity: Quantity | None) -> None:
    if quantity is None:
        return
    if not any(quantity.start < end and start < quantity.end for start, end in taken):
        found.append(quantity)
        taken.append((quantity.start, quantity.end))


def _figures(text: str) -> list[Figure]:
    """Figures, money without its 元 ("5000万") included; a date is none."""
    found = [f for f in figures(text) if f.measure is not Measure.DATE]
    spans = [(f.start, f.end) for f in found]
    spoken = [
        f for f in amounts(text) if not any(f.start < end and start < f.end for start, end in spans)
    ]
    return sorted(found + spoken, key=lambda f: f.start)


def _bare(value: float | None, unit: str, match: re.Match[str]) -> Quantity | None:
    if value is None:
        return None
    span = match.span()
    return Quantity(value, None, unit, _PLAIN, match.group(0), *span)


def _bound(text: str, quantity: Quantity | None) -> Quantity | None:
    if quantity is None:
        return None
    return replace(quantity, bound=bound_of(text, quantity.start, quantity.end))


def _quantity(text: str, figure: Figure) -> Quantity:
    value, upper, unit = figure.value, figure.upper, figure.unit
    scale = {"成": 0.1, "‰": 0.001}.get(unit, 1.0)
    if scale != 1.0:
        value, unit = value * scale, "%"
        upper = upper * scale if upper is not None else None
    start, end = _core(text, figure)
    if unit in _HALVED and text[end : end + 1] == "半" and upper is None:
        value, end = value + 0.5, end + 1  # 一年半
    if start and text[start - 1] == "前" and unit in ("名", "位"):
        unit = RANK  # 前三名
    if start and text[start - 1] == "第":
        unit = ORDINAL + family(unit)  # 第二年
    return Quantity(
        round(value, 8),
        upper,
        family(unit),
        bound_of(text, start, end),
        text[start:end],
        start,
        end,
    )


def _core(text: str, figure: Figure) -> tuple[int, int]:
    """The figure's own characters, without the comparator that figures() took in."""
    start, end = figure.start, figure.end
    opening = re.search(rf"[\d{_CN}半百]", text[start:end])
    start += opening.start() if opening else 0
    closing = re.search(
        r"(?:[及(]?含?\)?以[上下内]|及以[上下]|之内|左右|上下|起)$", text[start:end]
    )
    return start, end - (len(closing.group(0)) if closing else 0)
