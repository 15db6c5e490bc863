"""The seam to LangChain: what is built of the settings, and what is sent to the service."""

import asyncio
import warnings

import pytest
from langchain_core.language_models import BaseChatModel
from langsmith.utils import tracing_is_enabled

from assistant.writing.chat_model import build_chat_model
from assistant.writing.failure import ChatModelMissing
from tests.assistant.writing.invented import KEY
from tests.scripted_service import ScriptedService


@pytest.mark.parametrize(
    ("changed", "lines"),
    [
        ({"chat_base_url": "", "chat_model": ""}, []),
        ({"chat_model": ""}, ["没有填写 POLICY_CHAT_MODEL，只用原文摘录"]),
        ({"chat_base_url": ""}, ["没有填写 POLICY_CHAT_BASE_URL，只用原文摘录"]),
        ({"offline": True}, []),
    ],
)
def test_without_address_and_name_there_is_no_model(changed, lines, settings):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        assert build_chat_model(settings(**changed)) is None
    assert [str(w.message) for w in caught if w.category is UserWarning] == lines


@pytest.mark.parametrize(
    ("provider", "line"),
    [
        ("anthropic", "需要另装一个包：pip install langchain-anthropic"),
        ("google_genai", "需要另装一个包：pip install langchain-google-genai"),
        ("nobody", "不能使用（ValueError），请核对大模型的设置"),
    ],
)
def test_a_provider_that_lacks_its_package_is_named_in_one_line(provider, line, settings):
    with pytest.raises(ChatModelMissing) as caught:
        build_chat_model(settings(chat_provider=provider, chat_base_url=""))
    assert str(caught.value) == f"POLICY_CHAT_PROVIDER={provider} {line}"


async def _sent(model: BaseChatModel) -> str:
    return "".join(
        [chunk.text async for chunk in model.astream([("system", "规则"), ("user", "问")])]
    )


@pytest.mark.parametrize(("key", "sent"), [(KEY, f"Bearer {KEY}"), ("", "Bearer none")])
def test_what_every_compatible_service_knows_is_sent(key, sent, settings, model_service):
    model = build_chat_model(settings(chat_api_key=key))
    assert isinstance(model, BaseChatModel)
    assert asyncio.run(_sent(model)) == "好的。"
    (call,) = model_service.calls
    assert call.key == sent
    assert call.asked["messages"] == [
        {"role": "system", "content": "规则"},
        {"role": "user", "content": "问"},
    ]
    assert (call.asked["max_tokens"], call.asked["temperature"]) == (500, 0)
    assert call.asked["stream"] is True
    assert KEY not in f"{model!r}{model}"


def test_a_redirect_is_not_followed_with_the_key_and_the_question(settings, model_service):
    with ScriptedService() as elsewhere:
        place = {"location": f"{elsewhere.url}/chat/completions"}
        model_service.script = lambda call: call.reply(307, {}, place)
        model = build_chat_model(settings())
        assert model is not None
        with pytest.raises(Exception, match="307"):
            asyncio.run(_sent(model))
        assert elsewhere.calls == []


def test_tracing_by_langchain_is_switched_off(settings, monkeypatch):
    monkeypatch.setenv("LANGSMITH_TRACING", "true")
    monkeypatch.setenv("LANGCHAIN_TRACING_V2", "true")
    build_chat_model(settings())
    assert not tracing_is_enabled()
