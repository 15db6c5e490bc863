"""A library of two invented passages, its extractive answer, and a writer over the service."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from assistant.answer import Answer, AnswerStatus, Citation
from assistant.settings import Settings
from assistant.writing.chat_model import build_chat_model
from assistant.writing.write import Writer
from index.circuit import Circuit
from tests.assistant.writing.invented import GROWTH, KEY
from tests.scripted_service import Script


@pytest.fixture
def floor() -> Answer:
    quote = "年内新增高新技术企业88家。"
    asked = "今年要新增多少家高新技术企业？"
    cited = (Citation(1, GROWTH, (quote,)),)
    return Answer(
        asked, asked, AnswerStatus.ANSWERED, "年内新增高新技术企业88家。[1]", cited, ("旧注",)
    )


@pytest.fixture
def settings(model_service: Any) -> Callable[..., Settings]:
    def build(**changed: Any) -> Settings:
        known = {"chat_base_url": model_service.url, "chat_api_key": KEY, "chat_model": "m"}
        known |= {"chat_first_token_seconds": 5.0, "chat_seconds": 12.0}
        known |= {"chat_retries": 1, "chat_max_tokens": 500}
        return Settings(_env_file=None, **{**known, **changed})

    return build


@pytest.fixture
def writer(model_service: Any, settings: Any) -> Callable[..., Writer]:
    def build(script: Script, circuit: Circuit | None = None, **changed: Any) -> Writer:
        model_service.script = script
        chosen = settings(**changed)
        model = build_chat_model(chosen)
        assert model is not None
        return Writer(
            model,
            seconds=chosen.chat_seconds,
            first_token_seconds=chosen.chat_first_token_seconds,
            context_chars=6000,
            today=lambda: date(2031, 6, 1),
            circuit=circuit,
        )

    return build
