"""A fault of the set-up ends with one line that says what to do."""

import errno
import os
import socket
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from assistant.settings import Settings
from assistant.web import start_checks
from assistant.web.launch import launch
from assistant.web.start_checks import start_warnings
from tests.rights import ordinary_rights, read_only


@pytest.fixture(autouse=True)
def elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)  # no .env of a developer
    monkeypatch.setenv("POLICY_PORT", "0")
    monkeypatch.setenv("POLICY_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("POLICY_STORE_DIR", str(tmp_path / "store"))


def fault(*words: str) -> str:
    with pytest.raises(SystemExit) as raised:
        launch(words)
    said = str(raised.value)
    assert "\n" not in said
    return said


def test_words_that_set_nothing_are_told_how_to_set_it(capsys):
    said = fault("--port", "7861")
    assert "--port 7861" in said
    assert "POLICY_PORT" in said
    launch(["--help"])
    assert "POLICY_PORT" in capsys.readouterr().out


def test_a_port_in_use(monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        monkeypatch.setenv("POLICY_PORT", str(port))
        taken = f"无法监听 127.0.0.1:{port}：端口已被占用，请换一个，例如 POLICY_PORT={port + 1}"
        assert fault() == taken


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        *(("POLICY_PORT", port, "POLICY_PORT") for port in ("八千", "65536", "-1", "7860.5", "")),
        ("POLICY_PORT", "99999", "POLICY_PORT 的值不合要求（不能大于 65535）"),
        ("POLICY_PORT", "八千", "应是整数"),
        ("POLICY_LOG_LEVEL", "loud", "POLICY_LOG_LEVEL"),
        ("POLICY_DOCUMENTS_DIR", "missing", "missing"),
        ("POLICY_OFLINE", "true", "没有 POLICY_OFLINE 这一项，是不是 POLICY_OFFLINE？"),
        ("POLICY_NOTHING_LIKE_IT", "1", "没有 POLICY_NOTHING_LIKE_IT 这一项"),
        ("POLICY_API_KEYS", "long-enough-to-be-a-key,short", "POLICY_API_KEYS"),
        ("POLICY_CHROMA_URL", "127.0.0.1:8000", "：POLICY_CHROMA_URL 的值"),
        ("CHROMA_URL", "127.0.0.1:8000", "：POLICY_CHROMA_URL 的值"),
        *(
            ("CHROMA_URL", url, "POLICY_CHROMA_URL 的值不合要求（应像 http://主机:端口）")
            for url in (
                "http://[::1",
                "http://host:99999",
                "http://h:abc",
                "ftp://h",
                "http://",
                " ",
            )
        ),
        ("POLICY_METRICS_FROM", "10.0.0.0/8,somewhere", "POLICY_METRICS_FROM"),
    ],
)
def test_a_value_that_cannot_be_is_named(monkeypatch, name, value, said):
    monkeypatch.setenv(name, value)
    told = fault()
    assert said in told
    assert "short" not in told


def test_a_name_misspelt_in_the_file_is_named_too(tmp_path):
    (tmp_path / ".env").write_text("OTHER=1\npolicy_prot=7861\n", encoding="utf-8")
    assert "是不是 POLICY_PORT？" in fault()


def test_a_database_that_cannot_be_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("POLICY_DOCUMENTS_DIR", str(tmp_path / "documents"))
    monkeypatch.setenv("POLICY_EMBEDDER", "none")
    monkeypatch.setenv("DATABASE_URL", "nothing://staff:hidden@host/policy")
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "要点.md").write_text("要点\n\n年内新建基地6个。\n", encoding="utf-8")
    said = fault()
    assert "DATABASE_URL" in said
    assert "hidden" not in said


def test_a_folder_of_documents_that_cannot_be_read_is_named(monkeypatch, tmp_path: Path):
    (folder := tmp_path / "documents").mkdir()
    monkeypatch.setenv("POLICY_DOCUMENTS_DIR", str(folder))
    folder.chmod(0)
    with ordinary_rights():
        said = fault()
    folder.chmod(0o700)
    assert f"{folder} 没有读取权限" in said
    assert "POLICY_DOCUMENTS_DIR" in said


def told(folder: Path, day: date = date(2031, 6, 1), newest: str = "2031-02-10") -> list[str]:
    settings = Settings(_env_file=None, data_dir=folder, today=day)
    sources = [SimpleNamespace(issued_on=on) for on in ("", "2019", newest, "未知")]
    return [*start_warnings(settings, sources)]


@pytest.mark.parametrize(
    ("day", "newest", "said"),
    [
        ((1970, 1, 1), "", "早于 2020 年"),
        ((2031, 2, 9), "2031-02-10", "早于最新一份文件的日期 2031-02-10"),
        ((2031, 2, 1), "2031-02", ""),
        ((2041, 1, 1), "2031-02-10", ""),
        ((2042, 1, 1), "2031-02-10", "十年以上"),
    ],
)
def test_a_clock_that_is_wrong_is_told(tmp_path: Path, day, newest, said):
    lines = told(tmp_path, date(*day), newest)
    assert len(lines) == bool(said)
    assert all(said in line and "校准时间" in line for line in lines)


def test_data_that_cannot_be_kept_is_told(tmp_path: Path, monkeypatch):
    (tmp_path / "file").write_text("")
    with read_only(tmp_path):
        (line,) = told(tmp_path)
        assert "没有写入权限" in line
    (line,) = told(tmp_path / "file" / "data")
    assert "上级不是文件夹" in line
    assert told(tmp_path) == []

    def full(**_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(start_checks, "TemporaryFile", full)
    (line,) = told(tmp_path)
    assert "磁盘已满" in line
    assert "POLICY_DATA_DIR" in line
