"""The asker's own figures put through the rules; and what is left to the documents' words."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

import evals
from assistant.answer import AnswerStatus, Turn, turns_from_messages
from assistant.computing.computation import computed
from assistant.computing.worked import Worked, plain, rate
from assistant.library import Library
from assistant.pipeline import Assistant
from assistant.reading.concepts import concepts
from assistant.reading.question import understand
from assistant.reading.vocabulary import Vocabulary
from assistant.several.parts import divide
from assistant.talk.condense import condense
from assistant.targets.answering import target_answer
from corpus.__main__ import SHIPPED
from corpus.library import load_passages
from corpus.targets import targets
from evals.matching import contains_any
from evals.question_set import load

Compute = Callable[[str], Worked | None]


@pytest.fixture(scope="module")
def library() -> Library:
    report = load_passages(SHIPPED)
    return Library(report.passages, report.cards)


@pytest.fixture(scope="module")
def compute(library: Library) -> Compute:
    return lambda text: computed(understand(text), text, library)


@pytest.mark.parametrize(
    ("question", "said", "places"),
    [
        (
            "今年转让专利净赚了八百万，企业所得税要交多少？",
            "技术转让所得应缴企业所得税37.5万元：(800 − 500) × 25% × 50% = 37.5万元[1]。",
            ["五、计算示例/1"],
        ),
        (
            "技术转让所得650万元要缴多少企业所得税",
            "18.75万元：(650 − 500) × 25% × 50% = 18.75万元",
            ["二、优惠内容/1", "二、优惠内容/3"],
        ),
        (
            "技术转让所得400万要交多少税",
            "应缴企业所得税0万元：(400 − 500，小于0按0计) × 25% × 50%",
            ["五、计算示例/2", "二、优惠内容/3"],
        ),
        ("卖技术净赚500万，要不要交企业所得税", "0万元：(500 − 500) × 25%", None),
        ("技术转让所得一千二百万，能免多少税", "中500万元免征，700万元减半征收；", None),
        ("软件著作权转让所得300万元，能免多少税", "300万元所得中300万元免征；", None),
        (
            "我们卖了一项专利，收入1200万，成本300万，税费20万，要缴多少所得税？",
            "(880 − 500) × 25% × 50% = 47.5万元[1][2][3]，其中所得 = 1200 − 300 − 20 = 880万元。",
            ["二、优惠内容/1", "二、优惠内容/3", "四、所得计算/1"],
        ),
        (
            "专利转让收入900万元，要交多少所得税",
            "，这里以收入900万元作为所得，减去成本和相关税费后应缴更少。",
            ["二、优惠内容/1", "二、优惠内容/3", "四、所得计算/1"],
        ),
        (
            "专利转让收入900万元，成本100万元，要交多少所得税",
            "这里以900 − 100 = 800万元作为所得，减去相关税费后应缴更少",
            None,
        ),
        (
            "研发费用300万元能加计扣除多少？",
            "加计扣除额300万元：300 × 100% = 300万元",
            ["五、计算示例/1", "三、优惠内容/1"],
        ),
        ("研发投入480万，加计扣除后总共能扣多少", "连同据实扣除共960万元（480 + 480）", None),
        (
            "我们去年研发花了四百万，靠加计扣除能少交多少税？",
            "按25%税率因加计扣除少缴的企业所得税100万元（400 × 25%）；"
            "按15%税率因加计扣除少缴的企业所得税60万元（400 × 15%），假设有足够应纳税所得额。",
            ["三、优惠内容/1", "五、计算示例/2"],
        ),
        ("按15%的税率，研发费用200万加计扣除能省多少税", "按15%税率因加计扣除少缴的", None),
        ("我们是高企，研发费用200万，加计扣除能省多少税", "30万元（200 × 15%）", None),
        ("我们不是高企，税率25%，研发费用200万，加计扣除能省多少", "50万元（200 × 25%）", None),
        ("普通公司，研发费用200万，加计扣除能省多少，税率25的", "50万元（200 × 25%）", None),
        ("一般企业研发费用200万，加计扣除能省多少税", "50万元（200 × 25%）", None),
        ("公司研发费用80万，税率15，能少交多少税", "12万元（80 × 15%）", None),
        (
            "国家鼓励的集成电路企业研发费用1000万能加计多少",
            "加计扣除额1200万元：1000 × 120% = 1200万元",
            ["三、优惠内容/3"],
        ),
        (
            "委托国内机构研发花了100万，能加计扣除多少",
            "可计入的费用 = 100 × 80% = 80万元，加计扣除额80万元：80 × 100%",
            ["四、费用归集口径/3", "三、优惠内容/1"],
        ),
        (
            "去年营收6000万，研发费用250万，评高企研发占比够不够",
            "研发费用占比250 ÷ 6000 = 4.17%，不低于4%，达到要求",
            ["三、研发费用占比的分档标准/2", "三、研发费用占比的分档标准/4"],
        ),
        (
            "去年销售收入6000万，研发投入200万，研发占比达到高企要求了吗",
            "占比200 ÷ 6000 = 3.33%，低于4%，还差40万元（6000 × 4% − 200）",
            None,
        ),
        ("销售收入5000万，研发费用250万，高企的研发占比够吗", "= 5%，不低于5%，达到要求", None),
        ("销售收入5001万，研发费用250万，高企的研发占比够吗", "不低于4%，达到要求", None),
        ("销售收入2亿元，研发费用800万，高企的研发占比够吗", "= 4%，不低于4%，达到要求", None),
        ("销售收入3亿元，研发费用899.99万，高企的研发占比够吗", "低于3%，还差0.01万元", None),
        ("营收2000万研发50万，专精特新的研发占比够吗", "= 2.5%，低于3%，还差10万元", None),
    ],
)  # fmt: skip
def test_own_figures_are_computed_with_working_and_source(
    compute: Compute, question: str, said: str, places: list[str] | None
) -> None:
    worked = compute(question)
    assert worked is not None
    assert said in worked.opening
    assert worked.lines
    assert all(line.quote in line.passage.text for line in worked.lines)
    if places is not None:
        assert [line.passage.id.partition("#")[2] for line in worked.lines] == places


@pytest.mark.parametrize(
    "question",
    [
        "技术转让所得超过500万的部分怎么交税",
        "技术转让所得500万以内免征多少税",
        "高企转让技术超过500万的部分，是按15%再砍一半即7.5%来算，对吧？",
        "技术转让所得有什么税收优惠？",
        "技术转让要交多少税",
        "把专利以800万转让给全资子公司要交多少税",
        "专利独占许可3年收了800万，要交多少税",
        "专利800万转让给国外公司要交多少税",
        "个人转让专利赚了100万要交多少税",
        "技术转让合同800万，增值税要交多少",
        "专利一项赚了300万、另一项赚了400万，要交多少税",
        "2007年技术转让所得800万要交多少税",
        "卖设备赚了800万要交多少税",
        "技术转让合同额800万，登记要交多少材料",
        "卖技术服务赚了100万要交多少税",
        "营收6000万，研发250万，科技人员20人，职工150人，高企占比够吗",
        "研发费用加计扣除比例是多少？",
        "研发费用100万元以上才能加计扣除吗",
        "2022年研发费用100万能加计多少",
        "我们做批发的，研发费用100万能加计多少",
        "房地产公司研发费用100万能加计多少",
        "核定征收企业研发费用100万能加计多少",
        "研发形成无形资产500万，能加计多少",
        "委托境外机构研发花了100万，能加计扣除多少",
        "委托研发花了100万，能加计扣除多少",
        "亏损企业研发费用100万加计扣除能省多少税",
        "给大学出200万做基础研究，税前总共能扣多少",
        "2022年四季度买了600万设备，能加计扣除多少",
        "芯片企业2028年研发费用100万能加计多少",
        "研发费用里其他相关费用30万能加计多少",
        "小微企业研发费用100万加计扣除能省多少税",
        "申小巨人,近两年加起来研发至少要砸多少钱?",
        "我厂上年卖了8000万，报高企研发投入得占几个点？",
        "近三年研发合计900万，近三年销售合计2亿，高企研发占比够吗",
        "去年营收一亿二、研发投了四百来万，能评高企不",
        "营收6000万，研发费用250万，占比多少",
        "研发费用700万，营收600万，高企占比够吗",
        "营收2000万，能贷多少",
        "注册资本500万，能评科技型中小企业吗",
        "今年要新增多少家高企",
        "",
        "800万",
        "要交多少税",
        "技术转让所得0万元要交多少税",
    ],
)
def test_what_no_formula_answers_is_left_to_retrieval(compute: Compute, question: str) -> None:
    assert compute(question) is None


def test_numbers_as_they_are_written() -> None:
    assert [plain(x) for x in (0, 300.0, 37.5, 0.1 + 0.2)] == ["0", "300", "37.5", "0.3"]
    assert [rate(x) for x in (0.25, 1.2, 0.035)] == ["25%", "120%", "3.5%"]


def test_without_the_policy_nothing_is_computed(library: Library) -> None:
    others = [p for p in library.passages if p.source.id != "tech-transfer-income"]
    question = "技术转让所得800万要交多少税"
    assert computed(understand(question), question, library) is not None
    assert computed(understand(question), question, Library(others)) is None


def test_a_rate_that_the_document_no_longer_states_is_not_used(library: Library) -> None:
    kept = [p for p in library.passages if "25%" not in p.text]
    question = "技术转让所得650万要交多少税"
    assert computed(understand(question), question, Library(kept)) is None


def test_a_follow_up_with_another_figure_is_computed_anew(shipped: Assistant) -> None:
    first = "今年技术转让所得800万，企业所得税要交多少？"
    answer = shipped.ask(first)
    assert answer.status is AnswerStatus.ANSWERED
    assert "37.5万元" in answer.text
    again = shipped.ask("那要是赚了1000万呢？", [Turn(first, answer.text)])
    assert "62.5万元：(1000 − 500) × 25% × 50%" in again.text


@pytest.mark.parametrize(
    "message",
    [
        "我公司转让专利赚了900万，要交多少企业所得税？高企证书有效期几年？",
        "高企证书有效期几年？我公司转让专利赚了900万，要交多少企业所得税？",
    ],
)
def test_one_question_of_several_is_computed_and_the_other_looked_up(
    shipped: Assistant, message: str
) -> None:
    answer = shipped.ask(message)
    assert answer.text.count("应缴企业所得税50万元") == 1
    assert "有效期为三年" in answer.text
    marked = {int(mark) for mark in re.findall(r"\[(\d+)\]", answer.text)}
    assert marked == {citation.number for citation in answer.citations}
    late = next(c for c in answer.citations if "有效期为三年" in c.passage.text)
    assert f"有效期为三年，期满须重新申请认定。[{late.number}]" in answer.text


def test_marks_and_citations_agree(shipped: Assistant, provenance: Callable[..., None]) -> None:
    answer = shipped.ask("我们卖了一项专利，收入1200万，成本300万，税费20万，要缴多少所得税？")
    assert [c.number for c in answer.citations] == [1, 2, 3]
    assert all(f"[{c.number}]" in answer.text for c in answer.citations)
    assert all(quote in c.passage.text for c in answer.citations for quote in c.quotes)
    provenance(shipped.ask("技术转让所得800万要交多少税"))


def test_of_the_development_questions_only_those_that_it_answers_are_taken(
    library: Library,
) -> None:
    """Not one question is answered by the table or a formula that does not tell all its facts."""
    vocabulary, rows = Vocabulary(library.texts), targets(library.passages)
    asked, wrong = 0, []
    files = sorted((Path(evals.__file__).parent / "questions").glob("*.jsonl"))
    for case in (case for case in load(files) if case.split == "dev"):
        condensed = condense(case.question, turns_from_messages(case.messages))
        parts = divide(condensed.own)
        asked += 1
        if len(parts) > 1:
            continue
        question = understand(parts[0].text)
        found = concepts(question.text, vocabulary)
        worked = computed(question, condensed.standalone, library) or target_answer(
            question, found, rows
        )
        told = f"{worked.opening}{''.join(x.text for x in worked.lines)}" if worked else ""
        lacking = [fact for fact in case.facts if not contains_any(told, fact)]
        if worked and (lacking or not case.answerable):
            wrong.append((case.id, case.question, told))
    assert asked > 300
    assert wrong == []


@pytest.mark.parametrize(
    ("question", "said"),
    [
        pytest.param("减半的那块，高企是按几个点减", "25%", id="a rate, not the sum again"),
        pytest.param(
            "这500万是一份合同一个额度吧", "不是每份合同的额度", id="a sum of the rule, pointed at"
        ),
    ],
)
def test_a_follow_up_that_asks_for_no_sum_gets_none(
    shipped: Assistant, question: str, said: str
) -> None:
    told = "500万元以内部分免税，超过的300万元减半征收，应缴37.5万元。"
    answer = shipped.ask(question, [Turn("技术转让所得800万缴多少", told)])
    assert said in answer.text
    assert "应缴企业所得税" not in answer.text
