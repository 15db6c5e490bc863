"""The heading grammar as a table: what opens a line, at which level, with which number."""

import pytest

from corpus.outline import Level, is_heading_line, marker, run_in_headings

MARKERS = [
    # line, level, mark, number, what follows
    ("第一编 总则", Level.PART, "第一编", "一", "总则"),
    ("附件", Level.PART, "附件", "附件", ""),
    ("附件2：", Level.PART, "附件2", "2", ""),
    ("第三章 罚则", Level.CHAPTER, "第三章", "三", "罚则"),
    ("第一节 一般规定", Level.SECTION, "第一节", "一", "一般规定"),
    ("第十二条 为了", Level.ARTICLE, "第十二条", "十二", "为了"),
    ("第一百零三条为了", Level.ARTICLE, "第一百零三条", "一百零三", "为了"),
    ("第五条之一 为了", Level.ARTICLE, "第五条之一", "五", "为了"),
    ("一、总体要求", Level.FIRST, "一、", "一", "总体要求"),
    ("（一）目标", Level.SECOND, "（一）", "一", "目标"),
    ("(十二)目标", Level.SECOND, "(十二)", "十二", "目标"),
    ("1. 条件", Level.ITEM, "1.", "1", "条件"),
    ("１２、条件", Level.ITEM, "１２、", "12", "条件"),
    ("1.2023年度的条件", Level.ITEM, "1.", "1", "2023年度的条件"),
    ("（3）材料", Level.SUBITEM, "（3）", "3", "材料"),
    ("3）材料", Level.SUBITEM, "3）", "3", "材料"),
    ("①复印件", Level.CIRCLED, "①", "①", "复印件"),
    ("# 通知", 1, "#", "", "通知"),
    ("### 二、条件 ###", 3, "###", "", "二、条件"),
    ("  　一、前有空白", Level.FIRST, "一、", "一", "前有空白"),
]


@pytest.mark.parametrize(("line", "level", "mark", "number", "rest"), MARKERS)
def test_a_marker_gives_level_number_and_rest(line, level, mark, number, rest):
    found = marker(line)
    assert (found.level, found.mark, found.number, found.rest) == (level, mark, number, rest)


@pytest.mark.parametrize(
    "line",
    [
        "为了规范管理，制定本办法。",
        "2.4%左右",
        "2023年全市科技创新工作要点",
        "#标签不是标题",
        "一是加强领导；二是压实责任。",
        "第一，提高认识。",
        "第五条第二款规定的情形，从其规定。",
        "第五条至第八条适用于分支机构。",
        "第三章和第四章自公布之日起施行，其他各章自次年一月一日起施行，具体办法由主管部门另行制定公布",
        "附件为本办法的组成部分。",
        "",
    ],
)
def test_running_text_opens_nothing(line):
    assert marker(line) is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("一、申报条件", True),
        ("第二章 认定条件与程序", True),
        ("## 二、认定条件", True),
        ("一、申报条件：", False),
        ("1. 注册满一年。", False),
        ("第三条 本办法所称企业", False),
        (f"一、{'长' * 41}", False),
    ],
)
def test_a_short_line_without_a_stop_is_a_heading(line, expected):
    found = marker(line)
    assert is_heading_line(found) is expected


LONG = "深入对接重点企业,全面了解需求,及时协调解决问题。" * 12


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("完善科技企业孵育链条", True),
        ("坚持不懈用习近平新时代中国特色社会主义思想凝心铸魂", True),
        ("抓落实", False),
        ("新建院士工作站1家", False),
        ("全面排查隐患,压实责任", False),
        ("围绕“5+2”产业编制图谱", False),
        ("对全市所有符合条件的科技型中小企业逐一上门开展评价入库辅导服务", False),
    ],
)
def test_a_short_plain_sentence_heads_what_follows(sentence, expected):
    found = [heading for _, heading in run_in_headings(f"{LONG}{sentence}。{LONG}")]
    assert found == ([sentence] if expected else [])


def test_a_paragraph_of_a_million_characters_is_read_at_once():
    assert len(run_in_headings("完善科技企业孵育链条。" * 90_000)) == 89_999
