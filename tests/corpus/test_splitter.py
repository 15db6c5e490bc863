"""Documents of several kinds into passages: paths, numbers, nothing lost, ids that stay."""

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from corpus.__main__ import SHIPPED
from corpus.document import Document, Source
from corpus.library import load_passages
from corpus.outline import is_heading_line, marker
from corpus.passage import Passage
from corpus.splitter import split

PLAN = "2023年全市科技创新工作要点"


def passages_of(body: str, title: str = "测试文件") -> tuple[Passage, ...]:
    return split(Document(Source(id="s", title=title), body))


@pytest.fixture(scope="module")
def plan() -> tuple[Passage, ...]:
    return load_passages(SHIPPED / f"{PLAN}.txt").passages


def test_the_work_plan_has_nine_sections_each_with_a_lead_and_its_items(plan):
    assert plan[0].id == f"{PLAN}#p1"
    assert {p.ordinal for p in plan[1:]} == {""}
    sections = [p.heading_path[0] for p in plan[1:] if len(p.heading_path) == 1]
    assert [section[0] for section in sections] == [*"一二三四五六七八九"]
    paths = [p.heading_path[0] for p in plan[1:] if len(p.heading_path) == 2]
    assert [paths.count(section) for section in sections] == [3, 3, 3, 4, 4, 3, 3, 4, 4]  # by hand
    assert plan[2].heading_path[1] == "细化工作举措"
    for passage in plan[1:]:
        assert passage.text.startswith(f"{passage.heading_path[-1]}。")
        assert passage.sentences
        assert not passage.sentences[0].startswith(f"{passage.heading_path[-1]}。")


STATUTE = """\
第一章　总则
第一条　为了促进科技创新，根据有关法律，制定本条例。
第二条　本市行政区域内的科技创新活动，适用本条例。
前款所称科技创新活动，包括下列各项：
（一）基础研究；
（二）应用研究，包括：
1. 技术开发；
2. 技术推广。
第五条第二款规定的情形除外。
第二章　保障
第一节　资金
第三条　市、县人民政府应当安排专项资金。
第三条之一　专项资金不得挪用。
第三章　附则
第四条　本条例自2024年1月1日起施行。
附件1
一、支持标准
每家支持20万元。
"""
NOTICE = """\
各县（市、区）科技局：
现将2024年度申报工作通知如下。
一、申报条件
（一）基本条件
1. 在本市注册，具有独立法人资格。
2. 近两年无严重失信记录。
（二）优先条件。同等条件下优先支持高新技术企业。获得省级奖励的可以直接申报。
二、申报材料：
1. 申请表
2. 营业执照复印件
3. 审计报告：
（1）上一年度；
（2）研发费用专项。
材料一式三份。
三、联系方式
附件：1.申请表
2.汇总表
盐城市科学技术局
"""
CONDITIONS = """\
申请认定须同时满足以下条件。
1. 注册满一年。
2. 知识产权：
①发明专利1项以上；
②软件著作权6项以上。
3、科技人员占比不低于10%。
以上条件均以上年末数据为准。
"""
MARKDOWN = """\
# 测试文件
引言。
## 一、对象
面向企业。
### （一）规模
不限。
## 二、程序
1. 网上填报。
## 三、另行通知
"""
# the ids of its passages, without the name of the file
CASES = {
    STATUTE: [
        *("第一章　总则/第一条", "第一章　总则/第二条", "第二章　保障/第一节　资金/第三条"),
        *("第二章　保障/第一节　资金/第三条之一", "第三章　附则/第四条", "附件1/一、支持标准/p1"),
    ],
    NOTICE: [
        *("p1", "p2", "一、申报条件/（一）基本条件/1", "一、申报条件/（一）基本条件/2"),
        *(
            "一、申报条件/（二）优先条件",
            "二",
            "二、申报材料/1",
            "二、申报材料/2",
            "二、申报材料/3",
        ),
        *(f"二、申报材料/3. 审计报告/{n}" for n in ("1", "2", "p1")),
        *("三、联系方式/p1", "三、联系方式/2.汇总表/p1"),
    ],
    CONDITIONS: ["p1", "1", "2", "2. 知识产权/①", "2. 知识产权/②", "3", "p2"],
    MARKDOWN: ["p1", "一、对象/p1", "一、对象/（一）规模/p1", "二、程序/1", "三、另行通知"],
}


@pytest.mark.parametrize(
    ("body", "ids"), CASES.items(), ids=["statute", "notice", "conditions", "markdown"]
)
def test_a_document_is_split_along_its_own_outline(body, ids):
    assert [passage.id for passage in passages_of(body)] == [f"s#{one}" for one in ids]


def test_an_article_keeps_its_paragraphs_and_items():
    second = passages_of(STATUTE)[1].text.split("\n")
    assert second[0].startswith("第二条")
    assert second[-1] == "第五条第二款规定的情形除外。"
    assert len(second) == 7


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def plain(title: str) -> str:
    return re.sub(r"[（）()]", "", bare(title))


