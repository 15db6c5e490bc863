"""What all corruptions share: the table of wrong words, and what a sentence cites."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import yaml

from corpus.figures import Figure, Measure, figures
from corpus.passage import Passage
from evals.made_answer import MadeAnswer, Part

TABLES: dict[str, Any] = yaml.safe_load(
    Path(__file__).with_name("corruptions.yaml").read_text(encoding="utf-8")
)

Corrupt = Callable[[MadeAnswer, Part, random.Random, Sequence[Passage]], "Part | None"]


def cited_text(answer: MadeAnswer, part: Part) -> str:
    """What the cited passages, their headings and cards say; all sources where none is cited."""
    marks = part.marks or (answer.sources.index(answer.about) + 1,)
    chosen = [answer.sources[n - 1] for n in marks]
    if not part.marks:
        chosen = list(answer.sources)
    return "\n".join(
        "\n".join((p.text, *p.heading_path, p.source.title, p.source.issuer, p.source.note))
        for p in chosen
    )


def quantities(text: str) -> list[Figure]:
    """The figures of a text, dates left out."""
    return [f for f in figures(text) if f.measure is not Measure.DATE]


def pairs(text: str) -> set[str]:
    """Its character pairs."""
    plain = re.sub(r"\W", "", text)
    return {plain[i : i + 2] for i in range(len(plain) - 1)}


def without_titles(text: str) -> str:
    """Titles and document numbers blanked out, offsets kept: their figures are names."""
    return re.sub(r"《[^》]*》|〔\d+〕\d+号|\d{4}年第\d+号", lambda m: "　" * len(m[0]), text)
