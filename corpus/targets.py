"""Quantitative targets of a plan as rows, found by how plans speak."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus import plan_language as say
from corpus.document import Source
from corpus.figures import SCALES, Figure
from corpus.passage import Passage
from corpus.plan_reading import Reading, target_readings
from corpus.responsible_body import Duties, duties
from corpus.target_naming import Context, indicator, is_elliptical

_PLAN = re.compile(r"要点|计划|规划|任务|安排|目标|行动方案|工作报告")
_SHARED = re.compile(r"分别(达到?|不少于|不低于|超过?|突破|至少)")
# Every comparator is one of the words on the right; "" where the figure stands bare.
_COMPARATORS = (
    (r"以上|起$", "以上"),
    (r"以下", "以下"),
    (r"以内|之内", "以内"),
    (r"左右|上下", "左右"),
    (r"不得?少于", "不少于"),
    (r"不得?低于", "不低于"),
    (r"至少|最[低少]", "至少"),
    (r"不[得能]?超过|不多于|至多|最[多高长]", "不超过"),
    (r"不高于", "不高于"),
    (r"突破", "突破"),
    (r"超[过出]?", "超"),
    (r"[高大多]于", "高于"),
    (r"[低少小]于|不[足到]", "低于"),
    (r"约|近", "约"),
    (r"达|满", "达到"),
    (r"力争|争取", "力争"),
)
COMPARATORS = tuple(word for _, word in _COMPARATORS)


@dataclass(frozen=True, slots=True)
class Target:
    """One target; value and unit as written (350, 亿元), comparator one of COMPARATORS or "".

    body is who answers for it, "" where the document names nobody.
    """

    indicator: str
    comparator: str
    value: float
    unit: str
    text: str
    scope: str
    due: str
    sentence: str
    passage: Passage
    body: str = ""

    @property
    def magnitude(self) -> tuple[float, str]:
        """Value and unit that compare: 350亿元 is 3.5e10 元, 1/3 is 33.33%."""
        if not self.unit:
            return round(self.value * 100, 6), "%"
        scale = next((s for s in SCALES if self.unit.startswith(s) and self.unit != s), "")
        return self.value * SCALES[scale], self.unit.removeprefix(scale)

    def to_json(self) -> dict[str, object]:
        """The row as the contract of `python -m corpus targets` has it."""
        return {
            "indicator": self.indicator,
            "comparator": self.comparator,
            "value": int(self.value) if float(self.value).is_integer() else self.value,
            "unit": self.unit,
            "text": self.text,
            "scope": self.scope,
            "due": self.due,
            "passage_id": self.passage.id,
            "sentence": self.sentence,
            "body": self.body,
        }


def targets(passages: Sequence[Passage], *, plans_only: bool = True) -> tuple[Target, ...]:
    """The targets in order; of a whole library only its plans are read."""
    wanted = [p for p in passages if not plans_only or is_plan(p.source)]
    return tuple(row for passage, named in duties(wanted) for row in _rows(passage, named))


def is_plan(source: Source) -> bool:
    """A document that plans a year and says so in its title."""
    return source.year is not None and bool(_PLAN.search(source.title))


def _rows(passage: Passage, named: Duties) -> Iterator[Target]:
    sentence = named.sentence
    context = Context()
    readings = list(target_readings(sentence, passage.source.year))
    starts = [reading.figure.start for reading in readings]
    for reading in readings:
        name = indicator(reading, context)
        context = Context(name, reading.clause.start)
        text, comparator = _text(reading), _comparator(reading)
        value, unit = _as_written(reading.figure)
        scope = _scope(reading, passage)
        due = reading.period.group(0) if reading.period else ""
        body = named.of(reading.figure.start, starts)
        said = sentence.strip()
        yield Target(name, comparator, value, unit, text, scope, due, said, passage, body)


def _text(reading: Reading) -> str:
    """The figure with its comparator; "力争" counts as one where it stands right before."""
    modal = re.search(r"(?:力争|争取)$", reading.before)
    text = reading.figure.text.removesuffix("企业")
    return f"{modal.group(0) if modal and not reading.compared else ''}{text}"


def _comparator(reading: Reading) -> str:
    """One of COMPARATORS, also where it stands apart: "至少新建2个", "分别达到8家、6家"."""
    shared = _SHARED.search(reading.clause.text) if reading.listed else None
    parted = say.AT_LEAST_TO.search(reading.before) or shared
    text = _text(reading) if reading.compared or not parted else parted[1]
    return next((word for pattern, word in _COMPARATORS if re.search(pattern, text)), "")


def _as_written(figure: Figure) -> tuple[float, str]:
    """350, 亿元 for 35000000000.0 元; 0.3333 without unit for 1/3."""
    if figure.unit == "%":
        if re.search(r"[%％]|百分之", figure.text):
            return round(figure.value * 100, 6), "%"
        return round(figure.value, 4), ""
    scale = re.search(rf"({'|'.join(SCALES)})(?:余|多)?{figure.unit}", figure.text)
    said = scale[1] if scale else ""
    unit = figure.unit.removesuffix("企业")
    return round(figure.value / SCALES[said], 6), f"{said}{unit}"


def _scope(reading: Reading, passage: Passage) -> str:
    """Named by the target itself, by a clause before it that opens so, or by its heading."""
    own = reading.before if reading.postposed else f"{reading.before} {reading.after}"
    earlier = [clause.text for clause in reading.earlier]
    if is_elliptical(reading):
        own = f"{earlier[-1] if earlier else ''} {own}"
    named = [say.scope_of(own)]
    named += [say.opening_scope(text) for text in reversed(earlier)]
    named += [say.scope_of(heading) for heading in reversed(passage.heading_path[1:])]
    return next(filter(None, named), "")
