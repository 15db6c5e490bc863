"""Document numbers (文号) in a text, however brackets, width and spaces are written."""

from __future__ import annotations

import re
from collections.abc import Iterator

_YEAR = r"[〔\[［【﹝(（]\s*((?:19|20)\d\d)\s*[〕\]］】﹞)）]"
_HAN = r"[\u4e00-\u9fa5]"
NUMBER = re.compile(
    rf"({_HAN}(?:\s?{_HAN}){{1,20}})\s*{_YEAR}\s*第?\s*0*(\d+)\s*号"
    rf"|({_HAN}[\u4e00-\u9fa5\s]{{1,40}}(?:公告|令))\s*(?:((?:19|20)\d\d)\s*年)?\s*第\s*0*(\d+)\s*号"
)
_BEFORE = re.compile(r"^.*(?:按照|根据|依据|依照|落实|执行|印发|原|将|对|和|与|及)")


def numbers_in(text: str) -> Iterator[str]:
    """Each document number as 穗府办规〔2021〕19号 or 财政部公告2023年第7号."""
    return (_canonical(match) for match in NUMBER.finditer(text))


def is_number(line: str) -> str:
    """The number that a line is, alone or in brackets; "" for any other line."""
    match = NUMBER.fullmatch(line.strip().strip("（()）").strip())
    return _canonical(match) if match else ""


def without_words(number: str) -> str:
    """A number without words of the running text that it is mentioned in."""
    return _BEFORE.sub("", number)


def same(mentioned: str, number: str) -> bool:
    """Whether a number mentioned in running text is this one: words may stand before it."""
    return mentioned.endswith(number) and (
        mentioned == number or bool(_BEFORE.fullmatch(mentioned.removesuffix(number)))
    )


def _canonical(match: re.Match[str]) -> str:
    body, year, n, order, its_year, order_n = match.groups()
    name = re.sub(r"\s", "", body or order)
    if body:
        return f"{name}〔{year}〕{n}号"
    return name + (f"{its_year}年" if its_year else "") + f"第{order_n}号"
