"""When an enterprise was founded, as people date it: 2021年3月注册, 去年五月成立."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal

from assistant.self_test.quantity import Kind, Quantity, quantities
from assistant.self_test.said import Said

_NUMERAL = {c: i for i, c in enumerate("〇一二三四五六七八九十")} | {"十一": 11, "十二": 12}
_MONTH = r"(?P<month>\d{1,2}|十[一二]?|[一二三四五六七八九])月(?:份)?(?:(?P<day>\d{1,2})[日号])?"
_YEAR = r"(?P<year>20\d\d)年?|(?P<said>去年|前年|大前年|今年|上年)"
_BEGUN = r"(?:成立|注册|开业|创办|开办|设立|[领拿]到?[的了]?(?:营业)?执照)"
_FOUNDED = tuple(
    map(
        re.compile,
        (
            rf"(?:{_YEAR})的?(?:{_MONTH})?[^，,。；\d]{{0,5}}(?:{_BEGUN}|(?<![公召])开的|(?<![举])办的)",
            rf"执照是?(?:{_YEAR})的?(?:{_MONTH})?[^，,。；\d]{{0,3}}[领拿发办]",
            rf"{_BEGUN}(?:日期|时间)?(?:于|在|是|为)?(?:{_YEAR})(?:{_MONTH})?",
        ),
    )
)
# The day of the application, where another than today is named ("2026年1月10日那批").
_APPLIED = re.compile(
    r"(?:(?P<year>20\d\d)年|(?P<said>今年|明年)|(?P<same>当年|同年)|(?P<next>次年|第二年))的?"
    rf"{_MONTH}[^，,。；;?？]{{0,8}}?(?:那批|批次|申报|申请|递|提交|[报评交]|认定)"
)
_SAME_YEAR = re.compile(rf"{_MONTH}[^，,。；\d]{{0,3}}{_BEGUN}")
# "到今天刚好三百四十来天": told beside the date, and what is meant
_LASTED = re.compile(
    r"[到至](?:今天?|现在|目前|眼下|[申递提报交][^，。,;；]{0,4}|今年[^，。,;；]{0,6}|年底)(?:(?![干做]|工作|上班)[^，。,;；\d]){0,8}$"
)
_OF_PAPERS = re.compile(r"(?:票|收据|证明|合同|账户|单子?|证书?)[^，,。；]{0,4}$")
_AGO = {"明年": -1, "今年": 0, "去年": 1, "上年": 1, "前年": 2, "大前年": 3}


def founded_in(text: str, day: date) -> Said | None:
    """Days since the founding that a text dates; None where it dates none."""
    return without_founding(text, day)[1]


def without_founding(text: str, day: date) -> tuple[str, Said | None]:
    """ "2021年3月注册": the days since then; the words are taken out so that no year is left."""
    match = _founding(text)
    if match is None:
        return text, None
    span = _span(match, day.year - ("month" in match.groupdict() and match.re is _SAME_YEAR))
    if span is None or span[0] > day:
        return text, None
    first, last = span
    rest = text[match.end() :]
    oldest, newest = (day - first).days, max(0, (day - last).days)
    applied = _APPLIED.search(rest)
    until = _span(applied, last.year) if applied else None
    if applied and until and until[0] >= first:
        oldest, newest = (until[1] - first).days, max(0, (until[0] - last).days)
        rest = rest[: applied.start()] + " " * len(applied[0]) + rest[applied.end() :]
    told = next((q for q in quantities(rest) if _is_age(q, rest)), None)
    said = Said(Decimal(oldest), match[0].strip(), Decimal(newest), Decimal(oldest))
    if told is not None:
        said = Said(told.value, told.text, told.low, told.high)
    return text[: match.start()] + "成立" + rest, said


def _is_age(quantity: Quantity, text: str) -> bool:
    """Whether a number of days is how long an enterprise has been there."""
    counted = quantity.kind is Kind.DAYS and quantity.text.endswith("天")
    return counted and bool(_LASTED.search(text[: quantity.start]))


def _founding(text: str) -> re.Match[str] | None:
    """Where an enterprise is said to be founded; what was issued then is none of it."""
    found = (m for form in _FOUNDED for m in form.finditer(text))
    match = next((m for m in found if not _OF_PAPERS.search(text[: m.start()])), None)
    if match is not None:
        return match
    match = _SAME_YEAR.search(text)  # "三月注册，当年十二月申报" tells the time between
    applied = _APPLIED.search(text, match.end()) if match else None
    return match if applied and (applied["same"] or applied["next"]) else None


def _span(match: re.Match[str], near: int) -> tuple[date, date] | None:
    """The first and the last day that a date can mean; near is the year that 当年 refers to."""
    g = {k: v for k, v in match.groupdict().items() if v}
    if "year" in g:
        year = int(g["year"])
    elif "said" in g:
        year = near - _AGO[g["said"]]
    else:
        year = near + ("next" in g)
    month = g.get("month", "")
    number = int(month) if month.isdigit() else _NUMERAL.get(month, 0)
    try:
        first = date(year, number or 1, int(g.get("day", 1)))
        return first, first if "day" in g else _last_day(year, number)
    except ValueError:
        return None


def _last_day(year: int, month: int) -> date:
    if month in (0, 12):
        return date(year, 12, 31)
    return date(year, month + 1, 1) - timedelta(days=1)
