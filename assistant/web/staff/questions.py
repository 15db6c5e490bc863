"""What was asked, for editors: filtered, opened, exported, and made cases of a question set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Form, Request
from fastapi.responses import RedirectResponse, Response

from assistant.answer import AnswerStatus
from assistant.csv_file import CSV_TYPE, Cell, csv_file
from assistant.records.audit import note
from assistant.records.question_history import WantedQuestions
from assistant.records.question_set import case
from assistant.records.tables import AskedQuestion, CitedThere
from assistant.web.citation_link import quoted_spans
from assistant.web.document_key import document_key
from assistant.web.source_panel import Piece, pieces
from assistant.web.staff.door import Entered, Refused, page, records_of, staff_router, whole
from assistant.web.staff.library import library_of
from assistant.web.staff.lists import (
    ADDED,
    STATUSES,
    VERDICTS,
    Number,
    download,
    query_of,
    shown,
)
from assistant.web.staff.login import Field
from assistant.web.staff.pages import FEEDBACK, QUESTIONS
from assistant.web.xlsx_file import XLSX_TYPE, xlsx_file
from corpus.passage import Passage

OfQuestions = Annotated[WantedQuestions, Depends(WantedQuestions)]

router = staff_router()
MODES = {"extractive": "摘录", "generated": "生成"}
_COLUMNS = {
    "时间": 20, "问题": 50, "结果": 12, "回答": 70, "依据的文件": 36, "引用的条目": 36, "方式": 8,
    "把握": 8, "用时（毫秒）": 12, "评价": 10, "理由": 24, "对话": 16, "途径": 8, "敏感词": 20,
}  # fmt: skip
_NONE = "没有这条问题记录，它可能已经过期。"
_UNWRITABLE = "题集写不进去（{}），请稍后再试。"
_ANSWERED = (AnswerStatus.ANSWERED, AnswerStatus.PARTLY_ANSWERED)


@dataclass(frozen=True, slots=True)
class _Cited:
    """A citation as it was; without a passage where none of then is kept."""

    number: int
    id: str
    passage: Passage | None
    pieces: tuple[Piece, ...]
    key: str  # of the document, where it is still held


@router.get(QUESTIONS.path)
def questions(
    request: Request, staff: Entered, wanted: OfQuestions, number: Number = 1, done: str = ""
) -> Response:
    """The log under a filter."""
    history = records_of(request).history
    titles = titles_of(request)
    return page(
        "questions.html",
        staff,
        listing=history.listed(wanted, number),
        wanted=wanted,
        query=query_of(wanted),
        verdicts=VERDICTS,
        statuses=STATUSES,
        documents=[(name, titles.get(name, name)) for name in history.documents()],
        titles=titles,
        log=records_of(request).questions,
        notice=ADDED.get(done, ""),
        time=shown,
    )


@router.get(f"{QUESTIONS.path}.csv")
def questions_csv(request: Request, wanted: OfQuestions) -> Response:
    """All rows of the filter."""
    return download("questions.csv", csv_file(_COLUMNS, _lines(request, wanted)), CSV_TYPE)


@router.get(f"{QUESTIONS.path}.xlsx")
def questions_xlsx(request: Request, wanted: OfQuestions) -> Response:
    """All rows of the filter."""
    content = xlsx_file(QUESTIONS.name, _COLUMNS, _lines(request, wanted))
    return download("questions.xlsx", content, XLSX_TYPE)


@router.get(f"{QUESTIONS.path}/{{question_id}}")
def question(request: Request, staff: Entered, question_id: str, done: str = "") -> Response:
    """One question with its answer as it was given."""
    row = _found(request, question_id)
    held = titles_of(request)
    return page(
        "question.html",
        staff,
        row=row,
        cited=[_cited(request, one, held) for one in row.cited],
        before=records_of(request).history.before(row),
        answered=row.status in _ANSWERED,
        statuses=STATUSES,
        verdicts=VERDICTS,
        modes=MODES,
        there=f"log-{row.key}" in records_of(request).question_set.ids(),
        file=records_of(request).question_set.path.name,
        notice=ADDED.get(done, ""),
        time=shown,
    )


@router.post(f"{QUESTIONS.path}/case")
def add_case(
    request: Request,
    staff: Entered,
    question_id: Field = "",
    feedback_id: Field = "",
    answerable: Field = "",
    facts: Annotated[str, Form(max_length=5000)] = "",
) -> Response:
    """A case of the question set, made of a row of the log or of a verdict."""
    if feedback_id:
        made, back = _case_of_feedback(request, feedback_id), FEEDBACK.path
    else:
        row = _found(request, question_id)
        may = answerable == "yes" if answerable else row.status in _ANSWERED
        made, back = _case_of(request, row, may, facts), f"{QUESTIONS.path}/{row.id}"
    try:
        added = records_of(request).question_set.add(made)
    except OSError as fault:
        raise Refused(503, _UNWRITABLE.format(fault.strerror or fault)) from None
    if added:
        with records_of(request).database.writing() as session:
            note(session, staff.by, "加入题集", made["id"], made["question"])
    return RedirectResponse(f"{back}?done={'added' if added else 'there'}", status_code=303)


def titles_of(request: Request) -> Mapping[str, str]:
    """Of the documents that are held, by id."""
    return {source.id: source.title for source in library_of(request).sources}


def _case_of(request: Request, row: AskedQuestion, answerable: bool, facts: str) -> dict[str, Any]:
    said = [(one.question, one.answer) for one in records_of(request).history.before(row)]
    told = [f"{shown(row.at)} 问，{STATUSES.get(row.status, row.status)}"]
    if row.feedback:
        told += [VERDICTS[row.feedback.verdict], row.feedback.reason]
    return case(
        f"log-{row.key}",
        row.question,
        said,
        answerable,
        facts.splitlines(),
        "；".join(filter(None, told)),
    )


def _case_of_feedback(request: Request, feedback_id: str) -> dict[str, Any]:
    """With what was said before, where the log still has it."""
    number = whole(feedback_id)
    judged = records_of(request).feedback.one(number)
    if judged is None:
        raise Refused(404, "没有这条反馈。")
    answerable = judged.status in _ANSWERED
    if row := records_of(request).history.of_feedback(number):
        return _case_of(request, row, answerable, "")
    told = (f"{shown(judged.given_at)} {VERDICTS[judged.verdict]}", judged.reason)
    return case(
        f"feedback-{number}", judged.question, [], answerable, [], "；".join(filter(None, told))
    )


def _found(request: Request, question_id: str) -> AskedQuestion:
    row = records_of(request).history.one(whole(question_id))
    if row is None:
        raise Refused(404, _NONE)
    return row


def _cited(request: Request, cited: CitedThere, held: Mapping[str, str]) -> _Cited:
    passage = records_of(request).passages.find(cited.passage_id, cited.digest)
    found = pieces(passage, quoted_spans(passage.text, cited.quotes)) if passage else ()
    key = document_key(cited.document_id) if cited.document_id in held else ""
    return _Cited(cited.number, cited.passage_id, passage, found, key)


def _lines(request: Request, wanted: WantedQuestions) -> list[tuple[Cell, ...]]:
    titles = titles_of(request)
    return [_line(row, titles) for row in records_of(request).history.listed(wanted).rows]


def _line(row: AskedQuestion, titles: Mapping[str, str]) -> tuple[Cell, ...]:
    documents = dict.fromkeys(titles.get(c.document_id, c.document_id) for c in row.cited)
    verdict = VERDICTS[row.feedback.verdict] if row.feedback else ""
    return (
        shown(row.at), row.question, STATUSES.get(row.status, row.status), row.answer,
        "；".join(documents), "；".join(c.passage_id for c in row.cited),
        MODES.get(row.mode, row.mode), "" if row.confidence is None else round(row.confidence, 2),
        row.milliseconds, verdict, row.feedback.reason if row.feedback else "", row.conversation,
        row.asked_through, "；".join(f"{mark.word}（{mark.action}）" for mark in row.marks),
    )  # fmt: skip
