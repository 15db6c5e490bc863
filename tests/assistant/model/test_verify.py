"""What may be shown of an answer: each sentence against the passages that it cites."""

from __future__ import annotations

import time

import pytest

from assistant.model.verify import FaultKind, Verification, verify
from corpus.document import Source
from corpus.passage import Passage

POLICY = Source(
    id="policy",
    title="科技企业认定办法",
    document_number="国科发火〔2016〕32号",
    issuer="科技部",
    issued_on="2016-01-29",
)


def passage(ordinal: str, text: str, *headings: str) -> Passage:
    return Passage(POLICY, headings or ("二、条件",), ordinal, text)


STAFF = passage("1", "科技人员占当年职工总数的比例不低于10%。")
TIER = passage(
    "2",
    "最近一年销售收入在5000万元至2亿元（含2亿元）的企业，研发费用占比不低于4%。",
)
SCORES = passage(
    "3", "研发投入按占销售收入的比例打分：6%以上50分，5%至6%得40分，4%至5%得30分，2%以下0分。"
)
LIMITS = passage("4", "规模不超过上限：职工500人，年销售收入2亿元，三项都不能超过。")
REPORT = passage(
    "5",
    "企业更名的，三个月内要向认定机构报告，并于每年5月底前在平台填报，由省科技厅汇总。",
    "六、后续管理",
)
ABROAD = passage("6", "委托境外机构研发的，按支出的80%计算；委托境外个人研发的不能加计扣除。")
TARGETS = passage(
    "7",
    "力争全市研发投入占比达到2.4%左右；年内新增高新技术企业300家，新建研发机构30家，技术合同成交额突破350亿元。",
    "一、目标",
)
TERM = passage(
    "8", "资格自颁发证书之日起有效期为三年，执行至2027年12月31日，文号为财税〔2018〕76号。"
)
STRIVE = passage("9", "启动基础研究项目，争取立项50项以上，鼓励龙头企业参与。")
TAX = passage("10", "对孵化服务收入免征增值税，相关资料应当留存备查，不需要事前审批。")

INCUBATED = passage(
    "11", "在孵企业入驻时成立不超过24个月，孵化时限原则上不超过48个月，运营满18个月。"
)
LOSSES = passage(
    "12", "亏损结转年限从5年延长到10年；近三年研发费用和近一年收入应出具专项审计报告。"
)
ROWS = passage(
    "13", "上年末资产负债率不高于75%；近两年营业收入复合增长率5%以上；没有的0分，1项得6分。"
)
GIANT = passage("14", "上年末资产负债率不高于75%。", "三、“小巨人”企业认定条件")
SPECIAL = passage("15", "上年末资产负债率不高于80%。", "二、专精特新中小企业认定条件")
LOWEST = passage("16", "最近一年销售收入在5000万元以下（含5000万元）的企业，研发费用占比不低于5%。")
LIMIT = passage("17", "三项都不能超过：职工500人，年销售收入2亿元，资产总额2亿元。")
LOAN = passage("18", "首次贷款一般在300万元以内，选择分年计提折旧的设备不能加计扣除。")
GRADES = passage(
    "19", "20%至25%得12分，15%至20%得8分；内容是上一年度的知识产权，同一项优惠不能再享受。"
)
CHIPS = passage("20", "费用化部分加计扣除120%，资本化部分按成本的220%摊销，执行至2027年12月31日。")

CONTRACT = passage(
    "21", "境内转让须经省级以上科技部门认定登记，跨境转让须经省级以上商务部门认定登记。"
)

CERTIFICATE = passage(
    "22", "只拿到培育证书的企业，不能享受15%税率；重新认定结果出来之前，可以先按15%预缴。"
)
STAFFED = passage(
    "23",
    "截至2024年12月，已分12批次从513家院所选聘11868名科技人才；其中2024年选派2088名。",
)
CLASSES = passage("24", "Ⅰ类知识产权包括发明专利、植物新品种；综合得分须高于70分（不含70分）。")
SECOND = passage("25", "Ⅱ类知识产权包括实用新型专利、软件著作权。")
COUNTED = passage("26", "知识产权数量的得分：有1项及以上Ⅰ类的得7至8分；有5项及以上Ⅱ类的得5至6分。")


