"""Cutting a long statement to the clauses that answer, by the marks of the reader."""

from __future__ import annotations

import re

from assistant.composing.line import Line
from assistant.reader.evidence import Evidence
from assistant.reader.statements import plain
from corpus.figures import Measure, figures

SHORT = 90  # characters: a statement no longer than this is told whole
MARKED = -1.5  # mean logit of a clause from which it belongs to the answer
SHORT_FIGURES, MARKED_FIGURES = 20, -0.5  # the same of a statement with several figures
LED = 140  # characters of an item with what announces it
_CLAUSE = re.compile(r"[^，,；;。：:]+[，,；;。：:]*")
_HANGS_ON = re.compile(
    r"^(?:其中|并|且|其|和|及|或|但|则|也|还|均|即|由|不|可|应|按|达|以|于|超过|最高|给予|为)"
)


def trimmed(evidence: Evidence, short: int = SHORT, single: bool = False) -> Line:
    """The statement as a line: from the first to the last clause that the reader marks, with
    the clause before it where it hangs on that; whole where it is short or nothing is marked.

    single: one figure is asked for, and one of several that a statement has is told alone.
    """
    statement = evidence.statement
    text = statement.text
    clauses = [match.span() for match in _CLAUSE.finditer(text)]
    least = MARKED
    if single and sum(f.measure is not Measure.DATE for f in figures(text)) > 1:
        short, least = SHORT_FIGURES, MARKED_FIGURES
    marked = [n for n, (a, b) in enumerate(clauses) if evidence.reading.marked(a, b) >= least]
    if len(text.strip()) <= short or not marked or len(marked) == len(clauses):
        return whole(evidence)
    first, last = marked[0], marked[-1]
    while first > 0 and _HANGS_ON.match(plain(text[slice(*clauses[first])])):
        first -= 1
    quote = text[clauses[first][0] : clauses[last][1]].strip()
    shown = plain(quote).rstrip("，,；;。：:")
    return Line(_led(evidence, shown) if first == 0 else shown, statement.passage, quote)


def whole(evidence: Evidence) -> Line:
    """The whole statement as a line."""
    statement = evidence.statement
    return Line(_led(evidence, statement.shown), statement.passage, statement.text.strip())


def bare(evidence: Evidence) -> Line:
    """An item of a list whose announcement is told before it."""
    statement = evidence.statement
    return Line(statement.shown, statement.passage, statement.text.strip())


def _led(evidence: Evidence, shown: str) -> str:
    """An item of a list, or a later part of a sentence, with the words that it hangs on."""
    lead = evidence.statement.lead
    return f"{lead}{shown}" if lead and len(lead) + len(shown) <= LED else shown
