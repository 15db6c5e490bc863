"""Values that a sentence lists in brackets, put behind a colon like any that it announces."""

from __future__ import annotations

import re

from assistant.several.things import named

# "今年的几个指标（甲、乙、丙）列给我"
_BRACKETED = re.compile(
    r"^(?P<opening>[^（()]+?)的?[（(](?P<things>[^（()）]+、[^（()）]+)[)）](?P<rest>[^（()]{0,16})$"
)
_NO_MORE = re.compile(r"(?:都|各|分别)*(?:是|有|要)?(?:多少|什么|啥|怎么规定的?)?(?:呢|啊)?$")
_WANTS = re.compile(r"列|给|说|报|讲|查|写")
_VALUES_SAID = re.compile(r"(?:指标|数字?|数据|目标|分值|要求|标准|条件)$")


def unbracketed(sentence: str) -> str:
    """The sentence with its list behind a colon, each value of the thing that stands before it;
    as it is where what stands behind asks for more than the values."""
    found = _BRACKETED.match(sentence)
    rest = _NO_MORE.sub("", found["rest"]) if found else ""
    if found is None or (rest and not _WANTS.search(rest)):
        return sentence
    opening = found["opening"]
    counted = _VALUES_SAID.search(opening)  # "几个指标" are the values themselves
    of = next((n for n in named(opening) if not counted and opening.endswith(n)), "")
    return f"{opening}列：{of}{found['things']}"
