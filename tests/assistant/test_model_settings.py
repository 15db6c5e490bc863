"""The model services as settings: what is built of them, and that offline means offline."""

import json
import warnings
from pathlib import Path
from typing import Any

import pytest
from langchain_core.language_models import BaseChatModel
from typer.testing import CliRunner

from assistant.__main__ import app as ask_app
from assistant.answer import Mode
from assistant.settings import Settings
from assistant.wiring import build_assistant, build_chat_model
from evals.systems import with_mode
from index.__main__ import app as index_app

KEY = "sk-marked-key"
ASKED = "今年要新增多少家高新技术企业？"


@pytest.fixture
def settings(tmp_path: Path, model_service) -> Any:
    """Settings over one small document, with every service configured."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "要点.md").write_text(
        "---\ntitle: 2031年工作要点\nissuer: 市科技局\nissued_on: 2031-02-10\n---\n\n"
        "## 一、企业培育\n\n年内新增高新技术企业88家。\n\n"
        "## 二、企业孵化\n\n新增在孵企业260家以上，其中科技企业50家。\n",
        encoding="utf-8",
    )

    def build(**changed: Any) -> Settings:
        services = {"embedder": "openai", "embedding_model": "e", "rerank_model": "r"}
        services |= {f"{kind}_base_url": model_service.url for kind in ("embedding", "chat")}
        services |= {"embedding_api_key": KEY, "chat_api_key": KEY, "chat_model": "m"}
        folders = {"documents_dir": tmp_path / "docs", "store_dir": tmp_path / "store"}
        return Settings(_env_file=None, **{**folders, **services, **changed})

    return build


def told(action: Any) -> tuple[Any, list[str]]:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        result = action()
    return result, [str(w.message) for w in caught if "POLICY_" in str(w.message)]


def test_every_service_that_is_configured_is_used(settings, model_service):
    model_service.script = lambda call: call.say("年内新增高新技术企业88家[1]。")
    answer = build_assistant(settings()).ask(ASKED)
    assert answer.mode is Mode.GENERATED
    paths = {call.path.removeprefix("/v1/") for call in model_service.calls}
    assert paths == {"embeddings", "rerank", "chat/completions"}
    assert {call.key for call in model_service.calls} == {f"Bearer {KEY}"}


def test_offline_nothing_is_called_and_each_service_left_out_is_named(settings, model_service):
    assistant, lines = told(lambda: build_assistant(settings(offline=True)))
    answer = assistant.ask(ASKED)
    assert "88家" in answer.text
    assert answer.mode is Mode.EXTRACTIVE
    assert model_service.calls == []
    assert lines == [
        "已设 POLICY_OFFLINE=true，不调用向量服务，改用自带的向量模型",
        "已设 POLICY_OFFLINE=true，不调用重排服务",
        "已设 POLICY_OFFLINE=true，不调用模型服务，只用原文摘录",
    ]


def test_vectors_paid_for_survive_a_time_offline(settings, model_service):
    def paid() -> int:
        return sum(len(c.asked.get("input", "")) for c in model_service.calls)

    build_assistant(settings())
    before = paid()
    told(lambda: build_assistant(settings(offline=True)).ask(ASKED))
    build_assistant(settings())
    assert paid() == before > 0


def test_the_evaluation_uses_the_same_model(settings):
    assert isinstance(build_chat_model(with_mode(settings(), "generated")), BaseChatModel)
    assert with_mode(settings(), "generated").chat_model == "m"
    assert build_chat_model(with_mode(settings(), "extractive")) is None
    for changed in ({"chat_base_url": ""}, {"chat_model": ""}, {"offline": True}):
        with pytest.raises(SystemExit, match="不能以 generated 模式运行"):
            with_mode(settings(**changed), "generated")


@pytest.fixture
def shell(settings, monkeypatch, tmp_path) -> Any:
    """A command of ours in this process, with these settings in the environment."""

    def run(app: Any, *arguments: str, **changed: Any) -> Any:
        chosen = settings(embedder="none", rerank_model="", **changed)
        monkeypatch.chdir(tmp_path)
        names = ("documents_dir", "store_dir", "embedder", "chat_base_url", "chat_model", "offline")
        for name in names:
            monkeypatch.setenv(f"POLICY_{name.upper()}", str(getattr(chosen, name)))
        monkeypatch.setenv("POLICY_CHAT_API_KEY", KEY)
        return CliRunner().invoke(app, list(arguments))

    return run


def test_one_question_can_be_asked_without_the_model(shell, model_service):
    model_service.script = lambda call: call.say("年内新增高新技术企业88家[1]。")
    modes = [
        json.loads(shell(ask_app, "ask", ASKED, "--json", *options).stdout.splitlines()[-1])["mode"]
        for options in ((), ("--mode", "generated"), ("--mode", "extractive"))
    ]
    assert modes == ["generated", "generated", "extractive"]
    assert len(model_service.chats()) == 2


def test_generated_without_a_model_is_a_set_up_fault_in_one_line(shell):
    done = shell(ask_app, "ask", ASKED, "--mode", "generated", chat_model="")
    assert done.exit_code == 1
    assert done.stderr == "没有配置模型服务：请填写 POLICY_CHAT_BASE_URL 和 POLICY_CHAT_MODEL\n"
    assert shell(ask_app, "ask", ASKED, "--mode", "magic").exit_code == 2


def test_what_the_command_line_prints_of_a_failing_service_holds_no_key(shell, model_service):
    model_service.script = lambda call: call.error(401)
    done = shell(ask_app, "ask", ASKED)
    assert "注：模型服务拒绝访问" in done.stdout
    assert KEY not in done.output


def test_the_index_command_stays_offline_too(shell, model_service, monkeypatch):
    monkeypatch.setenv("POLICY_EMBEDDING_BASE_URL", model_service.url)
    monkeypatch.setenv("POLICY_EMBEDDING_MODEL", "e")
    done = shell(index_app, "search", "高企", "--embedder", "openai", "--offline")
    assert done.exit_code == 0
    assert "不调用向量服务" in done.stderr
    assert model_service.calls == []


def test_keys_are_not_shown_by_settings(settings):
    shown = settings()
    for text in (repr(shown), str(shown), shown.model_dump_json()):
        assert KEY not in text
