"""Typed checks beside the reader, and which documents may answer for a place and a year."""

from dataclasses import replace
from datetime import date

import pytest

from assistant.reader.checks import BESIDE, LACKS_WANTED, Check
from assistant.reader.evidence import Evidence
from assistant.reader.finder import Finding
from assistant.reader.judge import judged_together
from assistant.reader.reader import Reading
from assistant.reader.statements import Statement
from assistant.understanding.follow_up import Meaning
from assistant.understanding.question import Question
from assistant.understanding.scope import is_held
from corpus.divisions import places_in
from corpus.document import Source
from corpus.passage import Passage

DAY = date(2031, 6, 1)


def evidence(text: str, **source: object) -> Evidence:
    passage = Passage(Source(id="x", title="滨海市奖补办法", **source), ("第一章",), "", text)
    return Evidence(Reading(Statement(passage, text, 0), 2.0, ()), 0.5)


@pytest.mark.parametrize(
    ("question", "text", "adjusted"),
    [
        ("2029年补多少钱？", "2029年补助10万元。", 0.0),
        ("2029年补多少钱？", "2028年补助10万元。", BESIDE),
        ("2029年补多少钱？", "2027年至2030年每年补助10万元。", 0.0),
        ("2029年补多少钱？", "从2027年1月1日起每年补助10万元。", 0.0),
        ("2026年补多少钱？", "从2027年1月1日起每年补助10万元。", BESIDE),
        ("2029年补多少钱？", "每年补助10万元。", 0.0),
        ("补多少钱？", "2028年补助10万元。", 0.0),
        ("补多少钱？", "给予适当补助。", LACKS_WANTED),
        ("补多少钱？", "择优补助30家。", LACKS_WANTED),
        ("市里能给多少经费？", "每家补助10%。", 0.0),
        ("什么时候截止？", "截至上年末从事特定市场达到3年以上。", LACKS_WANTED),
        ("什么时候截止？", "填报至每年8月31日。", 0.0),
        ("几日内答复？", "应当及时答复。", LACKS_WANTED),
        ("几日内答复？", "应当在五日内答复。", 0.0),
        ("每年几月公布？", "应当每年公布一次。", LACKS_WANTED),
        ("引进多少人？", "新建机构20个。", LACKS_WANTED),
        ("引进多少人？", "引进人才20名。", 0.0),
        ("这几年补了好几万，还能申报吗？", "可以申报。", 0.0),
        ("电话是多少？", "加快中心建设。", LACKS_WANTED),
        ("局长的手机号是多少", "引进人才200名。", LACKS_WANTED),
        ("第九批何时申报？", "第八批5月1日起申报。", BESIDE),
        ("2029年几号申报？", "2028年度起网上申报，现为2030年4月1日。", BESIDE),
        ("现在补多少钱？", "2019年补助10万元。", BESIDE),
        ("什么时候申报？", "由市科技局受理。", LACKS_WANTED),
        ("什么时候申报？", "每年9月底前申报。", 0.0),
        ("谁受理？", "由市科技局受理。", 0.0),
        ("什么时候申报？", "应当在立项时申报。", 0.0),
        ("算到哪一天？", "截至申报当日。", 0.0),
        ("转租能签多久？", "不得超过剩余租赁期限。", 0.0),
        ("转租能签多久？", "剩余部分另行处理。", LACKS_WANTED),
        ("赚了600万元要交多少税？", "某企业当年所得400万元，免税。", BESIDE),
        ("赚了600万元要交多少税？", "某企业当年所得600万元，应缴12.5万元。", 0.0),
        ("赚了600万元要交多少税？", "所得不超过500万元的部分免税。", 0.0),
        ("所得税怎么算？", "例如所得400万元，免税。", 0.0),
        ("注册资本多少以下由市里登记？", "1亿美元以下的由市里登记。", 0.0),
        ("按什么比例配套？", "给予1:1的配套。", 0.0),
        ("有没有比例限制，比例是多少？", "不单设比例限制。", 0.0),
        ("建多少万亩？", "建设农田30万亩。", 0.0),
        ("奖多少万呢？", "建设农田30万亩。", LACKS_WANTED),
        ("量子贷是什么？", "滨科贷是贷款，需要还本付息。", BESIDE),
        ("滨科贷是什么？", "滨科贷是贷款，需要还本付息。", 0.0),
        ("什么是高企？", "高新技术企业是指持续研究开发的企业。", 0.0),
        ("奖补办法是啥意思？", "对企业的支持。", 0.0),
        ("申报的条件是什么？", "注册满一年。", 0.0),
        ("为什么要补助？", "补助10万元。", BESIDE),
        ("为什么要补助？", "为降低成本，补助10万元。", 0.0),
    ],
)
def test_another_year_or_another_kind_of_thing_falls_behind(question, text, adjusted):
    (found,) = Check(Question(question, DAY)).of([evidence(text)])
    assert found.adjusted == adjusted


def test_a_document_of_the_year_asked_for_may_tell_other_years():
    (found,) = Check(Question("2029年目标多少？", DAY)).of(
        [evidence("比2028年增长5%。", year=2029)]
    )
    assert found.adjusted == 0.0


@pytest.mark.parametrize(
    ("question", "text", "adjusted"),
    [
        ("最后实际完成了多少家？", "力争新增30家。", BESIDE),
        ("最后实际完成了多少家？", "2028年新增30家。", 0.0),
        ("最后实际完成了多少家？", "已新增30家。", 0.0),
        ("要新增多少家？", "力争新增30家。", 0.0),
        ("济南市新增多少家？", "全省新增30家。", BESIDE),
        ("济南市新增多少家？", "济南市新增30家。", 0.0),
        ("山东省新增多少家？", "新增30家。", 0.0),
    ],
)
def test_a_plan_tells_neither_what_came_of_it_nor_the_share_of_a_place(question, text, adjusted):
    (found,) = Check(Question(question, DAY)).of([evidence(text, year=2029, region="山东省")])
    assert found.adjusted == adjusted


@pytest.mark.parametrize(
    ("logits", "statuses"),
    [
        ((0.0, 0.0), "answered answered"),
        ((-9.0, 0.0), "not_found not_stated"),
        ((-9.0, 3.0), "not_found answered"),
        ((0.0, -9.0), "answered not_found"),
        ((0.0,), "answered"),
    ],
)
def test_after_a_question_that_is_not_stated_the_next_must_be_surely_stated(logits, statuses):
    found = [evidence("每年补助10万元。") for _ in logits]
    findings = [
        Finding(
            Question("补多少钱？", DAY),
            Meaning("补多少钱？"),
            (replace(e, reading=replace(e.reading, logit=logit)),),
        )
        for e, logit in zip(found, logits, strict=True)
    ]
    assert " ".join(judged_together(findings)) == statuses


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("济南市补多少？", True),
        ("济南市历下区补多少？", True),
        ("青岛市补多少？", False),
        ("2030年济南市补多少？", True),
        ("2029年济南市补多少？", False),
    ],
)
def test_a_library_holds_what_its_documents_speak_for(question, held):
    sources = [
        Source(id="a", title="济南市奖补办法", year=2030),
        Source(id="b", title="国家奖补办法", region="国家"),
    ]
    assert is_held(sources, Question(question, DAY), places_in(question)) is held
