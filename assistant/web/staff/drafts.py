"""Replies to letters: a letter taken in, its parts put right, its questions answered one by one."""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Iterator
from dataclasses import replace
from queue import SimpleQueue

from fastapi.responses import JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.datastructures import UploadFile

from assistant.drafting.drafter import Drafter
from assistant.drafting.kept import draft_json, letter_json, letter_kept
from assistant.drafting.letter import Letter, LetterFault, LetterPart, PartKind
from assistant.drafting.letter_file import letter_text
from assistant.drafting.letter_parts import LONGEST, divided
from assistant.drafting.templates import REPLY, TemplateFault, Templates
from assistant.records.drafts import DraftFault, Overtaken
from assistant.records.tables import DraftState, ReplyDraft
from assistant.web.staff.door import Entered, Refused, RowNumber, Staff, staff_router, whole
from assistant.web.staff.lists import Number, query_of
from assistant.web.staff.pages import DRAFTS

router = staff_router()
_ONE = f"{DRAFTS.path}/{{number}}"
_NAMED = 30  # characters of a letter that name it where it has no title
_STREAMED = "application/x-ndjson"
_log = logging.getLogger(__name__)


@router.get(DRAFTS.path)
def drafts(
    staff: Entered,
    state: str = "",
    keyword: str = "",
    number: Number = 1,
) -> Response:
    """The letters, and a place for one more."""
    return _list(staff, state=state, keyword=keyword, number=number)


@router.get(f"{_ONE}/division")
def division(staff: Entered, number: RowNumber) -> Response:
    """The parts of a letter, to be put right."""
    row = held(staff, number)
    letter = letter_kept(row.division)
    return staff.page(
        "division.html",
        row=row,
        letter=letter,
        asked=[(n, p) for n, p in enumerate(letter.parts) if p.kind is PartKind.QUESTION],
        rest=[(n, p) for n, p in enumerate(letter.parts) if p.kind is not PartKind.QUESTION],
        kinds=list(PartKind),
        templates=templates_of(staff).names,
        chosen=row.template or REPLY,
    )


@router.post(f"{_ONE}/draft")
def draft(staff: Entered, number: RowNumber) -> Response:
    """Answer the questions; a script is told after each how many are done."""
    steps = _to_the_end(_drafted(staff, held(staff, number), staff.sent("template")))
    if staff.takes(_STREAMED):
        return StreamingResponse(steps, media_type=_STREAMED)
    *_, last = steps
    if fault := json.loads(last).get("fault"):
        raise Refused(400, fault)
    return RedirectResponse(f"{DRAFTS.path}/{number}", status_code=303)


def held(staff: Staff, number: int) -> ReplyDraft:
    """The draft of a number; Refused where there is none."""
    row = staff.records.drafts.get(number)
    if row is None:
        raise Refused(404, "没有这份答复。")
    return row


def drafted(staff: Staff, number: int) -> ReplyDraft:
    """One that has a text; Refused while there are only the parts of its letter."""
    row = held(staff, number)
    if row.state == DraftState.DIVIDED:
        raise Refused(404, "这封来信还没有起草。")
    return row


def templates_of(staff: Staff) -> Templates:
    """Read anew each time, so that an office sees what it changed."""
    return Templates(staff.state.templates_dir)


@router.post(DRAFTS.path)
def take_in(staff: Entered) -> Response:
    """A letter, pasted or as a file."""
    text, file = staff.sent("letter"), staff.form.get("file")
    try:
        if isinstance(file, UploadFile) and file.filename:
            text = letter_text(file.filename, file.file.read())
        text = text.replace("\r\n", "\n").strip()
        if not text:
            raise LetterFault("请粘贴来信，或选择来信的文件")
        letter = divided(text)
    except LetterFault as fault:
        return _list(staff, 400, fault=f"{fault}。", letter=text)
    title = letter.subject or " ".join(text.split())[:_NAMED]
    added = staff.records.drafts.add(title, text, letter_json(letter), staff.by)
    return RedirectResponse(f"{DRAFTS.path}/{added}/division", status_code=303)


