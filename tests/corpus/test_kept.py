"""What was converted is kept on disk: bounded, remade where it is damaged or of other code."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus import library
from corpus.converting import kept
from corpus.library import CorpusReport, load_passages

ROOT = Path(__file__).resolve().parents[2]
MANY = 100
COUNTED = """
import sys
from pathlib import Path
from corpus.converting import kept
from corpus.library import load_passages
kept.convert = lambda name, raw: sys.exit(f"converted {name}")
print(len(load_passages(Path(sys.argv[1])).documents))
"""


def a_pdf(number: int) -> bytes:
    canvas = pytest.importorskip("reportlab.pdfgen.canvas")
    out = io.BytesIO()
    page = canvas.Canvas(out)
    page.setFont("Helvetica", 20)
    page.drawString(100, 700, f"Measures of district {number}")
    page.setFont("Helvetica", 12)
    page.drawString(100, 650, f"An enterprise is granted {number} yuan a year.")
    page.save()
    return out.getvalue()


@pytest.fixture
def converted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are converted."""
    names: list[str] = []
    convert = kept.convert
    monkeypatch.setattr(kept, "convert", lambda name, raw: names.append(name) or convert(name, raw))
    return names


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in range(3):
        (tmp_path / f"{number}.pdf").write_bytes(a_pdf(number))
    return tmp_path


def fresh(folder: Path) -> CorpusReport:
    """A load as after a restart."""
    library._parts_of.cache_clear()
    return load_passages(folder)


def entries(folder: Path) -> list[Path]:
    return sorted((folder / ".library" / "converted").glob("*"))


def test_a_restart_over_a_hundred_files_converts_none_anew(tmp_path, converted):
    for number in range(MANY):
        (tmp_path / f"{number}.pdf").write_bytes(a_pdf(number))
    first = fresh(tmp_path)
    assert (len(first.documents), len(converted)) == (MANY, MANY)
    assert fresh(tmp_path) == first
    assert len(converted) == MANY
    done = subprocess.run([sys.executable, "-c", COUNTED, str(tmp_path)], cwd=ROOT,
                          capture_output=True, text=True)  # fmt: skip
    assert (done.stdout.strip(), done.stderr) == (str(MANY), "")


@pytest.mark.parametrize(
    "damaged",
    [
        lambda held: held[: len(held) // 2],
        lambda held: held.replace(b"yuan", b"euro"),
        lambda held: b"",
        lambda held: b"\xff\x00" * 50,
    ],
)
def test_what_is_damaged_is_made_anew(
    folder: Path, converted: list[str], damaged: Callable[[bytes], bytes]
):
    first = fresh(folder)
    entry = entries(folder)[0]
    entry.write_bytes(damaged(entry.read_bytes()))
    assert fresh(folder) == first
    assert len(converted) == 4
    assert fresh(folder) == first
    assert len(converted) == 4


def test_only_what_is_there_is_kept(folder: Path):
    fresh(folder)
    (folder / "0.pdf").unlink()
    (folder / "1.pdf").write_bytes(a_pdf(9))
    (folder / ".library" / "converted" / "tmp1234").write_bytes(b"left by a killed process")
    before = entries(folder)
    fresh(folder)
    assert len(entries(folder)) == 2
    assert len({*entries(folder)} - {*before}) == 1


def test_other_code_converts_anew(folder: Path, converted: list[str], monkeypatch):
    fresh(folder)
    monkeypatch.setattr(kept, "_version", lambda: "later")
    fresh(folder)
    assert len(converted) == 6
    assert [path.stem.split("-")[1] for path in entries(folder)] == ["later"] * 3


def test_a_folder_that_cannot_be_written_is_read_all_the_same(folder: Path):
    (folder / ".library").write_bytes(b"no folder can be made here")
    assert len(fresh(folder).documents) == 3
