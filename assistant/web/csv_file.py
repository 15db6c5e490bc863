"""A table as csv that a spreadsheet reads rightly and takes no formula from."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

Cell = str | int | float

CSV_TYPE = "text/csv; charset=utf-8"
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r]")  # what Excel may take for a formula in csv


def csv_file(columns: Iterable[str], lines: Iterable[Iterable[Cell]]) -> bytes:
    """UTF-8 with a byte order mark, without which Excel reads Chinese wrongly."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows(map(_inert, line) for line in lines)
    return out.getvalue().encode("utf-8-sig", "replace")


def _inert(cell: Cell) -> Cell:
    """A csv cell cannot say that it is text, so a text like a formula gets an apostrophe."""
    return f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell
