"""Of clauses that are alike but for whom or what they are of, the one that the question names."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from itertools import combinations

from assistant.composing.line import Line, unmarked
from index.tokenizer import words

ALIKE = 0.65  # of the characters of two clauses that say the same of two things
LEAST = 8  # characters of such a clause
_CLAUSE = re.compile(r"[^，；,;：:。]+")


def one_side(question: str, line: Line) -> Line:
    """The line in the clause for what is named ("跨境转让……" beside "境内转让……"), with what
    stands before both; whole where the question names both or neither."""
    clauses = [m for m in _CLAUSE.finditer(line.quote) if len(m[0]) >= LEAST]
    for one, other in combinations(clauses, 2):
        for kept, left in ((one, other), (other, one)):
            if _named_alone(question, kept[0], left[0]):
                return Line(unmarked(line.quote[: one.start()] + kept[0]), line.passage, kept[0])
    return line


def _named_alone(question: str, kept: str, left: str) -> bool:
    """Whether two clauses say the same of two things, of which the question names one."""
    if SequenceMatcher(None, kept, left, autojunk=False).ratio() < ALIKE:
        return False
    tokens = list(zip(words(kept), words(left), strict=False))
    at = next((n for n, (one, other) in enumerate(tokens) if one != other), len(tokens))
    if at + 1 >= len(tokens) or len(set(tokens[at + 1])) > 1:
        return False  # they differ in more than one name
    behind = tokens[at + 1][0]
    one, other = (w + behind if w.isdigit() else w for w in tokens[at])  # "15%"
    return len(one) > 1 and one in question and other not in question
