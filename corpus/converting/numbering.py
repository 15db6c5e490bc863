"""Automatic numbering of a Word document: what Word prints before each paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from corpus.converting.numerals import numeral

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DEEPEST = 9
_GLUED = tuple("、）)】〕》 　")


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
    """One abstract list with its running counts by level, shared by all numbers that use it."""

    levels: dict[int, _Level]
    counts: dict[int, int] = field(default_factory=dict)


@dataclass
class Numbering:
    """The marks of a document's paragraphs, asked for in order."""

    lists: dict[str, _List] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)  # number -> its list
    own: dict[str, dict[int, _Level]] = field(default_factory=dict)  # levels a number overrides
    starts: dict[str, dict[int, int]] = field(default_factory=dict)  # once, where first used
    by_style: dict[tuple[str, str], int] = field(default_factory=dict)  # (number, style) -> level

    def mark(self, number: str, level: int) -> str:
        """The mark of the next paragraph of a list, with the space after it; counts it."""
        found = self.lists.get(self.names.get(number, ""))
        if found is None or not 0 <= level < _DEEPEST:
            return ""
        levels = found.levels | self.own.get(number, {})
        for at, start in self.starts.pop(number, {}).items():
            found.counts[at] = start - 1
        here = levels.get(level, _Level())
        found.counts[level] = found.counts.get(level, here.start - 1) + 1
        for below in [at for at in found.counts if at > level]:
            restart = levels.get(below, _Level()).restart
            if restart == -1 or level < restart:
                del found.counts[below]
        text = re.sub(r"%([1-9])", lambda m: self._count(found, levels, here, int(m[1]) - 1),
                      here.text)  # fmt: skip
        if here.style == "bullet" or not text.strip():
            return ""
        return text if text.endswith(_GLUED) else f"{text} "

    @staticmethod
    def _count(found: _List, levels: Mapping[int, _Level], here: _Level, at: int) -> str:
        level = levels.get(at, _Level())
        return numeral(found.counts.get(at, level.start), "decimal" if here.legal else level.style)


def read_numbering(root: Any) -> Numbering:
    """From the root of numbering.xml; lists that only name a style take over its levels."""
    found = Numbering()
    styles: dict[str, str] = {}
    linked: dict[str, str] = {}
    for abstract in root.findall(f"{W}abstractNum"):
        name = abstract.get(f"{W}abstractNumId", "")
        found.lists[name] = _List(dict(_levels(abstract)))
        if style := _value(abstract, "styleLink"):
            styles[style] = name
        if link := _value(abstract, "numStyleLink"):
            linked[name] = link
    for name, link in linked.items():
        found.lists[name] = found.lists[styles.get(link, name)]
    for num in root.findall(f"{W}num"):
        _add(found, num)
    for abstract in root.findall(f"{W}abstractNum"):
        for number in [n for n, a in found.names.items() if a == abstract.get(f"{W}abstractNumId")]:
            for level in abstract.findall(f"{W}lvl"):
                if style := _value(level, "pStyle"):
                    found.by_style[number, style] = _number(level.get(f"{W}ilvl"), 0)
    return found


def _add(found: Numbering, num: Any) -> None:
    number, name = num.get(f"{W}numId", ""), _value(num, "abstractNumId")
    found.names[number] = name
    for override in num.findall(f"{W}lvlOverride"):
        at = _number(override.get(f"{W}ilvl"), 0)
        found.own.setdefault(number, {}).update(dict(_levels(override)))
        if start := _value(override, "startOverride"):
            found.starts.setdefault(number, {})[at] = _number(start, 1)
            if at in found.own[number]:
                own = found.own[number]
                own[at] = replace(own[at], start=_number(start, 1))


def _levels(parent: Any) -> Iterator[tuple[int, _Level]]:
    for level in parent.findall(f"{W}lvl"):
        legal = level.find(f"{W}isLgl")
        yield (
            _number(level.get(f"{W}ilvl"), 0),
            _Level(
                _number(_value(level, "start"), 0),
                _value(level, "numFmt", deep=True) or "decimal",
                _value(level, "lvlText"),
                _number(_value(level, "lvlRestart"), -1),
                legal is not None and legal.get(f"{W}val", "1") not in ("0", "false"),
            ),
        )


def _value(element: Any, name: str, deep: bool = False) -> str:
    """The value of a child; deep also where it stands inside alternate content."""
    child = element.find(f"{'.//' if deep else ''}{W}{name}")
    return "" if child is None else child.get(f"{W}val", "")


def _number(text: str | None, default: int) -> int:
    return int(text) if text and re.fullmatch(r"-?\d{1,9}", text) else default
