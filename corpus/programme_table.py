"""The eligibility rules as a list: for people, as rows for programs; how groups bind, in words."""

from typing import Any

from corpus.programmes import Programme, Programmes

_LOGIC = {"all_of": "须全部满足", "any_of": "满足任意一项即可"}


def programme_table(rules: Programmes) -> str:
    """Each programme with its conditions and where each of them stands."""
    return "\n\n".join(_lines(programme) for programme in rules)


def _lines(programme: Programme) -> str:
    lines = [f"{programme.id}\t{programme.name}"]
    for name, group in programme.all_groups.items():
        for condition in group.conditions:
            kind = "人工核实" if condition.kind == "manual" else "自动核对"
            place = f"{name}/{condition.id}" if name else condition.id
            lines.append(f"  {place}\t{condition.label}\t{kind}\t{condition.section.pointer}")
    return "\n".join(lines)


def programme_rows(rules: Programmes) -> list[dict[str, Any]]:
    """One row for each programme, with its inputs and conditions."""
    return [
        {
            "id": programme.id,
            "name": programme.name,
            "logic": programme.logic,
            "inputs": [item.model_dump(mode="json") for item in programme.inputs],
            "conditions": [
                {
                    "id": condition.id,
                    "label": condition.label,
                    "group": name,
                    "kind": condition.kind,
                    "section": condition.section.pointer,
                    "passage_ids": [passage.id for passage in condition.section.passages],
                }
                for name, group in programme.all_groups.items()
                for condition in group.conditions
            ],
        }
        for programme in rules
    ]


def group_headings(programme: Programme) -> dict[str, str]:
    """By group id; empty where all conditions stand in one group that must hold whole."""
    groups = programme.all_groups
    if len(groups) == 1 and all(group.logic == "all_of" for group in groups.values()):
        return {}
    numbers = {name: number for number, name in enumerate(groups, 1)}
    return {
        name: f"第 {numbers[name]} 组：{_LOGIC[group.logic]}{_instead(programme, name, numbers)}"
        for name, group in groups.items()
    }


def _instead(programme: Programme, name: str, numbers: dict[str, int]) -> str:
    """Which groups can stand in for this one."""
    clause = next((clause for clause in programme.clauses if name in clause), (name,))
    others = [str(numbers[other]) for other in clause if other != name]
    return f"（与第 {'、'.join(others)} 组符合一组就行）" if others else ""
