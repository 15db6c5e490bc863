"""Sheets of questions: handed in, answered in the background, taken away again."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from fastapi.responses import FileResponse, JSONResponse, RedirectResponse, Response
from starlette.datastructures import UploadFile

from assistant.drafting.batches import Batches, BatchState
from assistant.drafting.sheet import SheetFault
from assistant.web.html_templates import shown
from assistant.web.staff.door import Entered, Refused, Staff, staff_router
from assistant.web.staff.pages import BATCH

router = staff_router()


@router.get(BATCH.path)
def batches(staff: Entered) -> Response:
    """What was handed in and how far it is."""
    return _page(staff)


@router.get(f"{BATCH.path}/progress")
def progress(staff: Entered) -> Response:
    """The same for a script."""
    return JSONResponse([asdict(batch) for batch in _held(staff).all()])


@router.get(f"{BATCH.path}/{{key}}/file")
def file(staff: Entered, key: str) -> Response:
    """The sheet with its answers."""
    found = _held(staff).file(key)
    if found is None or not found.exists():
        raise Refused(404, "还没有做完，或已经删除。")
    batch = next(b for b in _held(staff).all() if b.id == key)
    name = Path(batch.name)
    return FileResponse(found, filename=f"{name.stem}（已作答）{found.suffix}")


@router.post(BATCH.path)
def change(staff: Entered) -> Response:
    """One change; do says which."""
    held, do, key = _held(staff), staff.sent("do"), staff.sent("key")
    sheet = staff.form.get("sheet")
    try:
        if do == "add":
            if not isinstance(sheet, UploadFile) or not sheet.filename:
                raise SheetFault("请选择题表")
            batch = held.add(sheet.filename, sheet.file.read(), staff.name)
            staff.note("批量作答", batch.name, f"{batch.total} 题")
        elif do in (changes := {"pause": held.pause, "resume": held.resume, "remove": held.remove}):
            changes[do](key)
        else:
            raise SheetFault("没有这个操作")
    except SheetFault as fault:
        return _page(staff, 400, f"{fault}。")
    return RedirectResponse(BATCH.path, status_code=303)


def _held(staff: Staff) -> Batches:
    held: Batches = staff.state.batches
    return held


def _page(staff: Staff, status: int = 200, fault: str = "") -> Response:
    rows = [(b, shown(datetime.fromisoformat(b.at))) for b in _held(staff).all()]
    return staff.page("batch.html", status, rows=rows, states=BatchState, fault=fault)
