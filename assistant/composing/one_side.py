"""Of clauses that are alike but for whom or what they are of, the one that the question names."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from itertools import combinations

from assistant.composing.line import Line, unmarked
from index.tokenizer import words

ALIKE = 0.65  # of the characters of two clauses that say the same of two things
OPENS = 2  # words in which they differ
LEAST = 8  # characters of such a clause
_CLAUSE = re.compile(r"[^，；,;：:。]+")


def one_side(question: str, line: Line) -> Line:
    """The line in the clause for what is named ("跨境转让……" beside "境内转让……"), with what
    announces it; whole where the question names both or neither."""
    clauses = [m for m in _CLAUSE.finditer(line.quote) if len(m[0]) >= LEAST]
    for one, other in combinations(clauses, 2):
        for kept, left in ((one[0], other[0]), (other[0], one[0])):
            if _named_alone(question, kept, left):
                before, colon, _ = line.quote[: line.quote.find(kept)].partition("：")
                lead = before + colon if colon else ""
                return Line(unmarked(lead + kept), line.passage, kept)
    return line


def _named_alone(question: str, kept: str, left: str) -> bool:
    """Whether two clauses say the same of two things, of which the question names one."""
    if SequenceMatcher(None, kept, left, autojunk=False).ratio() < ALIKE:
        return False
    one, other = _opening(kept), _opening(left)
    return any(w in question for w in one - other) and not any(w in question for w in other - one)


def _opening(clause: str) -> set[str]:
    """The words that a clause opens with, which say whom or what it is of."""
    return {word for word in words(clause)[:OPENS] if len(word) > 1}
