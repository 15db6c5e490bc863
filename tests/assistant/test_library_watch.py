"""A folder that changes while the page runs is answered from within two looks."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistant.library_watch import LibraryWatch
from assistant.pipeline import Assistant
from assistant.settings import Settings

FIRST = "# 甲市创新券管理办法\n\n第一条 创新券每家企业每年最高10万元。\n"
SECOND = "# 甲市孵化器管理办法\n\n第一条 孵化器场地面积不低于3000平方米。\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "a.md").write_text(FIRST, encoding="utf-8")
    return tmp_path / "documents"


def watching(folder: Path, **settings: object) -> tuple[LibraryWatch, list[Assistant]]:
    shown: list[Assistant] = []
    watch = LibraryWatch(
        Settings(
            _env_file=None,
            documents_dir=folder,
            store_dir=folder.parent / "store",
            embedder="none",
            **settings,
        )
    )
    watch._show = shown.append
    return watch, shown


def test_a_new_file_answers_once_it_has_been_written_whole(folder: Path):
    watch, shown = watching(folder)
    assert not watch.look()
    (folder / "b.md").write_text(SECOND, encoding="utf-8")
    assert not watch.look()  # it may still be being written
    assert watch.look()
    assert "3000平方米" in shown[-1].ask("孵化器场地面积最少多少平方米？").text
    assert not watch.look()


def test_a_file_taken_out_answers_no_more(folder: Path):
    (folder / "b.md").write_text(SECOND, encoding="utf-8")
    watch, shown = watching(folder)
    (folder / "b.md").unlink()
    assert [watch.look(), watch.look()] == [False, True]
    assert [s.id for s in shown[-1].sources] == ["a"]


def test_an_empty_folder_leaves_what_serves_and_says_so(folder: Path, caplog):
    watch, shown = watching(folder)
    (folder / "a.md").unlink()
    assert [watch.look(), watch.look()] == [False, False]
    assert not shown
    assert "仍按原来的文件作答" in caplog.text


def test_a_new_day_is_a_change(folder: Path, monkeypatch: pytest.MonkeyPatch):
    watch, shown = watching(folder)
    monkeypatch.setattr(Settings, "day", lambda _: date(2031, 1, 1))
    assert [watch.look(), watch.look()] == [False, True]
    assert shown
