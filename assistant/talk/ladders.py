"""Titles and levels that stand above each other: "再高一级呢" after one of them names the next."""

from __future__ import annotations

import re

from assistant.reading.lexicon import lexicon

_LADDERS = (
    ("创新型中小企业", "专精特新中小企业", "专精特新“小巨人”企业"),
    ("高新技术企业培育库", "高新技术企业"),
    ("县级", "市级", "省级", "国家级"),
)
_SPOKEN = {"专精特新“小巨人”企业": "小巨人企业"}
_PART = 3  # characters of a name by which it is known
_STEP = re.compile(
    r"(?:再|更|还)?(?:往)?(?:(?P<up>[上高])|[下低])(?:面)?(?:一|1|那)?(?:级|层|个?台阶|个?梯度|个?级别)(?:的)?"
)


def stepped(question: str, before: str) -> str:
    """The question with the next title or level in place of "再高一级"; as it is where the one
    before names none, or has none above (or below) it."""
    step = _STEP.search(question)
    rung = _next(before, 1 if step["up"] else -1) if step else ""
    if step is None or not rung:
        return question
    rest = question[step.end() :]
    said = "" if _opens_with(rest, rung) else _SPOKEN.get(rung, rung)  # "下一级专精特新"
    return f"{question[: step.start()]}{said}{rest}"


def _opens_with(text: str, rung: str) -> bool:
    """Whether a text goes on with the name of a rung, or with a good part of it."""
    return text[:_PART] == rung[:_PART]


def _next(before: str, step: int) -> str:
    """What stands next to the title (or else the level) that a text names, official or spoken."""
    spoken = {term for _, terms in lexicon().found_in(before) for term in terms}
    for ladder in _LADDERS:
        held = [n for n, name in enumerate(ladder) if name in before or name in spoken]
        if held:
            at = max(held, key=lambda n: len(ladder[n])) + step
            return ladder[at] if 0 <= at < len(ladder) else ""
    return ""
