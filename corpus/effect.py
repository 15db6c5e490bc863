"""From which day a document holds and until when, by the clauses in which it says so."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from datetime import date, timedelta

from corpus.document import Stated, Where
from corpus.figures import number

_N = r"[\d一二两三四五六七八九十]+"
DATE = r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日"
_EVENT = r"(公布|发布|印发|颁布|下发|签发|发文|通过)之?日"
_HOLDS = r"(?:正式|开始)?(?:施行|实施|执行|生效|试行|实行)"
_KIND = (
    "办法|规定|细则|条例|通知|意见|方案|措施|政策|公告|通告|规则|决定|指引|规程|规范|制度|标准|计划"
    "|规划|目录|指南|章程|文件|令|批复|函"
)
_OWN = (
    rf"(?:本(?:(?!的)[\u4e00-\u9fa5]){{0,6}}?(?:{_KIND})(?:[（(][^）)]{{1,8}}[）)])?"
    r"(?:由[^。；，,]{2,30}解释[，,])?|现予(?:以)?(?:公布|发布|印发)[，,])\s*"
)
_STARTS = re.compile(
    rf"(?:自|从|于|^(?=\d{{4}}年))\s*(?:{DATE}|(?:本[\u4e00-\u9fa5]{{2,6}})?{_EVENT})"
    rf"(?:起|开始|之?后|\s)*满?(?:({_N})(?:日|天)(?:之?后|起)*)?{_HOLDS}"
)
_TERM = r"(?:有效期|试行期|暂行期|执行期|实施期|施行期)限?"
_ENDS = re.compile(
    rf"(?:{_TERM}(?:为|是|自{DATE}起?)?|{_HOLDS}|起)?[，,]?\s*(?:至|到|截至|截止到?)\s*{DATE}"
)
_LASTS = re.compile(rf"(?:{_TERM}(?:为|是|：)?|试行|暂行)\s*({_N})\s*(年|个月)")
_IS_OWN = re.compile(rf"{_OWN}(?:自|从|于|的?{_TERM}|{_HOLDS}(?:至|到|{_N}[年个]))|^{DATE}\s*施行$")
_SENTENCE = re.compile(r"[^。；;\n]+")


def effect(text: str, signed: str, published: str) -> list[Stated]:
    """From which day a text says that it holds, and until which; the last clause of several has
    it. The clause itself stands for a day that nobody states.

    "自印发之日" counts from the day it was signed, "自公布之日" from that of its publication,
    each where only the other is known from that.
    """
    first, starting, last, ending, own = "", "", "", "", False
    for sentence in map(str.strip, _SENTENCE.findall(text)):
        follows = own and bool(re.match(_TERM, sentence))
        own = bool(_IS_OWN.search(sentence))
        if not own and not follows:
            continue
        left = sentence
        if start := _STARTS.search(sentence):
            first, starting = _first_day(start, signed, published), sentence
            left = sentence.replace(start[0], "")
        if (until := _last_day(left, first)) is not None:
            last, ending = until, sentence
    return [
        Stated("effective_on", first or starting, Where.CLAUSE, starting),
        Stated("expires_on", last or ending, Where.CLAUSE, ending),
    ]


def iso(parts: Sequence[str]) -> str:
    """ISO date of year, month and day; "" for a day that is in no calendar."""
    try:
        return date(*map(int, parts)).isoformat()
    except ValueError:
        return ""


def _first_day(match: re.Match[str], signed: str, published: str) -> str:
    *day, event, later = match.groups()
    if event is None:
        return iso(day)
    known = (signed or published) if event in ("印发", "签发", "通过") else (published or signed)
    try:
        first = date.fromisoformat(known) + timedelta(days=number(later or "0") or 0)
    except ValueError:
        return ""
    return first.isoformat()


def _last_day(sentence: str, first: str) -> str | None:
    """The last day of a term; None where the sentence names none."""
    if until := _ENDS.search(sentence):
        return iso(until.groups()[-3:])
    lasts = _LASTS.search(sentence)
    if lasts is None:
        return None
    months = int(number(lasts[1]) or 0) * (12 if lasts[2] == "年" else 1)
    return _after(date.fromisoformat(first), months).isoformat() if first else ""


def _after(first: date, months: int) -> date:
    """The last day of so many months from a first day."""
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    longest = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(first.day, longest)) - timedelta(days=1)
