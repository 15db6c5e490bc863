"""Automatic numbering of a Word document: what Word prints before each paragraph."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
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


@dataclass(frozen=True, slots=True)
class _Level:
    """restart is the level (from 1) whose step restarts this one; 0 none, -1 any above."""

    start: int = 1
    style: str = "decimal"
    text: str = ""
    restart: int = -1
    legal: bool = False


@dataclass
class _List:
    """One numbered list; those of one abstract list go on with each other's counts."""

    levels: dict[int, _Level]
    counts: dict[int, int]
    starts: dict[int, int] = field(default_factory=dict)  # once, where first used
    styled: dict[str, int] = field(default_factory=dict)  # style -> level

    def mark(self, level: int) -> str:
        """The mark of the next paragraph, with the space after it; counts it."""
        for at, start in self.starts.items():
            self.counts[at] = start - 1
        self.starts.clear()
        here, counts = self.level(level), self.counts
        counts[level] = counts.get(level, here.start - 1) + 1
        for below in [at for at in counts if at > level]:
            if (restart := self.level(below).restart) == -1 or level < restart:
                del counts[below]
        text = re.sub(r"%([1-9])", lambda place: self.count(int(place[1]) - 1, here), here.text)
        if here.style == "bullet" or not text.strip():
            return ""
        return text if text.endswith(_GLUED) else f"{text} "

    def level(self, at: int) -> _Level:
        return self.levels.get(at, _Level())

    def count(self, at: int, within: _Level) -> str:
        level = self.level(at)
        return numeral(self.counts.get(at, level.start), "decimal" if within.legal else level.style)


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
    found = _List(dict(_levels(abstract)), counts)
    for level in abstract.findall(f"{W}lvl"):
        if style := value(level, "pStyle"):
            found.styled[style] = _number(level.get(f"{W}ilvl"), 0)
    for override in num.findall(f"{W}lvlOverride"):
        found.levels |= dict(_levels(override))
        if start := value(override, "startOverride"):
            found.starts[_number(override.get(f"{W}ilvl"), 0)] = _number(start, 1)
    return found


def _levels(parent: Any) -> Iterator[tuple[int, _Level]]:
    for level in parent.findall(f"{W}lvl"):
        yield (
            _number(level.get(f"{W}ilvl"), 0),
            _Level(
                _number(value(level, "start"), 0),
                value(level, ".//numFmt") or "decimal",  # also inside alternate content
                value(level, "lvlText"),
                _number(value(level, "lvlRestart"), -1),
                is_on(level.find(f"{W}isLgl")),
            ),
        )


def value(element: Any, path: str) -> str:
    """The value of a child, or of one of its children; "" for none."""
    found = element.find(_qualified(path))
    return "" if found is None else found.get(f"{W}val", "")


@cache
def _qualified(path: str) -> str:
    return re.sub(r"\w+", lambda name: W + name[0], path)


def is_on(element: Any) -> bool:
    """Whether a property is there and not switched off."""
    return element is not None and element.get(f"{W}val", "1") not in ("0", "false")


def _number(text: str | None, default: int) -> int:
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
