from typing import Any

import pytest

from evals.case import Case
from evals.folder import Prediction, Retrieved
from evals.metrics import METRICS, tallies

CASE = Case(
    id="x",
    category="near_miss",
    question="多少?",
    answerable=True,
    facts=(("300家",), ("科技局",)),
    forbidden=("120家",),
    evidence=("新增企业300家", "由科技局负责", "科技局牵头"),
)
UNANSWERABLE = Case(id="y", category="unanswerable", question="?", answerable=False)
PROOF, OTHER = "年内新增企业300家。", "另一条。"


def _answer(text: str, *cited: str, status: str = "answered") -> Prediction:
    return Prediction("x", status, text, cited)


@pytest.mark.parametrize(
    ("metric", "case", "prediction", "expected"),
    [
        ("complete", CASE, _answer("300家,科技局[1]"), (1, 1)),
        ("complete", CASE, _answer("300家"), (0, 1)),
        ("complete", CASE, _answer("300家,120家,科技局"), (0, 1)),
        ("complete", CASE, _answer("300家,不是120家,科技局"), (1, 1)),
        ("complete", UNANSWERABLE, _answer("未写明", status="not_stated"), (1, 1)),
        ("complete_and_concise", CASE, _answer("300家,科技局" + "。" * 192), (1, 1)),
        ("complete_and_concise", CASE, _answer("300家,科技局" + "。" * 193), (0, 1)),
        ("fact_recall", CASE, _answer("300[1]家"), (1, 2)),
        ("fact_recall", UNANSWERABLE, _answer(""), (0, 0)),
        ("facts_cited", CASE, _answer("300家", PROOF), (1, 2)),
        ("facts_cited", CASE, _answer("300家", PROOF, "科技局牵头。"), (2, 2)),
        ("citation_precision", CASE, _answer("300家", PROOF, OTHER), (1, 2)),
        ("citation_precision", CASE, _answer("300家"), (0, 0)),
        ("forbidden", CASE, _answer("120家"), (1, 1)),
        ("refusal_recall", UNANSWERABLE, _answer("", status="blocked"), (1, 1)),
        ("refusal_recall", CASE, _answer("", status="blocked"), (0, 0)),
        ("refusal_precision", CASE, _answer("", status="not_found"), (0, 1)),
        ("false_refusals", CASE, _answer("", status="not_found"), (1, 1)),
    ],
)
def test_each_metric_counts_what_its_name_says(
    metric: str, case: Case, prediction: Prediction, expected: tuple[float, float]
) -> None:
    assert METRICS[metric](case, prediction) == expected


@pytest.mark.parametrize(
    ("document", "own", "sources", "status", "expected"),
    [
        ("甲.txt", (), [("甲", "甲办法")], "answered", (0, 1)),  # by the file's stem
        ("甲.txt", (), [("乙", "乙"), ("甲", "甲")], "answered", (0, 1)),  # one is its own
        ("甲.txt", (), [("乙", "乙办法")], "answered", (1, 1)),
        ("甲.txt", ("a1",), [("a1", "?")], "answered", (0, 1)),  # as found when asked
        ("", ("plan",), [("plan", "")], "answered", (0, 1)),  # told by the evidence
        ("", ("plan",), [("other", "")], "partly_answered", (1, 1)),
        ("", (), [("other", "")], "answered", (0, 0)),  # nothing tells the document
        ("甲.txt", (), [("乙", "")], "not_stated", (0, 0)),
    ],
)
def test_an_answer_from_another_document_is_counted(
    document: str, own: tuple[str, ...], sources: Any, status: str, expected: tuple[int, int]
) -> None:
    case = Case("x", "list", "?", True, document=document)
    given = Prediction("x", status, sources=tuple(sources), retrieved=Retrieved(own=own))
    assert tallies(case, given)["other_document"] == expected


def test_proof_is_looked_for_in_the_top_k_and_passages_for_one_fact_are_alternatives() -> None:
    facts, proofs = (("300家",), ("20场",)), ("建300家", "设300家", "办20场")
    case = Case("q", "list", "?", True, facts=facts, evidence=proofs)
    hits = tuple({"text": text} for text in ("设300家", "另一条", "办20场"))
    found = tallies(case, Prediction("q", retrieved=Retrieved(hits)))
    assert [found[f"proof@{k}"] for k in (1, 3, 5)] == [(1, 2), (2, 2), (2, 2)]
    assert tallies(case, Prediction("q"))["proof@1"] == (0, 0)
