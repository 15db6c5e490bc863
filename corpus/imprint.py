"""What the text itself says of who issued it, when, and under which number and full title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from corpus.document import Stated, Where
from corpus.document_number import is_number
from corpus.effect import DATE, iso

_HEAD = 20  # lines of a document in which it may name itself
_JOINT = 8  # organs that sign together, at most
_HAN = r"[\u4e00-\u9fa5]"
_ORGAN = re.compile(
    rf"{_HAN}{{1,40}}(?:政府|办公[厅室]|委员会|[局厅委部院署处会]|中心|总[局行]|银行|公司)"
    r"(?:（[^）]{2,20}）)?"
)
_DATED = re.compile(rf"(?P<organs>.{{4,80}}?)?\s*{DATE}\s*(?:[（(].{{2,20}}[）)])?")
_HEADED = re.compile(
    r"(?:[（(]?转载[）)]?)?(?P<organs>[\u4e00-\u9fa5、，,\s]{4,90}?)关于.{2,90}?的?"
    r"(?:通知|意见|公告|通告|决定|批复|函|办法|规定|措施|方案)(?:（[^）]{2,20}）)?"
)
_ADOPTED = re.compile(
    rf"[（(]?{DATE}\s*(?P<organ>{_HAN}{{2,20}}?)第{_HAN}{{1,5}}届(?P<body>人民代表大会(?:常务委员会)?)"
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
_WINDOW = re.compile(rf"^{DATE}\n{DATE}$", re.MULTILINE)
_SHORTEST_TERM = timedelta(180)  # days nearer to each other are those of signing and publishing
_ORDER = re.compile(rf"({_HAN}{{4,30}})令")
_SPEAKS_FOR = re.compile(r"[长理席任]\s*[:：\s]|。$")


def imprint(title: str, body: str) -> list[Stated]:
    """What title, opening lines and signature say, the most trusted of a field first."""
    lines = [line for line in map(str.strip, body.split("\n")) if line]
    head = [title, *lines[:_HEAD]]
    opening = "\n".join(head)
    issuer, words, signed, day = _adopted(head) or _signature(lines)
    return [
        Stated("document_number", _number(head), Where.TITLE),
        Stated("issuer", issuer, Where.SIGNATURE, words),
        *_of_title(head),
        *_of_page(opening),
        Stated("signed_on", signed, Where.SIGNATURE, day),
    ]


def _of_title(head: Sequence[str]) -> Iterator[Stated]:
    for match in filter(None, map(_HEADED.fullmatch, head)):
        if _are_organs(match["organs"]):
            yield Stated("formal_title", match[0].removeprefix("（转载）"), Where.TITLE)
            yield Stated("issuer", _joined(match["organs"]), Where.TITLE, match[0])
    for match in filter(None, map(_ORDER.fullmatch, head)):
        if _are_organs(match[1]):
            yield Stated("issuer", match[1], Where.TITLE, match[0])


def _of_page(opening: str) -> Iterator[Stated]:
    """What a web page shows about a text above it."""
    publisher, day = _PUBLISHER.search(opening), _PUBLISHED.search(opening)
    if publisher and _are_organs(publisher[1]):
        yield Stated("issuer", _joined(publisher[1]), Where.HEADER, publisher[0])
    if day:
        yield Stated("issued_on", iso([p for p in day.groups() if p]), Where.HEADER, day[0])
    days = _WINDOW.search(opening)
    first, last = (iso(days.groups()[:3]), iso(days.groups()[3:])) if days else ("", "")
    if first and last and date.fromisoformat(last) - date.fromisoformat(first) >= _SHORTEST_TERM:
        yield Stated("effective_on", first, Where.HEADER)
        yield Stated("expires_on", last, Where.HEADER)


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
