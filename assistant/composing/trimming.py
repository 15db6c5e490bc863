"""Cutting a long statement to the clauses that answer, by the marks of the reader."""

import re
from collections.abc import Sequence

from assistant.composing.citations import Line
from assistant.composing.own_figures import has_own, in_band
from assistant.reader.evidence import Evidence
from assistant.reader.statements import plain
from assistant.understanding.question import Question
from corpus.figures import Measure, figures
from index.tokenizer import query_tokens

SHORT = 90  # characters: a statement no longer than this is told whole
MARKED = -1.5  # mean logit of a clause from which it belongs to the answer
SHORT_FIGURES, MARKED_FIGURES = 20, -0.5  # the same of a statement with several figures
_NAMED = 2  # pairs of a question in one clause only from which it points to that clause
LED = 140  # characters of an item with what announces it
_CLAUSE = re.compile(r"[^，,；;。：:]+[，,；;。：:]*")
_CONDITION = re.compile(r"^(?:每|凡|如|若|当|因|满|未).*[，,]$|的[，,]$")
_HANGS_ON = re.compile(
    r"^(?:其中|并|且|其|和|及|或|但|则|也|还|均|即|由|不|可|应|按|达|以|于|超过|最高|给予|为)"
)


def trimmed(
    evidence: Evidence, short: int = SHORT, asked: Question | None = None, led: bool = True
) -> Line:
    """The statement as a line: from the first to the last clause that the reader marks, with
    the clause before it where it hangs on that; whole where it is short or nothing is marked.

    asked: a question for one thing; of several figures that a statement has, those it points to
    are told. led: with the words that announce it.
    """
    statement = evidence.statement
    text = statement.text
    clauses = [match.span() for match in _CLAUSE.finditer(text)]
    least = MARKED
    if asked and sum(f.measure is not Measure.DATE for f in figures(text)) > 1:
        short, least = SHORT_FIGURES, MARKED_FIGURES
    marked = [n for n, (a, b) in enumerate(clauses) if evidence.reading.marked(a, b) >= least]
    if asked and len(text.strip()) > short:
        marked = _pointed(asked, [text[a:b] for a, b in clauses], marked)
    if len(text.strip()) <= short or not marked or len(marked) == len(clauses):
        return whole(evidence, led)
    first, last = marked[0], marked[-1]
    parts = [plain(text[a:b]) for a, b in clauses]
    while first > 0 and (_HANGS_ON.match(parts[first]) or _CONDITION.search(parts[first - 1])):
        first -= 1
    while last + 1 < len(parts) and _CONDITION.search(parts[last]) and parts[last][-1] in "，,":
        last += 1
    quote = text[clauses[first][0] : clauses[last][1]].strip()
    shown = plain(quote).rstrip("，,；;。：:")
    shown = _led(evidence, shown) if led and first == 0 else shown
    return Line(shown, statement.passage, quote)


def _pointed(asked: Question, clauses: Sequence[str], marked: Sequence[int]) -> list[int]:
    """The clauses that have the asker's very figure, or whose band holds it; else of the marked
    ones without those whose figures stand beside no word of the question, where such words are in
    one clause only."""
    bands = [in_band(asked, c) if len(figures(c)) > 1 else None for c in clauses]  # "5%至6%得4分"
    if True in bands and False in bands:
        exact = [n for n, clause in enumerate(clauses) if has_own(asked, clause)]
        return exact or [n for n, band in enumerate(bands) if band]
    words = pairs(asked.text)
    found = [words & pairs(clause) for clause in clauses]
    own = [len(have - set().union(*found[:n], *found[n + 1 :])) for n, have in enumerate(found)]
    told = [n for n in marked if figures(clauses[n])]
    if asked.figures or not any(own[n] >= _NAMED for n in told):
        pointed = any(have for n, have in enumerate(own) if figures(clauses[n]))
        return list(marked) if pointed else _alike(clauses, marked)
    return [n for n in marked if n not in told or own[n]]


def _alike(clauses: Sequence[str], marked: Sequence[int]) -> list[int]:
    """The marked clauses, and where nothing points to one of several that end alike ("给予50万元
    开办补助；…给予200万元开办补助"), the others too."""
    ends = {_end(clauses[n]) for n in marked if figures(clauses[n])} - {""}
    return [n for n, clause in enumerate(clauses) if n in marked or _end(clause) in ends]


def _end(clause: str) -> str:
    """What follows the last figure of a clause."""
    found = figures(clause)
    return clause[found[-1].end :].strip("，,；;。：: ") if found else ""


def whole(evidence: Evidence, led: bool = True) -> Line:
    """The whole statement as a line."""
    statement = evidence.statement
    shown = _led(evidence, statement.shown) if led else statement.shown
    return Line(shown, statement.passage, statement.text.strip())


def _led(evidence: Evidence, shown: str) -> str:
    """An item of a list, or a later part of a sentence, with the words that it hangs on."""
    lead = evidence.statement.lead
    return f"{lead}{shown}" if lead and len(lead) + len(shown) <= LED else shown


def pairs(text: str) -> set[str]:
    """The character pairs of a text, words that only ask left out."""
    return {token for token in query_tokens(text) if len(token) == 2}
