"""The figures of a message as inputs of a programme.

A figure fills an input of its unit whose name or alias stands nearest to it in the clause, of the
year that is said. What could be two things is neither.
"""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cached_property

from assistant.eligibility.told_value import (
    BREAK,
    CLOSED,
    ENDS,
    LINK,
    NOT_OWN,
    PERIOD,
    PERIODS,
    STOP,
    Told,
    fits,
    own_names,
    share_of,
    value_of,
    year_of,
)
from corpus.figures import Figure, Measure
from corpus.programme_rules import Input, Ratio, TieredRatio, simple_parts
from corpus.programme_scores import RatioMeasure, scales_of
from corpus.programmes import Programme
from corpus.spoken_numbers import said_figures


def told(message: str, programme: Programme) -> dict[str, Told]:
    """What a message tells of the inputs (and "a/b" of shares); of two values for one, none."""
    found: dict[str, Told] = {}
    unclear: set[str] = set()
    for name, value in _Reading(message, programme).values():
        if found.setdefault(name, value) != value:
            unclear.add(name)
    return {name: value for name, value in found.items() if name not in unclear}


def with_sums(values: Mapping[str, Told], programme: Programme) -> dict[str, Told]:
    """The values, and each sum of which every part is told exactly."""
    sums = {}
    for item in programme.inputs:
        parts = [values[name] for name in item.sum_of if name in values and values[name].exact]
        if parts and len(parts) == len(item.sum_of) and item.name not in values:
            total = sum((part.value for part in parts), Decimal(0))
            sums[item.name] = Told(total, total, total, " + ".join(part.text for part in parts))
    return {**values, **sums}


