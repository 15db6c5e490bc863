"""A draft under a person's pen: kept and checked with every change."""

from __future__ import annotations

import re
from typing import Any

from fastapi.responses import JSONResponse, RedirectResponse, Response

from assistant.drafting.adding import with_basis
from assistant.drafting.draft import CHECK, OPEN, Draft, place_in
from assistant.drafting.kept import draft_json, draft_kept
from assistant.drafting.net import checked, outdated
from assistant.records.drafts import DraftFault, Overtaken
from assistant.records.tables import DraftState, ReplyDraft
from assistant.web.staff.door import Entered, RowNumber, Staff, staff_router, whole
from assistant.web.staff.drafts import drafted, held
from assistant.web.staff.login import Field
from assistant.web.staff.pages import DRAFTS
from corpus.passage import Passage

router = staff_router()
_ONE = f"{DRAFTS.path}/{{number}}"
LONGEST = 20_000  # characters of a reply
_FOUND, _SEARCHED = 8, 200  # passages shown, characters of a search
UNDONE = re.compile(f"{OPEN}|{CHECK}|【起草提示")


@router.get(_ONE)
def editor(staff: Entered, number: RowNumber, fault: str = "") -> Response:
    """The text with what it rests on; before there is one, the letter's parts."""
    row = held(staff, number)
    if row.state == DraftState.DIVIDED:
        return RedirectResponse(f"{DRAFTS.path}/{number}/division", status_code=303)
    draft = draft_kept(row.draft)
    drafts = staff.records.drafts
    return staff.page(
        "draft.html",
        row=row,
        draft=draft,
        place=place_in,
        marks=marks_of(staff, row.text, draft),
        versions=drafts.versions(number),
        history=drafts.history(number),
        may_write=row.state in (DraftState.DRAFT, DraftState.RETURNED),
        states=DraftState,
        longest=LONGEST,
        fault=fault[:200],
    )


@router.post(f"{_ONE}/save")
def save(staff: Entered, number: RowNumber, text: Field = "", count: Field = "") -> Response:
    """The text as it is now; what of it does not stand comes back."""
    row = drafted(staff, number)
    return _written(staff, row, text, count, draft_kept(row.draft))


@router.post(f"{_ONE}/basis")
def basis(
    staff: Entered,
    number: RowNumber,
    text: Field = "",
    count: Field = "",
    at: Field = "",
    passage: Field = "",
) -> Response:
    """A passage put under the text, its mark where the cursor stands."""
    row, found = drafted(staff, number), staff.now.by_id.get(passage)
    if found is None or whole(at) < 0:
        return JSONResponse({"detail": "没有找到这个段落，请重新检索。"}, status_code=404)
    text = text.replace("\r\n", "\n")
    text, draft = with_basis(text, _offset(text, whole(at)), draft_kept(row.draft), found)
    return _written(staff, row, text, count, draft, added=True)


@router.get(f"{_ONE}/search")
def search(staff: Entered, number: RowNumber, q: str = "") -> Response:
    """Passages that speak of something, the best first."""
    hits = staff.now.retrieve(q[:_SEARCHED], k=_FOUND) if q.strip() else []
    found = [hit.passage for hit in hits]
    return JSONResponse([{"id": passage.id, **_told(passage)} for passage in found])


def _written(
    staff: Staff,
    row: ReplyDraft,
    text: str,
    count: str,
    draft: Draft,
    added: bool = False,
) -> Response:
    text = text.replace("\r\n", "\n")
    try:
        if len(text) > LONGEST:
            raise DraftFault(f"答复超过 {LONGEST} 个字，没有存入")
        if whole(count) < 0:
            raise DraftFault("页面已过期，请刷新")
        kept = draft_json(draft) if added else ""
        new = staff.records.drafts.write(row.id, whole(count), text, staff.by, kept)
    except Overtaken as fault:
        now = held(staff, row.id)
        theirs = {"count": now.count, "text": now.text}
        return JSONResponse({"detail": f"{fault}。", **theirs}, status_code=409)
    except DraftFault as fault:
        return JSONResponse({"detail": f"{fault}。"}, status_code=400)
    told: dict[str, Any] = {"count": new, "marks": marks_of(staff, text, draft)}
    told["undone"] = len(UNDONE.findall(text))
    if added:
        told |= {
            "text": text,
            "basis": [{"number": c.number, **_told(c.passage)} for c in draft.citations],
        }
    return JSONResponse(told)


def _told(passage: Passage) -> dict[str, str]:
    return {"title": passage.source.title, "place": place_in(passage), "text": passage.evidence}


def marks_of(staff: Staff, text: str, draft: Draft) -> list[dict[str, Any]]:
    """As a browser counts: a character beyond the first 65,536 is two."""
    held_now = staff.now.by_id
    found = [*checked(text, draft, draft.made), *outdated(text, draft, held_now)]
    return [
        {
            "start": _units(text[: mark.start]),
            "end": _units(text[: mark.end]),
            "words": text[mark.start : mark.end],
            "reason": mark.reason,
        }
        for mark in sorted(found, key=lambda m: m.start)
    ]


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _offset(text: str, units: int) -> int:
    """A browser's offset as ours."""
    raw = text.encode("utf-16-le", "surrogatepass")[: units * 2]
    return len(raw.decode("utf-16-le", "ignore"))
