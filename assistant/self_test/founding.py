"""When an enterprise was founded, as people date it: 2021年3月注册, 去年五月成立."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal

from assistant.self_test.said import Said

_NUMERAL = {c: i for i, c in enumerate("〇一二三四五六七八九十")} | {"十一": 11, "十二": 12}
_MONTH = r"(?P<month>\d{1,2}|十[一二]?|[一二三四五六七八九])月(?:份)?(?:(?P<day>\d{1,2})[日号])?"
_YEAR = r"(?P<year>20\d\d)年?|(?P<said>去年|前年|大前年|今年|上年)"
_BEGUN = r"(?:成立|注册|开业|创办|开办|设立)"
_FOUNDED = tuple(
    map(
        re.compile,
        (
            rf"(?:{_YEAR})的?(?:{_MONTH})?[^，,。；\d]{{0,5}}(?:{_BEGUN}|开的|办的)",
            rf"{_BEGUN}(?:日期|时间)?(?:于|在|是|为)?(?:{_YEAR})(?:{_MONTH})?",
        ),
    )
)
_AGO = {"今年": 0, "去年": 1, "上年": 1, "前年": 2, "大前年": 3}


def founded_in(text: str, day: date) -> Said | None:
    """Days since the founding that a text dates; None where it dates none."""
    return without_founding(text, day)[1]


def without_founding(text: str, day: date) -> tuple[str, Said | None]:
    """ "2021年3月注册": the days since then; the words are taken out so that no year is left."""
    match = next((m for form in _FOUNDED if (m := form.search(text))), None)
    if match is None:
        return text, None
    g = {k: v for k, v in match.groupdict().items() if v}
    year = int(g["year"]) if "year" in g else day.year - _AGO[g["said"]]
    month = g.get("month", "")
    number = int(month) if month.isdigit() else _NUMERAL.get(month, 0)
    try:
        first = date(year, number or 1, int(g.get("day", 1)))
        last = first if "day" in g else _last_day(year, number)
    except ValueError:
        return text, None
    if first > day:
        return text, None
    oldest, newest = (day - first).days, max(0, (day - last).days)
    said = Said(Decimal(oldest), match[0].strip(), Decimal(newest), Decimal(oldest))
    return text[: match.start()] + "成立" + text[match.end() :], said


def _last_day(year: int, month: int) -> date:
    if month in (0, 12):
        return date(year, 12, 31)
    return date(year, month + 1, 1) - timedelta(days=1)
