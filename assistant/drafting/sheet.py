"""A sheet of questions, .xlsx or .csv: where the questions stand, and the answers beside them."""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from assistant.csv_file import csv_file
from assistant.understanding.question import asks
from corpus.converting.unpacking import checked_names
from corpus.encoding import decode_all
from corpus.errors import CorpusError

COLUMNS = ("回答", "状态", "引用", "需人工")
_HEADER = re.compile(r"问题|咨询|提问|诉求|来信|question|query", re.I)
_NOT_IT = re.compile(r"类[型别]|编?号|时间|日期|人$|标题|\bid\b|date", re.I)
_HEAD, _LONGEST_HEADER = 5, 12  # rows in which the headers stand; characters of a header
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # not allowed in xlsx


class SheetFault(Exception):
    """A sheet that cannot be read or written; str() is one Chinese line."""


class Sheet:
    """The rows of a file, and the file with more columns; cells of .xlsx keep their looks."""

    def __init__(self, path: Path) -> None:
        """Raises SheetFault."""
        self._book: Any = None
        kind = path.suffix.lower()
        if kind not in (".xlsx", ".csv"):
            raise SheetFault(f"不能读 {path.name}：题表应是 .xlsx 或 .csv")
        try:
            self.rows = self._xlsx(path) if kind == ".xlsx" else _csv(path)
        except OSError as error:
            raise SheetFault(f"读不了 {path}：{error.strerror or error}") from None
        except CorpusError as error:
            raise SheetFault(f"读不了 {path.name}：{error}") from None
        except Exception:  # a damaged archive fails in as many ways as it has parts
            raise SheetFault(f"读不了 {path.name}：不是完好的 {kind} 文件") from None
        self._head, self._column = _found(self.rows)

    @property
    def questions(self) -> dict[int, str]:
        """What stands in the column of questions, by row; empty cells apart."""
        at = self._column
        found = {n: row[at].strip() for n, row in enumerate(self.rows) if len(row) > at}
        return {n: text for n, text in found.items() if n > self._head and text}

    def write(self, path: Path, answers: Mapping[int, Sequence[str]]) -> None:
        """The same sheet with the columns, in place at once. Raises SheetFault."""
        heads = self.rows[self._head] if self._head >= 0 else []
        width = max(map(len, self.rows), default=0)
        new = [c for c in COLUMNS if c not in heads]
        at = [heads.index(c) if c in heads else width + new.index(c) for c in COLUMNS]
        written = path.with_name(f".{path.name}.part")
        try:
            if path.suffix.lower() == ".xlsx":
                self._write_xlsx(written, answers, at)
            else:
                self._write_csv(written, answers, at)
            os.replace(written, path)
        except OSError as error:
            raise SheetFault(f"写不了 {path}：{error.strerror or error}") from None
        except AttributeError:  # a merged cell stands where an answer belongs
            raise SheetFault(f"写不了 {path.name}：题表右侧有合并的单元格") from None

    def _xlsx(self, path: Path) -> list[list[str]]:
        from openpyxl import load_workbook

        raw = path.read_bytes()
        checked_names(raw)  # refuses what unpacks to more than it should
        self._book = load_workbook(io.BytesIO(raw))
        rows = self._book.active.iter_rows(values_only=True)
        return [["" if value is None else str(value) for value in row] for row in rows]

    def _write_xlsx(self, path: Path, answers: Mapping[int, Sequence[str]], at: list[int]) -> None:
        from openpyxl import Workbook
        from openpyxl.styles import Alignment
        from openpyxl.utils import get_column_letter

        book = self._book or Workbook()
        if self._book is None:
            for row in self.rows:
                book.active.append([_CONTROL.sub("", cell) for cell in row])
        sheet = book.active
        top = 1
        if self._head < 0:
            sheet.insert_rows(1)
            sheet.cell(1, self._column + 1, "问题")
            top = 2
        for n, values in {max(self._head, 1 - top): COLUMNS, **answers}.items():
            for column, value in zip(at, values, strict=True):
                cell = sheet.cell(n + top, column + 1, _CONTROL.sub("", value))
                cell.data_type = "s"  # text, whatever it begins with: never a formula
                cell.quotePrefix = True
                cell.alignment = Alignment(vertical="top", wrap_text=True)
        for column, wide in zip(at, (60, 12, 40, 10), strict=True):
            sheet.column_dimensions[get_column_letter(column + 1)].width = wide
        book.save(path)

    def _write_csv(self, path: Path, answers: Mapping[int, Sequence[str]], at: list[int]) -> None:
        lines = []
        rows = self.rows if self._head >= 0 else [[""] * self._column + ["问题"], *self.rows]
        for n, row in enumerate(rows, 0 if self._head >= 0 else -1):
            line = [*row, *[""] * (max(at) + 1 - len(row))]
            values = COLUMNS if n == self._head else answers.get(n)
            for column, value in zip(at, values or (), strict=bool(values)):
                line[column] = value
            lines.append(line)
        path.write_bytes(csv_file(lines[0], lines[1:]))


def _csv(path: Path) -> list[list[str]]:
    text = decode_all(path.read_bytes())
    first = text.partition("\n")[0]
    mark = max(",\t;", key=first.count)
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=mark))


def _found(rows: Sequence[Sequence[str]]) -> tuple[int, int]:
    """The row of headers (-1 where there is none) and the column of the questions."""
    for n, row in enumerate(rows[:_HEAD]):
        for at, cell in enumerate(row):
            if _is_short(cell) and _HEADER.search(cell) and not _NOT_IT.search(cell):
                return n, at
    first = rows[0][0] if rows and rows[0] else ""
    return (0 if _is_short(first) and not asks(first) else -1), 0


def _is_short(cell: str) -> bool:
    return 0 < len(cell.strip()) <= _LONGEST_HEADER and not re.search("[?？吗呢]", cell)
