"""What the text itself says of who issued it, when, and under which number and full title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from corpus.document import Where
from corpus.document_number import is_number
from corpus.effect import iso

_HEAD = 20  # lines of a document in which it may name itself
_JOINT = 8  # organs that sign together, at most
_HAN = r"[\u4e00-\u9fa5]"
_ORGAN = re.compile(
    rf"{_HAN}{{1,40}}(?:政府|办公[厅室]|委员会|[局厅委部院署处会]|中心|总[局行]|银行|公司)"
    r"(?:（[^）]{2,20}）)?"
)
_DAY = r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日"
_DATED = re.compile(rf"(?P<organs>.{{4,80}}?)?\s*{_DAY}\s*(?:[（(].{{2,20}}[）)])?")
_HEADED = re.compile(
    r"(?:[（(]?转载[）)]?)?(?P<organs>[\u4e00-\u9fa5、，,\s]{4,90}?)关于.{2,90}?的?"
    r"(?:通知|意见|公告|通告|决定|批复|函|办法|规定|措施|方案)(?:（[^）]{2,20}）)?"
)
_ADOPTED = re.compile(
    rf"[（(]?{_DAY}\s*(?P<organ>{_HAN}{{2,20}}?)第{_HAN}{{1,5}}届(?P<body>人民代表大会(?:常务委员会)?)"
    rf"第{_HAN}{{1,6}}次会议.{{0,90}}通过"
)
_ISO = r"(\d{4})-(\d{1,2})-(\d{1,2})(?:\s+\d{1,2}:\d\d(?::\d\d)?)?"
_FROM = r"(?:信息|文章|稿件)?来源\s*[:：]"
_PUBLISHED = re.compile(
    rf"(?:发布|发表|印发)(?:日期|时间)\s*[:：]\s*{_ISO}"
    rf"|^{_ISO}(?=\n{_FROM})|(?<=\n)时间\s*[:：]\s*{_ISO}",
    re.MULTILINE,
)
_PUBLISHER = re.compile(rf"^{_FROM}\s*(?:本网)?(.{{4,60}})$", re.MULTILINE)
# Opening lines that have lost their labels: from which day a document holds, and until which.
_WINDOW = re.compile(rf"^{_DAY}\n{_DAY}$", re.MULTILINE)
_SHORTEST_TERM = 180  # days; two days nearer to each other are those of signing and publishing
_ORDER = re.compile(rf"({_HAN}{{4,30}})令")
_SPEAKS_FOR = re.compile(r"[长理席任]\s*[:：\s]|。$")


@dataclass(frozen=True, slots=True)
class Imprint:
    """Each empty where the text does not say it; lines are the words it was read from."""

    formal_title: str = ""
    issuers: tuple[tuple[str, Where, str], ...] = ()
    """Who issued it, where that was read and in which words, the most trusted first."""

    signed_on: str = ""
    signature: str = ""
    document_number: str = ""
    published_on: str = ""
    published: str = ""
    window: tuple[str, str] = ("", "")


def imprint(title: str, body: str) -> Imprint:
    """What title, opening lines and signature say."""
    lines = [line for line in map(str.strip, body.split("\n")) if line]
    head = [title, *lines[:_HEAD]]
    headed = next((m for m in map(_HEADED.fullmatch, head) if m and _are_organs(m["organs"])), None)
    formal = headed[0].removeprefix("（转载）") if headed else ""
    opening = "\n".join(head)
    published = _PUBLISHED.search(opening)
    issuer, words, signed, day = _adopted(head) or _signature(lines)
    issuers = [(issuer, Where.SIGNATURE, words)]
    if headed:
        issuers.append((_joined(headed["organs"]), Where.TITLE, formal))
    orders = (m[1] for m in map(_ORDER.fullmatch, head) if m and _are_organs(m[1]))
    issuers += [(organ, Where.TITLE, f"{organ}令") for organ in orders]
    if (publisher := _PUBLISHER.search(opening)) and _are_organs(publisher[1]):
        issuers.append((_joined(publisher[1]), Where.HEADER, publisher[0]))
    return Imprint(
        formal_title="" if formal == title else formal,
        issuers=tuple(told for told in issuers if told[0]),
        signed_on=signed,
        signature=day,
        document_number=_number(head),
        published_on=iso([part for part in published.groups() if part]) if published else "",
        published=published[0] if published else "",
        window=_window(opening),
    )


def _window(opening: str) -> tuple[str, str]:
    days = _WINDOW.search(opening)
    first, last = (iso(days.groups()[:3]), iso(days.groups()[3:])) if days else ("", "")
    if not first or not last:
        return "", ""
    term = date.fromisoformat(last) - date.fromisoformat(first)
    return (first, last) if term.days >= _SHORTEST_TERM else ("", "")


_Signed = tuple[str, str, str, str]  # who, in which words, when, in which words


def _adopted(head: Sequence[str]) -> _Signed | None:
    """A people's congress adopts regulations: which, and when first."""
    match = next(filter(None, map(_ADOPTED.match, head)), None)
    if match is None:
        return None
    return match["organ"] + match["body"], match[0], iso(match.groups()[:3]), match[0]


def _signature(lines: Sequence[str]) -> _Signed:
    """The organs that sign above a date, and the date; the first such place of a text."""
    for n, line in enumerate(lines):
        match = _DATED.fullmatch(line)
        if match is None:
            continue
        signed = iso(match.groups()[1:4])
        if match["organs"]:
            if _are_organs(match["organs"].strip()):
                return _joined(match["organs"]), line, signed, line
            continue
        above = lines[max(0, n - _JOINT) : n]
        start = len(above)
        while start and _are_organs(above[start - 1]):
            start -= 1
        if organs := above[start:]:
            return _joined("、".join(organs)), organs[-1], signed, line
        if above and _SPEAKS_FOR.search(above[-1]):
            return "", "", signed, line
    return "", "", "", ""


def _number(head: Sequence[str]) -> str:
    """A number that stands by itself near the title, on one line or on two, or ends the title."""
    pairs = zip(head, [*head[1:], ""], strict=True)
    split = (line + below if below.startswith("第") else line for line, below in pairs)
    own = map(is_number, split)
    last = re.search(r"[（(]([^（()）]+[〔\[［【]\s*\d{4}.{1,12}号)[）)]$", head[0])
    return (is_number(last[1]) if last else "") or next(filter(None, own), "")


def _are_organs(text: str) -> bool:
    return all(map(_ORGAN.fullmatch, re.split(r"[\s、，,]+", text.strip())))


def _joined(organs: str) -> str:
    return "、".join(re.split(r"[\s、，,]+", organs.strip()))
