"""An assessment as text for a terminal."""

from collections.abc import Iterator

from assistant.answer import Citation
from assistant.eligibility.assessment import Assessment, ConditionResult, PartScore
from assistant.eligibility.finding import Verdict
from corpus.programmes import Programmes

SIGNS = {Verdict.MET: "✓", Verdict.NOT_MET: "✗", Verdict.UNKNOWN: "？", Verdict.MANUAL: "○"}


def programmes_text(programmes: Programmes) -> str:
    """One programme a line."""
    return "\n".join(f"{programme.id}\t{programme.name}" for programme in programmes)


def assessment_text(found: Assessment) -> str:
    """The verdict, every condition with its working and clause, then what follows."""
    return "\n".join(_lines(found))


def _lines(found: Assessment) -> Iterator[str]:
    yield f"【{found.verdict.value}】{found.programme.name}"
    yield from (f"注意：{p.label}：{p.message}" for p in found.problems)
    for condition in found.conditions:
        yield from _condition(condition)
    for card in found.scores:
        yield f"评分：{card.points_text} 分（满分 {card.full}）"
        yield from (line for part in card.parts for line in _part(part, 1))
    yield from _section("差在哪里", found.changes)
    yield from _section(
        "请补充", [f"{i.label}（{i.unit}，填报项 {i.name}）" for i in found.missing]
    )
    yield from _section("测算", [f"{c.label}：{c.working}" for c in found.computed])
    heading = "可以享受" if found.verdict is Verdict.MET else "符合后可以享受"
    yield from _section(heading, [f"{b.text}（{_place(b.citations[0])}）" for b in found.benefits])
    yield from _section("限额", [f"{x.text}（{_place(x.citations[0])}）" for x in found.limits])
    yield from (f"注：{note}" for note in (*found.notes, found.disclaimer))


def _condition(condition: ConditionResult) -> Iterator[str]:
    yield f"{SIGNS[condition.verdict]} {condition.verdict.value}\t{condition.label}"
    if condition.working:
        yield f"    {condition.working}"
    yield f"    依据：{_place(condition.citations[0])}"


def _part(part: PartScore, depth: int) -> Iterator[str]:
    left_out = "" if part.chosen else "（未采用）"
    yield f"{'    ' * depth}{part.label} {part.points_text} 分{left_out}：{part.working}"
    yield from (line for inner in part.parts for line in _part(inner, depth + 1))


def _section(heading: str, lines: tuple[str, ...] | list[str]) -> Iterator[str]:
    if lines:
        yield f"{heading}："
        yield from (f"  - {line}" for line in lines)


def _place(citation: Citation) -> str:
    source, passage = citation.passage.source, citation.passage
    number = passage.ordinal if passage.ordinal.isdecimal() else ""
    where = " › ".join(filter(None, (*passage.heading_path, number)))
    return f"《{source.title}》{source.document_number} {where}".replace("  ", " ")
