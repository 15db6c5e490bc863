"""An identity card read with care: values that give orders, or run on, are not taken over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from corpus.addressed import addresses_machine
from corpus.completing import FIELDS
from corpus.document import Remark

LABELS = {name.removesuffix("_on"): label for name, label in FIELDS.items()}
LABELS |= {"year": "年度", "topics": "主题", "kind": "类型", "note": "备注"}
"""The keys of a front matter, with the names of the fields."""
# Characters that a field takes at most; no real one comes near.
_LONGEST = {"标题": 120, "发布机构": 120, "文号": 200, "网址": 500, "备注": 300, "主题": 300}
_LONG = 60
_LONG_UNKNOWN = 1000  # of a field that is in the header but read by nothing

AN_ORDER = "看起来是写给程序的指令，未采用"
TOO_LONG = "内容过长，未采用"


Card = tuple[dict[str, Any], str, tuple[Remark, ...]]
"""The fields that are taken over, the header without the others, and what was left out."""


def checked(fields: Mapping[Any, Any], header: str) -> Card:
    """A card from YAML front matter; header is its text, from which rejected entries are cut."""
    kept: dict[str, Any] = {}
    remarks = []
    rejected = set()
    for key, value in fields.items():
        name = LABELS.get(str(key), "")
        fault = _fault(name, f"{key}：" if not name else "", _words(value))
        if fault:
            rejected.add(key)
            remarks.append(Remark(fault, name or "其他字段"))
        else:
            kept[str(key)] = value
    lines = _without(header, rejected) if rejected else header.split("\n")
    quiet = [line for line in lines if not ("#" in line and addresses_machine(line.strip(" #")))]
    return kept, "\n".join(quiet), tuple(remarks)


def checked_page(fields: Mapping[str, str], block: str) -> Card:
    """A card from the header block of a page."""
    faults = {name: fault for name, value in fields.items() if (fault := _fault(name, "", value))}
    bad = [fields[name] for name in faults]
    lines = [line for line in block.split("\n") if not any(value in line for value in bad)]
    shown = "\n".join(line for line in lines if not addresses_machine(line))
    kept = {name: value for name, value in fields.items() if name not in faults}
    return kept, shown, tuple(Remark(fault, name) for name, fault in faults.items())


def _fault(name: str, opening: str, text: str) -> str:
    if addresses_machine(opening + text):
        return AN_ORDER
    longest = _LONGEST.get(name, _LONG) if name else _LONG_UNKNOWN
    return TOO_LONG if len(text) > longest else ""


def _words(value: Any) -> str:
    """Everything a value says, whatever it is nested in."""
    return "；".join(_scalars(value))


def _scalars(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, part in value.items():
            yield f"{key}：{_words(part)}"
    elif isinstance(value, list | tuple | set):
        for part in value:
            yield from _scalars(part)
    elif value is not None:
        yield str(value)


def _without(header: str, rejected: set[Any]) -> list[str]:
    """The lines of the header but those of the rejected keys."""
    lines = header.split("\n")
    node = yaml.compose(header, yaml.SafeLoader)
    assert isinstance(node, yaml.MappingNode)
    starts = [key.start_mark.line for key, _ in node.value] + [len(lines)]
    for (key, _), start, end in zip(node.value, starts, starts[1:], strict=False):
        if yaml.safe_load(yaml.serialize(key)) in rejected:
            lines[start:end] = [""] * (end - start)
    return [line for line in lines if line]
