"""From findings to the answer: the parts in order, numbered citations, notes, one status."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from assistant.answer import Answer, AnswerStatus
from assistant.cards.card import asked_fields, fields_line
from assistant.composing.citations import CitationList, written
from assistant.composing.differing import OF_CONDITIONS, differing
from assistant.composing.extract import extract
from assistant.composing.full_marks import full_marks
from assistant.composing.line import Line, unmarked
from assistant.composing.notes import notes
from assistant.composing.opening import of_own_figure, opening
from assistant.composing.unanswered import lacking, named, refusal, unanswered
from assistant.finding.statement import Statement, clauses_with
from assistant.inquiry import Finding, Inquiry, agreed, overall
from assistant.judging.confidence import LOW, least
from assistant.judging.figures_told import answering_figures
from assistant.judging.premise import set_beside
from assistant.judging.verdict import Verdict
from assistant.library import Library
from assistant.reading.asking import Asked
from assistant.replies import REPLIES, UNSURE
from assistant.several.parts import Stands
from corpus.passage import Passage

_WHY = re.compile("为[啥何]|为什么|[啥什]么?原因|凭[啥什]")
_BECAUSE = re.compile("因|由于|为了|目的|鉴于")
NEARLY = 0.7  # of the best score: what tells a number there is meant
_NUMBERED = re.compile(r"〔20\d\d〕|20\d\d年第\d+号")  # it tells a document by its number itself
_SUM = re.compile(r"合计|总计|总共|一共|加起来|相差")  # no line told for one thing gives it
_OF_ITS_OWN = (Stands.APART, Stands.SIDE, Stands.ELLIPTIC)  # answered by what answers no other
_TOLD = (AnswerStatus.ANSWERED, AnswerStatus.PARTLY_ANSWERED)
MATCHED = 0.9  # of a concept: a line told before has what it names


def compose(inquiry: Inquiry, library: Library, day: date) -> Answer:
    """The answer to a message whose findings are judged."""
    if differ := _differing(inquiry, library):
        return answered(inquiry, differ, day)
    apart = any(part.stands in _OF_ITS_OWN for part in inquiry.parts)
    findings = inquiry.findings if apart else agreed(inquiry.findings)
    marks = CitationList()
    told: set[str] = set()
    asked = [part.text for part in inquiry.parts] if len(findings) > 1 else [""]
    pairs = sorted(zip(findings, asked, strict=True), key=lambda pair: pair[0].status not in _TOLD)
    written_parts = [(f, _part(f, a, library, marks, told)) for f, a in pairs]
    status = overall([f.status for f in findings])
    texts = [text for f, text in written_parts if f.status in _TOLD or len(findings) == 1]
    untold = [(f, text) for f, text in written_parts if f.status not in _TOLD]
    texts += unanswered(untold, status, library) if len(findings) > 1 else []
    text = "\n".join(dict.fromkeys(t for t in texts if t))
    own = tuple(note for f in findings if f.answer for note in f.answer.notes)
    answer = _answer(inquiry, status, text, marks, day)
    said = [f for f in findings if f.status in _TOLD] or findings
    sure = least([f.confidence for f in said if f.confidence])
    unsure = (UNSURE,) if status in _TOLD and sure and sure.value < LOW else ()
    told_beside = tuple(dict.fromkeys((*unsure, *own, *answer.notes)))
    return replace(answer, notes=told_beside, confidence=sure)


def answered(inquiry: Inquiry, lines: Sequence[Line], day: date, opening: str = "") -> Answer:
    """An answer made of lines that need no judging (a card, rows of the table)."""
    marks = CitationList()
    text = opening + written(lines, marks)
    return _answer(inquiry, AnswerStatus.ANSWERED, text, marks, day)


def of_card(inquiry: Inquiry, fields: Sequence[str], card: Passage, day: date) -> Answer:
    """What the identity card says of the fields; not stated where it has none of them."""
    line = fields_line(fields, card.source, card, day)
    if line is not None:
        return answered(inquiry, [line], day)
    marks = CitationList()
    lacking = f"《{card.source.title}》的文件信息{marks.mark(card, '')}中没有{'、'.join(fields)}。"
    text = REPLIES[AnswerStatus.NOT_STATED] + lacking
    return _answer(inquiry, AnswerStatus.NOT_STATED, text, marks, day)


def _answer(
    inquiry: Inquiry, status: AnswerStatus, text: str, marks: CitationList, day: date
) -> Answer:
    citations = marks.citations()
    return Answer(
        question=inquiry.question,
        standalone=inquiry.shown or inquiry.standalone,
        status=status,
        text=text,
        citations=citations,
        notes=notes(citations, day),
    )


def _part(
    finding: Finding, asked: str, library: Library, marks: CitationList, told: set[str]
) -> str:
    """The text of one part, asked its question where there are several; what an earlier part
    has told is not told again."""
    if finding.answer:
        text = _renumbered(finding.answer, marks)
        told.update(quote for c in finding.answer.citations for quote in c.quotes)
        return text if finding.status in _TOLD else text.removeprefix(REPLIES[finding.status])
    verdict = finding.verdict
    assert verdict is not None
    if verdict.status is not AnswerStatus.ANSWERED:
        return lacking(finding, asked, marks) if asked else refusal(finding, library, marks)
    lines = _lines(finding, verdict, library)
    fresh: list[Line] = []
    for line in lines:
        if not _is_told(line.quote, told):
            fresh.append(line)
        told.add(line.quote)
    if not fresh and (rest := _untold_clause(finding, verdict, told)):
        return written([rest], marks)
    if not fresh:
        return "" if _is_answered(finding, lines) else f"{named(asked)}文件没有载明。"
    if own := of_own_figure(finding, fresh, marks):
        return own
    opens = opening(finding, verdict, fresh[0])
    text = written(fresh, marks)
    return f"{opens}\n{text}" if opens and "\n" in text else opens + text


def _lines(finding: Finding, verdict: Verdict, library: Library) -> list[Line]:
    """The lines that answer a question, with what sets the rest of it right."""
    own = tuple(c for c in finding.concepts if c not in finding.carried)
    if finding.question.asks_amount and not any(c.term for c in own):
        own = finding.concepts  # of what it is asked, the message says elsewhere
    if of_file := _of_file(finding, verdict, library):
        return [of_file]
    if parts := full_marks(finding.question, finding.evidence, library.section):
        return parts
    lines = extract(
        finding.question,
        own if any(c.known for c in own) else finding.concepts,
        verdict.evidence,
        library.section,
        library.outline,
        finding.hints,
    )
    return lines + set_beside(finding.question, verdict.evidence, [line.quote for line in lines])


def _of_file(finding: Finding, verdict: Verdict, library: Library) -> Line | None:
    """The number of the document that tells of what is asked about ("那份公告是几号")."""
    near = [e.statement for e in verdict.evidence if e.score >= NEARLY * verdict.evidence[0].score]
    source = near[0].passage.source
    card = library.cards.get(source.id)
    asked = asked_fields(finding.question.text) == ("文号",)
    if card is None or not asked or any(_NUMBERED.search(s.text) for s in near):
        return None
    return fields_line(("文号",), source, card, date.max)


def _differing(inquiry: Inquiry, library: Library) -> list[Line]:
    """Where two kinds whose conditions are asked about together differ; [] where that is not
    asked."""
    asked = [part for part in inquiry.parts if part.text.endswith(OF_CONDITIONS)]
    if len(asked) != len(inquiry.parts) or len(asked) != 2:
        return []
    one, other = (
        _lines(f, f.verdict, library) if f.verdict and f.status is AnswerStatus.ANSWERED else []
        for f in inquiry.findings
    )
    return differing([part.of for part in asked], one, other)


def _untold_clause(finding: Finding, verdict: Verdict, told: set[str]) -> Line | None:
    """Of a sentence that an earlier part told in part, the clause with the other figure that may
    answer ("入驻时不超过24个月，孵化不超过48个月")."""
    statement = verdict.evidence[0].statement
    if finding.question.asked not in (Asked.FIGURE, Asked.MONEY):
        return None
    for figure in answering_figures(finding.question, statement):
        clause = clauses_with(statement.text, figure.text)
        if not _is_told(clause, told) and len(clause) < len(statement.text.strip()):
            return Line(unmarked(clause), statement.passage, clause)
    return None


def _is_told(text: str, told: Iterable[str]) -> bool:
    """Whether an earlier part has told this, or a piece that it stands in."""
    return any(unmarked(text).strip("。；;，, ") in quote for quote in told)


def _said(line: Line) -> Statement:
    return Statement(line.passage, line.quote, 0)


def _renumbered(answer: Answer, marks: CitationList) -> str:
    """The text of a part answered by itself, its citations numbered among those of the message."""
    for citation in answer.citations:
        for quote in citation.quotes or ("",):
            marks.mark(citation.passage, quote)
    new = {f"[{c.number}]": marks.mark(c.passage, "") for c in answer.citations}
    return re.sub(r"\[\d+\]", lambda mark: new.get(mark[0], mark[0]), answer.text)


def _answers(finding: Finding, line: Line) -> bool:
    """Whether a line told for another part answers this one too: it has something that its own
    words name, and a figure of the kind where one is asked for."""
    question = finding.question
    own = [c for c in finding.concepts if c.said in question.text and c.known]
    named = any(c.match(line.quote) >= MATCHED for c in own) and not _SUM.search(question.text)
    if question.asked in (Asked.FIGURE, Asked.MONEY):
        return (named or not own) and bool(answering_figures(question, _said(line)))
    return named


def _is_answered(finding: Finding, lines: Sequence[Line]) -> bool:
    """Whether lines that earlier parts have told answer this one: not where none has a figure that
    is asked for, a sum of theirs is, or a reason that none gives."""
    question = finding.question
    if any(_answers(finding, line) for line in lines):
        return True
    if _SUM.search(question.text):
        return False
    if _WHY.search(question.text):
        return any(_BECAUSE.search(line.quote) for line in lines)
    valued = question.asked in (Asked.FIGURE, Asked.MONEY)
    return not valued or any(answering_figures(question, _said(line)) for line in lines)
