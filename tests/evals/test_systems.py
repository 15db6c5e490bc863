import pytest
from langchain_core.embeddings import DeterministicFakeEmbedding

from assistant.settings import Settings
from corpus.document import Document, Source
from evals.case import InputError
from evals.run import Plan, run
from evals.systems import build, expand, with_mode
from evals.tutorial import tutorial


@pytest.mark.parametrize("names", ["", "ours,bm25"])
def test_an_unknown_system_is_refused(names):
    with pytest.raises(InputError, match="未知系统"):
        expand(names)


def test_the_generated_mode_needs_a_model_service():
    with pytest.raises(InputError, match="未知模式"):
        with_mode(Settings(), "magic")
    assert with_mode(Settings(), "extractive")


def test_each_leg_can_be_switched_off(wiring):
    for name in ("ours", "words", "vectors"):
        build(name, Settings(), None)
    assert [call.get("legs") for call in wiring.calls] == [None, ("words",), ("vectors",)]


def test_one_run_asks_several_systems_into_folders_of_their_own(tmp_path, wiring, cases):
    (tmp_path / "documents").mkdir()
    plan = Plan(cases, (), (tmp_path / "documents",))
    done = list(run(plan, tmp_path / "out", "ours,words"))
    assert done == [(tmp_path / "out" / "ours", 0), (tmp_path / "out" / "words", 0)]
    assert {call["documents"] for call in wiring.calls} == {tmp_path / "documents"}
    assert all((folder / "predictions.jsonl").exists() for folder, _ in done)


def test_a_missing_documents_folder_is_named_before_anything_is_written(tmp_path, wiring, cases):
    with pytest.raises(InputError, match="找不到文件目录"):
        list(run(Plan(cases, (), (tmp_path / "none",)), tmp_path / "out"))
    assert not (tmp_path / "out").exists()


def test_the_tutorial_shows_its_best_chunks_as_the_answer():
    body = "第一段。" * 100 + "\n\n" + "第二段。" * 100
    system = tutorial([Document(Source("d", "t"), body)], DeterministicFakeEmbedding(size=16))
    assert len(system.passages) >= 2
    assert all(len(passage.text) <= 500 for passage in system.passages)
    answer = system.ask("第一段?", ())
    (best,) = system.retrieve("第一段?", (), 1)
    assert answer.status == "answered"
    assert [c.passage for c in answer.citations] == [best.passage]
    assert answer.text == f"{answer.citations[0].passage.text}[1]"
    assert system.retrieve("  ", (), 4) == []
