"""How the groups of a programme's conditions bind, in words."""

from __future__ import annotations

from corpus.programmes import Programme

_LOGIC = {"all_of": "须全部满足", "any_of": "满足任意一项即可"}


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
