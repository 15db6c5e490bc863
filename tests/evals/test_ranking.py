import math

import pytest

from evals.case import Case
from evals.prediction import Prediction, Retrieved
from evals.ranking import ranking_figures, retrieval_tallies


@pytest.mark.parametrize(
    ("gold", "ranked", "expected"),
    [
        (["a"], ["a", "b"], {"recall@1": 1, "recall@10": 1, "mrr": 1, "ndcg@10": 1}),
        (["a"], ["b", "a"], {"recall@1": 0, "recall@3": 1, "mrr": 0.5}),
        (["a", "c"], ["a", "b", "c"], {"recall@1": 0.5, "recall@3": 1, "mrr": 1}),
        (["a"], [f"x{n}" for n in range(10)] + ["a"], {"recall@10": 0, "mrr": 0, "ndcg@10": 0}),
        (["a"], [], {"recall@10": 0, "mrr": 0, "ndcg@10": 0}),
        (["a"], ["b", "b", "a"], {"mrr": 0.5}),
    ],
)
def test_the_library_agrees_with_the_definitions(
    gold: list[str], ranked: list[str], expected: dict[str, float]
) -> None:
    figures = ranking_figures({"q": gold}, {"q": ranked})["q"]
    assert {name: figures[name] for name in expected} == pytest.approx(expected)


def test_ndcg_is_binary_with_a_log2_discount() -> None:
    ranked = ["x", "a", "y", "b"]
    got = ranking_figures({"q": ["a", "b"]}, {"q": ranked})["q"]["ndcg@10"]
    ideal = 1 + 1 / math.log2(3)
    assert got == pytest.approx((1 / math.log2(3) + 1 / math.log2(5)) / ideal)


def test_the_order_decides_and_never_the_names() -> None:
    for ranked in (["z", "a"], ["a", "z"]):
        figures = ranking_figures({"q": [ranked[0]]}, {"q": ranked})["q"]
        assert figures["mrr"] == 1


def test_a_question_without_relevant_passages_is_left_out() -> None:
    assert ranking_figures({"q": []}, {"q": ["a"]}) == {}


def test_two_passages_for_one_fact_are_alternatives() -> None:
    case = Case("q", "list", "?", True, facts=(("300家",),), evidence=("建300家", "设300家"))
    hits = ({"passage_id": "1", "text": "建300家"}, {"passage_id": "2", "text": "设300家"})
    prediction = Prediction("q", retrieved=Retrieved(hits, ("1", "2")))
    tallies = retrieval_tallies([(case, prediction)])["q"]
    assert tallies["proof@1"] == (1, 1)
    assert tallies["recall@1"] == (0.5, 1)


def test_facts_of_two_passages_have_a_ceiling_at_rank_1_and_hit_by_questions() -> None:
    facts = (("300家",), ("20场",), ("120个",))
    proofs = ("建300家", "办20场", "备案120个")
    case = Case("q", "several_sections", "?", True, facts=facts, evidence=proofs)
    texts = ("办20场", "建300家,备案120个", "另一条")
    hits = tuple({"passage_id": str(n), "text": text} for n, text in enumerate(texts))
    found = Prediction("q", retrieved=Retrieved(hits, ("0", "1")))
    tallies = retrieval_tallies([(case, found)])["q"]
    assert tallies["proof@1"] == (1, 3)
    assert tallies["ceiling@1"] == (2, 3)
    assert tallies["hit@1"] == (1, 1)
