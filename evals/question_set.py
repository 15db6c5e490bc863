"""Question sets: JSONL files of cases, with every bad line named by its place."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from evals.case import CATEGORIES, SPLITS, Case, InputError


def load(paths: Iterable[Path]) -> list[Case]:
    """All cases of the files in order; InputError lists every bad line with its place."""
    cases: list[Case] = []
    problems: list[str] = []
    seen: dict[str, str] = {}
    for path in paths:
        for place, line in _lines(path):
            try:
                case = parse(line, place)
            except InputError as error:
                problems.extend(error.problems)
                continue
            if case.id in seen:
                problems.append(f"{place}：编号重复：{case.id}（已见于 {seen[case.id]}）")
            seen.setdefault(case.id, place)
            cases.append(case)
    if problems:
        raise InputError(*problems)
    return cases


def parse(line: str, place: str) -> Case:
    """One line of a question set."""
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise InputError(f"{place}：不是合法的 JSON：{error.msg}（第 {error.colno} 列）") from error
    if not isinstance(row, dict):
        raise InputError(f"{place}：应为一个 JSON 对象")
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
        place=place,
    )


def _rules(row: dict[str, Any]) -> list[tuple[bool, str]]:
    facts = row.get("facts", [])
    return [
        (_filled(row.get("id")), "缺少 id"),
        (row.get("category") in CATEGORIES, f"未知类别：{row.get('category')}"),
        (isinstance(row.get("question"), str), "缺少 question"),
        (isinstance(row.get("answerable"), bool), "answerable 应为 true 或 false"),
        (isinstance(facts, list) and all(f and _strings(f) for f in facts), "facts 应为列表的列表"),
        (_strings(row.get("forbidden", [])), "forbidden 应为字符串列表"),
        (_strings(row.get("evidence", [])), "evidence 应为字符串列表"),
        (_turns(row.get("history") or []), "history 应为 {role, content} 的列表"),
        (isinstance(row.get("note") or "", str), "note 应为字符串"),
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


def _lines(path: Path) -> Iterable[tuple[str, str]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "不是 UTF-8 文本"
        raise InputError(f"{path}：无法读取：{reason}") from error
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield f"{path}:{number}", line


def select(
    cases: Sequence[Case], split: str = "all", categories: Sequence[str] = (), limit: int = 0
) -> list[Case]:
    """The cases of a split and of some categories, at most limit of them (0: all)."""
    unknown = [c for c in categories if c not in CATEGORIES]
    if unknown:
        raise InputError(f"未知类别：{'、'.join(unknown)}；可选：{'、'.join(CATEGORIES)}")
    if split not in (*SPLITS, "all"):
        raise InputError(f"未知划分：{split}；可选：dev、test、all")
    kept = [
        case
        for case in cases
        if split in ("all", case.split) and (not categories or case.category in categories)
    ]
    return kept[:limit] if limit else kept
