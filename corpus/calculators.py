"""What the eligibility rules let one compute: formulas, shares by tier, each with its pointer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from corpus.passage import Passage

RULES = Path(__file__).parent / "eligibility" / "programmes.yaml"
_RANGE = re.compile(r"(.*)/(\d+)-(\d+)")
_LABEL = re.compile(
    r"(?P<name>[^（(]+)(?:[（(](?P<unit>[^，,）)]*)(?:[，,](?P<given>[^）)]*))?[）)])?"
)


@dataclass(frozen=True, slots=True)
class Calculator:
    """One formula; name and given come from its label ("少缴的税（万元，假设……）")."""

    id: str
    name: str
    given: str
    formula: str
    section: str


@dataclass(frozen=True, slots=True)
class Tier:
    """From a share upwards, up to and with this amount of 万元; None for no upper end."""

    most: float | None
    share: float


@dataclass(frozen=True, slots=True)
class ShareRule:
    """A condition that one amount be this share of another; one tier where there are no tiers."""

    label: str
    part: str
    whole: str
    tiers: tuple[Tier, ...]
    section: str

    def tier(self, amount: float) -> Tier:
        """The tier in which an amount (万元) falls."""
        return next(t for t in self.tiers if t.most is None or amount <= t.most)


@dataclass(frozen=True, slots=True)
class Programme:
    """One programme as far as one can compute with it."""

    id: str
    name: str
    policy: str
    benefits: tuple[str, ...]
    calculators: Mapping[str, Calculator]
    limits: Mapping[str, tuple[float, str]]
    shares: tuple[ShareRule, ...]
    excluded: tuple[str, ...]


@cache
def programmes(rules: Path = RULES) -> Mapping[str, Programme]:
    """By id, in the order of the rules."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times as fast where it is built
    held = yaml.load(rules.read_text(encoding="utf-8"), Loader=loader)["programs"]
    return {entry["id"]: _programme(entry) for entry in held}


def resolve(pointer: str, passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """ "甲#一/1-2; 乙#二": the passages it names; a heading alone stands for all under it."""
    by_id = {passage.id: passage for passage in passages}
    found: list[Passage] = []
    for part in filter(None, map(str.strip, pointer.split(";"))):
        span = _RANGE.fullmatch(part)
        if span:
            ids = [f"{span[1]}/{n}" for n in range(int(span[2]), int(span[3]) + 1)]
        else:
            ids = [part] if part in by_id else [i for i in by_id if i.startswith(f"{part}/")]
        found += [by_id[i] for i in ids if i in by_id]
    return tuple(found)


def _programme(entry: Mapping[str, Any]) -> Programme:
    labels = {field["name"]: field["label"] for field in entry["inputs"]}
    conditions = list(_conditions(entry))
    return Programme(
        id=entry["id"],
        name=entry["name"],
        policy=entry["policy"],
        benefits=tuple(benefit["section"] for benefit in entry.get("benefit", ())),
        calculators={c["id"]: _calculator(c) for c in entry.get("calculators", ())},
        limits={x["id"]: (float(x["value"]), x["section"]) for x in entry.get("limits", ())},
        shares=tuple(
            rule for c in conditions for p in _predicates(c) for rule in _share(c, p, labels)
        ),
        excluded=tuple(
            value
            for c in conditions
            for p in _predicates(c)
            if p["op"] == "not_in"
            for value in p["values"]
        ),
    )


def _calculator(entry: Mapping[str, Any]) -> Calculator:
    label = _LABEL.match(entry["label"])
    assert label is not None
    given = label["given"] or ""
    return Calculator(entry["id"], label["name"], given, entry["formula"], entry.get("section", ""))


def _conditions(entry: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for group in entry.get("groups", {"": entry}).values():
        yield from group["conditions"]


def _predicates(node: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    predicate = node.get("predicate", node)
    yield predicate
    for part in predicate.get("of", ()):
        yield from _predicates(part)


def _share(
    condition: Mapping[str, Any], predicate: Mapping[str, Any], labels: Mapping[str, str]
) -> Iterator[ShareRule]:
    if predicate["op"] == "tiered_ratio_gte":
        tiers = tuple(Tier(t["max"], float(t["min_ratio"])) for t in predicate["tiers"])
    elif predicate["op"] == "ratio_gte":
        tiers = (Tier(None, float(predicate["value"])),)
    else:
        return
    part, whole = labels[predicate["numerator"]], labels[predicate["denominator"]]
    yield ShareRule(condition["label"], part, whole, tiers, condition["section"])
