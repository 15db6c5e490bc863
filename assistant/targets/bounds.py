"""Targets above or below a number, in the unit that the question gives."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.computing.worked import Worked
from assistant.reading.concepts import Concept
from assistant.reading.question import Question
from assistant.targets.ranking import THING, extreme, of_field
from assistant.targets.rows import asking_sentence, is_count, line, once
from corpus.figures import Figure, figures, number
from corpus.targets import Target

_N = r"(?:百分之)?(?:\d+(?:\.\d+)?|[一二三四五六七八九十百千两]+)"
_OVER = r"超过|超|大于|高于|多于|突破|不少于|不低于|至少|达到"
_UNDER = r"小于|低于|少于|不足|不到|不超过|不高于"
_EQUAL = r"等于|正好是?|恰好是?|带有?|含有?|数[字值量]?(?:是|为)"
_BOUND = (
    rf"(?:(?P<word>{_OVER}|{_UNDER}|{_EQUAL})了?[“\"]?(?P<n>{_N})[”\"]?(?P<unit>[万亿]?[一-鿿%％]?)[”\"]?"
    rf"|(?P<n2>{_N})(?P<unit2>[万亿]?[一-鿿%％]?)(?:\(含\)|含本数)?(?P<word2>及?以上|及?以下|以内))"
)
_WHICH = (
    r"(?:(?:都?有|是)?哪(?:些|几[个项条])|(?:一共|总共|共)?有?(?:多少|几)(?:个|项|条)|有什么|列)"
)
_BOUNDED = re.compile(
    rf"(?:哪些|哪几[个项条]|(?:有|共)?(?:几|多少)[个项条])的?[^,。?]{{0,6}}{THING}[^,。?\d]{{0,8}}?{_BOUND}|"
    rf"{_BOUND.replace('P<', 'P<x')}的?[^,。?]{{0,6}}{THING}[^,。?]{{0,6}}{_WHICH}|"
    rf"{THING}[^,。?\d]{{0,4}}{_BOUND.replace('P<', 'P<y')}的{_WHICH}|"
    rf"(?:列|所有|全部|哪些)[^,。?\d]{{0,6}}{_BOUND.replace('P<', 'P<z')}的{THING}"
)
_STRICT = ("超过", "超", "大于", "高于", "多于", "突破", "小于", "低于", "少于", "不足", "不到")


def bounded(
    question: Question, concepts: Sequence[Concept], rows: Sequence[Target]
) -> Worked | None:
    """ "哪些目标超过100家": the rows of that unit, counted; the nearest where there is none."""
    found = _BOUNDED.search(question.text)
    if found is None:
        return None
    word, amount, unit = _bound(found.groupdict())
    value = number(amount)
    if value is None:
        return None
    limit = _limit(f"{amount}{unit}", value)
    asked = asking_sentence(question.text, _BOUNDED)
    naming = [c for c in concepts if c.said in asked and c.said not in word]
    named = of_field(question, naming, once(rows))
    held = [r for r in named if (r.magnitude[1] == limit[1] if limit[1] else is_count(r))]
    if not held:
        return None
    word = "为" if re.fullmatch(_EQUAL, word) else word
    fits = _test(word, limit[0])
    kept = [row for row in held if fits(row.magnitude[0])]
    said = f"{amount}{limit[1] and unit}{word}" if word[-1] in "上下内" else f"{word}{amount}"
    said += unit if limit[1] and word[-1] not in "上下内" else ""
    alike = f"单位为“{limit[1]}”" if limit[1] else "单位各异、只比数字，不含比例和金额"
    if not kept:
        top = _nearest(held, limit[0]) if word == "为" else extreme(held, _is_under(word))
        told = f"没有目标数{said}的目标；{alike}的 {len(held)} 项中最接近的是：\n"
        return Worked(told, tuple(map(line, top)))
    told = f"共 {len(kept)} 项目标数{said}（{alike}的共 {len(held)} 项）：\n"
    return Worked(told, tuple(map(line, kept)))


def _nearest(rows: Sequence[Target], value: float) -> list[Target]:
    """The rows whose number is least away from the one asked for."""
    least = min(abs(r.magnitude[0] - value) for r in rows)
    return [r for r in rows if abs(r.magnitude[0] - value) == least]


def _bound(groups: dict[str, str | None]) -> tuple[str, str, str]:
    """The word, the number and the unit of the one way in which the bound was said."""

    def said(*names: str) -> str:
        ways = [f"{way}{name}" for way in ("", "x", "y", "z") for name in names]
        return next((str(groups[way]) for way in ways if groups.get(way)), "")

    word = said("word", "word2").removeprefix("及")
    amount = said("n", "n2")
    if amount.startswith("百分之"):
        return word, amount.removeprefix("百分之"), "%"
    return word, amount, _unit(said("unit", "unit2"))


def _unit(text: str) -> str:
    return (
        text if re.search(r"[家个项条名人场件批次种位所座台篇款份户套元亩吨辆%％]$", text) else ""
    )


def _limit(text: str, value: float) -> tuple[float, str]:
    """The number and the bare unit it is compared in; unit "" where the question gives none."""
    read: Sequence[Figure] = figures(text)
    if not read or not read[0].unit:
        return value, ""
    percent = read[0].unit == "%"
    return (read[0].value * 100 if percent else read[0].value), read[0].unit


def _test(word: str, limit: float) -> Callable[[float], bool]:
    if word == "为":
        return lambda v: v == limit
    if word in _STRICT:
        return (lambda v: v < limit) if _is_under(word) else (lambda v: v > limit)
    return (lambda v: v <= limit) if _is_under(word) else (lambda v: v >= limit)


def _is_under(word: str) -> bool:
    return word in _UNDER.split("|") or word[-1] in "下内"
