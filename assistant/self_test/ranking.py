"""Several programmes on the same facts, in the order in which an owner wants to read them."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.composing.citations import CitationList
from assistant.eligibility import ConditionResult, Verdict
from assistant.eligibility.standing import Standing
from assistant.self_test.judged import Judged
from assistant.self_test.missing import AT_ONCE, to_ask
from assistant.self_test.phrases import CLOSING, OPENING
from assistant.self_test.said import Facts, same_figure
from assistant.self_test.told import mark, why_not
from assistant.self_test.writing import questions
from corpus.programmes import Programmes

_NAMED = 2  # of what a programme still needs or fails, named in its line where there is room
_LOOKED_AT = 6  # of what it needs, weighed against what the others need


def ranked(tested: Sequence[Judged]) -> tuple[Judged, ...]:
    """The best standing first; within one, the fewer things in the way or missing the sooner."""
    order = list(Standing)

    def far(judged: Judged) -> tuple[int, int, int]:
        lacking = len(judged.assessment.missing)
        past = bool(judged.programme.note)  # judged by rules of the past
        return order.index(judged.standing) + 10 * past, len(judged.in_the_way), lacking

    return tuple(sorted(tested, key=far))


def written_ranking(
    tested: Sequence[Judged], facts: Facts, programmes: Programmes, longest: int
) -> tuple[str, CitationList]:
    """The text for several programmes with its marks; the longer it gets, the less it names."""
    for named in range(_NAMED, -1, -1):
        marks = CitationList()
        text = _written(tested, facts, programmes, marks, named)
        if len(text) <= longest:
            break
    return text, marks


def _written(
    tested: Sequence[Judged],
    facts: Facts,
    programmes: Programmes,
    marks: CitationList,
    named: int,
) -> str:
    touched = [j for j in ranked(tested) if _touched(j)]
    asked = _to_ask(touched or tested, facts)
    lines = [OPENING + _summary(touched)]
    lines += [_line(judged, facts, marks, named) for judged in touched]
    untouched = [j.programme.name for j in tested if j not in touched]
    if untouched and touched and named:
        lines.append(f"还没有相关数据：{'、'.join(untouched)}。")
    lines += questions(asked, touched or tested, facts, programmes, marks)
    return "\n".join([*lines, CLOSING])


def _touched(judged: Judged) -> bool:
    """Whether more than where it is registered was told for a programme."""
    told = set(judged.used) - {"is_resident_enterprise", "registered_in_yancheng"}
    return bool(told) or judged.verdict is Verdict.NOT_MET


def _summary(touched: Sequence[Judged]) -> str:
    if not touched:
        return "还没有可以核对的数据，请先补充下面几项。"
    counts = [(s, sum(j.standing is s for j in touched)) for s in Standing]
    told = "，".join(f"{s.value} {n} 个" for s, n in counts if n)
    return f"与您的数据有关的 {len(touched)} 个项目中，{told}。"


def _line(judged: Judged, facts: Facts, marks: CitationList, named: int) -> str:
    stands = judged.standing
    name = f"- {stands.value}：{judged.programme.name}"
    if stands is Standing.UNKNOWN:
        return f"{name}，{_open(judged, facts, marks, named)}"
    if stands is Standing.MET:
        met = next(c for c in judged.conditions if c.verdict is Verdict.MET)
        return f"{name}。{mark(met.citations, marks)}"
    told = "；".join(_reason(judged, result, marks) for result in judged.in_the_way[: named or 1])
    return f"{name}，{told}。"


def _open(judged: Judged, facts: Facts, marks: CitationList, named: int) -> str:
    """What is met so far, and what would decide most."""
    met = sum(c.verdict is Verdict.MET for c in judged.conditions)
    lacking = [item.name for item in judged.assessment.missing]
    first = (to_ask(judged, facts, _NAMED) or lacking)[:named]
    labels = "、".join(
        judged.programme.by_name[name].short_label.removeprefix("是否为").removeprefix("是否")
        for name in first
    )
    many = len({*first, *lacking})
    rest = f"{'等' if labels else ''} {many} 项" if many > len(first) else ""
    place = next(c for c in judged.conditions if c.missing)
    told = f"已符合 {met} 条，" if met else ""
    return f"{told}还要看{labels}{rest}。{mark(place.citations, marks)}"


def _reason(judged: Judged, result: ConditionResult, marks: CitationList) -> str:
    why = why_not(judged, result)
    return f"{why.told}{f'，{why.step}' if why.step else ''}{mark(why.citations, marks)}"


def _to_ask(tested: Sequence[Judged], facts: Facts) -> tuple[str, ...]:
    """What serves most programmes first; of the same use, what decides the nearest one."""
    wanted = [to_ask(judged, facts, _LOOKED_AT) for judged in ranked(tested)]
    alike = [{same_figure(name): name for name in some} for some in wanted]
    names = {figure: name for some in reversed(alike) for figure, name in some.items()}
    order = sorted(names, key=lambda figure: -sum(figure in some for some in alike))
    return tuple(names[figure] for figure in order[:AT_ONCE])
