"""敏感词: the words that the office lists, changed by administrators; editors may look."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import asdict
from typing import Annotated

from fastapi import Depends
from fastapi.responses import Response
from starlette.datastructures import UploadFile

from assistant.csv_file import CSV_TYPE, csv_file
from assistant.records.words import MOST, WantedWords, WordsFault
from assistant.web.downloads import attachment
from assistant.web.html_templates import shown
from assistant.web.staff.door import Entered, Staff, staff_router
from assistant.web.staff.lists import Number, query_of
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
def words(staff: Entered, wanted: OfWords, number: Number = 1) -> Response:
    """The list under a filter, and where it is changed."""
    return _page(staff, wanted, number)


@router.get(f"{WORDS.path}.csv")
def words_csv(staff: Entered, wanted: OfWords) -> Response:
    """All rows of the filter; the file can be taken in again."""
    rows = staff.records.words.listed(wanted).rows
    lines = ((row.word, row.action, row.added_by, shown(row.added_at)) for row in rows)
    return attachment(csv_file(_COLUMNS, lines), "words.csv", CSV_TYPE)


@router.post(WORDS.path)
def change(staff: Entered) -> Response:
    """Words added or removed."""
    act = {"add": _added, "remove": _removed}.get(staff.sent("do"))
    try:
        if act is None or not (lines := _lines(staff)):
            raise WordsFault("请写明词语，或选择文件")
        told = act(staff, lines, staff.sent("action"))
    except (WordsFault, CorpusError) as fault:
        return _page(staff, WantedWords(), status=400, fault=f"没有改动：{fault}。")
    return staff.done(WORDS.path, told)


def _added(staff: Staff, lines: Sequence[Line], action: str) -> str:
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
    new, other = staff.records.words.add(given, staff.by)
    told = f"新加 {new} 条，改了处理的 {other} 条"
    return f"{told}；没有收入 {len(faults)} 条：{left}" if faults else told


def _removed(staff: Staff, lines: Sequence[Line], _: str) -> str:
    return f"已删除 {staff.records.words.remove([line[0] for line in lines], staff.by)} 条"


def _lines(staff: Staff) -> list[Line]:
    """What was written, one a line, and what stands in the file."""
    lines: list[Line] = [[line] for line in staff.sent("words").splitlines()]
    file = staff.form.get("file")
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
    staff: Staff,
    wanted: WantedWords,
    number: int = 1,
    status: int = 200,
    fault: str = "",
) -> Response:
    assert WORDS.change
    return staff.page(
        "words.html",
        status,
        listing=staff.records.words.listed(wanted, number),
        wanted=wanted,
        query=query_of(**asdict(wanted)),
        actions=list(Action),
        may=staff.role.covers(WORDS.change),
        longest=LONGEST,
        most=MOST,
        fault=fault,
    )
