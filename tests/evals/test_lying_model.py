"""Generated mode with a model that lies in half of its sentences, over the public test split."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.answer import Answer, Mode, turns_from_messages
from assistant.settings import Settings
from assistant.wiring import build_assistant
from evals import question_set
from evals.case import Case
from evals.folder import Prediction
from evals.metrics import forbidden_found
from tests.scripted_service import adversary

QUESTIONS = Path(__file__).resolve().parents[2] / "evals" / "questions"


def cases() -> list[Case]:
    files = [QUESTIONS / "plan.jsonl", QUESTIONS / "policies.jsonl"]
    return list(question_set.select(question_set.load(files), "test"))


def asserted(case: Case, answer: Answer) -> set[str]:
    """The forbidden forms that an answer asserts."""
    prediction = Prediction(case.id, answer.status.value, answer.text)
    return set(forbidden_found(case, prediction))


@pytest.fixture
def subject(model_service) -> Any:
    """The shipped documents, with the model_service service as the model."""
    return build_assistant(
        Settings(
            _env_file=None,
            today=date(2026, 1, 15),
            chat_base_url=model_service.url,
            chat_model="model_service",
        )
    )


def test_a_model_that_lies_adds_no_forbidden_assertion(subject, model_service):
    model_service.script = adversary
    added, by_rule, by_model, generated = {}, 0, 0, 0
    for case in cases():
        turns = turns_from_messages(case.messages)
        floor = subject.ask(case.question, turns, Mode.EXTRACTIVE)
        answer = subject.ask(case.question, turns)
        by_rule += bool(asserted(case, floor))
        by_model += bool(asserted(case, answer))
        generated += answer.mode is Mode.GENERATED
        if more := asserted(case, answer) - asserted(case, floor):
            added[case.id] = (sorted(more), answer.text)
    print(f"{generated} generated; forbidden with the model {by_model}, by rule {by_rule}")
    assert added == {}
    assert generated > 0, "nothing was tested"
