"""Heading grammar of Chinese official documents: a line's marker, level and label."""

import re
from dataclasses import dataclass
from enum import IntEnum

_NUMERAL = "零〇一二三四五六七八九十百千两\\d"
_END = "。；！;!"  # a question heads its answer


class Level(IntEnum):
    """Depth of a marker; Markdown headings take the depths below TOP."""

    PART = 10
    CHAPTER = 11
    SECTION = 12
    ARTICLE = 13
    FIRST = 14
    SECOND = 15
    ITEM = 16
    SUBITEM = 17
    CIRCLED = 18
    ANNEX = PART
    QUESTION = ITEM


@dataclass(frozen=True, slots=True)
class Marker:
    """What opens a line: level, the marker itself ("（一）"), its number and what follows.

    number is as printed, full-width digits made plain; empty for Markdown headings.
    """

    level: int
    mark: str
    number: str
    rest: str


# "第五条第二款规定的……" refers to an article and opens none.
_REFERENCE = (
    rf"(?!第[{_NUMERAL}]+[款项]|[至到、和或及与](?:本|第)|以及第|或者第|规定|所称|所列|所规定|中的|的|"
    rf"之[{_NUMERAL}])"
)
_FULL_WIDTH_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
# One mark for each level, by its name; what stands between it and the text is skipped.
_GRAMMAR = re.compile(
    rf"(?P<ANNEX>附[件录表]\s*[{_NUMERAL}]*)[\s:：]*$"
    rf"|(?P<PART>第[{_NUMERAL}]+[编篇]){_REFERENCE}\s*"
    rf"|(?P<CHAPTER>第[{_NUMERAL}]+章){_REFERENCE}\s*"
    rf"|(?P<SECTION>第[{_NUMERAL}]+节){_REFERENCE}\s*"
    rf"|(?P<ARTICLE>第[{_NUMERAL}]+条(?:之[{_NUMERAL}]+)?){_REFERENCE}[\s:：]*"
    r"|(?P<FIRST>[零〇一二三四五六七八九十百]+[、．.])\s*"
    r"|(?P<SECOND>[（(][零〇一二三四五六七八九十百]+[）)])[、\s]*"
    r"|(?P<ITEM>\d{1,3}[.．、](?:(?!\d)|(?=(?:19|20)\d{2}年)))\s*"
    r"|(?P<SUBITEM>[（(]?\d{1,3}[）)]|[⑴-⒇])\s*"
    r"|(?P<CIRCLED>[①-⑳㉑-㉟])\s*"
    r"|(?P<QUESTION>(?:问题?|Q)\d*[：:、.])\s*(?=.*[?？]$)"
)
_NUMBER = re.compile(f"[{_NUMERAL}]+")
_MARKDOWN = re.compile(r"(#{1,6})\s+(.*?)\s*#*$")
LIST_MARK = re.compile(
    r"^\s*(?:\d{1,3}[.．、](?!\d)|[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]+[是、]"
    r"|[①-⑳]|[—－-]{1,2})\s*"
)
"""What opens an item inside a text; whether it opens a level, nobody asks."""


def marker(line: str) -> Marker | None:
    """The marker that opens a line, or None for running text."""
    line = line.strip()
    heading = _MARKDOWN.match(line)
    if heading:
        return Marker(len(heading.group(1)), heading.group(1), "", heading.group(2))
    match = _GRAMMAR.match(line)
    if match is None:
        return None
    level, mark = Level[match.lastgroup or ""], match[match.lastgroup or ""]
    number = _NUMBER.search(mark)
    plain = (number[0] if number else mark).translate(_FULL_WIDTH_DIGITS)
    found = Marker(level, mark, plain, line[match.end() :])
    return found if level > Level.SECTION or _is_short(found.rest) else None


def is_heading_line(found: Marker) -> bool:
    """Whether the whole line is a heading: Markdown, a chapter, or a short line without a stop."""
    if found.level <= Level.SECTION:
        return True
    if found.level == Level.ARTICLE:
        return False
    return _is_short(found.rest)


def _is_short(text: str) -> bool:
    return len(text) <= 40 and not text.endswith(tuple(_END + "：:，,"))


def run_in_headings(paragraph: str) -> list[tuple[int, str]]:
    """Short sentences that head what follows inside one long paragraph, as (offset, heading).

    A work plan writes "完善科技企业孵育链条。建立覆盖……": a verb phrase of 5 to 28 characters
    with no comma, list mark, figure or colon, ended by a full stop, with text after it.
    """
    last = len(paragraph.rstrip())
    return [
        (match.start(), match[1])
        for match in re.finditer(r"([^。！？\n]+)(。?)", paragraph)
        if match[2] and match.end() < last and _is_run_in(match[1])
    ]


def _is_run_in(sentence: str) -> bool:
    return 5 <= len(sentence) <= 28 and not re.search(r"[，,、：:；;0-9（(“\"《+]", sentence)