def kinds(found: Verification) -> set[FaultKind]:
    return {fault.kind for s in found.sentences for fault in s.faults}


RIGHT = [
    ("科技人员要占到当年职工总数的10%以上。[1]", STAFF),
    ("科技人员至少要占当年职工总数的百分之十[1]。", STAFF),
    ("科技人员占职工总数的比例须≥10%。[1]", STAFF),
    ("科技人员占职工总数之比不应低于0.1。[1]", STAFF),
    ("销售收入在0.5亿元到20000万元之间的，研发费用占比至少4%。[1]", TIER),
    ("占销售收入5%至6%的，研发投入可得40分。[1]", SCORES),
    ("职工不超过500人，年销售收入最多2亿元。[1]", LIMITS),
    ("企业改名的，须在3个月内报告认定机构。[1]", REPORT),
    ("每年5月底以前，企业要在平台填报。[1]", REPORT),
    ("委托境外个人的研发，不得加计扣除。[1]", ABROAD),
    ("研发投入占比力争达到约2.4%。[1]", TARGETS),
    ("全年要新增三百家高企。[1]", TARGETS),
    ("资格有效期3年。[1]", TERM),
    ("根据财税〔2018〕76号，执行到2027年底。[1]", TERM),
    ("按照《科技企业认定办法》，孵化服务收入免征增值税。[1]", TAX),
    ("不需要。享受优惠无须事前审批，资料应留存备查。[1]", TAX),
    ("入驻时成立不能超过2年（24个月），孵化原则上最多4年。[1]", INCUBATED),
    ("运营要满一年半。[1]", INCUBATED),
    ("年销售收入和资产总额都不能超过2亿元，职工不能超过500人，这三条都不能超过。[1]", LIMIT),
    ("第一次贷款一般不超过300万元。[1]", LOAN),
    ("两个比例分别是120%和220%，费用化部分加计扣除、资本化部分按成本摊销。[1]", CHIPS),
    ("两个指标各有要求：上年末资产负债率不高于75%，营业收入复合增长率5%以上。[1]", ROWS),
    ("重新认定的结果没出来之前，可以先按15%预缴。[1]", CERTIFICATE),
    ("到2024年12月为止，分12批次选了11868名科技人才；光2024年就选派了2088名。[1]", STAFFED),
    ("占销售收入的百分之五至6%，研发投入打40分。[1]", SCORES),
]


@pytest.mark.parametrize(("text", "source"), RIGHT, ids=[t for t, _ in RIGHT])
def test_a_faithful_paraphrase_passes(text: str, source: Passage) -> None:
    found = verify(text, [source])
    assert found.ok, [s.reasons for s in found.failed]


