"""口径库: the answers that the office gives, written by one, approved by another."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query, Request
from fastapi.responses import Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData

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
from assistant.web.staff.door import (
    Entered,
    Refused,
    RowNumber,
    Staff,
    done,
    page,
    records_of,
    staff_router,
    told_done,
    whole,
)
from assistant.web.staff.library import library_of
from assistant.web.staff.lists import shown
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
def curated(
    request: Request, staff: Entered, state: str = "", keyword: str = "", number: RowNumber = 1
) -> Response:
    """All of them, with those that have to be looked at again."""
    listing = records_of(request).curated.listed(state, keyword, number)
    return page(
        "curated.html",
        staff,
        listing=listing,
        states=list(CuratedState),
        state=state,
        keyword=keyword,
        query=f"state={state}&keyword={keyword}" if state or keyword else "",
        notice=told_done(request, staff),
        time=shown,
    )


@router.get(f"{CURATED.path}/new")
def new(
    request: Request,
    staff: Entered,
    question_id: Annotated[int, Query(ge=0, lt=2**63)] = 0,
    feedback_id: Annotated[int, Query(ge=0, lt=2**63)] = 0,
) -> Response:
    """An empty form, or one with what was asked, answered and cited."""
    return _page(request, staff, None, filled_form(request, question_id, feedback_id))


@router.get(_ONE)
def one(request: Request, staff: Entered, number: RowNumber) -> Response:
    """One: a form while it is a draft."""
    row = _held(request, number)
    form = CuratedForm(
        row.questions, row.text, passages_of(request, row.basis), str(row.valid_until or "")
    )
    return _page(request, staff, row, form)


@router.post(f"{CURATED.path}/new")
async def add(request: Request, staff: Entered) -> Response:
    """A search for its basis, or a new draft. The form is read where the login has been checked."""
    return await run_in_threadpool(_write, request, staff, None, await request.form())


@router.post(_ONE)
async def write(request: Request, staff: Entered, number: RowNumber) -> Response:
    """A search for its basis, or the draft as it is now."""
    row = await run_in_threadpool(_held, request, number)
    return await run_in_threadpool(_write, request, staff, row, await request.form())


@router.post(f"{_ONE}/move")
def move(
    request: Request,
    staff: Entered,
    number: RowNumber,
    do: Field = "",
    count: Field = "",
    why: Field = "",
) -> Response:
    """Approved, returned, no more in use, or begun anew from what is in use."""
    row, store = _held(request, number), records_of(request).curated
    try:
        if do == "revise":
            content = _anew(request, row)
            added = store.write(content, staff.by, replaces=row.id)
            return done(staff, f"{CURATED.path}/{added}", "已复制成草稿，审定后取代原来的一条")
        if do not in _MOVES:
            raise CuratedFault("没有这个操作")
        to, told = _MOVES[do]
        if to is CuratedState.IN_USE and (why := _review(request, row)):
            raise CuratedFault(f"不能审定：{why}")
        if to is not CuratedState.IN_USE and not why.strip():
            raise CuratedFault("请写明理由")
        day, told_why = request.app.state.day(), why.strip()[:NAMED]
        store.move(number, whole(count), to, staff.by, day, told_why)
    except CuratedFault as fault:
        raise Refused(400, f"{fault}。") from None
    return done(staff, f"{CURATED.path}/{number}", told)


def _write(request: Request, staff: Staff, row: CuratedAnswer | None, sent: FormData) -> Response:
    form = sent_form(request, sent)
    if sent.get("do") == "search":
        return _page(request, staff, row, searched(request, form))
    number, count = (row.id, whole(str(sent.get("count", "")))) if row else (0, 0)
    store = records_of(request).curated
    try:
        content = content_of(form)
        if sent.get("do") == "submit":
            _ready(request, content)
        written = store.write(content, staff.by, number, count)
        if sent.get("do") == "submit":
            day = request.app.state.day()
            store.move(written, count + 1, CuratedState.WAITING, staff.by, day)
    except CuratedFault as fault:
        return _page(request, staff, row, form, 400, f"{fault}。")
    told = "已提交，等另一人审定" if sent.get("do") == "submit" else "已存为草稿"
    return done(staff, f"{CURATED.path}/{written}", told)


def _ready(request: Request, content: Content) -> None:
    """Raises CuratedFault where it may not be submitted."""
    if not content.text or not content.basis:
        raise CuratedFault("提交前要写好答复，并至少有一条依据")
    until = content.valid_until
    if why := _against(request, CuratedAnswer(basis=list(content.basis), valid_until=until)):
        raise CuratedFault(f"没有提交：{why}")


def _anew(request: Request, row: CuratedAnswer) -> Content:
    """What is approved, to be changed: over its passages as they are held now."""
    by_id = library_of(request).by_id
    basis = (by_id.get(then.id, then) for then in passages_of(request, row.basis))
    questions = tuple(row.questions.splitlines())
    return Content(questions, row.text, tuple(passage.digest for passage in basis))


def _review(request: Request, row: CuratedAnswer) -> str:
    """Why one that waits or is in use does not hold, or was withdrawn for it."""
    if row.state not in (CuratedState.IN_USE, CuratedState.WAITING):
        return row.why if row.state == CuratedState.TO_REVIEW else ""
    return _against(request, row)


def _against(request: Request, row: CuratedAnswer) -> str:
    kept = records_of(request).passages.of(row.basis)
    return why_not(row, kept, library_of(request), request.app.state.day())


def _held(request: Request, number: int) -> CuratedAnswer:
    row = records_of(request).curated.get(number)
    if row is None:
        raise Refused(404, "没有这条口径。")
    return row


def _page(
    request: Request,
    staff: Staff,
    row: CuratedAnswer | None,
    form: CuratedForm,
    status: int = 200,
    fault: str = "",
) -> Response:
    text = marked(form.text, len(form.basis))
    failed = verify(text, form.basis).failed if form.text and form.basis else ()
    return page(
        "curated_one.html",
        staff,
        status,
        row=row,
        form=form,
        editable=row is None or row.state == CuratedState.DRAFT,
        review=_review(request, row) if row else "",
        doubts=[f"“{one.text}”：{'；'.join(one.faults)}" for one in failed],
        wrote=row is not None and staff.name in row.writers,
        longest=LONGEST,
        fault=fault,
        notice=told_done(request, staff),
        time=shown,
    )
