"""Quantities and years that a question names, spoken money included."""

from __future__ import annotations

import re

from corpus.figures import Figure, Measure, figures, number

_YEAR = re.compile(r"(?<!\d)(20[0-4]\d|[12]\d)年(?!内)|(?<!\d)(20[0-4]\d)(?![\d.])")
_SPOKEN_MONEY = re.compile(
    r"(\d+(?:\.\d+)?|[零一二三四五六七八九十百千两]+(?:点[零一二三四五六七八九]+)?)(?:来|多|个)?(亿|万)(?:([一二三四五六七八九\d])(?![十百千万亿]))?(?!家|个|项|条|名|人|元|场|平)"
)


def amounts(text: str) -> tuple[Figure, ...]:
    """Quantities stated in the question, spoken money ("八千万", "一亿二") included."""
    found = [f for f in figures(text) if f.measure is not Measure.DATE]
    for match in _SPOKEN_MONEY.finditer(text):
        if any(f.start < match.end() and match.start() < f.end for f in found):
            continue
        value = spoken_money(match.group(0))
        if value is not None:
            template = figures("1元")[0]
            found.append(
                Figure(value, "元", Measure.MONEY, template.comparator, match[0], *match.span())
            )
    return tuple(sorted(found, key=lambda f: f.start))


def spoken_money(text: str) -> float | None:
    """ "八千万" -> 80000000.0, "一亿二" -> 120000000.0 (in yuan); None where it is no amount."""
    match = _SPOKEN_MONEY.fullmatch(text)
    if match is None:
        return None
    value = number(match[1])
    if value is None:
        return None
    scale = 1e8 if match[2] == "亿" else 1e4
    tail = number(match[3]) if match[3] else 0.0
    return value * scale + (tail or 0.0) * scale / 10


def years(text: str) -> tuple[int, ...]:
    """Calendar years named ("23年" is 2023); durations such as "10年" are not years."""
    found = []
    for match in _YEAR.finditer(text):
        year = int(match.group(1) or match.group(2))
        if year < 100:
            if not 18 <= year <= 35 or re.match(r"(?:以内|以上|内|期)", text[match.end() :]):
                continue
            year += 2000
        found.append(year)
    return tuple(dict.fromkeys(found))
