"""A follow-up goes on from the passage that the last answer quoted."""

from __future__ import annotations

import pytest

from assistant.answer import AnswerStatus as A
from assistant.answer import Turn
from assistant.finding.statement import statements
from assistant.talk.place import place


def _statement(passages, words):
    return next(s for p in passages for s in statements(p) if words in s.text)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("“6月底前完成滩涂生态实验室选址”。[1]", "滩涂生态实验室选址"),
        ("文件提出，组织专场产学研活动14场。", "专场产学研活动14场"),
        ("申领的企业须在本省注册满一年，具有独立法人资格。", "在本省注册满一年"),
    ],
)
def test_the_place_is_the_passage_that_was_quoted(passages, answer, words):
    found = place([Turn("问", answer)], lambda _: passages)
    assert found is not None
    assert [p.text for p in found.passages if words in p.text]
    assert found.nearness(_statement(passages, words)) == 1.0
    assert found.nearness(_statement(passages, "每期服务两年")) == 0.0


@pytest.mark.parametrize(
    "answer", ["88家。", "这个问题不在本助手的范围内。", "高企目标是9998家，由张三负责到底。"]
)
def test_an_answer_that_quotes_nothing_held_has_no_place(passages, answer):
    held = [p for p in passages if p.source.id != "hostile"]
    found = place([Turn("问", answer)], lambda _: held)
    assert found is not None
    assert found.passages == ()


def test_without_an_answer_there_is_no_place(passages):
    assert place([Turn("问", "")], lambda _: passages) is None
    assert place([], lambda _: passages) is None


def test_what_was_told_is_set_apart_from_the_rest_of_its_sentence(passages):
    found = place(
        [Turn("问", "聚焦风电、储能、海洋药物，组织专场产学研活动14场。")], lambda _: passages
    )
    assert found is not None
    assert found.untold(_statement(passages, "专场产学研活动14场")) == "签订合作项目700项"


# Follow-ups that lean on what was just said, over the shipped documents.
@pytest.mark.parametrize(
    ("asked", "replied", "question", "stated"),
    [
        (
            "请科技副总现在省里还给15万不",
            "“2018年起取消每人15万元的专项经费支持，改为项目支持。”",
            "这个项目支持要企业掏多少钱给学校才立得上？",
            "30万元",
        ),
        (
            "科小评价科技人员占比三成多能得几分",
            "“科技人员指标满分20分……30%以上20分”。",
            "我们只有22%，那是几分？",
            "12分",
        ),
        (
            "省级孵化器的房产税优惠到哪年？",
            "2023年第42号公告自2024年1月1日起继续实施，执行至2027年12月31日。",
            "假如中途牌子被摘了，从什么时候起不给免？",
            "次月起停止享受",
        ),
        (
            "盐城2023年围绕哪些产业搞核心技术攻关?",
            "围绕“5+2”战略性新兴产业和23条重点产业链,更新关键核心技术攻关清单目录。",
            "它们的项目怎么遴选出来?",
            "揭榜挂帅",
        ),
        (
            "技术合同登记由谁去办？",
            "“申请人是技术的卖方”，合同成立后向本地技术合同登记机构申请。",
            "受理了要等几天？对结论不服怎么办",
            "行政复议",
        ),
        (
            "农业上有哪几个国家园区在文件里提到了",
            "提到大丰国家农业科技园区和响水国家农业科技园区。",
            "第二个今年要过什么关？",
            "验收",
        ),
        (
            "国家级孵化器的孵化面积要多大",
            "自主支配的孵化面积不低于10000平方米。",
            "团队方面呢？",
            "专业孵化服务人员占80%以上",
        ),
        (
            "高校老师成果转化现金奖励怎么交个税",
            "只按50%计入当月工资、薪金所得计税。",
            "民营企业的员工也能按这个来吗？",
            "不在其列",
        ),
        (
            "科小评价要多少分",
            "综合评价得分不低于60分。",
            "登记编号管多久",
            "当年有效",
        ),
        (
            "高企的科技人员怎么算",
            "科技人员占当年职工总数的比例不低于10%。",
            "返聘的退休工程师算不算",
            "兼职和临时聘用人员都可以计入",
        ),
        (
            "2022年四季度买设备能加计多少",
            "另外再加计扣除100%。",
            "自己造的看什么时间算",
            "竣工结算时间",
        ),
        (
            "科技副总2024年选了多少人",
            "2024年选派2088名。",
            "以前每人15万的经费现在还发不发了",
            "取消每人15万元",
        ),
    ],
)
def test_a_follow_up_finds_what_stands_beside_the_answer(shipped, asked, replied, question, stated):
    answer = shipped.ask(question, [Turn(asked, replied)])
    assert answer.status is A.ANSWERED
    assert stated in answer.text


@pytest.mark.parametrize(
    ("asked", "replied", "question"),
    [
        (
            "市里今年自己搞基础研究项目吗",
            "“启动市本级基础研究项目,争取立项50项以上”。",
            "这个每项给多少经费？",
        ),
        (
            "盐城有没有搞科技创新的地方法规",
            "“组织开展《盐城市科技创新促进条例》立法调研,稳步推进科技地方立法工作”。",
            "它哪天正式施行？",
        ),
        (
            "今年要新增多少家高企",
            "“确保年内新增高新技术企业300家”。",
            "瞪羚呢",
        ),
    ],
)
def test_an_old_value_or_another_documents_does_not_answer_for_the_subject_of_the_talk(
    shipped, asked, replied, question
):
    assert shipped.ask(question, [Turn(asked, replied)]).status is A.NOT_STATED
