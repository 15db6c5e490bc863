"""Automatic numbering of a Word document: what Word prints before each paragraph."""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DEEPEST = 9
_GLUED = tuple("、）)】〕》 　")
_COUNTED = {"Counting": "low", "CountingThousand": "low", "Legal": "up", "LegalSimplified": "up",
            "LegalTraditional": "up"}  # fmt: skip
_LANGUAGES = ("chinese", "taiwanese", "japanese", "korean", "ideograph")
_SIGNS = {
    "decimalEnclosedCircle": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟",
    "decimalEnclosedParen": "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇",
    "decimalEnclosedFullstop": "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛",
    "ideographEnclosedCircle": "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉",
}
_CYCLES = {
    "ideographTraditional": "甲乙丙丁戊己庚辛壬癸",
    "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥",
}
_DIGITS = {
    **dict.fromkeys(("ideographDigital", "taiwaneseDigital"), "〇一二三四五六七八九"),
    **dict.fromkeys(("decimalFullWidth", "decimalFullWidth2"), "０１２３４５６７８９"),
}


@dataclass
class _List:
    """One numbered list; those of one abstract list go on with each other's counts."""

    levels: dict[int, Any]
    counts: dict[int, int]
    starts: dict[int, int] = field(default_factory=dict)  # once, where first used
    styled: dict[str, int] = field(default_factory=dict)  # style -> level

    def mark(self, at: int) -> str:
        """The mark of the next paragraph, with the space after it; counts it."""
        self.counts |= {level: start - 1 for level, start in self.starts.items()}
        self.starts.clear()
        self.counts[at] = self.counts.get(at, self.start(at) - 1) + 1
        for below in [level for level in self.counts if level > at]:
            if at < _number(self.told(below, "lvlRestart"), below):  # 0 none, else the level above
                del self.counts[below]
        legal = at in self.levels and is_on(self.levels[at].find(f"{W}isLgl"))
        style = self.told(at, ".//numFmt")
        text = re.sub(
            r"%([1-9])",
            lambda place: self.count(int(place[1]) - 1, legal),
            self.told(at, "lvlText"),
        )
        if style == "bullet" or not text.strip():
            return ""
        return text if text.endswith(_GLUED) else f"{text} "

    def told(self, at: int, name: str) -> str:
        """What a level says, also inside alternate content."""
        return value(self.levels[at], name) if at in self.levels else ""

    def start(self, at: int) -> int:
        return _number(self.told(at, "start"), int(at not in self.levels))

    def count(self, at: int, legal: bool) -> str:
        style = "decimal" if legal else self.told(at, ".//numFmt") or "decimal"
        return numeral(self.counts.get(at, self.start(at)), style)


class Numbering:
    """The lists of a document by their numbers, from the root of numbering.xml."""

    def __init__(self, root: Any = None) -> None:
        self._lists: dict[str, _List] = {}
        every = () if root is None else root.findall(f"{W}abstractNum")
        abstracts = {one.get(f"{W}abstractNumId"): one for one in every}
        of_style = {style: one for one in every if (style := value(one, "styleLink"))}
        counts: dict[Any, dict[int, int]] = {}
        for num in () if root is None else root.findall(f"{W}num"):
            abstract = abstracts.get(value(num, "abstractNumId"))
            if abstract is not None:  # one that only names a style takes over its levels
                abstract = of_style.get(value(abstract, "numStyleLink"), abstract)
                counted = counts.setdefault(abstract, {})
                self._lists[num.get(f"{W}numId", "")] = _list(num, abstract, counted)

    def mark(self, number: str, level: int | None, style: str = "") -> str:
        """The mark of the next paragraph of a list; level None for the one that has its style."""
        found = self._lists.get(number)
        if found is None:
            return ""
        at = found.styled.get(style, 0) if level is None else level
        return found.mark(at) if 0 <= at < _DEEPEST else ""


def _list(num: Any, abstract: Any, counts: dict[int, int]) -> _List:
    overrides = num.findall(f"{W}lvlOverride")
    levels = [level for part in (abstract, *overrides) for level in part.findall(f"{W}lvl")]
    found = _List({_number(level.get(f"{W}ilvl")): level for level in levels}, counts)
    for level in abstract.findall(f"{W}lvl"):
        if style := value(level, "pStyle"):
            found.styled[style] = _number(level.get(f"{W}ilvl"))
    for override in overrides:
        if start := value(override, "startOverride"):
            found.starts[_number(override.get(f"{W}ilvl"))] = _number(start, 1)
    return found


def value(element: Any, path: str) -> str:
    """The value of a child, or of one of its children; "" for none."""
    found = element.find(_qualified(path))
    return "" if found is None else found.get(f"{W}val", "")


@lru_cache(maxsize=256)
def _qualified(path: str) -> str:
    return re.sub(r"\w+", lambda name: W + name[0], path)


def is_on(element: Any) -> bool:
    """Whether a property is there and not switched off."""
    return element is not None and element.get(f"{W}val", "1") not in ("0", "false")


def _number(text: str | None, default: int = 0) -> int:
    return int(text) if text and re.fullmatch(r"-?\d{1,9}", text) else default


def numeral(number: int, style: str) -> str:
    """The number as Word prints it; decimal in a format that is not known here."""
    name = style.removesuffix("Chinese")
    if signs := _SIGNS.get(name):
        return signs[number - 1] if 1 <= number <= len(signs) else str(number)
    if signs := _CYCLES.get(name):
        return signs[(number - 1) % len(signs)]
    if signs := _DIGITS.get(name):
        return str(number).translate(str.maketrans("0123456789", signs))
    for language in _LANGUAGES:
        if mode := _COUNTED.get(style.removeprefix(language)):
            return _counted(number, mode)
    return _latin(number, style)


def _counted(number: int, mode: str) -> str:
    """十一, 一百零五; in mode "up" 壹拾壹."""
    from cn2an import an2cn

    return str(an2cn(number, mode)) if 0 <= number < 10**12 else str(number)


def _latin(number: int, style: str) -> str:
    """xiv; z is followed by aa, bb; 07."""
    from pdfminer.utils import format_int_roman

    if style in ("none", "bullet"):
        return ""
    text = str(number)
    if style.endswith("Roman") and 0 < number < 4000:
        text = format_int_roman(number)
    elif style.endswith("Letter"):
        text = chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 50)
    elif style == "decimalZero":
        text = f"{number:02}"
    return text.upper() if style.startswith("upper") else text
