"""The records of an old workbook (.xls, .et), read for how its figures are shown."""

from __future__ import annotations

from collections.abc import Iterator
from struct import unpack_from

Place = tuple[str, int, int]
"""Sheet, row and column."""

_SHEET, _FORMAT, _STYLE, _BEGIN = 0x85, 0x41E, 0xE0, 0x809
_CELLS = (0x06, 0x203, 0x27E)  # formula, number, packed number
_CELLS_OF_A_ROW = 0xBD


def formats_of_records(raw: bytes) -> Iterator[tuple[Place, str]]:
    """The number format of each figure; none of the format before Excel 97."""
    from doc2docx.cfb import CompoundFile
    from openpyxl.styles.numbers import BUILTIN_FORMATS

    container = CompoundFile(raw)
    if not any(entry.path == "Workbook" for entry in container.entries):
        return
    formats, styles, names, sheet = dict(BUILTIN_FORMATS), [], {}, ""
    for at, kind, data in _records(container.open_stream("Workbook")):
        if kind == _SHEET:
            names[unpack_from("<I", data)[0]] = _text(data[8:], data[6], data[7])
        elif kind == _BEGIN:
            sheet = names.get(at, "")
        elif kind == _FORMAT:
            index, length, wide = unpack_from("<HHB", data)
            formats[index] = _text(data[5:], length, wide)
        elif kind == _STYLE:
            styles.append(unpack_from("<H", data, 2)[0])
        elif kind in _CELLS or kind == _CELLS_OF_A_ROW:
            row, column = unpack_from("<HH", data)
            count = (len(data) - 6) // 6 if kind == _CELLS_OF_A_ROW else 1
            for i in range(count):
                style = styles[unpack_from("<H", data, 4 + 6 * i)[0]]
                yield (sheet, row, column + i), formats.get(style, "")


def _records(stream: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Each with its place and kind."""
    at = 0
    while at + 4 <= len(stream):
        kind, length = unpack_from("<HH", stream, at)
        yield at, kind, stream[at + 4 : at + 4 + length]
        at += 4 + length


def _text(data: bytes, length: int, wide: int) -> str:
    return data[: 2 * length].decode("utf-16-le") if wide & 1 else data[:length].decode("latin-1")
