"""How a passage falls into statements, and what each is read with."""

from datetime import date

import pytest

from assistant.reader.evidence import HEADED, nearest
from assistant.reader.statements import statements
from assistant.understanding.question import Question
from corpus.document import Source
from corpus.passage import Passage
from index.hit import Hit, Window

SOURCE = Source(id="x", title="关于印发《滨海市实验室管理办法》的通知")


def passage(text, heading=("第二章 申报", "第八条"), **given):
    return Passage(SOURCE, heading, "", text, **given)


def texts(text):
    return [s.text.strip() for s in statements(passage(text))]


def test_sentences_are_statements_and_long_ones_are_cut_at_semicolons():
    short = "建设期为两年；期满验收。"
    assert texts(short) == [short]
    long = "对一类项目" + "给予支持" * 12 + "；对二类项目" + "给予支持" * 12 + "。"
    assert len(texts(long)) == 2


def test_items_keep_what_announces_them():
    lead = "申报单位应当符合下列条件："
    found = statements(passage(f"{lead}\n（一）在本市注册；\n（二）有研发人员。\n附则另行规定。"))
    assert [s.lead for s in found] == ["", lead, lead, ""]
    assert found[1].shown == "在本市注册"


def test_the_parts_of_a_cut_sentence_keep_its_opening():
    long = "补助分三档：一类" + "甲" * 60 + "；二类" + "乙" * 60 + "。"
    assert [s.lead for s in statements(passage(long))] == ["", "补助分三档："]


def test_no_statement_is_longer_than_the_reader_reads():
    assert max(map(len, texts("全市要" + "推进建设，" * 200))) <= 150


def test_the_context_tells_title_headings_and_lead_without_bare_numbers():
    found = statements(passage("应当符合下列条件：\n（一）在本市注册。"))
    assert found[1].context == "滨海市实验室管理办法 › 申报 › 应当符合下列条件："


def test_statements_know_their_place_in_the_passage():
    text = "第一句话。第二句话。"
    for s in statements(passage(text)):
        assert text[s.start :].startswith(s.text)


def test_candidates_come_by_their_window_and_repeats_are_taken_once():
    one, other = passage("甲事要办。乙事要办。"), passage("乙事要办。", ("第三章",))
    hits = [
        Hit(one, 0.9, 1.0, 0.9, (Window(0, 5, 0.1), Window(5, 10, 0.8))),
        Hit(other, 0.2, 1.0, 0.9, (Window(0, 5, 0.2),)),
    ]
    found = nearest(hits)
    assert [c.statement.text for c in found] == ["乙事要办。", "甲事要办。"]
    assert found[0].statement.passage == one
    assert found[0].prior == pytest.approx(0.825)
    assert len(nearest(hits, limit=1)) == 1
    found = nearest(hits[1:], hits[:1])
    assert {c.statement.text: c.statement.passage for c in found} == {
        "乙事要办。": other,
        "甲事要办。": one,
    }


@pytest.mark.parametrize(
    ("question", "nearer"),
    [("青苗企业有什么好处", True), ("青苗企业要什么条件", False), ("青苗企业给多少钱", False)],
)
def test_what_stands_under_a_heading_of_the_part_asked_for_is_nearer(question, nearer):
    hits = [Hit(passage("免征房产税。", ("三、优惠内容",)), 0.4, 1.0, 0.9, (Window(0, 6, 0.4),))]
    (found,) = nearest(hits, (), Question(question, date(2031, 6, 1)).parts)
    assert found.prior == pytest.approx(0.4 + HEADED * nearer)
