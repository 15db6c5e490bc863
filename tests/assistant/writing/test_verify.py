"""What may be shown of an answer: each sentence against the passages that it cites."""

import time

import pytest

from assistant.writing.verify import verify
from corpus.document import Source
from corpus.passage import Passage

POLICY = Source("policy", "科技企业认定办法", issuer="科技部", issued_on="2016-01-29")


def passage(ordinal: str, text: str, *headings: str) -> Passage:
    return Passage(POLICY, headings or ("二、条件",), ordinal, text)


STAFF = passage("1", "科技人员占当年职工总数的比例不低于10%。")
TIER = passage("2", "销售收入在5000万元至2亿元（含2亿元）的企业，研发费用占比不低于4%。")
SCORES = passage(
    "3", "研发投入按占销售收入的比例打分：6%以上50分，5%至6%得40分，4%至5%得30分，2%以下0分。"
)
LIMITS = passage("4", "规模不超过上限：职工500人，年销售收入2亿元，三项都不能超过。")
YEARLY = "企业更名的，三个月内要向认定机构报告，并于每年5月底前在平台填报，由省科技厅汇总。"
REPORT = passage("5", YEARLY, "六、后续管理")
ABROAD = passage("6", "委托境外机构研发的，按支出的80%计算；委托境外个人研发的不能加计扣除。")
GOALS = "力争全市研发投入占比达到2.4%左右；年内新增高新技术企业300家，新建研发机构30家。"
TARGETS = passage("7", GOALS, "一、目标")
TERM = passage(
    "8", "资格自颁发证书之日起有效期为三年，执行至2027年12月31日，文号为财税〔2018〕76号。"
)
STRIVE = passage("9", "启动基础研究项目，争取立项50项以上，鼓励龙头企业参与。")
TAX = passage("10", "对孵化服务收入免征增值税，相关资料应当留存备查，不需要事前审批。")
ROWS = passage("13", "上年末资产负债率不高于75%；近两年营业收入复合增长率5%以上；1项得6分。")
LOAN = passage("18", "首次贷款一般在300万元以内，选择分年计提折旧的设备不能加计扣除。")
CERTIFICATE = passage(
    "22", "只拿到培育证书的企业，不能享受15%税率；重新认定结果出来之前，可以先按15%预缴。"
)
STAFFED = passage("23", "截至2024年12月，已选聘11868名科技人才；其中2024年选派2088名。")

RIGHT = [
    ("科技人员要占到当年职工总数的10%以上。[1]", STAFF),
    ("科技人员占职工总数之比不应低于0.1。[1]", STAFF),
    ("占销售收入5%至6%的，研发投入可得40分。[1]", SCORES),
    ("职工不超过500人，年销售收入最多2亿元。[1]", LIMITS),
    ("企业改名的，须在3个月内报告认定机构。[1]", REPORT),
    ("委托境外个人的研发，不得加计扣除。[1]", ABROAD),
    ("研发投入占比力争达到约2.4%。[1]", TARGETS),
    ("根据财税〔2018〕76号，执行到2027年底。[1]", TERM),
    ("按照《科技企业认定办法》，孵化服务收入免征增值税。[1]", TAX),
    ("不需要。享受优惠无须事前审批，资料应留存备查。[1]", TAX),
    ("重新认定的结果没出来之前，可以先按15%预缴。[1]", CERTIFICATE),
]


@pytest.mark.parametrize(("text", "source"), RIGHT, ids=[t for t, _ in RIGHT])
def test_a_faithful_paraphrase_passes(text, source):
    found = verify(text, [source])
    assert found.ok, [s.faults for s in found.failed]


WRONG = [
    ("科技人员占职工总数的比例不低于15%。[1]", STAFF),
    ("科技人员占职工总数的比例不超过10%。[1]", STAFF),
    ("科技人员占职工总数的比例提高10个百分点。[1]", STAFF),
    ("销售收入在5000亿元至2亿元的，研发费用占比不低于4%。[1]", TIER),
    ("占销售收入5%至6%的，研发投入可得30分。[1]", SCORES),
    ("职工不少于500人。[1]", LIMITS),
    ("企业更名的，六个月内要向认定机构报告。[1]", REPORT),
    ("企业每年5月前在平台填报。[1]", REPORT),
    ("年内新增高新技术企业30家。[1]", TARGETS),
    ("资格执行至2026年12月31日。[1]", TERM),
    ("根据《科技企业奖励办法》，资格有效期三年。[1]", TERM),
    ("企业每年5月底前在平台填报，由市财政局汇总。[1]", REPORT),
    ("年内新增瞪羚企业300家。[1]", TARGETS),
    ("委托境外个人研发的可以加计扣除。[1]", ABROAD),
    ("孵化服务收入应缴增值税。[1]", TAX),
    ("相关资料可以留存备查。[1]", TAX),
    ("基础研究项目确保立项50项以上。[1]", STRIVE),
    ("对孵化服务收入免征增值税。载体还可优先租用政府厂房。[1]", TAX),
    ("近两年营业收入复合增长率5个百分点以上。[1]", ROWS),
    ("只拿到培育证书的企业也能享受15%税率。[1]", CERTIFICATE),
    ("其中2024年选派的是11868名。[1]", STAFFED),
    ("选择分年计提折旧的，照样可以加计扣除。[1]", LOAN),
]


@pytest.mark.parametrize(("text", "source"), WRONG, ids=[t for t, _ in WRONG])
def test_one_wrong_thing_is_caught_with_a_short_reason(text, source):
    found = verify(text, [source])
    assert found.failed
    assert all(reason and len(reason) < 90 for s in found.failed for reason in s.faults)


def fails(text: str, *sources: Passage, said: str = "") -> bool:
    return not verify(text, sources, said).ok


MORE = passage("27", "服务中心由市科技局会同市财政局管理，每年评估1次。")


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("服务中心由市科技局会同市财政局管理[1]。", "服务中心由市科技局会同市商务局管理[1]。"),
        ("科技人员占职工总数的比例不低于10%[2]。", "科技人员占职工总数的比例不低于10%[1]。"),
        ("职工不超过500人，年销售收入不超过2亿元[3]。", "职工不超过500万人[3]。"),
        ("应如下管理：\n1. 每年评估1次[1]。", "应如下管理：\n1. 每年评估12次[1]。"),
        ("按您说的5家，每年评估 5 × 1 = 5 次[1]。", "按您说的5家，每年评估 5 × 1 = 6 次[1]。"),
        ("每年评估1次。", "每年评估3次。"),
        ("每年评估1次[1][99]。", "每年评估1次[99]，由民政部门管理。"),
    ],
)
def test_the_right_one_of_two_passes(right, wrong):
    sources = (MORE, STAFF, LIMITS)
    said = "我们有5家和10家，要评估吗？"
    assert not fails(right, *sources, said=said), verify(right, sources, said).failed
    assert fails(wrong, *sources, said=said)


def test_a_lead_in_is_shown_with_its_whole_list_alone():
    text = "科技人员的要求：\n- 占职工总数的比例不低于10%[1]\n- 占职工总数的比例不低于{}[1]"
    assert len(verify(text.format("10%"), [STAFF], "科技人员的要求？").kept) == 3
    assert len(verify(text.format("90%"), [STAFF], "科技人员的要求？").kept) == 1


@pytest.mark.parametrize("text", ["[1]" * 500, "1" * 300, "（" * 3000, "不" * 3000 + "[1]。"])
def test_no_text_takes_long(text):
    started = time.monotonic()
    verify(text, [STAFF, TARGETS, SCORES], text)
    assert time.monotonic() - started < 1.0
