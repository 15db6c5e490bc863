"""One value as entered -> the value judged with: 万元 for amounts, decimals for shares."""

import re
import unicodedata
from decimal import Decimal, InvalidOperation
from typing import Any

from assistant.eligibility.choices import Unusable, chosen
from assistant.eligibility.wording import shown
from corpus.figures import Comparator, Measure
from corpus.programme_rules import Input
from corpus.spoken_numbers import said_figures

_NOTHING = ("", "-", "/", "?", "不清楚", "不知道", "不确定", "未知", "待定", "none", "null", "n/a")
_YES = ("是", "有", "对", "能", "属于", "已", "true", "yes", "y", "√")
_NO = ("否", "无", "没有", "没", "不是", "不", "不能", "不属于", "未", "false", "no", "n", "×")
_NUMBER = re.compile(
    r"([+\-−]?(?:\d{1,3}(?:,\d{3})+|\d+|(?=\.\d))(?:\.\d*)?(?:e[+\-]?\d{1,3})?)(.*)", re.S
)
_ABOUT = re.compile(r"[约近多余来几左右上下]|以上|以下|以内|[~～至到]")
_WAN = {"元": "0.0001", "千元": "0.1", "万": "1", "w": "1", "十万": "10", "百万": "100"}
_WAN |= {"千万": "1000", "亿": "10000", "万亿": "100000000"}
UNITS = {
    "人": ("人", "名", "位"),
    "项": ("项", "件", "个"),
    "家": ("家", "户"),
    "个": ("个", "件", "例"),
    "天": ("天", "日", "个日历天数"),
    "年": ("年", "周年"),
    "平方米": ("平方米", "平米", "㎡", "m2", "m²"),
    "分": ("分",),
    "名": ("名", "位"),
}
_LARGEST = Decimal(10) ** 9  # 10 万亿元: above it a unit was mistaken
_PLACES = 30


def parse_value(item: Input, entered: Any) -> Decimal | bool | str | None:
    """The value in the unit of the rules; None where it says nothing. Raises Unusable."""
    if isinstance(entered, str):
        entered = _plain(entered)
    if entered is None or (isinstance(entered, str) and entered.casefold() in _NOTHING):
        return None
    if item.type == "boolean":
        return _yes_or_no(entered)
    if item.type == "enum":
        return chosen(item, entered)
    value = _number(item, entered)
    _possible(item, value, entered)
    return value


def _plain(text: str) -> str:
    """Full-width digits and signs become plain; white space and what cannot be shown go."""
    text = unicodedata.normalize("NFKC", text)
    return "".join(c for c in text if not c.isspace() and unicodedata.category(c)[0] != "C")


def _yes_or_no(entered: Any) -> bool:
    if isinstance(entered, bool):
        return entered
    said = entered.casefold() if isinstance(entered, str) else None
    if said in _YES or said in _NO:
        return said in _YES
    raise Unusable(f"{_quoted(entered)}看不懂，请填“是”或“否”")


def _number(item: Input, entered: Any) -> Decimal:
    if isinstance(entered, bool) or not isinstance(entered, str | int | float | Decimal):
        raise Unusable(f"{_quoted(entered)}不是数，请填一个数{_such_as(item)}")
    if isinstance(entered, str):
        return _written(item, entered)
    value = Decimal(str(entered))
    if not value.is_finite():
        raise Unusable("不是一个数，请重新填写")
    return _bare_share(item, value) if item.is_share else value


def _written(item: Input, text: str) -> Decimal:
    match = _NUMBER.fullmatch(text.removeprefix("¥").replace("人民币", "").casefold())
    if match is None:
        return _in_chinese(item, text)
    try:
        value = Decimal(match[1].replace(",", "").replace("−", "-"))
    except InvalidOperation:
        raise Unusable(f"{_quoted(text)}看不懂，请填一个数{_such_as(item)}") from None
    return _in_unit(item, value, match[2], text)


