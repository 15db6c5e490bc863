"""口径库: the answers that the office gives, written by one, approved by another."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query
from fastapi.responses import Response

from assistant.curated.lookup import marked, why_not
from assistant.records.curated import LONGEST, Content, CuratedFault
from assistant.records.tables import CuratedAnswer, CuratedState
from assistant.web.staff.curated_form import (
    NAMED,
    CuratedForm,
    content_of,
    filled_form,
    passages_of,
    searched,
    sent_form,
)
from assistant.web.staff.door import Entered, Refused, RowNumber, Staff, staff_router, whole
from assistant.web.staff.lists import Number, query_of
from assistant.web.staff.login import Field
from assistant.web.staff.pages import CURATED
from assistant.writing.verify import verify

router = staff_router()
_ONE = f"{CURATED.path}/{{number}}"
_MOVES = {
    "approve": (CuratedState.IN_USE, "已审定，即刻用于作答"),
    "return": (CuratedState.DRAFT, "已退回"),
    "off": (CuratedState.OFF, "已停用"),
}


@router.get(CURATED.path)
def curated(staff: Entered, state: str = "", keyword: str = "", number: Number = 1) -> Response:
    """All of them, with those that have to be looked at again."""
    listing = staff.records.curated.listed(state, keyword, number)
    return staff.page(
        "curated.html",
        listing=listing,
        states=list(CuratedState),
        state=state,
        keyword=keyword,
        query=query_of(state=state, keyword=keyword),
    )


@router.get(f"{CURATED.path}/new")
def new(
    staff: Entered,
    question_id: Annotated[int, Query(ge=0, lt=2**63)] = 0,
    feedback_id: Annotated[int, Query(ge=0, lt=2**63)] = 0,
) -> Response:
    """An empty form, or one with what was asked, answered and cited."""
    return _page(staff, None, filled_form(staff, question_id, feedback_id))


@router.get(_ONE)
def one(staff: Entered, number: RowNumber) -> Response:
    """One: a form while it is a draft."""
    row = _held(staff, number)
    form = CuratedForm(
        row.questions, row.text, passages_of(staff, row.basis), str(row.valid_until or "")
    )
    return _page(staff, row, form)


@router.post(f"{CURATED.path}/new")
def add(staff: Entered) -> Response:
    """A search for its basis, or a new draft."""
    return _write(staff, None)


@router.post(_ONE)
def write(staff: Entered, number: RowNumber) -> Response:
    """A search for its basis, or the draft as it is now."""
    return _write(staff, _held(staff, number))


@router.post(f"{_ONE}/move")
def move(
    staff: Entered,
    number: RowNumber,
    do: Field = "",
    count: Field = "",
    why: Field = "",
) -> Response:
    """Approved, returned, no more in use, or begun anew from what is in use."""
    row, store = _held(staff, number), staff.records.curated
    try:
        if do == "revise":
            content = _anew(staff, row)
            added = store.write(content, staff.by, replaces=row.id)
            return staff.done(f"{CURATED.path}/{added}", "已复制成草稿，审定后取代原来的一条")
        if do not in _MOVES:
            raise CuratedFault("没有这个操作")
        to, told = _MOVES[do]
        if to is CuratedState.IN_USE and (why := _review(staff, row)):
            raise CuratedFault(f"不能审定：{why}")
        if to is not CuratedState.IN_USE and not why.strip():
            raise CuratedFault("请写明理由")
        day, told_why = staff.state.day(), why.strip()[:NAMED]
        store.move(number, whole(count), to, staff.by, day, told_why)
    except CuratedFault as fault:
        raise Refused(400, f"{fault}。") from None
    return staff.done(f"{CURATED.path}/{number}", told)


def _write(staff: Staff, row: CuratedAnswer | None) -> Response:
    form, do = sent_form(staff), staff.sent("do")
    if do == "search":
        return _page(staff, row, searched(staff, form))
    number, count = (row.id, whole(staff.sent("count"))) if row else (0, 0)
    store = staff.records.curated
    try:
        content = content_of(form)
        if do == "submit":
            _ready(staff, content)
        written = store.write(content, staff.by, number, count)
        if do == "submit":
            day = staff.state.day()
            store.move(written, count + 1, CuratedState.WAITING, staff.by, day)
    except CuratedFault as fault:
        return _page(staff, row, form, 400, f"{fault}。")
    told = "已提交，等另一人审定" if do == "submit" else "已存为草稿"
    return staff.done(f"{CURATED.path}/{written}", told)


def _ready(staff: Staff, content: Content) -> None:
    """Raises CuratedFault where it may not be submitted."""
    if not content.text or not content.basis:
        raise CuratedFault("提交前要写好答复，并至少有一条依据")
    until = content.valid_until
    if why := _against(staff, CuratedAnswer(basis=list(content.basis), valid_until=until)):
        raise CuratedFault(f"没有提交：{why}")


def _anew(staff: Staff, row: CuratedAnswer) -> Content:
    """What is approved, to be changed: over its passages as they are held now."""
    by_id = staff.library.by_id
    basis = (by_id.get(then.id, then) for then in passages_of(staff, row.basis))
    questions = tuple(row.questions.splitlines())
    return Content(questions, row.text, tuple(passage.digest for passage in basis))


def _review(staff: Staff, row: CuratedAnswer) -> str:
    """Why one that waits or is in use does not hold, or was withdrawn for it."""
    if row.state not in (CuratedState.IN_USE, CuratedState.WAITING):
        return row.why if row.state == CuratedState.TO_REVIEW else ""
    return _against(staff, row)


def _against(staff: Staff, row: CuratedAnswer) -> str:
    kept = staff.records.passages.of(row.basis)
    return why_not(row, kept, staff.library, staff.state.day())


def _held(staff: Staff, number: int) -> CuratedAnswer:
    row = staff.records.curated.get(number)
    if row is None:
        raise Refused(404, "没有这条口径。")
    return row


def _page(
    staff: Staff,
    row: CuratedAnswer | None,
    form: CuratedForm,
    status: int = 200,
    fault: str = "",
) -> Response:
    text = marked(form.text, len(form.basis))
    failed = verify(text, form.basis).failed if form.text and form.basis else ()
    return staff.page(
        "curated_one.html",
        status,
        row=row,
        form=form,
        editable=row is None or row.state == CuratedState.DRAFT,
        review=_review(staff, row) if row else "",
        doubts=[f"“{one.text}”：{'；'.join(one.faults)}" for one in failed],
        wrote=row is not None and staff.name in row.writers,
        longest=LONGEST,
        fault=fault,
    )
