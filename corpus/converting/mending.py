"""Faults that copying and converting leave in a text: stray spaces, text given twice."""

from __future__ import annotations

import re

from corpus.converting.repeats import without_copies, without_repeat

_HAN = "\u3400-\u9fff"
_UNIT = "年月日号万亿元家个项名人件次倍条章款级岁天周分％%"
_SPACED = re.compile(
    rf"(?<![^\s（(《“、，。；])[{_HAN}](?:[ \u00a0]+[{_HAN}])++(?![^\s）)》”、，。：；])"
)
_BLANKS = re.compile(r"[\s年月日时分元人章]+|[\s大中小]+")  # to be filled in; a page's controls
_SPACED_DIGITS = re.compile(rf"(?<![\d.] )(?<![\d.])\d(?: \d){{1,}}(?=\s?[{_UNIT}])")
_BEFORE_UNIT = re.compile(rf"(?<=\d)[ \u00a0]+(?=[{_UNIT}])")
_OPENS = re.compile(r"[\s#]*\d{1,3}[ \u00a0](?![年月万亿])")  # "1 总则": a number and its heading
# not after a label: "发文日期 2024年"
_BEFORE_MEASURE = re.compile(
    rf"(?<=[第年月共约每至达超])[ \u00a0]+(?=\d[\d.,]*[ \u00a0]*[{_UNIT}])"
)
_BEFORE_DIGIT = re.compile(rf"(?<=[{_HAN}，。；：、（])[ \u00a0](?=\d)")
_AFTER_FIGURE = re.compile(  # "GPT 4 模型" is none
    rf"(?<![A-Za-z] )(?<![A-Za-z\d.])(\d[\d.,]*[%％]?)[ \u00a0](?=[{_HAN}，。；：、）])"
)
# "财政部 税务总局公告": the names of bodies stay apart
_IN_WORDS = re.compile(
    rf"(?<=[{_HAN}，。；：、）”])(?<![部局厅委办院会府署行社])[ \u00a0](?=[{_HAN}（“])"
)
_NAMED = re.compile(r"(《[^《》]*》)")
_MARK = re.compile(
    r"\s*(?:#+\s+)?(?:第[零〇一二三四五六七八九十百千两\d]+[编章节条款项](?:之[一二三四五六七八九十]+)?"
    r"|[（(]?[一二三四五六七八九十百\d]+[）)、．.])?[\s　]*"
)
_PROSE = re.compile(r"[。；：]$|[，。；].*[，。；]")


def mended(text: str) -> str:
    """The text with the faults mended. Spaces round Latin words stay; so do tables' cells."""
    lines = [_line(line) for line in text.split("\n")]
    return "\n".join(without_repeat(without_copies(lines)))


def _line(line: str) -> str:
    if " " not in line and "\u00a0" not in line:
        return line
    mark = _MARK.match(line)
    start = mark.end() if mark else 0
    opens = _OPENS.match(line, 0)
    if opens:
        start = max(start, opens.end())
    head, rest = line[:start], line[start:]
    rest = _SPACED.sub(_tight, rest)
    rest = _SPACED_DIGITS.sub(_tight, rest)
    rest = _BEFORE_UNIT.sub("", _BEFORE_MEASURE.sub("", rest))

    if _PROSE.search(rest) and not rest.startswith("|"):
        rest = "".join(part if part.startswith("《") else _prose(part)
                       for part in _NAMED.split(rest))  # fmt: skip
    return head + rest


def _tight(match: re.Match[str]) -> str:
    if _BLANKS.fullmatch(match[0]):
        return match[0]
    return re.sub(r"\s", "", match[0])


def _prose(text: str) -> str:
    for stray in (_BEFORE_DIGIT, _IN_WORDS):
        text = stray.sub("", text)
    return _AFTER_FIGURE.sub(r"\1", text)
