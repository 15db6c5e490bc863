"""Whether a statement has the kind of thing that is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from assistant.finding.fitness import fits
from assistant.finding.statement import Statement
from assistant.finding.time_told import has_time, tells_day
from assistant.judging.figures_told import answering_figures
from assistant.reading.question import understand
from corpus.passage import Passage

DAY = date(2031, 5, 1)


@pytest.mark.parametrize(
    ("question", "text", "fit"),
    [
        ("免税的服务收入限定在哪几类？", "服务限于五类：代理、租赁、咨询、鉴证、检测。", 2.0),
        ("出孵有哪几条路？", "出孵企业至少符合一条：上市；被收购；营业收入超过一千万元。", 2.0),
        ("资料分哪三种？", "资料分为三种：合同、账簿、凭证。", 2.0),
        ("免税的服务收入限定在哪几类？", "服务收入包括代理、租赁、咨询、鉴证。", 1.0),
        ("资料分哪三种？", "收费标准分为三档：高、中、低。", 1.0),
        ("有哪些资料要备？", "资料分为三种：合同、账簿、凭证。", 1.0),
        ("资料分哪三种？", "每种资料都要保存十年。", 0.6),
    ],
)
def test_a_list_that_counts_what_is_asked_for_fits_best(
    passages: Sequence[Passage], question: str, text: str, fit: float
) -> None:
    assert fits(understand(question), Statement(passages[0], text, 0), DAY) == fit


@pytest.mark.parametrize(
    ("question", "text", "tells"),
    [
        ("购置时点按哪天算？", "分期付款的，看设备到货时间。", True),
        ("从哪天起享受？", "从证书颁发之日所在年度起享受。", True),
        ("购置时点按哪天算？", "分期付款的，按规定享受。", False),
        ("从哪年起享受？", "从证书颁发之日所在年度起享受。", True),
        ("每年几月份选？", "截至2024年12月，已选聘11868名。", False),
        ("哪天开始享受？", "单位可以按约定的时间和比例分配。", False),
    ],
)
def test_which_day_counts_tells_when(passages, question, text, tells):
    statement = Statement(passages[0], text, 0)
    assert (has_time(statement) and tells_day(understand(question), statement)) is tells


def test_a_number_that_is_part_of_a_name_is_no_value(passages):
    statement = Statement(passages[0], "落实科技创新二十条政策，开展第三批试点。", 0)
    assert answering_figures(understand("奖补封顶是多少？"), statement) == ()


def test_a_term_of_years_looked_back_on_is_no_value(passages):
    statement = Statement(passages[0], "资格年度前5个年度内的亏损，结转年限延长到10年。", 0)
    told = answering_figures(understand("亏损能结转几年？"), statement)
    assert [f.text for f in told] == ["10年"]
    asked = answering_figures(understand("前几年内的亏损可以？"), statement)
    assert [f.text for f in asked] == ["5个年度", "10年"]


def test_a_figure_of_an_example_is_not_said_of_the_name(passages):
    statement = Statement(passages[0], "具备资格即可享受：例如2018年的企业，亏损可以结转10年。", 0)
    assert fits(understand("亏损可以结转几年？"), statement, DAY) == 0


@pytest.mark.parametrize(
    ("question", "texts"),
    [
        ("没约定的奖励下限多少？", ["50%"]),
        ("奖励下限多少万元？", []),
    ],
)
def test_the_least_of_a_reward_may_be_a_share_unless_money_is_named(passages, question, texts):
    statement = Statement(passages[0], "没有约定的，至少拿出净收入的50%奖励有关人员。", 0)
    assert [f.text for f in answering_figures(understand(question), statement)] == texts


@pytest.mark.parametrize(
    ("question", "text", "fit"),
    [
        ("那面积降多少？", "偏远地区的，面积等指标可以降低20%。", 1.0),
        ("那面积降多少？", "面积不低于10000平方米。", 0.0),
        ("那面积降多少？", "面积标准以当年通知为准。", 0.0),
        ("门槛放宽到几家？", "专业机构放宽为30家以上。", 1.0),
        ("面积要多少？", "面积不低于10000平方米。", 1.0),
        ("面积能降到多少？", "面积不低于10000平方米。", 1.0),
    ],
)
def test_by_how_much_a_thing_is_lowered_is_told_by_what_lowers_it(passages, question, text, fit):
    assert fits(understand(question), Statement(passages[0], text, 0), DAY) == fit
