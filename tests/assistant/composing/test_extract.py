"""Which statements are told: a whole list, one item of it, one band, one clause."""

from datetime import date

import pytest

from assistant.composing.extract import Extractor
from assistant.composing.lists import announces
from assistant.composing.own_figures import compared, in_band
from assistant.composing.trimming import trimmed
from assistant.library import Library
from assistant.reader.evidence import Evidence
from assistant.reader.finder import Finding
from assistant.reader.reader import Reading
from assistant.reader.statements import Statement, statements
from assistant.understanding.follow_up import Meaning
from assistant.understanding.question import Question
from corpus.document import Source
from corpus.passage import Passage

DAY = date(2031, 6, 1)
SOURCE = Source(id="x", title="滨海市实验室管理办法")
OTHER = Source(id="y", title="滨海市工作站管理办法")
ITEMS = ["拿过省级奖励", "建有中试基地", "承担过国家项目"]
LIST = [Passage(SOURCE, ("二、直接认定",), "p1", "满足下列任意一项的，直接认定。", 0)] + [
    Passage(SOURCE, ("二、直接认定",), str(n), f"{n}. {text}。", n)
    for n, text in enumerate(ITEMS, 1)
]
LOW, HIGH = "年收入5000万元以下的，补助8万元", "年收入超过5000万元的，补助5万元"
BANDS = [
    Passage(SOURCE, ("三、补助",), str(n), f"{n}. {text}。", 10 + n)
    for n, text in enumerate((LOW, HIGH), 1)
]
LONG = [f"工作站{'并入别的单位' * 8}的", f"工作站{'不报年报' * 8}的"]
INLINE = Passage(
    OTHER,
    ("二、不予补助",),
    "2",
    "2. 不予补助的有三类：" + "；".join(("工作站停办一年以上的", *LONG)),
)
TWICE = Passage(OTHER, ("一、补助",), "1", "1. 工作站补助6万元。")


class Finder:
    """Reads nothing: an item that was not found is unlikely."""

    def read(self, question, meaning, found):
        return [evidence(c.statement, -4.0) for c in found]


def evidence(statement: Statement, logit: float) -> Evidence:
    marks = ((0, len(statement.text), 3.0),)
    return Evidence(Reading(statement, logit, marks), 0.5)


def told(question: str, *ranked: tuple[Passage, float]) -> list[str]:
    found = tuple(evidence(statements(p)[0], logit) for p, logit in ranked)
    finding = Finding(Question(question, DAY), Meaning(question), found)
    extractor = Extractor(Library([*LIST, *BANDS, TWICE, INLINE]), Finder())
    return [line.text for line in extractor.lines(finding)]


@pytest.mark.parametrize(
    ("question", "ranked", "lines"),
    [
        ("直接认定的几种情况", [(LIST[0], 4.0)], [LIST[0].text.rstrip("。"), *ITEMS]),
        ("哪几条能直接认定？", [(LIST[2], 4.0), (LIST[1], 3.0), (LIST[3], 2.0)], ITEMS),
        ("有基地的话看哪些条件？", [(LIST[2], 4.0), (LIST[1], -3.0)], [ITEMS[1]]),
        ("没有基地咋办？", [(LIST[2], 4.0), (LIST[1], 0.0)], [ITEMS[1]]),
        ("有基地还要打分吗？", [(LIST[2], 4.0)], [LIST[0].text.rstrip("。"), ITEMS[1]]),
        ("年收入8000万的补助多少？", [(BANDS[0], 4.0), (BANDS[1], 3.0)], [HIGH]),
        (
            "哪几类不予补助？",
            [(INLINE, 4.0)],
            ["不予补助的有三类：", "工作站停办一年以上的", *LONG],
        ),
        ("实验室补助多少？", [(BANDS[0], 4.0), (TWICE, 3.9)], [LOW]),
    ],
)
def test_a_list_is_told_whole_where_it_is_asked_for_and_else_what_answers(question, ranked, lines):
    assert told(question, *ranked) == lines


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("满足下列任意一项的，直接认定。", True),
        ("评价按四项指标打分。", True),
        ("材料如下：", True),
        ("处五万元以下的罚款。", False),
        ("全年新建实验室12家。", False),
    ],
)
def test_a_statement_announces_a_list_or_counts_it(text, expected):
    (statement,) = statements(Passage(SOURCE, ("一",), "", text))
    assert announces(statement) is expected


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("占23%得几分", "20%至25%得12分", True),
        ("占23%得几分", "30%以上得20分", False),
        ("超过两个亿的呢", "5000万元至2亿元的", False),
        ("超过两个亿的呢", "超过2亿元的", True),
        ("占23%得几分", "职工不少于20人", None),
    ],
)
def test_the_band_that_holds_the_askers_figure(question, text, expected):
    assert in_band(Question(question, DAY), text) is expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("我们成立3年了，能享受吗", "您说的3年没有达到“六年以上”。"),
        ("一年最多能拿多少", None),  # a rate
    ],
)
def test_the_askers_figure_beside_the_bound(question, expected):
    assert compared(Question(question, DAY), "应在本区持续经营六年以上。") == expected


@pytest.mark.parametrize(
    ("question", "text", "shown"),
    [
        ("占比4.5%给几分", "占比6%以上50分，5%至6%得40分，4%至5%得30分。", "4%至5%得30分"),
        (
            "有2项乙类成果得几分",
            "1项及以上甲类30分，3项乙类18分，2项乙类12分，4项及以上乙类24分。",
            "2项乙类12分",
        ),
        ("新建工作站多少家", "全年改造实验室1200家，备案工作站120家以上。", "备案工作站120家以上"),
        (
            "额度多少",
            "营收5000万元至4亿元的，额度2000万元。",
            "营收5000万元至4亿元的，额度2000万元",
        ),
    ],
)
def test_of_several_figures_those_that_the_question_points_to_are_told(question, text, shown):
    (statement,) = statements(Passage(SOURCE, ("一",), "", text))
    assert trimmed(evidence(statement, 4.0), asked=Question(question, DAY)).text == shown


def test_what_announces_several_items_is_said_once():
    passage = Passage(
        SOURCE, ("四",), "", "有下列情形之一的，终止：\n（一）停办；\n（二）并入他处。"
    )
    _, first, second = (evidence(s, 3.0) for s in statements(passage))
    finding = Finding(Question("停办或者并入咋办", DAY), Meaning("x"), (first, second))
    lines = Extractor(Library([passage]), Finder()).lines(finding)
    assert [line.text for line in lines] == ["有下列情形之一的，终止：停办", "并入他处"]
