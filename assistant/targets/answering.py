"""Questions that the table of targets answers whole: all targets, those of a field or section,
those with a given figure, how many there are; sums, comparisons and extremes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.computing.worked import Worked
from assistant.reading.concepts import Concept
from assistant.reading.question import Question
from assistant.targets.bounds import bounded
from assistant.targets.comparison import compared
from assistant.targets.named import named_targets
from assistant.targets.ranking import ranked, section_is
from assistant.targets.rows import asking_sentence, held_for, is_about_targets, line, once
from assistant.targets.sums import summed
from corpus.figures import Measure
from corpus.targets import Target

_TABLE = re.compile(
    r"(?:量化|定量|数字|数量|年度|主要|全部|所有|各项|哪些|具体)(?:的)?(?:目标|指标|任务数|数字)|(?:目标|指标)(?:任务)?(?:一览|清单|都?有哪些|有什么|是哪些|全部)|(?:目标|指标)[^，。?]{0,6}(?:列|全部|汇总)|"
    r"(?:列|汇总|给出)[^，。?]{0,12}(?:目标|指标)|哪些[^，。?]{0,10}(?:目标|指标)|"
    r"(?:目标|指标)[^。?]{0,10}(?:列[全出齐]|一次|逐[项个条]|清单|拉个?单子)|[带有含](?:具体|明确)?(?:数字|数量|量化|指标|数)的"
)
# "高企认定有哪些指标要求": of the rules by which a firm is judged, not of a year
_JUDGED = r"(?:企业|高企|小巨人|专精特新|孵化器|众创空间|认定|评[定价])"
_OF_RULE = re.compile(
    rf"{_JUDGED}[^，。?今年]{{0,6}}指标(?:上|方面)?的?(?:要求|门槛|条件|标准|口径)|"
    rf"{_JUDGED}的?(?:要求|条件|标准)[^，。?]{{0,6}}指标"
)
# the figures that a plan puts before all its parts
_TOP = re.compile(
    r"顶层|总盘子|大盘子|总体|总的|总量|总要求|总(?:目标|指标)|(?<!重)大(?:目标|指标)|核心(?:目标|指标)|开头|开篇|[头第首]一?段"
)
_TOP_HEADING = re.compile(r"总体|总的|主要目标|总目标|目标任务$")
_SAME_FIGURE = re.compile(r"哪些|哪几|哪两|分别|都是|各是|什么项目")
_HOW_MANY = re.compile(
    r"(?:多少|几)(?:个|项|条)(?:量化|定量|数量|数字|年度|具体)?的?(?:目标|指标)|(?:目标|指标)(?:任务)?(?:一共|总共|共|合计)?有?(?:多少|几)(?:个|项|条)"
)
_OF_A_PLAN = re.compile(r"量化|定量|年度|今年|全年|要点|计划|20\d\d")
_IDLE = re.compile(
    r"清单|单子|目标|指标|量化|数字|列出|报告|评估|全部|任务|部分|要点|工作|科技创新|20\d\d"
)
WHOLE = 0.9  # of what the question names
IN_FIELD = 0.5  # share of what the question names that a row, or its section, must have


def target_answer(
    question: Question, concepts: Sequence[Concept], rows: Sequence[Target]
) -> Worked | None:
    """The rows asked for, counted, summed or compared; None where it is no such question."""
    rows = held_for(question, rows)
    if not rows:
        return None
    if is_about_targets(question):
        for way in (bounded, ranked, compared, summed, named_targets):
            worked = way(question, concepts, rows)
            if worked is not None:
                return worked
    return _listed(_asked_for(question, concepts, rows))


def _asked_for(
    question: Question, concepts: Sequence[Concept], rows: Sequence[Target]
) -> Sequence[Target]:
    if _TABLE.search(question.text) and not _OF_RULE.search(question.text):
        return _of_field(question, concepts, rows)
    if _HOW_MANY.search(question.text) and is_about_targets(question):
        of_plan = question.section or _OF_A_PLAN.search(question.text)
        return _of_field(question, concepts, rows) if of_plan else ()
    if question.amounts and _SAME_FIGURE.search(question.text):
        return _of_figure(question, rows)
    return ()


def _listed(rows: Sequence[Target]) -> Worked | None:
    """The rows under their count, a target that is stated twice once."""
    lines = tuple(map(line, once(rows)))
    if not lines:
        return None
    twice = "（重复写明的只列一次）" if len(lines) < len(rows) else ""
    return Worked(f"共 {len(lines)} 项{twice}：\n", lines)


def _of_field(
    question: Question, concepts: Sequence[Concept], rows: Sequence[Target]
) -> Sequence[Target]:
    if question.section:
        return [r for r in rows if section_is(r, question.section)]
    asked = asking_sentence(question.text, _TABLE)
    idle = re.compile(f"{_IDLE.pattern}|{_TOP.pattern}")
    named = [c for c in concepts if c.said in asked and c.known and not idle.search(c.said)]
    total = sum(c.weight for c in named)
    top = [r for r in rows if _is_top(r)] if _TOP.search(question.text) else []
    if not total:
        return top or rows

    def share(text: str) -> float:
        return sum(c.weight * c.match(text) for c in named) / total

    if top and share(f"{top[0].passage.source.title} {top[0].passage.text}") >= IN_FIELD:
        return top
    headed = [r for r in rows if share(" ".join(r.passage.heading_path)) >= IN_FIELD]
    found = [r for r in rows if share(f"{r.indicator} {r.scope}") >= IN_FIELD]
    one = len(found) == 1 and share(found[0].sentence) < WHOLE
    return headed or ([] if one else found)  # one that has not all that is named may be another


def _is_top(row: Target) -> bool:
    """Whether a target stands before the parts of its plan, or under its overall aims."""
    path = row.passage.heading_path
    return not path or bool(_TOP_HEADING.search(path[0]))


def _of_figure(question: Question, rows: Sequence[Target]) -> Sequence[Target]:
    """Rows with the figure that the question gives; one alone is left to retrieval."""
    wanted = {
        (f.value, f.unit) for f in question.amounts if f.measure in (Measure.COUNT, Measure.PERCENT)
    }
    found = [r for r in rows if (_plain(r), r.unit) in wanted]
    return found if len(found) > 1 else ()


def _plain(row: Target) -> float:
    return row.value / 100 if row.unit == "%" else row.value
