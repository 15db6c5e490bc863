"""Sheets of questions answered in the background, one after another; what was going on when the
service ended goes on when it starts again."""

from __future__ import annotations

import json
import logging
import shutil
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any
from uuid import uuid4

from filelock import FileLock, Timeout

from assistant.answer import Answer
from assistant.drafting.batch import Journal, answered, needing_a_person
from assistant.drafting.sheet import Sheet, SheetFault

_log = logging.getLogger(__name__)
MOST = 5000  # questions of one sheet


class BatchState(StrEnum):
    """How far a sheet is."""

    WAITING = "排队"
    RUNNING = "进行中"
    PAUSED = "已暂停"
    DONE = "已完成"
    FAILED = "出错"


@dataclass(frozen=True, slots=True)
class Batch:
    """A sheet that was handed in; done and left to a person are counted in rows."""

    id: str
    name: str
    who: str
    at: str
    total: int
    state: BatchState
    done: int = 0
    by_hand: int = 0
    fault: str = ""


class _Stopped(Exception):
    """The sheet is paused or taken away."""


class Batches:
    """A folder for each sheet: as it came, its journal, the sheet with its answers."""

    def __init__(self, folder: Path, ask: Callable[[str], Answer]) -> None:
        self._folder, self._ask = folder, ask
        self._lock = threading.Lock()
        self._work = threading.Event()
        self._thread: threading.Thread | None = None
        self._held = {batch.id: batch for batch in map(_read, folder.glob("*/batch.json")) if batch}
        for batch in self._held.values():
            if batch.state is BatchState.RUNNING:
                self._held[batch.id] = replace(batch, state=BatchState.WAITING)
        if any(batch.state is BatchState.WAITING for batch in self._held.values()):
            self._go_on()

    def all(self) -> list[Batch]:
        """The newest first."""
        return sorted(self._held.values(), key=lambda batch: batch.at, reverse=True)

    def add(self, name: str, raw: bytes, who: str) -> Batch:
        """Take a sheet in. Raises SheetFault."""
        kind = Path(name).suffix.lower()
        if kind not in (".xlsx", ".csv"):
            raise SheetFault(f"不能读 {name}：题表应是 .xlsx 或 .csv")
        place = self._folder / (key := uuid4().hex[:12])
        place.mkdir(parents=True)
        try:
            (place / f"in{kind}").write_bytes(raw)
            total = len(Sheet(place / f"in{kind}").questions)
            if not 0 < total <= MOST:
                raise SheetFault(f"题表有 {total} 个问题，应有 1 到 {MOST} 个")
        except (SheetFault, OSError) as fault:
            shutil.rmtree(place, ignore_errors=True)
            raise SheetFault(
                str(fault).replace(f"{place}/", "").replace(f"in{kind}", name)
            ) from None
        at = datetime.now(UTC).isoformat()
        batch = Batch(key, name, who, at, total, BatchState.WAITING)
        self._keep(batch)
        self._go_on()
        return batch

    def pause(self, key: str) -> None:
        """Stop after the row that is being answered."""
        self._set(key, BatchState.PAUSED, (BatchState.WAITING, BatchState.RUNNING))

    def resume(self, key: str) -> None:
        """Go on where it stopped."""
        self._set(key, BatchState.WAITING, (BatchState.PAUSED, BatchState.FAILED))
        self._go_on()

    def remove(self, key: str) -> None:
        """Take a sheet away with its answers."""
        with self._lock:
            if self._held.pop(key, None):
                shutil.rmtree(self._folder / key, ignore_errors=True)

    def file(self, key: str) -> Path | None:
        """The sheet with its answers, once it is whole."""
        batch = self._held.get(key)
        return self._out(batch) if batch and batch.state is BatchState.DONE else None

    def _go_on(self) -> None:
        self._work.set()
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="batches", daemon=True)
            self._thread.start()

    def _run(self) -> None:
        while self._work.wait():
            self._work.clear()
            while waiting := [b for b in reversed(self.all()) if b.state is BatchState.WAITING]:
                self._answer(waiting[0])

    def _answer(self, batch: Batch) -> None:
        """Unless another replica, which holds the same folder, is at it."""
        try:
            with FileLock(self._folder / batch.id / ".lock", timeout=0):
                self._answer_alone(batch)
        except Timeout:
            with self._lock:
                self._held[batch.id] = replace(batch, state=BatchState.RUNNING)

    def _answer_alone(self, batch: Batch) -> None:
        self._set(batch.id, BatchState.RUNNING, (BatchState.WAITING,))
        out, done = self._out(batch), 0

        def told(rows: int) -> None:
            nonlocal done
            done += rows
            with self._lock:
                now = self._held.get(batch.id)
                if now is None or now.state is not BatchState.RUNNING:
                    raise _Stopped
                self._held[batch.id] = replace(now, done=done)

        try:
            sheet, journal = Sheet(self._in(batch)), Journal(out)
            rows = answered(sheet.questions, self._ask, journal, told)
            sheet.write(out, rows)
            journal.end()
            by_hand = needing_a_person(list(rows.values()))
            self._set(batch.id, BatchState.DONE, (BatchState.RUNNING,), by_hand=by_hand)
        except _Stopped:
            pass
        except (SheetFault, OSError) as fault:
            self._set(batch.id, BatchState.FAILED, tuple(BatchState), fault=str(fault))
        except Exception:  # the sheets after it must not wait for ever
            _log.exception("批量作答 %s 停下了", batch.name)
            self._set(batch.id, BatchState.FAILED, tuple(BatchState), fault="程序出错")

    def _set(self, key: str, to: BatchState, of: tuple[BatchState, ...], **told: Any) -> None:
        with self._lock:
            batch = self._held.get(key)
            if batch and batch.state in of:
                self._keep(replace(batch, **{"fault": "", **told, "state": to}))

    def _keep(self, batch: Batch) -> None:
        self._held[batch.id] = batch
        file = self._folder / batch.id / "batch.json"
        part = file.with_suffix(".part")
        part.write_text(json.dumps(asdict(batch), ensure_ascii=False), encoding="utf-8")
        part.replace(file)

    def _in(self, batch: Batch) -> Path:
        return self._folder / batch.id / f"in{Path(batch.name).suffix.lower()}"

    def _out(self, batch: Batch) -> Path:
        return self._folder / batch.id / f"out{Path(batch.name).suffix.lower()}"


def _read(file: Path) -> Batch | None:
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
        return Batch(**{**told, "state": BatchState(told["state"])})
    except (OSError, ValueError, TypeError, KeyError):
        return None
