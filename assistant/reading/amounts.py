"""Quantities and years that a question names, spoken money included."""

from __future__ import annotations

import re
from dataclasses import replace

from corpus.figures import Comparator, Figure, Measure, compared, figures, number

_YEAR = re.compile(
    r"(?<!\d)(20[0-4]\d|(?<![期满长转足限达作经近前后续约超至到])[12]\d)年(?!内)|(?<!\d)(20[0-4]\d)(?!\d|[.万亿元家条个名人场件次分平]|项(?!目))"
)
_N = r"(?<![几数])(?:\d+(?:\.\d+)?|[零一二三四五六七八九十百千两]+(?:点[零一二三四五六七八九]+)?)"
_SPOKEN_MONEY = re.compile(
    rf"(?:(?P<yi>{_N})(?:来|多)?个?亿(?:(?P<low>{_N})(?P<unit>千万|百万|万)?)?|"
    rf"(?P<wan>{_N})(?:来|多)?个?(?P<scale>千万|百万|万))(?!家|个|项|条|名|人|元|场|平|分)"
)

_NOTHING = re.compile(
    r"一[分毛](?:钱)?[^,，。?？]{0,8}?[都也]?[不没]"
)  # "一分都不收" states no sum
# "18年那个办法", "22年底": a year is told short, and no length of time
_SHORT_YEAR = re.compile(
    r"(?<!\d)(?:1[89]|2\d|3[0-5])年(?=[那这]一?[个版份次]|(?:的|那|这)?[新老旧]?(?:版|办法|规定|政策|文件|通知|公告|条件|标准)|"
    r"[底末初]|(?:出|发|印发|公布)的)"
)
_POINTED = re.compile(r"[哪第这那另几]$")  # "哪一年", "第二个", "几十家" tell no number
# "打了个整七十", "有五百二十号": a score and a headcount with their units left out
_SCORED = re.compile(
    r"(?:打|评|得|考)(?:[了到出]|个|整|刚好|正好|才|只)*"
    r"(?:[一二三四五六七八九]?十[一二三四五六七八九]?|[1-9]\d)(?=整?(?:[,，。;；?？]|$))"
)
_HANDS = re.compile(
    rf"(?P<n>{_N})(?P<more>[来多])?号(?P<who>人|员工|职工|工人)?(?![\d召角令称码文楼])"
)
_ONE_RIGHT = re.compile(
    r"(?<=专利|产权|软著|新型|外观)一(?=[项件个])|"
    r"(?<=[有就只才仅])一(?=[项件个](?:[ⅠⅡ一二]类|发明|实用|外观|软[件著]|专利|知识产权))"
)
_LAST_DAY = 31  # "20号" is a day
_TO = re.compile(r"\s*(?:到|至|[-~～—])\s*")
_OVER_BEFORE = re.compile(r"(?:过|破|不止)了?$")
_OVER_BEHIND = re.compile(r"(?:出头|开外|多(?:一?点)?(?![少大久长]))")
_UNDER_BEFORE = re.compile(r"(?:没到|没有?超?过?|差点)$")


def amounts(text: str) -> tuple[Figure, ...]:
    """Quantities stated in the question, spoken money ("八千万", "一亿二") included."""
    spoken = [(m, spoken_money(m[0])) for m in _SPOKEN_MONEY.finditer(text)]
    spans = [m.span() for m, value in spoken if value is not None]
    found = [
        f
        for f in figures(text)
        if f.measure is not Measure.DATE
        and not _POINTED.search(text[: f.start])
        and not _SHORT_YEAR.match(text, f.start)
        and not any(m.start() < f.end <= m.end() for m in _NOTHING.finditer(text))
        and not any(f.start < end and start < f.end and f.unit != "元" for start, end in spans)
    ]
    for match, value in spoken:
        taken = any(f.start < match.end() and match.start() < f.end for f in found)
        if value is not None and not taken:
            found.append(_money(text, value, *match.span()))
    told = (_of_people(text, _as_share(f)) for f in found)
    return tuple(_ranges(text, sorted(told, key=lambda f: f.start)))


def with_units(text: str) -> str:
    """The text with the units that people leave out ("打了个整七十分", "有五百二十人"), and one
    right that is held as a number ("专利一项"): "一项" alone may count nothing."""
    text = _ONE_RIGHT.sub("1", text)
    text = _SCORED.sub(r"\g<0>分", text)
    return _HANDS.sub(_headcount, text)


def _headcount(match: re.Match[str]) -> str:
    day = match["who"] is None and (number(match["n"]) or 0) <= _LAST_DAY
    return match[0] if day else f"{match['n']}{match['more'] or ''}人"


def _ranges(text: str, found: list[Figure]) -> list[Figure]:
    """Two sums with "到" between them are one range: "5000万到4个亿"."""
    joined: list[Figure] = []
    for figure in found:
        last = joined[-1] if joined else None
        between = text[last.end : figure.start] if last else ""
        if last and last.unit == figure.unit == "元" and _TO.fullmatch(between):
            span = text[last.start : figure.end]
            joined[-1] = replace(last, upper=figure.value, text=span, end=figure.end)
        else:
            joined.append(figure)
    return joined


def _of_people(text: str, figure: Figure) -> Figure:
    """ "320个人", "80个员工" are people, not things."""
    people = figure.unit == "个" and re.match(
        r"人|员工|职工|工人|技术员|工程师", text[figure.end :]
    )
    return replace(figure, unit="人") if people else figure


def _as_share(figure: Figure) -> Figure:
    """ "六成" is what documents write as 60%."""
    tenths = figure.unit == "成"
    return replace(figure, value=figure.value / 10, unit="%") if tenths else figure


def _money(text: str, value: float, start: int, end: int) -> Figure:
    """A spoken sum with what bounds it, in a document's words ("超过") or a speaker's ("过了")."""
    comparator, first, last = compared(text, start, end)
    if comparator is Comparator.EQUAL:
        if _OVER_BEFORE.search(text[:start]) or _OVER_BEHIND.match(text, end):
            comparator = Comparator.MORE
        elif _UNDER_BEFORE.search(text[:start]):
            comparator = Comparator.LESS
    return Figure(value, "元", Measure.MONEY, comparator, text[first:last], first, last)


def spoken_money(text: str) -> float | None:
    """ "八千万" -> 80000000.0, "一亿二" -> 120000000.0 (in yuan); None where it is no amount."""
    match = _SPOKEN_MONEY.fullmatch(text)
    if match is None:
        return None
    if match["wan"]:
        value = number(match["wan"])
        return None if value is None else value * _SCALES[match["scale"]]
    whole, rest = number(match["yi"]), number(match["low"]) if match["low"] else 0.0
    if whole is None or rest is None:
        return None
    # "一亿二" is 1.2亿; "一亿两千万" names its own unit
    return whole * 1e8 + rest * (_SCALES[match["unit"]] if match["unit"] else 1e7)


_SCALES = {"万": 1e4, "百万": 1e6, "千万": 1e7}


def years(text: str) -> tuple[int, ...]:
    """Calendar years named ("23年" is 2023); durations such as "10年" are not years."""
    found = []
    for match in _YEAR.finditer(text):
        year = int(match.group(1) or match.group(2))
        if year < 100:
            if not 18 <= year <= 35 or re.match(r"(?:以内|以上|内|期)", text[match.end() :]):
                continue
            year += 2000
        found.append(year)
    return tuple(dict.fromkeys(found))
