"""Questions for what is missing, known again by their wording: the history is the only memory."""

from __future__ import annotations

import re
from collections.abc import Mapping

from assistant.self_test.language import spoken
from corpus.programme_rules import Input


def question_for(item: Input) -> str:
    """The question that asks for an input, without its question mark; the same at any time."""
    wording = spoken().ask.get(item.name)
    if wording is not None:
        text = wording.text
    elif item.type == "boolean":
        text = item.label if re.search("是否|能否", item.label) else f"是否{item.label}"
    elif item.type == "enum":
        offered = "、".join(item.options or item.answers)
        text = f"{item.label}是哪一种（{offered}）" if offered else f"{item.label}是什么"
    elif item.is_share:
        text = f"{item.label}是百分之几"
    else:
        text = f"{item.label}是多少{item.unit}"
    hint = spoken().hint.get(item.name)
    return f"{text}（{hint}）" if hint else text


def asked_in(answer: str, inputs: Mapping[str, Input]) -> tuple[str, ...]:
    """The inputs that an answer asked for, in its order."""
    found: dict[int, str] = {}
    for name, item in inputs.items():
        at = answer.find(f"{question_for(item)}？")
        if at >= 0 and (at == 0 or not answer[at - 1].isalnum() or answer[at - 1].isdigit()):
            found.setdefault(at, name)  # labels of the same figure share a question
    return tuple(found[at] for at in sorted(found))
