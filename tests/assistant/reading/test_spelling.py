"""What is typed by its sound is read; what is no word of the library stays."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant
from assistant.reading.spelling import spelled_out
from assistant.reading.vocabulary import Vocabulary


@pytest.fixture(scope="module")
def vocabulary(shipped: Assistant) -> Vocabulary:
    return Vocabulary(shipped.library.texts)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("小ju人企业近两年研fa费用合计要多少万", "小巨人企业近两年研发费用合计要多少万"),
        ("gaoqi证书有效期ji年", "高企证书有效期几年"),
        ("加ji扣除bili是duoshao", "加计扣除比例是多少"),
        ("众创kongjian要几个工位", "众创空间要几个工位"),
        ("全社会yanfa投入占GDP多少", "全社会研发投入占GDP多少"),
        ("占gdp多少", "占gdp多少"),
        ("用app申报吗", "用app申报吗"),
        ("hello", "hello"),
        ("高薪技术企业要什么条件", "高新技术企业要什么条件"),
        ("一累知识产权几项", "一类知识产权几项"),
        ("科记人员占多少", "科技人员占多少"),
        ("科技成菓要征集多少项", "科技成果要征集多少项"),
        ("瞪铃企业要培育几家", "瞪羚企业要培育几家"),
        ("研发项目数和科技局长", "研发项目数和科技局长"),
        ("拿去科技局登个记", "拿去科技局登个记"),
        ("补缴税款的同时滞纳金怎么算", "补缴税款的同时滞纳金怎么算"),
        ("高新技术企业的科技人员", "高新技术企业的科技人员"),
        ("付化器免税到哪年", "孵化器免税到哪年"),
        ("苏科代能贷多少", "苏科贷能贷多少"),
        ("八成企业要通过科小评价", "八成企业要通过科小评价"),
        ("标准几年一次", "标准几年一次"),
        ("高新收人占比要几成", "高新收入占比要几成"),
        ("院土工作站建几家", "院士工作站建几家"),
        ("公示几个工做日", "公示几个工作日"),
        ("场地要多少平方迷", "场地要多少平方米"),
        ("其他费用计入研发费用，人事关系不动", "其他费用计入研发费用，人事关系不动"),
    ],
)
def test_what_is_typed_by_its_sound_is_written_in_characters(
    vocabulary: Vocabulary, typed, read
) -> None:
    assert spelled_out(typed, vocabulary) == read


def test_the_question_is_answered_and_shown_as_it_was_read(shipped: Assistant) -> None:
    answer = shipped.ask("小ju人企业近两年研fa费用合计要多少万")
    assert "1200万元" in answer.text
    assert answer.standalone.startswith("小巨人企业")
    assert answer.question.startswith("小ju人")
