"""A standalone question proposed by a model, taken only where it adds and loses nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from assistant.answer import Turn
from assistant.guard import guard
from assistant.reading.asking import Asked
from assistant.reading.concepts import Concept, concepts
from assistant.reading.normalising import normalise
from assistant.reading.question import understand
from assistant.reading.vocabulary import Vocabulary
from assistant.talk.condense import Condensed

MOST_PARTS = 5
KEPT = 0.5  # of a concept: met less than this, it is lost

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*|[零〇一二三四五六七八九十百千万亿两]{2,}")
_LATIN = re.compile(r"[A-Za-z]{2,}")
_QUOTED = re.compile(r"[《“「『\"]([^》”」』\"]{2,})[》”」』\"]")
_NUMBERED = re.compile(r"^\s*(?:\d{1,2}[.、)）]|[-*•])\s*")
_NEGATION = re.compile(r"不|没|未|非|无")
_BODY = re.compile(r"[\u3400-\u9fff]{2,8}(?:局|厅|部|委|大学|公司|集团|省|市|县|区)")


def proposed(written: str) -> tuple[str, ...]:
    """The questions that a model wrote, one a line; none where it wrote something else."""
    lines = [_NUMBERED.sub("", line).strip(' “”"') for line in written.splitlines()]
    questions = tuple(dict.fromkeys(line for line in lines if line))
    return questions if 0 < len(questions) <= MOST_PARTS else ()


def acceptable(
    questions: Sequence[str],
    by_rule: Condensed,
    question: str,
    history: Sequence[Turn],
    vocabulary: Vocabulary,
    max_chars: int,
) -> bool:
    """Whether they may stand for the question made by rule: no figure, name or year that was not
    said, nothing lost of what was asked, and asked in the same way."""
    text = "\n".join(questions)
    told = normalise("\n".join((question, *(f"{t.question}\n{t.answer}" for t in history))))
    checked = guard(text, max_chars)
    if not questions or checked.ended or checked.orders or checked.question != text:
        return False
    own = understand(by_rule.own)
    wanted = concepts(own.text, vocabulary)
    if by_rule.context and not any(c.known for c in wanted):
        wanted += concepts(understand(by_rule.context).text, vocabulary)
    return (
        _adds_nothing(normalise(text), told, vocabulary)
        and _keeps(normalise(text), wanted)
        and _asks_alike(text, by_rule)
    )


def _adds_nothing(text: str, told: str, vocabulary: Vocabulary) -> bool:
    said = _folded(told)
    named = [m[0] for pattern in (_NUMBER, _LATIN, _BODY) for m in pattern.finditer(text)]
    named += [m[1] for m in _QUOTED.finditer(text)]
    if any(_folded(name) not in said for name in named if not _is_ending(name, said)):
        return False
    return all(
        any(_folded(form) in said for form in concept.forms)
        for concept in concepts(text, vocabulary)
        if concept.term or not concept.known
    )


def _is_ending(name: str, said: str) -> bool:
    """ "请问盐城市" was not said, its ending "盐城市" was."""
    return any(_folded(name[n:]) in said for n in range(1, len(name) - 2))


def _keeps(text: str, wanted: Sequence[Concept]) -> bool:
    return all(concept.match(text) >= KEPT for concept in wanted if concept.known)


def _asks_alike(text: str, by_rule: Condensed) -> bool:
    """The same kind of thing is asked for, and nothing is turned into its opposite."""
    rule, own = understand(by_rule.standalone), understand(by_rule.own)
    kinds = {rule.asked, own.asked} - {Asked.OPEN}
    if kinds and understand(text.splitlines()[0]).asked not in kinds:
        return False
    return len(_NEGATION.findall(text)) == len(_NEGATION.findall(by_rule.own))


def _folded(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).lower()
