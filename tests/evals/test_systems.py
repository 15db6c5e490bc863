import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from langchain_core.embeddings import DeterministicFakeEmbedding

from assistant.settings import Settings
from corpus.document import Document, Source
from evals.case import Case, InputError
from evals.session import Plan, run_systems
from evals.systems import build, expand, with_mode
from evals.tutorial import chunk, tutorial
from index.weighing import SHIPPED


def test_tutorial_means_both_its_variants() -> None:
    assert expand("ours,tutorial, words") == ["ours", "tutorial-1", "tutorial-4", "words"]
    assert expand("ours,ours") == ["ours"]


@pytest.mark.parametrize("names", ["", "ours,bm25"])
def test_an_unknown_system_is_refused(names: str) -> None:
    with pytest.raises(InputError, match="未知系统"):
        expand(names)


def test_the_generated_mode_needs_a_model_service() -> None:
    with pytest.raises(InputError, match="未知模式"):
        with_mode(Settings(), "magic")
    assert with_mode(Settings(), "extractive")


@pytest.fixture
def wiring(monkeypatch: pytest.MonkeyPatch, scripted: Callable[..., Any]) -> list[dict[str, Any]]:
    """assistant.wiring replaced; what it was asked to build is recorded."""
    calls: list[dict[str, Any]] = []

    def build_assistant(settings: Settings, documents: Path | None = None, **rest: Any) -> Any:
        calls.append({"documents": documents, **rest})
        return scripted()

    fake = ModuleType("assistant.wiring")
    fake.build_assistant = build_assistant  # type: ignore[attr-defined]  # a stand-in module
    monkeypatch.setitem(sys.modules, "assistant.wiring", fake)
    return calls


def test_each_leg_can_be_switched_off(wiring: list[dict[str, Any]]) -> None:
    for name in ("ours", "words", "vectors"):
        build(name, Settings(), None)
    assert [call.get("legs") for call in wiring] == [None, ("words",), ("vectors",)]


@pytest.mark.parametrize(
    ("name", "part"),
    [("no-whole", "whole"), ("no-inner", "inner"), ("no-expansion", "expansion")],
)
def test_one_part_of_the_search_can_be_switched_off(
    name: str, part: str, wiring: list[dict[str, Any]]
) -> None:
    build(name, Settings(), None)
    assert wiring[0]["weighing"] == replace(SHIPPED, **{part: 0})


def test_expected_questions_can_be_left_out(wiring: list[dict[str, Any]]) -> None:
    build("no-expected", Settings(), None)
    assert wiring[0]["expecting"] is False


def test_one_run_asks_several_systems_into_folders_of_their_own(
    tmp_path: Path, wiring: list[dict[str, Any]], cases: tuple[Case, ...]
) -> None:
    plan = Plan(cases, (), tmp_path / "out", documents=tmp_path)
    done = list(run_systems(plan, "ours,words"))
    assert done == [(tmp_path / "out" / "ours", 0), (tmp_path / "out" / "words", 0)]
    assert {call["documents"] for call in wiring} == {tmp_path}
    assert all((folder / "predictions.jsonl").exists() for folder, _ in done)


def test_one_system_alone_writes_straight_into_the_folder(
    tmp_path: Path, wiring: list[dict[str, Any]], cases: tuple[Case, ...]
) -> None:
    assert list(run_systems(Plan(cases, (), tmp_path / "out"), "ours")) == [(tmp_path / "out", 0)]
    assert "sk-" not in (tmp_path / "out" / "run.json").read_text(encoding="utf-8")


def test_a_missing_documents_folder_is_named_before_anything_is_written(
    tmp_path: Path, wiring: list[dict[str, Any]], cases: tuple[Case, ...]
) -> None:
    plan = Plan(cases, (), tmp_path / "out", documents=tmp_path / "none")
    with pytest.raises(InputError, match="找不到文件目录"):
        list(run_systems(plan, "ours"))
    assert not (tmp_path / "out").exists()


def test_the_tutorial_shows_its_best_chunks_as_the_answer() -> None:
    body = "第一段。" * 100 + "\n\n" + "第二段。" * 100
    documents = [Document(Source("d", "t"), body)]
    chunks = chunk(documents)
    assert len(chunks) >= 2
    assert all(len(passage.text) <= 500 for passage in chunks)
    system = tutorial(documents, DeterministicFakeEmbedding(size=16), top=1)
    answer = system.ask("第一段?", ())
    assert answer.status == "answered"
    assert [c.passage for c in answer.citations] == [
        h.passage for h in system.retrieve("第一段?", (), 1)
    ]
    assert answer.text == f"{answer.citations[0].passage.text}[1]"
    assert system.retrieve("  ", (), 4) == []


def test_a_hit_without_leg_scores_is_saved_all_the_same(passages: Any, cases: Any) -> None:
    from evals.asking import ask

    system = SimpleNamespace(
        passages=passages,
        ask=lambda question, history: 1 / 0,
        retrieve=lambda question, history, k: [SimpleNamespace(passage=passages[0], score="x")],
    )
    assert ask(system, cases[0]).trace["hits"][0]["score"] is None