def _in_unit(item: Input, value: Decimal, unit: str, text: str) -> Decimal:
    if not unit:
        return _bare_share(item, value) if item.is_share else value
    if item.is_share and unit in ("%", "‰"):
        return value.scaleb(-2 if unit == "%" else -3)
    if item.is_money and (rate := _WAN.get(unit) or _WAN.get(unit.removesuffix("元"))):
        return value * Decimal(rate)
    scale = 10_000 if unit.startswith("万") and not item.is_money else 1
    counted = unit.removeprefix("万") if scale > 1 else unit
    if not item.is_share and counted in (*UNITS.get(item.unit, ()), *([""] * (scale > 1))):
        return value * scale
    if item.is_money and not _ABOUT.search(unit) and (spoken := _sum(text)) is not None:
        return spoken  # 1亿2千万
    if unit[0] in ",.+-":
        raise Unusable(f"{_quoted(text)}看不懂，请填一个数{_such_as(item)}")
    if _ABOUT.search(unit):
        raise Unusable(f"{_quoted(text)}不是确切的数，请填一个数{_such_as(item)}")
    raise Unusable(f"{_quoted(text)}的单位不对，请用“{shown_unit(item)}”{_such_as(item)}")


def _in_chinese(item: Input, text: str) -> Decimal:
    """ "四百万元", "一亿二", "百分之十二", "三十人"."""
    found = said_figures(text)
    if len(found) != 1 or found[0].text != text or _ABOUT.search(text):
        raise Unusable(f"{_quoted(text)}看不懂，请填一个确切的数{_such_as(item)}")
    figure = found[0]
    value = Decimal(str(figure.value))
    if figure.upper is not None or figure.comparator is not Comparator.EQUAL:
        raise Unusable(f"{_quoted(text)}不是确切的数，请填一个数{_such_as(item)}")
    if item.is_money and figure.measure is Measure.MONEY:
        return value.scaleb(-4)
    if item.is_share and figure.unit == "%":
        return value
    return _in_unit(item, value, figure.unit, text)


def _sum(text: str) -> Decimal | None:
    """The amount in 万元 where the text is one exact amount."""
    found = said_figures(text)
    exact = len(found) == 1 and found[0].text == text and found[0].upper is None
    money = exact and found[0].measure is Measure.MONEY
    return Decimal(str(found[0].value)).scaleb(-4) if money else None


def _bare_share(item: Input, value: Decimal) -> Decimal:
    """12 may be 12% or 1200%: above one, a share must say which."""
    if abs(value) > 1 and (item.max is None or item.max > 1):
        raise Unusable(f"{_quoted(value)}看不出是不是百分数，请填百分数（如 12%）或小数（如 0.12）")
    return value


def _possible(item: Input, value: Decimal, entered: Any) -> None:
    said = _quoted(entered)
    if item.min is not None and value < item.min:
        least = "不能是负数" if item.min == 0 else f"不能小于 {shown(item, item.min)}"
        raise Unusable(f"{said}{least}，请核对")
    if item.max is not None and value > item.max:
        written = "请填百分数（如 12%）或小数（如 0.12）" if item.is_share else "请核对"
        most = item.too_much or f"不能超过 {shown(item, item.max)}，{written}"
        raise Unusable(f"{said}{most}")
    if item.type == "integer" and value != value.to_integral_value():
        raise Unusable(f"{said}应为整数，请核对")
    if abs(value) > _LARGEST or -int(value.as_tuple().exponent) > _PLACES:
        raise Unusable(f"{said}数值过大或小数位数过多，请核对单位")


def shown_unit(item: Input) -> str:
    """The unit to write in: shares are written as percentages."""
    return "%" if item.is_share else item.unit


def _such_as(item: Input) -> str:
    return f"，如 {item.example}" if item.example else ""


def _quoted(entered: Any) -> str:
    text = str(entered)
    return f"“{text[:20]}{'…' if len(text) > 20 else ''}”"
