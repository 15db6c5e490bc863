"""What is listed for staff: feedback and the audit log, filtered, and as csv."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Depends, Query, Request
from fastapi.responses import Response

from assistant.csv_file import CSV_TYPE, csv_file
from assistant.labels import STATUS_LABELS
from assistant.records.audit import WantedChanges
from assistant.records.feedback import WantedFeedback
from assistant.records.question_history import WantedQuestions
from assistant.records.words import WantedWords
from assistant.web.staff.door import Entered, page, records_of, staff_router
from assistant.web.staff.pages import AUDIT, FEEDBACK, QUESTIONS

OfFeedback = Annotated[WantedFeedback, Depends(WantedFeedback)]
OfChanges = Annotated[WantedChanges, Depends(WantedChanges)]
Number = Annotated[int, Query(alias="page", ge=1, le=10**6)]

router = staff_router()
VERDICTS = {"up": "有帮助", "down": "没有帮助"}
ADDED = {"added": "已加入题集。", "there": "题集里已经有这一题。"}
STATUSES = {status.value: label for status, label in STATUS_LABELS.items()}


@router.get(FEEDBACK.path)
def feedback(
    request: Request, staff: Entered, wanted: OfFeedback, number: Number = 1, done: str = ""
) -> Response:
    """Verdicts with what they were given on."""
    return page(
        "feedback.html",
        staff,
        listing=records_of(request).feedback.listed(wanted, number),
        wanted=wanted,
        query=query_of(wanted),
        verdicts=VERDICTS,
        may=staff.role.covers(QUESTIONS.role),
        notice=ADDED.get(done, ""),
        statuses=STATUSES,
        time=shown,
    )


@router.get(f"{FEEDBACK.path}.csv")
def feedback_csv(request: Request, wanted: OfFeedback) -> Response:
    """All rows of the filter."""
    rows = records_of(request).feedback.listed(wanted).rows
    columns = ("时间", "评价", "理由", "问题", "回答", "结果", "引用的条目")
    lines = (
        (shown(r.given_at), VERDICTS[r.verdict], r.reason, r.question, r.answer,
         STATUSES.get(r.status, r.status), "；".join(r.citation_ids))
        for r in rows
    )  # fmt: skip
    return _csv("feedback.csv", columns, lines)


@router.get(AUDIT.path)
def audit(request: Request, staff: Entered, wanted: OfChanges, number: Number = 1) -> Response:
    """The log."""
    log = records_of(request).audit
    who, actions = log.choices()
    return page(
        "audit.html",
        staff,
        listing=log.listed(wanted, number),
        wanted=wanted,
        query=query_of(wanted),
        who=who,
        actions=actions,
        time=shown,
    )


@router.get(f"{AUDIT.path}.csv")
def audit_csv(request: Request, wanted: OfChanges) -> Response:
    """All lines of the filter."""
    rows = records_of(request).audit.listed(wanted).rows
    columns = ("时间", "谁", "做了什么", "对象", "说明", "来自")
    lines = ((shown(r.at), r.who, r.action, r.subject, r.detail, r.address) for r in rows)
    return _csv("audit.csv", columns, lines)


def shown(moment: datetime) -> str:
    """In the time zone of this machine."""
    return f"{moment.astimezone():%Y-%m-%d %H:%M:%S}"


def query_of(wanted: WantedFeedback | WantedChanges | WantedQuestions | WantedWords) -> str:
    """The filter as it stands in a link."""
    return urlencode({name: value for name, value in asdict(wanted).items() if value})


def _csv(name: str, columns: Iterable[str], lines: Iterable[Iterable[str]]) -> Response:
    return download(name, csv_file(columns, lines), CSV_TYPE)


def download(name: str, content: bytes, kind: str) -> Response:
    """A file to save."""
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "no-store",
    }
    return Response(content, media_type=kind, headers=headers)
