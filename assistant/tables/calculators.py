"""The asker's own figures put through rules that are data, each resting on its clause."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

import corpus
from assistant.composing.citations import Line
from assistant.library import Library
from assistant.tables.rows import LONGEST
from assistant.tables.worked import Worked, marks, percent, plain
from assistant.understanding.question import Kind, Question
from corpus.figures import Comparator, Figure, Measure, figures
from corpus.outline import LIST_MARK
from corpus.passage import Passage
from corpus.programme_formula import Step, work_out
from corpus.programme_sections import Sections
from corpus.spoken_numbers import said_figures
from index.tokenizer import ASKING, normalize

RULES = Path(corpus.__file__).parent / "eligibility" / "calculations.yaml"
YUAN = 10_000  # of the unit that amounts are reckoned in

LARGEST_RATE = 3  # A number of a formula up to here is a rate, above it an amount in 万元
_SPAN = re.compile(r"(20\d\d)年[^，,；;。]*?至(20\d\d)年")
_EMPTY = re.compile(r"20\d\d年度?|[的了要得能可有是把在为以用需到对]")


class Least(BaseModel):
    """One tier of what the result must be at least; up_to belongs to it."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    value: float
    by: str = ""
    up_to: float | None = None


class Rule(BaseModel):
    """One calculation as written in the file of rules, which explains the fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    id: str
    clause: str
    result: str
    unit: str
    formula: str
    inputs: dict[str, tuple[str, ...]]
    about: tuple[tuple[str, ...], ...]
    words: tuple[str, ...] = ()
    least: tuple[Least, ...] = ()
    note: str = ""


@cache
def rules(file: Path = RULES) -> tuple[Rule, ...]:
    """The rules of a file."""
    written = yaml.safe_load(file.read_text(encoding="utf-8"))
    return tuple(map(Rule.model_validate, written["rules"]))


def calculated(question: Question, library: Library, file: Path = RULES) -> Worked | None:
    """The result with its working; None where no rule knows all that the question says."""
    text = normalize(question.text) if len(question.text) <= LONGEST else ""
    own = said_figures(text)
    asks = own and question.kinds & {Kind.FIGURE, Kind.YES_NO}
    if not asks or not all(map(_is_own, own)):
        return None
    results = (_by_rule(rule, text, own, question, library) for rule in rules(file))
    return next(filter(None, results), None)


def _is_own(figure: Figure) -> bool:
    """A plain amount of money; "500万元以内" speaks of the rule."""
    plainly = figure.comparator in (Comparator.EQUAL, Comparator.ABOUT) and figure.upper is None
    return plainly and figure.measure is Measure.MONEY


def _by_rule(
    rule: Rule, text: str, own: Sequence[Figure], question: Question, library: Library
) -> Worked | None:
    values = _inputs(rule, text, own)
    if values is None or not _knows(rule, text, own):
        return None
    sections = Sections(library.passages)
    passages = [] if sections.unresolved(rule.clause) else sections.passages(rule.clause)
    step = work_out(rule.formula, values, lambda _, value: plain(float(value)), spelled=True)
    tiers = (x for x in rule.least if x.up_to is None or values[x.by] <= x.up_to)
    least = next(tiers, None)
    stated = [*map(float, filter(None, step.constants)), *([least.value] if least else [])]
    lines = _stating(passages, stated)
    beyond = rule.unit == "%" and step.value > 1
    if beyond or not lines or not _holds(lines, question.years):
        return None
    note = f"（{rule.note}）" if rule.note else ""
    return Worked(f"{_told(rule, step, least)}{note}{marks(lines)}。\n", lines)


def _told(rule: Rule, step: Step, least: Least | None) -> str:
    """The result with its working, and how it stands to what it must be."""
    result = float(step.value)
    shown = percent(result) if rule.unit == "%" else f"{plain(result)}{rule.unit}"
    if least is None:
        return f"{rule.result}{shown}：{step.working} = {shown}"
    met, bound = step.value >= Fraction(str(least.value)), percent(least.value)
    shown = percent(result, 5) if shown == bound and not met else shown
    judged = f"不低于{bound}，达到要求" if met else f"低于{bound}，未达到要求"
    return f"{rule.result}{shown}：{step.working} = {shown}，{judged}"


def _inputs(rule: Rule, text: str, own: Sequence[Figure]) -> dict[str, Fraction] | None:
    """Each input with its figure in 万元, by the nearest of its words; None unless one each."""
    near = [min(_distances(rule, text, figure), default=(0, "")) for figure in own]
    found = {
        name: Fraction(str(figure.value)) / YUAN
        for (_, name), figure in zip(near, own, strict=True)
    }
    complete = found.keys() == rule.inputs.keys() and len(own) == len(found)
    return found if complete and all(found.values()) else None


def _distances(rule: Rule, text: str, figure: Figure) -> Iterator[tuple[int, str]]:
    """How far each input's word stands from a figure; one behind it is further off."""
    for name, words in rule.inputs.items():
        for match in re.finditer("|".join(map(re.escape, words)), text):
            before = figure.start - match.end()
            yield (before if before >= 0 else 2 * (match.start() - figure.end) + 1, name)


def _knows(rule: Rule, text: str, own: Sequence[Figure]) -> bool:
    """Whether the question is about the rule and says nothing that the rule has no word for."""
    if not all(any(word in text for word in group) for group in rule.about):
        return False
    for figure in own:
        text = text.replace(figure.text, " ")
    words = {w for group in (*rule.inputs.values(), *rule.about, rule.words) for w in group}
    known = re.compile("|".join(sorted(map(re.escape, words), key=len, reverse=True)))
    return not any(map(str.isalnum, _EMPTY.sub("", ASKING.sub("", known.sub("", text)))))


def _stating(passages: Sequence[Passage], numbers: Sequence[float]) -> tuple[Line, ...]:
    """The sentences that state the numbers, the first of each; () where one is nowhere stated."""
    said = [(passage, s.strip()) for passage in passages for s in passage.sentences]
    found: dict[str, Line] = {}
    for number in numbers:
        if not any(_states(quote, number) for quote in found):
            stated = next(((p, s) for p, s in said if _states(s, number)), None)
            if stated is None:
                return ()
            found[stated[1]] = Line(LIST_MARK.sub("", stated[1]).rstrip("。；;"), *stated)
    return tuple(found.values())


def _states(text: str, number: float) -> bool:
    if number == 0.5 and "减半" in text:
        return True
    wanted = number if number <= LARGEST_RATE else number * YUAN
    return any(abs(f.value - wanted) < 1e-6 for f in figures(text))


def _holds(lines: Sequence[Line], years: frozenset[int]) -> bool:
    """Whether every year named lies in the terms that the sentences and documents give."""
    spans = [(int(m[1]), int(m[2])) for line in lines for m in _SPAN.finditer(line.quote)]
    spans += [(int(line.passage.source.effective_on[:4] or 0), 9999) for line in lines]
    return all(first <= year <= last for year in years for first, last in spans)
