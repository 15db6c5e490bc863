"""Questions that the table of targets answers whole: all of them, those of a section or field,
those with a given figure, the largest, how many; and what named ones come to (sums)."""

import operator
import re
from collections.abc import Sequence

from assistant.tables.rows import LONGEST, Table, line, of_plan
from assistant.tables.sums import combined
from assistant.tables.worked import Worked, plain
from assistant.understanding.question import Kind, Question
from corpus.figures import Comparator, Figure, Measure, measure
from corpus.targets import Target

_NOUN = re.compile(r"目标|指标|任务")
_TABLE = re.compile(r"[列拉]|全部|所有|汇总|清单|一览|哪些|哪几|有什么|都有")
_COUNT = re.compile(
    r"(?:多少|几)[个项条][^，。?？]{0,4}(?:目标|指标|任务)|"
    r"(?:目标|指标|任务)(?:一共|总共|共)?有?(?:多少|几)[个项条]"
)
_MOST = re.compile(r"最(?P<way>[多高大少低小])|(?P<behind>[多高大少低小])的是哪")
_SECTION = re.compile(r"第([一二三四五六七八九十]+)(?:大?[部分章节项条块]+|个方面)")
_OVERALL = re.compile(r"总体|主要目标|总目标")
_UNIT = re.compile(r"以[“\"]?(\w)[”\"]?(?:为单位|计)")
_OF_UNIT = (
    (re.compile(r"占比|比例|比重|[增效率]|百分|[%％]"), "%"),
    (re.compile(r"金额|资金|多少钱|投资"), "元"),
)
_BOUNDS = {
    Comparator.AT_LEAST: ("不少于", operator.ge),
    Comparator.MORE: ("超过", operator.gt),
    Comparator.AT_MOST: ("不超过", operator.le),
    Comparator.LESS: ("少于", operator.lt),
    Comparator.ABOUT: ("为", operator.eq),
    Comparator.EQUAL: ("为", operator.eq),
}

# Share of what a question names that a row, or its section, must have to belong to it.
IN_FIELD = 0.75
ALONE = 0.9  # The same where one row alone has it: less may mean another


def target_answer(question: Question, targets: Sequence[Target]) -> Worked | None:
    """What the table tells; None where it is no such question, or what it names is not sure."""
    if len(question.text) > LONGEST or question.is_own_case:
        return None
    asks_else = question.kinds & {Kind.WHO, Kind.WHEN, Kind.HOW}
    rows = [] if asks_else else of_plan(question, targets)
    if not rows:
        return None
    table = Table(rows)
    return combined(question.text, table) or _whole(question, table)


def _whole(question: Question, table: Table) -> Worked | None:
    text = question.text
    most, bound = _MOST.search(text), _bound(question)
    if not _NOUN.search(text) or not (most or _TABLE.search(text) or _COUNT.search(text)):
        return None
    rows = _of_part(question, table)
    if not rows:
        return None
    if most:
        return _extreme(text, rows, less=(most["way"] or most["behind"]) in "少低小")
    if bound:
        return _bounded(bound, rows)
    twice = "（重复写明的只列一次）" if len(rows) > len(table.rows) else ""
    return Worked(f"共 {len(rows)} 项{twice}：\n", tuple(map(line, rows)))


def _of_part(question: Question, table: Table) -> list[Target]:
    """The rows of the section or field that is named; all where none is, [] where none fits."""
    text = question.text
    for figure in question.figures:
        text = text.replace(figure.text, " ")
    section = _SECTION.search(text)
    if section:
        return [r for r in table.rows if _heading(r).startswith(f"{section[1]}、")]
    text = _UNIT.sub(" ", text)
    if _MOST.search(text):
        for pattern, _ in _OF_UNIT:
            text = pattern.sub(" ", text)
    field = table.content(text)
    if not field:
        overall = [r for r in table.rows if not _heading(r) or _OVERALL.search(_heading(r))]
        return overall if overall and _OVERALL.search(text) else list(table.rows)
    headed = [
        r
        for r in table.rows
        if any(table.share(field, heading) >= IN_FIELD for heading in r.passage.heading_path)
    ]
    found = [r for r in table.rows if table.row_share(field, r) >= IN_FIELD]
    alone = len(found) == 1 and table.row_share(field, found[0]) < ALONE
    return headed or ([] if alone else found)


def _heading(row: Target) -> str:
    return row.passage.heading_path[0] if row.passage.heading_path else ""


def _bound(question: Question) -> Figure | None:
    """The one figure that rows are compared with."""
    other = (Measure.DURATION, Measure.DATE, Measure.SCORE)
    found = [f for f in question.figures if f.measure not in other and f.unit not in ("类", "档")]
    asks = _COUNT.search(question.text)
    found = [f for f in found if not (asks and f.text in asks[0])]
    return found[0] if len(found) == 1 else None


def _bounded(bound: Figure, rows: Sequence[Target]) -> Worked | None:
    """The rows of that unit within the bound, counted; the nearest where there is none."""
    value = bound.value * 100 if bound.unit == "%" else bound.value
    held = [r for r in rows if r.magnitude[1] == bound.unit]
    if not held:
        return None
    word, holds = _BOUNDS[bound.comparator]
    kept = [r for r in held if holds(r.magnitude[0], value)]
    number = re.search(r"[\d.]+[万亿]*|百分之\w+|[一二三四五六七八九十百千万亿两]+", bound.text)
    amount = f"{number[0] if number else plain(value)}{'' if '百分' in bound.text else bound.unit}"
    said = f"目标数{word}{amount}"
    if not kept:
        least = min(abs(r.magnitude[0] - value) for r in held)
        near = [r for r in held if abs(r.magnitude[0] - value) == least]
        told = f"没有{said}的目标；单位为“{bound.unit}”的 {len(held)} 项中最接近的是：\n"
        return Worked(told, tuple(map(line, near)))
    told = f"共 {len(kept)} 项{said}（单位为“{bound.unit}”的共 {len(held)} 项）：\n"
    return Worked(told, tuple(map(line, kept)))


def _extreme(text: str, rows: Sequence[Target], *, less: bool) -> Worked | None:
    """The row with the least or greatest figure; one for each unit where no unit is meant."""
    named = _UNIT.search(text)
    unit = named[1] if named else next((u for p, u in _OF_UNIT if p.search(text)), "")
    groups: dict[str, list[Target]] = {}
    for row in rows:
        own = row.magnitude[1]
        if own == unit or (not unit and measure(own) is Measure.COUNT):
            groups.setdefault(own, []).append(row)
    groups = {own: group for own, group in groups.items() if len(group) > 1}
    pick = min if less else max
    best = {u: pick(r.magnitude[0] for r in group) for u, group in groups.items()}
    lines = tuple(
        line(r) for u, group in groups.items() for r in group if r.magnitude[0] == best[u]
    )
    if not lines:
        return None
    word = "最低" if less else "最高"
    if len(groups) == 1:
        own, group = next(iter(groups.items()))
        return Worked(f"以“{own}”计的目标共 {len(group)} 项，目标数{word}的是：\n", lines)
    units = "、".join(f"“{own}”" for own in groups)
    return Worked(f"单位不同的目标不能互相比较，按{units}分别看，{word}的是：\n", lines)
