"""The table of targets: sums, comparisons, extremes, counts, lists; and what is none of these."""

from datetime import date
from typing import Any

import pytest

from assistant.tables.targets import target_answer
from assistant.understanding.question import Question
from corpus.document import Source
from corpus.passage import Passage
from corpus.targets import targets

PLAN = Source(id="plan", title="2031年全市乡村振兴工作要点", region="衢州市", year=2031)
RULES = Source(id="rules", title="示范园区认定办法（要点摘编）", region="浙江省")
MAKING, PEOPLE, MONEY = ("一、做强产业",), ("二、引育人才",), ("三、扩大投入",)
WRITTEN = (
    (PLAN, MAKING, "年内新建蔬菜产业园30家以上，新建水产产业园5家以上，建成冷链中心12座。"),
    (PLAN, MAKING, "新认定龙头企业25家以上，其中省级6家。大豆良种覆盖率达到98%，机械化率达90%。"),
    (PLAN, PEOPLE, "引进种业人才20名左右、农机人才10名左右。全年举办培训班40场。"),
    (PLAN, PEOPLE, "组织推荐科技特派员120名，争取获选派80名。全年举办对接会16场。"),
    (PLAN, MONEY, "争取上级资金突破3亿元，农产品网络零售额达8000万元。登记家庭农场达8600家。"),
    (RULES, ("一、条件",), "申请示范园区的，入园企业不少于10家，评价指标分为三类，满分100分。"),
)
PASSAGES = tuple(Passage(s, path, f"p{n}", text, n) for n, (s, path, text) in enumerate(WRITTEN))
TODAY = date(2031, 6, 1)


def ask(text: str, passages: tuple[Passage, ...] = PASSAGES) -> Any:
    return target_answer(Question(text, TODAY), targets(passages))


@pytest.mark.parametrize(
    ("question", "opening", "figures"),
    [
        ("蔬菜产业园和水产产业园合计新建多少家？",
         "合计35家以上：30＋5＝35家（按目标数相加）[1]。", "30家以上 5家以上"),
        ("两类产业园一共要建多少家", "合计35家以上：", "30家以上 5家以上"),
        ("蔬菜产业园和龙头企业一共多少家", "25＝55家（按目标数相加）[1][2]", "30家以上 25家以上"),
        ("种业人才和科技特派员推荐数合计多少名",
         "目标数相加为140名：20＋120＝140名[1][2]。各项要求不同", "20名左右 120名"),
        ("蔬菜产业园和冷链中心合计多少", "各项单位不同（家、座），不能相加", "30家以上 12座"),
        ("大豆良种覆盖率和机械化率之和是多少", "比例和增幅各有各的基数", "达到98% 达90%"),
        ("蔬菜产业园和家庭农场一共多少家", "有的是总量，有的是新增量", "30家以上 达8600家"),
        ("科技特派员推荐和选派一共多少名", "各项说的是同一类对象", "120名 80名"),
    ],
)  # fmt: skip
def test_a_sum_shows_its_working_or_why_there_is_none(question, opening, figures):
    worked = ask(question)
    assert opening in worked.opening
    assert [line.text.partition("：")[2] for line in worked.lines] == figures.split()
    assert all(line.quote in line.passage.text for line in worked.lines)


@pytest.mark.parametrize(
    ("question", "opening"),
    [
        ("蔬菜产业园和水产产业园哪个目标多？", "“新建蔬菜产业园”多25家：30－5＝25家[1]"),
        ("种业人才和农机人才相差多少", "“引进种业人才”多10名"),
        ("大豆良种覆盖率比机械化率高几个百分点", "高8个百分点：98－90＝8个百分点"),
        ("上级资金和农产品网络零售额哪个高", "多2.2亿元：3－0.8＝2.2亿元"),
        ("蔬菜产业园和冷链中心哪个多", "各项单位不同（家、座），不能比较"),
        ("蔬菜产业园、水产产业园、龙头企业里哪个最多", "最多的是“新建蔬菜产业园”（30家以上）"),
    ],
)
def test_a_comparison_says_which_and_by_how_much(question, opening):
    assert opening in ask(question).opening


