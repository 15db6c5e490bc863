"""What becomes of a whole draft: sent on, approved, given back, restored, exported."""

from __future__ import annotations

import re
from urllib.parse import urlencode

from fastapi.responses import RedirectResponse, Response

from assistant.drafting.kept import draft_kept
from assistant.drafting.official_docx import to_docx
from assistant.records.drafts import DraftFault
from assistant.records.tables import DraftState
from assistant.web.downloads import DOCX_TYPE, attachment
from assistant.web.staff.door import Entered, Refused, RowNumber, staff_router
from assistant.web.staff.draft_editing import LONGEST, UNDONE, marks_of
from assistant.web.staff.drafts import drafted
from assistant.web.staff.login import Field
from assistant.web.staff.pages import DRAFTS

router = staff_router()
_ONE = f"{DRAFTS.path}/{{number}}"
_MOVES = {
    "submit": (DraftState.WAITING, "已提交，待另一人审定"),
    "approve": (DraftState.FINAL, "已定稿"),
    "return": (DraftState.RETURNED, "已退回，可以再改"),
}


@router.post(f"{_ONE}/state")
def move(
    staff: Entered,
    number: RowNumber,
    do: Field = "",
    reason: Field = "",
    count: Field = "",
) -> Response:
    """Sent on, approved or given back."""
    row = drafted(staff, number)
    try:
        if count != str(row.count):
            raise DraftFault("打开这一页以后它又有改动，请看过再办")
        if do not in _MOVES:
            raise DraftFault("没有这个操作")
        to, told = _MOVES[do]
        left = len(UNDONE.findall(row.text))
        if left and do in ("submit", "approve"):
            raise DraftFault(f"还有 {left} 处【待补充】【请核对】或【起草提示】，请先处理或删去")
        if do == "return" and not reason.strip():
            raise DraftFault("请写明退回的理由")
        marks = len(marks_of(staff, row.text, draft_kept(row.draft)))
        detail = reason.strip()[:200] or (f"仍有 {marks} 处标记" if marks else "")
        staff.records.drafts.move(number, row.count, to, staff.by, detail)
    except DraftFault as fault:
        return _back(number, f"{fault}。")
    return staff.done(f"{DRAFTS.path}/{number}", told)


@router.post(f"{_ONE}/restore")
def restore(staff: Entered, number: RowNumber, version: Field = "") -> Response:
    """An older version as the text; the present one stays as a version."""
    drafts = staff.records.drafts
    row = drafted(staff, number)
    old = next((v for v in drafts.versions(number) if str(v.id) == version), None)
    if old is None:
        raise Refused(404, "没有这个版本。")
    try:
        drafts.write(number, row.count, old.text, staff.by, anew=True)
    except DraftFault as fault:
        return _back(number, f"{fault}。")
    return _back(number)


@router.get(f"{_ONE}/export.{{kind}}")
def export(staff: Entered, number: RowNumber, kind: str) -> Response:
    """The text as a file."""
    row = drafted(staff, number)
    if kind not in ("docx", "txt") or not row.text:
        raise Refused(404, "没有可导出的内容。")
    name = row.text.strip().partition("\n")[0][:40] if len(row.text) < LONGEST else row.title
    name = re.sub(r'[\\/:*?"<>|\s]+', " ", name).strip() or "答复"
    name += "" if row.state == DraftState.FINAL else f"（{row.state}）"
    content = to_docx(row.text) if kind == "docx" else f"{row.text}\n".encode("utf-8", "replace")
    media = DOCX_TYPE if kind == "docx" else "text/plain; charset=utf-8"
    return attachment(content, f"reply-{number}.{kind}", media, f"{name}.{kind}")


def _back(number: int, fault: str = "") -> Response:
    query = f"?{urlencode({'fault': fault})}" if fault else ""
    return RedirectResponse(f"{DRAFTS.path}/{number}{query}", status_code=303)
