"""A result by a rule's own formula, and the sentences of the library that it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from assistant.composing.line import Line
from assistant.computing.worked import Worked, marks, plain, rate
from assistant.library import Library
from assistant.reading.own_figures import YUAN_IN_UNIT
from corpus.figures import figures
from corpus.passage import Passage
from corpus.programme_formula import Step, work_out

if TYPE_CHECKING:  # pydantic models: imported once a formula is asked for
    from corpus.programme_rules import Calculator
    from corpus.programmes import Programme

LARGEST_RATE = 3.0  # a number of a formula up to here is a rate, above it 万元
_HALF, _HALVED = 0.5, re.compile(r"减半")
_EXAMPLE = "示例"
_YEAR = re.compile(r"(?<!\d)(?:20(\d\d)|([12]\d))年(?![内以])")
_SPAN = re.compile(r"(20\d\d)年[^，,；;。]*?至(20\d\d)年")
_LIST_MARK = re.compile(r"^\s*(?:\d{1,3}[.．、]|[（(][一二三四五六七八九十\d]+[）)])\s*")


def by_formula(programme: Programme, rule: Calculator, values: Mapping[str, float | bool]) -> Step:
    """A calculator with the asker's own values, in 万元 and shares."""
    known = {
        name: value if isinstance(value, bool) else Fraction(str(value))
        for name, value in values.items()
    }

    def show(name: str, value: Fraction) -> str:
        item = programme.by_name.get(name)
        return rate(float(value)) if item and item.is_share else plain(float(value))

    return work_out(rule.formula, known, show, spelled=True)


def rests_on(
    programme: Programme, rule: Calculator, step: Step, same: Sequence[float], library: Library
) -> tuple[Line, ...]:
    """The document's example with these figures, and what states the numbers it does not give.

    None where a number is nowhere stated: then the rule is not the library's.
    """
    own = rule.section.passages if rule.section else ()
    passages = [*own, *(p for benefit in programme.benefit for p in benefit.section.passages)]
    found = list(_example(programme, same, library))
    for constant in map(float, filter(None, step.constants)):
        lines = saying(passages, constant)
        if not lines:
            return ()
        if not any(_says(line.quote, constant) for line in found):
            found.append(lines[0])
    return tuple(found)


def saying(passages: Iterable[Passage], constant: float) -> tuple[Line, ...]:
    """The sentences that state a number of a formula: a rate, or an amount of 万元."""
    return tuple(line_of(p, s) for p in passages for s in p.sentences if _says(s, constant))


def matching(library: Library, policy: str, pattern: str) -> tuple[Line, ...]:
    """The sentences of a policy that a pattern finds."""
    return tuple(
        line_of(p, s)
        for p in library.passages
        if p.source.id == policy
        for s in p.sentences
        if re.search(pattern, s)
    )


def in_force(programme: Programme, said: str, library: Library) -> bool:
    """Whether the library has the policy, and for every year that is named."""
    source = next((s for s in library.sources if s.id == programme.policy), None)
    if source is None:
        return False
    since = int((source.effective_on or "0")[:4])
    return all(year >= since for year in _years(said))


def holds_then(lines: Iterable[Line], said: str) -> bool:
    """Whether every year named lies in the years that the sentences give ("2023年…至2027年…")."""
    spans = [(int(m[1]), int(m[2])) for line in lines for m in _SPAN.finditer(line.quote)]
    return all(first <= year <= last for year in _years(said) for first, last in spans)


def line_of(passage: Passage, quote: str) -> Line:
    """A sentence as a line, its list mark and stop left to the quote."""
    return Line(_LIST_MARK.sub("", quote.strip()).rstrip("。；;"), passage, quote.strip())


def equation(step: Step) -> str:
    """ "(800 − 500) × 25% × 50% = 37.5万元"."""
    return f"{step.working} = {plain(float(step.value))}万元"


def worked_out(told: str, rest: str, lines: Sequence[Line]) -> Worked | None:
    """The result with the marks of what it rests on; nothing where it rests on nothing."""
    lines = tuple(dict.fromkeys(lines))
    shown = "".join(dict.fromkeys(marks(lines)))
    return Worked(f"{told}{shown}{rest}。\n", lines) if lines else None


def _example(programme: Programme, same: Sequence[float], library: Library) -> tuple[Line, ...]:
    """The document's own example, where it has the asker's figures and comes to the same; that
    nothing is due is told in words."""
    wanted = {round(value * YUAN_IN_UNIT, 2) for value in same if value}
    for passage in library.passages:
        is_example = _EXAMPLE in "".join(passage.heading_path)
        told = [round(f.value, 2) for f in figures(passage.text)] if is_example else []
        same_case = wanted <= set(told) and (all(same) or told[:1] == [*wanted][:1])
        if passage.source.id == programme.policy and is_example and same_case:
            return (line_of(passage, passage.sentences[0]),)
    return ()


def _years(said: str) -> list[int]:
    """ "2022年", "22年"; 2000万 is no year."""
    return [2000 + int(m[1] or m[2]) for m in _YEAR.finditer(said)]


def _says(text: str, constant: float) -> bool:
    if constant == _HALF and _HALVED.search(text):
        return True
    wanted = constant if constant <= LARGEST_RATE else constant * YUAN_IN_UNIT
    return any(abs(f.value - wanted) < 1e-6 for f in figures(text))
