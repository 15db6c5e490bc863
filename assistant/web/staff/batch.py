"""Sheets of questions: handed in, answered in the background, taken away again."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from fastapi import Request
from fastapi.responses import FileResponse, JSONResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile

from assistant.drafting.batches import Batches, BatchState
from assistant.drafting.sheet import SheetFault
from assistant.records.audit import note
from assistant.web.staff.door import Entered, Refused, Staff, page, records_of, staff_router
from assistant.web.staff.lists import shown
from assistant.web.staff.pages import BATCH

router = staff_router()


@router.get(BATCH.path)
def batches(request: Request, staff: Entered) -> Response:
    """What was handed in and how far it is."""
    return _page(request, staff)


@router.get(f"{BATCH.path}/progress")
def progress(request: Request) -> Response:
    """The same for a script."""
    return JSONResponse([asdict(batch) for batch in _held(request).all()])


@router.post(BATCH.path)
async def change(request: Request, staff: Entered) -> Response:
    """One change; do says which. The form is read here, where the login has been checked."""
    form = await request.form()
    return await run_in_threadpool(_change, request, staff, form)


@router.get(f"{BATCH.path}/{{key}}/file")
def file(request: Request, key: str) -> Response:
    """The sheet with its answers."""
    found = _held(request).file(key)
    if found is None or not found.exists():
        raise Refused(404, "还没有做完，或已经删除。")
    batch = next(b for b in _held(request).all() if b.id == key)
    name = Path(batch.name)
    headers = {"Cache-Control": "no-store"}
    return FileResponse(found, filename=f"{name.stem}（已作答）{found.suffix}", headers=headers)


def _change(request: Request, staff: Staff, form: FormData) -> Response:
    held, do, key = _held(request), str(form.get("do", "")), str(form.get("key", ""))
    sheet = form.get("sheet")
    try:
        if do == "add":
            if not isinstance(sheet, UploadFile) or not sheet.filename:
                raise SheetFault("请选择题表")
            batch = held.add(sheet.filename, sheet.file.read(), staff.name)
            with records_of(request).database.writing() as session:
                note(session, staff.by, "批量作答", batch.name, f"{batch.total} 题")
        elif do in (changes := {"pause": held.pause, "resume": held.resume, "remove": held.remove}):
            changes[do](key)
        else:
            raise SheetFault("没有这个操作")
    except SheetFault as fault:
        return _page(request, staff, 400, f"{fault}。")
    return RedirectResponse(BATCH.path, status_code=303)


def _held(request: Request) -> Batches:
    held: Batches = request.app.state.batches
    return held


def _page(request: Request, staff: Staff, status: int = 200, fault: str = "") -> Response:
    rows = [(b, shown(datetime.fromisoformat(b.at))) for b in _held(request).all()]
    return page("batch.html", staff, status, rows=rows, states=BatchState, fault=fault)
