"""From findings to the answer: its parts in order, numbered citations, notes, one status."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.answer import Answer, AnswerStatus
from assistant.composing.citations import CitationList, Line, written
from assistant.composing.extract import Extractor
from assistant.composing.lead import DEPENDS, lead
from assistant.composing.notes import notes, notes_of, status_told
from assistant.composing.own_figures import compared, differs
from assistant.composing.places import of_other_levels, place_told
from assistant.composing.trimming import whole
from assistant.inquiry import Asked, Inquiry, overall
from assistant.reader.evidence import Evidence
from assistant.reader.finder import Finding
from assistant.replies import READ_AS, REPLIES, UNSURE, WHICH
from assistant.understanding.matter import matter
from corpus.divisions import Place, place_of
from corpus.document import Source
from corpus.passage import Passage
from corpus.targets import is_plan
from index.tokenizer import normalize

LOW = 0.7  # probability below which the reader is asked to check
_QUOTED = 0.3  # probability from which a refusal quotes what speaks of the matter
NAMED = 30  # characters of a question that are said again before its answer
_RIVALS = 5  # documents named where the question leaves open which is meant
_TOLD = (AnswerStatus.ANSWERED, AnswerStatus.PARTLY_ANSWERED)


@dataclass(frozen=True)
class Composer:
    """Writes answers out of lines that an extractor gives."""

    extractor: Extractor

    def compose(self, inquiry: Inquiry, day: date) -> Answer:
        """The answer to a message whose questions are judged."""
        marks = CitationList()
        told: set[str] = set()
        several = len(inquiry.asked) > 1
        texts = []
        for asked in inquiry.asked:
            text = self._part(asked, marks, told, day)
            if several:
                name = asked.part.called[:NAMED].rstrip("?？。")
                joint = "\n" if text.startswith("1. ") else ""
                text = f"关于“{name}”：{joint}{text}"
            texts.append(text)
        status = overall([a.status for a in inquiry.asked if a.status])
        if status is AnswerStatus.PARTLY_ANSWERED and several:
            texts.append(REPLIES[status])
        own = [note for a in inquiry.asked if a.answer for note in a.answer.notes]
        sure = [a.finding.probability for a in inquiry.asked if a.finding and a.status in _TOLD]
        own += [
            n for a in inquiry.asked if a.finding and a.status in _TOLD for n in notes_of(a.finding)
        ]
        if not inquiry.places:
            findings = [a.finding for a in inquiry.asked if a.finding and a.status in _TOLD]
            own += place_told(findings, marks.citations(), self.extractor.library.sources)
        confidence = min(sure, default=None)
        if confidence is not None and confidence < LOW:
            own.insert(0, UNSURE)
        return answer_of(inquiry, status, "\n".join(texts), marks, day, own, confidence)

    def _part(self, asked: Asked, marks: CitationList, told: set[str], day: date) -> str:
        """The text of one question; what an earlier one was told is told again only wider."""
        if asked.answer:
            return renumbered(asked.answer, marks)
        assert asked.finding
        assert asked.status
        if asked.status is not AnswerStatus.ANSWERED:
            return _refusal(asked.finding, asked.status, marks, day)
        best = asked.finding.evidence[0]
        lines = self.extractor.lines(asked.finding)
        lines = [*lines, *of_other_levels(asked.finding, lines), whole(best)]
        fresh = [line for line in lines[:-1] if not _in(line, told)] or lines[-1:]
        if _in(fresh[0], told):
            return f"同上。{marks.mark(best.statement.passage, fresh[0].quote)}"
        told.update(line.quote for line in fresh)
        stating = next((line for line in fresh if line.quote in best.statement.text), fresh[0])
        opening = _opening(asked.finding, stating)
        text = written(_placed(fresh), marks)
        before = _held_before(best.statement.passage.source, day) if asked.finding.lapsed else ""
        return before + (f"{opening}\n{text}" if opening and "\n" in text else opening + text)


def _held_before(source: Source, day: date) -> str:
    """Told before the words of a document whose term has run out."""
    return f"现行文件没有写。《{source.title}》{status_told(source, day)}，它原来的规定是：\n"


def _in(line: Line, told: Iterable[str]) -> bool:
    return any(line.quote in quote for quote in told)


def _opening(finding: Finding, line: Line) -> str:
    """Yes, no or on what it depends, and how the asker's own figure stands to the bound told; the
    goal of a year's plan bounds nobody."""
    own = None if is_plan(line.passage.source) else compared(finding.question, line.quote)
    said = lead(finding.question, line.quote, finding.probability)
    if own is None:
        return said or differs(finding.question, line.quote)
    return (DEPENDS if said else "") + own


