"""What becomes of a whole draft: sent on, approved, given back, restored, exported."""

from __future__ import annotations

import re
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import RedirectResponse, Response

from assistant.drafting.kept import draft_kept
from assistant.drafting.official_docx import to_docx
from assistant.records.drafts import DraftFault
from assistant.records.tables import DraftState
from assistant.web.downloads import attachment
from assistant.web.staff.door import Entered, Refused, RowNumber, records_of, staff_router
from assistant.web.staff.draft_editing import LONGEST, UNDONE, marks_of
from assistant.web.staff.drafts import drafted
from assistant.web.staff.login import Field
from assistant.web.staff.pages import DRAFTS

router = staff_router()
_ONE = f"{DRAFTS.path}/{{number}}"
_MOVES = {
    "submit": DraftState.WAITING,
    "approve": DraftState.FINAL,
    "return": DraftState.RETURNED,
}
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@router.post(f"{_ONE}/state")
def move(
    request: Request,
    staff: Entered,
    number: RowNumber,
    do: Field = "",
    reason: Field = "",
    count: Field = "",
) -> Response:
    """Sent on, approved or given back."""
    row = drafted(request, number)
    try:
        if count != str(row.count):
            raise DraftFault("打开这一页以后它又有改动，请看过再办")
        if do not in _MOVES:
            raise DraftFault("没有这个操作")
        left = len(UNDONE.findall(row.text))
        if left and do in ("submit", "approve"):
            raise DraftFault(f"还有 {left} 处【待补充】【请核对】或【起草提示】，请先处理或删去")
        if do == "return" and not reason.strip():
            raise DraftFault("请写明退回的理由")
        marks = len(marks_of(request, row.text, draft_kept(row.draft)))
        detail = reason.strip()[:200] or (f"仍有 {marks} 处标记" if marks else "")
        records_of(request).drafts.move(number, row.count, _MOVES[do], staff.by, detail)
    except DraftFault as fault:
        return _back(number, fault=f"{fault}。")
    return _back(number, done=do)


@router.post(f"{_ONE}/restore")
def restore(request: Request, staff: Entered, number: RowNumber, version: Field = "") -> Response:
    """An older version as the text; the present one stays as a version."""
    drafts = records_of(request).drafts
    row = drafted(request, number)
    old = next((v for v in drafts.versions(number) if str(v.id) == version), None)
    if old is None:
        raise Refused(404, "没有这个版本。")
    try:
        drafts.write(number, row.count, old.text, staff.by, anew=True)
    except DraftFault as fault:
        return _back(number, fault=f"{fault}。")
    return _back(number)


@router.get(f"{_ONE}/export.{{kind}}")
def export(request: Request, number: RowNumber, kind: str) -> Response:
    """The text as a file."""
    row = drafted(request, number)
    if kind not in ("docx", "txt") or not row.text:
        raise Refused(404, "没有可导出的内容。")
    name = row.text.strip().partition("\n")[0][:40] if len(row.text) < LONGEST else row.title
    name = re.sub(r'[\\/:*?"<>|\s]+', " ", name).strip() or "答复"
    name += "" if row.state == DraftState.FINAL else f"（{row.state}）"
    content = to_docx(row.text) if kind == "docx" else f"{row.text}\n".encode("utf-8", "replace")
    media = _WORD if kind == "docx" else "text/plain; charset=utf-8"
    return attachment(content, f"reply-{number}.{kind}", f"{name}.{kind}", media)


def _back(number: int, **told: str) -> Response:
    query = f"?{urlencode(told)}" if told else ""
    return RedirectResponse(f"{DRAFTS.path}/{number}{query}", status_code=303)
