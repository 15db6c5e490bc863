"""Which targets are highest or lowest: only like units are compared."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from assistant.computing.worked import Worked
from assistant.reading.concepts import Concept
from assistant.reading.question import Question
from assistant.targets.rows import (
    NAMED,
    is_count,
    line,
    naming,
    once,
    row_text,
    share,
    without_verbs,
)
from corpus.figures import figures
from corpus.targets import Target

THING = r"(?:目标|指标)(?:任务|值|数)?"
_MOST = re.compile(
    rf"最(?P<a>[大多高小少低])[^,。?]{{0,8}}{THING}[^,。?]{{0,4}}(?:哪|什么|多少|有)|"
    rf"(?:哪一?[个项条些]|什么)[^,。?]{{0,8}}{THING}[^,。?]{{0,10}}最(?P<b>[大多高小少低])|"
    rf"{THING}[^,。?]{{0,8}}最(?P<c>[大多高小少低])的?[^,。?]{{0,6}}(?:哪|什么)"
)
_FIRST_FEW = re.compile(r"前(?:[一二三四五六七八九十\d]|几)")
_SHARES = re.compile(r"占比|比重")
_GROWTH = re.compile(r"增长|增幅|增速|涨幅")
_PERCENT = re.compile(r"比例|百分|[%％]|率")
_MONEY = re.compile(r"金额|资金|成交额|产值(?!占)|收入")
_COUNTER = re.compile(r"单位(?:是|为)?“?([一-鿿])”?|以“?([一-鿿])”?(?:为单位|计)|按“?([一-鿿])”?计")
_RANKING_WORDS = re.compile(
    r"[一二两三四五六七八九十百千万]+$|最|占比|比重|比例|百分|金额|单位|[大于超高低少不足以上下内]{2,3}"
)


def ranked(
    question: Question, concepts: Sequence[Concept], rows: Sequence[Target]
) -> Worked | None:
    """ "占比最高的目标是哪个": the row, or one for each unit where units differ."""
    found = _MOST.search(question.text)
    if found is None or _FIRST_FEW.search(question.text):
        return None
    lowest = (found["a"] or found["b"] or found["c"]) in "小少低"
    kind, held = _of_kind(question.text, of_field(question, concepts, once(rows)))
    by_unit: dict[str, list[Target]] = defaultdict(list)
    for row in held:
        by_unit[row.magnitude[1]].append(row)
    groups = {unit: group for unit, group in by_unit.items() if len(group) > 1}
    if not groups:
        return None
    best = {unit: extreme(group, lowest) for unit, group in groups.items()}
    word = "最低" if lowest else "最高"
    lines = tuple(line(row) for group in best.values() for row in group)
    if len(groups) == 1:
        unit, group = next(iter(groups.items()))
        said = f"{kind or f'以“{unit}”计的目标'}共 {len(group)} 项，目标数{word}的是：\n"
        return Worked(said, lines)
    units = "、".join(f"“{unit}”" for unit in best)
    return Worked(f"单位不同的目标不能互相比较，按{units}分别看，{word}的是：\n", lines)


def of_field(
    question: Question, concepts: Sequence[Concept], rows: Sequence[Target]
) -> list[Target]:
    """The rows of the section or the field that is named; all where none is."""
    if question.section:
        return [r for r in rows if section_is(r, question.section)]
    named = without_verbs(naming(concepts, question.text))
    named = [c for c in named if not _RANKING_WORDS.search(c.said) and not figures(c.said)]
    if not named:
        return list(rows)

    def told(row: Target) -> str:
        return f"{row_text(row)} {' '.join(row.passage.heading_path)}"

    return [r for r in rows if share(named, told(r)) >= NAMED]


def section_is(row: Target, section: str) -> bool:
    """Whether a row stands in the section with this Chinese number."""
    return any(h.startswith(f"{section}、") for h in row.passage.heading_path[:1])


def _of_kind(text: str, rows: Sequence[Target]) -> tuple[str, list[Target]]:
    """What the question measures by, and the rows measured so; counts where it does not say."""
    counter = _COUNTER.search(text)
    if counter:
        unit = next(filter(None, counter.groups()))
        return f"以“{unit}”计的目标", [r for r in rows if r.magnitude[1] == unit]
    if _SHARES.search(text):
        return "占比目标", [r for r in rows if _is_percent(r) and re.search("占", r.indicator)]
    if _GROWTH.search(text):
        return "增长目标", [r for r in rows if _is_percent(r) and _GROWTH.search(r.indicator)]
    if _PERCENT.search(text):
        return "比例目标", [r for r in rows if _is_percent(r)]
    if _MONEY.search(text):
        return "金额目标", [r for r in rows if r.magnitude[1] == "元"]
    return "", [r for r in rows if is_count(r)]


def _is_percent(row: Target) -> bool:
    return row.magnitude[1] == "%"


def extreme(rows: Iterable[Target], lowest: bool) -> list[Target]:
    """The rows with the least or the greatest value; several where they are level."""
    rows = list(rows)
    value = (min if lowest else max)(r.magnitude[0] for r in rows)
    return [r for r in rows if r.magnitude[0] == value]