def answer_of(
    inquiry: Inquiry,
    status: AnswerStatus,
    text: str,
    marks: CitationList,
    day: date,
    own_notes: Sequence[str] = (),
    confidence: float | None = None,
) -> Answer:
    """An answer with its citations and the notes that their sources call for."""
    citations = marks.citations()
    own = [READ_AS.format(typed=typed, read=read) for typed, read in inquiry.mended]
    return Answer(
        question=inquiry.message,
        standalone=inquiry.standalone,
        status=status,
        text=text,
        citations=citations,
        notes=tuple(dict.fromkeys((*own, *own_notes, *notes(citations, day)))),
        confidence=confidence,
    )


def _placed(lines: Sequence[Line]) -> list[Line]:
    """Lines of documents of different places say of which each is, and of what level."""
    places = [place_of(line.passage.source) for line in lines]
    if len(set(places)) < 2:
        return list(lines)
    return [
        replace(line, text=f"《{line.passage.source.title}》{_level(place)}：{line.text}")
        for line, place in zip(lines, places, strict=True)
    ]


def _level(place: Place | None) -> str:
    return f"（{place.level}）" if place else ""


def _refusal(finding: Finding, status: AnswerStatus, marks: CitationList, day: date) -> str:
    """The fixed sentence, with what is lacking; what speaks of the matter is quoted."""
    if finding.rivals:
        return WHICH.format(titles="、".join(_title(e, marks) for e in finding.rivals[:_RIVALS]))
    text = REPLIES[status]
    if finding.outside:
        named = [place.name for place in finding.places]
        named += [f"{year}年" for year in sorted(finding.question.years)]
        return f"{text}收录的文件中没有{'、'.join(named) or '那一年'}的相关内容。"
    if finding.lapsed:
        over = finding.lapsed[0].statement
        mark = marks.mark(over.passage, over.text.strip())
        source = over.passage.source
        return f"{text}《{source.title}》写有相关内容，但{status_told(source, day)}。{mark}"
    best = finding.evidence[0].statement if finding.evidence else None
    stated = status is AnswerStatus.NOT_STATED and finding.probability >= _QUOTED
    if stated and best and speaks_of(finding.question.text, best.passage, best.text):
        mark = marks.mark(best.passage, best.text.strip())
        return f"{text}相关的内容有：{best.shown}。{mark}"
    return text


def speaks_of(question: str, passage: Passage, said: str) -> bool:
    """Whether words have anything of the matter of a question, where it names one."""
    about = matter(question)
    near = normalize(" ".join((passage.source.title, *passage.heading_path, said)))
    return not about or any(pair in near for pair in about)


def _title(evidence: Evidence, marks: CitationList) -> str:
    statement = evidence.statement
    mark = marks.mark(statement.passage, statement.text.strip())
    return f"《{statement.passage.source.title.strip('《》')}》{mark}"


def renumbered(answer: Answer, marks: CitationList) -> str:
    """The text of an answer made by itself, its citations numbered among those of the message."""
    new = {}
    for citation in answer.citations:
        for quote in citation.quotes or ("",):
            new[f"[{citation.number}]"] = marks.mark(citation.passage, quote)
    return re.sub(r"\[\d+\]", lambda mark: new.get(mark[0], mark[0]), answer.text)
