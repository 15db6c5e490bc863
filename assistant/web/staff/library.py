"""The documents, for editors: taken in, replaced, set aside and taken back; what each reads as."""

from __future__ import annotations

import hashlib
from collections import Counter
from contextlib import suppress
from dataclasses import asdict, dataclass

from fastapi.responses import JSONResponse, Response
from starlette.datastructures import UploadFile

from assistant.library import Library
from assistant.records.tables import Role
from assistant.web.link_text import document_key, source_id
from assistant.web.related import related
from assistant.web.staff.door import Entered, Refused, Staff, staff_router
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
def library(staff: Entered) -> Response:
    """What is held, what could not be read, what is set aside."""
    return _page(staff)


@router.post(LIBRARY.path)
def change(staff: Entered) -> Response:
    """One change; do says which. Files are answered each by itself, for a script as JSON."""
    do, key = staff.sent("do"), staff.sent("key")
    if do in ("add", "replace", "fetch"):
        if do == "fetch":
            outcomes = [_fetch(staff, staff.sent("url").strip())]
        else:
            old = (source_id(key) or "？") if do == "replace" else ""  # never added instead
            files = [file for file in staff.form.getlist("files") if isinstance(file, UploadFile)]
            outcomes = [_upload(staff, file, old) for file in files if file.filename]
            outcomes = outcomes or [Outcome("", "没有选择文件", False)]
        if staff.takes("application/json"):
            return JSONResponse([asdict(one) for one in outcomes])
        status = 200 if all(one.taken for one in outcomes) else 400
        return _page(staff, status, outcomes=outcomes)
    try:
        told = _correct(staff, key) if do == "correct" else _set(staff, do, key)
    except CorpusError as fault:
        return _page(staff, 400, fault=f"{fault}。")
    return staff.done(LIBRARY.path, told)


@router.get(f"{LIBRARY.path}/{{key}}")
def document(staff: Entered, key: str) -> Response:
    """One document as it is read: its card, its outline and its passages."""
    held = staff.library
    source = _source(staff, key)
    if source is None:
        raise Refused(404, f"{_NONE}，请稍后再看。")
    passages = [p for p in held.passages if p.source.id == source.id]
    answered, asked = staff.records.history.of_document(source.id, _ASKED_DAYS, _ASKED_SHOWN)
    return staff.page(
        "document.html",
        source=source,
        fields=[
            (name, label, getattr(source, name), source.where(name))
            for name, label in FIELDS.items()
        ],
        read=_digest(_card(source)),
        statuses=list(Status),
        related=related(held, source.id),
        today=staff.state.day(),
        may=staff.role.covers(Role.EDITOR),
        key=key,
        passages=passages[:_PREVIEWED],
        answered=answered,
        asked=asked,
        asked_days=_ASKED_DAYS,
        count=len(passages),
        problems=[p for p in held.problems if p.file == source.path],
    )


def _upload(staff: Staff, file: UploadFile, old: str) -> Outcome:
    name = file.filename or ""
    if (file.size or 0) > MAX_BYTES:  # before it is read
        return Outcome(name, f"文件超过 {MAX_BYTES // 2**20} MB", False)
    return _take_in(staff, name, file.file.read(), old)


def _fetch(staff: Staff, url: str) -> Outcome:
    try:
        name, content = staff.state.fetch(url)
    except CorpusError as fault:
        return Outcome(url, str(fault), False)
    return _take_in(staff, name, content, url=url)


def _take_in(staff: Staff, name: str, content: bytes, old: str = "", url: str = "") -> Outcome:
    holdings: Holdings = staff.state.holdings
    try:
        looked = holdings.add(name, content, instead_of=old)
    except CorpusError as fault:
        return Outcome(name, str(fault), False)
    told = _told(looked)
    if url:
        with suppress(CorpusError):  # where no correction can be kept; the audit has it
            holdings.correct(looked.document.source.id, {"url": url})
        staff.note("按网址收入", name, f"{url}；{told}")
    else:
        action, about = ("替换文件", f"替换 {old}") if old else ("收入文件", told)
        staff.note(action, name, about)
    return Outcome(name, told, True)


def _told(looked: Looked) -> str:
    remarks = "；".join(f"{r.field}{r.message}" if r.field else r.message for r in looked.remarks)
    told = f"《{looked.document.source.title}》，{len(looked.passages)} 条"
    return f"{told}；{remarks}" if remarks else told


def _set(staff: Staff, do: str, key: str) -> str:
    """Set a document aside, or take one back; what was done."""
    holdings: Holdings = staff.state.holdings
    verbs = {"deactivate": ("停用", holdings.deactivate), "remove": ("删除", holdings.remove)}
    if do == "take_back":
        name = holdings.take_back(key)
        staff.note("恢复文件", name)
        return f"已恢复 {name}，稍候即可检索"
    if do not in verbs:
        raise CorpusError("没有这个操作")
    action, put = verbs[do]
    put(name := source_id(key))
    staff.note(f"{action}文件", name)
    return f"已{action} {name}，可在下面恢复"


def _correct(staff: Staff, key: str) -> str:
    """Put right the fields of a card that are told otherwise than they stood when it was shown;
    what was done. Raises CorpusError where another has changed them since."""
    source = _source(staff, key)
    if source is None:
        raise CorpusError(_NONE)
    card = _card(source)
    if staff.sent("read") != _digest(card):
        raise CorpusError(_CHANGED)
    told = {field: _written(staff.sent(field)) for field in FIELDS}
    fields = {field: value for field, value in told.items() if value != card[field]}
    if not fields:
        return "没有改动"
    staff.state.holdings.correct(source.id, fields)
    detail = "；".join(f"{FIELDS[f]}：{value or '未知'}" for f, value in fields.items())
    staff.note("更正文件信息", source.id, detail)
    return f"已更正 {source.id} 的{'、'.join(FIELDS[f] for f in fields)}，稍候生效"


def _source(staff: Staff, key: str) -> Source | None:
    wanted = source_id(key)
    return next((s for s in staff.library.sources if s.id == wanted), None)


def _card(source: Source) -> dict[str, str]:
    """The fields as a form sends them back where nobody touches them."""
    return {field: _written(getattr(source, field) or "") for field in FIELDS}


def _written(value: object) -> str:
    return " ".join(str(value).split())[:_LONGEST]


def _digest(card: dict[str, str]) -> str:
    return hashlib.sha256(repr(card).encode("utf-8", "replace")).hexdigest()[:16]


def _page(
    staff: Staff,
    status: int = 200,
    fault: str = "",
    outcomes: list[Outcome] | None = None,
) -> Response:
    holdings: Holdings = staff.state.holdings
    held = staff.library
    rows = _rows(holdings, held)
    return staff.page(
        "library.html",
        status,
        rows=rows,
        waiting=sum(row.source is None and not row.problems for row in rows),
        aside=holdings.set_aside(),
        read_at=held.read_at,
        may=staff.role.covers(Role.EDITOR),
        sites=staff.state.fetch.hosts,
        outcomes=outcomes or [],
        fault=fault,
        today=staff.state.day(),
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
