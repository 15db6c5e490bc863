"""Questions about a document itself are answered from its identity card."""

from datetime import date

import pytest

from assistant.library import Library
from assistant.tables.cards import card_answer, fields_asked
from assistant.understanding.question import Question
from corpus.document import Kind, Source
from corpus.passage import Passage

RULES = Source(
    "rules",
    "试验场地管理办法（要点摘编）",
    issuer="市科技局",
    document_number="衢科规〔2029〕6号",
    issued_on="2029-03-01",
    effective_on="2029-04-01",
    expires_on="2030-12-31",
    kind=Kind.DIGEST,
)
PLAN = Source(
    "plan", "2031年全市粮食工作要点", issuer="市粮食局", issued_on="2031-02-10", year=2031
)
OTHER = Source("other", "海洋药物评审规定", document_number="海药〔2030〕1号")
OLD, NEW = (
    Source(y, f"科创载体培育办法（{y}年）", effective_on=f"{y}-05-01") for y in ("2022", "2026")
)


def ask(text: str, *sources: Source) -> str:
    passages = [Passage(s, ("一、总则",), "1", "正文。") for s in sources]
    header = "{0.title}\n文号：{0.document_number}\n发文：{0.issued_on}\n施行：{0.effective_on}"
    cards = [Passage(s, ("文件信息",), "", header.format(s), -1) for s in sources]
    worked = card_answer(Question(text, date(2031, 6, 1)), Library(passages, cards))
    if worked is None:
        return ""
    assert all(line.quote in line.passage.text for line in worked.lines)
    return worked.lines[0].text


@pytest.mark.parametrize(
    ("question", "fields"),
    [
        ("试验场地管理办法是哪天发布的？", "发文日期"),
        ("这个文件的文号是多少？", "文号"),
        ("管理办法由谁制定？", "发布机构"),
        ("管理办法还有效吗？", "时效"),
        ("管理办法的文号和发文日期？", "发文日期 文号"),
        ("工作要点是哪家发布的、发文日期几号？", "发文日期 发布机构"),
        ("工作要点是哪个单位哪天发的", "发文日期 发布机构"),
        ("办法什么时候失效", "失效日期"),
        ("证书什么时候发？", ""),
        ("按规定证书什么时候发放？", ""),
        ("今年要新增多少家高企？", ""),
    ],
)
def test_the_fields_asked_for_are_told_from_questions_of_substance(question, fields):
    assert fields_asked(question) == tuple(fields.split())


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("试验场地管理办法的文号是多少？", "（摘编所载原文件信息）文号：衢科规〔2029〕6号"),
        ("试验场地管理办法现在还有效吗", "时效：已失效"),
        ("试验场地管理办法何时施行", "施行日期：2029年4月1日"),
        ("这份粮食工作要点是哪个单位发的，哪天发的？", "发文日期：2031-02-10，发布机构：市粮食局"),
        ("要点的发文日期是哪天？", "2031-02-10"),
        ("某某条例的文号是多少？", ""),
        ("试验场地管理办法的索引号是多少？", ""),
        ("这个文件的文号是多少？", ""),
        ("试验场地建设通知是哪个部门发的？", ""),
        ("试验场地管理办法取代的旧文件的文号是多少？", ""),
        ("试验场地要多少平方米？", ""),
    ],
)  # fmt: skip
def test_the_document_is_found_by_its_title(question, told):
    answer = ask(question, OTHER, RULES, PLAN)
    assert told in answer
    assert bool(told) is bool(answer)


def test_the_only_document_held_is_meant_by_this_file():
    assert "衢科规〔2029〕6号" in ask("这个文件的文号是多少？", RULES)


def test_the_year_of_a_version_tells_which_is_meant():
    assert "2026年5月1日" in ask("2026年的科创载体培育办法几号生效", OLD, NEW)
    assert ask("科创载体培育办法几号生效", OLD, NEW) == ""