def assert_nothing_is_lost(document: Document) -> None:
    """Walking the lines: each is a stand-alone heading or the next piece of the passages.

    A heading stands in the path of a passage, unless it is the title or a bare chapter.
    """
    passages = split(document)
    joined = "".join(bare(p.text) for p in passages)
    named = {heading for p in passages for heading in p.heading_path}
    unnamed = re.compile(r"第.+[编篇章节]|附")
    for line in filter(None, (raw.strip() for raw in document.body.split("\n"))):
        found = marker(line)
        own = bare(found.rest if found and found.mark.startswith("#") else line)
        if joined.startswith(own):
            joined = joined[len(own) :]
        else:
            assert found is not None, f"lost: {line}"
            assert is_heading_line(found), f"lost: {line}"
            shown = found.rest if found.mark.startswith("#") else line
            title = plain(shown) == plain(document.source.title)
            assert shown in named or title or unnamed.match(line), f"lost: {line}"
    assert joined == ""


INVENTED = [Document(Source(id="s", title="测试文件"), body) for body in CASES]


@pytest.mark.parametrize("document", [*load_passages(SHIPPED).documents, *INVENTED])
def test_documents_lose_nothing(document):
    assert_nothing_is_lost(document)


MARKS = ["", "", "一、", "二、", "（一）", "1. ", "2．", "（1）", "①", "第三条 ", "第一章 ", "## "]
TEXT = st.text(alphabet="企业申报材料。，：；、1２a #/~p（）", min_size=1, max_size=60)
LINE = st.builds(lambda mark, text, end: f"{mark}{text}{end}", st.sampled_from(MARKS), TEXT,
                 st.sampled_from(["。", "", "；", "："]))  # fmt: skip
BODY = st.lists(LINE, min_size=1, max_size=25).map("\n".join)


@given(BODY)
@settings(max_examples=300, deadline=None)
def test_any_document_is_split_without_loss_and_twice_alike(body):
    lines = [plain(line) for line in body.split("\n")]
    # the check reads a heading that opens the next line as that line's own beginning
    assume(not any(after.startswith(line) for line, after in pairwise(lines)))
    document = Document(Source(id="s", title="测试文件"), body)
    once, again = split(document), split(document)
    ids = [passage.id for passage in once]
    assert ids == [passage.id for passage in again]
    assert len(ids) == len(set(ids))
    assert [passage.order for passage in once] == list(range(len(once)))
    assert_nothing_is_lost(document)


INSERTIONS = [
    (NOTICE, "（二）优先条件", "3. 另有一项条件。\n"),
    (NOTICE, "3. 审计报告", "新的一项说明。\n"),
    (NOTICE, "三、联系方式", "（3）项目清单。\n"),
    (STATUTE, "第二章", "第二条之一　新增一条。\n"),
    (MARKDOWN, "### （一）规模", "### （零）先行\n先行。\n"),
    (CONDITIONS, "3、", "③集成电路布图设计1项以上。\n"),
]


@pytest.mark.parametrize(("body", "before", "inserted"), INSERTIONS)
def test_inserting_an_item_moves_no_other_id(body, before, inserted):
    old = {passage.id: passage.text for passage in passages_of(body)}
    longer = body.replace(before, inserted + before, 1)
    new = {passage.id: passage.text for passage in passages_of(longer)}
    assert {key: new.get(key) for key in old} == old
    assert len(new) == len(old) + 1


def test_a_run_in_item_inserted_in_the_work_plan_moves_no_other_id():
    (document,) = load_passages(SHIPPED / f"{PLAN}.txt").documents
    old = {passage.id: passage.text for passage in split(document)}
    for before in ("形成工作合力", "强化农业科技企业培育", "营造清正廉洁干事氛围"):
        added = f"。新增一个重点事项。各地抓好落实,{before[:4]}。{before}。"
        body = document.body.replace(f"。{before}。", added, 1)
        new = {p.id: p.text for p in split(Document(document.source, body))}
        assert {key: new.get(key) for key in old} == old
        assert len(new) == len(old) + 1


def test_a_corrected_date_changes_the_digest_but_an_edit_elsewhere_in_the_file_does_not():
    source = Source(id="s", title="题", issued_on="2023-10-16")
    passage, dated, edited = (
        Passage(replace(source, **change), ("一、甲",), "1", "文")
        for change in ({}, {"issued_on": "2023-10-17"}, {"file_digest": "x"})
    )
    assert passage.id == dated.id == edited.id
    assert passage.digest != dated.digest
    assert passage.digest == edited.digest


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("一句。两句！", ("一句。", "两句！")),
        ("他说“好。”然后走了。", ("他说“好。”", "然后走了。")),
        ("没有句号", ("没有句号",)),
        ("甲。新增300家。", ("新增300家。",)),
    ],
)
def test_a_passage_is_read_sentence_by_sentence(text, sentences):
    assert Passage(Source(id="s", title="题"), ("甲",), "", text).sentences == sentences


def test_a_numbered_question_heads_its_answer_and_a_rule_heads_nothing():
    body = (
        "一、补贴能领多久？\n每满一年领一个月。\n问：怎么申领？\n到窗口办理。\n"
        "二、其他\n（一）符合条件的，可同时申请两种补贴。持有两种证件的选择一种。"
    )
    found = {p.text: p.heading_path for p in passages_of(body)}
    assert found["每满一年领一个月。"] == ("一、补贴能领多久？",)
    assert found["到窗口办理。"] == ("一、补贴能领多久？", "问：怎么申领？")
    rule = "（一）符合条件的，可同时申请两种补贴。持有两种证件的选择一种。"
    assert found[rule] == ("二、其他",)