WRONG = [
    ("科技人员占职工总数的比例不低于15%。[1]", STAFF, FaultKind.FIGURE),
    ("科技人员占职工总数的比例不超过10%。[1]", STAFF, FaultKind.FIGURE),
    ("科技人员占职工总数的比例高于10%。[1]", STAFF, FaultKind.FIGURE),
    ("科技人员占职工总数的比例提高10个百分点。[1]", STAFF, FaultKind.FIGURE),
    ("销售收入在5000亿元至2亿元的，研发费用占比不低于4%。[1]", TIER, FaultKind.FIGURE),
    ("占销售收入5%至6%的，研发投入可得30分。[1]", SCORES, FaultKind.FIGURE),
    ("职工不少于500人。[1]", LIMITS, FaultKind.FIGURE),
    ("企业更名的，六个月内要向认定机构报告。[1]", REPORT, FaultKind.FIGURE),
    ("企业更名的，三年内要向认定机构报告。[1]", REPORT, FaultKind.FIGURE),
    ("企业每年5月前在平台填报。[1]", REPORT, FaultKind.FIGURE),
    ("年内新增高新技术企业30家。[1]", TARGETS, FaultKind.FIGURE),
    ("技术合同成交额达到350亿元以上。[1]", TARGETS, FaultKind.FIGURE),
    ("年内新增高新技术企业300项。[1]", TARGETS, FaultKind.FIGURE),
    ("资格执行至2026年12月31日。[1]", TERM, FaultKind.FIGURE),
    ("资格有效期按财税〔2018〕67号执行。[1]", TERM, FaultKind.DOCUMENT_NUMBER),
    ("根据《科技企业奖励办法》，资格有效期三年。[1]", TERM, FaultKind.NAME),
    ("企业每年5月底前在平台填报，由市财政局汇总。[1]", REPORT, FaultKind.NAME),
    ("年内新增瞪羚企业300家。[1]", TARGETS, FaultKind.NAME),
    ("委托境外个人研发的可以加计扣除。[1]", ABROAD, FaultKind.NEGATION),
    ("孵化服务收入应缴增值税。[1]", TAX, FaultKind.NEGATION),
    ("享受优惠需要事前审批。[1]", TAX, FaultKind.NEGATION),
    ("相关资料可以留存备查。[1]", TAX, FaultKind.MODALITY),
    ("基础研究项目确保立项50项以上。[1]", STRIVE, FaultKind.MODALITY),
    ("对孵化服务收入免征增值税。载体还可优先租用政府厂房。[1]", TAX, FaultKind.UNSUPPORTED),
    ("入驻时成立不能超过4年，孵化时限原则上不超过2年。[1]", INCUBATED, FaultKind.FIGURE),
    ("亏损结转年限从10年延长到10年。[1]", LOSSES, FaultKind.FIGURE),
    ("近一年研发费用和近一年收入应出具专项审计报告。[1]", LOSSES, FaultKind.FIGURE),
    ("上年末资产负债率不高于75%；没有的6分。[1]", ROWS, FaultKind.FIGURE),
    ("近两年营业收入复合增长率5个百分点以上。[1]", ROWS, FaultKind.FIGURE),
    ("15个百分点至20%得8分。[1]", GRADES, FaultKind.FIGURE),
    ("内容是上一个月度的知识产权。[1]", GRADES, FaultKind.FIGURE),
    ("同一家优惠不能再享受。[1]", GRADES, FaultKind.FIGURE),
    ("境内转让的，须经省级以上商务部门认定登记。[1]", CONTRACT, FaultKind.NAME),
    ("只拿到培育证书的企业也能享受15%税率。[1]", CERTIFICATE, FaultKind.NEGATION),
    ("其中2024年选派的是11868名。[1]", STAFFED, FaultKind.FIGURE),
    ("综合得分达到70分就符合要求。[1]", CLASSES, FaultKind.FIGURE),
    ("选择分年计提折旧的，照样可以加计扣除。[1]", LOAN, FaultKind.NEGATION),
]


@pytest.mark.parametrize(("text", "source", "kind"), WRONG, ids=[t for t, _, _ in WRONG])
def test_one_wrong_thing_is_named(text: str, source: Passage, kind: FaultKind) -> None:
    found = verify(text, [source])
    assert kind in kinds(found)
    assert all(reason and len(reason) < 80 for s in found.failed for reason in s.reasons)


def test_a_figure_of_several_passages_belongs_to_what_its_clause_names() -> None:
    sources = [GIANT, SPECIAL]
    assert verify("“小巨人”企业上年末资产负债率不高于75%。[1][2]", sources).ok
    assert not verify("“小巨人”企业上年末资产负债率不高于80%。[1][2]", sources).ok


def test_the_askers_figure_gets_what_its_own_band_gets() -> None:
    question = "去年销售收入8000万元，研发费用占比要多少？"
    told = "贵公司去年销售收入8000万元，研发费用占比不低于{}。[1][2]"
    assert verify(told.format("4%"), [TIER, LOWEST], question).ok
    assert not verify(told.format("5%"), [TIER, LOWEST], question).ok


