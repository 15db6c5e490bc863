"""Dates as their stated parts, so that a shorter date may stand for a fuller one."""

from __future__ import annotations

import re
from dataclasses import dataclass

_DATE = re.compile(
    r"(?P<y>\d{4})(?:年度|年(?!以[上内下]))(?:(?P<m>\d{1,2})月(?:份)?(?:(?P<d>\d{1,2})日|(?P<t>底|初|中旬|上旬|下旬|末))?"
    r"|(?P<yt>底|末|初))?|"
    r"(?P<m2>\d{1,2})月(?:份)?(?:(?P<d2>\d{1,2})日|(?P<t2>底|初|中旬|上旬|下旬|末))?|"
    r"(?P<y3>20\d\d)-(?P<m3>\d{1,2})(?:-(?P<d3>\d{1,2}))?(?!\d)|"
    r"(?P<y4>(?<!\d)(?:19|20)\d\d)(?=\s*[-—–~至到]\s*(?:19|20)\d\d年?)"
)
_CHINESE_YEAR = re.compile(r"[二一][〇零○九][〇零○一二三四五六七八九]{2}(?=年)")
_YEAR_END = "年底"
_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_BEFORE = re.compile(r"^[)）\s]*(?:以前|之前|前|止|为止|截止|到期)")
_AFTER = re.compile(r"^[)）\s]*(?:[之以]?后|起|开始|以来)")
_UNTIL = re.compile(r"(?:至|到|截至|截止到?|延长到|延长至|—|-|~|延续至)$")
_SINCE = re.compile(r"(?:自|从)$")


@dataclass(frozen=True, slots=True)
class StatedDate:
    """year, month and day as far as stated; edge is 1 from then on, -1 until then, 0 neither."""

    year: int | None
    month: int | None
    day: int | None
    tail: str
    edge: int
    text: str
    start: int
    end: int

    def said_by(self, other: StatedDate) -> bool:
        """Whether the other date states all that this one does and bounds the same way."""
        parts = ((self.year, other.year), (self.month, other.month), (self.day, other.day))
        if any(mine is not None and mine != theirs for mine, theirs in parts):
            return False
        if self.edge and other.edge and self.edge != other.edge:
            return False
        if self.tail == _YEAR_END:
            return other.day in (None, 31)
        if self.tail:
            return self.tail == other.tail
        # "5月前" is not "5月底前" or "5月30日前"
        sharper = (
            (other.tail not in ("", _YEAR_END) or other.day)
            and self.month is not None
            and self.day is None
        )
        return not (sharper and self.edge)


def dates(text: str) -> list[StatedDate]:
    """All dates of a folded text; years written in Chinese numerals included."""
    text = _CHINESE_YEAR.sub(lambda m: m.group(0).translate(_DIGITS), text)
    return [_stated(text, match) for match in _DATE.finditer(text)]


def _stated(text: str, match: re.Match[str]) -> StatedDate:
    part = match.groupdict()

    def named(*names: str) -> int | None:
        return next((int(part[n]) for n in names if part[n]), None)

    tail = part["t"] or part["t2"] or part["yt"] or ""
    at_end = part["yt"] in ("底", "末")  # the end of a year is its December
    return StatedDate(
        named("y", "y3", "y4"),
        12 if at_end else named("m", "m2", "m3"),
        named("d", "d2", "d3"),
        _YEAR_END if at_end else "底" if tail == "末" else tail,
        _edge(text, match),
        match.group(0),
        *match.span(),
    )


def _edge(text: str, match: re.Match[str]) -> int:
    after, before = text[match.end() : match.end() + 4], text[: match.start()]
    if _BEFORE.match(after):
        return -1
    if _AFTER.match(after):
        return 1
    if _UNTIL.search(before):
        return -1
    return 1 if _SINCE.search(before) else 0
