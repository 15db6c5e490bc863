"""From findings to the answer: the parts in order, numbered citations, notes, one status."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from assistant.answer import Answer, AnswerStatus
from assistant.card import fields_line
from assistant.citations import CitationList, written
from assistant.extract import Line, extract
from assistant.inquiry import Finding, Inquiry, agreed, overall
from assistant.lead import lead
from assistant.library import Library
from assistant.notes import notes
from assistant.replies import ASK_INSTEAD, REPLIES
from corpus.passage import Passage

_BODY_TO_ASK = re.compile(
    r"(?:向|由|与)((?:所在|当地|主管|省、市|合作)[^，。；、]{0,12}(?:科技局|科技部门|税务机关|主管部门|银行))"
)


def compose(inquiry: Inquiry, library: Library, day: date) -> Answer:
    """The answer to a message whose findings are judged."""
    findings = agreed(inquiry.findings)
    marks = CitationList()
    told: set[str] = set()
    texts = [_part(finding, library, marks, told) for finding in findings]
    status = overall([f.verdict.status for f in findings if f.verdict])
    if status is AnswerStatus.PARTLY_ANSWERED:
        stated = [
            f.verdict is not None and f.verdict.status is AnswerStatus.ANSWERED for f in findings
        ]
        said = [t for t, is_stated in zip(texts, stated, strict=True) if is_stated]
        lacking = [t for t, is_stated in zip(texts, stated, strict=True) if not is_stated]
        texts = [*said, REPLIES[status], *lacking]
    text = "\n".join(dict.fromkeys(t for t in texts if t))
    return _answer(inquiry, status, text, marks, day)


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
        standalone=inquiry.standalone,
        status=status,
        text=text,
        citations=citations,
        notes=notes(citations, day),
    )


def _part(finding: Finding, library: Library, marks: CitationList, told: set[str]) -> str:
    """The text of one part; what an earlier part has told is not told again."""
    verdict = finding.verdict
    assert verdict is not None
    if verdict.status is not AnswerStatus.ANSWERED:
        return _refusal(finding, library, marks)
    lines = extract(
        finding.question,
        finding.concepts,
        verdict.evidence,
        library.section,
        library.outline,
        finding.hints,
    )
    fresh = [line for line in lines if line.quote not in told]
    told.update(line.quote for line in lines)
    if not fresh:
        return ""
    opening = lead(finding.question, fresh[0].quote, verdict.evidence[0].own)
    text = written(fresh, marks)
    return f"{opening}\n{text}" if opening and "\n" in text else opening + text


def _refusal(finding: Finding, library: Library, marks: CitationList) -> str:
    """The fixed sentence; where the topic is there, what is said of it and whom to ask."""
    verdict = finding.verdict
    assert verdict is not None
    reply = REPLIES[verdict.status]
    if verdict.status is not AnswerStatus.NOT_STATED or not verdict.evidence:
        return reply
    passage = verdict.evidence[0].statement.passage
    place = passage.heading_path[-1] if passage.heading_path else "开头部分"
    reason = verdict.reason or "没有载明所问的内容"
    mark = marks.mark(passage, "")
    said = f"{reply}《{passage.source.title}》“{place}”提到相关内容{mark}，但{reason}。"
    body = _whom_to_ask(passage, library)
    return said + (ASK_INSTEAD.format(body=body) if body else "")


def _whom_to_ask(passage: Passage, library: Library) -> str:
    """The body that the same document names to turn to; "" where it names none."""
    for other in library.passages:
        found = _BODY_TO_ASK.search(other.evidence) if other.source == passage.source else None
        if found:
            return found[1]
    return ""
