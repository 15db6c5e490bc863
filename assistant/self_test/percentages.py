"""Percentages told instead of the two figures: "科技人员占15%".

The rules divide one input by another. Where only the quotient was told, the programme is stated
anew with two stand-ins for that pair, 15 and 100, which no other condition can see.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from assistant.self_test.language import spoken
from assistant.self_test.said import Facts, Pair, Said
from corpus.programme_rules import Input, Rule
from corpus.programmes import Programme

STAND_IN = "@"
_WHOLE = Decimal(100)


def restated(programme: Programme, facts: Facts) -> tuple[Programme, dict[str, Said]]:
    """The programme as it can be judged, and the values of its inputs, stand-ins included."""
    values = {name: said for name, said in facts.values.items() if name in programme.by_name}
    told = dict(_told_pairs(programme, facts))
    if not told:
        return programme, values
    update: dict[str, Any] = {
        "inputs": (*programme.inputs, *_stand_ins(programme, told)),
        "conditions": tuple(_anew(c, told) for c in programme.conditions),
        "groups": {name: _anew(group, told) for name, group in programme.groups.items()},
        "scoring": {name: _anew(table, told) for name, table in programme.scoring.items()},
    }
    for pair, said in told.items():
        part, whole = _names(pair)
        values[part] = _hundredfold(said)
        values[whole] = Said(_WHOLE, said.text, _WHOLE, _WHOLE)
    return Programme.model_construct(**{**dict(programme), **update}), values


def worked(text: str, values: Mapping[str, Said]) -> str:
    """A working without the stand-ins: "15 ÷ 100 = 15%" was told as 15%."""
    for name, said in values.items():
        if name.endswith(STAND_IN) and said.value != _WHOLE:
            text = text.replace(f"{_plain(said.value)} ÷ 100 = ", "")
    return text


def _told_pairs(programme: Programme, facts: Facts) -> Iterator[tuple[Pair, Said]]:
    """The pairs of the programme's own inputs whose quotient was told, and not both figures."""
    for pair, said in facts.shares.items():
        for part in (pair[0], *spoken().follows.get(pair[0], ())):
            for whole in (pair[1], *spoken().follows.get(pair[1], ())):
                own = part in programme.by_name and whole in programme.by_name
                if own and not {part, whole} <= facts.values.keys():
                    yield (part, whole), said


def _stand_ins(programme: Programme, told: Mapping[Pair, Said]) -> Iterator[Input]:
    for pair in told:
        for name, stand_in in zip(pair, _names(pair), strict=True):
            yield programme.by_name[name].model_copy(update={"name": stand_in})


def _names(pair: Pair) -> Pair:
    return f"{pair[0]}/{pair[1]}{STAND_IN}", f"{pair[1]}/{pair[0]}{STAND_IN}"


def _anew(rule: Any, told: Mapping[Pair, Said]) -> Any:
    """A rule, and all rules inside it, with the stand-ins for the pairs told."""
    if isinstance(rule, tuple):
        return tuple(_anew(inner, told) for inner in rule)
    if not isinstance(rule, Rule):
        return rule
    update = {
        name: _anew(value, told)
        for name, value in rule
        if isinstance(value, (Rule, tuple)) and name != "section"
    }
    pair = (getattr(rule, "numerator", ""), getattr(rule, "denominator", ""))
    if pair in told:
        update |= dict(zip(("numerator", "denominator"), _names(pair), strict=True))
    return rule.model_copy(update=update)


def _hundredfold(said: Said) -> Said:
    assert isinstance(said.value, Decimal)
    ends = (said.value, said.low or Decimal(0), said.high or Decimal(0))
    value, low, high = ((n * _WHOLE).normalize() + 0 for n in ends)
    return Said(value, said.text, low, high, said.proviso)


def _plain(value: Decimal | bool | str) -> str:
    text = f"{value:f}" if isinstance(value, Decimal) else str(value)
    return text.rstrip("0").rstrip(".") if "." in text else text
