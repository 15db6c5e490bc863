"""Question sets: JSONL files of cases, with every bad line named by its place."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from evals.case import CATEGORIES, SPLITS, Case, InputError
from evals.folder import parse_object, read_lines

QUESTIONS = Path(__file__).parent / "questions"
OPTIONAL = ("note", "document", "documents", "split")


def shipped_questions() -> list[Path]:
    """The question sets of this package."""
    found = sorted(QUESTIONS.glob("*.jsonl"))
    if not found:
        raise InputError(f"{QUESTIONS}：没有题集")
    return found


def load(paths: Iterable[Path]) -> list[Case]:
    """All cases of the files in order; InputError lists every bad line with its place."""
    cases: dict[str, Case] = {}
    problems: list[str] = []
    for place, line in (placed for path in paths for placed in read_lines(path)):
        try:
            case = parse(line, place)
        except InputError as error:
            problems.extend(error.problems)
            continue
        if case.id in cases:
            problems.append(f"{place}：编号重复：{case.id}（已见于 {cases[case.id].place}）")
        cases.setdefault(case.id, case)
    if problems:
        raise InputError(*problems)
    return list(cases.values())


def parse(line: str, place: str) -> Case:
    """One line of a question set."""
    row = parse_object(line, place)
    faults = [message for test, message in _rules(row) if not test]
    if faults:
        raise InputError(f"{place}：{'；'.join(faults)}")
    return Case(
        id=row["id"],
        category=row["category"],
        question=row["question"],
        answerable=row["answerable"],
        facts=tuple(tuple(forms) for forms in row.get("facts", [])),
        forbidden=tuple(row.get("forbidden", [])),
        evidence=tuple(row.get("evidence", [])),
        history=tuple((turn["role"], turn["content"]) for turn in row.get("history") or []),
        note=row.get("note") or "",
        document=row.get("document") or "",
        documents=row.get("documents") or "",
        given_split=row.get("split") or "",
        place=place,
    )


def _rules(row: dict[str, Any]) -> list[tuple[bool, str]]:
    facts = row.get("facts", [])
    return [
        (_filled(row["id"]), "id 应为字符串"),
        (_filled(row.get("category")), "缺少 category"),
        (isinstance(row.get("question"), str), "缺少 question"),
        (isinstance(row.get("answerable"), bool), "answerable 应为 true 或 false"),
        (isinstance(facts, list) and all(f and _strings(f) for f in facts), "facts 应为列表的列表"),
        (_strings(row.get("forbidden", [])), "forbidden 应为字符串列表"),
        (_strings(row.get("evidence", [])), "evidence 应为字符串列表"),
        (_turns(row.get("history") or []), "history 应为 {role, content} 的列表"),
        *((isinstance(row.get(key) or "", str), f"{key} 应为字符串") for key in OPTIONAL),
    ]


def _filled(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _strings(value: object) -> bool:
    return isinstance(value, list) and all(_filled(item) for item in value)


def _turns(value: object) -> bool:
    return isinstance(value, list) and all(
        isinstance(turn, dict)
        and turn.get("role") in ("user", "assistant")
        and isinstance(turn.get("content"), str)
        for turn in value
    )


def select(
    cases: Sequence[Case], split: str = "all", categories: Sequence[str] = (), limit: int = 0
) -> list[Case]:
    """The cases of a split and of some categories, at most limit of them (0: all).

    Raises InputError for a split or category that no case has.
    """
    _known("类别", categories, [*CATEGORIES, *(case.category for case in cases)])
    _known("划分", [split], [*SPLITS, "all", *(case.split for case in cases)])
    kept = [
        case
        for case in cases
        if split in ("all", case.split) and (not categories or case.category in categories)
    ]
    return kept[: limit or None]


def _known(what: str, names: Sequence[str], there: Sequence[str]) -> None:
    unknown = [name for name in names if name not in there]
    if unknown:
        known = "、".join(dict.fromkeys(there))
        raise InputError(f"未知{what}：{'、'.join(unknown)}；可选：{known}")
