"""The self-test's form: the inputs of the programmes chosen, shared ones asked once."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.programme_rules import Input
from corpus.programmes import Programme

ALL = "all"
_SHARED = "几个项目都要的资料"


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """Inputs under one heading; folded groups open by a click."""

    name: str
    inputs: tuple[Input, ...]
    folded: bool = False


def groups_of(programmes: Sequence[Programme]) -> tuple[FieldGroup, ...]:
    """One group for one programme; for several, what they share and then what each adds."""
    if len(programmes) == 1:
        return (FieldGroup("", programmes[0].inputs),)
    inputs = _asked_once(programmes)
    used = Counter(item.name for p in programmes for item in p.inputs)
    twins = {item.name for item in inputs if used[item.name] > 1 or item.same_as}
    groups = [FieldGroup(_SHARED, tuple(item for item in inputs if item.name in twins))]
    for programme in programmes:
        names = {item.name for item in programme.inputs} - twins
        own = tuple(item for item in inputs if item.name in names)
        groups += [FieldGroup(f"只用于：{programme.name}", own, folded=True)] if own else []
    return tuple(groups)


def _asked_once(programmes: Sequence[Programme]) -> list[Input]:
    """Each input once, and of those that ask for the same figure the first."""
    found: dict[str, Input] = {}
    for item in (item for p in programmes for item in p.inputs):
        if not any(name in found for name in (item.name, *item.same_as)):
            found[item.name] = item
    return list(found.values())
