"""Words made wrong: the citation, a body, a programme, a denial, a modality."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from assistant.reading.lexicon import lexicon
from corpus.passage import Passage
from evals.corrupting import TABLES, Corrupt, cited_text, pairs, quantities, without_titles
from evals.made_answer import MadeAnswer, Part
from index.tokenizer import policy_terms

_BODIES: list[str] = TABLES["bodies"]
_SWAPPED = re.compile(
    r"(?:企业|中心|孵化器|工作站|空间|实验室|平台|计划|行动|专利|所得税|增值税|园区|扣除|费用|评价|认定)$"
)


def citation_moved(
    a: MadeAnswer, part: Part, rng: random.Random, _: Sequence[Passage]
) -> Part | None:
    """The mark moved to a passage that does not say it."""
    if not part.marks:
        return None
    told = {f.value for f in quantities(without_titles(part.text))}
    told_pairs = pairs(part.text)
    others = []
    for number, passage in enumerate(a.sources, 1):
        has = {f.value for f in quantities(passage.text)}
        alike = len(told_pairs & pairs(passage.text)) / len(told_pairs) > 0.5
        if number not in part.marks and not alike and not (told and told <= has):
            others.append(number)
    return replace(part, marks=(rng.choice(others),)) if others else None


def body_swapped(
    a: MadeAnswer, part: Part, rng: random.Random, passages: Sequence[Passage]
) -> Part | None:
    """A body changed for another that the library names and the cited passages do not."""
    cited, text = cited_text(a, part), without_titles(part.text)
    existing = "\n".join(p.text for p in passages)
    for body in rng.sample(_BODIES, len(_BODIES)):
        if body in text and body in cited:
            others = [b for b in _BODIES if b in existing and b[:2] != body[:2]]
            absent = [b for b in others if b not in cited and b[-3:] not in cited]
            if absent:
                return replace(part, text=text_with(part.text, body, rng.choice(absent)))
    return None


def programme_swapped(
    a: MadeAnswer, part: Part, rng: random.Random, passages: Sequence[Passage]
) -> Part | None:
    """A programme changed for another of its kind."""
    cited = cited_text(a, part)
    text = without_titles(part.text)
    present = [t for t in _programmes(tuple(passages)) if t in text and t in cited]
    for term in sorted(present, key=len, reverse=True):
        ending = _SWAPPED.search(term)
        assert ending is not None
        others = [
            t
            for t in _programmes(tuple(passages))
            if t.endswith(ending[0]) and t not in cited and t not in term and term not in t
            and not _alike(t, term) and pairs(t[: -len(ending[0])]) - pairs(cited)
        ]  # fmt: skip
        if others:
            return replace(part, text=text_with(part.text, term, rng.choice(others)))
    return None


@cache
def _programmes(passages: tuple[Passage, ...]) -> tuple[str, ...]:
    existing = "\n".join(p.text for p in passages)
    listed = {*lexicon().terms, *policy_terms()}
    return tuple(sorted(t for t in listed if len(t) > 3 and _SWAPPED.search(t) and t in existing))


def _alike(name: str, other: str) -> bool:
    official = lexicon().official
    return other in official.get(name, ()) or name in official.get(other, ())


def text_with(text: str, old: str, new: str) -> str:
    """The first occurrence outside a title replaced."""
    at = without_titles(text).find(old)
    return text[:at] + new + text[at + len(old) :]


def rewritten(table: Sequence[Sequence[str]]) -> Corrupt:
    """A corruption by the first pattern of a table that fits, in random order."""

    def rewrite(a: MadeAnswer, part: Part, rng: random.Random, _: Sequence[Passage]) -> Part | None:
        text = _without_opening(without_titles(part.text))
        for pattern, wrong in rng.sample(table, len(table)):
            match = re.search(pattern, text)
            if match:
                return replace(
                    part, text=part.text[: match.start()] + wrong + part.text[match.end() :]
                )
        return None

    return rewrite


def _without_opening(text: str) -> str:
    """ "关于……，" and its like blanked out: to make it wrong would deny nothing."""
    opening = re.match(r"(?:您问的是|关于|就|根据)[^，]*，(?:答案是：)?", text)
    return "　" * opening.end() + text[opening.end() :] if opening else text