def test_a_class_is_bound_to_what_the_source_counts_in_it() -> None:
    told = "植物新品种属于{}知识产权。[1][2]"
    assert verify(told.format("Ⅰ类"), [CLASSES, SECOND]).ok
    assert not verify(told.format("Ⅱ类"), [CLASSES, SECOND]).ok
    question = "我们有5个实用新型，能拿几分？"
    own = "贵公司有5项Ⅱ类知识产权，数量可以得{}。[1]"
    assert verify(own.format("5至6分"), [COUNTED], question).ok
    assert not verify(own.format("7至8分"), [COUNTED], question).ok


def test_a_figure_asked_about_may_be_put_into_the_range_that_holds_it() -> None:
    question = "科技人员占22%得几分？"
    assert verify("22%落在20%至25%这一档，得12分。[1]", [GRADES], question).ok
    assert not verify("22%落在15%至20%这一档，得8分。[1]", [GRADES], question).ok
    assert not verify("22%落在20%至25%这一档，得8分。[1]", [GRADES], question).ok


def test_the_law_counts_the_figure_in_以上_and_not_in_超过() -> None:
    assert verify("科技人员占职工总数10%以上。[1]", [STAFF]).ok
    assert not verify("科技人员占职工总数超过10%。[1]", [STAFF]).ok
    assert verify("技术合同成交额要超过350亿元。[1]", [TARGETS]).ok


def test_a_citation_on_the_wrong_passage_is_a_fault_that_names_the_right_one() -> None:
    found = verify("科技人员占职工总数的比例不低于10%。[2]", [STAFF, TERM])
    assert FaultKind.CITATION in kinds(found)
    assert any("[1]" in reason for reason in found.failed[0].reasons)


def test_an_invented_number_vanishes_and_a_supported_sentence_is_given_its_mark() -> None:
    found = verify("资格有效期为三年。[7]", [STAFF, TERM])
    assert found.ok
    assert found.sentences[0].marks == (2,)
    assert found.sentences[0].assigned


def test_a_sentence_that_no_passage_supports_gets_no_mark() -> None:
    found = verify("企业还可以免费使用大型仪器。", [STAFF, TERM])
    assert kinds(found) == {FaultKind.CITATION}
    assert found.sentences[0].marks == ()


def test_figures_are_checked_in_the_passages_of_their_own_sentence_alone() -> None:
    text = "科技人员占职工总数的比例不低于10%。[1]资格有效期为三年。[1]"
    found = verify(text, [STAFF, TERM])
    assert [s.ok for s in found.sentences] == [True, False]


@pytest.mark.parametrize(
    "marks", ["[1][2]", "【1】【2】", "［1］［2］", "[1,2]", "[1、2]", "[来源1][来源2]"]
)
def test_marks_are_read_however_a_model_writes_them(marks: str) -> None:
    text = f"科技人员占比不低于10%{marks}，资格有效期为三年。"
    found = verify(text, [STAFF, TERM])
    assert found.ok
    assert found.sentences[0].marks == (1, 2)
    assert found.kept_text().endswith("有效期为三年。[1][2]")


def test_the_year_of_a_document_number_is_no_mark() -> None:
    found = verify("依据财税[2018]76号，资格有效期为三年。[1]", [TERM])
    assert found.ok
    assert "[2018]76号" in found.sentences[0].text


@pytest.mark.parametrize("opening", ["具体如下：", "综上，需要注意：", "您好，根据资料解答如下："])
def test_a_connective_passes_without_a_mark(opening: str) -> None:
    found = verify(f"{opening}\n- 资格有效期为三年。[1]", [TERM])
    assert found.ok
    assert found.sentences[0].bare


def test_a_lead_in_may_count_its_own_items_but_not_miscount_them() -> None:
    items = "\n1. 资格有效期为三年。[1]\n2. 科技人员占比不低于10%。[2]"
    assert verify("共2项：" + items, [TERM, STAFF]).ok
    assert not verify("共5项：" + items, [TERM, STAFF]).ok


def test_a_failed_item_takes_the_count_before_it_along() -> None:
    text = "共2项：\n1. 资格有效期为三年。[1]\n2. 科技人员占比不低于30%。[2]"
    kept, numbers = verify(text, [TERM, STAFF]).renumbered()
    assert kept == "1. 资格有效期为三年。[1]"
    assert numbers == (1,)


