"""Figures made wrong: a digit, another indicator's figure, the unit, the comparator."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.passage import Passage
from evals.corrupting import TABLES, cited_text, quantities, without_titles
from evals.made_answer import MadeAnswer, Part

_UNITS: dict[str, str] = dict(TABLES["units"])


def digit_changed(
    a: MadeAnswer, part: Part, rng: random.Random, _: Sequence[Passage]
) -> Part | None:
    """One digit changed, to a number that stands nowhere in what is cited."""
    cited = cited_text(a, part)
    digits = list(re.finditer(r"\d+(?:\.\d+)?", without_titles(part.text)))
    rng.shuffle(digits)
    for match in digits:
        place = rng.randrange(len(match[0]))
        if match[0][place] == ".":
            continue
        new = str((int(match[0][place]) + rng.randrange(1, 9)) % 10)
        changed = match[0][:place] + new + match[0][place + 1 :]
        if float(changed) != float(match[0]) and not re.search(
            rf"(?<![\d.]){changed}(?![\d.])", cited
        ):
            return replace(
                part, text=part.text[: match.start()] + changed + part.text[match.end() :]
            )
    return None


def figure_of_another(
    a: MadeAnswer, part: Part, rng: random.Random, _: Sequence[Passage]
) -> Part | None:
    """A figure of the passage that is said there of something else, in another clause."""
    mine = quantities(without_titles(part.text))
    for figure in rng.sample(mine, len(mine)):
        clauses = [c for c in re.split("[，,；;。：:]", a.about.text) if figure.text not in c]
        others = [f for c in clauses for f in quantities(c)]
        fitting = [o for o in others if o.unit == figure.unit and o.value != figure.value]
        if fitting and len(part.marks) == 1:
            other = rng.choice(fitting)
            return replace(
                part, text=part.text[: figure.start] + other.text + part.text[figure.end :]
            )
    return None


def unit_changed(
    a: MadeAnswer, part: Part, rng: random.Random, _: Sequence[Passage]
) -> Part | None:
    """The unit of one figure changed."""
    places = [
        (m, unit)
        for unit in _UNITS
        for m in re.finditer(rf"(?<=[\d一二三四五六七八九十]){unit}", without_titles(part.text))
        if unit != "年" or not re.match(r"\d{4}", part.text[m.start() - 4 : m.start()])
    ]
    places = [
        (m, u)
        for m, u in places
        if u != "分" or not re.match("[之批类层]", part.text[m.end() : m.end() + 1])
    ]
    if not places:
        return None
    match, unit = rng.choice(places)
    return replace(part, text=part.text[: match.start()] + _UNITS[unit] + part.text[match.end() :])


def comparator_flipped(
    a: MadeAnswer, part: Part, rng: random.Random, _: Sequence[Passage]
) -> Part | None:
    """The comparator of one figure turned round."""
    for figure in rng.sample(found := quantities(part.text), len(found)):
        for word, flipped in TABLES["comparators"]:
            if word in figure.text:
                text = figure.text.replace(word, flipped, 1)
                return replace(
                    part, text=part.text[: figure.start] + text + part.text[figure.end :]
                )
    return None
