"""Quantities as people say them, as figures: "一亿二", "四百来万", "五百二十号人", "八成"."""

import re

from corpus.figures import SCALES, Comparator, Figure, Measure, compared, figures, measure, number

_CN = "零〇一二两三四五六七八九十百千"
_DIGITS = (
    rf"(?:\d{{1,3}}(?:,\d{{3}}){{1,4}}(?:\.\d{{1,6}})?|\d{{1,13}}(?:\.\d{{1,6}})?|[{_CN}]{{1,9}})"
)
_N = rf"(?<![几数上\d.{_CN}])(?<![\d{_CN}万亿][到至~～—-]){_DIGITS}"  # of a range neither end
_WAN = "千万|百万|十万|万"
_ONES = "一二两三四五六七八九"
_NO_SUM = (
    rf"(?:元|块钱?)?(?![家个项条名人户场平㎡亩件张次股千兆瓦字号台斤吨立{_ONES}])"
    rf"(?![到至~～—-][\d{_ONES}])"
)
_SAID = re.compile(
    rf"(?P<yi>{_N})(?P<more1>[来多余]?)个?(?P<more2>[来多余]?)亿"
    rf"(?:零?(?P<low>{_DIGITS})(?P<low_scale>{_WAN})?|(?P<more7>[多余]))?{_NO_SUM}|"
    rf"(?P<wan>{_N})(?P<more3>[来多余]?)个?(?P<scale>{_WAN})(?P<more4>[多余]?){_NO_SUM}|"
    rf"(?P<years>{_N})年半|(?<![{_CN}])(?P<tenths>[{_ONES}])成(?P<tenth>[{_ONES}半]?)"
    r"(?![多立果本长功员交为品都])|"
    rf"(?:(?P<high>{_N})万零?(?P<rest>{_DIGITS})|(?P<count>{_N}))"
    r"(?P<more5>[来多余]?)(?P<many>万?)个?(?P<more6>[来多]?)"
    r"(?P<unit>号(?=人|员工|职工|工人)|平方米|平米|平(?![均台衡])|㎡|[人家项件天年]|个?月)"
)
_UNITS = {"号": "人", "平": "平方米", "平米": "平方米", "㎡": "平方米", "月": "个月"}
_ABOUT = re.compile("(?:大概|差不多|将近|接近|大致|估计)(?:有|是)?$")
_CALENDAR = 1900  # "2025年" is no length of time


def said_figures(text: str) -> tuple[Figure, ...]:
    """All figures of a message in order, dates apart: what is only said, then what is written."""
    found = figures(text)

    def met(one: Figure, others: list[Figure]) -> bool:
        return any(one.start < other.end and other.start < one.end for other in others)

    first = [f for f in found if f.measure is Measure.DATE or f.upper is not None]
    said = [f for m in _SAID.finditer(text) if (f := _said(text, m)) and not met(f, first)]
    written = [f for f in found if f.measure is not Measure.DATE and not met(f, said)]
    both = (f for f in (*said, *written) if f.unit != "年" or f.value < _CALENDAR)
    return tuple(sorted(both, key=lambda f: f.start))


def _said(text: str, match: re.Match[str]) -> Figure | None:
    part = {name: value or "" for name, value in match.groupdict().items()}
    more = next((value for name, value in part.items() if "more" in name and value), "")
    unit, scale, low = "元", SCALES[part["scale"] or part["many"]], _value(part["low"])
    if part["yi"]:  # "一亿二" is 1.2亿, "一亿二千" leaves out its 万, "一亿两千万" does not
        scale, low = 1e8, low * SCALES[part["low_scale"] or ("千万" if low < 10 else "万")]
    elif part["tenths"]:
        unit, scale = "%", 0.1
        low = 0.05 if part["tenth"] == "半" else _value(part["tenth"]) / 100
    elif part["years"]:
        unit, low = "年", 0.5
    elif part["unit"]:
        unit, low = _UNITS.get(part["unit"], part["unit"]), _value(part["high"]) * 1e4
    digits = next(part[n] for n in ("yi", "wan", "years", "tenths", "rest", "count") if part[n])
    value = number("一" + digits if digits[0] in "百千" else digits.replace("〇", "零"))
    if value is None:
        return None
    comparator, start, end = compared(text, *match.span())
    if comparator is Comparator.EQUAL and (more == "来" or _ABOUT.search(text[:start])):
        comparator = Comparator.ABOUT
    upper = (value + _step(digits, value)) * scale + low if more in ("多", "余") else None
    value = round(value * scale + low, 8)
    span = (text[start:end], start, end, upper)
    return Figure(value, unit, measure(unit), comparator, *span)


def _value(digits: str) -> float:
    return (number(digits) or 0.0) if digits else 0.0


def _step(digits: str, value: float) -> float:
    """The place of the last digit that is not nought: 100 of 400, 0.1 of 1.2."""
    whole = f"{value:.0f}"
    noughts = 0 if "." in digits else len(whole) - len(whole.rstrip("0"))
    return 10.0 ** (noughts - len(digits.partition(".")[2]))