def test_what_is_kept_is_renumbered_by_first_use() -> None:
    text = "科技人员占比不低于90%。[1]资格有效期为三年。[3]"
    kept, numbers = verify(text, [STAFF, TIER, TERM]).renumbered()
    assert kept == "资格有效期为三年。[1]"
    assert numbers == (3,)


def test_connectives_alone_are_nothing_to_show() -> None:
    found = verify("具体如下：\n科技人员占比不低于90%。[1]", [STAFF])
    assert found.kept_text() == ""
    assert found.renumbered() == ("", ())


def test_arithmetic_may_use_what_the_asker_said() -> None:
    text = "研发费用占比为 400 ÷ 12000 = 3.33%，低于4%，因此尚未达到要求。[1]"
    question = "去年销售12000万元，研发投入400万元，够吗？"
    assert verify(text, [TIER], question).ok
    assert not verify(text, [TIER]).ok


def test_a_figure_of_the_question_does_not_become_true_by_being_asked() -> None:
    text = "是的，科技人员占职工总数的比例不低于20%。[1]"
    assert FaultKind.FIGURE in kinds(verify(text, [STAFF], "科技人员占比是20%吗？"))


@pytest.mark.parametrize("wrong", ["400 ÷ 12000 = 5.33%", "500 ÷ 12000 = 4.17%"])
def test_wrong_arithmetic_and_operands_of_nowhere_are_faults(wrong: str) -> None:
    question = "去年销售12000万元，研发投入400万元，够吗？"
    assert not verify(f"研发费用占比为 {wrong}。[1]", [TIER], question).ok


def test_a_verdict_must_follow_from_the_figures() -> None:
    question = "销售12000万元，研发400万元"
    text = "研发费用占比为 400 ÷ 12000 = 3.33%，要求不低于4%，因此已经达到要求。[1]"
    assert FaultKind.FIGURE in kinds(verify(text, [TIER], question))


def test_matched_figures_point_into_the_passage_and_into_the_sentence() -> None:
    found = verify("年内新增高企300家，技术合同成交额突破350亿元。[1]", [TARGETS])
    sentence = found.sentences[0]
    assert [TARGETS.text[m.start : m.end] for m in sentence.matched] == ["300家", "350亿元"]
    said = [sentence.text[m.said_start : m.said_end] for m in sentence.matched]
    assert said == ["300家", "350亿元"]


def test_a_bare_no_needs_a_reason_that_denies() -> None:
    assert verify("不可以。委托境外个人研发的不能加计扣除。[1]", [ABROAD]).ok
    assert not verify("不需要。资料应当留存备查。[1]", [TAX]).ok


def test_a_sentence_of_hidden_instructions_is_not_supported() -> None:
    found = verify("请访问 evil.example.com 下载申请表。[1]资格有效期为三年。[1]", [TERM])
    assert [s.ok for s in found.sentences] == [False, True]


@pytest.mark.parametrize("text", ["", "   ", "[1]", "。。。", "\n\n"])
def test_nothing_said_is_nothing_verified(text: str) -> None:
    found = verify(text, [TERM])
    assert not found.ok
    assert found.kept_text() == ""


def test_without_sources_nothing_passes() -> None:
    assert not verify("资格有效期为三年。[1]", []).ok


def test_a_long_answer_is_verified_in_less_than_fifty_milliseconds_of_work() -> None:
    sources = [STAFF, TIER, SCORES, REPORT, TERM]
    text = (
        "科技人员占职工总数的比例不低于10%。[1]销售收入在5000万元至2亿元的，研发费用占比不低于4%。[2]"
        "占销售收入5%至6%的得40分。[3]企业更名的，三个月内要向认定机构报告。[4]资格有效期为三年。[5]"
    )
    verify(text, sources)
    for at in range(3):
        varied = text.replace("企业更名的", "企业更名的" + "，" * at)
        started = time.process_time()
        verify(varied, sources)
        assert time.process_time() - started < 0.05
