"""Faults that copying and converting leave in a text: stray spaces, text given twice."""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from corpus.outline import is_heading_line, marker

_HAN = "\u3400-\u9fff"
_UNIT = "年月日号万亿元家个项名人件次倍条章款级岁天周分％%"
_SPACED = re.compile(
    rf"(?<![^\s（(《“、，。；])[{_HAN}](?:[ \u00a0]+[{_HAN}])++(?![^\s）)》”、，。：；])"
    rf"|(?<![\d.] )(?<![\d.])\d(?: \d)+(?=\s?[{_UNIT}])"
)
_BLANKS = re.compile(r"[\s年月日时分元人章]+|[\s大中小]+")  # to be filled in; a page's controls
_STRAY = re.compile(
    rf"(?<=[第年月共约每至达超])[ \u00a0]+(?=\d[\d.,]*[ \u00a0]*[{_UNIT}])"  # after a label none
    rf"|(?<=\d)[ \u00a0]+(?=[{_UNIT}])"
)
_STRAY_IN_PROSE = re.compile(
    rf"(?<=[{_HAN}，。；：、（])[ \u00a0](?=\d)"
    # "财政部 税务总局公告": the names of bodies stay apart
    rf"|(?<=[{_HAN}，。；：、）”])(?<![部局厅委办院会府署行社])[ \u00a0](?=[{_HAN}（“])"
)
_AFTER_FIGURE = re.compile(  # "GPT 4 模型" is none
    rf"(?<![A-Za-z] )(?<![A-Za-z\d.])(\d[\d.,]*[%％]?)[ \u00a0](?=[{_HAN}，。；：、）])"
)
_NAMED = re.compile(r"(《[^《》]*》)")
_MARK = re.compile(
    r"[\s#]*\d{1,3}[ \u00a0](?![年月万亿])"  # "1 总则": a number and its heading
    r"|\s*(?:#+\s+)?(?:第[零〇一二三四五六七八九十百千两\d]+[编章节条款项](?:之[一二三四五六七八九十]+)?"
    r"|[（(]?[一二三四五六七八九十百\d]+[）)、．.])?[\s　]*"
)
_PROSE = re.compile(r"[。；：]$|[，。；].*[，。；]")

_LONG = 20  # characters of a line that does not stand twice by chance
_SHARE = 0.4  # of the text that a block must be, to be the body given again
_COPY = range(300, 100_000)  # characters of a line that may run all others together
_LINES = 4  # lines that it must run together
_COPIED = 0.7  # share of its clauses that stand in the other lines
_START = 40  # characters by which a paragraph is found in it
_CLAUSE = re.compile(r"[。；：，！？,;:]")


def mended(text: str) -> str:
    """The text with the faults mended. Spaces round Latin words stay; so do tables' cells."""
    lines = [_line(line) for line in text.split("\n")]
    return "\n".join(_without_repeat(_without_copy(lines)))


def _line(line: str) -> str:
    if " " not in line and "\u00a0" not in line:
        return line
    mark = _MARK.match(line)
    start = mark.end() if mark else 0
    head, rest = line[:start], line[start:]
    rest = _SPACED.sub(lambda m: m[0] if _BLANKS.fullmatch(m[0]) else _bare(m[0]), rest)
    rest = _STRAY.sub("", rest)
    if _PROSE.search(rest) and not rest.startswith("|"):
        parts = _NAMED.split(rest)  # every other one is the name of a document
        parts[::2] = [_AFTER_FIGURE.sub(r"\1", _STRAY_IN_PROSE.sub("", p)) for p in parts[::2]]
        rest = "".join(parts)
    return head + rest


def _without_copy(lines: Sequence[str]) -> Sequence[str]:
    """The lines without one that runs them all together, as pages have it for an abstract;
    headings that only it has are put back."""
    names = [_bare(line) for line in lines]
    places: dict[str, list[int]] = {}
    for i, name in enumerate(names):
        for clause in _clauses(name):
            places.setdefault(clause, []).append(i)
    for own, copy in enumerate(names):
        clauses = _clauses(copy) if len(copy) in _COPY else []
        others = {clause: {*places[clause][:3]} - {own} for clause in clauses}
        copied = sum(len(clause) for clause in clauses if others[clause])
        several = len(set().union(*others.values())) >= _LINES
        if several and copied > _COPIED * sum(map(len, clauses)):
            return list(_with_headings(copy, lines, names, own))
    return lines


def _with_headings(
    copy: str, lines: Sequence[str], names: Sequence[str], own: int
) -> Iterator[str]:
    at = 0
    for i, (line, name) in enumerate(zip(lines, names, strict=True)):
        start = copy.find(name[:_START], at) if len(name) >= _LONG and i != own else -1
        if start >= 0:
            gap, at = copy[at:start], start + len(name)
            if (mark := marker(gap)) and is_heading_line(mark) and gap not in names:
                yield gap
        if i != own:
            yield line


def _without_repeat(lines: Sequence[str]) -> Sequence[str]:
    """The lines without the largest block that only says again what stands above it."""
    names = [_bare(line) for line in lines]
    enough = _SHARE * sum(map(len, names))
    first: dict[str, int] = {}
    for start, name in enumerate(names):
        shift = start - first.setdefault(name, start) if len(name) >= _LONG else 0
        pairs = zip(names[start : start + shift], names[start - shift : start], strict=False)
        again = takewhile(lambda pair: pair[0] == pair[1], pairs)
        if shift and sum(len(name) for name, _ in again) >= enough:
            end = start
            while start > shift and names[start - 1] == names[start - 1 - shift]:
                start -= 1
            while end < len(names) and names[end] == names[end - shift]:
                end += 1
            return [*lines[:start], *lines[end:]]
    return lines


def _clauses(name: str) -> list[str]:
    return [clause for clause in _CLAUSE.split(name) if clause]


def _bare(line: str) -> str:
    return re.sub(r"\s", "", line)
