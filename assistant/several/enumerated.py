"""Questions that a message numbers ("1、…… 2、……", "一是……"), each ended like a sentence."""

from __future__ import annotations

import re

from assistant.several.asked_for import NAMES_VALUE, asked_by_name
from assistant.several.clauses import asks_at_all

_ORDERED = ("一二三四五六", "①②③④⑤⑥")
_DIGITS = {mark: n for marks in _ORDERED for n, mark in enumerate(marks, 1)}
_MARK = re.compile(
    r"(?P<ring>[①-⑥])\s*|(?:(?<=^)|(?<=[\s,，;；。:：?？!！、]))"
    r"(?:(?P<digit>[1-6])(?:[、．)）]|\.(?!\d))|[（(](?P<inner>[1-6一二三四五六])[)）]|"
    r"第(?P<nth>[一二三四五六])[个问]?[,，:：、是]|(?P<word>[一二三四五六])(?:是|、))\s*"
)
# "想问两件事："
_SO_MANY = re.compile(
    r"(?:^|(?<=[,，。]))(?:请|麻烦|我?们?(?:就|还|只)?(?:想|要)|帮(?:我|忙))*(?:问|弄清楚?|确认|请教|核实|咨询|了解|查)?(?:一下|下)?"
    r"[下这以]?(?:面|列|边)?[两二三四五六几2-6]个?(?:小)?(?:个|件|点|项)?(?:问题|口径|事情?|数|点)(?:一并)?[:：]\s*"
)
_STOP = re.compile(r"[\s,，;；。:：?？!！、]+$")
_POLITE = re.compile(r"^(?:请问|请教|麻烦问一?下|问一?下)[:：,，\s]*$")
_HEAD = re.compile(r"[:：]\s*$")


def each_numbered(message: str) -> str:
    """The message with its numbered questions ended one by one, and without the words that only
    say how many there are; as it is where it numbers none."""
    whole, message = message, _SO_MANY.sub("", message)
    marks = list(_MARK.finditer(message))
    if len(marks) < 2 or [_number(m) for m in marks] != list(range(1, len(marks) + 1)):
        return message if asks_at_all(message) else whole
    opening = message[: marks[0].start()]
    ends = [m.start() for m in marks[1:]] + [len(message)]
    asked = [message[m.end() : end] for m, end in zip(marks, ends, strict=True)]
    if not all(asks_at_all(text) or NAMES_VALUE.search(_STOP.sub("", text)) for text in asked):
        return whole
    ended = "".join(f"{_asked(_STOP.sub('', text))}？" for text in asked)
    opening = _POLITE.sub("", opening)
    return f"{opening if _HEAD.search(opening) else _ended(opening)}{ended}"


def _asked(item: str) -> str:
    """What an item asks; one that only names a value asks for that."""
    return item if asks_at_all(item) or not NAMES_VALUE.search(item) else asked_by_name(item).text


def _ended(opening: str) -> str:
    """What stands before the first number, as a sentence of its own."""
    told = _STOP.sub("", opening)
    return f"{told}。" if told else ""


def _number(mark: re.Match[str]) -> int:
    said = next(filter(None, mark.groups()))
    return int(said) if said.isdecimal() else _DIGITS[said]
