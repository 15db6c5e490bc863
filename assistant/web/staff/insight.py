"""What is asked, in the whole: how much, what most, what in vain, what readers say of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from fastapi.responses import Response

from assistant.records.insight import insight
from assistant.records.question_history import first_day
from assistant.records.tables import Feedback
from assistant.web.feedback_form import REASONS
from assistant.web.link_text import document_key
from assistant.web.staff.door import Entered, staff_router
from assistant.web.staff.lists import STATUSES, VERDICTS
from assistant.web.staff.pages import INSIGHT
from assistant.web.staff.questions import titles_of

router = staff_router()
_SPANS = (7, 30, 90, 180)  # days
_QUESTIONS, _TOPICS, _DOCUMENTS = 20_000, 15, 10


@router.get(INSIGHT.path)
def insights(staff: Entered, days: str = "") -> Response:
    """Over the last days, today among them."""
    span = next((one for one in _SPANS if str(one) == days), 30)
    records, titles = staff.records, titles_of(staff)
    rows = records.history.told(span, _QUESTIONS)
    verdicts = records.feedback.since(first_day(span))
    given = Counter[str](one.verdict for one in verdicts)
    return staff.page(
        "insight.html",
        span=span,
        spans=_SPANS,
        since=f"{first_day(span):%Y-%m-%d}",
        told=insight(rows, span, _TOPICS),
        cut=len(rows) == _QUESTIONS,
        statuses=STATUSES,
        verdicts=[(label, given[verdict]) for verdict, label in VERDICTS.items()],
        reasons=_reasons(verdicts),
        documents=[
            (titles.get(name, name), document_key(name) if name in titles else "", name, count)
            for name, count in records.history.citing(span, _DOCUMENTS)
        ],
        log=records.questions,
    )


def _reasons(verdicts: Sequence[Feedback]) -> list[tuple[str, int]]:
    """Of the reasons that the form offers, how often each was given."""
    given = Counter(part for one in verdicts for part in set(one.reason.split("；")))
    return [(reason, given[reason]) for reason in REASONS if given[reason]]
