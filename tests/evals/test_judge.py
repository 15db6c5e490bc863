from collections.abc import Callable
from pathlib import Path

import pytest
from langchain_core.language_models import FakeListChatModel

from evals.folder import score_rows
from evals.judge import Verdict, agreement, judge, parse


@pytest.mark.parametrize(
    ("reply", "faithful", "helpful"),
    [
        ('{"faithful": true, "helpful": false, "reason": "少"}', True, False),
        ('好的:\n```json\n{"faithful": false, "helpful": true}\n```', False, True),
        ('{"faithful": "yes"}', None, None),
        ("我认为很好", None, None),
        ("{broken}", None, None),
    ],
)
def test_a_reply_is_read_strictly(reply: str, faithful: bool | None, helpful: bool | None) -> None:
    verdict = parse("a", reply)
    assert (verdict.faithful, verdict.helpful) == (faithful, helpful)


def test_a_model_judges_a_row_with_its_citations(saved: Callable[..., Path]) -> None:
    rows = score_rows(saved())
    model = FakeListChatModel(responses=['{"faithful": true, "helpful": true, "reason": "对"}'])
    assert judge(model, rows[0]) == Verdict("a", True, True, "对")


def test_a_model_that_fails_leaves_no_verdict(saved: Callable[..., Path]) -> None:
    verdict = judge(FakeListChatModel(responses=[]), score_rows(saved())[0])
    assert (verdict.faithful, verdict.helpful) == (None, None)
    assert verdict.reason.startswith("模型调用失败")


def test_agreement_with_the_exact_metrics_is_reported_apart(saved: Callable[..., Path]) -> None:
    rows = score_rows(saved("run", **{"今年要多少家高企?": ("120家", ())}))
    verdicts = [
        Verdict("a", False, False, ""),
        Verdict("b", True, True, ""),
        Verdict("c", None, True, ""),
    ]
    found = agreement(rows, verdicts)
    assert (found["helpful"].judged, found["helpful"].same, found["helpful"].kappa) == (3, 3, 1.0)
    assert (found["faithful"].judged, found["faithful"].same) == (2, 2)
