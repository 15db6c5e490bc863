import pytest

from evals.bootstrap import figures, mcnemar, mcnemar_worse, paired_difference
from evals.case import Case
from evals.folder import Prediction
from evals.matching import asserts, contains
from evals.metrics import METRICS, Tally, tallies

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
def test_each_metric_counts_what_its_name_says(metric, case, prediction, expected):
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
def test_an_answer_from_another_document_is_counted(document, own, sources, status, expected):
    case = Case("x", "list", "?", True, document=document)
    given = Prediction("x", status, sources=tuple(sources), own=own)
    assert tallies(case, given)["other_document"] == expected


def test_proof_is_looked_for_in_the_top_k_and_passages_for_one_fact_are_alternatives():
    facts, proofs = (("300家",), ("20场",)), ("建300家", "设300家", "办20场")
    case = Case("q", "list", "?", True, facts=facts, evidence=proofs)
    hits = tuple({"text": text} for text in ("设300家", "另一条", "办20场"))
    found = tallies(case, Prediction("q", hits=hits))
    assert [found[f"proof@{k}"] for k in (1, 3, 5)] == [(1, 2), (2, 2), (2, 2)]
    assert tallies(case, Prediction("q"))["proof@1"] == (0, 0)


@pytest.mark.parametrize(
    ("text", "form", "found"),
    [
        ("新增35家", "5家", False),
        ("新增5家", "5家", True),
        ("新增３００ 家", "300家", True),
        ("1,300家", "300家", False),
        ("目标,300家", "300家", True),
        ("62%,2.4%左右", "2.4%", True),
        ("2. 7月份预缴", "7月份", True),
        ("1.\n15%税率", "15%", True),
        ("三十五家", "五家", False),
        ("“小巨人”企业", "「小巨人」企业", True),
        ("研 发\n投入", "研发投入", True),
        ("", "5", False),
        ("任何", "", False),
    ],
)
def test_a_form_is_found_as_a_whole_number_whatever_its_width_spaces_or_quotes(text, form, found):
    assert contains(text, form) is found


@pytest.mark.parametrize(
    ("text", "asserted"),
    [
        ("目标是120家。", True),
        ("不是120家,是300家。", False),
        ("是300家,并非120家。", False),
        ("文件没有规定,目标是120家。", True),
        ("补助不超过120家。", True),
        ("是否为120家请核对,目标是120家。", True),
        ("您问的“目标是120家吗?”,文件写的是300家。", False),
        ("文件未写明120家这一数字。", False),
        ("是1120家。", False),
    ],
)
def test_a_forbidden_string_counts_only_where_it_is_asserted(text, asserted):
    assert asserts(text, "120家", question="目标是120家吗?") is asserted


def test_a_figure_is_the_ratio_of_sums_inside_its_interval():
    rows = [{"x": Tally(1, 2)}, {"x": Tally(3, 3)}, {"x": Tally(0, 1)}, {}] * 10
    figure = figures(rows, ["x"])["x"]
    assert figure["value"] == pytest.approx(4 / 6, abs=1e-6)
    assert figure["low"] is not None
    assert figure["high"] is not None
    assert 0.4 < figure["low"] < 4 / 6 < figure["high"] < 0.9
    assert (figure["got"], figure["of"]) == (40, 60)


def test_the_interval_of_a_share_is_about_the_normal_one():
    rows = [{"x": Tally(n < 80, 1)} for n in range(100)]
    figure = figures(rows, ["x"])["x"]
    assert figure["low"] == pytest.approx(0.8 - 1.96 * 0.04, abs=0.015)


@pytest.mark.parametrize(
    ("gained", "lost", "p"),
    [(0, 0, 1.0), (1, 0, 1.0), (6, 0, 0.03125), (8, 2, 0.109375), (0, 1500, 0.0)],
)
def test_mcnemar_is_the_exact_binomial_test(gained, lost, p):
    assert mcnemar(gained, lost) == pytest.approx(p)
    assert mcnemar(lost, gained) == pytest.approx(p)


@pytest.mark.parametrize(
    ("gained", "lost", "p"),
    [(0, 0, 1.0), (0, 6, 1 / 64), (6, 0, 1.0), (0, 7, 1 / 128), (1, 1, 0.75)],
)
def test_one_sided_only_losses_count(gained, lost, p):
    assert mcnemar_worse(gained, lost) == pytest.approx(p)


def test_a_paired_difference_leaves_zero_out_only_when_it_is_sure():
    worse = [Tally(n >= 10, 1) for n in range(60)]
    better = [Tally(1, 1)] * 60
    change, low, high = paired_difference(worse, better)
    assert change == pytest.approx(10 / 60)
    assert 0 < low < change < high
    assert paired_difference(better, better) == (0, 0, 0)
