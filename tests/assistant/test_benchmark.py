"""The benchmark's questions and sums; nothing here is timed."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from assistant.benchmark import CASES, MEDIAN, _inside, p95
from assistant.page_started import ROOT
from assistant.settings import Settings
from assistant.wiring import build_assistant


@pytest.mark.parametrize(
    ("figures", "expected"),
    [(range(1, 41), 38), (range(1, 101), 95), ([7.0], 7.0), ([2.0, 1.0], 2.0)],
)
def test_p95_is_a_figure_that_was_measured(figures, expected: float):
    assert p95(list(figures)) == expected


def test_a_figure_is_set_beside_its_target():
    assert MEDIAN.verdict(150) == "目标 ≤ 150 毫秒，达到"
    assert MEDIAN.verdict(151) == "目标 ≤ 150 毫秒，未达到"


def test_forty_questions_that_no_evaluation_asks():
    assert len(CASES) == len(set(CASES)) == 40
    assert all(question == question.strip() for question in CASES)
    files = (ROOT / "evals" / "questions").glob("*.jsonl")
    lines = [line for file in files for line in Path(file).read_text("utf-8").splitlines()]
    evaluated = {_plain(json.loads(line)["question"]) for line in lines if line.strip()}
    assert evaluated
    assert not evaluated & set(map(_plain, CASES))


def _plain(text: str) -> str:
    return re.sub(r"\W", "", text)


def test_the_questions_are_of_all_kinds(tmp_path: Path):
    words_alone = Settings(_env_file=None, embedder="none", store_dir=tmp_path)
    assistant = build_assistant(words_alone)
    endings = {assistant.ask(question).status.value for question in CASES}
    assert {"answered", "not_stated", "blocked"} <= endings


def test_a_model_that_is_configured_is_left_out(tmp_path: Path, model_service, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)  # no .env of this machine
    for name, value in (
        ("CHAT_BASE_URL", model_service.url),
        ("CHAT_MODEL", "m"),
        ("EMBEDDER", "none"),
        ("STORE_DIR", str(tmp_path)),
    ):
        monkeypatch.setenv(f"POLICY_{name}", value)
    _inside()
    assert "40 个问题" in capsys.readouterr().out
    assert model_service.chats() == []