class _Reading:
    """One message read for one programme."""

    def __init__(self, message: str, programme: Programme) -> None:
        names: dict[str, list[Input]] = {}
        for item in programme.inputs:
            for name in own_names(item) if item.type in ("number", "integer") else ():
                names.setdefault(name, []).append(item)
        longest = sorted(names, key=len, reverse=True)
        self.programme, self.inputs = programme, names
        self.text = _without(message, (programme.name, *programme.aliases), names)
        self.figures = said_figures(self.text)
        self.terms = list(re.finditer("|".join(map(re.escape, longest)) or "(?!)", self.text))
        self.years: list[tuple[int, int, str]] = [
            (m.start(), m.end(), list(PERIODS)[int(str(m.lastgroup)[1:])])
            for m in PERIOD.finditer(self.text)
        ]

    def values(self) -> Iterator[tuple[str, Told]]:
        """Each figure that can be only one input, with its value."""
        last: re.Match[str] | None = None
        for number, figure in enumerate(self.figures):
            clause = self._clause(figure)
            if NOT_OWN.search(self.text, clause, figure.end):
                continue
            start = max(clause, self.figures[number - 1].end if number else 0)
            sentence = max((m.end() for m in STOP.finditer(self.text, 0, figure.start)), default=0)
            period = self._period(figure, sentence)
            for term in (self._ahead(number), self._behind(start, figure, last)):
                items = self._inputs(term, figure, period)
                if len(items) == 1 and (value := value_of(items[0], figure)):
                    last = term
                    self.years = [y for y in self.years if not figure.start <= y[0] < figure.end]
                    yield items[0].name, value
                    break
            else:
                if item := self._alone(start, figure):
                    value = value_of(item, figure)
                    if value:
                        yield item.name, value
                near = self._period(figure, clause)
                if figure.unit == "%" and (name := self._share(start, figure, near)):
                    yield name, share_of(figure)

    def _inputs(self, term: re.Match[str] | None, figure: Figure, period: str) -> list[Input]:
        """The inputs of a name that the unit and the year allow; without a year, the last one."""
        named = self.inputs[term[0]] if term else []
        of = period or "1"
        return [
            i for i in named if fits(i, figure) and (not i.is_money or (year_of(i) or "1") == of)
        ]

    def _clause(self, figure: Figure) -> int:
        """Where the clause of a figure begins; a comma inside a figure breaks nothing."""
        ends = [m.end() for m in BREAK.finditer(self.text, 0, figure.start)]
        inside = [(f.start, f.end) for f in self.figures]
        return max((e for e in ends if not any(a < e <= b for a, b in inside)), default=0)

    def _period(self, figure: Figure, start: int) -> str:
        """The year said last before a figure; what is said in brackets stays in them."""
        said = [
            p
            for a, b, p in self.years
            if start <= a and b <= figure.start and not CLOSED.search(self.text, b, figure.start)
        ]
        return said[-1] if said else ""

    def _behind(
        self, start: int, figure: Figure, last: re.Match[str] | None
    ) -> re.Match[str] | None:
        """The name that leads to a figure; the one before where a new year alone is said."""
        terms = [t for t in self.terms if start <= t.start() and t.end() <= figure.start]
        counting = figure.unit == "个" or self.text[figure.end - 1] in "名位"  # a noun may follow
        if counting and not ENDS.match(self.text, figure.end):
            followed = any(t.start() == figure.end for t in self.terms)
            terms = terms if followed else []
        if not terms:
            lead = self.text[start : figure.start]
            year = PERIOD.search(lead) and LINK.fullmatch(lead)
            return last if year else None
        linked = LINK.fullmatch(self.text, terms[-1].end(), figure.start)
        if len(terms) > 1 and terms[-2].end() == terms[-1].start():  # "高新产品卖了": of which?
            rivals = self.inputs[terms[-2][0]]
            meant = self.inputs[terms[-1][0]]
            linked = None if any(fits(i, figure) and i not in meant for i in rivals) else linked
        return terms[-1] if linked else None

    def _ahead(self, number: int) -> re.Match[str] | None:
        """The name right after a figure that leads to no other one: "15名科技人员"."""
        figure, after = self.figures[number], self.figures[number + 1 : number + 2]
        term = next((t for t in self.terms if t.start() >= figure.end), None)
        if term is None or self.text[figure.end : term.start()] not in ("", "的", "个", "名"):
            return None
        leads = after and LINK.fullmatch(self.text, term.end(), after[0].start)
        return None if leads else term

    def _alone(self, start: int, figure: Figure) -> Input | None:
        """The input of a count that is all its clause says: the only one of its unit that is no
        part of another."""
        lead, after = self.text[start : figure.start], self.text[figure.end : figure.end + 1]
        if figure.unit == "个" or not LINK.fullmatch(lead) or (after and not BREAK.match(after)):
            return None
        whole = [i for i in self.programme.inputs if i.type == "integer" or i.unit == "人"]
        held = [i for i in whole if not i.part_of and i.unit == figure.unit]
        return held[0] if len(held) == 1 and figure.measure is Measure.COUNT else None

    def _share(self, start: int, figure: Figure, period: str) -> str:
        """The quotient that a percentage is told of, by its name or by what is divided."""
        spans = [t for t in self.terms if start <= t.start() and t.end() <= figure.start]
        terms = [t[0] for t in spans]
        found = []
        for top, bottom, name in self._quotients:
            upper, lower = (self.programme.by_name[n] for n in (top, bottom))
            first = next((n for n, t in enumerate(terms) if upper in self.inputs[t]), None)
            of = year_of(upper)
            if first is None or (period and of not in ("", period)):
                continue
            divided = re.search("占|比", self.text[spans[first].end() : figure.start])
            if divided and all(lower in self.inputs[t] for t in terms[first + 1 :]):
                likely = (of or "1") == (period or "1")
                found.append((terms[first] in name, likely, f"{top}/{bottom}"))
        best = {f[2] for f in found if f[:2] == max(found)[:2]}
        return best.pop() if len(best) == 1 else ""

    @cached_property
    def _quotients(self) -> set[tuple[str, str, str]]:
        """Numerator, denominator and name of each share that the programme asks for."""
        parts = [p for c in self.programme.all_conditions for p in simple_parts(c.predicate)]
        found = {
            (p.numerator, p.denominator, p.name)
            for p in parts
            if isinstance(p, TieredRatio) or (isinstance(p, Ratio) and not p.per)
        }
        for table in self.programme.scoring.values():
            for scale in scales_of(table):
                if isinstance(m := scale.measure, RatioMeasure):
                    found.add((m.numerator, m.denominator, ""))
        return found


def _without(text: str, names: tuple[str, ...], inputs: Mapping[str, object]) -> str:
    """The text without the programme's own names, as long as they are no input's."""
    for name in sorted(set(names) - inputs.keys(), key=len, reverse=True):
        text = text.replace(name, "＿" * len(name))
    return text
