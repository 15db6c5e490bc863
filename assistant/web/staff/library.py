"""The documents, for editors: taken in, replaced, set aside and taken back; what each reads as."""

from __future__ import annotations

import hashlib
from collections import Counter
from contextlib import suppress
from dataclasses import asdict, dataclass

from fastapi import Request
from fastapi.responses import JSONResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile

from assistant.library import Library
from assistant.live import Live
from assistant.records.audit import note
from assistant.records.tables import Role
from assistant.web.document_key import document_key, source_id
from assistant.web.related import related
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
from assistant.web.staff.lists import shown
from assistant.web.staff.pages import LIBRARY
from corpus.completing import FIELDS
from corpus.converting.convert import MAX_BYTES
from corpus.document import Source, Status
from corpus.errors import CorpusError, Problem
from corpus.holdings import Holdings, Looked

router = staff_router()
_CHANGED = "这份文件的信息在您打开页面之后有了改动，没有保存；请重新打开这份文件，核对后再改"
_NONE = "没有这份文件，或它还没有读完"
_PREVIEWED = 400  # passages shown of one document
_ASKED_DAYS, _ASKED_SHOWN = 30, 10
_LONGEST = 300  # characters of a field, as the form has it


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file."""

    file: str
    told: str
    taken: bool


@dataclass(frozen=True, slots=True)
class _Row:
    """A file of the folder; without a source it is not served, told says why."""

    name: str
    key: str
    source: Source | None
    count: int
    problems: tuple[Problem, ...]
    told: str


@router.get(LIBRARY.path)
def library(request: Request, staff: Entered) -> Response:
    """What is held, what could not be read, what is set aside."""
    return _page(request, staff, notice=told_done(request, staff))


@router.post(LIBRARY.path)
async def change(request: Request, staff: Entered) -> Response:
    """One change; do says which. The form is read here, where the login has been checked."""
    form = await request.form()
    do, key = str(form.get("do", "")), str(form.get("key", ""))
    return await run_in_threadpool(_change, request, staff, do, key, form)


def _change(request: Request, staff: Staff, do: str, key: str, form: FormData) -> Response:
    """Files are answered each by itself, for a script as JSON."""
    if do in ("add", "replace", "fetch"):
        if do == "fetch":
            outcomes = [_fetch(request, staff, str(form.get("url", "")).strip())]
        else:
            old = (source_id(key) or "？") if do == "replace" else ""  # never added instead
            files = [file for file in form.getlist("files") if isinstance(file, UploadFile)]
            outcomes = [_upload(request, staff, file, old) for file in files if file.filename]
            outcomes = outcomes or [Outcome("", "没有选择文件", False)]
        if request.headers.get("accept") == "application/json":
            return JSONResponse([asdict(one) for one in outcomes])
        status = 200 if all(one.taken for one in outcomes) else 400
        return _page(request, staff, status, outcomes=outcomes)
    try:
        told = (
            _correct(request, staff, key, form)
            if do == "correct"
            else _set(request, staff, do, key)
        )
    except CorpusError as fault:
        return _page(request, staff, 400, fault=f"{fault}。")
    return done(staff, LIBRARY.path, told)


@router.get(f"{LIBRARY.path}/{{key}}")
def document(request: Request, staff: Entered, key: str) -> Response:
    """One document as it is read: its card, its outline and its passages."""
    held = library_of(request)
    source = _source(request, key)
    if source is None:
        raise Refused(404, f"{_NONE}，请稍后再看。")
    passages = [p for p in held.passages if p.source.id == source.id]
    answered, asked = records_of(request).history.of_document(source.id, _ASKED_DAYS, _ASKED_SHOWN)
    return page(
        "document.html",
        staff,
        source=source,
        fields=[
            (name, label, getattr(source, name), source.where(name))
            for name, label in FIELDS.items()
        ],
        read=_digest(_card(source)),
        statuses=list(Status),
        related=related(held, source.id),
        today=request.app.state.day(),
        may=staff.role.covers(Role.EDITOR),
        key=key,
        passages=passages[:_PREVIEWED],
        answered=answered,
        asked=asked,
        asked_days=_ASKED_DAYS,
        time=shown,
        count=len(passages),
        problems=[p for p in held.problems if p.file == source.path],
    )


def library_of(request: Request) -> Library:
    """What serves now."""
    live: Live = request.app.state.live
    return live.now.library


def _upload(request: Request, staff: Staff, file: UploadFile, old: str) -> Outcome:
    name = file.filename or ""
    if (file.size or 0) > MAX_BYTES:  # before it is read
        return Outcome(name, f"文件超过 {MAX_BYTES // 2**20} MB", False)
    return _take_in(request, staff, name, file.file.read(), old)


def _fetch(request: Request, staff: Staff, url: str) -> Outcome:
    try:
        name, content = request.app.state.fetch(url)
    except CorpusError as fault:
        return Outcome(url, str(fault), False)
    return _take_in(request, staff, name, content, url=url)


def _take_in(
    request: Request, staff: Staff, name: str, content: bytes, old: str = "", url: str = ""
) -> Outcome:
    holdings: Holdings = request.app.state.holdings
    try:
        looked = holdings.add(name, content, instead_of=old)
    except CorpusError as fault:
        return Outcome(name, str(fault), False)
    told = _told(looked)
    if url:
        with suppress(CorpusError):  # where no correction can be kept; the audit has it
            holdings.correct(looked.document.source.id, {"url": url})
        _note(request, staff, "按网址收入", name, f"{url}；{told}")
    else:
        action, about = ("替换文件", f"替换 {old}") if old else ("收入文件", told)
        _note(request, staff, action, name, about)
    return Outcome(name, told, True)


def _told(looked: Looked) -> str:
    remarks = "；".join(f"{r.field}{r.message}" if r.field else r.message for r in looked.remarks)
    told = f"《{looked.document.source.title}》，{len(looked.passages)} 条"
    return f"{told}；{remarks}" if remarks else told


def _set(request: Request, staff: Staff, do: str, key: str) -> str:
    """Set a document aside, or take one back; what was done."""
    holdings: Holdings = request.app.state.holdings
    verbs = {"deactivate": ("停用", holdings.deactivate), "remove": ("删除", holdings.remove)}
    if do == "take_back":
        name = holdings.take_back(key)
        _note(request, staff, "恢复文件", name)
        return f"已恢复 {name}，稍候即可检索"
    if do not in verbs:
        raise CorpusError("没有这个操作")
    action, put = verbs[do]
    put(name := source_id(key))
    _note(request, staff, f"{action}文件", name)
    return f"已{action} {name}，可在下面恢复"


def _correct(request: Request, staff: Staff, key: str, form: FormData) -> str:
    """Put right the fields of a card that are told otherwise than they stood when it was shown;
    what was done. Raises CorpusError where another has changed them since."""
    source = _source(request, key)
    if source is None:
        raise CorpusError(_NONE)
    card = _card(source)
    if form.get("read") != _digest(card):
        raise CorpusError(_CHANGED)
    told = {field: _written(form.get(field, "")) for field in FIELDS}
    fields = {field: value for field, value in told.items() if value != card[field]}
    if not fields:
        return "没有改动"
    request.app.state.holdings.correct(source.id, fields)
    detail = "；".join(f"{FIELDS[f]}：{value or '未知'}" for f, value in fields.items())
    _note(request, staff, "更正文件信息", source.id, detail)
    return f"已更正 {source.id} 的{'、'.join(FIELDS[f] for f in fields)}，稍候生效"


def _source(request: Request, key: str) -> Source | None:
    wanted = source_id(key)
    return next((s for s in library_of(request).sources if s.id == wanted), None)


def _card(source: Source) -> dict[str, str]:
    """The fields as a form sends them back where nobody touches them."""
    return {field: _written(getattr(source, field) or "") for field in FIELDS}


def _written(value: object) -> str:
    return " ".join(str(value).split())[:_LONGEST]


def _digest(card: dict[str, str]) -> str:
    return hashlib.sha256(repr(card).encode("utf-8", "replace")).hexdigest()[:16]


def _note(request: Request, staff: Staff, action: str, subject: str, detail: str = "") -> None:
    with records_of(request).database.writing() as session:
        note(session, staff.by, action, subject, detail)


def _page(
    request: Request,
    staff: Staff,
    status: int = 200,
    fault: str = "",
    notice: str = "",
    outcomes: list[Outcome] | None = None,
) -> Response:
    holdings: Holdings = request.app.state.holdings
    held = library_of(request)
    rows = _rows(holdings, held)
    return page(
        "library.html",
        staff,
        status,
        rows=rows,
        waiting=sum(row.source is None and not row.problems for row in rows),
        aside=holdings.set_aside(),
        read_at=held.read_at,
        may=staff.role.covers(Role.EDITOR),
        sites=request.app.state.fetch.hosts,
        outcomes=outcomes or [],
        fault=fault,
        notice=notice,
        time=shown,
        today=request.app.state.day(),
    )


def _rows(holdings: Holdings, held: Library) -> list[_Row]:
    """The files of the folder beside what is served of them."""
    served = {source.path: source for source in held.sources}
    counts = Counter(p.source.id for p in held.passages)
    rows = []
    for path in holdings.files():
        source = served.get(path.name)
        problems = tuple(p for p in held.problems if p.file == path.name)
        skipped = "；".join(p.message for p in problems if p.skipped)
        told = "" if source else skipped or "正在读入，稍候即可检索"
        count = counts[source.id] if source else 0
        rows.append(_Row(path.name, document_key(path.stem), source, count, problems, told))
    return rows
