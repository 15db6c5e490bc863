"""What identifies a person or a firm is put out of a text before it is kept.

Each kind is told by its form, and by its check digit where it has one: figures, dates and document
numbers stay. Names and addresses are not told.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import partial, reduce
from typing import NamedTuple

from corpus.disguise import INVISIBLE

_CREDIT_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_FLAGS = re.ASCII | re.IGNORECASE
_UNSEEN = re.compile(f"[{''.join(INVISIBLE.values())}]")
_START, _END = r"(?<![0-9A-Za-z])(?<!\d\.)", r"(?![0-9A-Za-z]|\.\d|\s?[%元万亿])"


class _Kind(NamedTuple):
    """it is the part of the match that is put out."""

    name: str
    pattern: re.Pattern[str]
    holds: Callable[[str], bool] = lambda _: True


def _is_identity_number(text: str) -> bool:
    """GB 11643: a birthday that has been, and ISO 7064 MOD 11-2."""
    try:
        born = date(int(text[6:10]), int(text[10:12]), int(text[12:14]))
    except ValueError:
        return False
    total = sum(int(digit) * pow(2, 17 - at, 11) for at, digit in enumerate(text[:17]))
    return date(1880, 1, 1) < born <= date.today() and text[17] == "10X98765432"[total % 11]


def _is_credit_code(text: str) -> bool:
    """GB 32100: MOD 31."""
    values = [_CREDIT_CHARACTERS.index(character) for character in text]
    total = sum(value * pow(3, at, 31) for at, value in enumerate(values[:17]))
    return values[17] == -total % 31


def _is_card(text: str) -> bool:
    """ISO 7812: Luhn."""
    doubled = [int(d) * (1 + at % 2) for at, d in enumerate(reversed(text))]
    return sum(value - 9 * (value > 9) for value in doubled) % 10 == 0


def _kind(name: str, it: str, **more: Callable[[str], bool]) -> _Kind:
    return _Kind(name, re.compile(f"{_START}{it}{_END}", _FLAGS), **more)


_KINDS = (  # a firm's code is not the head of an index number (机构代码/年份-序号)
    _Kind("邮箱", re.compile(r"(?<![\w.+-])[\w.+-]+@[a-z\d-]+(?:\.[a-z\d-]+)+", _FLAGS)),
    _kind("身份证号", r"[1-8]\d{5}[ -]?\d{8}[ -]?\d{3}[\dX]", holds=_is_identity_number),
    _kind(
        "统一社会信用代码",
        rf"[1-9ANY][1-9]\d{{6}}[{_CREDIT_CHARACTERS}]{{10}}(?!/\d{{4}}\D)",
        holds=_is_credit_code,
    ),
    _kind("银行卡号", r"[3-69](?:\d{14,18}|\d{3}(?:[ -]\d{4}){3}(?:[ -]\d{1,3})?)", holds=_is_card),
    _kind("手机号", r"(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}"),
    _kind("电话", r"(?:\(0\d{2,3}\)|0\d{2,3}[ -]?)\d{7,8}(?:(?:-|转)\d{1,6})?"),
    _Kind("电话", re.compile(rf"(?:电话|座机)[号码是为: ]{{0,4}}(?P<it>[2-8]\d{{6,7}}){_END}")),
)


def masked(text: str, public: str = "") -> str:
    """The text with every such number replaced by its kind, as 〔手机号〕; what stands in the text
    that is public, as the telephone of an office does, stays."""
    return reduce(partial(_without, public), _KINDS, _UNSEEN.sub("", text))


def _without(public: str, text: str, kind: _Kind) -> str:
    """Found whatever the width of its characters."""
    for found in reversed(list(kind.pattern.finditer(text.translate(_HALF_WIDTH)))):
        start, end = found.span("it" if "it" in kind.pattern.groupindex else 0)
        if kind.holds(re.sub("[ -]", "", found[0]).upper()) and text[start:end] not in public:
            text = f"{text[:start]}〔{kind.name}〕{text[end:]}"
    return text
