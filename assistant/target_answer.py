"""Questions that the table of targets answers whole: all targets, those of a field or section,
those with a given figure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.concepts import Concept
from assistant.extract import Line
from assistant.question import Question
from corpus.figures import Measure
from corpus.targets import Target

_TABLE = re.compile(
    r"(?:量化|定量|数字|数量|年度|主要|全部|所有|各项|哪些|具体)(?:的)?(?:目标|指标|任务数|数字)|(?:目标|指标)(?:任务)?(?:一览|清单|都?有哪些|有什么|是哪些|全部)|(?:目标|指标)[^，。?]{0,6}(?:列|全部|汇总)|"
    r"(?:列|汇总|给出)[^，。?]{0,12}(?:目标|指标)|哪些[^，。?]{0,10}(?:目标|指标)"
)
_SAME_FIGURE = re.compile(r"哪些|哪几|哪两|分别|都是|各是|什么项目")
_IDLE = re.compile(r"目标|指标|量化|数字|列出|报告|评估|全部|任务|部分|要点|工作|科技创新|20\d\d")
IN_FIELD = 0.5  # share of what the question names that a row, or its section, must have


def target_lines(
    question: Question, concepts: Sequence[Concept], rows: Sequence[Target]
) -> list[Line]:
    """The rows asked for as lines, a count first in the caller; empty where it is no such question."""
    if not rows:
        return []
    found: Sequence[Target] = ()
    if _TABLE.search(question.text):
        found = _of_field(question, concepts, rows)
    elif question.amounts and _SAME_FIGURE.search(question.text):
        found = _of_figure(question, rows)
    return [Line(f"{row.indicator}：{row.text}", row.passage, row.sentence) for row in _once(found)]


def _of_field(
    question: Question, concepts: Sequence[Concept], rows: Sequence[Target]
) -> Sequence[Target]:
    if question.section:
        opening = f"{question.section}、"
        return [
            r
            for r in rows
            if r.passage.heading_path[:1] and r.passage.heading_path[0].startswith(opening)
        ]
    named = [c for c in concepts if c.known and not _IDLE.search(c.said)]
    total = sum(c.weight for c in named)
    if not total:
        return rows

    def share(text: str) -> float:
        return sum(c.weight * c.match(text) for c in named) / total

    headed = [r for r in rows if share(" ".join(r.passage.heading_path)) >= IN_FIELD]
    return headed or [r for r in rows if share(f"{r.indicator} {r.scope}") >= IN_FIELD]


def _of_figure(question: Question, rows: Sequence[Target]) -> Sequence[Target]:
    """Rows with the figure that the question gives; one alone is left to retrieval."""
    wanted = {
        (f.value, f.unit) for f in question.amounts if f.measure in (Measure.COUNT, Measure.PERCENT)
    }
    found = [r for r in rows if (_plain(r), r.unit) in wanted]
    return found if len(found) > 1 else ()


def _plain(row: Target) -> float:
    return row.value / 100 if row.unit == "%" else row.value


def _once(rows: Sequence[Target]) -> list[Target]:
    """A target that the plan states twice is listed once, where it is stated first."""
    kept: list[Target] = []
    for row in rows:
        if not any(_same(row, other) for other in kept):
            kept.append(row)
    return kept


def _same(one: Target, other: Target) -> bool:
    if (one.value, one.unit) != (other.value, other.unit):
        return False
    shorter, longer = sorted((one.indicator, other.indicator), key=len)
    common = sum(character in longer for character in shorter)
    return common >= 0.5 * len(shorter) and one.passage != other.passage
