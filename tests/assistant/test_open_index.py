"""An index that cannot be brought in step: the last one answers, and it is said."""

import errno
from pathlib import Path
from typing import Any

import pytest

from assistant.settings import Settings
from assistant.wiring import build_assistant
from index import generations, indexer
from index.errors import IndexingError, StoreBusy

CARD = "---\ntitle: 科技创新券管理办法\nissuer: 市科技局\n---\n"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    documents = tmp_path / "documents"
    documents.mkdir()
    (documents / "a.md").write_text(f"{CARD}科技创新券每家最高5万元。\n", encoding="utf-8")
    return Settings(
        _env_file=None, documents_dir=documents, store_dir=tmp_path / "store", embedder="none"
    )


def failing(fault: Exception) -> Any:
    def begin(*_: object, **__: object) -> None:
        raise fault

    return begin


@pytest.mark.parametrize(
    ("place", "fault", "said"),
    [
        ((generations, "begin"), OSError(errno.ENOSPC, ""), "磁盘已满"),
        ((generations, "begin"), OSError(errno.EROFS, ""), "所在磁盘只读"),
        ((generations, "begin"), PermissionError(errno.EACCES, ""), "没有写入权限"),
        ((indexer, "_locked"), StoreBusy("store"), "另一个进程正在更新索引"),
    ],
)
def test_a_changed_document_beside_a_store_that_cannot_be_written(
    settings, monkeypatch, place, fault, said
):
    build_assistant(settings)
    (settings.documents_dir / "a.md").write_text(
        f"{CARD}科技创新券每家最高9万元。\n", encoding="utf-8"
    )
    monkeypatch.setattr(*place, failing(fault))
    with pytest.warns(UserWarning, match=f"{said}.*按上次的索引作答"):
        assistant = build_assistant(settings)
    (passage,) = assistant.passages
    assert "5万元" in passage.text
    answer = assistant.ask("科技创新券每家最高多少万元？")
    assert [c.passage for c in answer.citations] == [passage]


def test_without_an_older_index_the_fault_is_told_as_it_is(settings, monkeypatch):
    monkeypatch.setattr(generations, "begin", failing(OSError(errno.ENOSPC, "")))
    with pytest.raises(IndexingError, match="磁盘已满"):
        build_assistant(settings)
