"""What the service can do without, told at the start with what mends it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryFile

from assistant.settings import Settings
from corpus.document import Source
from index.errors import why_unwritable

_EARLIEST = 2020
_AHEAD = 10  # years beyond the newest document
_CLOCK = "系统日期是 {day}，{why}；时效会判断错，请校准时间，或检查 POLICY_TODAY"


def start_warnings(settings: Settings, sources: Sequence[Source]) -> Iterator[str]:
    """A Chinese line each."""
    if why := _unwritable(settings.data_dir):
        yield (
            f"数据目录 {settings.data_dir} 写不进去（{why}）：照常作答，但反馈、帐号等记不下来；"
            "请检查它的权限和磁盘空间，或改 POLICY_DATA_DIR"
        )
    dated = (one.issued_on for one in sources if one.issued_on[:4].isdecimal())
    if why := _odd(settings.day(), max(dated, default="")):
        yield _CLOCK.format(day=settings.day(), why=why)


def _unwritable(folder: Path) -> str:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=folder) as file:
            file.write(bytes(4096))
    except OSError as fault:
        return why_unwritable(fault)
    return ""


def _odd(day: date, newest: str) -> str:
    """newest is the day of the newest document as far as it is known: 2031, 2031-02, 2031-02-10."""
    if day.year < _EARLIEST:
        return f"早于 {_EARLIEST} 年"
    if newest and day.isoformat() < newest:
        return f"早于最新一份文件的日期 {newest}"
    if newest and day.year > int(newest[:4]) + _AHEAD:
        return f"比最新一份文件（{newest}）晚了十年以上"
    return ""
