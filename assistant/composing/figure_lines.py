"""An answer of figures: the statements that give them, each as far as it answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.composing.band_edges import band_lines
from assistant.composing.bands import held_classes
from assistant.composing.counted_list import Neighbours, counted
from assistant.composing.line import SHORT_BUDGET, Line, shown_of
from assistant.composing.narrowing import met, narrow
from assistant.composing.tiers import tiers
from assistant.composing.whole_told import of_whole
from assistant.finding.evidence import Evidence
from assistant.finding.expected import Hints
from assistant.finding.statement import Statement
from assistant.judging.figures_known import asked_alike
from assistant.judging.figures_told import answering_figures, gives_value
from assistant.reading.concepts import Concept
from assistant.reading.question import Question
from corpus.document import Kind

READ = 8  # statements looked at for figures
TOLD = 0.9  # of a concept
_STOPS = " ，,；;。"
DISTINCT = 3  # statements told where several figures are asked for


def figure_lines(
    question: Question,
    concepts: Sequence[Concept],
    evidence: Sequence[Evidence],
    hints: Hints,
    section: Neighbours,
) -> list[Line]:
    """The lines that give the figure asked for: the band that holds what the asker has, what is
    known to answer, or the clause that does; several where several are asked for."""
    stated = [e for e in evidence if gives_value(question, e.statement)]
    stated = [_primary(e, stated) for e in stated[:READ]]
    most = max(DISTINCT, counted(question.text) + 1)  # "三块各多少": and of the whole
    chosen = _distinct(stated, most) if question.plural and stated else stated[:1] or evidence[:1]
    whole = of_whole(question, concepts, stated) if stated else None
    if whole is not None:
        chosen = [whole]
    elif chosen[0] is not evidence[0] and asked_alike(question, evidence[0].statement, hints):
        chosen = evidence[:1]  # by names, not by a number
    if by_size := tiers(question, concepts, chosen[0].statement, section):
        return [Line(s.shown, s.passage, s.text.strip()) for s in by_size]
    classes = held_classes(question.text, question.amounts, (e.statement.text for e in evidence))
    banded = [
        line for found in chosen for line in band_lines(found.statement, question, classes, section)
    ]
    if banded:
        return banded
    lines = []
    for found in chosen:
        quote = hints.quote_in(found.statement)
        telling = quote and answering_figures(question, replace(found.statement, text=quote))
        narrowed = narrow(question, concepts, found.statement)
        other = _names_alone(concepts, narrowed, quote, found.statement)
        if telling and not other and (question.plural or narrowed.strip(_STOPS) not in quote):
            narrowed = quote
        if _leaves_out(question, concepts, narrowed, found.statement.text):
            narrowed = found.statement.text.strip()
        lines.append(Line(shown_of(narrowed, found.statement), found.statement.passage, narrowed))
    return lines


def _names_alone(concepts: Sequence[Concept], clause: str, known: str, whole: Statement) -> bool:
    """Whether a clause has what is named, and neither what is known to answer nor anything around
    has it: "研发项目立项超300项" beside "择优支持30项"."""
    around = f"{whole.passage.headed} {whole.passage.text}".replace(clause.strip(_STOPS), " ")
    named = [c for c in concepts if c.match(clause) >= TOLD > c.match(around)]
    return bool(named) and not met(concepts, known)


def _leaves_out(question: Question, concepts: Sequence[Concept], narrowed: str, text: str) -> bool:
    """Whether what the asker tells of their case is told only behind where a sentence was cut:
    "其中3件是转让来的，最少要几项" asks of "Ⅰ类知识产权不含转入的" too."""
    if not question.own_case or len(text) > SHORT_BUDGET:
        return False
    behind = text.partition(narrowed)[2]
    said = (c for c in concepts if c.known and c.said in question.text)
    return any(c.match(behind) >= TOLD > c.match(narrowed) for c in said)


def _primary(found: Evidence, stated: Sequence[Evidence]) -> Evidence:
    """The full text itself, where a digest only repeats its figure."""
    if found.statement.passage.source.kind is Kind.FULL_TEXT:
        return found
    told = {(f.value, f.unit) for f in found.statement.figures}
    for other in stated:
        same = told & {(f.value, f.unit) for f in other.statement.figures}
        full = other.statement.passage.source.kind is Kind.FULL_TEXT
        if same and full and other.coverage >= 0.8 * found.coverage:
            return other
    return found


def _distinct(stated: Sequence[Evidence], most: int) -> list[Evidence]:
    """The best statement and close rivals that give other figures ("分别是多少"): so many."""
    chosen = [stated[0]]
    for other in stated[1 : 2 * most]:
        told = {f.text for e in chosen for f in e.statement.figures}
        new = {f.text for f in other.statement.figures} - told
        if new and other.score >= 0.85 * stated[0].score and len(chosen) < most:
            chosen.append(other)
    return chosen
