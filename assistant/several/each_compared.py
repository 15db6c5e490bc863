"""Two things that a sentence wants told apart: by their conditions ("专精特新和小巨人差在哪"),
or by what it asks of both ("亏损能补几年，高企和普通公司比一比")."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.composing.differing import OF_CONDITIONS
from assistant.several.each_table import OfOne
from assistant.several.things import is_kind, listed, named

# "亏损能补几年，高企和普通公司比一比": the same asked of both
_COMPARED_BEHIND = re.compile(
    r"^(?P<asked>.*[^,，])[,，]\s*(?P<things>[^,，]{4,24}?)(?:[这那]?两[个种类边家])?(?:各|分别)?"
    r"(?:对?比一比|比比看?|对比|比较|对照|都?说说|都?讲讲)(?:一下|下|看)?[\s?？。!！]*$"
)
_WHOLE = re.compile(
    r"^(?:请问|想问|问一下|我?想知道)?(?P<things>[^,，。?？的]+?)(?:这?两[者个种类]|之间|的)?(?:认定|申报|评价)?(?:条件|门槛|要求|标准)?(?:上)?"
    r"(?:到底|究竟|主要|具体|都|又)*(?:差在哪[儿里]?|差哪[儿里了]?|区别在哪[儿里]?|不同在哪[儿里]?|(?:有(?:什么|啥|哪些)|有何|什么|啥)"
    r"(?:区别|差别|差异|不同|不一样)(?:的地方|之处)?|(?:怎么|咋)区分|哪[儿里]不一样)[\s?？。!！呢啊呀]*$"
)


def told_apart(sentence: str, asks: Callable[[str], bool]) -> list[OfOne]:
    """One question for each of the two; [] where none are to be compared."""
    return _differ(sentence) or _compared_behind(sentence, asks)


def _differ(sentence: str) -> list[OfOne]:
    """ "专精特新和小巨人差在哪": the conditions of the one and of the other."""
    found = _WHOLE.match(sentence)
    kinds = listed(found["things"]) if found else []
    if len(kinds) != 2 or not all(map(is_kind, kinds)):
        return []
    return [OfOne(f"{kind}{OF_CONDITIONS}", kind) for kind in kinds]


def _compared_behind(sentence: str, asks: Callable[[str], bool]) -> list[OfOne]:
    """What is asked first, of each of the two that are named behind it to be compared."""
    found = _COMPARED_BEHIND.match(sentence)
    both = listed(found["things"]) if found else []
    if found is None or len(both) != 2 or not asks(found["asked"]) or not any(map(named, both)):
        return []
    return [OfOne(f"{thing}{found['asked']}", thing) for thing in both]
