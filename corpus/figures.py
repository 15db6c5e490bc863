"""Figures in Chinese policy text, as values that compare: number, unit, comparator, place."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

import cn2an


class Measure(StrEnum):
    """What a unit measures; figures of different measures never answer each other."""

    COUNT = "count"
    PERCENT = "percent"
    MONEY = "money"
    FOREIGN_MONEY = "foreign money"
    DURATION = "duration"
    DATE = "date"
    SCORE = "score"
    AREA = "area"


class Comparator(StrEnum):
    """How the value binds; EQUAL where the text gives the bare number."""

    AT_LEAST = ">="
    MORE = ">"
    AT_MOST = "<="
    LESS = "<"
    ABOUT = "≈"
    EQUAL = "="


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure as written (text) and as a value; money in yuan, what is foreign in its own unit,
    percent as a fraction.

    upper is set for a range ("7至8分"); start and end are offsets in the text parsed.
    """

    value: float
    unit: str
    measure: Measure
    comparator: Comparator
    text: str
    start: int
    end: int
    upper: float | None = None


_CN = "零〇一二三四五六七八九十百千两"
_D, _C = r"\d{1,24}", rf"[{_CN}]{{1,24}}"  # longer runs are no figures, and would take for ever
_NUM = (
    rf"(?:(?<!\d){_D}(?:(?:,\d{{3}}){{1,8}}(?:\.{_D})?|(?:\.{_D})?(?:/{_D})?)|"
    rf"(?<![{_CN}]){_C}(?!分之)(?:点{_C})?|半)"
)
SCALES = {"万亿": 1e12, "千亿": 1e11, "百亿": 1e10, "十亿": 1e9, "千万": 1e7, "百万": 1e6}
SCALES |= {"十万": 1e5, "亿": 1e8, "万": 1e4, "": 1.0}
"""What may stand before a unit, the longer first."""
_SCALE = f"(?:{'|'.join(SCALES)})"
_COUNTERS = (
    "平方米|千平方米|个百分点|个工作日|个自然日|个日历天数?|个会计年度|个纳税年度|个年度|纳税年度|"
    "会计年度|年度|"
    "个月|个季度|小时|工作日|周年|家企业|家|个|项|条|名|人次|人|场次|场|件|批次|批|次|类|级|档|"
    "分钟|分|年|天|日|月|倍|期|种|位|所|座|台|篇|款|份|道|步|轮|届|成|度|周"
)
# Counted only after digits ("500张", "1.3万亿斤"): after a Chinese numeral they make plain words.
_AFTER_DIGITS = (
    "微克/立方米|立方米|平方公里|公里|公顷|万?千瓦时|千瓦|兆瓦|吨|公斤|斤|亩|张|户|套|辆|架|岁|处|株|"
    "部(?![门分委])|支(?![持付撑行出])|头(?!部)|艘|标准箱"
)
_CURRENCIES = "[美港欧澳加新]元|日元(?![旦宵])|美金|港币|英镑"
_UNIT = rf"(?:[%％‰]|元|{_CURRENCIES}|(?<=[\d万亿余多])(?:{_AFTER_DIGITS})|{_COUNTERS})"
_LONGEST = 64  # characters of a number
_DATE = re.compile(
    r"(?:\d{4}年(?:\d{1,2}月(?:\d{1,2}日|底|初|中旬|上旬|下旬)?|底|末|以来)?|"
    r"\d{1,2}月(?:\d{1,2}日|底|初|份)|\d{4}-\d{1,2}(?:-\d{1,2})?|[上下]半年|第[一二三四]季度)"
)
# What bounds a figure, before and behind it, by the names of Comparator.
_BEFORE = re.compile(
    r"(?:(?P<AT_LEAST>不少于|不低于|不得少于|不得低于|至少|最低|最少|达到?|满)"
    r"|(?P<AT_MOST>不超过|不得超过|不多于|不高于|不能超过|最多|最高|最长|至多|以内)"
    r"|(?P<MORE>突破|超过|超出|超|高于|大于|多于)|(?P<LESS>低于|少于|小于|不足|不到)"
    r"|(?P<ABOUT>(?<![签节条合公集制])约|大约|(?<![附远接])近|左右))[了到]?$"
)
_AFTER = re.compile(
    r"(?P<AT_LEAST>(?:及|\(含\))?以上|起)|(?P<AT_MOST>及?以下|以内|之内)|(?P<ABOUT>左右|上下)"
)
_QUANTITY = re.compile(
    rf"(?P<percent_cn>百分之(?P<pcn>[{_CN}\d点.]{{1,24}}))|"
    rf"(?P<fraction>(?<![{_CN}\d])[{_CN}\d]{{1,24}}分之[{_CN}\d]{{1,24}})|"
    rf"(?P<low>{_NUM})(?P<scale>{_SCALE})(?P<lowunit>{_UNIT})?(?:[至到~～—-]|－)"
    rf"(?P<high>{_NUM})(?P<highscale>{_SCALE})"
    rf"(?P<unit>(?(lowunit)(?P=lowunit)(?:(?<=个)(?:工作日|自然日|月|季度))?|{_UNIT}))|"
    rf"(?P<num>{_NUM})(?P<onescale>{_SCALE})(?:余|多)?(?P<oneunit>{_UNIT})|(?P<bare>(?<!\d){_D}/{_D})"
)
# Chinese numerals in words that are no quantities: 一次性, 三方, 一体化, 一区一战略 ...
_NOT_A_QUANTITY = re.compile(
    r"(?:第[零一二三四五六七八九十百\d]+[条章节批类项款期届]|[一二三四五六七八九十]{1,3}大|一次性|"
    r"一批|一定|(?<![只仅限计])(?:一种|一类|一个|一项)|一些|一体|一致|一般|一年度|统一|同一|单一|任一|进一步|(?<!分)之一|"
    r"一季|十四五|十三五|一户|二手|一旦|一步|一线|一律|[ⅠⅡⅢⅣ]类)"
)


