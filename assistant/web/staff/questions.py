"""What was asked, for editors: filtered, opened, exported, and made cases of a question set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Annotated, Any

from fastapi import Depends, Form
from fastapi.responses import Response

from assistant.answer import AnswerStatus
from assistant.csv_file import CSV_TYPE, Cell, csv_file
from assistant.records.question_history import WantedQuestions
from assistant.records.question_set import case
from assistant.records.tables import AskedQuestion, CitedThere
from assistant.web.citation_link import quoted_spans
from assistant.web.downloads import attachment
from assistant.web.html_templates import shown
from assistant.web.link_text import document_key
from assistant.web.source_panel import pieces
from assistant.web.staff.door import Entered, Refused, Staff, staff_router, whole
from assistant.web.staff.lists import STATUSES, VERDICTS, Number, query_of
from assistant.web.staff.login import Field
from assistant.web.staff.pages import FEEDBACK, QUESTIONS
from assistant.web.xlsx_file import XLSX_TYPE, xlsx_file

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


@router.get(QUESTIONS.path)
def questions(staff: Entered, wanted: OfQuestions, number: Number = 1) -> Response:
    """The log under a filter."""
    history = staff.records.history
    titles = titles_of(staff)
    return staff.page(
        "questions.html",
        listing=history.listed(wanted, number),
        wanted=wanted,
        query=query_of(**asdict(wanted)),
        verdicts=VERDICTS,
        statuses=STATUSES,
        documents=[(name, titles.get(name, name)) for name in history.documents()],
        titles=titles,
        log=staff.records.questions,
    )


@router.get(f"{QUESTIONS.path}.csv")
def questions_csv(staff: Entered, wanted: OfQuestions) -> Response:
    """All rows of the filter."""
    content = csv_file(_COLUMNS, _lines(staff, wanted))
    return attachment(content, "questions.csv", CSV_TYPE)


@router.get(f"{QUESTIONS.path}.xlsx")
def questions_xlsx(staff: Entered, wanted: OfQuestions) -> Response:
    """All rows of the filter."""
    content = xlsx_file(QUESTIONS.name, _COLUMNS, _lines(staff, wanted))
    return attachment(content, "questions.xlsx", XLSX_TYPE)


@router.get(f"{QUESTIONS.path}/{{question_id}}")
def question(staff: Entered, question_id: str) -> Response:
    """One question with its answer as it was given."""
    row = _found(staff, question_id)
    held = titles_of(staff)
    return staff.page(
        "question.html",
        row=row,
        cited=[_cited(staff, one, held) for one in row.cited],
        before=staff.records.history.before(row),
        answered=row.status in _ANSWERED,
        statuses=STATUSES,
        verdicts=VERDICTS,
        modes=MODES,
        there=f"log-{row.key}" in staff.records.question_set.ids(),
        file=staff.records.question_set.path.name,
    )


@router.post(f"{QUESTIONS.path}/case")
def add_case(
    staff: Entered,
    question_id: Field = "",
    feedback_id: Field = "",
    answerable: Field = "",
    facts: Annotated[str, Form(max_length=5000)] = "",
) -> Response:
    """A case of the question set, made of a row of the log or of a verdict."""
    if feedback_id:
        made, back = _case_of_feedback(staff, feedback_id), FEEDBACK.path
    else:
        row = _found(staff, question_id)
        may = answerable == "yes" if answerable else row.status in _ANSWERED
        made, back = _case_of(staff, row, may, facts), f"{QUESTIONS.path}/{row.id}"
    try:
        added = staff.records.question_set.add(made)
    except OSError as fault:
        raise Refused(503, _UNWRITABLE.format(fault.strerror or fault)) from None
    if added:
        staff.note("加入题集", made["id"], made["question"])
    return staff.done(back, "已加入题集。" if added else "题集里已经有这一题。")


def titles_of(staff: Staff) -> Mapping[str, str]:
    """Of the documents that are held, by id."""
    return {source.id: source.title for source in staff.library.sources}


def _case_of(staff: Staff, row: AskedQuestion, answerable: bool, facts: str) -> dict[str, Any]:
    said = [(one.question, one.answer) for one in staff.records.history.before(row)]
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


def _case_of_feedback(staff: Staff, feedback_id: str) -> dict[str, Any]:
    """With what was said before, where the log still has it."""
    number = whole(feedback_id)
    judged = staff.records.feedback.one(number)
    if judged is None:
        raise Refused(404, "没有这条反馈。")
    answerable = judged.status in _ANSWERED
    if row := staff.records.history.of_feedback(number):
        return _case_of(staff, row, answerable, "")
    told = (f"{shown(judged.given_at)} {VERDICTS[judged.verdict]}", judged.reason)
    return case(
        f"feedback-{number}", judged.question, [], answerable, [], "；".join(filter(None, told))
    )


def _found(staff: Staff, question_id: str) -> AskedQuestion:
    row = staff.records.history.one(whole(question_id))
    if row is None:
        raise Refused(404, _NONE)
    return row


def _cited(staff: Staff, cited: CitedThere, held: Mapping[str, str]) -> dict[str, Any]:
    """A citation as it was; without a passage where none of then is kept, with a key of the
    document where it is still held."""
    passage = staff.records.passages.find(cited.passage_id, cited.digest)
    found = pieces(passage, quoted_spans(passage.text, cited.quotes)) if passage else ()
    key = document_key(cited.document_id) if cited.document_id in held else ""
    about = {"number": cited.number, "id": cited.passage_id, "key": key}
    return about | {"passage": passage, "pieces": found}


def _lines(staff: Staff, wanted: WantedQuestions) -> list[tuple[Cell, ...]]:
    titles = titles_of(staff)
    return [_line(row, titles) for row in staff.records.history.listed(wanted).rows]


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
