"""Numbers as people say them, with what they can mean: 四百来 is 360 to 450, 三四百 300 to 400."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from corpus.figures import number

_CN = "零〇一二两三四五六七八九十百千"
NUM = (
    rf"(?:\d+(?:\.\d+)?[百千](?=[多来余把几]?\s*万)|\d+(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?|"
    rf"[{_CN}]+(?:点[零〇一二三四五六七八九]+)?)"
)
MORE = "[来多余几把]?"  # behind it: 四百来万
LARGE = r"[一二两三四五六七八九十]+万零?[一二两三四五六七八九十百千]+"  # "一万二千"
_UNDER = r"不到|不足|没到|还没到|低于|少于|小于|不超过|未超过|没超过|最多|顶多|至多"
_OVER = r"超过|超了?|突破|高于|大于|多于|不止|至少|起码|不低于|不少于|(?<![发年])上"
_NEAR = r"将近|接近|(?<![远附最])近|快(?:要)?(?:到)?|小$"
_ABOUT = r"大约|大概|差不多|约莫|(?<![节签合制])约|估计|大致"
_BEFORE = re.compile(
    rf"(?:(?P<under>{_UNDER})|(?P<over>{_OVER})|(?P<near>{_NEAR})|(?P<about>{_ABOUT}))"
    r"(?:有|是|在|了|就|才)?\s*$"
)
_AFTER = re.compile(
    r"\s*(?:(?P<under>以下|以内|之内|不到|不足)|(?P<over>以上|往上|打底|起步|都?不止)|"
    r"(?P<near>差一?点)|(?P<some>出头|挂零|零一?点|多一?点)|(?P<about>左右|上下|的样子|吧(?=[,，。;；]|$)))"
)
_PAIR = re.compile(r"([一二三四五六七八九])、?([二三四五六七八九])(?=[十百千万亿]|$)")
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")}
_BIT = Decimal("0.000001")  # an open end lies this much inside, relatively
_LARGEST = 10**13  # beyond it, digits are no figure of an enterprise
_FAR = Decimal(1000)  # "超过" is bounded by this multiple: far beyond any threshold


@dataclass(frozen=True, slots=True)
class Span:
    """A number before its unit: most likely value, its bounds, and the unit of its last digit."""

    value: Decimal
    low: Decimal
    high: Decimal
    step: Decimal

    def times(self, factor: Decimal | int) -> Span:
        """In a unit so many times as small."""
        return Span(*(n * factor for n in (self.value, self.low, self.high, self.step)))

    def plus(self, other: Span) -> Span:
        """Both together; the second one's last digit is the last."""
        return Span(
            self.value + other.value, self.low + other.low, self.high + other.high, other.step
        )


def span_of(said: str, more: str = "") -> Span | None:
    """ "三四百" is 300 to 400; with 多 up to the next unit of its last digit, with 来 about."""
    pair = _PAIR.search(said)
    if pair and _DIGITS[pair[2]] - _DIGITS[pair[1]] == 1 and not said.startswith("零"):
        low = plain_number(said[: pair.start()] + pair[1] + said[pair.end() :])
        high = plain_number(said[: pair.start()] + pair[2] + said[pair.end() :])
        if low is None or high is None:
            return None
        return Span((low + high) / 2, low, high, high - low)
    value = plain_number(said)
    if value is None:
        return None
    step = _step(said, value)
    if more in ("多", "余", "几"):
        return Span(value, value * (1 + _BIT), (value + step) * (1 - _BIT), step)
    if more in ("来", "把"):
        return Span(value, value * Decimal("0.9"), value + step / 2, step)
    return Span(value, value, value, step)


def plain_number(said: str) -> Decimal | None:
    """A number in Arabic or Chinese digits, "3千" and a bare 百 too."""
    if said[-1] in "百千" and said[0].isdigit():  # "3千万"
        tens = plain_number(said[:-1])
        return tens * (100 if said[-1] == "百" else 1000) if tens else None
    if not re.fullmatch(f"{NUM}|{LARGE}", said):
        return None
    said = f"一{said}" if said[0] in "百千" else said  # "百来万"
    found = number(said.replace("〇", "零"))
    if found is None or found > _LARGEST:
        return None
    return Decimal(repr(found)).normalize() + 0


def _step(said: str, value: Decimal) -> Decimal:
    """The place of the last digit that is not zero: 100 of 400, 0.1 of 1.2, 10 of 8十."""
    if value == 0:
        return Decimal(1)
    if "." in said or "点" in said:
        after = re.split("[.点]", said)[1].rstrip("0零")
        return Decimal(1).scaleb(-len(after))
    step = Decimal(1)
    while value % (step * 10) == 0:
        step *= 10
    return step


def bounded(span: Span, text: str, start: int, end: int) -> tuple[Span, int, int]:
    """The words before and after ("不到", "左右") widen or shift what the number can mean."""
    before = _BEFORE.search(text[max(0, start - 6) : start])
    after = _AFTER.match(text[end:])
    said = before.groupdict() if before else {}
    said |= {k: v for k, v in (after.groupdict() if after else {}).items() if v}
    value, low, high, step = span.value, span.low, span.high, span.step
    if said.get("under"):
        inclusive = "超过" in said["under"] or said["under"] in ("最多", "顶多", "至多", "以内")
        low, high = Decimal(0), value if inclusive else value * (1 - _BIT)
    elif said.get("over"):
        least = said["over"] in ("至少", "起码", "不低于", "不少于", "以上", "上", "打底", "起步")
        low, high = value if least else value * (1 + _BIT), value * _FAR
    elif said.get("near"):
        low, high = value * Decimal("0.9"), value * (1 - _BIT)
    elif said.get("some"):
        low, high = value * (1 + _BIT), value + min(step / 2, value / 5)
    elif said.get("about"):
        low, high = min(low, value * Decimal("0.9")), max(high, value * Decimal("1.1"))
    if before:
        start -= len(before.group(0))
    if after:
        end += after.end()
    return Span(value, low, high, step), start, end