@lru_cache(maxsize=4096)
def figures(text: str) -> tuple[Figure, ...]:
    """All figures of a text in order; dates are figures of measure DATE with value 0."""
    found = [_dated(m) for m in _DATE.finditer(text)]
    taken = {at for f in found for at in range(f.start, f.end)}
    taken.update(at for m in _NOT_A_QUANTITY.finditer(text) for at in range(*m.span()))
    for match in _QUANTITY.finditer(text):
        if not taken.isdisjoint(range(*match.span())):
            continue
        figure = _figure(text, match)
        if figure is not None:
            found.append(figure)
    return tuple(sorted(found, key=lambda f: f.start))


def number(text: str) -> float | None:
    """A bare number, Arabic or Chinese, fraction included; None where it is none."""
    text = text.replace(",", "")
    if len(text) > _LONGEST:
        return None
    if "/" in text:
        top, _, bottom = text.partition("/")
        return float(top) / float(bottom) if float(bottom or 0) else None
    if text == "半":
        return 0.5
    try:
        return float(text)
    except ValueError:
        pass
    try:
        return float(cn2an.cn2an(text.replace("两", "二"), "smart"))
    except (ValueError, KeyError, IndexError, OverflowError):
        return None


def _figure(text: str, match: re.Match[str]) -> Figure | None:
    part = match.groupdict()
    upper: float | None = None
    if part["percent_cn"]:
        value, unit = number(part["pcn"]), "%"
    elif part["fraction"]:
        bottom, _, top = part["fraction"].partition("分之")
        low, high = number(bottom), number(top)
        value, unit = (high / low if low and high is not None else None), "%"
    elif part["bare"]:
        value, unit = number(part["bare"]), "%"
    elif part["low"]:
        unit = part["unit"]
        scale = part["scale"] or (part["highscale"] if not part["lowunit"] else "")
        value, upper = number(part["low"]), number(part["high"])
        value = value * SCALES[scale] if value is not None else None
        upper = upper * SCALES[part["highscale"]] if upper is not None else None
    else:
        value, unit = number(part["num"]), part["oneunit"]
        value = value * SCALES[part["onescale"]] if value is not None else None
    if value is None:
        return None
    if unit in "%％":
        shown_as_ratio = part["fraction"] or part["bare"]
        value = value if shown_as_ratio else value / 100
        upper = upper / 100 if upper is not None else None
        unit = "%"
    start, end = match.span()
    comparator, start, end = compared(text, start, end)
    if upper is not None and comparator is Comparator.AT_LEAST:
        comparator = Comparator.EQUAL
    return Figure(
        round(value, 8), unit, measure(unit), comparator, text[start:end], start, end, upper
    )


def compared(text: str, start: int, end: int) -> tuple[Comparator, int, int]:
    """What bounds a figure at a place, in words right behind or before it, and its whole span."""
    if after := _AFTER.match(text, end):
        return Comparator[after.lastgroup or ""], start, after.end()
    if before := _BEFORE.search(text[max(0, start - 5) : start]):
        return Comparator[before.lastgroup or ""], start - len(before[0]), end
    return Comparator.EQUAL, start, end


def measure(unit: str) -> Measure:
    """The measure of a unit as written."""
    if unit in ("%", "％", "‰", "成", "个百分点", "倍"):
        return Measure.PERCENT
    if unit == "元":
        return Measure.MONEY
    if re.fullmatch(_CURRENCIES, unit):
        return Measure.FOREIGN_MONEY
    if unit == "分":
        return Measure.SCORE
    if unit.endswith(("平方米", "平方公里", "公顷", "亩")):
        return Measure.AREA
    duration = ("年", "月", "天", "天数", "日", "小时", "分钟", "工作日", "年度", "季度", "周")
    return Measure.DURATION if unit.endswith(duration) else Measure.COUNT


def _dated(match: re.Match[str]) -> Figure:
    text = match.group(0)
    return Figure(0.0, "", Measure.DATE, Comparator.EQUAL, text, match.start(), match.end())
