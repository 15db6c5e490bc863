"""The targets that a question names one by one, or by their kind, to be added or compared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.reading.concepts import Concept
from assistant.reading.question import Question
from assistant.targets.rows import (
    COVERS,
    named_row,
    naming,
    once,
    row_text,
    share,
    without_verbs,
)
from corpus.figures import number
from corpus.plan_language import LEVEL
from corpus.targets import Target

_KINDS = re.compile(
    r"(?P<n>[两二三四五六2-6])(?:类|种|项|个|级)(?P<noun>[一-鿿]{2,12}?)(?:目标)?(?=合|加|一共|总|共|的)"
)
SPLIT = re.compile(
    r"、|,|\+|(?<![之总])和(?!解)|(?<!参)与|跟(?!踪)|(?<![涉以])及|以及|加上|连同|还是|(?<![占相对同评])比(?!例|重|较|如|率)"
)
_MAX_OPERANDS = 6


def of_kinds(
    question: Question, concepts: Sequence[Concept], rows: Sequence[Target]
) -> list[Target]:
    """ "三类工作站": all rows that have the noun, where they are as many as is said."""
    kinds = _KINDS.search(question.text)
    if kinds is None:
        return []
    noun = naming(concepts, kinds["noun"])
    if not noun:
        return []
    found = [r for r in once(rows) if all(c.match(row_text(r)) >= COVERS for c in noun)]
    return (
        found if len(found) == number(kinds["n"]) and _all_said(question, concepts, found) else []
    )


def operands(
    question: Question, concepts: Sequence[Concept], rows: Sequence[Target]
) -> list[Target]:
    """The row of each thing that is named; none unless all are found and every word is met."""
    said = pieces_of(SPLIT.split(question.text), concepts)
    pieces = [piece for _, piece in said]
    if not 2 <= len(pieces) <= _MAX_OPERANDS or _one_has_all(pieces, rows):
        return []
    head = [c for c in pieces[-1] if not LEVEL.fullmatch(c.said)]
    found = [
        # "市级和省级众创空间": the first lacks the noun that the last has
        named_row(piece, text, rows)
        or named_row([*piece, *(c for c in head if c not in piece)], text, rows)
        for text, piece in said
    ]
    named = [row for row in found if row is not None]
    distinct = len({id(row) for row in named})
    if (
        len(named) < len(pieces)
        or distinct < len(pieces)
        or not _all_said(question, concepts, named)
    ):
        return []
    return named if len({row.passage.source.id for row in named}) == 1 else []


def pieces_of(texts: Iterable[str], concepts: Sequence[Concept]) -> list[tuple[str, list[Concept]]]:
    """The texts that name something, with what they name; one that only takes up what those
    before it have named ("……,立项目标哪个更大") names nothing of its own."""
    found: list[tuple[str, list[Concept]]] = []
    for text in texts:
        named = naming(concepts, text)
        earlier = {c.said for _, piece in found for c in piece}
        if any(c.said not in earlier for c in without_verbs(named)):
            found.append((text, named))
    return found


def _one_has_all(pieces: Sequence[Sequence[Concept]], rows: Sequence[Target]) -> bool:
    """ "研发机构及人才站点一共120家" is one target: nothing is to be added."""
    whole = without_verbs([c for piece in pieces for c in piece])
    return any(share(whole, row_text(row)) >= COVERS for row in rows)


def _all_said(question: Question, concepts: Sequence[Concept], found: Sequence[Target]) -> bool:
    """Whether everything that the question names stands in one of the rows or over it."""
    texts = [f"{row_text(r)} {' '.join(r.passage.heading_path)} {r.sentence}" for r in found]
    things = without_verbs(naming(concepts, question.text))
    return all(any(c.match(text) > 0.5 for text in texts) for c in things)
