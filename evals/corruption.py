"""Corrupted twins of right answers: one thing made wrong in one sentence, by rule.

A twin that would still be true is left out by construction: a digit is changed to one that
stands nowhere in what the sentence cites; a citation moves only to a passage that neither has
all figures of the sentence nor half of its character pairs; a name gives way to one of which
the cited passages, their headings and cards have nothing; a sentence is added from a passage
that is not among the sources, or invented with an amount that no source has. 个 for another
counter is no corruption.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.passage import Passage
from evals.corrupting import TABLES, Corrupt, pairs
from evals.made_answer import MadeAnswer, Part
from evals.wrong_figures import (
    comparator_flipped,
    digit_changed,
    figure_of_another,
    unit_changed,
)
from evals.wrong_words import body_swapped, citation_moved, programme_swapped, rewritten

_AMOUNTS = (17, 27, 37, 47, 67, 83, 97)


@dataclass(frozen=True, slots=True)
class Twin:
    """A right answer with one sentence (at) made wrong."""

    kind: str
    answer: MadeAnswer
    at: int


def twins(answer: MadeAnswer, passages: Sequence[Passage], rng: random.Random) -> list[Twin]:
    """One twin of each kind that can be made of the answer."""
    found = []
    places = [n for n, part in enumerate(answer.parts) if not part.text.endswith("：")]
    at = rng.choice(places)
    for kind, corrupt in _KINDS.items():
        part = answer.parts[at]
        wrong = corrupt(answer, part, rng, passages)
        if wrong is not None and wrong != part:
            parts = (*answer.parts[:at], wrong, *answer.parts[at + 1 :])
            found.append(Twin(kind, replace(answer, parts=parts), at))
    for kind, extra in _added(answer, rng, passages):
        found.append(Twin(kind, replace(answer, parts=(*answer.parts, extra)), len(answer.parts)))
    return found


def _added(
    a: MadeAnswer, rng: random.Random, passages: Sequence[Passage]
) -> list[tuple[str, Part]]:
    mark = a.parts[-1].marks[:1]
    amount = str(rng.choice(_AMOUNTS))
    invented = re.sub(r"\{\}", amount, rng.choice(TABLES["invented"])) + "。"
    bullet = f"{len(a.parts)}. " if a.parts[-1].bullet else ""
    found = [("添加编造的句子", Part(invented, mark, bullet))]
    held = "\n".join(p.text for p in a.sources)
    strangers = [p for p in passages if p not in a.sources and p.source.id != a.about.source.id]
    for passage in rng.sample(strangers, min(8, len(strangers))):
        for sentence in passage.sentences:
            plain = re.sub(r"^\d+[.．、]\s*", "", sentence.strip())
            told = pairs(plain)
            if 15 <= len(plain) <= 90 and len(told & pairs(held)) / len(told) < 0.4:
                return [*found, ("添加别处的句子", Part(plain, mark, bullet))]
    return found


_KINDS: dict[str, Corrupt] = {
    "数字改一位": digit_changed,
    "换成同段另一指标的数字": figure_of_another,
    "换单位": unit_changed,
    "比较词反转": comparator_flipped,
    "引文移到别段": citation_moved,
    "换机构": body_swapped,
    "换项目名称": programme_swapped,
    "否定反转": rewritten(TABLES["denials"]),
    "语气改变": rewritten(TABLES["modalities"]),
}
FIGURES_AND_CITATIONS = tuple(_KINDS)[:5]
KINDS = (*_KINDS, "添加编造的句子", "添加别处的句子")
