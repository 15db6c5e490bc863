"""Sentences written anew by the model take the places of those that failed, where they hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from assistant.model.verify import CheckedSentence, Verification

_MOST = 8
_NUMBERED = re.compile(r"^\s*(\d{1,2})\s*[)）.、]\s*(.+)$", re.M)


def worth_repairing(checked: Verification) -> list[CheckedSentence]:
    """The failed sentences that say something, in the order in which they are numbered."""
    return [s for s in checked.failed if not s.bare][:_MOST]


def repaired(
    checked: Verification, said: str, check: Callable[[str], Verification]
) -> Verification:
    """The answer with each numbered sentence of said that now stands in what it cites."""
    failed = worth_repairing(checked)
    better = {
        id(failed[int(m[1]) - 1]): check(m[2])
        for m in _NUMBERED.finditer(said)
        if 0 < int(m[1]) <= len(failed)
    }
    return Verification(tuple(s for one in checked.sentences for s in _taken(one, better)))


def _taken(
    sentence: CheckedSentence, better: Mapping[int, Verification]
) -> Sequence[CheckedSentence]:
    found = better.get(id(sentence))
    if sentence.ok or found is None or not found.ok or not found.substance:
        return (sentence,)
    first, *others = found.kept
    return (
        replace(first, line=sentence.line, bullet=sentence.bullet),
        *(replace(s, line=sentence.line, bullet="") for s in others),
    )
