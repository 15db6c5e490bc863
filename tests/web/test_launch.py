"""A fault of the set-up ends with one line that says what to do."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from assistant.web.launch import launch


@pytest.fixture(autouse=True)
def elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)  # no .env of a developer
    monkeypatch.setenv("POLICY_PORT", "0")
    monkeypatch.setenv("POLICY_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("POLICY_STORE_DIR", str(tmp_path / "store"))


def fault() -> str:
    with pytest.raises(SystemExit) as raised:
        launch()
    said = str(raised.value)
    assert "\n" not in said
    return said


def test_a_port_in_use(monkeypatch: pytest.MonkeyPatch):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        monkeypatch.setenv("POLICY_PORT", str(port))
        assert fault() == (
            f"无法监听 127.0.0.1:{port}：端口已被占用，请换一个，例如 POLICY_PORT={port + 1}"
        )


def test_a_setting_that_cannot_be_read(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("POLICY_PORT", "八千")
    assert "POLICY_PORT" in fault()


def test_a_folder_of_documents_that_is_not_there(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("POLICY_DOCUMENTS_DIR", str(tmp_path / "missing"))
    assert "missing" in fault()
