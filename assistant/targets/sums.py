"""Sums of targets that a question names, with their working; nothing that does not add up."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.computing.worked import Worked, marks, plain
from assistant.reading.concepts import Concept
from assistant.reading.question import Question
from assistant.targets.comparison import DIFFERENCE
from assistant.targets.operands import of_kinds, operands
from assistant.targets.rows import line
from assistant.targets.wording import together, worded
from corpus.plan_language import VERB
from corpus.targets import Target

SUM = re.compile(
    r"合计|合起来|加(?:在|到)?一块儿?|加总|拢共|合在一起|加起来|加在一起|加到一起|相加|之和|总和|总计|一共|总共|共(?:要|计|需|新|建)"
)
_PART = re.compile(r"^(?:含|包括|其中)")


def summed(
    question: Question, concepts: Sequence[Concept], rows: Sequence[Target]
) -> Worked | None:
    """ "两类工作站一共建多少家", "A和B合计多少": the sum, or why there is none."""
    if not SUM.search(question.text) or DIFFERENCE.search(question.text):
        return None
    found = of_kinds(question, concepts, rows) or operands(question, concepts, rows)
    return added(found) if found else None


def added(found: Sequence[Target]) -> Worked:
    """The sum where one can be made; else both as they are, and why there is none."""
    lines = tuple(map(line, found))
    why_not = why_not_added(found)
    if why_not:
        return Worked(f"{why_not}，不能相加，分别是：\n", lines)
    total = sum(row.magnitude[0] for row in found) / _scale(found[0])
    said = " + ".join(f"{r.text}{m}" for r, m in zip(found, marks(lines), strict=True))
    comparator = together(found)
    if comparator is None:
        amount = f"{plain(total)}{found[0].unit}"
        told = f"目标数相加为{amount}：{said}。各项要求不同，不合成一个要求，分别是：\n"
        return Worked(told, lines)
    amount = worded(comparator, total, found[0].unit)
    return Worked(f"合计{amount}：{said} = {amount}（按目标数相加）。\n", lines)


def why_not_added(found: Sequence[Target]) -> str:
    """Why these rows have no sum; "" where they have one."""
    units = list(dict.fromkeys(map(_unit, found)))
    if len(units) > 1:
        return f"各项单位不同（{'、'.join(units)}）"
    if units[0] == "%" or "百分点" in units[0]:
        return "比例和增幅各有各的基数"
    pairs = [(a, b) for a in found for b in found if a is not b]
    if any(_is_part_of(a, b) for a, b in pairs):
        return "其中一项已包含在另一项里"
    if any(_same_object(a, b) for a, b in pairs):
        return "各项说的是同一类对象，可能互相包含"
    if len({row.comparator == "达到" for row in found}) > 1:
        return "有的是总量，有的是新增量"
    return ""


def _is_part_of(part: Target, whole: Target) -> bool:
    """ "其中省级6家", "（含线上3场）" stand inside the figure before them."""
    if part.sentence != whole.sentence or part.passage != whole.passage:
        return False
    head, found, _ = part.indicator.partition("其中")
    return bool(found and head in ("", whole.indicator)) or bool(_PART.match(part.indicator))


def _same_object(one: Target, other: Target) -> bool:
    """ "推荐企业20家，获认定10家": the same things, further along."""
    shorter, longer = sorted((_object(one), _object(other)), key=len)
    return bool(shorter) and shorter in longer


def _object(row: Target) -> str:
    verbs = rf"(?:{VERB.pattern}|获|择优)+"
    return re.sub(rf"^{verbs}|{verbs}$", "", row.indicator)


def _unit(row: Target) -> str:
    return row.magnitude[1]


def _scale(row: Target) -> float:
    """How many of the bare unit the unit as written stands for: 亿元 is 1e8."""
    return row.magnitude[0] / row.value if row.value and row.unit else 1.0
