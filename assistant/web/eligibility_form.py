"""The self-test's form: the inputs of the programmes chosen, shared ones asked once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.programme_rules import Input
from corpus.programmes import Programme

ALL = "all"
_UNITS = {"小数": "", "文本": "", "是/否": ""}
_SHARED = "几个项目都要的资料"


@dataclass(frozen=True, slots=True)
class FormField:
    """One input as asked for; kind picks its control."""

    name: str
    label: str
    kind: str  # "yes_no", "choice", "text" (with suggestions) or "number"
    unit: str
    help: str
    example: str
    options: tuple[str, ...]
    whole: bool
    same_as: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """Fields under one heading; folded groups open by a click."""

    name: str
    figures: tuple[FormField, ...]
    questions: tuple[FormField, ...]
    folded: bool = False

    @property
    def count(self) -> int:
        """How many fields it has."""
        return len(self.figures) + len(self.questions)


def groups_of(programmes: Sequence[Programme]) -> tuple[FieldGroup, ...]:
    """One group for one programme; for several, what they share and then what each adds."""
    if len(programmes) == 1:
        return (_group("", programmes[0].inputs),)
    inputs = _asked_once(programmes)
    used = Counter(item.name for p in programmes for item in p.inputs)
    twins = {item.name for item in inputs if used[item.name] > 1 or item.same_as}
    groups = [_group(_SHARED, [item for item in inputs if item.name in twins])]
    for programme in programmes:
        names = {item.name for item in programme.inputs} - twins
        own = [item for item in inputs if item.name in names]
        groups += [_group(f"只用于：{programme.name}", own, folded=True)] if own else []
    return tuple(groups)


def _asked_once(programmes: Sequence[Programme]) -> list[Input]:
    """Each input once, and of those that ask for the same figure the first."""
    found: dict[str, Input] = {}
    for item in (item for p in programmes for item in p.inputs):
        if not any(name in found for name in (item.name, *item.same_as)):
            found[item.name] = item
    return list(found.values())


def _group(name: str, inputs: Sequence[Input], *, folded: bool = False) -> FieldGroup:
    fields = [_field(item) for item in inputs]
    return FieldGroup(
        name,
        tuple(f for f in fields if f.kind != "yes_no"),
        tuple(f for f in fields if f.kind == "yes_no"),
        folded,
    )


def _field(item: Input) -> FormField:
    return FormField(
        item.name,
        item.label,
        _kind(item),
        _UNITS.get(item.unit, item.unit),
        item.help,
        item.example,
        item.options,
        item.type == "integer",
        item.same_as,
    )


def _kind(item: Input) -> str:
    if item.type == "boolean":
        return "yes_no"
    if item.type == "enum":
        return "text" if item.endings or not item.options else "choice"
    return "number"
