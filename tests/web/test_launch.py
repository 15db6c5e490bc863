"""A fault of the set-up ends with one line that says what to do."""

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
        ("POLICY_PORT", "99999", "POLICY_PORT"),
        ("POLICY_DOCUMENTS_DIR", "missing", "missing"),
        ("POLICY_OFLINE", "true", "没有 POLICY_OFLINE 这一项，是不是 POLICY_OFFLINE？"),
        ("POLICY_NOTHING_LIKE_IT", "1", "没有 POLICY_NOTHING_LIKE_IT 这一项"),
        ("POLICY_API_KEYS", "long-enough-to-be-a-key,short", "POLICY_API_KEYS"),
        ("POLICY_CHROMA_URL", "127.0.0.1:8000", "：POLICY_CHROMA_URL 的值"),
        ("CHROMA_URL", "127.0.0.1:8000", "：POLICY_CHROMA_URL 的值"),
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
