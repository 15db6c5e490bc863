"""What is listed for staff: feedback and the audit log, filtered, and as csv."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Depends, Query
from fastapi.responses import Response

from assistant.csv_file import CSV_TYPE, csv_file
from assistant.labels import STATUS_LABELS
from assistant.records.audit import WantedChanges
from assistant.records.feedback import WantedFeedback
from assistant.web.downloads import attachment
from assistant.web.html_templates import shown
from assistant.web.staff.door import Entered, staff_router
from assistant.web.staff.pages import AUDIT, FEEDBACK, QUESTIONS

OfFeedback = Annotated[WantedFeedback, Depends(WantedFeedback)]
OfChanges = Annotated[WantedChanges, Depends(WantedChanges)]
Number = Annotated[int, Query(alias="page", ge=1, le=10**6)]

router = staff_router()
VERDICTS = {"up": "有帮助", "down": "没有帮助"}
STATUSES = {status.value: label for status, label in STATUS_LABELS.items()}


@router.get(FEEDBACK.path)
def feedback(staff: Entered, wanted: OfFeedback, number: Number = 1) -> Response:
    """Verdicts with what they were given on."""
    return staff.page(
        "feedback.html",
        listing=staff.records.feedback.listed(wanted, number),
        wanted=wanted,
        query=query_of(**asdict(wanted)),
        verdicts=VERDICTS,
        may=staff.role.covers(QUESTIONS.role),
        statuses=STATUSES,
    )


@router.get(f"{FEEDBACK.path}.csv")
def feedback_csv(staff: Entered, wanted: OfFeedback) -> Response:
    """All rows of the filter."""
    rows = staff.records.feedback.listed(wanted).rows
    columns = ("时间", "评价", "理由", "问题", "回答", "结果", "引用的条目")
    lines = (
        (shown(r.given_at), VERDICTS[r.verdict], r.reason, r.question, r.answer,
         STATUSES.get(r.status, r.status), "；".join(r.citation_ids))
        for r in rows
    )  # fmt: skip
    return attachment(csv_file(columns, lines), "feedback.csv", CSV_TYPE)


@router.get(AUDIT.path)
def audit(staff: Entered, wanted: OfChanges, number: Number = 1) -> Response:
    """The log."""
    log = staff.records.audit
    who, actions = log.choices()
    return staff.page(
        "audit.html",
        listing=log.listed(wanted, number),
        wanted=wanted,
        query=query_of(**asdict(wanted)),
        who=who,
        actions=actions,
    )


@router.get(f"{AUDIT.path}.csv")
def audit_csv(staff: Entered, wanted: OfChanges) -> Response:
    """All lines of the filter."""
    rows = staff.records.audit.listed(wanted).rows
    columns = ("时间", "谁", "做了什么", "对象", "说明", "来自")
    lines = ((shown(r.at), r.who, r.action, r.subject, r.detail, r.address) for r in rows)
    return attachment(csv_file(columns, lines), "audit.csv", CSV_TYPE)


def query_of(**filters: object) -> str:
    """The filters that are set, as they stand in a link."""
    return urlencode({name: value for name, value in filters.items() if value})
