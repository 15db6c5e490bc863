"""Sums, comparisons, extremes and counts of targets; and what is none of these."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from assistant.answer import AnswerStatus
from assistant.computing.worked import Worked
from assistant.library import Library
from assistant.pipeline import Assistant
from assistant.reading.concepts import concepts
from assistant.reading.question import understand
from assistant.reading.vocabulary import Vocabulary
from assistant.several.parts import divide
from assistant.talk.condense import condense
from assistant.targets.answering import target_answer
from assistant.targets.sums import why_not_added
from corpus.document import Source
from corpus.passage import Passage
from corpus.targets import targets

PLAN = Source(id="plan", title="2031年全市乡村振兴工作要点", region="盐城市", year=2031)
RULES = Source(id="rules", title="示范园区认定办法（要点摘编）", region="江苏省")
SECTIONS = (("一、做强产业",), ("二、引育人才",), ("三、扩大投入",))
WRITTEN = (
    (PLAN, SECTIONS[0], "年内新建蔬菜产业园30家以上，新建水产产业园5家以上，建成冷链中心12座。"),
    (
        *(PLAN, SECTIONS[0]),
        "新认定龙头企业25家以上，其中省级6家。大豆良种覆盖率达到98%，机械化率达90%。",
    ),
    (PLAN, SECTIONS[1], "引进种业人才20名左右、农机人才10名左右。全年举办培训班40场。"),
    (PLAN, SECTIONS[1], "组织推荐科技特派员120名，争取获选派80名。全年举办对接会16场。"),
    (
        *(PLAN, SECTIONS[2]),
        "争取上级资金突破3亿元，农产品网络零售额达8000万元。登记家庭农场达8600家。",
    ),
    (RULES, ("一、条件",), "申请示范园区的，入园企业不少于10家，评价指标分为三类，满分100分。"),
)  # fmt: skip

Ask = Callable[[str], Worked | None]


@pytest.fixture(scope="module")
def passages() -> tuple[Passage, ...]:
    return tuple(
        Passage(source, path, f"p{n}", text, n) for n, (source, path, text) in enumerate(WRITTEN)
    )


@pytest.fixture(scope="module")
def ask(passages: tuple[Passage, ...]) -> Ask:
    """What the table answers over the invented plan."""
    vocabulary, rows = Vocabulary(Library(passages).texts), targets(passages)

    def answer(text: str) -> Worked | None:
        question = understand(text)
        return target_answer(question, concepts(question.text, vocabulary), rows)

    return answer


@pytest.fixture(scope="module")
def ask_shipped(shipped: Assistant) -> Ask:
    """What the table answers over the shipped documents; None where a message asks twice."""
    vocabulary = Vocabulary(shipped.library.texts)

    def answer(text: str) -> Worked | None:
        parts = divide(condense(text, ()).own)
        if len(parts) > 1:
            return None
        question = understand(parts[0].text)
        return target_answer(question, concepts(question.text, vocabulary), shipped.targets)

    return answer


@pytest.mark.parametrize(
    ("question", "opening", "figures"),
    [
        (
            "蔬菜产业园和水产产业园合计新建多少家？",
            "合计35家以上：30家以上[1] + 5家以上[1] = 35家以上（按目标数相加）。",
            ["30家以上", "5家以上"],
        ),
        ("两类产业园一共要建多少家", "合计35家以上：", ["30家以上", "5家以上"]),
        ("蔬菜和水产产业园加起来多少家", "合计35家以上：", ["30家以上", "5家以上"]),
        ("种业人才与农机人才之和是多少", "合计30名左右：", ["20名左右", "10名左右"]),
        (
            "蔬菜产业园和龙头企业一共多少家",
            "合计55家以上：30家以上[1] + 25家以上[2]",
            ["30家以上", "25家以上"],
        ),
        (
            "培训班和对接会总共举办多少场",
            "合计56场：40场[1] + 16场[2] = 56场（按目标数相加）",
            ["40场", "16场"],
        ),
        (
            "种业人才和科技特派员推荐数合计多少名",
            "目标数相加为140名：20名左右[1] + 120名[2]。各项要求不同",
            ["20名左右", "120名"],
        ),
        ("蔬菜产业园和冷链中心合计多少", "各项单位不同（家、座），不能相加", ["30家以上", "12座"]),
        (
            "大豆良种覆盖率和机械化率之和是多少",
            "比例和增幅各有各的基数，不能相加",
            ["达到98%", "达90%"],
        ),
        ("蔬菜产业园和家庭农场一共多少家", "有的是总量，有的是新增量", ["30家以上", "达8600家"]),
    ],
)
def test_a_sum_shows_its_working_or_why_there_is_none(
    ask: Ask, question: str, opening: str, figures: list[str]
) -> None:
    worked = ask(question)
    assert worked is not None
    assert opening in worked.opening
    assert [line.text.partition("：")[2] for line in worked.lines] == figures
    assert all(line.quote in line.passage.text for line in worked.lines)


@pytest.mark.parametrize(
    ("question", "opening"),
    [
        ("蔬菜产业园和水产产业园哪个目标多？", "“新建蔬菜产业园”多25家：30家以上[1] > 5家以上[1]"),
        ("水产产业园比蔬菜产业园少多少家", "“新建水产产业园”少25家：5家以上[1] < 30家以上[1]"),
        ("水产产业园比蔬菜产业园多多少家", "“新建蔬菜产业园”多25家"),
        ("种业人才和农机人才相差多少", "“引进种业人才”多10名"),
        ("种业人才多还是农机人才多", "“引进种业人才”多10名"),
        ("大豆良种覆盖率比机械化率高几个百分点", "高8个百分点：达到98%[1] > 达90%[1]"),
        ("机械化率和大豆良种覆盖率哪个低", "“机械化率”低8个百分点"),
        ("上级资金和农产品网络零售额哪个高", "多2.2亿元：突破3亿元[1] > 达8000万元[1]"),
        ("蔬菜产业园和冷链中心哪个多", "两项目标的单位不同（家、座），不能比较"),
    ],
)  # fmt: skip
def test_a_comparison_says_which_and_by_how_much(ask: Ask, question: str, opening: str) -> None:
    worked = ask(question)
    assert worked is not None
    assert opening in worked.opening
    assert len(worked.lines) == 2


@pytest.mark.parametrize(
    ("question", "opening", "names"),
    [
        ("哪些目标超过20家？", "共 3 项目标数超过20家", ["蔬菜", "龙头企业", "家庭农场"]),
        ("25家以上的目标有哪些", "共 3 项目标数25家以上", ["蔬菜", "龙头企业", "家庭农场"]),
        ("哪些目标不足10家", "共 2 项目标数不足10家", ["水产", "其中省级"]),
        ("大于100的目标有哪些", "共 2 项目标数大于100（单位各异", ["科技特派员", "家庭农场"]),
        ("超过95%的指标有哪些", "共 1 项目标数超过95%", ["大豆良种覆盖率"]),
        ("超过1亿元的目标有哪些", "共 1 项目标数超过1亿元", ["上级资金"]),
        ("哪些目标超过9000家", "没有目标数超过9000家的目标", ["家庭农场"]),
        ("列出所有带“5”家的目标", "共 1 项目标数为5家", ["水产"]),
        ("哪些目标正好是30家？", "共 1 项目标数为30家", ["蔬菜"]),
        ("哪些目标等于31家？", "没有目标数为31家的目标", ["蔬菜"]),
        ("以家为单位，目标最高的是哪项", "以“家”计的目标共 5 项，目标数最高", ["家庭农场"]),
        ("比例最高的目标是哪个", "目标数最高的是", ["大豆良种覆盖率"]),
        ("哪个指标的比例最低", "目标数最低的是", ["机械化率"]),
        ("金额最大的目标是哪一项", "金额目标共 2 项", ["上级资金"]),
        (
            "数量最多的目标是哪个",
            "单位不同的目标不能互相比较",
            ["家庭农场", "科技特派员", "培训"],
        ),
        ("第二部分数量最少的目标是哪个", "最低的是", ["农机人才", "对接会"]),
    ],
)
def test_extremes_and_bounds_compare_like_units_alone(
    ask: Ask, question: str, opening: str, names: list[str]
) -> None:
    worked = ask(question)
    assert worked is not None
    assert opening in worked.opening
    assert len(worked.lines) == len(names)
    assert all(name in line.text for name, line in zip(names, worked.lines, strict=True))


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("量化目标一共多少项？", 16),
        ("要点里定了多少个指标", 16),
        ("第二部分有几个指标", 6),
        ("今年的量化目标有几项", 16),
    ],
)
def test_a_count_is_stated_with_a_line_for_each(ask: Ask, question: str, count: int) -> None:
    worked = ask(question)
    assert worked is not None
    assert worked.opening.startswith(f"共 {count} 项")
    assert len(worked.lines) == count


@pytest.mark.parametrize(
    ("question", "figures"),
    [
        ("蔬菜产业园、水产产业园、冷链中心各要新建多少？", ["30家以上", "5家以上", "12座"]),
        ("核两个数：种业人才、机械化率，2031年目标分别是多少？", ["20名左右", "达90%"]),
        ("请逐项列出：龙头企业认定数、上级资金、家庭农场", ["25家以上", "突破3亿元", "达8600家"]),
        ("农机人才引进多少名，培训班办多少场，对接会几场？", ["10名左右", "40场", "16场"]),
        ("培训班要办几场？大豆良种覆盖率要到多少？", ["40场", "达到98%"]),
        ("龙头企业一共多少家，其中省级多少家", ["25家以上", "6家"]),
    ],
)
def test_targets_named_one_after_another_come_in_that_order(
    ask: Ask, question: str, figures: list[str]
) -> None:
    worked = ask(question)
    assert worked is not None
    assert [line.text.partition("：")[2] for line in worked.lines] == figures


@pytest.mark.parametrize(
    "question",
    [
        "蔬菜产业园、茶叶产业园各要新建多少？",
        "培训班办几场，由谁负责？",
        "水产产业园、冷链中心分别建在哪儿？",
        "冷链中心建几座，怎么申请？",
        "新认定的龙头企业里头，家庭农场得有多少家",
        "种业人才、农机人才各奖励多少？",
    ],
)
def test_a_message_that_names_or_asks_anything_else_is_not_taken_for_targets(
    ask: Ask, question: str
) -> None:
    assert ask(question) is None


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("做简报用：引育人才那一块，所有带数字的任务拉个清单给我", 6),
        ("扩大投入这部分有数量的任务都列一下", 3),
        ("哪些任务的数量目标定在一百（含）以上？企业、人才都算", 2),
        ("比例在百分之九十五以上的指标有哪些", 1),
    ],
)
def test_a_list_is_asked_for_in_many_words(ask: Ask, question: str, count: int) -> None:
    worked = ask(question)
    assert worked is not None
    assert len(worked.lines) == count


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("几个总盘子指标一次列全", 6),
        ("2023年全市科技创新最顶层的那几个大指标，一次列全", 6),
        ("工作要点开头给出的总的量化指标有哪些", 6),
        ("高企认定的核心指标有哪些", 0),
        ("专精特新的总体指标都有哪些", 0),
    ],
)
def test_the_figures_before_all_parts_are_the_overall_ones(
    ask_shipped: Ask, question: str, count: int
) -> None:
    worked = ask_shipped(question)
    assert len(worked.lines if worked else ()) == count


@pytest.mark.parametrize(
    "question",
    [
        "一共要新建多少家蔬菜产业园？",
        "蔬菜产业园今年合计要新建多少家",
        "龙头企业总共认定多少家",
        "科技特派员推荐和选派一共多少名",
        "蔬菜产业园和茶叶产业园合计多少家",
        "三类产业园一共要建多少家",
        "蔬菜产业园和水产产业园合计补贴多少",
        "蔬菜产业园和水产产业园哪个补贴多",
        "蔬菜产业园和水产产业园哪个更容易认定",
        "2030年蔬菜产业园和水产产业园合计新建多少家",
        "2030年的量化目标有哪些",
        "南通市蔬菜产业园和水产产业园合计多少家",
        "南通的量化目标有哪些",
        "蔬菜产业园和水产产业园去年一共建了多少家",
        "最后实际完成的量化目标有哪些",
        "蔬菜产业园比去年多多少家",
        "示范园区的评价指标有几类",
        "示范园区评价哪个指标分值最高",
        "评分指标最高多少分",
        "申请示范园区入园企业超过10家的有哪些条件",
        "我们公司和隔壁公司的龙头企业目标哪个多",
        "蔬菜产业园建多少家",
        "机械化率要达到多少",
        "资金额度最高多少",
        "补贴最高的是哪个项目",
        "目标最高的前三项是什么",
        "哪个部门负责蔬菜产业园",
        "蔬菜产业园和水产产业园由谁负责",
        "蔬菜产业园和水产产业园分别什么时候建成",
        "",
        "合计",
        "一共多少",
        "哪个最多",
        "A和B哪个多",
    ],
)
def test_what_is_no_question_to_the_table_is_left_to_retrieval(ask: Ask, question: str) -> None:
    assert ask(question) is None


@pytest.mark.parametrize(
    "question",
    [
        "一共要新增多少家高企？",
        "技术需求要摸排多少条、科技成果要征集多少项",
        "高校成果库要收多少项成果、引进海外技术人才项目多少项？",
        "省级的研发机构连同人才站点，今年合计计划新设多少？",
        "国家级、省级的孵化器众创空间加速器,全年合计要争创几个?",
        "市里和县里自己立的企业研发项目,2023年加起来要超过多少项?",
        "农业科技载体那块在推的科创飞地一共几家,分别叫什么?",
        "国家重点支持的高新技术领域一共有几个，分别是哪些？",
        "盐城现在一共有多少家高企?不是新增，是总数",
        "市里2023年科技专项资金盘子有多大,总共拨多少钱?",
        "申小巨人,近两年加起来研发至少要砸多少钱?",
        "高企打分里，人才引进培养和绩效奖励这一小项最高多少分？",
        "高企和科技型中小企业的亏损结转哪个年限长",
        "小巨人和专精特新哪个门槛高",
        "科小评价指标一共有几类，哪个指标分值最高",
        "负债占资产最高能到多少？",
        "15%和小微的低税率叠加起来一共能降到几个点？",
    ],
)
def test_normal_questions_over_the_shipped_documents_are_not_captured(
    ask_shipped: Ask, question: str
) -> None:
    assert ask_shipped(question) is None


@pytest.mark.parametrize(
    ("named", "reason"),
    [
        (("新认定龙头企业", "新认定龙头企业其中省级"), "其中一项已包含在另一项里"),
        (("组织推荐科技特派员", "获选派科技特派员"), "各项说的是同一类对象"),
        (("新建蔬菜产业园", "登记家庭农场"), "有的是总量，有的是新增量"),
        (("大豆良种覆盖率", "机械化率"), "比例和增幅各有各的基数"),
        (("新建蔬菜产业园", "机械化率"), "各项单位不同（家、%）"),
        (("新建蔬菜产业园", "新建水产产业园"), ""),
    ],
)
def test_why_two_targets_are_not_added(
    passages: tuple[Passage, ...], named: tuple[str, str], reason: str
) -> None:
    rows = {row.indicator: row for row in targets(passages)}
    said = why_not_added([rows[name] for name in named])
    assert said.startswith(reason)
    assert bool(said) is bool(reason)


def test_several_questions_in_one_message_are_answered_by_their_rows(
    build: Callable[..., Assistant], passages: tuple[Passage, ...]
) -> None:
    assistant = build([(p.source, p.heading_path, p.ordinal, p.text) for p in passages])
    answer = assistant.ask("蔬菜产业园新建多少家？家庭农场要登记多少家？")
    assert answer.status is AnswerStatus.ANSWERED
    assert "30家以上" in answer.text
    assert "8600家" in answer.text
    assert len(answer.citations) == 2


def test_a_part_is_never_added_to_its_whole(ask: Ask) -> None:
    worked = ask("龙头企业以及其中省级龙头企业合计多少家")
    assert worked is None or "不能相加" in worked.opening


def test_a_sum_comes_with_its_citations(
    build: Callable[..., Assistant], passages: tuple[Passage, ...]
) -> None:
    assistant = build([(p.source, p.heading_path, p.ordinal, p.text) for p in passages])
    answer = assistant.ask("蔬菜产业园和龙头企业一共多少家？")
    assert answer.status is AnswerStatus.ANSWERED
    assert answer.text.startswith("合计55家以上：30家以上[1] + 25家以上[2] = 55家以上")
    marks = [int(n) for n in re.findall(r"\[(\d+)\]", answer.text)]
    assert sorted(set(marks)) == [citation.number for citation in answer.citations] == [1, 2]
    for citation, figure in zip(answer.citations, ("30家", "25家"), strict=True):
        assert figure in citation.passage.text
        assert all(quote in citation.passage.text for quote in citation.quotes)
