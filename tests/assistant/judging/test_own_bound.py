"""A figure of the asker's own beside the bound that a statement sets for such figures."""

from __future__ import annotations

import pytest

from assistant.composing.own_verdict import own_verdict
from assistant.finding.statement import Statement
from assistant.judging.own_bound import asks_for_bound, bounded_alike, sets_bound
from assistant.pipeline import Assistant
from assistant.reading.concepts import concepts
from assistant.reading.question import understand
from assistant.reading.vocabulary import Vocabulary
from corpus.library import load_passages
from corpus.programmes import RULES_FILE

PASSAGES = load_passages(RULES_FILE.parent.parent / "documents").passages


def statement(words: str) -> Statement:
    """The shipped sentence that has these words."""
    passage, sentence = next(
        (passage, sentence)
        for passage in PASSAGES
        for sentence in passage.sentences
        if words in sentence
    )
    return Statement(passage, sentence, 0)


@pytest.mark.parametrize(
    ("question", "words", "verdict"),
    [
        ("创新能力打了70分整，算合格吗", "高于70分", "不符合：70分不高于70分"),
        ("创新能力评了71分，算合格吗", "高于70分", "符合：71分高于70分"),
        ("科技副总任期里打给学校的合作经费一共25万，立项拿得到吗", "30万元以上合作经费", "不符合"),
        ("合作经费三十来万，科技副总那个立项拿得到吗", "30万元以上合作经费", ""),
        ("众创空间场地420平，工位有36个，能过么", "服务场地500平方米", "符合：420平低于500平方米"),
        ("众创空间场地420平，工位有26个，能过么", "服务场地500平方米", "不符合"),
        ("企业孵化了50个月了，还能留在孵化器里吗", "孵化时限", "不符合：50个月超过48个月"),
        ("其他相关费用占研发费的12%，能全部加计吗", "其他相关费用有限额", "不符合：12%超过10%"),
        ("科小自评58分能入库吗", "综合评价得分不低于60分", "不符合：58分低于60分"),
        ("专家打分刚好七十分，能进吗", "高于70分", "不符合：七十分不高于70分"),
        ("创新型中小企业打分61分行不行", "评价得分达到60分以上", "符合：61分不低于60分"),
        ("创新能力得分18分够不够", "评价得分达到60分以上", "不符合：18分低于20分"),
        ("科技副总那15万补助还能拿吗", "30万元以上合作经费", ""),  # granted, not had
        ("机构投资者实缴600万，能不能直接成为创新型中小企业", "股权融资500万元", "符合"),
        (
            "我区招引重大产业项目12个，科技型占了4个，比例达标没",
            "科技型项目占比不低于40%",
            "不符合：4个 ÷ 12个 = 33.33%，低于40%",
        ),
    ],
)
def test_a_figure_of_ones_own_is_put_beside_its_bound(
    question: str, words: str, verdict: str
) -> None:
    told = own_verdict(understand(question), statement(words))
    text = told.text if told else ""
    assert text.startswith(f"就这一项看，{verdict}") if verdict else not text


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("合作经费要30万以上，多少才算够", "30万元以上合作经费"),  # asks the rule
        ("听说合作经费25万就能立项，对吗", "30万元以上合作经费"),  # presumes one
        ("评分满60分就过线了吧，我们自评65", "高于70分"),  # presumes another bound
        ("我们占股100%的子公司收购专利，能享受吗", "持股合计达到100%"),  # what bars
        ("我们引进了12名科技副总，达标吗", "科技副总"),  # a target of the plan is no condition
        ("上年营收才900万，专精特新还有机会吗", "不足1500万元的"),  # what else will do is told
        ("众创空间常驻团队22家，够国家备案吗", "入驻团队每年新注册企业"),  # counted otherwise
    ],
)
def test_where_the_bound_may_be_on_another_thing_nothing_is_said(question: str, words: str) -> None:
    assert own_verdict(understand(question), statement(words)) is None


LIST = "不适用的行业：烟草制造业、住宿和餐饮业、批发和零售业、房地产业、租赁和商务服务业、娱乐业"


@pytest.mark.parametrize(
    ("question", "words", "verdict"),
    [
        ("我们53%的收入来自批发，还能加计扣除吗", "50%（不含）以上", "受这条限制：53%高于50%"),
        ("租赁收入占65%，能享受加计吗", "50%（不含）以上", "受这条限制：65%高于50%"),
        ("批发收入正好占五成，能加计吗", "50%（不含）以上", "不受这条限制：五成不高于50%"),
        ("我们53%的收入来自软件开发，还能加计扣除吗", "50%（不含）以上", ""),  # not on the list
        ("对受让方持股60%，还能享受吗", "持股合计达到100%", "不受这条限制：60%低于100%"),
        ("一台设备680万，还能享受吗", "没有单位价值500万元的上限", ""),  # no bound at all
    ],
)
def test_what_meets_a_bound_that_bars_is_barred_and_nothing_else_is(
    question: str, words: str, verdict: str
) -> None:
    asked = understand(question)
    named = concepts(asked.text, Vocabulary([p.text for p in PASSAGES]))
    told = own_verdict(asked, statement(words), named, LIST)
    text = told.text if told else ""
    assert text == (f"就这一项看，{verdict}。" if verdict else "")


def test_a_thing_of_a_class_is_bounded_where_the_class_is(shipped: Assistant) -> None:
    answer = shipped.ask("报小巨人，跟主导产品有关的发明专利只有3件，都用上了，数量够吗")
    assert "拥有4项以上" in answer.text


def test_a_bound_on_such_figures_is_what_a_question_of_enough_wants() -> None:
    question = understand("到账40个月了才发现金奖励，个税减半还适用吗")
    assert bounded_alike(question, statement("三年（36个月）内发放"))
    assert not bounded_alike(question, statement("不得把正常工资、奖金列入现金奖励"))
    assert not asks_for_bound(question)


def test_a_term_that_is_stated_without_a_bound_is_not_refused() -> None:
    question = understand("科技副总只签了两年，够不够")
    assert sets_bound(question, statement("任期两年"))
    assert own_verdict(question, statement("任期两年")) is None


def test_a_threshold_that_no_statement_sets_is_not_stated(shipped: Assistant) -> None:
    question = understand("我们有800平米的海外点，离岸孵化器面积门槛够不够")
    assert asks_for_bound(question)
    assert not sets_bound(question, statement("新增市级离岸孵化器5个以上"))
    answer = shipped.ask(question.text)
    assert answer.status.value == "not_stated"
    assert "没有载明这方面的数量要求" in answer.text


def test_how_long_something_was_is_no_length_that_a_rule_bounds(shipped):
    assert "就这一项看" not in shipped.ask("我们公司连续两年亏损还能评高企吗").text


def test_an_amount_of_another_thing_is_not_put_beside_a_bound(shipped: Assistant) -> None:
    assert "就这一项看" not in shipped.ask("作价五百万入股能算技术转让免税吗").text
    assert "就这一项看，符合" in shipped.ask("我们技术转让收入三百万，能免税吗").text
