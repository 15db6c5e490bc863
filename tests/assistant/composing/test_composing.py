"""From what was read to the lines shown: trimming, lists, yes and no, marks."""

from datetime import date

import pytest

from assistant.composing.citations import CitationList, Line, written
from assistant.composing.compose import speaks_of
from assistant.composing.lead import DEPENDS, NO, YES, lead
from assistant.composing.lists import beside
from assistant.composing.trimming import trimmed
from assistant.library import Library
from assistant.reader.evidence import Evidence
from assistant.reader.reader import Reading
from assistant.reader.statements import statements
from assistant.understanding.question import Question
from corpus.document import Source
from corpus.passage import Passage

SOURCE = Source(id="x", title="滨海市实验室管理办法")
LONG = (
    "年内新建实验室12家，组织专家对全市企业开展上门服务和政策宣讲活动不少于四轮，"
    "新增科技特派员90名，推动全市重点企业研发机构应建尽建，"
    "完善从项目征集、评审、立项到验收的全过程服务和管理。"
)


def marked(text, *words):
    """Evidence whose reader marks just these words."""
    passage = Passage(SOURCE, ("一、目标",), "", text)
    (statement,) = statements(passage)
    spans = [(text.index(w), text.index(w) + len(w)) for w in words]
    marks = tuple(
        (n, n + 1, 3.0 if any(a <= n < b for a, b in spans) else -3.0) for n in range(len(text))
    )
    return Evidence(Reading(statement, 2.0, marks), 0.5)


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (("年内新建实验室12家，",), "年内新建实验室12家"),
        (("新增科技特派员90名，",), "新增科技特派员90名"),
        ((), LONG.rstrip("。")),
    ],
)
def test_a_long_statement_is_cut_to_the_clauses_that_answer(words, shown):
    line = trimmed(marked(LONG, *words))
    assert line.text == shown
    assert line.quote.rstrip("，。") in LONG


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("新设实验室开办补多少", "给予50万元开办补助；人员超过100人的给予200万元开办补助"),
        ("人员超过100人的开办补多少", "人员超过100人的给予200万元开办补助"),
    ],
)
def test_clauses_that_end_alike_are_told_together_unless_the_question_points_to_one(
    question, shown
):
    text = "经认定的实验室，给予50万元开办补助；人员超过100人的给予200万元开办补助。"
    found = marked(text, "人员超过100人的给予200万元开办补助")
    assert trimmed(found, asked=Question(question, date(2023, 6, 1))).text.endswith(shown)


def test_a_clause_that_hangs_on_the_one_before_keeps_it():
    text = (
        "对新认定的省级实验室予以支持，由市财政按审定的经费分期拨付，给予最高80万元的一次性补助，"
        "其余部分由依托单位自行筹措，并按年度报送使用情况。"
    )
    shown = trimmed(marked(text, "给予最高80万元的一次性补助，")).text
    assert shown.startswith("对新认定的省级实验室")


@pytest.mark.parametrize(
    ("question", "quote", "opening"),
    [
        ("个体工商户能不能申领", "个体工商户不得申领", NO),
        ("异地可以办理吗", "异地可以办理", YES),
        ("小企业可以申请吗", "符合条件的小企业可以申请", DEPENDS),
        ("我们30个人可以申请吗", "小企业可以申请", DEPENDS),
        ("不交材料能不能申请", "可以申请", YES),
        ("自己的厂能不能入股", "竞业限制期内不得任职", ""),
        ("最高多少钱", "可以申请最高80万元", ""),
        ("是不是只能去窗口办", "可以网上办理", ""),
    ],
)
def test_yes_and_no_open_an_answer_only_where_the_text_is_plain(question, quote, opening):
    assert lead(Question(question, date(2031, 6, 1)), quote, 0.95) == opening


def test_an_unsure_statement_says_neither_yes_nor_no():
    assert lead(Question("异地可以办理吗", date(2031, 6, 1)), "异地可以办理", 0.6) == ""


def test_a_list_is_found_whole_from_one_of_its_items_or_what_announces_it():
    inside = Passage(
        SOURCE, ("二、条件",), "", "应当符合下列条件：\n（一）在本市注册；\n（二）有研发人员。"
    )
    items = [
        Passage(SOURCE, ("三、材料",), str(n), f"{n}. {name}。", n)
        for n, name in enumerate(("申请表", "营业执照"), 1)
    ]
    library = Library([inside, *items])
    head, first, _ = statements(inside)
    assert [s.shown for s in beside(first, library)] == ["在本市注册", "有研发人员"]
    assert beside(head, library) == beside(first, library)
    assert [s.shown for s in beside(statements(items[0])[0], library)] == ["申请表", "营业执照"]


def test_two_short_lines_are_a_paragraph_and_more_a_numbered_list():
    passage = Passage(SOURCE, ("一",), "", "甲。乙。丙。")
    lines = [Line(word, passage, word) for word in "甲乙丙"]
    assert written(lines[:2], CitationList()) == "甲。[1]乙。[1]"
    assert written(lines, CitationList()) == "1. 甲。[1]\n2. 乙。[1]\n3. 丙。[1]"
    head = Line("条件如下：", passage, "甲")
    assert written([head, *lines], CitationList()).startswith("条件如下：[1]\n1. 甲")


def test_marks_that_a_document_holds_do_not_pass_for_ours():
    passage = Passage(SOURCE, ("一",), "", "见附件[3]。")
    assert written([Line("见附件[3]", passage, "见附件[3]")], CitationList()) == "见附件［3］。[1]"


@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        ("实验室奖励多少？", True),  # of the title
        ("科技特派员的补贴有多少？", True),
        ("火星移民的补贴有多少？", False),
        ("什么时候截止？", True),  # names no matter: it goes on from the talk
    ],
)
def test_a_refusal_quotes_only_what_has_a_word_of_the_matter(question, quoted):
    passage = Passage(SOURCE, ("一、目标",), "", LONG)
    assert speaks_of(question, passage, LONG) is quoted
