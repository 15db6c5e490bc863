"""口径库: the answers that the office gives, written by one, approved by another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import Query, Request
from fastapi.responses import Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData

from assistant.curated.lookup import marked, why_not
from assistant.pipeline import Assistant
from assistant.records.curated import LONGEST, MOST, Content, CuratedFault
from assistant.records.tables import CuratedAnswer, CuratedState
from assistant.web.staff.door import (
    Entered,
    Refused,
    Staff,
    done,
    page,
    records_of,
    staff_router,
    told_done,
)
from assistant.web.staff.library import library_of
from assistant.web.staff.lists import Number, shown
from assistant.web.staff.login import Field
from assistant.web.staff.pages import CURATED
from assistant.writing.verify import verify
from corpus.passage import Passage

router = staff_router()
_ONE = f"{CURATED.path}/{{number}}"
_NAMED, _FOUND = 300, 6  # characters of a wording; passages that a search shows
_MOVES = {
    "approve": (CuratedState.IN_USE, "已审定，即刻用于作答"),
    "return": (CuratedState.DRAFT, "已退回"),
    "off": (CuratedState.OFF, "已停用"),
}


@dataclass(frozen=True, slots=True)
class _Form:
    """One as the page shows it; found are passages that a search offers as its basis."""

    questions: str = ""
    text: str = ""
    basis: tuple[Passage, ...] = ()
    valid_until: str = ""
    find: str = ""
    found: tuple[Passage, ...] = ()


@router.get(CURATED.path)
def curated(
    request: Request, staff: Entered, state: str = "", keyword: str = "", number: Number = 1
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
    return _page(request, staff, None, _asked(request, question_id, feedback_id))


@router.get(_ONE)
def one(request: Request, staff: Entered, number: int) -> Response:
    """One: a form while it is a draft."""
    row = _held(request, number)
    form = _Form(row.questions, row.text, _passages(request, row.basis), str(row.valid_until or ""))
    return _page(request, staff, row, form)


@router.post(f"{CURATED.path}/new")
async def add(request: Request, staff: Entered) -> Response:
    """A search for its basis, or a new draft. The form is read where the login has been checked."""
    return await run_in_threadpool(_write, request, staff, None, await request.form())


@router.post(_ONE)
async def write(request: Request, staff: Entered, number: int) -> Response:
    """A search for its basis, or the draft as it is now."""
    row = await run_in_threadpool(_held, request, number)
    return await run_in_threadpool(_write, request, staff, row, await request.form())


@router.post(f"{_ONE}/move")
def move(
    request: Request,
    staff: Entered,
    number: int,
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
        day, told_why = request.app.state.day(), why.strip()[:_NAMED]
        store.move(number, _count(count), to, staff.by, day, told_why)
    except CuratedFault as fault:
        raise Refused(400, f"{fault}。") from None
    return done(staff, f"{CURATED.path}/{number}", told)


def _write(request: Request, staff: Staff, row: CuratedAnswer | None, sent: FormData) -> Response:
    form = _Form(
        str(sent.get("questions", "")).replace("\r\n", "\n").strip(),
        str(sent.get("text", "")).replace("\r\n", "\n").strip(),
        _passages(request, [str(digest) for digest in sent.getlist("basis")][: 2 * MOST]),
        str(sent.get("valid_until", "")),
        str(sent.get("find", "")).strip()[:_NAMED],
    )
    if sent.get("do") == "search":
        return _page(request, staff, row, _searched(request, form))
    number, count = (row.id, _count(str(sent.get("count", "")))) if row else (0, 0)
    store = records_of(request).curated
    try:
        content = _content(form)
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


def _content(form: _Form) -> Content:
    """What is kept of a form. Raises CuratedFault."""
    questions = [" ".join(line.split()) for line in form.questions.splitlines() if line.strip()]
    if not questions:
        raise CuratedFault("请写明问题")
    if len(questions) > MOST or max(map(len, questions)) > _NAMED:
        raise CuratedFault(f"问法最多 {MOST} 种，每种最多 {_NAMED} 个字")
    if len(form.text) > LONGEST or len(form.basis) > MOST:
        raise CuratedFault(f"答复最多 {LONGEST} 个字，依据最多 {MOST} 条")
    try:
        until = date.fromisoformat(form.valid_until) if form.valid_until else None
    except ValueError:
        raise CuratedFault("有效期应写成 2026-12-31 这样的日期") from None
    basis = tuple(passage.digest for passage in form.basis)
    return Content(tuple(questions), form.text, basis, until)


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
    basis = (by_id.get(then.id, then) for then in _passages(request, row.basis))
    questions = tuple(row.questions.splitlines())
    return Content(questions, row.text, tuple(passage.digest for passage in basis))


def _searched(request: Request, form: _Form) -> _Form:
    now: Assistant = request.app.state.live.now
    wanted = form.find or form.questions.partition("\n")[0]
    hits = now.retrieve(wanted[:_NAMED], k=_FOUND) if wanted else []
    held = {passage.digest for passage in form.basis}
    found = tuple(hit.passage for hit in hits if hit.passage.digest not in held)
    return _Form(form.questions, form.text, form.basis, form.valid_until, form.find, found)


def _asked(request: Request, question_id: int, feedback_id: int) -> _Form:
    """What was asked and answered, as it stands in the log or in a verdict of a reader."""
    records = records_of(request)
    row = records.history.one(question_id) if question_id else None
    row = row or (records.history.of_feedback(feedback_id) if feedback_id else None)
    if row:
        basis = _passages(request, [cited.digest for cited in row.cited])
        return _Form(row.question, row.answer, basis)
    judged = records.feedback.one(feedback_id) if feedback_id else None
    if judged is None:
        return _Form()
    by_id: Mapping[str, Passage] = library_of(request).by_id
    basis = tuple(by_id[name] for name in judged.citation_ids if name in by_id)
    return _Form(judged.question, judged.answer, basis)


def _passages(request: Request, digests: Sequence[str]) -> tuple[Passage, ...]:
    kept = records_of(request).passages.of(digests)
    return tuple(kept[digest] for digest in dict.fromkeys(digests) if digest in kept)


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


def _count(sent: str) -> int:
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else -1


def _page(
    request: Request,
    staff: Staff,
    row: CuratedAnswer | None,
    form: _Form,
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