@router.post(f"{_ONE}/division")
def divide(staff: Entered, number: RowNumber) -> Response:
    """The parts as a person put them right; for a script the new count as JSON."""
    count = whole(staff.sent("count"))
    try:
        letter = _letter(staff)
        if count < 0:
            raise DraftFault("页面已过期，请刷新")
        new = staff.records.drafts.divide(number, count, letter_json(letter), staff.by)
    except (DraftFault, LetterFault) as fault:
        status = 409 if isinstance(fault, Overtaken) else 400
        if staff.takes("application/json"):
            return JSONResponse({"detail": f"{fault}。"}, status_code=status)
        raise Refused(status, f"{fault}。") from None
    if staff.takes("application/json"):
        return JSONResponse({"count": new})
    return RedirectResponse(f"{DRAFTS.path}/{number}/division", status_code=303)


def _letter(staff: Staff) -> Letter:
    """The parts in order: what is asked stands as the page has it, in the places that questions
    had among the rest."""
    found = []
    names = ("at", "kind", "text")
    for at, kind, text in zip(*(map(str, staff.form.getlist(n)) for n in names), strict=False):
        if text.strip() and kind in list(PartKind) and whole(at) >= 0:
            found.append((whole(at), PartKind(kind), text.replace("\r\n", "\n").strip()))
    if sum(len(text) for *_, text in found) > LONGEST:
        raise LetterFault(f"各段合计超过 {LONGEST} 个字")
    asked = [part for part in found if part[1] is PartKind.QUESTION]
    places = sorted(at for at, *_ in asked)
    moved = [(at, kind, text) for at, (_, kind, text) in zip(places, asked, strict=True)]
    rest = [part for part in found if part[1] is not PartKind.QUESTION]
    ordered = sorted((*moved, *rest), key=lambda part: part[0])
    parts = tuple(LetterPart(kind, text, n) for n, (_, kind, text) in enumerate(ordered))
    return Letter(parts, staff.sent("subject")[:80], staff.sent("signed")[:40])


def _drafted(staff: Staff, row: ReplyDraft, template: str) -> Iterator[str]:
    """Lines of JSON: how many of all are done, then where the draft is, or what went wrong."""
    letter = letter_kept(row.division)
    of, whole = len(letter.of(PartKind.QUESTION)), None
    for whole in Drafter(staff.now).steps(letter):
        yield json.dumps({"done": len(whole.parts), "of": of}) + "\n"
    assert whole is not None
    try:
        text = templates_of(staff).render(template, whole)
        whole = replace(whole, made=text)
        staff.records.drafts.begin(row.id, template, draft_json(whole), text, staff.by)
    except (TemplateFault, DraftFault) as fault:
        yield json.dumps({"fault": f"{fault}。"}) + "\n"
        return
    yield json.dumps({"to": f"{DRAFTS.path}/{row.id}"}) + "\n"


def _to_the_end(steps: Iterator[str]) -> Iterator[str]:
    """The same, made in a thread: a tab that is closed does not end it."""
    told: SimpleQueue[str | None] = SimpleQueue()

    def work() -> None:
        try:
            for step in steps:
                told.put(step)
        except Exception:
            _log.exception("起草中断")
            told.put(json.dumps({"fault": "起草时程序出错，请再试一次。"}) + "\n")
        finally:
            told.put(None)

    threading.Thread(target=work, name="drafting", daemon=True).start()
    return iter(told.get, None)


def _list(
    staff: Staff,
    status: int = 200,
    state: str = "",
    keyword: str = "",
    number: int = 1,
    fault: str = "",
    letter: str = "",
) -> Response:
    return staff.page(
        "drafts.html",
        status,
        listing=staff.records.drafts.listed(state, keyword, number),
        states=list(DraftState),
        state=state,
        keyword=keyword,
        query=query_of(state=state, keyword=keyword),
        longest=LONGEST,
        fault=fault,
        letter=letter,
    )
