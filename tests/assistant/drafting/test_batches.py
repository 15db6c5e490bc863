"""Sheets in the background: paused, resumed, and taken up again after the service was killed."""

import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from assistant.answer import Answer, AnswerStatus
from assistant.drafting.batches import Batches, BatchState
from assistant.drafting.sheet import SheetFault

ROWS = 40
KILLED = """
import os, sys
from pathlib import Path
from assistant.answer import Answer, AnswerStatus
from assistant.drafting.batches import Batches
from tests.assistant.drafting.test_batches import sheet

asked = []
def ask(text):
    asked.append(text)
    if len(asked) > 20:
        os.kill(os.getpid(), 9)
    return Answer(text, text, AnswerStatus.ANSWERED, "先前" + text)

held = Batches(Path(sys.argv[1]), ask)
held.add("题.xlsx", sheet(Path(sys.argv[1]).parent), "甲")
held._thread.join()
"""


def sheet(folder: Path) -> bytes:
    book = Workbook()
    for row in (["问题"], *([f"第{n}题？"] for n in range(ROWS))):
        book.active.append(row)
    book.save(folder / "题.xlsx")
    return (folder / "题.xlsx").read_bytes()


def wait(until: Callable[[], bool]) -> None:
    for _ in range(400):
        if until():
            return
        time.sleep(0.02)
    raise AssertionError("it did not come to that")


def test_a_sheet_is_paused_goes_on_and_is_taken_away(tmp_path):
    gate, asked = threading.Semaphore(3), []

    def ask(text: str) -> Answer:
        gate.acquire()
        asked.append(text)
        return Answer(text, text, AnswerStatus.NOT_FOUND, "没有")

    held = Batches(tmp_path / "batches", ask)
    batch = held.add("题.xlsx", sheet(tmp_path), "甲")
    wait(lambda: held.all()[0].done == 3)
    held.pause(batch.id)
    gate.release()
    wait(lambda: len(asked) == 4)
    assert held.all()[0].state is BatchState.PAUSED
    assert held.file(batch.id) is None
    held.resume(batch.id)
    gate.release(ROWS)
    wait(lambda: held.all()[0].state is BatchState.DONE)
    assert (held.all()[0].done, held.all()[0].by_hand) == (ROWS, ROWS)
    assert len(asked) == ROWS
    held.remove(batch.id)
    assert (held.all(), list((tmp_path / "batches").iterdir())) == ([], [])


def test_a_replica_that_starts_leaves_a_sheet_to_the_one_that_is_at_it(tmp_path):
    gate = threading.Semaphore(3)

    def ask(text: str) -> Answer:
        gate.acquire()
        return Answer(text, text, AnswerStatus.NOT_FOUND, "没有")

    held = Batches(tmp_path / "batches", ask)
    held.add("题.xlsx", sheet(tmp_path), "甲")
    wait(lambda: held.all()[0].done == 3)
    other = Batches(tmp_path / "batches", lambda text: pytest.fail(text))
    wait(lambda: other.all()[0].state is BatchState.RUNNING)
    gate.release(ROWS)
    wait(lambda: held.all()[0].state is BatchState.DONE)
    assert (held.all()[0].done, other.all()[0].state) == (ROWS, BatchState.RUNNING)


def test_after_a_kill_no_row_is_lost_or_answered_twice(tmp_path):
    folder, again = tmp_path / "batches", []
    done = subprocess.run([sys.executable, "-c", KILLED, str(folder)], timeout=120, check=False)
    assert done.returncode == -9

    def ask(text: str) -> Answer:
        again.append(text)
        return Answer(text, text, AnswerStatus.ANSWERED, "后来" + text)

    held = Batches(folder, ask)
    wait(lambda: held.all()[0].state is BatchState.DONE)
    out = held.file(held.all()[0].id)
    assert out
    rows = list(load_workbook(out).active.iter_rows(min_row=2, max_col=2, values_only=True))
    assert [row[0] for row in rows] == [f"第{n}题？" for n in range(ROWS)]
    assert [row[1][:2] for row in rows] == ["先前"] * 20 + ["后来"] * 20
    assert len(again) == 20


@pytest.mark.parametrize(
    ("name", "raw", "said"),
    [
        ("a.txt", b"x", ".xlsx 或 .csv"),
        ("a.xlsx", b"PKx", "压缩结构已损坏"),
        ("a.csv", b"", "0 个问题"),
    ],
)
def test_what_is_no_sheet_is_refused_and_leaves_nothing(name, raw, said, tmp_path):
    held = Batches(tmp_path / "batches", lambda text: pytest.fail(text))
    with pytest.raises(SheetFault, match=said):
        held.add(name, raw, "甲")
    assert list(tmp_path.glob("batches/*")) == []
