"""敏感词: the words that the office lists, changed by administrators; editors may look."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from typing import Annotated

from fastapi import Depends, Request
from fastapi.responses import Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile

from assistant.csv_file import CSV_TYPE, csv_file
from assistant.records.words import MOST, WantedWords, WordsFault
from assistant.web.staff.door import (
    Entered,
    Staff,
    done,
    page,
    records_of,
    staff_router,
    told_done,
)
from assistant.web.staff.lists import Number, download, query_of, shown
from assistant.web.staff.pages import WORDS
from assistant.words import LONGEST, Action, fault_of
from corpus.encoding import decode
from corpus.errors import CorpusError

OfWords = Annotated[WantedWords, Depends(WantedWords)]
Line = Sequence[str]  # a word, and after it perhaps what is done about it

router = staff_router()
_COLUMNS = ("词语", "处理", "添加人", "添加时间")
_TOLD = 3  # words that a message names


@router.get(WORDS.path)
def words(request: Request, staff: Entered, wanted: OfWords, number: Number = 1) -> Response:
    """The list under a filter, and where it is changed."""
    return _page(request, staff, wanted, number, notice=told_done(request, staff))


@router.get(f"{WORDS.path}.csv")
def words_csv(request: Request, wanted: OfWords) -> Response:
    """All rows of the filter; the file can be taken in again."""
    rows = records_of(request).words.listed(wanted).rows
    lines = ((row.word, row.action, row.added_by, shown(row.added_at)) for row in rows)
    return download("words.csv", csv_file(_COLUMNS, lines), CSV_TYPE)


@router.post(WORDS.path)
async def change(request: Request, staff: Entered) -> Response:
    """Words added or removed. The form is read here, where the login has been checked."""
    form = await request.form()
    return await run_in_threadpool(_change, request, staff, form)


def _change(request: Request, staff: Staff, form: FormData) -> Response:
    act = {"add": _added, "remove": _removed}.get(str(form.get("do")))
    try:
        if act is None or not (lines := _lines(form)):
            raise WordsFault("请写明词语，或选择文件")
        told = act(request, staff, lines, str(form.get("action")))
    except (WordsFault, CorpusError) as fault:
        return _page(request, staff, WantedWords(), status=400, fault=f"没有改动：{fault}。")
    return done(staff, WORDS.path, told)


def _added(request: Request, staff: Staff, lines: Sequence[Line], action: str) -> str:
    given: dict[str, Action] = {}
    faults: dict[str, str] = {}
    for word, *more in lines:
        if why := fault_of(word):
            faults[word] = f"“{word[:20]}”{why}"
        else:
            named = next((name for name in (*more[:1], action) if name in list(Action)), None)
            given[word] = Action(named or Action.REFUSE)
    left = "；".join([*faults.values()][:_TOLD])
    if not given:
        raise WordsFault(left)
    new, other = records_of(request).words.add(given, staff.by)
    told = f"新加 {new} 条，改了处理的 {other} 条"
    return f"{told}；没有收入 {len(faults)} 条：{left}" if faults else told


def _removed(request: Request, staff: Staff, lines: Sequence[Line], _: str) -> str:
    return f"已删除 {records_of(request).words.remove([line[0] for line in lines], staff.by)} 条"


def _lines(form: FormData) -> list[Line]:
    """What was written, one a line, and what stands in the file."""
    lines: list[Line] = [[line] for line in str(form.get("words", "")).splitlines()]
    file = form.get("file")
    if isinstance(file, UploadFile) and file.filename:
        told = decode(file.file.read()).splitlines()
        lines += _cells(told) if file.filename.lower().endswith(".csv") else [[t] for t in told]
    cells = ([cell.strip() for cell in line] for line in lines)
    return [line for line in cells if line and line[0]]


def _cells(lines: Sequence[str]) -> list[list[str]]:
    try:
        return [cells for cells in csv.reader(lines) if cells[:1] != [_COLUMNS[0]]]
    except csv.Error:
        raise WordsFault("文件不是完好的 .csv") from None


def _page(
    request: Request,
    staff: Staff,
    wanted: WantedWords,
    number: int = 1,
    status: int = 200,
    fault: str = "",
    notice: str = "",
) -> Response:
    assert WORDS.change
    return page(
        "words.html",
        staff,
        status,
        listing=records_of(request).words.listed(wanted, number),
        wanted=wanted,
        query=query_of(wanted),
        actions=list(Action),
        may=staff.role.covers(WORDS.change),
        longest=LONGEST,
        most=MOST,
        fault=fault,
        notice=notice,
        time=shown,
    )
