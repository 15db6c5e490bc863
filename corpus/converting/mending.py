"""Faults that copying and converting leave in a text: stray spaces, a body given twice."""

from __future__ import annotations

import re
from collections.abc import Sequence

_HAN = "\u3400-\u9fff"
_UNIT = "年月日号万亿元家个项名人件次倍条章款级岁天周分％%"
_SPACED = re.compile(rf"(?<![^\s（(《“、，。：；])[{_HAN}](?:[ \u00a0]+[{_HAN}])+(?![^\s）)》”、，。：；])")
_SPACED_DIGITS = re.compile(rf"(?<![\d.] )(?<![\d.])\d(?: \d){{1,}}(?=\s?[{_UNIT}])")
_BEFORE_UNIT = re.compile(rf"(?<=\d)[ \u00a0]+(?=[{_UNIT}])")
_OPENS = re.compile(r"[\s#]*\d{1,3}[ \u00a0](?![年月万亿])")  # "1 总则": a number and its heading
_ROUND_DIGITS = re.compile(rf"(?<=[{_HAN}])[ \u00a0]+(\d[\d.,]*)[ \u00a0]+(?=[{_HAN}])")
_BEFORE_DIGIT = re.compile(rf"(?<=[{_HAN}，。；：、（])[ \u00a0](?=\d)")
_AFTER_DIGIT = re.compile(rf"(?<=[\d%％])[ \u00a0](?=[{_HAN}，。；：、）])")
_IN_WORDS = re.compile(rf"(?<=[{_HAN}，。；：、）”])[ \u00a0](?=[{_HAN}（“])")
_NAMED = re.compile(r"(《[^《》]*》)")
_MARK = re.compile(
    r"\s*(?:#+\s+)?(?:第[零〇一二三四五六七八九十百千两\d]+[编章节条款项](?:之[一二三四五六七八九十]+)?"
    r"|[（(]?[一二三四五六七八九十百\d]+[）)、．.])?[\s　]*"
)
_PROSE = re.compile(r"[，；。].*[。；：]$|[，。；].*[，。；]")
_LONG = 20
_SHARE = 0.4  # of the text that a block must be, to be the body given again


def mended(text: str) -> str:
    """The text with the faults mended. Spaces round Latin words stay; so do tables' cells."""
    lines = [line if "  " in line and "|" in line else _line(line) for line in text.split("\n")]
    return "\n".join(without_repeat(lines))


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
    rest = _BEFORE_UNIT.sub("", rest)
    rest = _ROUND_DIGITS.sub(r"\1", rest)
    if _PROSE.search(rest) and not rest.startswith("|"):
        rest = "".join(part if part.startswith("《") else _prose(part)
                       for part in _NAMED.split(rest))  # fmt: skip
    return head + rest


def _tight(match: re.Match[str]) -> str:
    return re.sub(r"\s", "", match[0])


def _prose(text: str) -> str:
    for stray in (_BEFORE_DIGIT, _AFTER_DIGIT, _IN_WORDS):
        text = stray.sub("", text)
    return text


def without_repeat(lines: Sequence[str]) -> list[str]:
    """The lines without the largest block that only says again what stands above it."""
    names = [re.sub(r"\s", "", line) for line in lines]
    first: dict[str, int] = {}
    again: list[int | None] = []  # for each line, where it first stood
    for i, name in enumerate(names):
        again.append(first.setdefault(name, i) if len(name) >= _LONG else None)
    total = sum(map(len, names))
    start = next((i for i, at in enumerate(again) if at is not None and at < i
                  and _block(names, at, i) >= _SHARE * total), None)  # fmt: skip
    if start is None:
        return list(lines)
    shift = start - (again[start] or 0)
    while start > shift and names[start - 1] == names[start - 1 - shift]:
        start -= 1
    end = start
    while end < len(names) and names[end] == names[end - shift]:
        end += 1
    return [*lines[:start], *lines[end:]]


def _block(names: Sequence[str], at: int, start: int) -> int:
    """Characters of the block from start that goes on like the one from at."""
    length = 0
    for one, other in zip(names[at:start], names[start:], strict=False):
        if one != other:
            break
        length += len(one)
    return length