@pytest.mark.parametrize(
    ("question", "opening", "names"),
    [
        ("哪些目标超过20家？", "共 3 项目标数超过20家", "蔬菜 龙头企业 家庭农场"),
        ("超过1亿元的目标有哪些", "共 1 项目标数超过1亿元", "上级资金"),
        ("哪些目标超过9000家", "没有目标数超过9000家的目标", "家庭农场"),
        ("哪些目标正好是30家？", "共 1 项目标数为30家", "蔬菜"),
        ("以家为单位，目标最高的是哪项", "以“家”计的目标共 5 项", "家庭农场"),
        ("比例最高的目标是哪个", "目标数最高的是", "大豆良种覆盖率"),
        ("数量最多的目标是哪个", "不能互相比较", "家庭农场 科技特派员 培训"),
        ("第二部分数量最少的目标是哪个", "最低的是", "农机人才 对接会"),
    ],
)
def test_extremes_and_bounds_compare_like_units_alone(question, opening, names):
    worked = ask(question)
    assert opening in worked.opening
    told = [line.text for line in worked.lines]
    assert all(name in text for name, text in zip(names.split(), told, strict=True))


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("量化目标一共多少项？", 16),
        ("2031年衢州乡村振兴工作要点的量化目标有哪些", 16),
        ("第二部分有几个指标", 6),
        ("引育人才方面的目标有哪些", 6),
        ("产业园的目标有哪些", 2),
    ],
)
def test_the_rows_of_the_whole_of_a_section_or_of_a_field_are_listed(question, count):
    worked = ask(question)
    assert worked.opening.startswith(f"共 {count} 项")
    assert len(worked.lines) == count


@pytest.mark.parametrize(
    ("question", "figures"),
    [
        ("蔬菜产业园、水产产业园、冷链中心各要新建多少？", "30家以上 5家以上 12座"),
        ("请逐项列出：龙头企业认定数、上级资金、家庭农场", "25家以上 突破3亿元 达8600家"),
        ("农机人才引进多少名，培训班办多少场，对接会几场？", "10名左右 40场 16场"),
    ],
)
def test_targets_named_one_after_another_come_in_that_order(question, figures):
    assert [line.text.partition("：")[2] for line in ask(question).lines] == figures.split()


OF_NO_TABLE = """
    一共要新建多少家蔬菜产业园？ 蔬菜产业园和茶叶产业园合计多少家
    蔬菜产业园、茶叶产业园各要新建多少？ 蔬菜产业园和水产产业园合计补贴多少
    蔬菜产业园和水产产业园哪个更容易认定 2030年蔬菜产业园和水产产业园合计新建多少家
    南通市蔬菜产业园和水产产业园合计多少家 蔬菜产业园和水产产业园去年一共建了多少家
    最后实际完成的量化目标有哪些 示范园区的评价指标有几类 申请示范园区入园企业超过10家的有哪些条件
    我们公司和隔壁公司的龙头企业目标哪个多 蔬菜产业园建多少家 目标最高的前三项是什么
    蔬菜产业园和水产产业园由谁负责 种业人才、农机人才各奖励多少？
    龙头企业认定多少省级多少，培训班几场 高企认定的核心指标有哪些 哪个最多
"""


@pytest.mark.parametrize("question", ["", *OF_NO_TABLE.split()])
def test_what_the_table_does_not_surely_answer_is_left_to_the_reader(question):
    assert ask(question) is None


def test_of_two_plans_the_one_of_the_place_named_answers_and_none_where_none_is():
    source = Source("other", "2031年全市农业工作要点", region="丽水市", year=2031)
    other = Passage(source, ("一、增产",), "p1", "年内新建蔬菜产业园7家，建成粮仓9座。")
    held = (*PASSAGES, other)
    told = ask("丽水的量化目标有哪些", held).lines
    assert [line.text for line in told] == ["新建蔬菜产业园：7家", "建成粮仓：9座"]
    assert ask("今年的量化目标有哪些", held) is None
    assert ask("蔬菜产业园和粮仓分别多少", held) is None
