"""The grounds of a generated answer: which passages a model gets, and which of its sentences
speak to the question as the judged evidence does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer import Answer, AnswerStatus
from assistant.finding.evidence import Evidence
from assistant.finding.statement import Statement, statements
from assistant.inquiry import Finding
from assistant.judging.figures_told import answering_figures
from assistant.model.checks.verification import CheckedSentence
from assistant.reading.asking import Asked
from assistant.reading.question import Question
from corpus.addressed import addresses_machine
from corpus.figures import Figure, Measure, figures
from corpus.passage import Passage

MOST_SOURCES = 8
NEAR = 0.6  # of the best score: a passage with a statement this good may be read by the model
ON_TOPIC = 0.9  # of the best score: what a sentence must rest on, unless it is quoted already
LISTED = 0.5  # of the extractive lines of a list: what a generated list must have of them
MOST_REQUIRED = 3  # figures of one statement that all must be repeated


@dataclass(frozen=True)
class Grounds:
    """Passages in the order of their numbers (from 1), and what has been judged of them."""

    floor: Answer
    findings: tuple[Finding, ...]
    sources: tuple[Passage, ...]

    @property
    def quotes(self) -> tuple[str, ...]:
        """What the extractive answer rests on, verbatim."""
        return tuple(quote for c in self.floor.citations for quote in c.quotes)

    @property
    def questions(self) -> tuple[Question, ...]:
        """The parts of the message that have an answer."""
        return tuple(f.question for f in self.findings)

    @property
    def short(self) -> bool:
        """Whether one value answers."""
        return len(self.questions) == 1 and self.questions[0].asks_value

    @property
    def is_list(self) -> bool:
        """Whether a list is asked for, of which nothing may be missing."""
        return any(q.asked in (Asked.LIST, Asked.PROCEDURE) for q in self.questions)


def grounds(floor: Answer, findings: Sequence[Finding]) -> Grounds:
    """The passages that the extractive answer cites first, then those nearly as good."""
    stated = tuple(f for f in findings if f.verdict and f.verdict.status is AnswerStatus.ANSWERED)
    found = {c.passage.id: c.passage for c in floor.citations if c.quotes}
    rivals = sorted(
        (e for f in stated for e in f.evidence if e.score >= NEAR * f.evidence[0].score),
        key=lambda e: -e.score,
    )
    for one in rivals:
        found.setdefault(one.statement.passage.id, one.statement.passage)
    return Grounds(floor, stated, tuple(found.values())[:MOST_SOURCES])


def missing_figures(text: str, held: Grounds) -> bool:
    """Whether the figure that answers is not in the text (of a part that asks for one)."""
    told = figures(text)
    values = {_value(f) for f in told}
    for question in held.questions:
        wanted = required_figures(question, held)
        if question.asked is Asked.WHEN:
            if wanted and not any(f.text in text or _value(f) in values for f in wanted):
                return True
        elif any(_value(f) not in values for f in wanted[:MOST_REQUIRED]):
            return True
    return False


def required_figures(question: Question, held: Grounds) -> tuple[Figure, ...]:
    """The figures that answer, in the first quote of the extractive answer that has any."""
    for statement in _quoted(held):
        if question.asked is Asked.WHEN:
            found = tuple(
                f for f in statement.figures if f.measure in (Measure.DATE, Measure.DURATION)
            )
        elif question.asked in (Asked.FIGURE, Asked.MONEY):
            found = answering_figures(question, statement)
        else:
            return ()
        if found:
            return found
    return ()


def speaks_to_the_question(sentence: CheckedSentence, held: Grounds) -> bool:
    """Whether a sentence rests on what the judged answer quotes, or on evidence nearly as good
    that names no rival figure."""
    if addresses_machine(sentence.text):  # the sources are free of orders, the model need not be
        return False
    if sentence.bare or sentence.is_lead_in:
        return True
    rests = _rests(sentence, held)
    if any(_quoted_in(statement, held.quotes) for statement in rests):
        return not _rivals(sentence, held)
    near = any(
        _score(statement, f.evidence) >= ON_TOPIC * f.evidence[0].score
        for statement in rests
        for f in held.findings
    )
    return near and not _rivals(sentence, held)


def misses_the_answer(kept: Sequence[CheckedSentence], held: Grounds) -> bool:
    """Whether nothing kept rests on the first thing that the judged answer quotes; of a list,
    whether too few of its lines are there."""
    rests = [statement for sentence in kept for statement in _rests(sentence, held)]
    there = [any(_quoted_in(s, (quote,)) for s in rests) for quote in held.quotes]
    if held.is_list:
        return sum(there) < LISTED * len(there)
    return not there[0]


def basis(sentence: CheckedSentence, number: int, passage: Passage) -> Statement | None:
    """The statement of a cited passage that a sentence rests on: where its figures were found,
    or what has most of its words."""
    held = statements(passage)
    spans = [passage.text[m.start : m.end] for m in sentence.matched if m.number == number]
    return max(
        held,
        key=lambda s: (sum(span in s.text for span in spans), _shared(sentence.text, s.text)),
        default=None,
    )


def _rests(sentence: CheckedSentence, held: Grounds) -> list[Statement]:
    cited = [(n, held.sources[n - 1]) for n in sentence.marks]
    return [s for n, passage in cited if (s := basis(sentence, n, passage))]


def _quoted_in(statement: Statement, quotes: Sequence[str]) -> bool:
    return any(quote in statement.text or statement.text in quote for quote in quotes)


def _score(statement: Statement, evidence: Sequence[Evidence]) -> float:
    return max(
        (
            e.score
            for e in evidence
            if e.statement.passage.id == statement.passage.id
            and e.statement.index == statement.index
        ),
        default=0.0,
    )


def _rivals(sentence: CheckedSentence, held: Grounds) -> bool:
    """A figure of the very kind asked for, where the judged answer gives another one."""
    asking = [q for q in held.questions if q.asked in (Asked.FIGURE, Asked.MONEY)]
    if not asking or len(asking) < len(held.questions):
        return False
    quoted = {_value(f) for s in _quoted(held) for f in s.figures}
    quoted |= {_value(f) for q in asking for f in q.amounts}
    told = Statement(held.sources[0], sentence.text, 0)
    return any(
        _same_kind(f, q) and _value(f) not in quoted
        for q in asking
        for f in answering_figures(q, told)
    )


def _same_kind(figure: Figure, question: Question) -> bool:
    return not question.counter or figure.unit == question.counter


def _quoted(held: Grounds) -> list[Statement]:
    return [Statement(c.passage, quote, 0) for c in held.floor.citations for quote in c.quotes]


def _value(figure: Figure) -> tuple[float, str, float | None, str]:
    dated = figure.text if figure.measure is Measure.DATE else ""
    return figure.value, figure.unit, figure.upper, dated


def _shared(one: str, other: str) -> float:
    pairs = {one[n : n + 2] for n in range(len(one) - 1)}
    return sum(pair in other for pair in pairs) / len(pairs) if pairs else 0.0
