"""The eligibility rules as a list: for people, and as rows for programs."""

from __future__ import annotations

from typing import Any

from corpus.programmes import Programme, Programmes


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
